//! `/authorize` and the road to a code.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use valetkey_authorization_server::{
    Change,
    record::{Client, PkcePolicy},
};

use crate::support::*;

#[tokio::test]
async fn a_person_signs_in_allows_and_lands_with_a_code_that_gives_tokens() {
    let server = server().await;
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    assert_eq!(landed.status, 303);
    assert_eq!(landed.location_parameter("state").as_deref(), Some("the-state"));
    assert_eq!(landed.location_parameter("iss").as_deref(), Some("https://id.example"));
    let tokens = redeem(&server, "notes", &landed).await;
    assert_eq!(tokens.status, 200, "{}", tokens.show());
    let tokens = tokens.json();
    let id_token = claims(&tokens["id_token"]);
    assert_eq!(id_token["sub"], "user-alice");
    assert_eq!(id_token["aud"], "notes");
    assert_eq!(id_token["nonce"], "the-nonce");
    assert_eq!(id_token["auth_time"], 1_767_225_600);
    assert_eq!(id_token["acr"], "urn:valetkey:acr:single-factor");
    assert_eq!(id_token["amr"], serde_json::json!(["pwd"]));
    assert_eq!(id_token["preferred_username"], "alice");
    assert_eq!(id_token["sid"].as_str().unwrap().len(), 32);
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let userinfo = server.request("GET", "/userinfo", &[("authorization", &bearer)], "").await;
    assert_eq!(userinfo.json()["sub"], "user-alice");
}

#[tokio::test]
async fn a_request_that_names_nobody_or_a_foreign_address_is_shown_and_never_redirected() {
    let server = server().await;
    let mut browser = server.browser();
    for changes in [
        vec![("client_id", "")],
        vec![("client_id", "nobody")],
        vec![("client_id", "Notes")],
        vec![("redirect_uri", "https://notes.example/callback/")],
        vec![("redirect_uri", "https://NOTES.example/callback")],
        vec![("redirect_uri", "https://evil.example/callback"), ("prompt", "none")],
        vec![("redirect_uri", "javascript:alert(1)")],
    ] {
        let answer = browser.get(&authorize(&changes)).await;
        assert_eq!(answer.status, 400, "{changes:?}");
        assert!(answer.headers.get_all("set-cookie").iter().count() <= 1, "a cookie is set once");
        assert_eq!(answer.header("location"), None, "{changes:?}");
        assert!(answer.header("content-type").unwrap().starts_with("text/html"));
    }
}

#[tokio::test]
async fn a_repeated_parameter_is_refused_before_anything_is_believed() {
    let server = server().await;
    let address = format!("{}&client_id=other", authorize(&[]));
    let answer = server.browser().get(&address).await;
    assert_eq!((answer.status, answer.header("location")), (400, None));
    assert!(answer.text().contains("client_id"), "the page names the parameter");
}

#[tokio::test]
async fn a_mistake_of_a_known_client_goes_back_to_it_with_state_and_issuer() {
    let server = server().await;
    for (changes, code) in [
        (vec![("response_type", "none")], "unsupported_response_type"),
        (vec![("scope", "openid roles")], "invalid_scope"),
        (vec![("code_challenge", ""), ("code_challenge_method", "")], "invalid_request"),
        (vec![("request", "e30.e30.")], "request_not_supported"),
        (vec![("prompt", "none")], "login_required"),
        (vec![("id_token_hint", "nonsense")], "invalid_request"),
    ] {
        let answer = server.browser().get(&authorize(&changes)).await;
        assert_eq!(error(&answer), code, "{changes:?}");
        assert_eq!(answer.location_parameter("state").as_deref(), Some("the-state"));
        assert_eq!(answer.location_parameter("iss").as_deref(), Some("https://id.example"));
        assert!(answer.location_parameter("error_description").is_some());
    }
}

#[tokio::test]
async fn a_request_posted_by_another_site_is_asked_again_with_get() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let address = authorize(&[]);
    let (path, form) = address.split_once('?').unwrap();
    let fields: Vec<_> = url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let headers = [("origin", "https://notes.example"), ("sec-fetch-site", "cross-site")];
    let answer = browser.post_form_with(path, &fields, &headers).await;
    assert_eq!(answer.status, 303);
    let landed = browser.follow(answer).await;
    assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
}

#[tokio::test]
async fn form_post_gives_a_page_that_works_without_javascript() {
    let server = server().await;
    let mut browser = server.browser();
    let address = authorize(&[("response_mode", "form_post"), ("state", "\"><script>")]);
    let page = sign_in_and_allow(&mut browser, &address, "alice").await;
    assert_eq!(page.status, 200, "{}", page.show());
    let form = page.form_with_button("continue");
    assert_eq!(form.action, CALLBACK);
    assert!(form.field("code").is_some());
    assert_eq!(form.field("iss"), Some("https://id.example"));
    assert!(!page.text().contains("\"><script>"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(!policy.contains("form-action"), "c1: the application may redirect on: {policy}");
}

#[tokio::test]
async fn a_client_that_changes_between_the_pages_is_judged_as_it_is_now() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    let form = page.form_with_button("allow");
    let gone = Change::ReplaceClient(Box::new(Client {
        redirect_uris: vec!["https://notes.example/new".into()],
        ..client("notes")
    }));
    server.apply(vec![gone]).await;
    let answer = browser.submit_and_follow(&form, "allow").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (400, None),
        "the old address is no longer the client's"
    );
}

#[tokio::test]
async fn an_openid_connect_core_compatible_client_may_leave_pkce_out() {
    let server = server().await;
    server.add_client(Client { pkce: PkcePolicy::OpenidConnectCoreCompatible, ..client("old") }).await;
    let without = [("client_id", "old"), ("code_challenge", ""), ("code_challenge_method", "")];
    let landed = sign_in_and_allow(&mut server.browser(), &authorize(&without), "alice").await;
    assert!(landed.location_parameter("code").is_some());
}

#[tokio::test]
async fn a_form_leads_to_the_next_place_without_a_detour_and_never_to_a_page_that_acts_when_reloaded() {
    let server = server().await;
    let mut browser = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let signed_in = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert!(signed_in.location().contains("/consent?"), "{}", signed_in.show());
    let consent = browser.follow(signed_in).await;
    let allowed = browser.submit(&consent.form_with_button("allow"), "allow").await;
    assert!(allowed.location().starts_with(CALLBACK), "{}", allowed.show());
    assert_eq!(redeem(&server, "notes", &allowed).await.status, 200);

    let mut elsewhere = server.browser();
    let page = elsewhere.open(&authorize(&[("response_mode", "form_post")])).await;
    let signed_in = elsewhere.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert_eq!(signed_in.status, 303, "the page with the code is not the answer to a password");
    assert!(elsewhere.follow(signed_in).await.form_with_button("continue").field("code").is_some());
}

#[tokio::test]
async fn whoever_signed_in_stays_signed_in_when_the_application_has_gone_meanwhile() {
    let server = server().await;
    let mut browser = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let gone = Client { redirect_uris: vec!["https://notes.example/new".into()], ..client("notes") };
    server.apply(vec![Change::ReplaceClient(Box::new(gone))]).await;
    let answer = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert_eq!((answer.status, answer.header("location")), (400, None), "{}", answer.show());
    assert!(browser.open("/").await.text().contains("alice"), "the account page knows the person");
}

/// The OpenID suite puts `response_mode` into an unsigned request object and waits for a post.
#[tokio::test]
async fn a_refused_request_object_is_answered_where_it_says() {
    let server = server().await;
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let object = format!("{}.{}.", part(r#"{"alg":"none"}"#), part(r#"{"response_mode":"form_post"}"#));
    let page = server.browser().get(&authorize(&[("request", &object)])).await;
    assert_eq!(page.status, 200, "{}", page.show());
    let form = page.forms().into_iter().next().expect("a form");
    assert_eq!(form.action, CALLBACK);
    assert_eq!(form.field("error"), Some("request_not_supported"));
    assert_eq!(form.field("state"), Some("the-state"));
}

#[tokio::test]
async fn a_refusal_of_tokens_in_the_answer_goes_into_the_fragment() {
    let server = server().await;
    for response_type in ["token", "id_token", "code id_token"] {
        let answer = server.browser().get(&authorize(&[("response_type", response_type)])).await;
        let location = answer.header("location").expect("a redirect");
        let (address, fragment) = location.split_once('#').unwrap_or_else(|| panic!("{location}"));
        assert_eq!(address, CALLBACK, "nothing in the query");
        assert!(fragment.starts_with("error=unsupported_response_type&"), "{fragment}");
    }
}
