//! Where a user is signed in, and the end of other sessions.

use valetkey_authorization_server::{event::Actor, record::Client};
use valetkey_server::testing::{Answer, Browser, Form, TestServer};

use crate::{events::events, support::*};

const PAGE: &str = "/account/devices";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

/// The forms that end one session.
fn ends(page: &Answer) -> Vec<Form> {
    let is_one = |form: &Form| form.field("session").is_some_and(|session| session != "others");
    page.forms().into_iter().filter(is_one).collect()
}

async fn end(browser: &mut Browser<'_>, form: &Form) -> Answer {
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post_form(PAGE, &fields).await
}

async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/account").await.status == 200
}

async fn with_an_application_that_is_told() -> TestServer {
    let server = server().await;
    let told =
        Client { backchannel_logout_uri: Some("https://notes.example/logout".into()), ..client("told") };
    server.add_client(told).await;
    server
}

#[tokio::test]
async fn the_page_shows_each_session_this_one_first() {
    let server = with_an_application_that_is_told().await;
    let mut phone = server.browser().with_header("user-agent", PHONE);
    let landed = sign_in_and_allow(&mut phone, &authorize(&[("client_id", "told")]), "alice").await;
    redeem(&server, "told", &landed).await;
    server.advance(3_600);
    let landed = phone.get(&authorize(&[("client_id", "told")])).await;
    assert_eq!(redeem(&server, "told", &landed).await.status, 200);
    server.advance(3_600);
    let mut text = server.browser();
    sign_in(&mut text, "/login", "alice").await;
    let mut browser = server.browser().with_header("user-agent", FIREFOX);
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let shown = page.text();
    let place = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words}: {}", page.show()));
    assert!(place("Firefox on Linux") < place("This device"));
    assert!(place("This device") < place("Unknown browser"), "then those that were seen last");
    assert!(place("Unknown browser") < place("Safari on iPhone"));
    let of_phone = &shown[place("Safari on iPhone")..];
    assert!(of_phone.contains("2 hours ago") && of_phone.contains("1 hour ago"), "{}", page.show());
    assert!(of_phone.contains("The told"), "the application that was opened there: {}", page.show());
    assert_eq!((ends(&page).len(), shown.matches("<section").count()), (2, 3));
    assert!(shown.contains("Sign out 2 other devices"));
}

#[tokio::test]
async fn ending_one_session_signs_that_device_out_and_tells_its_applications() {
    let server = with_an_application_that_is_told().await;
    let mut phone = server.browser().with_header("user-agent", PHONE);
    let landed = sign_in_and_allow(&mut phone, &authorize(&[("client_id", "told")]), "alice").await;
    redeem(&server, "told", &landed).await;
    let (mut third, mut browser) = (server.browser(), server.browser());
    sign_in(&mut third, "/login", "alice").await;
    server.advance(1);
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let phone_first = &page.text()[page.text().find("Safari on iPhone").unwrap()..];
    let session = phone_first.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = ends(&page).into_iter().find(|form| form.field("session") == Some(session)).unwrap();
    let (before, sent) = (events(&server).await.len(), server.transport.sent().len());
    let answer = end(&mut browser, &form).await;
    let page = browser.follow(answer).await;
    assert!(page.text().contains("One other device is signed out"), "{}", page.show());
    assert!(!is_signed_in(&mut phone).await && is_signed_in(&mut third).await);
    assert!(is_signed_in(&mut browser).await);
    let told = server.transport.sent();
    assert_eq!(told.len(), sent + 1, "its application is told");
    let stored = events(&server).await.split_off(before);
    assert_eq!(stored.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(), ["session.ended"]);
    assert_eq!(stored[0].actor, Actor::User { id: stored[0].subject.clone().unwrap() });
    // Pressed again, from the page as it was.
    assert_eq!(end(&mut browser, &form).await.location(), PAGE);
    assert_eq!((events(&server).await.len(), server.transport.sent().len()), (before + 1, sent + 1));
}

#[tokio::test]
async fn ending_all_other_sessions_leaves_this_one() {
    let server = server().await;
    let mut others = [server.browser(), server.browser(), server.browser()];
    for other in &mut others {
        sign_in(other, "/login", "alice").await;
    }
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let answer = browser.submit(&page.form_with_button("end-others"), "end-others").await;
    let page = browser.follow(answer).await;
    assert!(page.text().contains("3 other devices are signed out"), "{}", page.show());
    assert!(ends(&page).is_empty() && !page.text().contains("end-others"), "{}", page.show());
    for other in &mut others {
        assert!(!is_signed_in(other).await);
    }
}

#[tokio::test]
async fn sf2_a_user_ends_no_session_of_somebody_else() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let (mut bob, mut second) = (server.browser(), server.browser());
    sign_in(&mut bob, "/login", "bob").await;
    let of_bob = sign_in(&mut second, PAGE, "bob").await;
    let of_bob = ends(&of_bob).remove(0);
    let (mut browser, mut other) = (server.browser(), server.browser());
    sign_in(&mut other, "/login", "alice").await;
    let page = sign_in(&mut browser, PAGE, "alice").await;
    assert_eq!(ends(&page).len(), 1, "only her own: {}", page.show());
    let own = ends(&page).remove(0);
    let before = events(&server).await.len();
    let foreign = own.clone().with("session", of_bob.field("session").unwrap());
    assert_eq!(end(&mut browser, &foreign).await.location(), PAGE);
    assert_eq!(end(&mut browser, &of_bob).await.status, 400, "the form of another browser");
    for damaged in ["", "x", "00000000000000000000000000000000", "' OR 1=1"] {
        let answer = end(&mut browser, &own.clone().with("session", damaged)).await;
        assert!(matches!(answer.status, 303 | 400), "{damaged}: {}", answer.show());
    }
    assert_eq!(events(&server).await.len(), before);
    assert!(is_signed_in(&mut bob).await && is_signed_in(&mut other).await);
    // From another site, and after a sign-out.
    let fields: Vec<_> = own.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let foreign = browser.post_form_with(PAGE, &fields, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, 400, "st4");
    let sign_out = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&sign_out, "sign-out").await;
    assert!(end(&mut browser, &own).await.location().starts_with("/login?"));
    assert!(is_signed_in(&mut other).await);
}

#[tokio::test]
async fn a_session_that_ended_or_expired_is_not_shown() {
    let server = server().await;
    let mut ended = server.browser();
    sign_in(&mut ended, "/login", "alice").await;
    let sign_out = ended.get("/account").await.form_with_button("sign-out");
    ended.submit(&sign_out, "sign-out").await;
    sign_in(&mut server.browser(), "/login", "alice").await;
    server.advance(server.server.lifetimes.session.0);
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    assert!(ends(&page).is_empty(), "{}", page.show());
    // Signing in again continues the session: it is shown once.
    sign_in(&mut browser, "/login?another=1", "alice").await;
    assert!(ends(&browser.get(PAGE).await).is_empty());
}

#[tokio::test]
async fn a_user_agent_of_any_length_stores_two_words() {
    let server = server().await;
    let long = format!("{FIREFOX} {}", "x".repeat(900));
    let mut browser = server.browser().with_header("user-agent", &long);
    let page = browser.get("/login").await;
    browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    let user = server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap();
    let tenant = &server.server.tenant;
    let sessions =
        valetkey_storage::directory::sessions_of_user(&*server.storage, tenant, &user.id).await.unwrap();
    assert_eq!(sessions[0].device.as_deref(), Some("firefox linux"));
}
