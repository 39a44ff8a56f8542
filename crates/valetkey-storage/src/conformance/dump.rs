//! Reading everything, page by page, and writing it elsewhere.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Record, RecordKind, Storage, memory::MemoryStorage};
use valetkey_authorization_server::Change;
use valetkey_types::{TenantId, Timestamp};

/// Three records of every kind in two tenants, with everything that a condition may have changed.
fn everything() -> Vec<Change> {
    let mut changes = Vec::new();
    for (tenant, number) in [("default", 1), ("default", 2), ("other", 1)] {
        macro_rules! of_tenant {
            ($record:expr) => {{
                let mut record = $record;
                record.tenant = TenantId::new(tenant);
                record
            }};
        }
        let name = format!("odd \0 name {number}");
        let mut ended = of_tenant!(session(number, &name));
        ended.ended_at = Some(moment(7));
        let mut revoked = of_tenant!(grant(number, &name, &name));
        (revoked.revoked_at, revoked.redeemed_refresh_token) = (Some(moment(9)), Some(id(77)));
        changes.extend([
            Change::AddClient(Box::new(of_tenant!(client(&name)))),
            Change::AddUser(Box::new(of_tenant!(user(&name)))),
            Change::PutSigningKey(of_tenant!(signing_key(&name, i64::from(number)))),
            Change::RememberConsent(of_tenant!(consent(&name, &name, "openid"))),
            Change::RememberConsent(of_tenant!(consent(&name, "second", "email"))),
            Change::StartSession(ended),
            Change::StoreGrant(revoked),
            Change::RevokeAccessToken {
                tenant: TenantId::new(tenant),
                id: id(number),
                expires_at: Timestamp(i64::MAX - i64::from(number)),
            },
        ]);
        if number == 1 {
            changes.push(Change::AddTenant(of_tenant!(tenant_record("https://id.example"))));
        }
    }
    changes
}

/// All records of a kind, read in pages of this size, as text.
async fn pages(storage: &dyn Storage, kind: RecordKind, size: usize) -> Vec<String> {
    let (mut shown, mut after) = (Vec::new(), None);
    loop {
        let page: Vec<Record> = storage.records(kind, after.as_ref(), size).await.unwrap();
        assert!(page.len() <= size, "expected at most {size} records, got {}", page.len());
        let Some(last) = page.last() else { return shown };
        for record in &page {
            assert!(after.is_none_or(|after| record.key() > after), "in order, each once");
            after = Some(record.key());
        }
        assert_eq!(after, Some(last.key()));
        shown.extend(page.iter().map(|record| serde_json::to_string(record).unwrap()));
    }
}

pub(super) async fn pages_hold_every_record_once_and_in_order(storage: Arc<dyn Storage>) {
    for kind in RecordKind::ALL {
        assert_eq!(pages(&*storage, kind, 10).await, Vec::<String>::new());
    }
    apply(&*storage, everything()).await;
    let reference = MemoryStorage::new();
    apply(&reference, everything()).await;
    for kind in RecordKind::ALL {
        let expected = pages(&reference, kind, 1_000).await;
        let count = match kind {
            RecordKind::Consent => 6,
            RecordKind::Tenant => 2,
            _ => 3,
        };
        assert_eq!(expected.len(), count, "{kind:?}");
        for size in [1, 2, 1_000] {
            assert_eq!(pages(&*storage, kind, size).await, expected, "{kind:?} in pages of {size}");
        }
        assert!(storage.records(kind, None, 0).await.unwrap().is_empty());
    }
}

pub(super) async fn what_was_read_can_be_written_elsewhere(storage: Arc<dyn Storage>) {
    let source = MemoryStorage::new();
    apply(&source, everything()).await;
    for kind in RecordKind::ALL {
        let page = source.records(kind, None, 1_000).await.unwrap();
        apply(&*storage, page.into_iter().map(Record::into_change)).await;
        assert_eq!(pages(&*storage, kind, 1_000).await, pages(&source, kind, 1_000).await);
    }
}
