//! One sealed cookie per login attempt. Its name contains the state of the attempt.

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_client::PendingLogin;
use valetkey_jose::digest::sha256;
use valetkey_jose::seal::{SealError, SealingKeys};
use valetkey_types::Timestamp;

use crate::cookies::CookieStyle;

const PREFIX: &str = "valetkey_login_";
/// Maximum open login attempts per browser; the oldest are dropped.
const MOST_OPEN: usize = 8;

/// The purpose of a login attempt, as stored in its sealed cookie.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Intent {
    /// The provider. Callbacks of other providers are refused.
    pub(crate) provider: String,
    /// The URL to return to after the login.
    pub(crate) return_to: String,
    /// The signed-in user to link the identity to.
    pub(crate) link_to: Option<Uuid>,
    /// The accepted authentication context classes, separated by spaces. The sign-in must reach one of them. Empty: any class.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) acr_values: String,
}

/// Stores a login attempt and its purpose in this browser.
pub(crate) fn remember(
    style: CookieStyle<'_>,
    keys: &SealingKeys,
    request: &HeaderMap,
    answer: &mut HeaderMap,
    pending: &PendingLogin,
    intent: &Intent,
) -> Result<(), SealError> {
    for name in superfluous(style, keys, request, pending.started()) {
        style.remove(answer, &name);
    }
    let note = serde_json::to_string(intent).map_err(|error| SealError::Json(error.to_string()))?;
    let sealed = pending.seal(keys, &note)?;
    style.set(answer, &bare_name(pending.state()), &sealed, PendingLogin::LIFETIME);
    Ok(())
}

/// Returns the login attempt with this state, its purpose and the value of its cookie, if this browser started it.
pub(crate) fn recall(
    style: CookieStyle<'_>,
    keys: &SealingKeys,
    request: &HeaderMap,
    state: &str,
) -> Option<(PendingLogin, Intent, String)> {
    style.values(request, &bare_name(state)).into_iter().find_map(|value| {
        let (pending, note) = PendingLogin::open(keys, &value).ok()?;
        let intent = (pending.state() == state).then(|| serde_json::from_str(&note).ok())??;
        Some((pending, intent, value))
    })
}

/// Removes the login attempt with this state.
pub(crate) fn forget(style: CookieStyle<'_>, answer: &mut HeaderMap, state: &str) {
    style.remove(answer, &bare_name(state));
}

fn bare_name(state: &str) -> String {
    let hash = sha256(state.as_bytes());
    let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{PREFIX}{digits}")
}

/// Returns the cookies to remove before a new one is set: unreadable ones, expired ones, then the oldest.
fn superfluous(
    style: CookieStyle<'_>,
    keys: &SealingKeys,
    request: &HeaderMap,
    now: Timestamp,
) -> Vec<String> {
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
