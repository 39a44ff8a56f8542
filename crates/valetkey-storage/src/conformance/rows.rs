//! Tests for rows of every kind of record, with nothing but the description. They cover a new kind without a new case.

use std::{collections::HashSet, sync::Arc};

use super::{
    audit_blocks::{first_block, webhook},
    changes::*,
    sample::*,
};
use crate::{
    ApplyError, DESCRIPTIONS, Description, Listing, Match, Row, RowList, RowOperation, Storage, StorageError,
    memory::MemoryStorage,
    operation::{
        Requirement,
        Test::{Equal, Greater, IsNull},
    },
    record::{CLIENT, EVENT, GRANT, SESSION, USER},
    row::Stored as _,
    sql::Text,
    value::{ColumnKind, Value},
};
use valetkey_authorization_server::{
    Change, ClaimMapChange, FileOwnershipChange, LogoChange, PictureChange, TrustedDeviceChange,
    WebhookChange, record::SecondFactors,
};
use valetkey_types::{TenantId, Timestamp};

/// Returns a row of any kind. All values are different, and the document is not a readable record.
pub(super) fn row(description: &'static Description, tenant: &str, number: u32) -> Row {
    let value = |column: &crate::Column| match column.kind {
        _ if column.name == "tenant" => Value::text(tenant),
        _ if column.is_optional && number.is_multiple_of(2) => Value::Null,
        ColumnKind::Text => Value::Text(format!("{} \0 {number:03}", column.name)),
        ColumnKind::Uuid => Value::Uuid(id(number)),
        ColumnKind::Integer => Value::Integer(number.into()),
        ColumnKind::Boolean => Value::Boolean(number.is_multiple_of(3)),
    };
    let document =
        if description.has_document { format!("{{\"odd\":\"\\u0000{number}\"}}") } else { String::new() };
    let values = description.columns.iter().map(value).collect();
    Row { description, values, revision: number.into(), document }
}

/// Returns rows of two tenants, in the order of their keys. If a tenant can have only one row of the kind, one for each tenant.
fn rows(description: &'static Description) -> Vec<Row> {
    let is_one = description.key_length == 1;
    let of = |tenant, count: u32| {
        let last = if is_one { 1 } else { count };
        (1..=last).map(move |number| row(description, tenant, number))
    };
    of("default", 5).chain(of("other", 3)).collect()
}

async fn store(storage: &dyn Storage, rows: Vec<Row>) {
    storage.store(RowList::of_rows(rows)).await.unwrap();
}

/// Returns all rows of a listing, read in pages of this size. It needs no index.
async fn read(storage: &dyn Storage, listing: Listing, size: usize) -> Vec<Row> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let listing = Listing { limit: size, ..listing.clone().behind(after).scanning() };
        let page = storage.rows(&listing).await.unwrap();
        assert!(page.len() <= size, "expected at most {size} rows, got {}", page.len());
        let Some(last) = page.last() else { return found };
        after = Some(listing.place_of(last));
        found.extend(page);
    }
}

async fn all(storage: &dyn Storage, description: &'static Description) -> Vec<Row> {
    read(storage, Listing::all(description, None, 1_000), 1_000).await
}

pub(super) async fn a_description_names_nothing_twice(_storage: Arc<dyn Storage>) {
    let mut seen = HashSet::new();
    for description in DESCRIPTIONS {
        for said in [("name", description.name), ("plural", description.plural), ("table", description.table)]
        {
            assert!(seen.insert(said), "{said:?} is said twice");
        }
        let mut columns = HashSet::from(["revision", "document"]);
        for column in description.columns {
            assert!(columns.insert(column.name), "{description:?} has two columns {}", column.name);
        }
        assert_eq!(description.columns.first().map(|column| column.name), Some("tenant"), "{description:?}");
        assert!(
            description.key().iter().all(|column| !column.is_own && !column.is_optional),
            "{description:?}"
        );
        for name in description.retention.iter().chain(&description.keeps_greater) {
            let column = description.columns.iter().find(|column| column.name == *name).unwrap();
            assert_eq!(
                (column.kind, column.is_optional),
                (ColumnKind::Integer, false),
                "{description:?} {name}"
            );
        }
        for name in description.unique.iter().copied().flatten() {
            assert!(description.position(name).is_some(), "{description:?} {name}");
        }
    }
    let mut places: Vec<_> = DESCRIPTIONS.iter().filter_map(|description| description.lock_order).collect();
    places.sort_unstable();
    assert!(places.is_sorted_by(|one, next| one < next), "two kinds have one place: {places:?}");
}

pub(super) async fn pages_hold_every_row_once_and_in_order(storage: Arc<dyn Storage>) {
    for description in DESCRIPTIONS {
        assert_eq!(all(&*storage, description).await, []);
        let mut backwards = rows(description);
        backwards.reverse();
        store(&*storage, backwards).await;
        for size in [1, 2, 8, 1_000] {
            let found = read(&*storage, Listing::all(description, None, size), size).await;
            assert_eq!(found, rows(description), "{description:?} in pages of {size}");
        }
        assert_eq!(storage.rows(&Listing::all(description, None, 0)).await.unwrap(), []);
    }
}

/// Returns changes that store a record of every kind, with all columns set that can be changed alone.
fn everything() -> Vec<Change> {
    let name = "odd \0 name";
    let mut ended = session(1, name);
    ended.ended_at = Some(moment(7));
    let mut revoked = grant(1, name, name);
    (revoked.revoked_at, revoked.redeemed_refresh_token) = (Some(moment(9)), Some(id(77)));
    vec![
        Change::AddTenant(tenant_record("https://id.example")),
        add_client(&client(name)),
        replace_client(&client(name)),
        add_user(&user(name)),
        make_key(signing_key(name, 1)),
        remember(consent(name, name, "openid")),
        Change::RememberConsent(consent(name, name, "email")),
        Change::StartSession(ended),
        Change::StoreGrant(revoked),
        Change::RevokeAccessToken { tenant: tenant(), id: id(1), expires_at: Timestamp(i64::MAX) },
        Change::StoreEvent(event(1, name)),
        Change::StoreDelivery(delivery(1, name)),
        count(1),
        Change::StoreWaitingRequest(waiting_request(1)),
        Change::AddPasskey(passkey(name, name)),
        Change::UseChallenge(used_challenge(1)),
        Change::StoreMailChallenge(Box::new(mail_challenge(1))),
        Change::PutSecondFactors(Box::new(SecondFactors { revision: 0, ..second_factors(name) })),
        Change::TrustedDevice(TrustedDeviceChange::Store(Box::new(trusted_device("1", name)))),
        Change::Logo(LogoChange::Store(Box::new(logo(1)))),
        first_role_map(),
        Change::AddGroup(group(1, name)),
        Change::AddRole(role(1, name)),
        Change::AddIdentityProvider(Box::new(identity_provider(name))),
        Change::AddLinkedAccount(linked_account(name, name)),
        Change::StoreProviderSession(provider_session(1, name)),
        Change::ClaimMap(ClaimMapChange::AddAttribute(Box::new(attribute(name)))),
        Change::ClaimMap(ClaimMapChange::AddScope(tenant_scope(name))),
        Change::Picture(PictureChange::Store(Box::new(picture(1, name)))),
        Change::FileOwnership(FileOwnershipChange::Put(file_ownership(name))),
        first_block(name),
        Change::Webhook(WebhookChange::Add(Box::new(webhook(name)))),
        Change::KeepAnswer(kept_answer(name, name)),
    ]
}

pub(super) async fn rows_that_were_read_can_be_written_to_another_store(storage: Arc<dyn Storage>) {
    let source = MemoryStorage::new();
    apply(&source, everything()).await;
    for description in DESCRIPTIONS {
        let rows = all(&source, description).await;
        assert!(!rows.is_empty(), "there is a record of every kind, also of {description:?}");
        store(&*storage, rows.clone()).await;
        assert_eq!(all(&*storage, description).await, rows);
        assert!(storage.store(RowList::of_rows(rows)).await.is_err(), "nothing is stored over a row");
    }
    assert_eq!(client_of(&*storage, "odd \0 name").await.unwrap().revision, 2);
    refuse(&*storage, 0, [add_user(&bare_user("odd \0 name"))]).await;
}

pub(super) async fn rows_are_filtered_and_ordered(storage: Arc<dyn Storage>) {
    let named = |id: &str, name: &str| {
        let mut client = bare_client(id);
        client.name = name.to_owned();
        add_client(&client)
    };
    let names = [("z", "Mail"), ("a", "Mailbox"), ("b", "Calendar"), ("c", "Mail"), ("d", "mail")];
    apply(&*storage, names.map(|(id, name)| named(id, name))).await;
    let ids =
        |rows: Vec<Row>| -> Vec<Value> { rows.iter().filter_map(|row| row.get("id").cloned()).collect() };
    let listing = Listing::of_tenant(&CLIENT, &tenant(), 10).ordered_by("name");
    let begins = listing.clone().with("name", Match::StartsWith("Mail".to_owned()));
    for size in [1, 2, 10] {
        let found = ids(read(&*storage, listing.clone(), size).await);
        assert_eq!(found, ["b", "c", "z", "a", "d"].map(Value::text), "all, in pages of {size}");
        let found = ids(read(&*storage, begins.clone(), size).await);
        assert_eq!(found, ["c", "z", "a"].map(Value::text), "in pages of {size}");
    }
    let exactly = listing.with("name", Match::Equals(Value::text("Mail")));
    assert_eq!(ids(read(&*storage, exactly, 10).await), ["c", "z"].map(Value::text));
    let odd = Listing::of_tenant(&CLIENT, &tenant(), 10).with("name", Match::StartsWith("M%".to_owned()));
    assert_eq!(read(&*storage, odd, 10).await, [], "a beginning is no pattern");

    apply(&*storage, [1, 2].map(|number| Change::StartSession(session(number, "alice")))).await;
    apply(&*storage, [Change::StartSession(session(3, "bob"))]).await;
    let of_alice =
        Listing::of_tenant(&SESSION, &tenant(), 10).with("user_id", Match::Equals(Value::text("alice")));
    assert_eq!(ids(read(&*storage, of_alice, 10).await), [id(1), id(2)].map(Value::Uuid));
}

pub(super) async fn rows_come_in_the_reverse_order(storage: Arc<dyn Storage>) {
    for description in DESCRIPTIONS {
        store(&*storage, rows(description)).await;
        let mut backwards = rows(description);
        backwards.reverse();
        for size in [1, 2, 8, 1_000] {
            let found = read(&*storage, Listing::all(description, None, size).reversed(), size).await;
            assert_eq!(found, backwards, "{description:?} in pages of {size}");
        }
    }
}

pub(super) async fn empty_columns_are_found(storage: Arc<dyn Storage>) {
    for description in DESCRIPTIONS {
        store(&*storage, rows(description)).await;
        for column in description.columns.iter().filter(|column| column.is_optional) {
            let listing = Listing::all(description, None, 2).with(column.name, Match::IsEmpty);
            let mut expected = rows(description);
            expected.retain(|row| row.get(column.name) == Some(&Value::Null));
            assert!(description.key_length == 1 || !expected.is_empty(), "{description:?} {}", column.name);
            assert_eq!(read(&*storage, listing, 2).await, expected, "{description:?} {}", column.name);
        }
    }
}

pub(super) async fn a_listing_with_an_unknown_column_a_wrong_value_or_no_index_is_refused(
    storage: Arc<dyn Storage>,
) {
    let of = |description| Listing::of_tenant(description, &tenant(), 10);
    let wrong = [
        of(&CLIENT).with("nome", Match::Equals(Value::text("x"))),
        of(&CLIENT).with("name", Match::Equals(Value::Integer(1))),
        of(&GRANT).with("id", Match::StartsWith("0".to_owned())),
        of(&CLIENT).with("name", Match::IsEmpty),
        of(&CLIENT).ordered_by("1; DROP TABLE clients"),
        of(&USER).ordered_by("email_key"),
        of(&USER).ordered_by("email_key").scanning(),
        of(&CLIENT).ordered_by("name"),
        of(&CLIENT).with("name", Match::Equals(Value::text("x"))),
        of(&EVENT).with("client_id", Match::StartsWith("x".to_owned())),
        Listing::all(&SESSION, None, 10).with("user_id", Match::Equals(Value::text("x"))),
    ];
    for listing in wrong {
        let refused = storage.rows(&listing).await;
        assert!(matches!(refused, Err(StorageError::Corrupt(_))), "{listing:?}: {refused:?}");
    }
}

pub(super) async fn housekeeping_removes_every_kind_with_a_retention(storage: Arc<dyn Storage>) {
    let ending = |description: &'static Description, number: u32, at: i64| {
        let mut row = row(description, "default", number);
        if let Some(position) = description.retention.and_then(|name| description.position(name)) {
            row.values[position] = Value::Integer(at);
        }
        row
    };
    let kept =
        |description: &'static Description| vec![ending(description, 2, 100), ending(description, 3, 101)];
    for description in DESCRIPTIONS {
        let stored = match description.retention {
            Some(_) => [vec![ending(description, 1, 99)], kept(description)].concat(),
            None => rows(description),
        };
        store(&*storage, stored).await;
    }
    apply(&*storage, [Change::RemoveExpired { before: Timestamp(100), at_most: 100 }]).await;
    for description in DESCRIPTIONS {
        let found = all(&*storage, description).await;
        match description.retention {
            Some(_) => assert_eq!(found, kept(description)),
            None => assert_eq!(found, rows(description), "they stay"),
        }
    }
}

/// Requires a session that has not ended and not expired.
static LIVE_SESSION: Requirement = Requirement {
    description: &SESSION,
    filter: &[("tenant", Equal(0)), ("id", Equal(1)), ("ended_at", IsNull), ("expires_at", Greater(2))],
    text: Text::new(),
    text_of_many: Text::new(),
};

pub(super) async fn a_required_row_must_be_there(storage: Arc<dyn Storage>) {
    let mut ended = session(2, "alice");
    ended.ended_at = Some(moment(5));
    apply(&*storage, [Change::StartSession(session(1, "alice")), Change::StartSession(ended)]).await;
    let list = |tenant: &str, number: u32, now: i64| {
        let values =
            vec![Value::text(tenant), Value::Uuid(id(number)), Value::Integer(moment(now).seconds())];
        let grant = grant(7, "app", "alice").into_row().unwrap();
        RowList::of(vec![
            RowOperation::Require { requirement: &LIVE_SESSION, values },
            RowOperation::Insert(grant),
        ])
    };
    for (tenant, number, now) in
        [("default", 2, 6), ("default", 1, 1_000), ("default", 3, 6), ("other", 1, 6)]
    {
        let refused = storage.store(list(tenant, number, now)).await;
        assert_eq!(refused, Err(ApplyError::Conflict { position: 0 }), "{tenant} {number} {now}");
        assert_eq!(all(&*storage, &GRANT).await, []);
    }
    storage.store(list("default", 1, 999)).await.unwrap();
    assert_eq!(all(&*storage, &GRANT).await.len(), 1);
}

pub(super) async fn a_conflict_takes_back_rows_of_every_kind(storage: Arc<dyn Storage>) {
    let mut list: Vec<Row> = DESCRIPTIONS.iter().map(|description| row(description, "default", 1)).collect();
    list.push(list[0].clone());
    let refused = storage.store(RowList::of_rows(list)).await;
    assert_eq!(refused, Err(ApplyError::Conflict { position: DESCRIPTIONS.len() }));
    for description in DESCRIPTIONS {
        assert_eq!(all(&*storage, description).await, []);
    }
}

pub(super) async fn no_row_of_another_tenant_is_found(storage: Arc<dyn Storage>) {
    for description in DESCRIPTIONS {
        store(&*storage, rows(description)).await;
        for tenant in ["default", "other", "Default", "default ", ""] {
            let listing = Listing::of_tenant(description, &TenantId::new(tenant), 100);
            let mut expected = rows(description);
            expected.retain(|row| row.get("tenant") == Some(&Value::text(tenant)));
            assert_eq!(read(&*storage, listing, 2).await, expected, "{description:?} of {tenant:?}");
        }
    }
}
