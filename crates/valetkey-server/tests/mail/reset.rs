//! Choosing a new password with a link or a code.

use std::sync::Arc;

use valetkey_accounts::{FactorKind, User};
use valetkey_server::{
    configuration::{AccountSettings, RegistrationSettings},
    mail::{MailCatcher, SharedMailTransport},
    testing::{Answer, Browser, TestServer},
};

use valetkey_storage::memory::MemoryStorage;

use crate::{sqlite_file::SqliteFile, support::*};

const NEW_PASSWORD: &str = "a longer new password";

async fn choose(browser: &mut Browser<'_>, page: &Answer, password: &str) -> Answer {
    let form = page.form_with_button("save").with("new_password", password);
    browser.submit(&form, "save").await
}

async fn can_sign_in(server: &TestServer, password: &str) -> bool {
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    let form = page.form_with_button("sign-in").with("username", "alice").with("password", password);
    browser.submit_and_follow(&form, "sign-in").await;
    is_signed_in(&mut browser).await
}

async fn event_kinds(server: &TestServer) -> Vec<String> {
    events(server).await.into_iter().map(|event| event.kind.to_string()).collect()
}

/// Asks for a mail and opens its link. Returns the page.
async fn open_link(server: &TestServer, catcher: &MailCatcher, browser: &mut Browser<'_>) -> Answer {
    forget(browser, "/login", "alice").await;
    let mail = mails(server, catcher).await.pop().unwrap();
    browser.get(&link(&mail)).await
}

#[tokio::test]
async fn a_link_sets_the_password_signs_in_here_and_signs_out_everywhere_else() {
    let (server, catcher) = server().await;
    let mut elsewhere = server.browser();
    let login = elsewhere.open("/login").await;
    let form = login.form_with_button("sign-in").with("username", "alice").with("password", PASSWORD);
    elsewhere.submit_and_follow(&form, "sign-in").await;
    assert!(is_signed_in(&mut elsewhere).await);

    let mut browser = server.browser();
    let page = open_link(&server, &catcher, &mut browser).await;
    assert!(page.text().contains("value=\"alice@example.org\""), "{}", page.show());
    let done = choose(&mut browser, &page, NEW_PASSWORD).await;
    assert_eq!(done.location(), "/account");
    assert!(is_signed_in(&mut browser).await);
    assert!(!is_signed_in(&mut elsewhere).await);
    assert!(can_sign_in(&server, NEW_PASSWORD).await && !can_sign_in(&server, PASSWORD).await);

    let mails = mails(&server, &catcher).await;
    assert!(
        mails[1].subject.contains("changed") && mails[1].to == "alice@example.org",
        "{}",
        mails[1].subject
    );
    let kinds = event_kinds(&server).await;
    for kind in ["mail.requested", "user.password_reset", "session.started"] {
        assert!(kinds.iter().any(|stored| stored == kind), "{kind} is not in {kinds:?}");
    }
}

#[tokio::test]
async fn al5_a_link_works_once_and_opening_it_uses_nothing_up() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = open_link(&server, &catcher, &mut browser).await;
    let link = link(&catcher.mails()[0]);
    // What a scanner of mails does.
    for _ in 0..3 {
        assert_eq!(server.browser().get(&link).await.status, 200);
        assert_eq!(server.request("HEAD", &link, &[("accept", "text/html")], "").await.status, 200);
    }
    choose(&mut browser, &page, NEW_PASSWORD).await;
    let again = server.browser().get(&link).await;
    assert_eq!(again.status, 410);
    assert!(
        again.text().contains("This link no longer works") && again.text().contains("/forgot"),
        "{}",
        again.show()
    );
    assert_eq!(choose(&mut browser, &page, "another new password").await.status, 410);
    assert!(can_sign_in(&server, NEW_PASSWORD).await);
}

#[tokio::test]
async fn a_code_works_in_the_browser_that_asked_with_blanks_and_in_two_groups() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = forget(&mut browser, "/login", "alice").await;
    let code = code(&mails(&server, &catcher).await[0]);
    let form = page
        .form_with_button("save")
        .with("code", &format!("  {code}\u{a0}"))
        .with("new_password", NEW_PASSWORD);
    assert_eq!(browser.submit(&form, "save").await.location(), "/account");
    assert!(can_sign_in(&server, NEW_PASSWORD).await);
}

#[tokio::test]
async fn st2_a_code_counts_in_no_other_browser() {
    let (server, catcher) = server().await;
    let page = forget(&mut server.browser(), "/login", "alice").await;
    let code = code(&mails(&server, &catcher).await[0]);
    let form = page.form_with_button("save").with("code", &code).with("new_password", NEW_PASSWORD);
    let mut other = server.browser();
    other.open("/login").await;
    let answer = other.submit(&form, "save").await;
    assert!(answer.text().contains("belongs to another browser"), "{}", answer.show());
    assert!(!can_sign_in(&server, NEW_PASSWORD).await);
}

#[tokio::test]
async fn a_link_works_in_another_browser_and_leads_to_the_account_there() {
    let (server, catcher) = server().await;
    forget(&mut server.browser(), "/login", "alice").await;
    let link = link(&mails(&server, &catcher).await[0]);
    let mut other = server.browser();
    let page = other.get(&link).await;
    assert_eq!(choose(&mut other, &page, NEW_PASSWORD).await.location(), "/account");
}

#[tokio::test]
async fn a_code_has_five_attempts_and_half_a_code_costs_none() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = forget(&mut browser, "/login", "alice").await;
    let right = code(&mails(&server, &catcher).await[0]);
    let form = page.form_with_button("save").with("new_password", NEW_PASSWORD);
    for half in ["1234", "", "abcdefgh1", "123456789"] {
        let answer = browser.submit(&form.clone().with("code", half), "save").await;
        assert_eq!((answer.status, answer.cost.commits), (200, 0), "{half:?}");
    }
    let wrong = if right.starts_with('9') { "11111111" } else { "99999999" };
    for _ in 0..5 {
        browser.submit(&form.clone().with("code", wrong), "save").await;
    }
    let answer = browser.submit(&form.with("code", &right), "save").await;
    assert_eq!(answer.status, 410, "{}", answer.show());
    assert!(!can_sign_in(&server, NEW_PASSWORD).await);
}

#[tokio::test]
async fn a_weak_password_is_refused_and_the_proof_still_counts() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = forget(&mut browser, "/login", "alice").await;
    let code = code(&mails(&server, &catcher).await[0]);
    let form = page.form_with_button("save").with("code", &code);
    let short = browser.submit(&form.clone().with("new_password", "short"), "save").await;
    assert!(short.text().contains("at least 8 characters") && short.cost.commits == 0, "{}", short.show());
    let alike = browser.submit(&form.with("new_password", "alice2026!"), "save").await;
    assert!(alike.text().contains("too much like your name"), "{}", alike.show());
    let host =
        browser.submit(&alike.form_with_button("save").with("new_password", "Example+2026"), "save").await;
    assert!(host.text().contains("too much like your name"), "{}", host.show());
    let proven = alike.form_with_button("save");
    assert_eq!(proven.field("code"), None, "the code is not asked for again");
    assert_eq!(choose(&mut browser, &alike, NEW_PASSWORD).await.location(), "/account");
}

#[tokio::test]
async fn al5_each_link_has_128_random_bits_or_more_of_its_own() {
    let (server, catcher) = server().await;
    for _ in 0..2 {
        forget(&mut server.browser(), "/login", "alice").await;
    }
    let secrets: Vec<Vec<u8>> = mails(&server, &catcher)
        .await
        .iter()
        .map(|mail| {
            let link = link(mail);
            let secret = link.rsplit(['=', '.']).next().unwrap();
            valetkey_jose::digest::base64url_decode(secret).unwrap()
        })
        .collect();
    assert_eq!(secrets.len(), 2);
    assert!(secrets.iter().all(|secret| secret.len() >= 16) && secrets[0] != secrets[1]);
}

#[tokio::test]
async fn an_expired_link_and_a_damaged_one_explain_and_offer_a_new_one() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = open_link(&server, &catcher, &mut browser).await;
    let link = link(&catcher.mails()[0]);
    let (cut, flipped) = (&link[..link.len() - 1], link.replace("token=", "token=0"));
    for damaged in [cut, &flipped, "/reset", "/reset?token=", "/reset?token=x.y"] {
        let answer = browser.get(damaged).await;
        assert_eq!(answer.status, 410, "{damaged}");
        assert!(answer.text().contains("href=\"/forgot\""), "{}", answer.show());
    }
    server.advance(30 * 60);
    assert_eq!(browser.get(&link).await.status, 410);
    assert_eq!(choose(&mut browser, &page, NEW_PASSWORD).await.status, 410);
    assert!(can_sign_in(&server, PASSWORD).await);
}

#[tokio::test]
async fn al5_a_link_dies_with_the_address_it_went_to_with_the_password_and_with_the_account() {
    type Edit = fn(User) -> User;
    let edits: [Edit; 2] = [
        |user| User { email: Some("new@example.org".to_owned()), ..user },
        |user| User { disabled: true, ..user },
    ];
    for edit in edits {
        let (server, catcher) = server().await;
        let mut browser = server.browser();
        let page = open_link(&server, &catcher, &mut browser).await;
        let user =
            server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap();
        server.replace_user(&user, edit(user.clone())).await;
        assert_eq!(choose(&mut browser, &page, NEW_PASSWORD).await.status, 410);
    }
    // A second link dies with the first one that is used.
    let (server, catcher) = server().await;
    let (mut first, mut second) = (server.browser(), server.browser());
    let one = open_link(&server, &catcher, &mut first).await;
    let other = open_link(&server, &catcher, &mut second).await;
    assert_eq!(choose(&mut second, &other, NEW_PASSWORD).await.status, 303);
    assert_eq!(choose(&mut first, &one, "yet another password").await.status, 410);
}

#[tokio::test]
async fn cp4_a_link_is_worth_nothing_on_another_page() {
    let registration = RegistrationSettings { enabled: true, ..RegistrationSettings::default() };
    let accounts = AccountSettings { registration, ..AccountSettings::default() };
    let (server, catcher) = server_with(Arc::new(MemoryStorage::new()), accounts).await;
    let mut browser = server.browser();
    open_link(&server, &catcher, &mut browser).await;
    let token = link(&catcher.mails()[0]).replace("/reset", "");
    for path in ["/verify", "/signup/finish", "/invite"] {
        let answer = browser.get(&format!("{path}{token}")).await;
        assert_eq!(answer.status, 410, "{path}: {}", answer.show());
    }
}

/// One link, twenty uses at the same moment, on two nodes that share a database.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rc1_of_twenty_uses_of_one_link_on_two_nodes_one_wins() {
    let file = SqliteFile::new();
    let catcher = Arc::new(MailCatcher::default());
    let mut nodes = Vec::new();
    for _ in 0..2 {
        let storage = file.open();
        let mail = Arc::clone(&catcher) as SharedMailTransport;
        nodes.push(Arc::new(TestServer::builder().storage(storage).mail(mail).build().await));
    }
    nodes[0].add_user("alice", PASSWORD).await;
    forget(&mut nodes[0].browser(), "/login", "alice").await;
    let link = link(&mails(&nodes[0], &catcher).await[0]);
    let uses = (0..20).map(|number| {
        let (node, link) = (Arc::clone(&nodes[number % 2]), link.clone());
        tokio::spawn(async move {
            let mut browser = node.browser();
            let page = browser.get(&link).await;
            if page.status != 200 {
                return (number, page.status);
            }
            let answer = choose(&mut browser, &page, &format!("the new password {number}")).await;
            (number, answer.status)
        })
    });
    let mut winners = Vec::new();
    for answered in uses.collect::<Vec<_>>() {
        let (number, status) = answered.await.unwrap();
        assert!(matches!(status, 303 | 410), "{status}");
        winners.extend((status == 303).then_some(number));
    }
    assert_eq!(winners.len(), 1, "{winners:?}");
    assert!(can_sign_in(&nodes[1], &format!("the new password {}", winners[0])).await);
}

/// Guesses at the same moment: each takes an attempt before it is compared.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rc1_of_many_guesses_at_the_same_moment_five_are_compared() {
    let (server, catcher) = server().await;
    let server = Arc::new(server);
    let mut browser = server.browser();
    let page = forget(&mut browser, "/login", "alice").await;
    let right = code(&mails(&server, &catcher).await[0]).replace(' ', "");
    let form = page.form_with_button("save").with("new_password", "a password of a thief");
    let cookies = browser.cookies().clone();
    let guesses = (0..30).map(|number: u32| {
        let (server, form, cookies) = (Arc::clone(&server), form.clone(), cookies.clone());
        let guess = if number == 29 { right.clone() } else { format!("{:08}", number * 3 + 1) };
        tokio::spawn(async move {
            let mut browser = server.browser();
            cookies.iter().for_each(|(name, value)| browser.set_cookie(name, value));
            browser.submit(&form.with("code", &guess), "save").await.status
        })
    });
    let mut wrong = 0;
    for guess in guesses.collect::<Vec<_>>() {
        wrong += usize::from(guess.await.unwrap() == 200);
    }
    assert!(wrong <= 5, "{wrong} wrong guesses were compared");
}

/// OWASP ASVS 6.4.6.
#[tokio::test]
async fn a_reset_proves_one_factor_and_the_second_one_is_asked_for() {
    let (server, catcher) = server().await;
    let user = server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap();
    server.replace_user(&user, user.clone().with_factor(FactorKind::Authenticator)).await;
    let mut browser = server.browser();
    let page = open_link(&server, &catcher, &mut browser).await;
    let done = choose(&mut browser, &page, NEW_PASSWORD).await;
    assert!(done.location().starts_with("/login/second?"), "{}", done.show());
    assert!(!is_signed_in(&mut browser).await);
}
