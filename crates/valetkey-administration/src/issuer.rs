//! Operations on the issuer that a database belongs to.

use valetkey_authorization_server::{
    Change, Decision,
    event::{EventKind, FieldChange, Occasion},
    record::{SigningKeyRecord, TenantRecord},
};
use valetkey_types::{Issuer, Timestamp};

use crate::difference::difference;

/// Changes the issuer, or records the first one. The signing keys leave in the same commit: what they signed counts under the
/// old issuer only. End sessions and grants before.
pub fn change(
    recorded: Option<&TenantRecord>,
    issuer: Issuer,
    old_keys: &[SigningKeyRecord],
    occasion: &Occasion<'_>,
) -> Decision<TenantRecord> {
    let new = TenantRecord::new(occasion.tenant.clone(), issuer, occasion.now);
    let mut event = occasion.event(EventKind::IssuerChanged);
    let (answer, stored) = match recorded {
        Some(recorded) => {
            let TenantRecord { issuer, recorded_at, legacy_seals_until, .. } = new;
            let edited = TenantRecord { issuer, recorded_at, legacy_seals_until, ..recorded.clone() };
            event.changed = difference(recorded, &edited);
            (edited.clone(), Change::ReplaceTenant(edited))
        }
        None => {
            let field = "issuer".to_owned();
            event.changed = vec![FieldChange { field, before: String::new(), after: new.issuer.to_string() }];
            (new.clone(), Change::AddTenant(new))
        }
    };
    let remove = |key: &SigningKeyRecord| Change::RemoveSigningKey {
        tenant: key.tenant.clone(),
        kid: key.kid.clone(),
    };
    let mut changes = vec![stored];
    changes.extend(old_keys.iter().map(remove));
    changes.push(Change::StoreEvent(event));
    Decision { answer, changes }
}

/// Makes sessions, grants, codes and tokens from before a moment count no more, after a restore.
pub fn refuse_earlier(
    recorded: &TenantRecord,
    moment: Timestamp,
    occasion: &Occasion<'_>,
) -> Decision<TenantRecord> {
    let edited = TenantRecord { nothing_before: Some(moment), ..recorded.clone() };
    let mut event = Occasion { tenant: &recorded.tenant, ..*occasion }.event(EventKind::DatabaseRestored);
    event.changed = difference(recorded, &edited);
    let changes = vec![Change::ReplaceTenant(edited.clone()), Change::StoreEvent(event)];
    Decision { answer: edited, changes }
}
