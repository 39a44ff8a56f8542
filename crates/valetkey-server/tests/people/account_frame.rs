//! Who sees a page of the account, and the way there.

use valetkey_authorization_server::interaction::AccountPage;

use crate::support::*;

#[tokio::test]
async fn the_start_leads_a_user_to_the_account_and_welcomes_a_visitor() {
    let server = server().await;
    let mut browser = server.browser();
    let welcome = browser.get("/").await;
    assert_eq!(welcome.status, 200, "{}", welcome.show());
    assert!(welcome.text().contains("href=\"/login\""), "{}", welcome.show());
    sign_in(&mut browser, "/login", "alice").await;
    let start = browser.get("/").await;
    assert_eq!((start.status, start.location()), (303, "/account"));
}

#[tokio::test]
async fn a_visitor_signs_in_and_comes_to_the_page_they_asked_for() {
    let server = server().await;
    for page in AccountPage::ALL {
        let mut browser = server.browser();
        let answer = browser.get(page.path()).await;
        assert!(answer.location().starts_with("/login?continue="), "{page:?}: {}", answer.show());
        assert!(!answer.text().contains("alice"), "{page:?}");
        let sign_in = browser.follow(answer).await;
        assert!(!sign_in.text().contains("id=\"cancel\""), "there is no page to go back to");
        let answer = browser.submit(&sign_in_form(&sign_in, "alice"), "sign-in").await;
        assert_eq!(answer.location(), page.path());
        assert_eq!(browser.follow(answer).await.status, 200, "{page:?}");
    }
}

#[tokio::test]
async fn a_page_names_its_section_and_links_every_other() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    for page in AccountPage::ALL {
        let answer = browser.get(page.path()).await;
        assert_eq!(answer.status, 200, "{}", answer.show());
        let current = if page.section() == page { "page" } else { "true" };
        let link = format!("href=\"{}\" aria-current=\"{current}\"", page.section().path());
        assert_eq!(answer.text().matches("aria-current").count(), 1, "{}", answer.show());
        assert!(answer.text().contains(&link), "{page:?}: {}", answer.show());
        for section in AccountPage::ALL.into_iter().filter(|page| page.section() == *page) {
            assert!(answer.text().contains(&format!("href=\"{}\"", section.path())), "{page:?}: {section:?}");
        }
    }
}

#[tokio::test]
async fn forms_of_the_version_before_lead_to_the_pages_of_today() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let old = [("client_id", "notes"), ("form_state", "of-the-version-before")];
    assert_eq!(browser.post_form("/withdraw", &old).await.location(), "/account/apps");
    assert_eq!(browser.post_form("/sign-out", &old).await.location(), "/logout");
    let apps = browser.get("/account/apps").await;
    assert!(apps.text().contains("The notes"), "nothing was withdrawn: {}", apps.show());
}

/// A form is bound to the session: neither another browser of the same user nor a later session of the same browser can use it.
#[tokio::test]
async fn sf2_a_form_of_another_session_or_of_one_that_ended_changes_nothing() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let old = browser.get("/account/apps").await.form_with_button("withdraw-1");
    let mut other = server.browser();
    sign_in(&mut other, "/login", "alice").await;
    assert_eq!(other.submit(&old, "withdraw-1").await.status, 400, "sealed for another browser");

    let form = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&form, "sign-out").await;
    let answer = browser.submit(&old, "withdraw-1").await;
    assert!(answer.location().starts_with("/login?"), "nobody is signed in: {}", answer.show());
    sign_in(&mut browser, "/login", "alice").await;
    let answer = browser.submit(&old, "withdraw-1").await;
    assert_eq!(answer.location(), "/account/apps", "a form of the session before");
    let apps = browser.follow(answer).await;
    assert!(apps.text().contains("The notes") && !apps.text().contains("id=\"notice\""), "{}", apps.show());
}

#[tokio::test]
async fn a_form_goes_on_working_after_its_user_signed_in_again() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let form = browser.get("/account/apps").await.form_with_button("withdraw-1");
    sign_in(&mut browser, "/login?another=1", "alice").await;
    let page = browser.submit_and_follow(&form, "withdraw-1").await;
    assert!(page.text().contains("The notes no longer has access"), "{}", page.show());
}
