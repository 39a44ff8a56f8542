//! F5: one page for several causes stated a wrong one.

use crate::support::{
    browser::{Browser, Page},
    http::post_form_with,
    site::{PASSWORD, Site},
};

/// Posts the sign-in form of a page with these headers.
fn post(
    page: &Page,
    site: &Site,
    headers: &[(&str, &str)],
    change: &dyn Fn(&str) -> String,
) -> (u16, String) {
    let (_, rest) = page.answer.body.split_once("name=\"continue\" value=\"").expect("a sealed value");
    let sealed = change(rest.split('"').next().expect("a value"));
    let form = format!("continue={sealed}&username=alice&password={}", PASSWORD.replace(' ', "+"));
    let headers = [&[("accept", "text/html")], headers].concat();
    let answer = post_form_with(&format!("{}/login", site.issuer), &headers, &form);
    (answer.status, answer.body)
}

fn login_page(site: &Site) -> (Page, String) {
    let mut browser = Browser::default();
    let page = browser.open(&format!("{}/login", site.issuer));
    (page, browser.cookies("127.0.0.1"))
}

#[test]
fn f5_each_cause_has_a_page_that_is_true_in_both_languages() {
    let site = Site::start("");
    let elsewhere = site.origin.replace("127.0.0.1", "localhost");
    let (page, own) = login_page(&site);
    let own = ("cookie", own.as_str());
    let from_elsewhere = [own, ("origin", &elsewhere), ("sec-fetch-site", "same-origin")];
    let damaged = |sealed: &str| format!("{}AAAAAAAA", &sealed[..sealed.len() - 8]);
    for (language, headings) in [
        (
            "en",
            [
                "Your browser sent no cookie",
                "This page no longer works",
                "This form came from another website",
                "You are at another address of this server",
            ],
        ),
        (
            "de",
            [
                "Ihr Browser hat kein Cookie gesendet",
                "Diese Seite funktioniert nicht mehr",
                "Dieses Formular kam von einer anderen Website",
                "Sie sind unter einer anderen Adresse dieses Servers",
            ],
        ),
    ] {
        let ask = |headers: &[(&str, &str)], change: &dyn Fn(&str) -> String| {
            post(&page, &site, &[headers, &[("accept-language", language)]].concat(), change)
        };
        let answers = [
            ask(&[], &str::to_owned),
            ask(&[own], &damaged),
            ask(&[own, ("origin", "https://evil.example")], &str::to_owned),
            ask(&from_elsewhere, &str::to_owned),
        ];
        for ((status, body), heading) in answers.iter().zip(headings) {
            assert_eq!(*status, 400, "{heading}");
            assert!(body.contains(&format!("<h1>{heading}</h1>")), "{heading}: {body}");
        }
    }
}

#[test]
fn f5_the_page_for_another_address_leads_to_the_right_one() {
    let site = Site::start("");
    let callback = "https://notes.example/callback";
    let client = site.add_client(&["--redirect-uri", callback]);
    let page = Browser::default().open(&site.authorize(&client, callback));
    let elsewhere = site.origin.replace("127.0.0.1", "localhost");
    let headers = [("origin", elsewhere.as_str()), ("sec-fetch-site", "same-origin")];
    let (_, body) = post(&page, &site, &headers, &str::to_owned);
    let link = format!("href=\"{}/authorize?", site.issuer);
    assert!(body.contains(&link), "{body}");
}

#[test]
fn f5_the_form_of_another_browser_says_so() {
    let site = Site::start("");
    let account = site.signed_in().open(&format!("{}/account", site.issuer));
    let (_, rest) = account.answer.body.split_once("name=\"form_state\" value=\"").expect("a sealed value");
    let form = format!("client_id=notes&form_state={}", rest.split('"').next().expect("a value"));
    let (_, other) = login_page(&site);
    let address = format!("{}/account/apps", site.issuer);
    let answer = post_form_with(&address, &[("accept", "text/html"), ("cookie", &other)], &form);
    assert!(answer.body.contains("<h1>This page belongs to another browser</h1>"), "{}", answer.body);
}
