//! Expired records go away, live ones stay.

use valetkey_authorization_server::Change;
use valetkey_server::{Environment as _, housekeeping::remove_expired, testing::TestServer};
use valetkey_types::Seconds;

#[tokio::test]
async fn only_what_has_expired_is_removed() {
    let server = TestServer::new().await;
    let tenant = server.server.tenant.clone();
    let user = server.add_user("ada", "correct horse").await;
    let now = server.environment.now();
    let session = |lifetime: i64| {
        let handle = server.environment.handle();
        valetkey_authorization_server::record::Session {
            tenant: tenant.clone(),
            id: handle.selector(),
            verifier_hash: valetkey_authorization_server::record::Sha256Hash::of(handle.verifier()),
            sid: server.environment.identifier(),
            user_id: user.id.clone(),
            authentication: valetkey_authorization_server::record::Authentication {
                auth_time: now,
                acr: valetkey_accounts::Acr::SingleFactor,
                amr: vec![valetkey_accounts::Amr::Password],
            },
            expires_at: now.plus(Seconds(lifetime)),
            ended_at: None,
        }
    };
    let (short, long) = (session(60), session(3600));
    server.apply(vec![Change::StartSession(short.clone()), Change::StartSession(long.clone())]).await;
    server.advance(600);
    remove_expired(&server.server).await.unwrap();
    assert_eq!(server.storage.session_facts(&tenant, short.id).await.unwrap(), None);
    assert!(server.storage.session_facts(&tenant, long.id).await.unwrap().is_some());
}
