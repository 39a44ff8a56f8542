//! Where sessions and events were, by the file of places.

use std::{fs, net::IpAddr, sync::Arc};

use valetkey_accounts::User;
use valetkey_server::{
    mail::{MailCatcher, OutgoingMail, SharedMailTransport},
    outbox::deliver_due,
    places::Places,
    testing::{PlaceEntry, TestServer, place_file},
};

use crate::support::*;

const BERLIN: PlaceEntry<'static> = PlaceEntry {
    network: "81.2.69.0/24",
    city: &[("en", "Berlin"), ("uk", "Берлін")],
    country: &[("en", "Germany"), ("de", "Deutschland")],
};
const FRANCE: PlaceEntry<'static> =
    PlaceEntry { network: "2a01:e00::/26", city: &[], country: &[("en", "France <b>")] };

/// The places, from a file that is removed again. Each test has a name of its own for it.
fn places(name: &str) -> Places {
    let path = std::env::temp_dir().join(format!("valetkey-people-{}-{name}.mmdb", std::process::id()));
    fs::write(&path, place_file("DBIP-City-Lite", &[BERLIN, FRANCE])).unwrap();
    let places = Places::open(&path).unwrap();
    fs::remove_file(&path).unwrap();
    places
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

/// A server with these places, the user alice, and the mails that it sends.
async fn server(places: Option<Places>, locale: &str) -> (TestServer, Arc<MailCatcher>) {
    let catcher = Arc::new(MailCatcher::default());
    let builder = TestServer::builder().mail(Arc::clone(&catcher) as SharedMailTransport);
    let server = match places {
        Some(places) => builder.places(places).build().await,
        None => builder.build().await,
    };
    let alice = server.add_user("alice", PASSWORD).await;
    let locale = Some(locale.to_owned());
    server.replace_user(&alice, User { locale, email_verified: true, ..alice.clone() }).await;
    (server, catcher)
}

async fn mails(server: &TestServer, catcher: &MailCatcher) -> Vec<OutgoingMail> {
    deliver_due(&server.issuers).await.unwrap();
    catcher.mails()
}

#[tokio::test]
async fn sessions_and_events_say_roughly_where_they_were_in_the_language_of_the_page() {
    let (server, _) = server(Some(places("pages")), "en").await;
    for elsewhere in ["2a01:e00::1", "81.2.70.1", "10.0.0.7"] {
        sign_in(&mut server.browser().at(address(elsewhere)), "/login", "alice").await;
    }
    let mut browser = server.browser().at(address("81.2.69.160"));
    sign_in(&mut browser, "/account", "alice").await;
    let page = browser.get("/account/devices").await;
    let shown = page.text();
    assert!(shown.contains("81.2.69.160</span> · Berlin, Germany (estimated)"), "{}", page.show());
    assert!(shown.contains("2a01:e00::1</span> · France &#60;b&#62; (estimated)"), "{}", page.show());
    for without in ["81.2.70.1", "10.0.0.7"] {
        assert!(shown.contains(&format!("{without}</span></dd>")), "{without} has no place: {}", page.show());
    }
    let page = browser.get("/account/activity").await;
    assert!(page.text().contains("81.2.69.160</span> · Berlin, Germany (estimated)"), "{}", page.show());
    let (server, _) = self::server(Some(places("german-pages")), "de").await;
    let mut browser = server.browser().at(address("81.2.69.160"));
    let page = sign_in(&mut browser, "/account/devices", "alice").await;
    assert!(page.text().contains("Berlin, Deutschland (geschätzt)"), "{}", page.show());
}

#[tokio::test]
async fn the_mail_about_a_new_browser_names_the_place_in_the_language_of_the_user() {
    let (server, catcher) = server(Some(places("mail")), "uk").await;
    sign_in(&mut server.browser().at(address("81.2.69.160")), "/login", "alice").await;
    let sent = mails(&server, &catcher).await;
    let [mail] = sent.as_slice() else { panic!("{sent:?}") };
    assert!(mail.text.contains("Берлін, Germany (приблизно)"), "{}", mail.text);
    sign_in(&mut server.browser().at(address("10.0.0.7")), "/login", "alice").await;
    let sent = mails(&server, &catcher).await;
    assert!(sent[1].text.contains("10.0.0.7") && !sent[1].text.contains("Місце"), "{}", sent[1].text);
}

#[tokio::test]
async fn without_a_file_pages_and_mails_show_addresses_alone() {
    let (server, catcher) = server(None, "en").await;
    let mut browser = server.browser().at(address("81.2.69.160"));
    sign_in(&mut browser, "/account", "alice").await;
    for page in ["/account/devices", "/account/activity"] {
        let page = browser.get(page).await;
        let text = page.text();
        assert!(text.contains("81.2.69.160") && !text.contains("estimated"), "{}", page.show());
    }
    let sent = mails(&server, &catcher).await;
    assert!(sent[0].text.contains("81.2.69.160") && !sent[0].text.contains("Place"), "{}", sent[0].text);
}
