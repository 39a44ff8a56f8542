//! Blocks of the audit chain, and webhooks.

use std::sync::Arc;

use uuid::Uuid;
use valetkey_authorization_server::{
    AuditChange, Change, WebhookChange,
    audit::{NewEntries, entry, next_block},
    record::{AuditBlock, PreviousSecret, Webhook},
};
use valetkey_types::Unknown;

use super::{changes::*, sample::*};
use crate::{
    Listing, Storage, directory,
    record::{AUDIT_BLOCK, WEBHOOK},
};

async fn blocks(storage: &dyn Storage) -> Vec<AuditBlock> {
    directory::page(storage, &Listing::of_tenant(&AUDIT_BLOCK, &tenant(), 10)).await.unwrap().records
}

/// Returns a change that stores the first block, with one event.
pub(super) fn first_block(user: &str) -> Change {
    let new = NewEntries { entries: vec![entry(&event(1, user))], through: id(1), swept_to: id(1) };
    append(&next_block(&tenant(), None, new, moment(10)))
}

fn append(block: &AuditBlock) -> Change {
    Change::Audit(AuditChange::Append(Box::new(block.clone())))
}

pub(super) async fn a_block_comes_back_and_its_number_is_used_once(storage: Arc<dyn Storage>) {
    let entries = [event(1, "alice"), event(2, "bob")].iter().map(entry).collect();
    let new = NewEntries { entries, through: id(2), swept_to: id(1) };
    let first = next_block(&tenant(), None, new.clone(), moment(10));
    let second = next_block(&tenant(), Some(&first.head()), new.clone(), moment(20));
    let other = next_block(&tenant(), None, new, moment(30));
    apply(&*storage, [append(&first)]).await;
    refuse(&*storage, 0, [append(&other)]).await;
    apply(&*storage, [append(&second)]).await;
    assert_eq!(blocks(&*storage).await, [first.clone(), second.clone()]);
    let newest = Listing::of_tenant(&AUDIT_BLOCK, &tenant(), 1).reversed();
    let newest: Vec<AuditBlock> = directory::page(&*storage, &newest).await.unwrap().records;
    assert_eq!(newest, std::slice::from_ref(&second));
    let removal = |number| Change::Audit(AuditChange::Remove { tenant: tenant(), number });
    apply(&*storage, [removal(1), removal(7)]).await;
    assert_eq!(blocks(&*storage).await, [second]);
}

/// Returns a webhook with every field.
pub(super) fn webhook(name: &str) -> Webhook {
    Webhook {
        tenant: tenant(),
        name: name.to_owned(),
        id: Uuid::from_u128(5),
        url: "https://hooks.example/odd?x=1".to_owned(),
        kinds: vec!["user".to_owned(), "session.started".to_owned()],
        secret_sealed: "sealed".to_owned(),
        previous_secret: Some(PreviousSecret { sealed: "before".to_owned(), until: moment(60) }),
        includes_personal: true,
        disabled: true,
        created_at: moment(5),
        revision: 1,
        unknown: Unknown::default(),
    }
}

pub(super) async fn a_webhook_comes_back_with_every_field_and_an_edit_is_not_overwritten(
    storage: Arc<dyn Storage>,
) {
    let read = async || -> Vec<Webhook> {
        directory::page(&*storage, &Listing::of_tenant(&WEBHOOK, &tenant(), 10)).await.unwrap().records
    };
    let change = |change| [Change::Webhook(change)];
    apply(&*storage, change(WebhookChange::Add(Box::new(webhook("crm"))))).await;
    refuse(&*storage, 0, change(WebhookChange::Add(Box::new(webhook("crm"))))).await;
    assert_eq!(read().await, [webhook("crm")]);
    let edited = Webhook { previous_secret: None, kinds: Vec::new(), ..webhook("crm") };
    let replace = || change(WebhookChange::Replace(Box::new(edited.clone())));
    apply(&*storage, replace()).await;
    refuse(&*storage, 0, replace()).await;
    assert_eq!(read().await, [Webhook { revision: 2, ..edited.clone() }]);
    let remove = || change(WebhookChange::Remove { tenant: tenant(), name: "crm".to_owned() });
    apply(&*storage, remove()).await;
    refuse(&*storage, 0, remove()).await;
}
