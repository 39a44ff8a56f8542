//! Discovery documents that are refreshed automatically, with a scripted issuer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::sync::Arc;

use support::{Answer, Script, StandingClock, down, json, status};
use valetkey_fetch::{
    MetadataError, RemoteMetadata, RemoteMetadataError, TransportError, require_safe_metadata,
};
use valetkey_types::Issuer;
use valetkey_types::metadata::ProviderMetadata;

const ISSUER: &str = "https://id.example/tenant";

fn document(change: impl FnOnce(&mut serde_json::Value)) -> Answer {
    let mut document = serde_json::json!({
        "issuer": ISSUER,
        "authorization_endpoint": "https://id.example/authorize",
        "token_endpoint": "https://id.example/token",
        "jwks_uri": "https://id.example/jwks",
    });
    change(&mut document);
    json(&document.to_string(), &[])
}

fn remote(script: &Arc<Script>, clock: &Arc<StandingClock>) -> RemoteMetadata {
    let (script, clock) = (Arc::clone(script), Arc::clone(clock));
    RemoteMetadata::with_clock(Issuer::parse(ISSUER).unwrap(), script, clock)
}

async fn refusal(answer: Answer) -> MetadataError {
    match remote(&Script::new([answer]), &StandingClock::new()).get().await {
        Err(RemoteMetadataError::Refused(error)) => error,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[tokio::test]
async fn the_document_is_fetched_once_an_hour() {
    let script = Script::new([document(|_| {}), document(|_| {})]);
    let clock = StandingClock::new();
    let remote = remote(&script, &clock);
    assert_eq!(script.sent(), 0, "nothing is fetched before the first use");
    remote.get().await.unwrap();
    clock.advance(3_599);
    remote.get().await.unwrap();
    assert_eq!(script.sent(), 1);
    clock.advance(1);
    remote.get().await.unwrap();
    assert_eq!(script.sent(), 2);
}

#[tokio::test]
async fn the_rfc_8414_document_is_fetched_if_the_other_is_missing() {
    let script = Script::new([status(404), document(|_| {})]);
    remote(&script, &StandingClock::new()).get().await.unwrap();
    let expected = [
        "https://id.example/tenant/.well-known/openid-configuration",
        "https://id.example/.well-known/oauth-authorization-server/tenant",
    ];
    assert_eq!(*script.urls.lock().unwrap(), expected);
}

#[tokio::test]
async fn an_issuer_that_is_down_at_the_start_is_retried() {
    let script = Script::new([down(), document(|_| {}), down()]);
    let clock = StandingClock::new();
    let remote = remote(&script, &clock);
    assert!(remote.get().await.is_err());
    clock.advance(1);
    assert!(remote.get().await.is_ok());
    clock.advance(3_600);
    assert!(remote.get().await.is_ok(), "an old document is used while the issuer is down");
}

#[tokio::test]
async fn an_issuer_that_differs_in_one_byte_is_refused() {
    for other in ["https://id.example/tenant/", "https://id.example/Tenant", "https://evil.example", ""] {
        let error = refusal(document(|document| document["issuer"] = other.into())).await;
        let expected = MetadataError::IssuerMismatch { expected: ISSUER.to_owned(), seen: other.to_owned() };
        assert_eq!(error, expected);
    }
}

#[tokio::test]
async fn required_endpoints_that_are_not_https_are_refused() {
    for field in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
        for value in [
            "http://id.example/x",
            "javascript:alert(1)",
            "https://u:p@id.example/",
            "/x",
            "https://id.example/#f",
        ] {
            let error = refusal(document(|document| document[field] = value.into())).await;
            assert!(matches!(error, MetadataError::Endpoint { .. }), "{field} {value} {error}");
        }
    }
}

#[tokio::test]
async fn f15_unusable_optional_members_are_dropped() {
    let answer = document(|document| {
        document["scopes_supported"] = serde_json::Value::Null;
        document["code_challenge_methods_supported"] = serde_json::json!(["S256", 7]);
        document["backchannel_logout_supported"] = "yes".into();
        document["userinfo_endpoint"] = "".into();
        document["introspection_endpoint"] = 7.into();
        document["end_session_endpoint"] = "http://id.example/logout".into();
        document["revocation_endpoint"] = "javascript:alert(1)".into();
        document["device_authorization_endpoint"] = "https://id.example/device".into();
        document["mtls_endpoint_aliases"] = serde_json::json!({ "token_endpoint": "http://id.example/t", "userinfo_endpoint": "https://mtls.id.example/u" });
        document["unknown"] = serde_json::json!({ "x": [] });
    });
    let document = remote(&Script::new([answer]), &StandingClock::new()).get().await.unwrap();
    assert!(document.scopes_supported.is_empty() && document.code_challenge_methods_supported.is_empty());
    assert!(!document.backchannel_logout_supported);
    for endpoint in [
        &document.userinfo_endpoint,
        &document.introspection_endpoint,
        &document.end_session_endpoint,
        &document.revocation_endpoint,
    ] {
        assert_eq!(*endpoint, None);
    }
    assert_eq!(document.device_authorization_endpoint.as_deref(), Some("https://id.example/device"));
    let aliases = document.mtls_endpoint_aliases.as_ref().unwrap();
    assert_eq!(aliases.token_endpoint, None, "an alias with plain http is never used");
    assert_eq!(aliases.userinfo_endpoint.as_deref(), Some("https://mtls.id.example/u"));
}

#[tokio::test]
async fn f15_a_required_member_with_another_form_is_named() {
    for (value, got) in [(7.into(), "a number"), (serde_json::json!(["x"]), "a list")] {
        let value: serde_json::Value = value;
        for member in ["issuer", "token_endpoint", "jwks_uri"] {
            let error = refusal(document(|document| document[member] = value.clone())).await;
            let expected =
                MetadataError::Member { issuer: ISSUER.to_owned(), member: member.to_owned(), got };
            assert_eq!(error, expected);
        }
    }
    let error =
        refusal(document(|document| document["jwks_uri"] = serde_json::Value::Null)).await.to_string();
    assert!(error.contains("jwks_uri"), "{error}");
    let error = refusal(json("[1]", &[])).await.to_string();
    assert!(error.contains("expected a JSON object, got a list"), "{error}");
}

#[tokio::test]
async fn f16_only_the_network_and_a_failing_issuer_are_temporary() {
    for (answer, temporary) in [
        (down(), true),
        (status(503), true),
        (status(429), true),
        (status(400), false),
        (json("<html>", &[]), false),
        (document(|document| document["issuer"] = "https://id.example/tenant/".into()), false),
        (document(|document| document["jwks_uri"] = "http://id.example/jwks".into()), false),
        (Err(TransportError::NameLookup { host: "id.example".into(), reason: "x".into() }), true),
        (Err(TransportError::UnknownHost { host: "id.example".into(), reason: "x".into() }), false),
        (Err(TransportError::Tls { host: "id.example".into(), reason: "x".into() }), false),
    ] {
        let error = remote(&Script::new([answer]), &StandingClock::new()).get().await.unwrap_err();
        assert_eq!(error.is_temporary(), temporary, "{error}");
    }
}

#[tokio::test]
async fn a_page_instead_of_the_document_is_refused() {
    let error = refusal(status(500)).await;
    assert_eq!(error, MetadataError::Status { issuer: ISSUER.to_owned(), status: 500 });
    let error = refusal(json("<html>", &[])).await;
    assert!(error.to_string().contains("unexpected form at line 1, column 1 (syntax)"), "{error}");
}

#[tokio::test]
async fn a_document_with_a_template_must_name_exactly_this_template() {
    let template = "https://id.example/{tenantid}/v2.0";
    for (named, good) in
        [(template, true), ("https://id.example", false), ("https://id.example/{x}/v2.0", false)]
    {
        let body = format!(r#"{{"issuer":"{named}","jwks_uri":"https://id.example/jwks"}}"#);
        let script = Script::new([json(&body, &[])]);
        let issuer = Issuer::parse("https://id.example").unwrap();
        let metadata = RemoteMetadata::naming(issuer, template.to_owned(), script, StandingClock::new());
        assert_eq!(metadata.get().await.is_ok(), good, "{named}");
    }
}

#[tokio::test]
async fn a_configured_document_is_never_fetched() {
    let script = Script::new([]);
    let (issuer, clock) = (Issuer::parse("https://id.example").unwrap(), StandingClock::new());
    let document =
        ProviderMetadata { token_endpoint: "https://id.example/token".into(), ..Default::default() };
    let metadata = RemoteMetadata::fixed(issuer, document, script.clone(), clock.clone());
    clock.advance(10_000_000);
    assert_eq!(metadata.get().await.unwrap().token_endpoint, "https://id.example/token");
    assert_eq!(script.sent(), 0);
}

#[test]
fn configured_endpoints_must_be_safe() {
    let issuer = Issuer::parse("https://id.example").unwrap();
    assert!(require_safe_metadata(&issuer, &ProviderMetadata::default()).is_ok());
    for endpoint in ["http://id.example/x", "https://user@id.example/x", "/x", "https://id.example/x#y"] {
        for document in [
            ProviderMetadata { token_endpoint: endpoint.into(), ..Default::default() },
            ProviderMetadata { device_authorization_endpoint: Some(endpoint.into()), ..Default::default() },
            ProviderMetadata {
                pushed_authorization_request_endpoint: Some(endpoint.into()),
                ..Default::default()
            },
            ProviderMetadata { registration_endpoint: Some(endpoint.into()), ..Default::default() },
        ] {
            assert!(require_safe_metadata(&issuer, &document).is_err(), "{endpoint}");
        }
    }
}
