//! Access tokens in the formats of other products, and other tokens of these products, which are refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

use serde_json::{Value, json};
use std::sync::Arc;
use valetkey_jose::SigningKey;
use valetkey_resource_server::{
    AccessToken, AccessTokenValidator, Algorithm, Issuer, JwkSet, KeySet, Timestamp, TokenError, TokenGuard,
    TokenProfile,
};

const NOW: i64 = 1_700_000_000;
const API: &str = "https://api.example";

use TokenProfile::{Auth0, Entra, Keycloak, Okta, Ory, Rfc9068};

/// Returns a user's access token in the documented format of the product.
fn access_token(profile: TokenProfile) -> Value {
    let own = match profile {
        Keycloak => {
            json!({ "typ": "Bearer", "azp": "notes", "jti": "1", "scope": "notes.read profile", "sid": "s",
                            "preferred_username": "alice", "realm_access": { "roles": ["editor"] } })
        }
        Entra => {
            json!({ "azp": "notes", "azpacr": "1", "scp": "notes.read", "ver": "2.0", "tid": "t", "oid": "o", "uti": "u" })
        }
        Ory => json!({ "client_id": "notes", "scp": ["notes.read", "offline"], "jti": "1", "ext": {} }),
        Auth0 => json!({ "azp": "notes", "scope": "notes.read" }),
        Okta => json!({ "cid": "notes", "uid": "u", "scp": ["notes.read"], "jti": "1", "ver": 1 }),
        _ => json!({ "client_id": "notes", "jti": "1", "scope": "notes.read" }),
    };
    with(
        json!({ "iss": "https://id.example", "aud": API, "sub": "alice", "exp": NOW + 300, "iat": NOW }),
        &own,
    )
}

fn with(mut claims: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

fn without(mut claims: Value, names: &[&str]) -> Value {
    claims.as_object_mut().unwrap().retain(|name, _| !names.contains(&name.as_str()));
    claims
}

async fn check(
    profile: TokenProfile,
    typ: Option<&'static str>,
    claims: &Value,
) -> Result<AccessToken, TokenError> {
    let key = SigningKey::generate(Algorithm::ES256).unwrap();
    let keys = KeySet::from_jwk_set(&JwkSet::new(vec![key.public_jwk()]));
    let issuer = Issuer::parse("https://id.example").unwrap();
    let validator = AccessTokenValidator::new(issuer, API).with_profile(profile);
    let guard = TokenGuard::fixed(validator, keys, Arc::new(|| Timestamp(NOW)));
    guard.validate(&key.sign_jwt(typ, claims).unwrap()).await
}

const FOREIGN: [TokenProfile; 5] = [Keycloak, Entra, Ory, Auth0, Okta];

#[tokio::test]
async fn f19_each_profile_accepts_its_own_access_tokens() {
    for profile in FOREIGN {
        for typ in [Some("JWT"), None, Some("at+jwt")] {
            let token = check(profile, typ, &access_token(profile)).await;
            let token = token.unwrap_or_else(|error| panic!("{profile:?} {typ:?}: {error}"));
            assert_eq!(
                (token.subject(), token.client_id(), token.is_user()),
                ("alice", "notes", true),
                "{profile:?}"
            );
            assert!(token.scope().contains("notes.read"), "{profile:?}");
        }
    }
}

#[tokio::test]
async fn f19_without_a_profile_only_standard_tokens_are_accepted() {
    for profile in FOREIGN {
        assert!(check(Rfc9068, Some("JWT"), &access_token(profile)).await.is_err(), "{profile:?}");
    }
    assert!(check(Rfc9068, Some("JWT"), &access_token(Rfc9068)).await.is_err());
    assert!(check(Rfc9068, Some("at+jwt"), &access_token(Rfc9068)).await.is_ok());
    for claim in ["sub", "client_id", "iat", "jti", "aud", "exp", "iss"] {
        let claims = without(access_token(Rfc9068), &[claim]);
        assert!(check(Rfc9068, Some("at+jwt"), &claims).await.is_err(), "{claim}");
    }
}

/// JO3: with `typ: JWT` only the claims distinguish other tokens of the same issuer, even with the same audience.
#[tokio::test]
async fn f19_jo3_other_tokens_of_the_issuer_are_refused() {
    for profile in FOREIGN {
        let good = access_token(profile);
        let id_token = match profile {
            // Keycloak's ID tokens contain azp too.
            Keycloak => with(good.clone(), &json!({ "typ": "ID" })),
            _ => without(good.clone(), &["azp", "azpacr", "scp", "client_id", "cid", "scope"]),
        };
        for (name, claims) in [
            ("ID token", id_token),
            ("ID token with at_hash", with(good.clone(), &json!({ "at_hash": "x" }))),
            ("logout token", with(good.clone(), &json!({ "events": {} }))),
            ("without subject", without(good.clone(), &["sub"])),
            ("without audience", without(good.clone(), &["aud"])),
            ("without end", without(good.clone(), &["exp"])),
            ("for another API", with(good.clone(), &json!({ "aud": "https://other.example" }))),
            ("of another issuer", with(good.clone(), &json!({ "iss": "https://id.example/" }))),
            ("without client", without(good.clone(), &["azp", "appid", "client_id", "cid"])),
            ("of a misshapen scope", with(good.clone(), &json!({ "scope": 7, "scp": 7 }))),
        ] {
            assert!(check(profile, Some("JWT"), &claims).await.is_err(), "{profile:?} {name}");
        }
        for typ in ["logout+jwt", "dpop+jwt", "secevent+jwt", "jarm+jwt", ""] {
            assert!(check(profile, Some(typ), &good).await.is_err(), "{profile:?} {typ}");
        }
    }
    for profile in [Entra, Ory, Auth0, Okta] {
        let claims = with(access_token(profile), &json!({ "nonce": "n" }));
        assert!(check(profile, Some("JWT"), &claims).await.is_err(), "{profile:?} with a nonce");
    }
    for typ in ["Refresh", "Offline", "ID", "Logout", ""] {
        let claims = with(access_token(Keycloak), &json!({ "typ": typ }));
        assert!(check(Keycloak, Some("JWT"), &claims).await.is_err(), "{typ}");
    }
}

/// A client's own token must not be accepted as a user's token (RFC 9700 section 4.15).
#[tokio::test]
async fn f19_a_clients_own_token_is_not_a_users_token() {
    for (profile, change) in [
        (Keycloak, json!({ "preferred_username": "service-account-notes" })),
        (Ory, json!({ "sub": "notes" })),
        (Auth0, json!({ "sub": "notes@clients", "gty": "client-credentials" })),
        (Okta, json!({ "sub": "notes" })),
    ] {
        let token = check(profile, Some("JWT"), &with(access_token(profile), &change)).await.unwrap();
        assert!(!token.is_user(), "{profile:?}");
    }
    let claims = with(without(access_token(Entra), &["scp"]), &json!({ "roles": ["Notes.Read.All"] }));
    assert!(!check(Entra, Some("JWT"), &claims).await.unwrap().is_user());
}

#[test]
fn f19_profiles_have_names() {
    for (name, profile) in
        [("keycloak", Keycloak), ("entra", Entra), ("ory", Ory), ("auth0", Auth0), ("okta", Okta)]
    {
        assert_eq!(name.parse(), Ok(profile));
    }
    assert!("any".parse::<TokenProfile>().unwrap_err().to_string().contains("keycloak"));
}
