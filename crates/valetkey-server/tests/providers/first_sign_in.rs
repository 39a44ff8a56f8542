//! What happens when an account of a provider signs in for the first time.

use valetkey_accounts::User;
use valetkey_authorization_server::record::{Event, EventKind, FirstSignIn};
use valetkey_server::{
    configuration::{AccountSettings, RegistrationSettings},
    testing::{Answer, TestServer},
};
use valetkey_storage::{Listing, directory, record::EVENT};

use crate::{
    people::{PASSWORD, authorize, sign_in_form},
    support::*,
};

#[tokio::test]
async fn al1_an_address_that_is_somebodys_links_only_after_that_user_signed_in() {
    for rule in [FirstSignIn::Create, FirstSignIn::Link] {
        let world = World::ruled(rule, &[]).await;
        world.add_ada().await;
        let mut browser = world.server.browser();
        let back = world.sign_in(&mut browser, "ada").await;
        let page = browser.follow(back).await;
        assert!(notice(&page).contains("email address of your GitHub account"), "{}", notice(&page));
        assert_eq!(world.links().await, [], "nothing is linked by its address");
        assert_eq!(world.usernames().await, ["ada.local"], "and nobody is added");

        // A wrong password links nothing, and the page goes on waiting.
        let wrong = sign_in_form(&page, "ada.local").with("password", "a wrong password");
        let again = browser.submit_and_follow(&wrong, "sign-in").await;
        assert_eq!(world.links().await, []);
        let consent = browser.submit_and_follow(&sign_in_form(&again, "ada.local"), "sign-in").await;
        consent.form_with_button("allow");
        let [link] = world.links().await.try_into().unwrap();
        assert_eq!(link.user_id.as_str(), "user-ada.local");

        // From now on the provider signs that user in.
        let mut other = world.server.browser();
        let consent = world.sign_in(&mut other, "ada").await;
        assert_eq!(consent.status, 303);
        assert_eq!(world.links().await.len(), 1);
        let listing = Listing::all(&EVENT, None, 100);
        let events = directory::page::<Event>(&*world.server.storage, &listing).await.unwrap().records;
        let linked = events.into_iter().filter(|event| event.kind == EventKind::AccountLinked);
        assert_eq!(linked.count(), 1);
    }
}

#[tokio::test]
async fn al1_an_address_that_the_provider_did_not_prove_tells_nothing_and_links_nothing() {
    for (from, to) in [
        ("\"primary\":true,\"verified\":true", "\"primary\":true,\"verified\":false"),
        ("\"primary\":true,\"verified\":true", "\"primary\":true,\"verified\":\"true\""),
        ("\"primary\":true,\"verified\":true", "\"primary\":true"),
        ("ada@mail.example", "ada@mail.example,eve@evil.example"),
        ("ada@mail.example", "eve@evil.example@mail.example"),
        ("ada@mail.example", "\\\"ada@mail.example\\\"@evil.example"),
        ("ada@mail.example", "ada(comment)@mail.example"),
        ("ada@mail.example", "ada\u{ff20}mail.example@evil.example"),
        ("ada@mail.example", "ad\u{0430}@mail.example"),
        ("ada@mail.example", "ada@mail.example."),
    ] {
        let world = World::ruled(FirstSignIn::Create, &[]).await;
        world.add_ada().await;
        world.wire(Wire::Replace("/user/emails", from.to_owned(), to.to_owned()));
        let mut browser = world.server.browser();
        let consent = world.sign_in(&mut browser, "ada").await;
        browser.follow(consent).await.form_with_button("allow");
        assert_eq!(world.usernames().await, ["ada", "ada.local"], "{to}");
        let added = user(&world, "ada").await;
        assert_eq!((added.email, added.email_verified), (None, false), "{to}");
        assert_ne!(world.links().await[0].user_id.as_str(), "user-ada.local");
    }
}

async fn user(world: &World, name: &str) -> User {
    let tenant = &world.server.server.tenant;
    world.server.storage.user_by_sign_in_name(tenant, name).await.unwrap().unwrap()
}

#[tokio::test]
async fn al2_issuer_and_subject_are_the_account_whatever_its_address_and_name_become() {
    let world = World::ruled(FirstSignIn::Create, &[]).await;
    world.sign_in(&mut world.server.browser(), "ada").await;
    let first = user(&world, "ada").await;

    // Another address and another name: the same user.
    world.wire(Wire::Replace("/user", "ada@mail.example".to_owned(), "new@mail.example".to_owned()));
    world.sign_in(&mut world.server.browser(), "ada").await;
    assert_eq!(world.usernames().await, ["ada"]);
    assert_eq!(user(&world, "ada").await.email.as_deref(), Some("ada@mail.example"));

    // The same name under another identifier: another user, who does not get the name.
    world.wire(Wire::Replace("/user", "583231".to_owned(), "5832310".to_owned()));
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    assert!(notice(&page).contains("email address"), "the address is that of the first: {}", notice(&page));
    world.wire(Wire::Replace("/user", "583231".to_owned(), "5832310".to_owned()));
    world.edit(|_| {}).await;
    assert_eq!(world.links().await.len(), 1);
    assert_eq!(world.links().await[0].user_id, first.id);
}

#[tokio::test]
async fn a_taken_username_gets_an_ending_and_never_looks_like_an_address() {
    let world = World::ruled(FirstSignIn::Create, &[]).await;
    world.server.add_user("ada", PASSWORD).await;
    world.sign_in(&mut world.server.browser(), "ada").await;
    let names = world.usernames().await;
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[1].starts_with("ada-") && names[1].len() == 12, "{names:?}");

    let world = World::ruled(FirstSignIn::Create, &[]).await;
    world.wire(Wire::Replace(
        "/user",
        "\"login\":\"ada\"".to_owned(),
        "\"login\":\"boss@mail.example\"".to_owned(),
    ));
    world.sign_in(&mut world.server.browser(), "ada").await;
    assert_eq!(world.usernames().await, ["boss"], "nobody takes an address as a name");
}

#[tokio::test]
async fn al3_nobody_gets_a_reserved_username_or_one_that_looks_like_it() {
    for login in ["admin", "Adm1n", "r00t", "sup-port", "acme", "ac.me"] {
        let registration = RegistrationSettings {
            reserved_usernames: vec!["acme".to_owned()],
            ..RegistrationSettings::default()
        };
        let accounts = AccountSettings { registration, ..AccountSettings::default() };
        let world =
            World::with(&["github"], TestServer::builder().accounts(accounts), |provider| provider).await;
        world.wire(Wire::Replace("/user", "\"login\":\"ada\"".to_owned(), format!("\"login\":\"{login}\"")));
        world.sign_in(&mut world.server.browser(), "ada").await;
        // The next best name: the verified address before the @.
        assert_eq!(world.usernames().await, ["ada"], "{login}");
    }
    let world = World::ruled(FirstSignIn::Create, &[]).await;
    world.wire(Wire::Replace("/user", "ada".to_owned(), "root".to_owned()));
    world.sign_in(&mut world.server.browser(), "ada").await;
    assert_eq!(world.usernames().await, ["adaexample"], "the address of root@mail.example is no username");
}

#[tokio::test]
async fn al3_a_name_keeps_no_invisible_characters() {
    let world = World::ruled(FirstSignIn::Create, &[]).await;
    world.wire(Wire::Replace(
        "/user",
        "Ada Example".to_owned(),
        "A\u{202e}da\u{200b} \u{2066}Example\u{feff}".to_owned(),
    ));
    world.sign_in(&mut world.server.browser(), "ada").await;
    assert_eq!(user(&world, "ada").await.name.as_deref(), Some("Ada Example"));
}

#[tokio::test]
async fn al3_domains_are_compared_as_a_whole_and_only_a_proved_address_counts() {
    for (domains, address, is_in) in [
        (&["mail.example"][..], "ada@mail.example", true),
        (&["other.example", "mail.example"], "ada@MAIL.example", true),
        (&["example"], "ada@mail.example", false),
        (&["mail.example"], "ada@sub.mail.example", false),
        (&["mail.example"], "ada@mail.example.evil.example", false),
        (&["mail.example"], "ada@evil.example@mail.example", false),
        (&["mail.example"], "ada@xmail.example", false),
        (&["mail.example"], "ada@mail\u{3002}example", false),
    ] {
        let world = World::with(&["github"], valetkey_server::testing::TestServer::builder(), |provider| {
            let domains = domains.iter().map(|domain| (*domain).to_owned()).collect();
            valetkey_authorization_server::record::IdentityProvider { domains, ..provider }
        })
        .await;
        world.wire(Wire::Replace("/user/emails", "ada@mail.example".to_owned(), address.to_owned()));
        let mut browser = world.server.browser();
        let back = world.sign_in(&mut browser, "ada").await;
        let page = browser.follow(back).await;
        assert_eq!(world.links().await.len(), usize::from(is_in), "{domains:?} {address}");
        assert!(is_in || notice(&page).contains("may not sign in here"), "{}", page.show());
    }
    let world = World::ruled(FirstSignIn::Create, &["mail.example"]).await;
    let unproved = ("\"verified\":true", "\"verified\":false");
    world.wire(Wire::Replace("/user/emails", unproved.0.to_owned(), unproved.1.to_owned()));
    world.sign_in(&mut world.server.browser(), "ada").await;
    assert_eq!(world.links().await, []);
}

#[tokio::test]
async fn a_rule_that_links_adds_nobody_and_a_rule_that_refuses_does_neither() {
    let world = World::ruled(FirstSignIn::Link, &[]).await;
    world.server.add_user("alice", PASSWORD).await;
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    assert!(notice(&page).contains("sign in to your account once"), "{}", notice(&page));
    browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let [link] = world.links().await.try_into().unwrap();
    assert_eq!((world.usernames().await, link.user_id.as_str()), (vec!["alice".to_owned()], "user-alice"));

    let world = World::ruled(FirstSignIn::Refuse, &[]).await;
    world.add_ada().await;
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    assert!(notice(&page).contains("No account here is linked"), "{}", notice(&page));
    browser.submit_and_follow(&sign_in_form(&page, "ada.local"), "sign-in").await;
    assert_eq!(world.links().await, [], "a password afterwards links nothing either");
}

#[tokio::test]
async fn al1_a_link_does_not_wait_for_ever_nor_for_another_browser() {
    let world = World::ruled(FirstSignIn::Link, &[]).await;
    world.server.add_user("alice", PASSWORD).await;
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    world.server.advance(11 * 60);
    let consent = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    consent.form_with_button("allow");
    assert_eq!(world.links().await, [], "the sign-in at the provider is too old");

    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    let mut other = world.server.browser();
    other.open(&authorize(&[])).await;
    other.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    assert_eq!(world.links().await, [], "the form is of another browser");
}

#[tokio::test]
async fn a_disabled_user_stays_out() {
    let world = World::ruled(FirstSignIn::Create, &[]).await;
    world.sign_in(&mut world.server.browser(), "ada").await;
    let before = user(&world, "ada").await;
    world.server.replace_user(&before, User { disabled: true, ..before.clone() }).await;
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    assert!(notice(&page).contains("may not sign in here"), "{}", notice(&page));
    assert!(browser.cookies().keys().all(|name| !name.contains("session")), "{:?}", browser.cookies());
    assert_eq!(world.usernames().await, ["ada"], "and nobody is added in the place");
}

#[tokio::test]
async fn a_removed_user_comes_back_as_a_new_one() {
    let world = World::ruled(FirstSignIn::Create, &[]).await;
    world.sign_in(&mut world.server.browser(), "ada").await;
    let gone = user(&world, "ada").await;
    let (tenant, id) = (gone.tenant.clone(), gone.id.clone());
    let at = gone.created_at;
    world.server.apply(vec![valetkey_authorization_server::Change::RemoveUser { tenant, id, at }]).await;
    assert_eq!(world.links().await, []);
    world.sign_in(&mut world.server.browser(), "ada").await;
    assert_ne!(user(&world, "ada").await.id, gone.id);
}

#[tokio::test]
async fn a_user_with_a_second_factor_is_asked_for_it_after_the_provider() {
    let world = World::ruled(FirstSignIn::Create, &[]).await;
    world.sign_in(&mut world.server.browser(), "ada").await;
    let before = user(&world, "ada").await;
    let with_factor = before.clone().with_factor(valetkey_accounts::FactorKind::Authenticator);
    world.server.replace_user(&before, with_factor).await;
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    assert!(back.location().starts_with("/login/second?"), "{}", back.show());
    assert!(browser.cookies().keys().all(|name| !name.contains("session")), "{:?}", browser.cookies());
}

/// The link changes the account, so trust replaces no factor before it, and this sign-in begins no trust.
#[tokio::test]
async fn al1_a_trusted_device_is_no_second_factor_before_a_link() {
    let world = World::ruled(FirstSignIn::Link, &[]).await;
    world.add_ada().await;
    let before = user(&world, "ada.local").await;
    let with_factor = before.clone().with_factor(valetkey_accounts::FactorKind::Authenticator);
    world.server.replace_user(&before, with_factor).await;
    let has_box = |page: &Answer| {
        page.form_with_button("verify");
        page.text().contains("id=\"trust\"")
    };
    let mut plain = world.server.browser();
    let page = plain.open(&authorize(&[])).await;
    let second = plain.submit_and_follow(&sign_in_form(&page, "ada.local"), "sign-in").await;
    assert!(has_box(&second), "{}", second.show());

    let mut linking = world.server.browser();
    let back = world.sign_in(&mut linking, "ada").await;
    let page = linking.follow(back).await;
    let second = linking.submit_and_follow(&sign_in_form(&page, "ada.local"), "sign-in").await;
    assert!(!has_box(&second), "{}", second.show());
    assert_eq!(world.links().await, []);
}
