//! Which row a list locks that other lists may want as well.

use valetkey_authorization_server::Change;
use valetkey_types::{ClientId, TenantId, UserId};

/// A row by its kind, its tenant and its key. Their order is the order in which transactions lock.
pub(crate) type Lock = (Kind, Vec<u8>, Vec<u8>);

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    User,
    // Before the grant that is stored with it.
    Consent,
    Grant,
    Other,
}

/// The first of them; nearly every list has one at most, or a consent and the grant it is stored with. New rows have fresh
/// identifiers that nobody else wants.
pub(crate) fn first_lock(changes: &[Change]) -> Option<Lock> {
    changes.iter().filter_map(lock).min()
}

fn lock(change: &Change) -> Option<Lock> {
    let (kind, tenant, key) = match change {
        Change::AddUser(user) | Change::ReplaceUser(user) => {
            (Kind::User, &user.tenant, user.id.as_str().as_bytes())
        }
        Change::RemoveUser { tenant, id: user_id, .. }
        | Change::CountSignInFailure { tenant, user_id, .. }
        | Change::ResetSignInFailures { tenant, user_id, .. } => {
            (Kind::User, tenant, user_id.as_str().as_bytes())
        }
        // Two redemptions of one code want the same new row.
        Change::StoreGrant(grant) => (Kind::Grant, &grant.tenant, grant.id.as_bytes().as_slice()),
        Change::RevokeGrant { tenant, id, .. } | Change::RedeemRefreshToken { tenant, grant_id: id, .. } => {
            (Kind::Grant, tenant, id.as_bytes().as_slice())
        }
        Change::RevokeGrantsOfSession { tenant, sid, .. } => (Kind::Other, tenant, sid.as_bytes().as_slice()),
        Change::RememberConsent(consent) => {
            return Some(consent_lock(&consent.tenant, &consent.user_id, &consent.client_id));
        }
        Change::WithdrawConsent { tenant, user_id, client_id, .. } => {
            return Some(consent_lock(tenant, user_id, client_id));
        }
        Change::RevokeGrantsOfConsent { tenant, user_id, .. } => {
            (Kind::Other, tenant, user_id.as_str().as_bytes())
        }
        Change::EndSession { tenant, id, .. } | Change::RevokeAccessToken { tenant, id, .. } => {
            (Kind::Other, tenant, id.as_bytes().as_slice())
        }
        Change::AddTenant(record) | Change::ReplaceTenant(record) => {
            (Kind::Other, &record.tenant, [].as_slice())
        }
        Change::AddClient(client) | Change::ReplaceClient(client) => {
            (Kind::Other, &client.tenant, client.id.as_str().as_bytes())
        }
        Change::RemoveClient { tenant, id, .. } => (Kind::Other, tenant, id.as_str().as_bytes()),
        Change::PutSigningKey(key) => (Kind::Other, &key.tenant, key.kid.as_bytes()),
        Change::RemoveSigningKey { tenant, kid } => (Kind::Other, tenant, kid.as_bytes()),
        Change::StartSession(_) | Change::RemoveExpired { .. } => return None,
    };
    Some((kind, tenant.as_str().as_bytes().to_vec(), key.to_vec()))
}

fn consent_lock(tenant: &TenantId, user_id: &UserId, client_id: &ClientId) -> Lock {
    let key = [user_id.as_str(), client_id.as_str()].join("\0");
    (Kind::Consent, tenant.as_str().as_bytes().to_vec(), key.into_bytes())
}

#[cfg(test)]
mod tests {
    use valetkey_storage::conformance::sample::{consent, grant};

    use super::*;

    /// Two servers that store the first sign-ins of the same people lock their consents in one order, whatever their grants
    /// are called.
    #[test]
    fn first_sign_ins_are_in_the_order_of_their_consents() {
        let sign_in = |number, user: &str, client: &str| {
            first_lock(&[
                Change::RememberConsent(consent(user, client, "openid")),
                Change::StoreGrant(grant(number, client, user)),
            ])
        };
        let here = [sign_in(1, "alice", "app"), sign_in(2, "alice", "notes"), sign_in(3, "bob", "app")];
        let there = [sign_in(6, "alice", "app"), sign_in(5, "alice", "notes"), sign_in(4, "bob", "app")];
        assert!(here.is_sorted() && here == there, "{here:?} and {there:?}");
    }
}
