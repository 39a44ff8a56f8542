//! A server that keeps its mails, and what tests read from them.

use std::sync::Arc;

use valetkey_authorization_server::record::{Delivery, Event};
use valetkey_server::{
    Configuration,
    configuration::AccountSettings,
    mail::{MailCatcher, OutgoingMail, SharedMailTransport},
    outbox::deliver_due,
    testing::{Answer, Browser, TestServer},
};
use valetkey_storage::{
    Listing, Storage,
    directory::page,
    record::{DELIVERY, EVENT},
};

/// A server with the user `alice`, whose mails are kept.
pub(crate) async fn server() -> (TestServer, Arc<MailCatcher>) {
    server_on(crate::usual_database::storage().await).await
}

/// The same on this database. That in memory has no costs.
pub(crate) async fn server_on(storage: Arc<dyn Storage>) -> (TestServer, Arc<MailCatcher>) {
    server_with(storage, AccountSettings::default()).await
}

/// The same with these settings.
pub(crate) async fn server_with(
    storage: Arc<dyn Storage>,
    accounts: AccountSettings,
) -> (TestServer, Arc<MailCatcher>) {
    let catcher = Arc::new(MailCatcher::default());
    let mail = Arc::clone(&catcher) as SharedMailTransport;
    let server = TestServer::builder().storage(storage).mail(mail).accounts(accounts).build().await;
    server.add_user("alice", PASSWORD).await;
    (server, catcher)
}

pub(crate) const PASSWORD: &str = "correct horse battery";

/// Returns the deliveries in the outbox.
pub(crate) async fn deliveries(server: &TestServer) -> Vec<Delivery> {
    page(&*server.storage, &Listing::all(&DELIVERY, None, 100)).await.unwrap().records
}

/// Sends what is due, and returns the mails so far, but for those about new browsers.
pub(crate) async fn mails(server: &TestServer, catcher: &MailCatcher) -> Vec<OutgoingMail> {
    deliver_due(&server.issuers).await.unwrap();
    let mails = catcher.mails().into_iter();
    mails.filter(|mail| !mail.subject.starts_with("New sign-in")).collect()
}

/// Opens the transport of a `[mail]` table.
pub(crate) fn transport(table: &str) -> SharedMailTransport {
    let configuration: Configuration = toml::from_str(&format!("[mail]\n{table}")).unwrap();
    assert_eq!(configuration.check(), vec![]);
    valetkey_server::mail::open(&configuration.mail, "id.example").unwrap().unwrap()
}

/// Returns the path and query of the link in a mail.
pub(crate) fn link(mail: &OutgoingMail) -> String {
    let line = mail.text.lines().find(|line| line.starts_with("https://id.example/")).unwrap();
    line.strip_prefix("https://id.example").unwrap().to_owned()
}

/// Returns the code in a mail.
pub(crate) fn code(mail: &OutgoingMail) -> String {
    let is_code =
        |line: &&str| line.len() == 9 && line.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    mail.text.lines().map(str::trim).find(is_code).unwrap().to_owned()
}

/// Asks for a mail on the page of a forgotten password. Returns the page that asks for the code.
pub(crate) async fn forget(browser: &mut Browser<'_>, address: &str, name: &str) -> Answer {
    let login = browser.open(address).await;
    let forgot = browser.submit_and_follow(&login.form_with_button("forgot"), "forgot").await;
    let form = forgot.form_with_button("send").with("name", name);
    browser.submit_and_follow(&form, "send").await
}

/// Whether the browser is signed in.
pub(crate) async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/account").await.status == 200
}

/// Returns the events of the audit trail.
pub(crate) async fn events(server: &TestServer) -> Vec<Event> {
    page(&*server.storage, &Listing::all(&EVENT, None, 100)).await.unwrap().records
}
