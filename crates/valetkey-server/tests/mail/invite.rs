//! Invitations.

use valetkey_accounts::MailAddress;
use valetkey_server::{
    EncryptionKey,
    mail::{InvitationOffer, invitation, reset_link},
    testing::{Answer, Browser, TestServer},
};

use crate::support::*;

/// Invites somebody. Returns the path and query of the link.
async fn invite(server: &TestServer, address: &str, roles: &[String], is_mailed: bool) -> String {
    let tenant = server.storage.tenant(&server.server.tenant).await.unwrap().unwrap();
    let address = MailAddress::parse(address).unwrap();
    let offer = InvitationOffer { address: &address, roles, language: "de", is_mailed };
    let link = invitation(&EncryptionKey::new([7; 32]), &tenant, offer, &*server.environment).unwrap();
    server.apply(link.changes).await;
    link.uri.strip_prefix("https://id.example").unwrap().to_owned()
}

async fn accept(browser: &mut Browser<'_>, page: &Answer, name: &str) -> Answer {
    let form = page.form_with_button("save").with("name", name).with("new_password", "a good long password");
    browser.submit(&form, "save").await
}

#[tokio::test]
async fn an_invitation_by_mail_makes_an_account_with_its_roles_and_a_verified_address() {
    let (server, catcher) = server().await;
    let roles = ["editor".to_owned(), "printer".to_owned()];
    invite(&server, "ada@example.org", &roles, true).await;
    let mail = &mails(&server, &catcher).await[0];
    assert!(mail.subject.contains("eingeladen") && mail.to == "ada@example.org", "{}", mail.subject);
    let mut browser = server.browser();
    let page = browser.get(&link(mail)).await;
    assert_eq!(accept(&mut browser, &page, "Ada").await.location(), "/account");
    let ada =
        server.storage.user_by_sign_in_name(&server.server.tenant, "ada@example.org").await.unwrap().unwrap();
    assert_eq!((ada.roles.as_slice(), ada.email_verified), (&roles[..], true));
    assert_eq!(browser.get(&link(mail)).await.status, 410, "it works once");
    let kinds: Vec<_> = events(&server).await.into_iter().map(|event| event.kind.to_string()).collect();
    assert!(kinds.contains(&"user.invitation_accepted".to_owned()), "{kinds:?}");
}

#[tokio::test]
async fn al4_an_invitation_that_was_handed_over_verifies_no_address() {
    let (server, _) = server().await;
    let link = invite(&server, "ada@example.org", &[], false).await;
    let mut browser = server.browser();
    let page = browser.get(&link).await;
    assert_eq!(accept(&mut browser, &page, "Ada").await.location(), "/account");
    let ada =
        server.storage.user_by_sign_in_name(&server.server.tenant, "ada@example.org").await.unwrap().unwrap();
    assert!(!ada.email_verified);
}

#[tokio::test]
async fn al5_an_invitation_is_for_one_address_ends_after_a_week_and_takes_no_account_over() {
    let (server, _) = server().await;
    let link = invite(&server, "ada@example.org", &[], true).await;
    let token = link.split_once("token=").unwrap().1;
    let mut browser = server.browser();
    // Another address in the form changes nothing: the link holds it.
    let fields = [
        ("token", token),
        ("name", "Eve"),
        ("email", "eve@example.com"),
        ("address", "eve@example.com"),
        ("new_password", "a good long password"),
    ];
    assert_eq!(browser.post_form("/invite", &fields).await.location(), "/account");
    assert!(
        server
            .storage
            .user_by_sign_in_name(&server.server.tenant, "eve@example.com")
            .await
            .unwrap()
            .is_none()
    );

    let late = invite(&server, "late@example.org", &[], true).await;
    server.advance(7 * 86_400);
    assert_eq!(server.browser().get(&late).await.status, 410);

    // Alice has an account: nobody gets into it with an invitation to her address.
    let taken = invite(&server, "alice@example.org", &["admin".to_owned()], false).await;
    let mut browser = server.browser();
    let page = browser.get(&taken).await;
    assert_eq!(accept(&mut browser, &page, "Eve").await.status, 409);
    assert!(!is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn a_reset_link_that_was_handed_over_sets_a_password_and_verifies_no_address() {
    let (server, _) = server().await;
    let tenant = server.storage.tenant(&server.server.tenant).await.unwrap().unwrap();
    let find =
        async || server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap();
    let alice = find().await;
    assert!(!alice.email_verified);
    let link = reset_link(&EncryptionKey::new([7; 32]), &tenant, &alice, &*server.environment).unwrap();
    server.apply(link.changes).await;
    let mut browser = server.browser();
    let page = browser.get(link.uri.strip_prefix("https://id.example").unwrap()).await;
    let form = page.form_with_button("save").with("new_password", "a good long password");
    assert_eq!(browser.submit(&form, "save").await.location(), "/account");
    assert!(!find().await.email_verified);
}
