//! The page of a user: sessions, applications with access, ways to sign in, failed sign-ins, and the reasons of permissions.

use valetkey_accounts::{FactorKind, User};
use valetkey_administration::{
    permission::{Area, Permission, Permissions},
    role::RoleSettings,
};
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    record::{Authenticator, LinkedAccount, Passkey, RecoveryCodes, SecondFactors, Sha256Hash},
};
use valetkey_server::testing::{Answer, Browser, TestServer};
use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

use crate::support::*;

const ALICE: &str = "/admin/users/user-alice";

async fn root<'a>(server: &'a TestServer) -> Browser<'a> {
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    browser
}

/// Opens the page behind a link, and confirms it.
async fn confirm_link(browser: &mut Browser<'_>, page: &Answer, id: &str) -> Answer {
    confirm(browser, &link(page, id)).await
}

fn passkey(credential_id: &str, name: &str) -> Passkey {
    Passkey {
        tenant: TenantId::default(),
        credential_id: credential_id.to_owned(),
        user_id: UserId::new("user-alice"),
        user_handle: "handle".to_owned(),
        public_key: "key".to_owned(),
        name: name.to_owned(),
        aaguid: uuid::Uuid::nil(),
        transports: Vec::new(),
        backup_eligible: false,
        created_at: Timestamp(1_700_000_000),
        sign_count: 0,
        backed_up: false,
        last_used_at: None,
        revision: 0,
        unknown: Unknown::default(),
    }
}

/// Gives alice an authenticator app, a recovery code and these passkeys.
async fn give_factors(server: &TestServer, passkeys: &[Passkey]) {
    let at = Timestamp(1_700_000_000);
    let before = user_called(server, "alice").await.unwrap();
    let mut after =
        before.clone().with_factor(FactorKind::Authenticator).with_factor(FactorKind::RecoveryCodes);
    if !passkeys.is_empty() {
        after = after.with_factor(FactorKind::Passkey);
    }
    let app = Authenticator {
        seed_sealed: "sealed".to_owned(),
        last_step: 0,
        clock_drift: 0,
        label: None,
        created_at: at,
        last_used_at: at,
    };
    let codes = RecoveryCodes { hashes: vec![Sha256Hash::of(b"code")], created_at: at };
    let factors = SecondFactors {
        authenticator: Some(app),
        recovery_codes: Some(codes),
        ..SecondFactors::none(before.tenant.clone(), before.id.clone())
    };
    server.replace_user(&before, after).await;
    let mut changes = vec![Change::PutSecondFactors(Box::new(factors))];
    changes.extend(passkeys.iter().cloned().map(Change::AddPasskey));
    server.apply(changes).await;
}

async fn change_alice(server: &TestServer, change: impl FnOnce(&mut User)) {
    let before = user_called(server, "alice").await.unwrap();
    let mut after = before.clone();
    change(&mut after);
    server.replace_user(&before, after).await;
}

#[tokio::test]
async fn one_session_of_a_user_ends_and_the_other_stays() {
    let server = server().await;
    let (mut phone, mut laptop) = (server.browser(), server.browser());
    sign_in(&mut phone, "/account", "alice").await;
    sign_in(&mut laptop, "/account", "alice").await;
    let mut browser = root(&server).await;
    let page = browser.get(ALICE).await;
    let first = link(&page, "end-1");
    assert!(link(&page, "end-2") != first, "{}", page.show());
    let asked = browser.get(&first).await;
    let sid = first.rsplit('/').next().unwrap();
    let command = format!("valetkey user session end alice {sid}");
    assert!(says(&asked, &command) && says(&asked, "The user is signed out there"), "{}", asked.show());
    let form = asked.form_with_button("confirm");
    let done = browser.submit_and_follow(&form, "confirm").await;
    assert!(says(&done, "ended.") && !done.text().contains("id=\"end-2\""), "{}", done.show());
    let closed = [phone.get("/account").await.status, laptop.get("/account").await.status];
    assert!(closed == [303, 200] || closed == [200, 303], "{closed:?}");
    let event = events_of(&server, &EventKind::SignedOut).await.pop().unwrap();
    assert_eq!(event.actor, Actor::User { id: UserId::new("user-root") });
    let twice = browser.submit_and_follow(&form, "confirm").await;
    assert!(says(&twice, "Nothing changed"), "{}", twice.show());
    assert_eq!(browser.get(&first).await.status, 404);
    for wrong in ["none", "00000000-0000-7000-8000-000000000000"] {
        assert_eq!(browser.get(&format!("{ALICE}/sessions/{wrong}")).await.status, 404, "{wrong}");
    }
}

#[tokio::test]
async fn a_session_of_another_user_does_not_end_through_this_page() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let mut phone = server.browser();
    sign_in(&mut phone, "/account", "alice").await;
    let mut browser = root(&server).await;
    let of_alice = link(&browser.get(ALICE).await, "end-1");
    let sid = of_alice.rsplit('/').next().unwrap();
    assert_eq!(browser.get(&format!("/admin/users/user-bob/sessions/{sid}")).await.status, 404);
    let form = browser.get(&of_alice).await.form_with_button("confirm");
    let state = form.field("form_state").unwrap();
    let posted =
        browser.post_form(&format!("/admin/users/user-bob/sessions/{sid}"), &[("form_state", state)]).await;
    let page = browser.follow(posted).await;
    assert!(says(&page, "Nothing changed"), "{}", page.show());
    assert_eq!(phone.get("/account").await.status, 200);
}

#[tokio::test]
async fn the_own_session_is_marked_and_its_end_is_told() {
    let server = server().await;
    let mut browser = root(&server).await;
    let own = browser.get("/admin/users/user-root").await;
    assert!(says(&own, "This browser"), "{}", own.show());
    let asked = browser.get(&link(&own, "end-1")).await;
    assert!(says(&asked, "you will be signed out of the console"), "{}", asked.show());
    let done = browser.submit(&asked.form_with_button("confirm"), "confirm").await;
    let after = browser.follow(done).await;
    assert!(after.text().contains("id=\"sign-in\""), "{}", after.show());
}

#[tokio::test]
async fn the_removal_of_a_passkey_says_what_is_lost() {
    let server = server().await;
    let passkeys = [passkey("id-1", "Phone"), passkey("id-2", "Key")];
    give_factors(&server, &passkeys).await;
    change_alice(&server, |alice| alice.password_hash = None).await;
    let mut browser = root(&server).await;
    let page = browser.get(ALICE).await;
    for words in ["Passkey", "Phone", "Authenticator app", "Recovery codes", "1 left", "never used"] {
        assert!(says(&page, words), "{words}: {}", page.show());
    }
    assert!(
        !page.text().contains("id=\"method-6\"") && !page.text().contains("Password<"),
        "{}",
        page.show()
    );
    let first = browser.get(&format!("{ALICE}/passkeys/id-1")).await;
    assert!(
        says(&first, "valetkey user passkey remove alice id-1") && !first.text().contains("last way"),
        "{}",
        first.show()
    );
    let done = browser.submit_and_follow(&first.form_with_button("confirm"), "confirm").await;
    assert!(says(&done, "is removed.") && !done.text().contains("Phone</bdi>"), "{}", done.show());
    let last = browser.get(&format!("{ALICE}/passkeys/id-2")).await;
    assert!(says(&last, "This is the last way for the user to sign in"), "{}", last.show());
    let done = browser.submit_and_follow(&last.form_with_button("confirm"), "confirm").await;
    assert!(says(&done, "is removed."), "{}", done.show());
    let alice = user_called(&server, "alice").await.unwrap();
    assert!(!alice.has_factor(FactorKind::Passkey) && alice.has_factor(FactorKind::Authenticator));
    assert_eq!(events_of(&server, &EventKind::PasskeyRemoved).await.len(), 2);
    let app = browser.get(&format!("{ALICE}/factors/authenticator")).await;
    assert!(
        says(&app, "No second factor is left") && says(&app, "It removes the recovery codes too"),
        "{}",
        app.show()
    );
    let done = browser.submit_and_follow(&app.form_with_button("confirm"), "confirm").await;
    assert!(says(&done, "id=\"no-methods\""), "{}", done.show());
    assert!(user_called(&server, "alice").await.unwrap().factors.is_empty());
    assert!(
        kinds(&server).await.contains(&"user.second_factor_removed".to_owned()),
        "{:?}",
        kinds(&server).await
    );
    for gone in ["factors/authenticator", "passkeys/id-1", "factors/none"] {
        assert_eq!(browser.get(&format!("{ALICE}/{gone}")).await.status, 404, "{gone}");
    }
}

#[tokio::test]
async fn a_way_to_sign_in_that_changed_meanwhile_stays_and_the_difference_is_shown() {
    let server = server().await;
    give_factors(&server, &[passkey("id-1", "Phone")]).await;
    let mut browser = root(&server).await;
    let page = browser.get(&format!("{ALICE}/passkeys/id-1")).await;
    change_alice(&server, |alice| alice.name = Some("Alice Two".to_owned())).await;
    let refused = browser.submit(&page.form_with_button("confirm"), "confirm").await;
    assert!(
        says(&refused, "Somebody else changed this meanwhile") && says(&refused, "Alice Two"),
        "{}",
        refused.show()
    );
    assert!(user_called(&server, "alice").await.unwrap().has_factor(FactorKind::Passkey));
    let done = browser.submit_and_follow(&refused.form_with_button("confirm"), "confirm").await;
    assert!(says(&done, "is removed."), "{}", done.show());
}

#[tokio::test]
async fn of_two_administrators_who_remove_one_passkey_each_the_second_is_told_that_it_is_the_last() {
    let server = server().await;
    give_factors(&server, &[passkey("id-1", "Phone"), passkey("id-2", "Key")]).await;
    change_alice(&server, |alice| alice.password_hash = None).await;
    let (mut one, mut other) = (root(&server).await, root(&server).await);
    let pages = (
        one.get(&format!("{ALICE}/passkeys/id-1")).await,
        other.get(&format!("{ALICE}/passkeys/id-2")).await,
    );
    assert!(!pages.1.text().contains("last way"), "{}", pages.1.show());
    let done = one.submit_and_follow(&pages.0.form_with_button("confirm"), "confirm").await;
    assert!(says(&done, "is removed."), "{}", done.show());
    let told = other.submit(&pages.1.form_with_button("confirm"), "confirm").await;
    assert!(
        says(&told, "Somebody else changed this meanwhile") && says(&told, "This is the last way"),
        "{}",
        told.show()
    );
    assert!(user_called(&server, "alice").await.unwrap().has_factor(FactorKind::Passkey));
}

#[tokio::test]
async fn a_linked_account_is_unlinked() {
    let server = server().await;
    let account = LinkedAccount {
        tenant: TenantId::default(),
        issuer: "https://github.com".to_owned(),
        subject: "583231".to_owned(),
        user_id: UserId::new("user-alice"),
        provider: "github".to_owned(),
        label: Some("octocat".to_owned()),
        linked_at: Timestamp(1_700_000_000),
        last_used_at: None,
        revision: 0,
        unknown: Unknown::default(),
    };
    server.apply(vec![Change::AddLinkedAccount(account)]).await;
    let mut browser = root(&server).await;
    let page = browser.get(ALICE).await;
    assert!(says(&page, "github") && says(&page, "octocat"), "{}", page.show());
    let asked = browser.get(&link(&page, "remove-2")).await;
    assert!(says(&asked, "valetkey user unlink alice github --subject 583231"), "{}", asked.show());
    let done = browser.submit_and_follow(&asked.form_with_button("confirm"), "confirm").await;
    assert!(says(&done, "is removed.") && !done.text().contains("octocat"), "{}", done.show());
    assert!(
        kinds(&server).await.contains(&"linked_account.removed".to_owned()),
        "{:?}",
        kinds(&server).await
    );
}

#[tokio::test]
async fn a_user_is_unlocked_deleted_later_and_kept() {
    let server = server().await;
    let mut visitor = server.browser();
    let page = visitor.open("/account").await;
    for _ in 0..3 {
        let form = page.form_with_button("sign-in").with("username", "alice").with("password", "wrong");
        visitor.submit(&form, "sign-in").await;
    }
    let mut browser = root(&server).await;
    let shown = browser.get(ALICE).await;
    assert!(says(&shown, "at unknown devices") || says(&shown, "at an unknown device"), "{}", shown.show());
    let unlocked = confirm_link(&mut browser, &shown, "action-unlock").await;
    assert!(
        says(&unlocked, "alice is unlocked.") && !unlocked.text().contains("action-unlock"),
        "{}",
        unlocked.show()
    );
    let mut phone = server.browser();
    sign_in(&mut phone, "/account", "alice").await;
    let asked = browser.get(&format!("{ALICE}/delete-later")).await;
    assert!(
        says(&asked, "It ends 1 session.") && says(&asked, "valetkey user delete alice"),
        "{}",
        asked.show()
    );
    let leaving = browser.submit_and_follow(&asked.form_with_button("confirm"), "confirm").await;
    assert!(says(&leaving, "alice is deleted in 14 days"), "{}", leaving.show());
    assert!(user_called(&server, "alice").await.unwrap().deletion_at.is_some());
    assert!(phone.get("/account").await.location().starts_with("/login"));
    let kept = confirm_link(&mut browser, &leaving, "action-keep").await;
    assert!(says(&kept, "alice is kept."), "{}", kept.show());
    assert!(user_called(&server, "alice").await.unwrap().deletion_at.is_none());
    let own = browser.get("/admin/users/user-root/delete-later").await;
    let refused = browser.submit(&own.form_with_button("confirm"), "confirm").await;
    assert_eq!(refused.status, 403, "{}", refused.show());
    for kind in ["user.unlocked", "user.deletion_requested", "user.deletion_cancelled"] {
        assert!(kinds(&server).await.contains(&kind.to_owned()), "{kind}: {:?}", kinds(&server).await);
    }
}

#[tokio::test]
async fn an_administrator_who_only_reads_gets_no_way_to_end_anything() {
    let server = server().await;
    give_factors(&server, &[passkey("id-1", "Phone")]).await;
    let mut phone = server.browser();
    sign_in(&mut phone, "/account", "root").await;
    let only = Permissions::from_iter([Permission::read(Area::Users)]);
    add_administrator(&server, "reader", only).await;
    let both = Permissions::from_iter([Permission::read(Area::Users), Permission::write(Area::Users)]);
    add_administrator(&server, "helper", both).await;
    let mut reader = server.browser();
    let page = sign_in(&mut reader, ALICE, "reader").await;
    assert!(says(&page, "Phone") && !page.text().contains("id=\"remove-"), "{}", page.show());
    for closed in ["passkeys/id-1", "factors/authenticator", "linked-accounts/none", "applications/none"] {
        assert_eq!(reader.get(&format!("{ALICE}/{closed}")).await.status, 403, "{closed}");
    }
    // A helper reads an administrator who may do more, and ends nothing of them.
    let mut helper = server.browser();
    let page = sign_in(&mut helper, "/admin/users/user-root", "helper").await;
    assert!(says(&page, "Sessions") && !page.text().contains("id=\"end-"), "{}", page.show());
    let root = root(&server).await.get("/admin/users/user-root").await;
    let asked = helper.get(&link(&root, "end-1")).await;
    let refused = helper.submit(&asked.form_with_button("confirm"), "confirm").await;
    assert_eq!(refused.status, 403, "{}", refused.show());
    assert_eq!(phone.get("/account").await.status, 200);
}

#[tokio::test]
async fn the_page_says_why_a_user_has_a_permission_a_role_and_an_application() {
    let server = server().await;
    let permissions = Permissions::from_iter([Permission::write(Area::Users)]);
    let helpdesk =
        add_role(&server, "helpdesk", RoleSettings { permissions, ..RoleSettings::default() }).await;
    let staff = add_group(&server, "staff", None, &[helpdesk]).await;
    let support = add_group(&server, "support", Some(staff), &[]).await;
    let mut browser = root(&server).await;
    let bare = browser.get(&format!("{ALICE}/why")).await;
    assert!(says(&bare, "The user has no permissions of administrators"), "{}", bare.show());
    join(&server, "alice", &[support]).await;
    change_alice(&server, |alice| alice.roles = vec!["beta".to_owned()]).await;
    let all = browser.get(&format!("{ALICE}/why")).await;
    for words in ["users:read", "users:write", "helpdesk", "support &#60; staff"] {
        assert!(says(&all, words), "{words}: {}", all.show());
    }
    assert!(!all.text().contains(">Permission keys"), "{}", all.show());
    for (question, yes, words) in [
        ("users:write", true, "support &#60; staff"),
        ("keys:write", false, "valetkey user why alice --permission"),
        ("helpdesk", true, "support &#60; staff"),
        ("root-role", false, "valetkey user why alice root-role"),
        ("beta", true, "stands on the record of the user"),
    ] {
        let page = browser.get(&format!("{ALICE}/why?q={question}")).await;
        assert!(says(&page, words), "{question}: {}", page.show());
        assert_eq!(page.text().contains("tag good"), yes, "{question}: {}", page.show());
    }
    let registered = register(&mut browser, "Notes", "web", "https://notes.example/cb").await;
    let id = code(&registered, "client-id");
    let notes = browser.get(&format!("{ALICE}/why?q={id}")).await;
    assert!(says(&notes, "Every user may.") && says(&notes, "asked at the next sign-in"), "{}", notes.show());
    let unknown = browser.get(&format!("{ALICE}/why?q=no-such-thing")).await;
    assert!(says(&unknown, "There is no permission, role or application"), "{}", unknown.show());
    let only = Permissions::from_iter([Permission::read(Area::Users)]);
    add_administrator(&server, "reader", only).await;
    let mut reader = server.browser();
    let closed = sign_in(&mut reader, &format!("{ALICE}/why?q={id}"), "reader").await;
    let closed = match closed.text().contains("id=\"q\"") {
        true => reader.get(&format!("{ALICE}/why?q={id}")).await,
        false => closed,
    };
    assert!(!closed.text().contains("Every user may."), "{}", closed.show());
}
