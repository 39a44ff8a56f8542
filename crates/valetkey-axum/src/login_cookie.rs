//! One sealed cookie per login attempt, named after its state.

use axum::http::HeaderMap;
use valetkey_client::PendingLogin;
use valetkey_jose::digest::sha256;
use valetkey_jose::seal::{SealError, SealingKeys};
use valetkey_types::Timestamp;

use crate::cookies::CookieStyle;

const PREFIX: &str = "valetkey_login_";
/// The most login attempts one browser may have open; the oldest go first.
const MOST_OPEN: usize = 8;

/// Remembers a login attempt in this browser, together with where to go afterwards.
pub(crate) fn remember(
    style: CookieStyle,
    keys: &SealingKeys,
    request: &HeaderMap,
    answer: &mut HeaderMap,
    pending: &PendingLogin,
    return_to: &str,
) -> Result<(), SealError> {
    for name in superfluous(style, keys, request, pending.started()) {
        style.remove(answer, &name);
    }
    let sealed = pending.seal(keys, return_to)?;
    style.set(answer, &bare_name(pending.state()), &sealed, PendingLogin::LIFETIME);
    Ok(())
}

/// The login attempt with this state, if this browser began it, and where to go afterwards.
pub(crate) fn recall(
    style: CookieStyle,
    keys: &SealingKeys,
    request: &HeaderMap,
    state: &str,
) -> Option<(PendingLogin, String)> {
    let values = style.values(request, &bare_name(state));
    let mut opened = values.iter().filter_map(|value| PendingLogin::open(keys, value).ok());
    opened.find(|(pending, _)| pending.state() == state)
}

/// Forgets the login attempt with this state.
pub(crate) fn forget(style: CookieStyle, answer: &mut HeaderMap, state: &str) {
    style.remove(answer, &bare_name(state));
}

fn bare_name(state: &str) -> String {
    let hash = sha256(state.as_bytes());
    let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{PREFIX}{digits}")
}

/// The cookies to drop before one more is set: those that don't open, those too old, then the oldest.
fn superfluous(style: CookieStyle, keys: &SealingKeys, request: &HeaderMap, now: Timestamp) -> Vec<String> {
    let mut dropped = Vec::new();
    let mut open = Vec::new();
    for (name, value) in style.starting_with(request, PREFIX) {
        match PendingLogin::open(keys, &value) {
            Ok((pending, _)) if now.since(pending.started()) <= PendingLogin::LIFETIME => {
                open.push((pending.started(), name));
            }
            _ => dropped.push(name),
        }
    }
    open.sort();
    let too_many = (open.len() + 1).saturating_sub(MOST_OPEN);
    dropped.extend(open.into_iter().take(too_many).map(|(_, name)| name));
    dropped
}
