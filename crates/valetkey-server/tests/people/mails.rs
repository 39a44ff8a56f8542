//! A server that keeps its mails, with switches of its own.

use std::sync::Arc;

use valetkey_accounts::User;
use valetkey_authorization_server::record::SignInSwitches;
use valetkey_server::{
    mail::{MailCatcher, OutgoingMail, SharedMailTransport},
    outbox::deliver_due,
    testing::TestServer,
};
use valetkey_storage::Storage;

use crate::support::*;

pub(crate) const MAIL_SIGN_IN: SignInSwitches =
    SignInSwitches { mail_sign_in: true, ..SignInSwitches::OF_TENANT };

/// A server on this database, with the application `notes` and alice, whose address is verified.
pub(crate) async fn mail_server(
    storage: Arc<dyn Storage>,
    switches: SignInSwitches,
) -> (TestServer, Arc<MailCatcher>) {
    let catcher = Arc::new(MailCatcher::default());
    let server = node(storage, switches, &catcher).await;
    server.add_client(client("notes")).await;
    let alice = server.add_user("alice", PASSWORD).await;
    server.replace_user(&alice, User { email_verified: true, ..alice.clone() }).await;
    (server, catcher)
}

/// A server whose mails go to this catcher.
pub(crate) async fn node(
    storage: Arc<dyn Storage>,
    switches: SignInSwitches,
    catcher: &Arc<MailCatcher>,
) -> TestServer {
    let mail = Arc::clone(catcher) as SharedMailTransport;
    TestServer::builder().storage(storage).mail(mail).sign_in(switches).build().await
}

/// Sends what is due, and returns the mails with a code so far.
pub(crate) async fn mails_with_code(server: &TestServer, catcher: &MailCatcher) -> Vec<OutgoingMail> {
    deliver_due(&server.issuers).await.unwrap();
    catcher.mails().into_iter().filter(|mail| find_code(mail).is_some()).collect()
}

/// Sends what is due, and returns the last code.
pub(crate) async fn last_code(server: &TestServer, catcher: &MailCatcher) -> String {
    let mails = mails_with_code(server, catcher).await;
    find_code(mails.last().expect("a mail with a code")).unwrap()
}

/// Returns the path and query of the link in a mail.
pub(crate) fn link(mail: &OutgoingMail) -> String {
    let line = mail.text.lines().find(|line| line.starts_with("https://id.example/")).unwrap();
    line.strip_prefix("https://id.example").unwrap().to_owned()
}

/// A code in two groups, as mails show it.
fn find_code(mail: &OutgoingMail) -> Option<String> {
    let is_code =
        |line: &&str| line.len() == 9 && line.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    mail.text.lines().map(str::trim).find(is_code).map(str::to_owned)
}

/// A code that is not this one.
pub(crate) fn other_code(code: &str) -> &'static str {
    if code.starts_with('9') { "1111 1111" } else { "9999 9999" }
}
