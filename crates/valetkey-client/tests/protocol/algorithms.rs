//! The accepted algorithms of ID tokens: the configured ones, otherwise those that the issuer publishes, otherwise RS256.

use serde_json::{Value, json};
use valetkey_client::{ClientMetadata, Problem, Stage, VerifyError};
use valetkey_fetch::HttpResponse;
use valetkey_jose::Algorithm;

use crate::fake::{Fake, ISSUER, NOW, answer};

/// Validates a logout token that is signed with the issuer's ES256 key.
async fn checked(more: Value, pinned: &[Algorithm]) -> Result<(), valetkey_client::ClientError> {
    let fake = Fake::new(more, |_| HttpResponse { status: 404, headers: Vec::new(), body: Vec::new() });
    let client = fake.builder().id_token_algorithms(pinned).build().unwrap();
    client.logout_token(&logout_token(&fake)).await.map(|_| ())
}

fn logout_token(fake: &Fake) -> String {
    let events = json!({ "http://schemas.openid.net/event/backchannel-logout": {} });
    let claims = json!({ "iss": ISSUER, "aud": "app", "iat": NOW, "exp": NOW + 60, "jti": "1", "sub": "alice", "events": events });
    fake.key.sign_jwt(Some("logout+jwt"), &claims).unwrap()
}

fn publishing(names: &[&str]) -> Value {
    json!({ "id_token_signing_alg_values_supported": names })
}

#[tokio::test]
async fn jo1_only_algorithms_that_the_issuer_publishes_are_accepted() {
    for (names, good) in [
        (&["ES256"][..], true),
        (&["RS256", "ES256", "none", "HS256"][..], true),
        (&["RS256"][..], false),
        (&["RS256", "PS256", "EdDSA", "ES384"][..], false),
        (&[][..], false),
    ] {
        let result = checked(publishing(names), &[]).await;
        assert_eq!(result.is_ok(), good, "{names:?}");
        if let Err(error) = result {
            assert!(matches!(error.problem(), Problem::Token(VerifyError::Algorithm { .. })), "{error}");
        }
    }
}

#[tokio::test]
async fn jo1_configured_algorithms_replace_the_published_ones() {
    let both = || publishing(&["RS256", "ES256"]);
    assert!(checked(both(), &[Algorithm::ES256]).await.is_ok());
    assert!(checked(both(), &[Algorithm::RS256]).await.is_err());
}

#[tokio::test]
async fn jo1_an_issuer_without_a_public_key_algorithm_is_an_error() {
    let error = checked(publishing(&["HS256", "none"]), &[]).await.unwrap_err();
    assert!(error.to_string().contains("id_token_signing_alg_values_supported"), "{error}");
}

#[tokio::test]
async fn jo1_a_registered_client_accepts_only_the_registered_algorithm() {
    for (registered, good) in [(Some("ES256"), true), (Some("PS256"), false), (None, false)] {
        let more = json!({
            "registration_endpoint": "https://id.example/register",
            "id_token_signing_alg_values_supported": ["RS256", "PS256", "ES256"],
        });
        let fake = Fake::new(more, move |_| {
            answer(201, &json!({ "client_id": "app", "id_token_signed_response_alg": registered }))
        });
        let (client, _) = fake.builder().register(&ClientMetadata::default(), None).await.unwrap();
        let checked = client.logout_token(&logout_token(&fake)).await;
        assert_eq!(checked.is_ok(), good, "{registered:?}");
        if let Err(error) = checked {
            assert_eq!(error.stage(), Stage::LogoutToken);
        }
    }
}
