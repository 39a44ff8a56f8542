//! Signing in with a link or a code by mail.

use std::sync::Arc;

use valetkey_accounts::{Acr, FailureLimit, User};
use valetkey_authorization_server::record::{Client, SignInSwitches};
use valetkey_server::{
    mail::MailCatcher,
    testing::{Answer, Browser, Form, TestServer},
};
use valetkey_storage::{Storage, memory::MemoryStorage};

use crate::{
    databases::on_every_database,
    mails::*,
    second_factor::{enrol, id_token, says, with_code},
    support::*,
};

on_every_database! {
    m1_en1_asking_and_typing_cost_the_same_for_a_name_that_nobody_has,
    a_sign_in_by_mail_costs_three_reads_and_two_commits,
    en5_rc1_of_many_uses_of_one_code_on_two_nodes_one_counts,
}

const SESSION: &str = "__Host-valetkey_session";

async fn server() -> (TestServer, Arc<MailCatcher>) {
    mail_server(Arc::new(MemoryStorage::new()), MAIL_SIGN_IN).await
}

fn is_signed_in(browser: &Browser<'_>) -> bool {
    browser.cookies().contains_key(SESSION)
}

/// Types a name on the sign-in page and asks for the mail. Returns the page that asks for the code.
async fn ask(browser: &mut Browser<'_>, address: &str, name: &str) -> Answer {
    let page = browser.open(address).await;
    let form = page.form_with_button("mail").with("username", name);
    browser.submit_and_follow(&form, "mail").await
}

fn typed(page: &Answer, code: &str) -> Form {
    page.form_with_button("confirm").with("code", code)
}

fn offers_mail(page: &Answer) -> bool {
    page.forms().iter().any(|form| form.button("mail").is_some())
}

#[tokio::test]
async fn a_code_signs_in_and_says_so_to_the_application() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = ask(&mut browser, &authorize(&[]), "Alice@Example.org").await;
    let code = last_code(&server, &catcher).await;
    let consent = browser.submit_and_follow(&typed(&page, &format!(" {code}\u{a0}\n")), "confirm").await;
    let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    let claims = id_token(&server, &landed).await;
    assert_eq!(claims["amr"], serde_json::json!(["urn:valetkey:amr:mail-code"]));
    assert_eq!(claims["acr"], "urn:valetkey:acr:single-factor");
    assert_eq!(landed.location_parameter("state").as_deref(), Some("the-state"));
}

#[tokio::test]
async fn the_name_can_be_typed_on_the_next_page_and_the_sign_in_goes_on() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = ask(&mut browser, &authorize(&[]), "").await;
    let empty = browser.submit_and_follow(&page.form_with_button("send").with("name", " "), "send").await;
    assert!(says(&empty, "Enter your username"), "{}", empty.show());
    let form = empty.form_with_button("send").with("name", "alice");
    let page = browser.submit_and_follow(&form, "send").await;
    let code = last_code(&server, &catcher).await;
    let consent = browser.submit_and_follow(&typed(&page, &code), "confirm").await;
    assert!(consent.form_with_button("allow").button("allow").is_some());
    // Both ways on from the page of the code keep the request.
    let mut other = server.browser();
    let page = ask(&mut other, &authorize(&[]), "alice").await;
    let again = other.submit_and_follow(&page.form_with_button("again"), "again").await;
    assert!(again.form_with_button("send").field("continue").is_some());
    let back = other.submit_and_follow(&page.form_with_button("back"), "back").await;
    let consent = other.submit_and_follow(&sign_in_form(&back, "alice"), "sign-in").await;
    assert!(consent.form_with_button("allow").button("allow").is_some());
}

#[tokio::test]
async fn al5_a_link_needs_a_press_works_once_and_scanners_use_nothing_up() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    ask(&mut browser, &authorize(&[]), "alice").await;
    let link = link(&mails_with_code(&server, &catcher).await[0]);
    for _ in 0..3 {
        assert_eq!(server.browser().get(&link).await.status, 200);
        assert_eq!(server.request("HEAD", &link, &[("accept", "text/html")], "").await.status, 200);
    }
    let page = browser.get(&link).await;
    assert!(says(&page, "alice@example.org") && !is_signed_in(&browser), "{}", page.show());
    let form = page.form_with_button("confirm");
    let consent = browser.submit_and_follow(&form, "confirm").await;
    assert!(consent.form_with_button("allow").button("allow").is_some(), "the request goes on");
    assert!(is_signed_in(&browser));
    // The page of the back button, after signing out.
    let account = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&account, "sign-out").await;
    let again = browser.submit(&form, "confirm").await;
    assert_eq!((again.status, is_signed_in(&browser)), (410, false), "{}", again.show());
    assert_eq!(browser.get(&link).await.status, 410);
}

#[tokio::test]
async fn al5_st2_a_link_signs_nobody_in_in_another_browser_and_says_where_to_type_the_code() {
    let (server, catcher) = server().await;
    let mut first = server.browser();
    let page = ask(&mut first, "/login", "alice").await;
    let (link, code) =
        (link(&mails_with_code(&server, &catcher).await[0]), last_code(&server, &catcher).await);
    let mut stranger = server.browser();
    let mut known = server.browser();
    known.open("/login").await;
    for browser in [&mut stranger, &mut known] {
        let shown = browser.get(&link).await;
        assert!(says(&shown, "type the code from the mail there"), "{}", shown.show());
        let token = link.split_once("token=").unwrap().1;
        let pressed = browser.post_form("/login/mail", &[("token", token)]).await;
        assert!(says(&pressed, "only in the browser in which you asked"), "{}", pressed.show());
        assert!(!is_signed_in(browser));
    }
    let stolen = known.submit(&typed(&page, &code), "confirm").await;
    assert_eq!(stolen.location(), "https://id.example/account", "a form of another browser starts over");
    assert!(!is_signed_in(&known));
    // Nothing of this used the code up.
    first.submit_and_follow(&typed(&page, &code), "confirm").await;
    assert!(is_signed_in(&first));
}

#[tokio::test]
async fn a_code_counts_once_for_ten_minutes_and_half_of_it_costs_nothing() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = ask(&mut browser, "/login", "alice").await;
    let code = last_code(&server, &catcher).await;
    for half in ["1234", "", "abcdefgh", "123 456 789"] {
        let answer = browser.submit(&typed(&page, half), "confirm").await;
        assert!(says(&answer, "not the code from the mail"), "{half:?}: {}", answer.show());
        assert_eq!((answer.cost.reads, answer.cost.commits), (0, 0), "{half:?}");
    }
    browser.submit_and_follow(&typed(&page, &code), "confirm").await;
    assert!(is_signed_in(&browser));
    let mut other_tab = server.browser();
    for (name, value) in browser.cookies().clone() {
        if name != SESSION {
            other_tab.set_cookie(&name, &value);
        }
    }
    let used = other_tab.submit(&typed(&page, &code), "confirm").await;
    assert_eq!((used.status, is_signed_in(&other_tab)), (410, false), "{}", used.show());

    let page = ask(&mut other_tab, "/login", "alice").await;
    let code = last_code(&server, &catcher).await;
    server.advance(10 * 60);
    let expired = other_tab.submit(&typed(&page, &code), "confirm").await;
    assert_eq!((expired.status, is_signed_in(&other_tab)), (410, false), "{}", expired.show());
    let next = expired.text().split_once("id=\"next\" href=\"").unwrap().1.split_once('"').unwrap().0;
    assert!(next.starts_with("/login/mail?continue="), "another mail for the same sign-in: {next}");
}

#[tokio::test]
async fn en2_wrong_codes_are_limited_by_code_and_by_account_like_wrong_passwords() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = ask(&mut browser, "/login", "alice").await;
    let code = last_code(&server, &catcher).await;
    let mut page = page;
    for _ in 0..5 {
        page = browser.submit(&typed(&page, other_code(&code)), "confirm").await;
    }
    assert_eq!(page.status, 410, "five attempts: {}", page.show());
    // The wrong codes count for a password, whatever name is typed for the account.
    let mut other = server.browser();
    let login = other.open("/login").await;
    let refused = other.submit(&sign_in_form(&login, "alice"), "sign-in").await;
    assert!(says(&refused, "too many failed attempts"), "{}", refused.show());
    // And wrong passwords count for a code, the right one too.
    let asked = ask(&mut other, "/login", "alice").await;
    let code = last_code(&server, &catcher).await;
    let waiting = other.submit(&typed(&asked, &code), "confirm").await;
    assert!(says(&waiting, "not even the right one") && !is_signed_in(&other), "{}", waiting.show());
    server.advance(FailureLimit::LONGEST_PAUSE.0 / 3);
    other.submit_and_follow(&typed(&waiting, &code), "confirm").await;
    assert!(is_signed_in(&other), "en3: the pause ends, and the code still counts");
}

#[tokio::test]
async fn h4_mails_are_limited_for_each_name_on_the_sign_in_page_too() {
    let (server, catcher) = server().await;
    for _ in 0..5 {
        let page = ask(&mut server.browser(), "/login", "alice").await;
        assert!(says(&page, "a mail is on its way"), "{}", page.show());
    }
    let page = ask(&mut server.browser(), "/login", "ALICE ").await;
    assert!(says(&page, "Too many mails were asked for"), "{}", page.show());
    assert_eq!(mails_with_code(&server, &catcher).await.len(), 5);
}

#[tokio::test]
async fn a_disabled_user_an_unverified_address_and_a_changed_one_get_nothing() {
    type Edit = fn(User) -> User;
    let edits: [Edit; 3] = [
        |user| User { disabled: true, ..user },
        |user| User { email_verified: false, ..user },
        |user| User { email: Some("new@example.org".to_owned()), ..user },
    ];
    for (number, edit) in edits.into_iter().enumerate() {
        let (server, catcher) = server().await;
        let mut browser = server.browser();
        let page = ask(&mut browser, "/login", "alice").await;
        let code = last_code(&server, &catcher).await;
        let alice = crate::second_factor::user(&server, "alice").await;
        server.replace_user(&alice, edit(alice.clone())).await;
        let answer = browser.submit(&typed(&page, &code), "confirm").await;
        assert_eq!((answer.status, is_signed_in(&browser)), (410, false), "{number}: {}", answer.show());
        let before = catcher.mails().len();
        ask(&mut server.browser(), "/login", "alice").await;
        let sent = mails_with_code(&server, &catcher).await.len() - before;
        assert_eq!(sent, usize::from(number == 2), "{number}");
    }
}

#[tokio::test]
async fn sf3_the_second_factor_of_the_user_is_asked_for_and_the_class_stays_honest() {
    let (server, catcher) = server().await;
    let (app, _) = enrol(&server, &mut server.browser(), "alice").await;
    let mut browser = server.browser();
    let page = ask(&mut browser, &authorize(&[]), "alice").await;
    let code = last_code(&server, &catcher).await;
    let second = browser.submit_and_follow(&typed(&page, &code), "confirm").await;
    assert!(!is_signed_in(&browser), "en6: {}", second.show());
    let consent = browser.submit_and_follow(&with_code(&second, &app.code(&server)), "verify").await;
    let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    let claims = id_token(&server, &landed).await;
    assert_eq!(claims["amr"], serde_json::json!(["urn:valetkey:amr:mail-code", "otp"]));
    assert_eq!(claims["acr"], "urn:valetkey:acr:single-factor");

    // An application that asks for two factors does not get them by mail.
    let strong = browser.open(&authorize(&[("acr_values", "urn:valetkey:acr:multi-factor")])).await;
    assert!(!offers_mail(&strong), "{}", strong.show());
    let landed = browser.submit_and_follow(&sign_in_form(&strong, "alice"), "sign-in").await;
    assert_eq!(
        id_token(&server, &landed).await["acr"],
        "urn:valetkey:acr:multi-factor",
        "a password and a code"
    );
}

#[tokio::test]
async fn en6_where_it_is_off_no_page_and_no_form_begins_a_sign_in_by_mail() {
    let off = SignInSwitches::OF_TENANT;
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let (on, catcher) = mail_server(storage.clone(), MAIL_SIGN_IN).await;
    let mut browser = on.browser();
    let page = ask(&mut browser, "/login", "alice").await;
    let code = last_code(&on, &catcher).await;
    let link = link(&mails_with_code(&on, &catcher).await[0]);
    // The same database, browser and code, after the switch was turned off.
    let server = node(storage, off, &catcher).await;
    let mut later = server.browser();
    for (name, value) in browser.cookies() {
        later.set_cookie(name, value);
    }
    assert!(!offers_mail(&later.open("/login").await));
    for answer in [
        later.get("/login/mail").await,
        later.get(&link).await,
        later.submit(&typed(&page, &code), "confirm").await,
        later.post_form("/login/mail", &[("name", "alice")]).await,
    ] {
        assert!(answer.location().starts_with("/login?continue="), "{}", answer.show());
    }
    assert!(!is_signed_in(&later));
    assert_eq!(mails_with_code(&server, &catcher).await.len(), 1);

    // One application wants none, in a session from before either.
    let (server, catcher) = self::server().await;
    let strict = Client {
        sign_in: SignInSwitches { mail_sign_in: false, ..SignInSwitches::OF_CLIENT },
        ..client("strict")
    };
    server.add_client(strict).await;
    let mut browser = server.browser();
    let page = ask(&mut browser, "/login", "alice").await;
    let code = last_code(&server, &catcher).await;
    browser.submit_and_follow(&typed(&page, &code), "confirm").await;
    let asked = browser.open(&authorize(&[("client_id", "strict")])).await;
    assert!(asked.form_with_button("sign-in").button("mail").is_none(), "{}", asked.show());
    let consent = browser.submit_and_follow(&sign_in_form(&asked, "alice"), "sign-in").await;
    assert!(consent.form_with_button("allow").button("allow").is_some(), "{}", consent.show());
    // Nor one that requires two factors.
    let strong = Client { required_acr: Acr::MultiFactor, ..client("strong") };
    server.add_client(strong).await;
    let page = server.browser().open(&authorize(&[("client_id", "strong")])).await;
    assert!(!offers_mail(&page));
}

#[tokio::test]
async fn without_mail_there_is_no_way_by_mail() {
    let server = TestServer::builder().sign_in(MAIL_SIGN_IN).build().await;
    let mut browser = server.browser();
    assert!(!offers_mail(&browser.open("/login").await));
    assert_eq!(browser.get("/login/mail").await.status, 404);
}

/// What a page says, without the sealed values that differ each time.
fn shown(answer: &Answer) -> String {
    let mut parts = answer.text().split("value=\"");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('"').unwrap().1);
    }
    plain
}

async fn m1_en1_asking_and_typing_cost_the_same_for_a_name_that_nobody_has(storage: Arc<dyn Storage>) {
    let (server, catcher) = mail_server(storage, MAIL_SIGN_IN).await;
    let mut walks = Vec::new();
    for name in ["alice@example.org", "nobody", "bob@example.org"] {
        let mut browser = server.browser();
        let login = browser.open("/login").await;
        let form = login.form_with_button("mail").with("username", name);
        let asked = browser.submit(&form, "mail").await;
        let mut walk = vec![(303, String::new(), asked.cost.reads, asked.cost.commits)];
        mails_with_code(&server, &catcher).await;
        let mut page = browser.follow(asked).await;
        walk.push((page.status, shown(&page), page.cost.reads, page.cost.commits));
        while page.status == 200 {
            page = browser.submit(&typed(&page, "1234 5678"), "confirm").await;
            // The address of the next mail holds a sealed value.
            let text = if page.status == 200 { shown(&page) } else { String::new() };
            walk.push((page.status, text, page.cost.reads, page.cost.commits));
        }
        let statuses: Vec<u16> = walk.iter().map(|answer| answer.0).collect();
        assert_eq!(statuses, [303, 200, 200, 200, 200, 200, 410], "{name}");
        walks.push(walk);
    }
    assert_eq!(walks[0], walks[1]);
    assert_eq!(walks[0], walks[2]);
    assert_eq!((walks[0][0].2, walks[0][0].3), (1, 1), "the counter is read; it and the request are stored");
    assert_eq!((walks[0][2].2, walks[0][2].3), (3, 2), "an attempt and a failure are stored");
}

async fn a_sign_in_by_mail_costs_three_reads_and_two_commits(storage: Arc<dyn Storage>) {
    let (server, catcher) = mail_server(storage, MAIL_SIGN_IN).await;
    let mut browser = server.browser();
    let page = ask(&mut browser, "/login", "alice").await;
    let code = last_code(&server, &catcher).await;
    let answer = browser.submit(&typed(&page, &code), "confirm").await;
    assert!(is_signed_in(&browser), "{}", answer.show());
    assert_eq!((answer.cost.reads, answer.cost.commits), (3, 2), "an attempt is stored before it is judged");
}

async fn en5_rc1_of_many_uses_of_one_code_on_two_nodes_one_counts(storage: Arc<dyn Storage>) {
    let (one, catcher) = mail_server(storage.clone(), MAIL_SIGN_IN).await;
    let other = node(storage, MAIL_SIGN_IN, &catcher).await;
    let mut first = one.browser();
    let page = ask(&mut first, "/login", "alice").await;
    // The other node sends the mail.
    let code = last_code(&other, &catcher).await;
    let mut browsers = [one.browser(), other.browser(), one.browser(), other.browser()];
    for browser in &mut browsers {
        for (name, value) in first.cookies() {
            browser.set_cookie(name, value);
        }
    }
    let form = typed(&page, &code);
    let [a, b, c, d] = &mut browsers;
    tokio::join!(
        a.submit(&form, "confirm"),
        b.submit(&form, "confirm"),
        c.submit(&form, "confirm"),
        d.submit(&form, "confirm"),
    );
    assert_eq!(browsers.iter().filter(|browser| is_signed_in(browser)).count(), 1);
}
