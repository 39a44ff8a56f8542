use uuid::Uuid;
use valetkey_accounts::Amr;
use valetkey_authorization_server::record::Authentication;
use valetkey_types::{ClientId, CodeChallenge, Issuer, Scope, TenantId, Timestamp, UserId};

use super::*;

const NOW: Timestamp = Timestamp(1_800_000_000);

fn seal_of(key: [u8; 32], tenant: &str) -> SealedTokens {
    seal_under(key, tenant, "https://id.example")
}

fn seal_under(key: [u8; 32], tenant: &str, issuer: &str) -> SealedTokens {
    let record = TenantRecord::new(TenantId::new(tenant), Issuer::parse(issuer).unwrap(), NOW);
    SealedTokens::new(&EncryptionKey::new(key), &record).unwrap()
}

fn access_token() -> AccessToken {
    AccessToken {
        id: Uuid::from_u128(1),
        grant_id: Some(Uuid::from_u128(2)),
        client_id: ClientId::new("app"),
        scope: "openid profile".parse::<Scope>().unwrap(),
        audiences: vec!["https://api.example".to_owned()],
        issued_at: Timestamp(1_800_000_000),
        expires_at: Timestamp(1_800_000_600),
    }
}

fn refresh_token() -> RefreshToken {
    RefreshToken {
        id: Uuid::from_u128(3),
        grant_id: Uuid::from_u128(2),
        predecessor: None,
        expires_at: Timestamp(1_800_000_600),
    }
}

#[test]
fn h1_what_was_sealed_opens_for_the_same_issuer_tenant_and_kind() {
    let seal = seal_of([1; 32], "default");
    let text = seal.seal(&access_token()).unwrap();
    assert_eq!(seal.open::<AccessToken>(&text, NOW), Some(access_token()));
    assert_eq!(seal.open::<RefreshToken>(&text, NOW), None);
    assert_eq!(seal.open::<AuthorizationCode>(&text, NOW), None);
    assert_eq!(seal_of([1; 32], "other").open::<AccessToken>(&text, NOW), None, "another tenant");
    let elsewhere = seal_under([1; 32], "default", "https://staging.example");
    assert_eq!(elsewhere.open::<AccessToken>(&text, NOW), None, "another issuer");
    assert_eq!(seal_of([2; 32], "default").open::<AccessToken>(&text, NOW), None, "another key");
    assert_eq!(
        seal_of([1; 32], "default").open::<AccessToken>(&text, NOW),
        Some(access_token()),
        "another server"
    );
}

#[test]
fn any_changed_character_is_a_miss() {
    let seal = seal_of([1; 32], "default");
    let text = seal.seal(&refresh_token()).unwrap();
    assert_eq!(seal.open::<RefreshToken>(&text, NOW), Some(refresh_token()));
    for position in 0..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[position] = if changed[position] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert_eq!(seal.open::<RefreshToken>(&changed, NOW), None, "character {position}");
    }
    for changed in [&text[1..], &text[..text.len() - 1], &format!("{text}A"), &format!("{text}="), "", "x"] {
        assert_eq!(seal.open::<RefreshToken>(changed, NOW), None, "{changed}");
    }
}

/// Nobody learns from two tokens whether they are of the same user or grant.
#[test]
fn the_same_value_never_looks_the_same() {
    let seal = seal_of([1; 32], "default");
    let (first, second) = (seal.seal(&refresh_token()).unwrap(), seal.seal(&refresh_token()).unwrap());
    assert_ne!(first, second);
    let shared = first.bytes().zip(second.bytes()).take_while(|(a, b)| a == b).count();
    assert!(shared < 10, "only version and key id begin alike: {first} and {second}");
}

/// About as the demo issues it.
fn code() -> AuthorizationCode {
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    AuthorizationCode {
        grant_id: Uuid::from_u128(2),
        client_id: ClientId::new("notes-39jtpvf5t5ne"),
        user_id: UserId::new("01a21603906479b28d1b8e536c812f67"),
        session_id: Uuid::from_u128(4),
        redirect_uri: "https://app.example/auth/callback".to_owned(),
        code_challenge: Some(CodeChallenge::parse(challenge, Some("S256")).unwrap()),
        scope: "openid profile email roles notes.read".parse().unwrap(),
        audiences: vec!["https://api.example/notes".to_owned()],
        nonce: Some(challenge.to_owned()),
        authentication: Authentication::by(Amr::Password, Timestamp(1_800_000_000)),
        allowed_at_revision: None,
        expires_at: Timestamp(1_800_000_060),
    }
}

/// The lengths that the decision names. A code travels in an address, an access token in a header of every call.
#[test]
fn what_is_handed_out_is_no_longer_than_it_need_be() {
    let seal = seal_of([1; 32], "default");
    let next = RefreshToken { predecessor: Some(Uuid::from_u128(5)), ..refresh_token() };
    let lengths = (
        seal.seal(&code()).unwrap().len(),
        seal.seal(&next).unwrap().len(),
        seal.seal(&access_token()).unwrap().len(),
    );
    assert_eq!(lengths, (655, 222, 268));
}

/// A value as a newer version seals it, of the same kind.
macro_rules! tomorrow {
    ($name:ident, $kind:ty) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        struct $name(serde_json::Value);

        impl Sealable for $name {
            const KIND: &'static str = <$kind>::KIND;
        }
    };
}
tomorrow!(CodeOfTomorrow, AuthorizationCode);
tomorrow!(RefreshTokenOfTomorrow, RefreshToken);
tomorrow!(AccessTokenOfTomorrow, AccessToken);

/// The value with a member that this version does not know.
fn with_more<T: serde::Serialize>(value: &T) -> serde_json::Value {
    let mut members = serde_json::to_value(value).unwrap();
    members["zz"] = serde_json::json!({ "of": ["tomorrow"] });
    members
}

#[test]
fn what_a_newer_version_sealed_opens_without_what_is_unknown() {
    let seal = seal_of([1; 32], "default");
    let token = seal.seal(&AccessTokenOfTomorrow(with_more(&access_token()))).unwrap();
    assert_eq!(seal.open::<AccessToken>(&token, NOW), Some(access_token()));
    let token = seal.seal(&RefreshTokenOfTomorrow(with_more(&refresh_token()))).unwrap();
    assert_eq!(seal.open::<RefreshToken>(&token, NOW), Some(refresh_token()));

    let known = code();
    let mut newer = with_more(&known);
    newer["l"]["amr"] = serde_json::json!(["pwd", "face", "mfa"]);
    newer["l"]["acr"] = serde_json::json!("urn:valetkey:acr:multi-factor");
    newer["l"]["zz"] = serde_json::json!(1);
    let text = seal.seal(&CodeOfTomorrow(newer.clone())).unwrap();
    assert_eq!(seal.open::<AuthorizationCode>(&text, NOW), Some(known), "never more than was proved");
    // A missing value stays missing.
    newer.as_object_mut().unwrap().remove("e");
    let text = seal.seal(&CodeOfTomorrow(newer)).unwrap();
    assert_eq!(seal.open::<AuthorizationCode>(&text, NOW), None);
}
