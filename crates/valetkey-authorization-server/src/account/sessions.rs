//! The end of sessions.

use uuid::Uuid;
use valetkey_types::Timestamp;

use crate::{Change, record::Session, session};

/// Returns the changes that end these sessions of a user, except the one with this `sid`.
pub fn end_other_sessions(sessions: &[Session], sid: Uuid, now: Timestamp) -> Vec<Change> {
    let others = sessions.iter().filter(|session| session.sid != sid && session.is_live(now));
    others.flat_map(|session| session::end(session, now).changes).collect()
}
