//! Trusted devices after a restore.

use super::*;

#[tokio::test]
async fn a_trust_of_before_a_restore_counts_no_more() {
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let (server, app, _) = server_on(storage.clone()).await;
    let mut browser = server.browser();
    trust(&server, &mut browser, &app).await;
    let cookies = browser.cookies().clone();
    let tenant = storage.tenant(&server.server.tenant).await.unwrap().unwrap();
    let nothing_before = {
        use valetkey_server::Environment as _;
        Some(server.environment.now())
    };
    let restored = valetkey_authorization_server::record::TenantRecord { nothing_before, ..tenant };
    server.apply(vec![valetkey_authorization_server::Change::ReplaceTenant(restored)]).await;
    let later = TestServer::builder().storage(storage).build().await;
    later.advance(120);
    let mut browser = later.browser();
    for (name, value) in &cookies {
        browser.set_cookie(name, value);
    }
    assert!(!password_is_enough(&mut browser, "/login").await);
}
