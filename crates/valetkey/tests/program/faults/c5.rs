//! C5, and of row L: the error page showed every registered address to anybody, in one run of text.

use crate::support::{http::get_with, site::Site};

const CALLBACKS: [&str; 2] = ["https://notes.example/callback", "https://staging.internal.example/callback"];

fn error_page(site: &Site, client: &str) -> String {
    // The issuer may be an https one behind a proxy that is not there.
    let address =
        site.authorize(client, "https://notes.example/callback/").replace(&site.issuer, &site.origin);
    let answer = get_with(&address, &[("accept", "text/html")]);
    assert_eq!(answer.status, 400, "{}", answer.body);
    answer.body
}

fn add_client(site: &Site) -> String {
    site.add_client(&["--redirect-uri", CALLBACKS[0], "--redirect-uri", CALLBACKS[1]])
}

#[test]
fn c5_a_public_issuer_shows_registered_addresses_to_nobody_and_logs_them() {
    let site = Site::start_as(|_| "https://id.example".to_owned());
    let client = add_client(&site);
    let page = error_page(&site, &client);
    for callback in CALLBACKS {
        assert!(!page.contains(&format!("{callback}<")), "{page}");
    }
    assert!(!page.contains("staging.internal.example"), "{page}");
    assert!(page.contains("https://notes.example/callback/"), "what came is shown: {page}");
    let log = site.stop();
    assert!(log.contains("staging.internal.example") && log.contains("error page"), "{log}");
}

#[test]
fn c5_on_this_machine_they_are_a_list() {
    let site = Site::start("");
    let client = add_client(&site);
    let page = error_page(&site, &client);
    for callback in CALLBACKS {
        assert!(page.contains(&format!("<li><code dir=\"ltr\">{callback}</code></li>")), "{page}");
    }
    assert!(!page.contains("\\u{a}"), "{page}");
}
