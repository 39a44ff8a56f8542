//! Each deviation is accepted for presets that list it, and refused or ignored for all others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use serde_json::Value;
use support::{client, input, json, preset, query, recorded_provider};
use valetkey_providers::{AnswerError, RequestError, normalise_token_response, read_userinfo_response};
use valetkey_types::Secret;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

fn token(name: &str, status: u16, content_type: &str, body: &str) -> Result<Value, AnswerError> {
    normalise_token_response(&preset(name), status, content_type, body.as_bytes())
}

fn malformed(answer: Result<Value, AnswerError>) -> &'static str {
    match answer.unwrap_err() {
        AnswerError::Malformed { what, .. } => what,
        other => panic!("{other}"),
    }
}

#[test]
fn an_error_with_status_200_is_a_refusal_only_if_the_preset_lists_it() {
    let body = r#"{"error":"authorization_pending"}"#;
    let refused = token("github", 200, JSON, body).unwrap_err();
    assert!(
        matches!(&refused, AnswerError::Refused { error, status: 200, .. } if error == "authorization_pending")
    );
    assert_eq!(malformed(token("google", 200, JSON, body)), "answer");
    let beside_a_token = r#"{"error":"x","access_token":"t","token_type":"bearer"}"#;
    assert!(token("github", 200, JSON, beside_a_token).is_err());
    assert!(token("google", 200, JSON, beside_a_token).is_err());
}

#[test]
fn a_form_is_read_only_if_the_preset_lists_it() {
    let body = "access_token=t&token_type=bearer&expires_in=28800&scope=";
    let answer = token("github", 200, FORM, body).unwrap();
    assert_eq!(answer, json(r#"{"access_token":"t","token_type":"Bearer","expires_in":28800}"#));
    assert_eq!(malformed(token("discord", 200, FORM, body)), "answer");
    assert_eq!(
        malformed(token("github", 200, FORM, "access_token=a&access_token=b&token_type=bearer")),
        "answer"
    );
    assert!(matches!(
        token("github", 200, FORM, "error=incorrect_client_credentials"),
        Err(AnswerError::Refused { .. })
    ));
}

#[test]
fn json_with_another_content_type_is_read_only_if_the_preset_lists_it() {
    let body = r#"{"access_token":"t","token_type":"bearer"}"#;
    assert!(token("wechat", 200, "text/plain", body).is_ok());
    assert_eq!(malformed(token("github", 200, "text/plain", body)), "answer");
    assert_eq!(malformed(token("wechat", 200, "text/html", body)), "answer");
}

#[test]
fn f15_a_scope_array_is_read_only_if_the_preset_lists_it_and_otherwise_grants_nothing() {
    let body = r#"{"access_token":"t","token_type":"bearer","scope":["a","b"]}"#;
    assert_eq!(token("twitch", 200, JSON, body).unwrap()["scope"], "a b");
    assert_eq!(token("discord", 200, JSON, body).unwrap()["scope"], "");
    let number = r#"{"access_token":"t","token_type":"bearer","scope":7}"#;
    assert_eq!(token("twitch", 200, JSON, number).unwrap()["scope"], "");
}

#[test]
fn commas_separate_scopes_only_if_the_preset_lists_it() {
    let body = r#"{"access_token":"t","token_type":"bearer","scope":"a,b"}"#;
    assert_eq!(token("strava", 200, JSON, body).unwrap()["scope"], "a b");
    assert_eq!(token("github", 200, JSON, body).unwrap()["scope"], "a b");
    assert_eq!(token("discord", 200, JSON, body).unwrap()["scope"], "a,b");
    let scope: &[&str] = &["read", "activity:read"];
    let sent = |name: &str| {
        query(&recorded_provider(name).authorization_url(&input(Some(scope))).unwrap())["scope"].clone()
    };
    assert_eq!(
        (sent("strava"), sent("github")),
        ("read,activity:read".to_owned(), "read activity:read".to_owned())
    );
}

#[test]
fn f15_a_lifetime_as_string_is_read_and_an_invalid_one_is_ignored() {
    let body = r#"{"access_token":"t","token_type":"bearer","expires_in":"3600"}"#;
    for name in ["naver", "kakao"] {
        assert_eq!(token(name, 200, JSON, body).unwrap()["expires_in"], 3600, "{name}");
        for expires_in in ["\"soon\"", "\"\"", "-1", "1.5", "\"-1\"", "true", "[]", "{}", "null"] {
            let body = format!(r#"{{"access_token":"t","token_type":"bearer","expires_in":{expires_in}}}"#);
            let answer = token(name, 200, JSON, &body).unwrap();
            assert_eq!(answer, json(r#"{"access_token":"t","token_type":"Bearer"}"#), "{expires_in}");
        }
    }
}

#[test]
fn zero_means_no_expiry_only_if_the_preset_lists_it() {
    let body = r#"{"access_token":"t","token_type":"bearer","expires_in":0,"scope":null}"#;
    assert_eq!(token("mailchimp", 200, JSON, body).unwrap().get("expires_in"), None);
    assert_eq!(token("discord", 200, JSON, body).unwrap()["expires_in"], 0);
}

#[test]
fn a_missing_or_other_token_type_is_accepted_only_if_the_preset_lists_it() {
    let without = r#"{"access_token":"t"}"#;
    assert_eq!(token("wechat", 200, JSON, without).unwrap()["token_type"], "Bearer");
    assert_eq!(malformed(token("github", 200, JSON, without)), "token_type");
    let other = r#"{"access_token":"t","token_type":"mac"}"#;
    for name in ["wechat", "github", "twitch"] {
        assert_eq!(malformed(token(name, 200, JSON, other)), "token_type", "{name}");
    }
    let user = r#"{"access_token":"t","token_type":"user"}"#;
    assert_eq!(malformed(token("slack", 200, JSON, user)), "token_type");
}

#[test]
fn the_token_of_a_bot_is_never_used_for_a_user() {
    let only_bot =
        r#"{"ok":true,"access_token":"bot","token_type":"bot","scope":"x","authed_user":{"id":"U1"}}"#;
    assert_eq!(malformed(token("slack-app", 200, JSON, only_bot)), "access_token");
    let without_user = r#"{"ok":true,"access_token":"bot","token_type":"user"}"#;
    assert_eq!(malformed(token("slack-app", 200, JSON, without_user)), "token answer");
    let both = r#"{"access_token":"bot","refresh_token":"bot","expires_in":5,"scope":"x","token_type":"bot",
        "authed_user":{"id":"U1","access_token":"user-token","token_type":"user"}}"#;
    let answer = token("slack-app", 200, JSON, both).unwrap();
    assert_eq!(answer["access_token"], "user-token");
    assert!(
        ["refresh_token", "expires_in", "scope"].iter().all(|name| answer.get(name).is_none()),
        "{answer}"
    );
}

#[test]
fn errors_in_other_members_are_found_only_if_the_preset_lists_it() {
    let body = r#"{"status":403,"message":"invalid client secret"}"#;
    let refused = token("twitch", 403, JSON, body).unwrap_err();
    assert_eq!(refused.to_string(), "the provider refused with \"403\" (invalid client secret) (status 403)");
    assert_eq!(token("discord", 403, JSON, body).unwrap_err(), AnswerError::Status(403));
    let fine = r#"{"errcode":0,"errmsg":"ok","access_token":"t"}"#;
    assert!(token("wechat", 200, JSON, fine).is_ok());
}

#[test]
fn a_response_without_a_token_is_refused() {
    for body in ["{}", r#"{"access_token":""}"#, r#"{"access_token":7}"#, r#"{"access_token":null}"#] {
        assert_eq!(malformed(token("github", 200, JSON, body)), "access_token", "{body}");
    }
    for body in ["[]", "null", "\"text\"", "{", ""] {
        assert_eq!(malformed(token("github", 200, JSON, body)), "answer", "{body}");
    }
}

#[test]
fn f15_invalid_tokens_besides_the_access_token_are_ignored() {
    for value in [r#"["r"]"#, "7", "true", "{}", "null", "\"\""] {
        let body = format!(
            r#"{{"access_token":"t","token_type":"bearer","refresh_token":{value},"id_token":{value}}}"#
        );
        let answer = token("github", 200, JSON, &body).unwrap();
        assert_eq!(answer, json(r#"{"access_token":"t","token_type":"Bearer"}"#), "{value}");
    }
}

#[test]
fn a_refusal_shows_no_control_characters_and_no_long_text() {
    let body = format!(r#"{{"error":"a\nb\u001b[31m","error_description":"{}"}}"#, "x".repeat(5000));
    let Err(AnswerError::Refused { error, description, .. }) = token("github", 400, JSON, &body) else {
        panic!()
    };
    assert_eq!((error.as_str(), description.map(|text| text.len())), ("ab[31m", Some(200)));
}

#[test]
fn errors_never_show_tokens() {
    let body =
        r#"{"access_token":"very-secret","token_type":"very-secret","expires_in":"very-secret","scope":9}"#;
    for name in ["github", "wechat", "naver", "twitch", "slack-app"] {
        let problem = token(name, 200, JSON, body).unwrap_err();
        assert!(!format!("{problem} {problem:?}").contains("very-secret"), "{name}: {problem:?}");
    }
}

#[test]
fn pkce_is_sent_unless_the_provider_refuses_it() {
    for (name, sends) in
        [("github", true), ("twitch", true), ("linkedin", false), ("wechat", false), ("yahoo", false)]
    {
        let provider = recorded_provider(name);
        let sent = query(&provider.authorization_url(&input(None)).unwrap());
        assert_eq!(sent.contains_key("code_challenge"), sends, "{name}");
        let secret = Secret::new("s");
        let request = provider.code_request(
            &client(&secret),
            &Secret::new("c"),
            "https://app.example/",
            &Secret::new("the-verifier"),
        );
        let request = request.unwrap();
        let text = format!("{}{}", request.url, String::from_utf8_lossy(&request.body));
        assert_eq!(text.contains("the-verifier"), sends, "{name}");
    }
}

#[test]
fn a_nonce_is_sent_only_to_providers_with_id_tokens() {
    for (name, sends) in
        [("google", true), ("apple", true), ("linkedin", true), ("discord", false), ("github", false)]
    {
        let sent = query(&recorded_provider(name).authorization_url(&input(None)).unwrap());
        assert_eq!(sent.contains_key("nonce"), sends, "{name}");
    }
}

#[test]
fn spaces_are_percent_encoded_only_if_a_plus_is_refused() {
    let scope: &[&str] = &["openid", "a+b"];
    let cognito = recorded_provider("cognito").authorization_url(&input(Some(scope))).unwrap();
    assert!(cognito.contains("scope=openid%20a%2Bb"), "{cognito}");
    let google = recorded_provider("google").authorization_url(&input(Some(scope))).unwrap();
    assert!(google.contains("scope=openid+a%2Bb"), "{google}");
}

#[test]
fn a_refresh_token_is_requested_in_the_providers_own_way() {
    let offline = |name: &str| {
        let input = valetkey_providers::AuthorizationInput { offline: true, ..input(None) };
        query(&recorded_provider(name).authorization_url(&input).unwrap())
    };
    let google = offline("google");
    assert_eq!((google["access_type"].as_str(), google["prompt"].as_str()), ("offline", "consent"));
    assert_eq!(offline("dropbox")["token_access_type"], "offline");
    assert_eq!(offline("reddit")["duration"], "permanent");
    assert_eq!(offline("x")["scope"], "users.read tweet.read users.email offline.access");
    assert_eq!(offline("entra")["scope"], "openid profile email offline_access");
    assert!(
        !query(&recorded_provider("google").authorization_url(&input(None)).unwrap())
            .contains_key("access_type")
    );
}

#[test]
fn openid_stays_in_the_scope_of_an_openid_login() {
    let scope: &[&str] = &["email"];
    let sent = |name: &str| {
        query(&recorded_provider(name).authorization_url(&input(Some(scope))).unwrap())["scope"].clone()
    };
    assert_eq!(
        (sent("google").as_str(), sent("apple").as_str(), sent("github").as_str()),
        ("openid email", "email", "email")
    );
}

#[test]
fn parameters_of_the_application_cannot_replace_those_of_the_protocol() {
    for (name, parameter) in [
        ("github", "redirect_uri"),
        ("github", "state"),
        ("github", "client_id"),
        ("github", "code_challenge_method"),
        ("tiktok", "client_key"),
        ("slack-app", "user_scope"),
    ] {
        let parameters = [(parameter, "x")];
        let scope: &[&str] = &["a"];
        let input = valetkey_providers::AuthorizationInput { parameters: &parameters, ..input(Some(scope)) };
        let problem = recorded_provider(name).authorization_url(&input).unwrap_err();
        assert_eq!(problem, RequestError::ReservedParameter(parameter.to_owned()), "{name}");
    }
    let parameters = [("allow_signup", "false")];
    let input = valetkey_providers::AuthorizationInput { parameters: &parameters, ..input(None) };
    assert_eq!(
        query(&recorded_provider("github").authorization_url(&input).unwrap())["allow_signup"],
        "false"
    );
}

#[test]
fn scopes_that_only_the_application_knows_must_be_given() {
    let problem = recorded_provider("shopify").authorization_url(&input(None)).unwrap_err();
    assert_eq!(problem, RequestError::NoScope("Shopify".to_owned()));
    let sent = query(&recorded_provider("notion").authorization_url(&input(None)).unwrap());
    assert!(!sent.contains_key("scope"));
}

#[test]
fn a_secret_is_required_unless_the_provider_supports_public_clients() {
    let public = valetkey_providers::ClientCredentials { client_id: "client-1", client_secret: None };
    let ask = |name: &str| {
        let (code, verifier) = (Secret::new("c"), Secret::new("v"));
        recorded_provider(name).code_request(&public, &code, "https://app.example/", &verifier)
    };
    assert_eq!(ask("github").unwrap_err(), RequestError::NoSecret("GitHub".to_owned()));
    let request = ask("spotify").unwrap();
    assert_eq!(request.header("authorization"), None);
    assert!(String::from_utf8_lossy(&request.body).ends_with("&client_id=client-1"));
}

#[test]
fn a_refresh_is_sent_like_the_code() {
    let secret = Secret::new("s");
    let request = recorded_provider("tiktok").refresh_request(&client(&secret), &Secret::new("r")).unwrap();
    let body = String::from_utf8_lossy(&request.body).into_owned();
    assert_eq!(body, "grant_type=refresh_token&refresh_token=r&client_key=client-1&client_secret=s");
}

#[test]
fn tokens_are_sent_where_the_provider_expects_them() {
    let answer = json(r#"{"access_token":"t"}"#);
    let headers = |name: &str| recorded_provider(name).userinfo_request("client-1", &answer).unwrap();
    assert_eq!(headers("yandex").header("authorization"), Some("OAuth t"));
    assert_eq!(headers("shopify").header("x-shopify-access-token"), Some("t"));
    assert_eq!(headers("shopify").header("authorization"), None);
    assert_eq!(headers("github").header("authorization"), Some("Bearer t"));
    assert_eq!(headers("hubspot").header("authorization"), None);
}

#[test]
fn a_token_in_a_url_cannot_change_other_parts_of_it() {
    let answer = json(r#"{"access_token":"../../evil?x=#y z"}"#);
    let request = recorded_provider("hubspot").userinfo_request("client-1", &answer).unwrap();
    assert_eq!(request.url, "https://api.hubapi.com/oauth/v1/access-tokens/..%2F..%2Fevil%3Fx%3D%23y+z");
    let problem = recorded_provider("wechat").userinfo_request("client-1", &answer).unwrap_err();
    assert_eq!(
        problem,
        RequestError::NoMember { provider: "WeChat".to_owned(), member: "openid".to_owned() }
    );
}

#[test]
fn a_userinfo_refusal_is_no_user() {
    let body = br#"{"errcode":40003,"errmsg":"invalid openid"}"#;
    let refused = read_userinfo_response(&preset("wechat"), 200, JSON, body).unwrap_err();
    assert!(matches!(refused, AnswerError::Refused { .. }), "{refused}");
    let unauthorised =
        read_userinfo_response(&preset("github"), 401, JSON, br#"{"message":"Bad credentials"}"#);
    assert_eq!(unauthorised.unwrap_err(), AnswerError::Status(401));
}
