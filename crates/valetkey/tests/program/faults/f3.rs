//! F3: below a path the pages linked files at the root of the host, which a proxy does not forward.

use crate::support::{
    browser::{Browser, Page},
    http::get,
    site::Site,
};

/// Every address in the attributes of a page that a browser would follow or load.
fn addresses(page: &Page) -> Vec<String> {
    let attributes = [" href=\"", " src=\"", " action=\"", " formaction=\""];
    let found = attributes.iter().flat_map(|attribute| {
        let parts = page.answer.body.split(attribute).skip(1);
        parts.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<_>>()
    });
    found.collect()
}

fn assert_below(site: &Site, page: &Page, what: &str) {
    let path = site.issuer.strip_prefix(&site.origin).expect("a path");
    let (addresses, mut own) = (addresses(page), 0);
    for address in &addresses {
        let local = address.strip_prefix(&site.origin).unwrap_or(address);
        if local.starts_with("https://") {
            continue;
        }
        own += 1;
        assert!(local.starts_with(&format!("{path}/")), "{what} names {address}");
        if local.contains("/assets/") {
            assert_eq!(get(&format!("{}{local}", site.origin)).status, 200, "{what}: {address}");
        }
    }
    assert!(own >= 2, "{what} links its icon and style sheet: {addresses:?}");
    assert!(page.url.starts_with(&site.issuer), "{what} is at {}", page.url);
}

#[test]
fn f3_everything_that_a_page_names_lies_below_the_issuer() {
    let site = Site::start("/auth");
    let callback = "https://notes.example/callback";
    let client = site.add_client(&["--redirect-uri", callback]);
    let authorize = site.authorize(&client, callback);
    let mut browser = Browser::default();
    let check = |browser: &mut Browser, address: &str| {
        let page = browser.open(address);
        assert_below(&site, &page, address);
        page
    };
    check(&mut browser, &format!("{}/", site.issuer));
    check(&mut browser, &site.issuer);
    check(&mut browser, &format!("{}/no-such-page", site.issuer));
    check(&mut browser, &site.authorize(&client, "https://elsewhere.example/"));
    let login = check(&mut browser, &authorize);
    let again = browser.press(&login, "sign-in", &[("username", "alice"), ("password", "wrong")]);
    assert_below(&site, &again, "a wrong password");
    let consent = site.sign_in(&mut browser, &again);
    assert_below(&site, &consent, "consent");
    assert!(consent.answer.body.contains("id=\"allow\""));
    check(&mut browser, &format!("{}/", site.issuer));
    check(&mut browser, &format!("{}/login", site.issuer));
    let chooser = check(&mut browser, &format!("{authorize}&prompt=select_account"));
    assert!(chooser.answer.body.contains("id=\"continue-as\""));
    let form_post = check(&mut browser, &format!("{authorize}&response_mode=form_post&prompt=none"));
    assert!(form_post.answer.body.contains("form-post"));
    let question = check(&mut browser, &format!("{}/logout", site.issuer));
    let left = browser.press(&question, "sign-out", &[]);
    assert_below(&site, &left, "signed out");
}

#[test]
fn f3_cookies_go_to_the_path_of_the_issuer_only() {
    let site = Site::start("/auth");
    let answer = get(&format!("{}/login", site.issuer));
    let cookies = answer.headers("set-cookie");
    assert_eq!(cookies.len(), 1);
    assert!(cookies[0].contains("Path=/auth") && !cookies[0].contains("Path=/;"), "{cookies:?}");
}
