//! Discovery and the key set on the wire.

use valetkey_jose::Algorithm;
use valetkey_server::testing::TestServer;

/// The tags of the languages, in the order of the menu.
const LOCALES: [&str; 14] =
    ["de", "en", "es", "fr", "it", "nl", "pl", "pt-BR", "tr", "uk", "he", "ar", "ja", "zh-Hans"];

#[tokio::test]
async fn both_addresses_give_the_same_document() {
    let server = TestServer::new().await;
    let openid = server.get("/.well-known/openid-configuration").await;
    let oauth = server.get("/.well-known/oauth-authorization-server").await;
    assert_eq!((openid.status, oauth.status), (200, 200));
    assert_eq!(openid.body, oauth.body);
    assert_eq!(openid.header("content-type"), Some("application/json"));
    assert_eq!(openid.header("cache-control"), Some("public, max-age=300"));
    let document = openid.json();
    assert_eq!(document["issuer"], "https://id.example");
    assert_eq!(document["id_token_signing_alg_values_supported"], serde_json::json!(["ES256"]));
    assert_eq!(document["request_uri_parameter_supported"], false);
    assert_eq!(document["ui_locales_supported"], serde_json::json!(LOCALES));
}

/// Every address of the document answers; none of them is a 404.
#[tokio::test]
async fn nothing_is_announced_that_is_not_there() {
    for issuer in ["https://id.example", "https://id.example/tenant"] {
        let server = TestServer::builder().issuer(issuer).build().await;
        let path = issuer.trim_start_matches("https://id.example");
        let document = server.get(&format!("{path}/.well-known/openid-configuration")).await.json();
        assert_eq!(document["issuer"], issuer);
        let rfc_8414 = server.get(&format!("/.well-known/oauth-authorization-server{path}")).await;
        assert_eq!(rfc_8414.json(), document);
        for (name, value) in document.as_object().unwrap() {
            if name.ends_with("_endpoint") || name == "jwks_uri" {
                let address = value.as_str().unwrap().trim_start_matches("https://id.example");
                assert_ne!(server.get(address).await.status, 404, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn the_key_set_is_public_cacheable_and_has_an_etag() {
    let server = TestServer::builder().algorithms(&[Algorithm::ES256, Algorithm::EdDSA]).build().await;
    let answer = server.get("/jwks").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/jwk-set+json"));
    assert!(answer.header("cache-control").unwrap().contains("max-age="));
    let document = answer.json();
    let keys = document["keys"].as_array().unwrap();
    assert_eq!(keys.len(), 2);
    for key in keys {
        let members: Vec<_> = key.as_object().unwrap().keys().map(String::as_str).collect();
        for private in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert!(!members.contains(&private), "{members:?}");
        }
        assert!(key["kid"].is_string() && key["use"] == "sig");
    }

    let etag = answer.header("etag").unwrap().to_owned();
    for (value, status) in [
        (etag.clone(), 304),
        (format!("W/{etag}"), 304),
        (format!("\"other\", {etag}"), 304),
        ("*".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
    ] {
        let again = server.request("GET", "/jwks", &[("if-none-match", value.as_str())], "").await;
        assert_eq!((again.status, again.header("etag")), (status, Some(etag.as_str())), "{value}");
        assert_eq!(again.body.is_empty(), status == 304);
    }
    server.server.keys.rotate().await.unwrap();
    let rotated = server.request("GET", "/jwks", &[("if-none-match", etag.as_str())], "").await;
    assert_eq!((rotated.status, rotated.json()["keys"].as_array().unwrap().len()), (200, 4));
}

#[tokio::test]
async fn the_discovery_document_is_given_once_to_who_keeps_it() {
    let server = TestServer::builder().algorithms(&[Algorithm::EdDSA]).build().await;
    let path = "/.well-known/openid-configuration";
    let first = server.get(path).await;
    let etag = first.header("etag").unwrap().to_owned();
    for (value, status) in [(etag.as_str(), 304), ("\"other\"", 200)] {
        let again = server.request("GET", path, &[("if-none-match", value)], "").await;
        assert_eq!((again.status, again.header("etag")), (status, Some(etag.as_str())), "{value}");
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
        assert_eq!(again.body.is_empty(), status == 304);
    }
    let other = TestServer::builder().algorithms(&[Algorithm::ES256]).build().await;
    let changed = other.request("GET", path, &[("if-none-match", etag.as_str())], "").await;
    assert_eq!(changed.status, 200, "another document has another name");
    assert_eq!(changed.json()["id_token_signing_alg_values_supported"], serde_json::json!(["ES256"]));
}
