//! Another issuer of a tenant.

use serde_json::json;
use valetkey_administration::issuer as operation;
use valetkey_authorization_server::{
    Change, Decision,
    record::{Grant, Session, TenantRecord},
    tenant::check_address,
};
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::{Listing, directory, row::Stored};
use valetkey_types::{Issuer, Timestamp};

use crate::{
    administration::actor,
    database::Records,
    failure::Failure,
    issuer_server,
    output::{Output, pairs},
};

/// Records that are read and changed at a time.
const PAGE: usize = 200;

/// The number of records that ended.
#[derive(Default)]
struct Ended {
    sessions: u64,
    grants: u64,
}

/// Changes the issuer of a tenant, or records the one of the default tenant.
///
/// # Errors
/// The error of the database, or that another tenant has the address.
pub(super) async fn change(
    database: &Records,
    recorded: Option<TenantRecord>,
    issuer: Issuer,
    output: Output,
) -> Result<(), Failure> {
    if recorded.as_ref().is_some_and(|recorded| recorded.issuer == issuer) {
        return output.result(&json!({ "issuer": issuer, "changed": false }), |_| {
            format!("The issuer is {issuer} already; nothing was changed.")
        });
    }
    let now = SystemEnvironment.now();
    let new = TenantRecord::new(database.tenant.clone(), issuer.clone(), now);
    let all = super::all(&*database.storage).await?;
    check_address(&new, &all).map_err(Failure::usage)?;
    // Before the issuer changes, so that an interrupted command can be run again.
    let ended = end_everything(database, now).await?;
    change_issuer(database, recorded.as_ref(), issuer.clone()).await?;
    let result = json!({
        "issuer": issuer,
        "changed": true,
        "previous_issuer": recorded.as_ref().map(|recorded| &recorded.issuer),
        "ended": { "sessions": ended.sessions, "grants": ended.grants },
    });
    output.result(&result, |style| in_words(&issuer, recorded.as_ref(), &ended, style))?;
    let others: Vec<&str> = all
        .iter()
        .filter(|other| other.tenant != database.tenant)
        .map(|other| other.tenant.as_str())
        .collect();
    match others.is_empty() {
        true => Ok(()),
        false => output.note(&format!(
            "\nOther tenants keep their issuers: {}. If this database is a copy, edit or remove each of them as well.",
            others.join(", ")
        )),
    }
}

fn in_words(
    issuer: &Issuer,
    recorded: Option<&TenantRecord>,
    ended: &Ended,
    style: crate::output::Style,
) -> String {
    let heading = style.strong(&format!("The issuer is {issuer} now."));
    let before = recorded.map_or("not recorded".to_owned(), |recorded| recorded.issuer.to_string());
    let facts = pairs([
        ("Issuer before", before),
        ("Sessions ended", ended.sessions.to_string()),
        ("Grants revoked", ended.grants.to_string()),
        ("Signing keys", "replaced".to_owned()),
    ]);
    format!("{heading}\n\n{facts}")
}

/// Records the issuer and replaces the signing keys: the old ones leave in the commit that changes the issuer.
async fn change_issuer(
    database: &Records,
    recorded: Option<&TenantRecord>,
    issuer: Issuer,
) -> Result<(), Failure> {
    let old_keys = database.storage.signing_keys(&database.tenant).await?;
    // A copy needs no key file of the original: nothing that it sealed counts any more.
    let key = issuer_server::encryption_key_or_new(&database.configuration)?;
    let Decision { answer: record, changes } =
        database.decide(|occasion| operation::change(recorded, issuer, &old_keys, occasion));
    match recorded {
        Some(seen) => database.store(changes, seen, database.storage.tenant(&database.tenant)).await?,
        None => {
            let recorded = || "somebody else recorded an issuer meanwhile; nothing was stored".to_owned();
            database.apply(changes, recorded).await?;
        }
    }
    issuer_server::signing_keys(&database.storage, &record, &key, database.configuration.key_policy())
        .await?
        .acting_as(actor())
        .ensure()
        .await?;
    Ok(())
}

/// Ends every session and revokes every grant of the tenant.
async fn end_everything(database: &Records, at: Timestamp) -> Result<Ended, Failure> {
    let end_session = |session: Session| {
        let end = Change::EndSession { tenant: session.tenant, id: session.id, at };
        session.ended_at.is_none().then_some(end)
    };
    let revoke_grant = |grant: Grant| {
        let revoke = Change::RevokeGrant { tenant: grant.tenant, id: grant.id, at };
        grant.revoked_at.is_none().then_some(revoke)
    };
    Ok(Ended {
        sessions: change_all(database, end_session).await?,
        grants: change_all(database, revoke_grant).await?,
    })
}

/// Applies a change of each record of a kind. Returns how many were changed.
async fn change_all<T: Stored>(
    database: &Records,
    change: impl Fn(T) -> Option<Change>,
) -> Result<u64, Failure> {
    let mut listing = Listing::of_tenant(T::description(), &database.tenant, PAGE);
    let mut count = 0;
    loop {
        let page = directory::page::<T>(&*database.storage, &listing).await?;
        if let Some(reason) = page.unreadable.into_iter().next() {
            return Err(Failure::failed(reason));
        }
        let changes: Vec<Change> = page.records.into_iter().filter_map(&change).collect();
        count += u64::try_from(changes.len()).unwrap_or(u64::MAX);
        database.storage.apply(changes).await?;
        if page.next.is_none() {
            return Ok(count);
        }
        listing = listing.behind(page.next);
    }
}
