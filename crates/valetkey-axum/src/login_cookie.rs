//! One sealed cookie per login attempt, named after its state.

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

/// The purpose of a login attempt. Part of its sealed cookie.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Intent {
    /// The provider. Callbacks of other providers are refused.
    pub(crate) provider: String,
    /// Where to go afterwards.
    pub(crate) return_to: String,
    /// The signed-in user to link the identity to.
    pub(crate) link_to: Option<Uuid>,
    /// The authentication context classes, one of which the sign-in must reach, separated by spaces; empty: any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) acr_values: String,
}

/// Remembers a login attempt in this browser, together with what it is for.
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

/// Returns the login attempt with this state if this browser started it, its purpose, and the value of its cookie.
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

/// Forgets the login attempt with this state.
pub(crate) fn forget(style: CookieStyle<'_>, answer: &mut HeaderMap, state: &str) {
    style.remove(answer, &bare_name(state));
}

fn bare_name(state: &str) -> String {
    let hash = sha256(state.as_bytes());
    let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{PREFIX}{digits}")
}

/// Returns the cookies to drop before a new one is set: those that can't be opened, expired ones, then the oldest.
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
