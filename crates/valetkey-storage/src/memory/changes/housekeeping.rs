//! Removing what expired.

use valetkey_types::Timestamp;

use super::super::state::State;
use crate::meter;

pub(super) fn remove_expired(state: &mut State, before: Timestamp, at_most: u32) -> bool {
    let at_most = usize::try_from(at_most).unwrap_or(usize::MAX);
    let removed = [
        state.revoked_access_tokens.remove_where(at_most, |expires_at| *expires_at < before),
        state.sessions.remove_where(at_most, |session| session.expires_at < before),
        state.grants.remove_where(at_most, |grant| grant.expires_at < before),
    ];
    // Whoever keeps house learns from it whether there is more to do.
    meter::count_write(removed.iter().sum());
    true
}
