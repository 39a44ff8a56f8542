//! Signing in and out: what becomes of the browser's session.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_types::{Handle, Timestamp};

use crate::{
    Change, Decision, Lifetimes,
    record::{Authentication, Session, Sha256Hash},
};

/// A sign-in that is complete.
#[derive(Clone, Debug)]
pub struct CompletedSignIn {
    /// The attempt that it completes.
    pub attempt: Uuid,
    /// The proofs.
    pub authentication: Authentication,
    /// Whether the user's second factor was left out, because the browser is trusted.
    pub by_trusted_device: bool,
}

/// The values of a new session.
#[derive(Clone, Debug)]
pub struct FreshSession<'a> {
    /// Its cookie.
    pub handle: &'a Handle,
    /// Its `sid`, unless the same user continues.
    pub sid: Uuid,
    /// Whether the user chose to stay signed in; `None` if no page asked: as in the session before.
    pub kept: Option<bool>,
    /// The browser and the system, see [`Session::device`].
    pub device: Option<String>,
    /// The network address, if it is known.
    pub address: Option<String>,
}

/// Starts a session under a fresh handle; the one before ends (a session is never carried over a sign-in).
///
/// The same user keeps the `sid`, so that signing out later reaches every client. Another user gets the fresh one,
/// and everything that depends on the session before ends with it.
pub fn start(
    user: &User,
    before: Option<&Session>,
    sign_in: CompletedSignIn,
    fresh: FreshSession<'_>,
    lifetimes: &Lifetimes,
    now: Timestamp,
) -> Decision<Session> {
    let same_person = before.filter(|session| session.user_id == user.id && session.is_live(now));
    let handle = fresh.handle;
    let kept = fresh.kept.unwrap_or_else(|| same_person.is_some_and(|session| session.kept));
    let kept = kept && lifetimes.offers_kept_sessions();
    let lifetime = if kept { lifetimes.kept_session } else { lifetimes.session };
    // A second factor makes a session stronger, and no longer.
    let began_at = sign_in.authentication.began_at().unwrap_or(now);
    let session = Session {
        tenant: user.tenant.clone(),
        id: handle.selector(),
        verifier_hash: Sha256Hash::of(handle.verifier()),
        sid: same_person.map_or(fresh.sid, |session| session.sid),
        user_id: user.id.clone(),
        authentication: sign_in.authentication,
        attempt: Some(sign_in.attempt),
        by_trusted_device: sign_in.by_trusted_device,
        kept,
        device: fresh.device,
        address: fresh.address,
        expires_at: began_at.plus(lifetime),
        ended_at: None,
        continued_by: None,
    };
    let mut changes = match (before, same_person) {
        (Some(before), None) => end(before, now).changes,
        (Some(before), Some(_)) => vec![continue_session(before, session.id, now)],
        (None, _) => Vec::new(),
    };
    changes.push(Change::StartSession(session.clone()));
    Decision { answer: session, changes }
}

/// Ends a session: the cookie is worth nothing, and grants that are not offline grants are revoked
/// (OpenID Connect Back-Channel Logout section 2.7).
pub fn end(session: &Session, now: Timestamp) -> Decision<()> {
    let (tenant, user_id) = (session.tenant.clone(), session.user_id.clone());
    let revoke = Change::RevokeGrantsOfSession { tenant, user_id, sid: session.sid, at: now };
    Decision { answer: (), changes: vec![end_cookie(session, now), revoke] }
}

/// Returns a live session as it goes on under a fresh handle: all else stays.
pub(crate) fn renewed(before: &Session, handle: &Handle) -> Session {
    Session { id: handle.selector(), verifier_hash: Sha256Hash::of(handle.verifier()), ..before.clone() }
}

pub(crate) fn continue_session(before: &Session, by: Uuid, now: Timestamp) -> Change {
    Change::ContinueSession { tenant: before.tenant.clone(), id: before.id, by, at: now }
}

fn end_cookie(session: &Session, now: Timestamp) -> Change {
    Change::EndSession { tenant: session.tenant.clone(), id: session.id, at: now }
}
