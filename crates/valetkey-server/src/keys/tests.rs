use std::sync::Arc;

use serde::{Deserialize, Serialize};
use valetkey_authorization_server::{Change, keys::KeyPolicy, record::TenantRecord};
use valetkey_jose::{Algorithm, AudienceRule, Expectation, TypExpectation, verify};
use valetkey_storage::{Storage, memory::MemoryStorage};
use valetkey_types::{Issuer, TenantId, Timestamp};

use super::{Keys, KeysError, USAGE};
use crate::{EncryptionKey, Environment as _, Seal, testing::TestEnvironment};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Claims {
    iss: String,
    exp: i64,
}

fn tenant() -> TenantRecord {
    let issuer = Issuer::parse("https://id.example").unwrap();
    TenantRecord::new(TenantId::default(), issuer, Timestamp(0))
}

struct House {
    storage: Arc<dyn Storage>,
    environment: Arc<TestEnvironment>,
}

impl House {
    fn new() -> Self {
        Self { storage: Arc::new(MemoryStorage::new()), environment: Arc::new(TestEnvironment::default()) }
    }

    async fn keys_with(&self, encryption_key: u8) -> Result<Keys, KeysError> {
        self.keys_for(encryption_key, vec![Algorithm::ES256]).await
    }

    async fn keys_for(&self, encryption_key: u8, algorithms: Vec<Algorithm>) -> Result<Keys, KeysError> {
        let policy = valetkey_authorization_server::Lifetimes::default();
        Keys::load(
            Arc::clone(&self.storage),
            Seal::new(&EncryptionKey::new([encryption_key; 32]), USAGE, &tenant()).unwrap(),
            KeyPolicy { algorithms, ..KeyPolicy::new(&policy) },
            self.environment.clone(),
        )
        .await
    }

    async fn keys(&self) -> Keys {
        self.keys_with(7).await.unwrap()
    }

    fn sign(&self, keys: &Keys) -> String {
        let exp = self.environment.now().seconds() + 600;
        let claims = Claims { iss: "https://id.example".to_owned(), exp };
        keys.sign_jwt(Algorithm::ES256, Some("at+jwt"), &claims).unwrap()
    }

    fn verifies(&self, keys: &Keys, token: &str) -> bool {
        let now = self.environment.now();
        let typ = TypExpectation::Exactly(&["at+jwt"]);
        let expectation = Expectation::new(typ, AudienceRule::Unchecked, now).issuer("https://id.example");
        verify::<Claims>(token, &keys.verifying_keys(), &expectation).is_ok()
    }

    async fn kids(&self) -> Vec<String> {
        let records = self.storage.signing_keys(&TenantId::default()).await.unwrap();
        records.into_iter().map(|record| record.kid).collect()
    }
}

#[tokio::test]
async fn the_first_start_makes_keys_and_later_starts_find_them() {
    let house = House::new();
    let first = house.keys().await;
    let second = house.keys().await;
    assert_eq!(first.jwks(), second.jwks());
    assert_eq!(house.kids().await.len(), 1);
    assert!(house.verifies(&second, &house.sign(&first)));
}

#[tokio::test]
async fn private_keys_are_not_in_the_database_and_another_encryption_key_opens_nothing() {
    let house = House::new();
    house.keys().await;
    let error = house.keys_with(8).await.err().unwrap();
    assert!(matches!(error, KeysError::Sealed { .. }), "{error}");
    assert!(error.to_string().contains("encryption key file"), "{error}");
}

#[tokio::test]
async fn the_published_document_has_public_members_only() {
    let house = House::new();
    let published = house.keys().await.jwks();
    let document: serde_json::Value = serde_json::from_slice(published.body()).unwrap();
    let key = document["keys"][0].as_object().unwrap();
    let mut members: Vec<_> = key.keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, ["alg", "crv", "kid", "kty", "use", "x", "y"]);
}

#[tokio::test]
async fn a_rotation_by_another_process_is_seen_after_reload_and_old_tokens_live_on() {
    let house = House::new();
    let (here, there) = (house.keys().await, house.keys().await);
    let (old_token, old_document) = (house.sign(&here), here.jwks());
    there.rotate().await.unwrap();
    assert_eq!(here.jwks(), old_document);
    here.reload().await.unwrap();
    assert_ne!(here.jwks(), old_document);
    assert_eq!(here.jwks(), there.jwks());
    assert!(house.verifies(&here, &old_token));
    let kid = |token: &str| valetkey_jose::decode_unverified(token).unwrap().header["kid"].to_string();
    assert_ne!(kid(&house.sign(&here)), kid(&old_token));
    assert!(house.verifies(&there, &house.sign(&here)));
}

#[tokio::test]
async fn jo5_a_retired_key_stops_verifying_even_before_it_is_removed() {
    let house = House::new();
    let keys = house.keys().await;
    let old_token = house.sign(&keys);
    keys.rotate().await.unwrap();
    house.environment.advance(600 + 3600);
    assert!(!house.verifies(&keys, &old_token));
    let document: serde_json::Value = serde_json::from_slice(keys.jwks().body()).unwrap();
    assert_eq!(document["keys"].as_array().unwrap().len(), 1);
    keys.ensure().await.unwrap();
    assert_eq!(house.kids().await.len(), 1, "the next look at the plan removes it");
}

#[tokio::test]
async fn keys_rotate_on_schedule_and_are_published_before_they_sign() {
    let house = House::new();
    let keys = house.keys().await;
    let first = house.kids().await;
    house.environment.advance(89 * 86_400);
    keys.ensure().await.unwrap();
    assert_eq!(house.kids().await.len(), 2);
    let kid = |token: &str| {
        valetkey_jose::decode_unverified(token).unwrap().header["kid"].as_str().unwrap().to_owned()
    };
    assert_eq!(kid(&house.sign(&keys)), first[0], "the old key still signs");
    house.environment.advance(86_400);
    assert_ne!(kid(&house.sign(&keys)), first[0], "the new one signs without another look at the plan");
}

#[tokio::test]
async fn an_algorithm_without_a_key_does_not_sign() {
    let house = House::new();
    let keys = house.keys().await;
    let error = keys.sign_jwt(Algorithm::RS256, None, &serde_json::json!({})).unwrap_err();
    assert!(matches!(error, KeysError::NoKey(Algorithm::RS256)), "{error}");
    assert_eq!(keys.algorithms(), [Algorithm::ES256]);
    assert_eq!(keys.default_algorithm(), Algorithm::ES256);
}

#[tokio::test]
async fn a_broken_record_leaves_the_keys_in_use() {
    let house = House::new();
    let keys = house.keys().await;
    let token = house.sign(&keys);
    let mut record = house.storage.signing_keys(&TenantId::default()).await.unwrap().remove(0);
    (record.kid, record.revision) = ("another".to_owned(), 0);
    house.storage.apply(vec![Change::PutSigningKey(record)]).await.unwrap();
    assert!(matches!(keys.reload().await, Err(KeysError::Sealed { .. })));
    assert!(house.verifies(&keys, &token));
    house.sign(&keys);
}

/// An RSA key would hold up the start.
#[tokio::test]
async fn a_start_makes_the_key_that_signs_and_leaves_the_others_for_later() {
    let house = House::new();
    let algorithms = vec![Algorithm::ES256, Algorithm::RS256, Algorithm::EdDSA];
    let keys = house.keys_for(7, algorithms.clone()).await.unwrap();
    assert_eq!((keys.algorithms(), keys.are_complete()), (vec![Algorithm::ES256], false));
    keys.ensure().await.unwrap();
    assert_eq!((keys.algorithms(), keys.are_complete()), (algorithms.clone(), true));
    assert!(house.keys_for(7, algorithms).await.unwrap().are_complete());
}

#[tokio::test]
async fn l_a_published_key_is_the_one_of_the_private_half_and_a_foreign_row_is_refused() {
    let house = House::new();
    let keys = house.keys().await;
    let forger = valetkey_jose::SigningKey::generate(Algorithm::ES256).unwrap();
    let mut record = house.storage.signing_keys(&TenantId::default()).await.unwrap().remove(0);
    let kid = record.kid.clone();
    record.public_jwk = valetkey_jose::Jwk { kid: Some(kid.clone()), ..forger.public_jwk() };
    house.storage.apply(vec![Change::PutSigningKey(record)]).await.unwrap();
    for keys in [keys, house.keys().await] {
        keys.ensure().await.unwrap();
        let published: serde_json::Value = serde_json::from_slice(keys.jwks().body()).unwrap();
        let published = published["keys"].as_array().unwrap();
        assert_eq!(published.len(), 1, "a new key instead of the refused one: {published:?}");
        assert_ne!(published[0]["kid"], serde_json::json!(kid));
        assert_ne!(
            serde_json::json!(published[0]["x"]),
            serde_json::to_value(forger.public_jwk()).unwrap()["x"]
        );
        assert!(house.verifies(&keys, &house.sign(&keys)));
    }
}

#[tokio::test]
async fn m4_a_compromised_key_is_gone_at_once_and_does_not_come_back() {
    let house = House::new();
    let (here, there) = (house.keys().await, house.keys().await);
    let forged = house.sign(&here);
    there.replace_compromised(None).await.unwrap();
    assert!(!house.verifies(&there, &forged));
    here.reload().await.unwrap();
    assert!(!house.verifies(&here, &forged));
    assert!(house.verifies(&there, &house.sign(&here)), "a new key signs at once");
    here.ensure().await.unwrap();
    assert_eq!(house.kids().await.len(), 1);
}

#[tokio::test]
async fn h2_a_new_encryption_key_opens_with_the_previous_one_until_everything_is_sealed_anew() {
    let house = House::new();
    let token = house.sign(&house.keys().await);
    let load = |key: EncryptionKey| {
        let policy = KeyPolicy::new(&valetkey_authorization_server::Lifetimes::default());
        let policy = KeyPolicy { algorithms: vec![Algorithm::ES256], ..policy };
        let seal = Seal::new(&key, USAGE, &tenant()).unwrap();
        Keys::load(Arc::clone(&house.storage), seal, policy, house.environment.clone())
    };
    assert!(matches!(house.keys_with(8).await, Err(KeysError::Sealed { .. })));
    let both = load(EncryptionKey::new([8; 32]).with_previous(EncryptionKey::new([7; 32]))).await.unwrap();
    assert!(house.verifies(&both, &token));
    assert_eq!(both.reseal().await.unwrap(), 1);
    assert!(house.verifies(&load(EncryptionKey::new([8; 32])).await.unwrap(), &token));
    assert!(matches!(house.keys_with(7).await, Err(KeysError::Sealed { .. })), "the old key opens nothing");
}
