//! Mails in the outbox.

use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    event::{Actor, Occasion},
    notice::notice,
    record::{Message, NoticeKind},
};
use valetkey_server::{Environment as _, mail::MailFailure, outbox::deliver_due, testing::TestServer};
use valetkey_types::{Issuer, Seconds};

use crate::support::*;

fn change(server: &TestServer, user: &User, about: NoticeKind, issuer: &Issuer) -> Change {
    let occasion = Occasion {
        tenant: &server.server.tenant,
        actor: &Actor::Server,
        now: server.environment.now(),
        network_address: Some("192.0.2.7".parse().unwrap()),
        reference: None,
        events_kept_for: Seconds::days(1),
        fresh_id: &|| server.environment.identifier(),
    };
    notice(user, about, issuer, Some("Firefox <b>"), &occasion).unwrap()
}

async fn alice(server: &TestServer) -> User {
    server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap()
}

#[tokio::test]
async fn a_notice_goes_to_the_address_before_the_change_in_the_language_of_the_user() {
    let (server, catcher) = server().await;
    let user = alice(&server).await;
    let german =
        User { locale: Some("de-AT".to_owned()), email: Some("new@example.org".to_owned()), ..user.clone() };
    server.replace_user(&user, german).await;
    let issuer = server.server.issuer.clone();
    server.apply(vec![change(&server, &user, NoticeKind::AddressChanged, &issuer)]).await;
    let mails = mails(&server, &catcher).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "alice@example.org");
    assert!(mails[0].subject.contains("E-Mail-Adresse"), "{}", mails[0].subject);
    assert!(
        mails[0].text.contains("192.0.2.7") && mails[0].html.contains("Firefox &#60;b&#62;"),
        "{}",
        mails[0].html
    );
    assert!(mails[0].text.contains("https://id.example/forgot"), "{}", mails[0].text);
    assert_eq!(deliveries(&server).await, []);
}

#[tokio::test]
async fn a_mail_that_is_refused_for_now_is_tried_again_and_arrives_once() {
    let (server, catcher) = server().await;
    let (user, issuer) = (alice(&server).await, server.server.issuer.clone());
    server.apply(vec![change(&server, &user, NoticeKind::PasswordChanged, &issuer)]).await;
    for wait in [10, 20, 40] {
        catcher.fail_next(MailFailure::passing("451 4.7.1 greylisted"));
        assert_eq!(deliver_due(&server.issuers).await.unwrap(), 0);
        let waiting = deliveries(&server).await;
        assert_eq!(waiting[0].last_failure.as_deref(), Some("451 4.7.1 greylisted"));
        assert_eq!(waiting[0].leased_by, None);
        server.advance(wait - 1);
        assert_eq!(deliver_due(&server.issuers).await.unwrap(), 0, "the pause is not over");
        server.advance(1);
    }
    let id = deliveries(&server).await[0].id;
    assert_eq!(deliver_due(&server.issuers).await.unwrap(), 1);
    assert_eq!((catcher.mails().len(), catcher.mails()[0].id), (1, id));
    assert_eq!(deliveries(&server).await, []);
}

#[tokio::test]
async fn a_mail_to_a_refused_address_is_given_up_at_once_and_visibly() {
    let (server, catcher) = server().await;
    let (user, issuer) = (alice(&server).await, server.server.issuer.clone());
    server.apply(vec![change(&server, &user, NoticeKind::PasswordChanged, &issuer)]).await;
    catcher.fail_next(MailFailure { reason: "550 5.1.1 no such user".to_owned(), is_refused: true });
    deliver_due(&server.issuers).await.unwrap();
    let kept = deliveries(&server).await;
    assert!(
        kept[0].given_up_at.is_some() && kept[0].last_failure.as_deref() == Some("550 5.1.1 no such user")
    );
    server.advance(86_400);
    deliver_due(&server.issuers).await.unwrap();
    assert_eq!(catcher.mails(), [], "it is not sent again");
}

#[tokio::test]
async fn without_a_mail_server_a_mail_waits_visibly_and_nothing_is_lost() {
    let server = TestServer::new().await;
    let user = server.add_user("alice", PASSWORD).await;
    let issuer = server.server.issuer.clone();
    server.apply(vec![change(&server, &user, NoticeKind::PasswordChanged, &issuer)]).await;
    assert_eq!(deliver_due(&server.issuers).await.unwrap(), 0);
    let waiting = deliveries(&server).await;
    assert!(
        waiting[0].last_failure.as_deref().is_some_and(|reason| reason.contains("[mail]")),
        "{waiting:?}"
    );
    assert!(waiting[0].given_up_at.is_none());
}

#[tokio::test]
async fn a_copy_under_another_issuer_and_a_restored_database_write_to_nobody() {
    let (server, catcher) = server().await;
    let user = alice(&server).await;
    let other = Issuer::parse("https://staging.example").unwrap();
    server.apply(vec![change(&server, &user, NoticeKind::PasswordChanged, &other)]).await;
    assert_eq!(mails(&server, &catcher).await, []);
    assert_eq!(deliveries(&server).await, []);
}

#[tokio::test]
async fn the_lease_of_a_mail_is_longer_than_an_attempt() {
    let (server, _) = server().await;
    let user = alice(&server).await;
    let issuer = server.server.issuer.clone();
    server.apply(vec![change(&server, &user, NoticeKind::PasswordChanged, &issuer)]).await;
    let waiting = deliveries(&server).await;
    assert!(matches!(&waiting[0].message, Message::SecurityNotice(_)));
    let leased = waiting[0].clone().lease(uuid::Uuid::from_u128(1), server.environment.now());
    assert_eq!(leased.due_at.since(server.environment.now()).0, 90, "longer than one attempt may take");
}

#[tokio::test]
async fn a_user_is_told_of_a_sign_in_at_a_browser_that_is_not_known_and_of_no_other() {
    let (server, catcher) = server().await;
    let mut browser = server.browser().with_header("user-agent", "Firefox/145.0");
    for _ in 0..2 {
        let page = browser.open("/login?another=1").await;
        let form = page.form_with_button("sign-in").with("username", "alice").with("password", PASSWORD);
        browser.submit_and_follow(&form, "sign-in").await;
    }
    deliver_due(&server.issuers).await.unwrap();
    let mails = catcher.mails();
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert!(mail.subject.starts_with("New sign-in") && mail.text.contains("Firefox/145.0"), "{}", mail.text);
}
