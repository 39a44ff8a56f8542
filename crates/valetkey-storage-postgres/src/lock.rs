//! Which row a list locks that other lists may want as well.

use valetkey_authorization_server::Change;

/// A row by its kind, its tenant and its key. Their order is the order in which transactions lock.
pub(crate) type Lock = (Kind, Vec<u8>, Vec<u8>);

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    User,
    Grant,
    Other,
}

/// The first of them; nearly every list has one at most. New rows have fresh identifiers that nobody else wants.
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
            (Kind::Other, &consent.tenant, consent.user_id.as_str().as_bytes())
        }
        Change::WithdrawConsent { tenant, user_id, .. }
        | Change::RevokeGrantsOfConsent { tenant, user_id, .. } => {
            (Kind::Other, tenant, user_id.as_str().as_bytes())
        }
        Change::EndSession { tenant, id, .. } | Change::RevokeAccessToken { tenant, id, .. } => {
            (Kind::Other, tenant, id.as_bytes().as_slice())
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
