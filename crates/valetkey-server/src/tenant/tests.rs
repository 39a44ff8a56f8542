use std::sync::Arc;

use uuid::Uuid;
use valetkey_authorization_server::{keys::KeyPolicy, record::SigningKeyRecord, sealed::RefreshToken};
use valetkey_jose::{Algorithm, SigningKey};
use valetkey_storage::memory::MemoryStorage;
use valetkey_types::{Seconds, Unknown};

use super::*;
use crate::{Environment as _, Keys, SealedTokens, testing::TestEnvironment};

const ISSUER: &str = "https://id.example";

fn key() -> EncryptionKey {
    EncryptionKey::new([7; 32])
}

fn now() -> Timestamp {
    TestEnvironment::default().now()
}

async fn start(storage: &dyn Storage, issuer: &str) -> Result<TenantRecord, TenantError> {
    let issuer = Issuer::parse(issuer).unwrap();
    load_or_record(storage, &TenantId::default(), &issuer, &key(), &Lifetimes::default(), now()).await
}

/// The database of a version before: its signing key names no issuer.
async fn old_database() -> Arc<dyn Storage> {
    let storage = MemoryStorage::new();
    let signing_key = SigningKey::generate(Algorithm::ES256).unwrap();
    let kid = signing_key.kid().to_owned();
    let seal = key().sealing_keys(keys::USAGE).unwrap();
    let record = SigningKeyRecord {
        tenant: TenantId::default(),
        algorithm: Algorithm::ES256,
        public_jwk: signing_key.public_jwk(),
        private_key_sealed: seal.seal(&format!("signing key {kid}"), &signing_key.to_pkcs8()).unwrap(),
        kid,
        created_at: now(),
        signs_from: now(),
        published_until: None,
        revision: 0,
        unknown: Unknown::default(),
    };
    storage.apply(vec![Change::PutSigningKey(record)]).await.unwrap();
    Arc::new(storage)
}

#[tokio::test]
async fn h1_the_first_start_records_the_issuer_and_another_one_is_refused() {
    let storage = MemoryStorage::new();
    let recorded = start(&storage, ISSUER).await.unwrap();
    assert_eq!((recorded.issuer.as_str(), recorded.legacy_seals_until), (ISSUER, None));
    assert_eq!(start(&storage, ISSUER).await.unwrap(), recorded);
    let refused = start(&storage, "https://staging.example").await.unwrap_err();
    assert!(matches!(refused, TenantError::OtherIssuer(_)), "{refused}");
    assert_eq!(storage.tenant(&TenantId::default()).await.unwrap(), Some(recorded));
}

#[tokio::test]
async fn h1_a_database_of_a_version_before_is_adopted_with_its_keys_and_tokens() {
    let storage = old_database().await;
    let grant_lives = now().plus(Seconds::days(365));
    let token = RefreshToken {
        id: Uuid::from_u128(1),
        grant_id: Uuid::from_u128(2),
        predecessor: None,
        expires_at: grant_lives,
    };
    let sealed = key().sealing_keys("tokens").unwrap().seal_json("refresh default", &token).unwrap();

    let recorded = start(&*storage, ISSUER).await.unwrap();
    let cutoff = now().plus(Lifetimes::default().refresh_token_idle);
    assert_eq!(recorded.legacy_seals_until, Some(cutoff));
    let tokens = SealedTokens::new(&key(), &recorded).unwrap();
    assert_eq!(tokens.open(&sealed, cutoff.minus(Seconds(1))), Some(token));
    assert_eq!(tokens.open::<RefreshToken>(&sealed, cutoff), None);

    // The signing key is sealed anew: it opens without legacy seals, and under this issuer only.
    let before = storage.signing_keys(&TenantId::default()).await.unwrap();
    let load = |record: TenantRecord| {
        let policy =
            KeyPolicy { algorithms: vec![Algorithm::ES256], ..KeyPolicy::new(&Lifetimes::default()) };
        let seal = Seal::new(&key(), keys::USAGE, &record).unwrap();
        Keys::load(Arc::clone(&storage), seal, policy, Arc::new(TestEnvironment::default()))
    };
    let strict = TenantRecord { legacy_seals_until: None, ..recorded.clone() };
    let keys = load(strict.clone()).await.unwrap();
    let published = String::from_utf8(keys.jwks().body().to_vec()).unwrap();
    assert!(published.contains(&before[0].kid), "{published}");
    let issuer = Issuer::parse("https://staging.example").unwrap();
    assert!(matches!(load(TenantRecord { issuer, ..strict }).await, Err(KeysError::Sealed { .. })));
}
