//! Asking for a mail with which a password is chosen.

use std::sync::Arc;

use valetkey_accounts::User;
use valetkey_authorization_server::record::MailChallenge;
use valetkey_authorization_server::record::Message;
use valetkey_server::{
    mail::{MailCatcher, SharedMailTransport},
    testing::{Answer, TestServer},
};
use valetkey_storage::{Listing, Storage, directory::page, memory::MemoryStorage, record::MAIL_CHALLENGE};

use crate::{sqlite_file::SqliteFile, support::*};

/// What a page says, without what differs each time.
fn shown(answer: &Answer) -> String {
    let text = answer.text();
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("value=\"") {
        plain.push_str(before);
        rest = after.split_once('"').unwrap().1;
    }
    plain + rest
}

#[tokio::test]
async fn m1_a_name_that_nobody_has_gets_the_same_answer_for_the_same_work() {
    let file = SqliteFile::new();
    let (server, catcher) = server_on(file.open()).await;
    let mut answers = Vec::new();
    for name in ["alice", "alice@example.org", "nobody", "nobody@example.org", "\"odd\" <name>"] {
        let mut browser = server.browser();
        let login = browser.open("/login").await;
        let forgot = browser.submit_and_follow(&login.form_with_button("forgot"), "forgot").await;
        let asked = browser.submit(&forgot.form_with_button("send").with("name", name), "send").await;
        let cost = (asked.cost.reads, asked.cost.commits, asked.cost.rows, asked.cost.hash_wait.is_zero());
        let page = browser.follow(asked).await;
        answers.push((cost, page.status, shown(&page)));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(
        answers[0].0,
        (1, 1, 3, true),
        "the counter is read; it and the request are stored; nothing is hashed"
    );
    assert_eq!(mails(&server, &catcher).await.len(), 2, "only Alice gets mail");
}

#[tokio::test]
async fn m1_a_wrong_code_costs_the_same_for_a_name_that_nobody_has() {
    let file = SqliteFile::new();
    let (server, catcher) = server_on(file.open()).await;
    let mut costs = Vec::new();
    for name in ["alice", "nobody"] {
        let mut browser = server.browser();
        let page = forget(&mut browser, "/login", name).await;
        mails(&server, &catcher).await;
        let form =
            page.form_with_button("save").with("code", "1234 5678").with("new_password", "a new password");
        let mut answers = Vec::new();
        for _ in 0..6 {
            let answer = browser.submit(&form, "save").await;
            answers.push((
                answer.status,
                shown(&answer),
                answer.cost.reads,
                answer.cost.commits,
                answer.cost.hash_wait.is_zero(),
            ));
        }
        assert_eq!(answers.iter().map(|answer| answer.0).collect::<Vec<_>>(), [200, 200, 200, 200, 410, 410]);
        costs.push(answers);
    }
    assert_eq!(costs[0], costs[1]);
}

#[tokio::test]
async fn the_outbox_holds_no_name_and_no_address_before_the_mail_is_written_and_no_link_after() {
    let (server, catcher) = server().await;
    catcher.fail_next(valetkey_server::mail::MailFailure::passing("451 later"));
    forget(&mut server.browser(), "/login", "alice").await;
    let waiting = format!("{:?}", deliveries(&server).await);
    assert!(matches!(deliveries(&server).await[0].message, Message::MailRequest { .. }));
    assert!(!waiting.contains("alice"), "{waiting}");
    mails(&server, &catcher).await;
    let waiting = format!("{:?}", deliveries(&server).await);
    server.advance(10);
    let mail = &mails(&server, &catcher).await[0];
    let (link, code) = (link(mail), code(mail).replace(' ', ""));
    let secret = link.split_once("token=").unwrap().1;
    let (_, verifier) = secret.split_once('.').unwrap();
    assert!(waiting.contains("alice@example.org"), "the list of mails shows the receiver: {waiting}");
    assert!(!waiting.contains(verifier) && !waiting.contains(&code), "{waiting}");
    let stored =
        page::<MailChallenge>(&*server.storage, &Listing::all(&MAIL_CHALLENGE, None, 10)).await.unwrap();
    let rows = server.storage.rows(&Listing::all(&MAIL_CHALLENGE, None, 10)).await.unwrap();
    assert_eq!(stored.records.len(), 1);
    let rows = format!("{rows:?}");
    assert!(!rows.contains(verifier) && !rows.contains(&code) && !rows.contains("alice@example"), "{rows}");
}

#[tokio::test]
async fn h4_one_name_gets_five_mails_and_then_a_pause_that_nobody_can_extend() {
    let (server, catcher) = server().await;
    for _ in 0..5 {
        let page = forget(&mut server.browser(), "/login", "alice").await;
        assert!(page.text().contains("id=\"mail-sent\""), "{}", page.show());
    }
    for name in ["alice", "ALICE ", "alice"] {
        let page = forget(&mut server.browser(), "/login", name).await;
        assert!(page.text().contains("Too many mails were asked for. Wait 1 hour"), "{}", page.show());
        server.advance(10);
    }
    assert_eq!(mails(&server, &catcher).await.len(), 5);
    server.advance(3_600);
    forget(&mut server.browser(), "/login", "alice").await;
    assert_eq!(mails(&server, &catcher).await.len(), 6);
}

#[tokio::test]
async fn h4_one_account_gets_ten_mails_whatever_name_is_typed() {
    let (server, catcher) = server().await;
    for name in ["alice", "alice@example.org"] {
        for _ in 0..5 {
            forget(&mut server.browser(), "/login", name).await;
        }
    }
    assert_eq!(mails(&server, &catcher).await.len(), 10);
    server.advance(1_800);
    // The limit of each name would let more through from another half hour on, that of the account is the same for both.
    server.advance(1_801);
    forget(&mut server.browser(), "/login", "alice").await;
    assert_eq!(mails(&server, &catcher).await.len(), 11);
}

#[tokio::test]
async fn a_disabled_user_and_one_without_an_address_get_no_mail_and_the_same_page() {
    let (server, catcher) = server().await;
    let bob = server.add_user("bob", PASSWORD).await;
    server.replace_user(&bob, User { disabled: true, ..bob.clone() }).await;
    let carol = server.add_user("carol", PASSWORD).await;
    server.replace_user(&carol, User { email: None, ..carol.clone() }).await;
    for name in ["bob", "carol"] {
        let page = forget(&mut server.browser(), "/login", name).await;
        assert!(page.text().contains("id=\"mail-sent\""), "{}", page.show());
    }
    assert_eq!(mails(&server, &catcher).await, []);
    assert_eq!(deliveries(&server).await, []);
}

#[tokio::test]
async fn hd3_the_link_has_the_host_of_the_configuration_whatever_the_request_says() {
    let (server, catcher) = server().await;
    let mut browser = server.browser().with_header("x-forwarded-host", "evil.example");
    forget(&mut browser, "/login", "alice").await;
    let mail = &mails(&server, &catcher).await[0];
    assert!(!mail.text.contains("evil") && !mail.html.contains("evil"), "{}", mail.text);
    assert!(link(mail).starts_with("/reset?token="));
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_so_and_the_sign_in_page_offers_nothing() {
    let server = TestServer::new().await;
    let mut browser = server.browser();
    let login = browser.open("/login").await;
    assert!(login.forms()[0].button("forgot").is_none());
    let page = browser.get("/forgot").await;
    assert_eq!(page.status, 404);
    assert!(page.text().contains("This server sends no mail"), "{}", page.show());
}

#[tokio::test]
async fn st4_a_form_of_another_site_asks_for_no_mail() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let login = browser.open("/login").await;
    let forgot = browser.submit_and_follow(&login.form_with_button("forgot"), "forgot").await;
    let form = forgot.form_with_button("send").with("name", "alice");
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let answer = browser.post_form_with("/forgot", &fields, &foreign).await;
    assert!(answer.text().contains("came from another website"), "{}", answer.show());
    assert_eq!(mails(&server, &catcher).await, []);
}

#[tokio::test]
async fn two_nodes_write_one_mail() {
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let catcher = Arc::new(MailCatcher::default());
    let node = async || {
        let mail = Arc::clone(&catcher) as SharedMailTransport;
        TestServer::builder().storage(Arc::clone(&storage)).mail(mail).build().await
    };
    let (first, second) = (node().await, node().await);
    first.add_user("alice", PASSWORD).await;
    for _ in 0..3 {
        forget(&mut first.browser(), "/login", "alice").await;
    }
    let both = tokio::join!(
        valetkey_server::outbox::deliver_due(&first.issuers),
        valetkey_server::outbox::deliver_due(&second.issuers)
    );
    assert_eq!(both.0.unwrap() + both.1.unwrap(), 3);
    assert_eq!(catcher.mails().len(), 3);
}
