//! Forms of our own pages: they come from our own pages, and from the browser they were shown in.

use valetkey_server::testing::{Browser, Form, TestServer};

async fn login_form(browser: &mut Browser<'_>) -> Form {
    let page = browser.open("/login").await;
    assert_eq!(page.status, 200, "{}", page.show());
    page.form_with_button("sign-in").with("username", "ada").with("password", "correct horse")
}

fn fields(form: &Form) -> Vec<(&str, &str)> {
    form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_person_signs_in_with_a_browser_and_with_a_text_browser() {
    let server = TestServer::new().await;
    server.add_user("ada", "correct horse").await;
    let session = server.server.cookies.session_name();

    let mut browser = server.browser();
    let form = login_form(&mut browser).await;
    browser.submit(&form, "sign-in").await;
    assert!(browser.cookies().contains_key(session));

    let mut text_browser = server.browser();
    let form = login_form(&mut text_browser).await;
    text_browser.post_form_with(&form.action, &fields(&form), &[]).await;
    assert!(text_browser.cookies().contains_key(session));
}

#[tokio::test]
async fn a_form_post_from_another_site_changes_nothing() {
    let server = TestServer::new().await;
    server.add_user("ada", "correct horse").await;
    for headers in [
        &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")][..],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "null"), ("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
    ] {
        let mut browser = server.browser();
        let form = login_form(&mut browser).await;
        let answer = browser.post_form_with(&form.action, &fields(&form), headers).await;
        assert!((400..500).contains(&answer.status), "{headers:?}: {}", answer.status);
        assert!(!browser.cookies().contains_key(server.server.cookies.session_name()), "{headers:?}");
        for path in ["/account/apps", "/consent", "/accounts"] {
            let answer = browser.post_form_with(path, &fields(&form), headers).await;
            assert!((400..500).contains(&answer.status), "{path} {headers:?}: {}", answer.status);
        }
        for path in ["/account/sign-out", "/sign-out"] {
            let answer = browser.post_form_with(path, &fields(&form), headers).await;
            assert_eq!(answer.location(), "/logout", "u1: the user is asked");
        }
    }
}

#[tokio::test]
async fn a_form_shown_in_one_browser_is_worth_nothing_in_another() {
    let server = TestServer::new().await;
    server.add_user("ada", "correct horse").await;
    let form = login_form(&mut server.browser()).await;
    let mut other = server.browser();
    login_form(&mut other).await;
    other.submit(&form, "sign-in").await;
    assert!(!other.cookies().contains_key(server.server.cookies.session_name()));
}
