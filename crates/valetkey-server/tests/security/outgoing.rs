//! Requests that the server sends out (SS): none because a stranger asked for it.

use crate::{support::*, walk::*};

#[tokio::test]
async fn ss5_nothing_a_stranger_sends_makes_the_server_fetch_anything() {
    let server = server_of_two().await;
    let target = "https://attacker.example/hook";
    let names = [
        "request_uri",
        "jwks_uri",
        "sector_identifier_uri",
        "client_id",
        "client_uri",
        "logo_uri",
        "policy_uri",
        "redirect_uri",
        "post_logout_redirect_uri",
        "backchannel_logout_uri",
        "backchannel_client_notification_endpoint",
        "initiate_login_uri",
        "resource",
        "audience",
        "iss",
        "issuer",
        "id_token_hint",
        "login_hint",
        "continue",
        "client_session_host",
        "entity_id",
        "trust_chain",
    ];
    for name in names {
        for path in ["/authorize", "/login", "/consent", "/logout", "/accounts"] {
            let query = valetkey_types::encode_form([(name, target)]);
            server.browser().open(&format!("{path}?{query}")).await;
            server.browser().post_form(path, &[(name, target)]).await;
        }
        server.browser().open(&authorize(&[(name, target)])).await;
        for path in ["/token", "/introspect", "/revoke", "/userinfo", "/register", "/par", "/device"] {
            server.post_form(path, &[], &[(name, target), ("grant_type", "authorization_code")]).await;
        }
    }
    let header = |place: &str| {
        let key = format!(r#""{place}":"{target}""#);
        let header = valetkey_jose::digest::base64url(format!(r#"{{"alg":"ES256",{key}}}"#).as_bytes());
        format!("{header}.e30.c2ln")
    };
    for token in ["jku", "x5u", "kid"].map(header) {
        userinfo(&server, &token).await;
        server.browser().open(&authorize(&[("id_token_hint", &token), ("request", &token)])).await;
        let assertion = [
            ("client_assertion", token.as_str()),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ];
        server
            .post_form("/token", &[], &[&assertion[..], &[("grant_type", "client_credentials")]].concat())
            .await;
    }
    let sent = server.transport.sent();
    assert!(
        sent.is_empty(),
        "the server asked for {:?}",
        sent.iter().map(|request| &request.url).collect::<Vec<_>>()
    );
}
