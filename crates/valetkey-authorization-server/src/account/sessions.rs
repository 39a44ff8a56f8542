//! The end of other sessions.

use crate::{
    Change,
    event::{EventKind, Occasion},
    record::Session,
    session,
};

/// Returns the changes that end these sessions of a user, each with its event.
pub fn end_sessions(sessions: &[Session], occasion: &Occasion<'_>) -> Vec<Change> {
    let end = |session: &Session| {
        let event = occasion.about_user(EventKind::SignedOut, &session.user_id);
        let mut changes = session::end(session, occasion.now).changes;
        changes.push(Change::StoreEvent(event));
        changes
    };
    sessions.iter().flat_map(end).collect()
}
