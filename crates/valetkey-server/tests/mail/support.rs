//! A server that keeps its mails, and what tests read from them.

use std::sync::Arc;

use valetkey_authorization_server::record::Delivery;
use valetkey_server::{
    Configuration,
    mail::{MailCatcher, OutgoingMail, SharedMailTransport},
    outbox::deliver_due,
    testing::TestServer,
};
use valetkey_storage::{Listing, directory::page, record::DELIVERY};

/// A server with the user `alice`, whose mails are kept.
pub(crate) async fn server() -> (TestServer, Arc<MailCatcher>) {
    let catcher = Arc::new(MailCatcher::default());
    let server = TestServer::builder().mail(Arc::clone(&catcher) as SharedMailTransport).build().await;
    server.add_user("alice", PASSWORD).await;
    (server, catcher)
}

pub(crate) const PASSWORD: &str = "correct horse battery";

/// Returns the deliveries in the outbox.
pub(crate) async fn deliveries(server: &TestServer) -> Vec<Delivery> {
    page(&*server.storage, &Listing::all(&DELIVERY, None, 100)).await.unwrap().records
}

/// Sends what is due, and returns the mails so far.
pub(crate) async fn mails(server: &TestServer, catcher: &MailCatcher) -> Vec<OutgoingMail> {
    deliver_due(&server.issuers).await.unwrap();
    catcher.mails()
}

/// Opens the transport of a `[mail]` table.
pub(crate) fn transport(table: &str) -> SharedMailTransport {
    let configuration: Configuration = toml::from_str(&format!("[mail]\n{table}")).unwrap();
    assert_eq!(configuration.check(), vec![]);
    valetkey_server::mail::open(&configuration.mail, "id.example").unwrap().unwrap()
}
