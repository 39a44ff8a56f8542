//! Tenants with their issuers.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{Change, record::TenantRecord};
use valetkey_types::TenantId;

pub(super) async fn a_tenant_is_recorded_once_and_replaced_whole(storage: Arc<dyn Storage>) {
    let (first, second) = (tenant_record("https://id.example"), tenant_record("https://other.example/path"));
    assert_eq!(storage.tenant(&tenant()).await.unwrap(), None);
    refuse(&*storage, 0, [Change::ReplaceTenant(first.clone())]).await;
    apply(&*storage, [Change::AddTenant(first.clone())]).await;
    refuse(&*storage, 0, [Change::AddTenant(second.clone())]).await;
    assert_eq!(storage.tenant(&tenant()).await.unwrap(), Some(first));
    let second = TenantRecord { legacy_seals_until: None, ..second };
    apply(&*storage, [Change::ReplaceTenant(second.clone())]).await;
    assert_eq!(storage.tenant(&tenant()).await.unwrap(), Some(TenantRecord { revision: 2, ..second }));
    assert_eq!(storage.tenant(&TenantId::new("other")).await.unwrap(), None);
}

pub(super) async fn an_edit_of_a_tenant_is_not_overwritten(storage: Arc<dyn Storage>) {
    let of = |issuer, revision| TenantRecord { revision, ..tenant_record(issuer) };
    apply(&*storage, [Change::AddTenant(of("https://id.example", 0))]).await;
    apply(&*storage, [Change::ReplaceTenant(of("https://first.example", 1))]).await;
    for unseen in [0, 1, 3] {
        refuse(&*storage, 0, [Change::ReplaceTenant(of("https://second.example", unseen))]).await;
    }
    let stored = storage.tenant(&tenant()).await.unwrap();
    assert_eq!(stored, Some(of("https://first.example", 2)));
}

pub(super) async fn two_servers_record_a_tenant_and_one_wins(storage: Arc<dyn Storage>) {
    let record = |number: u32| {
        let storage = Arc::clone(&storage);
        let record = tenant_record(&format!("https://id{number}.example"));
        tokio::spawn(async move { storage.apply(vec![Change::AddTenant(record)]).await.is_ok() })
    };
    let mut winners = 0;
    for recording in (0..10).map(record).collect::<Vec<_>>() {
        winners += u32::from(recording.await.unwrap());
    }
    assert_eq!(winners, 1);
}
