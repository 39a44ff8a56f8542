//! The checks before every code and token.
//!
//! In many servers an endpoint forgets a rule of the sign-in page. Here, issuing a code or token needs an [`Admission`], and only
//! this file creates one.

use valetkey_accounts::User;
use valetkey_types::{ErrorCode, GrantType, Scope};

use crate::{
    Check, Reason, Refusal,
    access::{may_use, no_access},
    record::{Client, ConsentPolicy, Grant, Session},
    role_map::RoleMap,
};
use valetkey_types::Timestamp;

/// Proof that client, user and scope may be served at this moment.
#[derive(Debug)]
pub struct Admission {
    scope: Scope,
}

impl Admission {
    /// The scope that may be issued.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }
}

/// Admits a user's delegation to a client: for codes, and for tokens that descend from a grant.
///
/// `map` has the groups of the tenant; it need not be loaded for a user who is in none.
/// Scope that the client may no longer ask for is left out, so that narrowing a client narrows its grants at once.
pub fn admit_user(
    client: &Client,
    grant_type: &GrantType,
    (user, map): (Option<&User>, &RoleMap),
    scope: &Scope,
) -> Result<Admission, Refusal> {
    admit_client_for(client, grant_type)?;
    match user {
        Some(user) if user.disabled => return Err(user_is_gone("a disabled user")),
        Some(user) if !user.is_active() => {
            return Err(user_is_gone("a user who asked for the deletion of the account"));
        }
        Some(user) if !may_use(client, user, map) => return Err(no_access(ErrorCode::InvalidGrant)),
        Some(_) => {}
        None => return Err(user_is_gone("no such user")),
    }
    Ok(Admission { scope: scope.intersection(&client.scope) })
}

/// Admits a client that acts for itself (RFC 6749 section 4.4): confidential, and never more than its own scope.
pub fn admit_client(client: &Client, grant_type: &GrantType, scope: &Scope) -> Result<Admission, Refusal> {
    admit_client_for(client, grant_type)?;
    let excess = scope.difference(&client.scope);
    if !excess.is_empty() {
        return Err(Refusal::new(
            ErrorCode::InvalidScope,
            "The client may not ask for this scope.",
            Reason::new(Check::Scope, client.scope.to_string(), scope.to_string()),
        ));
    }
    Ok(Admission { scope: scope.clone() })
}

/// Returns whether an answer to this redirect URI reaches the registered client and nobody else: the client has a secret,
/// or the redirect URI is an https page. Any program on a device can stand in for other public clients (RFC 8252
/// section 8.6, RFC 9700 section 4.11).
pub fn is_recognisable(client: &Client, redirect_uri: &str) -> bool {
    !client.is_public() || redirect_uri.starts_with("https:")
}

/// Returns whether nobody is asked for consent: the operator trusts the client, and the answer can only reach the client.
pub fn is_trusted(client: &Client, redirect_uri: &str) -> bool {
    client.consent == ConsentPolicy::Trusted && is_recognisable(client, redirect_uri)
}

/// Whether a session counts at this moment for its user.
pub fn session_is_live(session: &Session, user: &User, now: Timestamp) -> bool {
    session.is_live(now) && user.is_active() && session.user_id == user.id
}

/// Whether a grant still stands: for every use of a token that descends from it. A client that is registered anew under an
/// identifier inherits nothing of the one before, and a user who may no longer use the client loses its grants.
pub fn grant_is_live(
    grant: &Grant,
    client: &Client,
    (user, map): (Option<&User>, &RoleMap),
    now: Timestamp,
) -> bool {
    grant.is_live(now)
        && !client.disabled
        && grant.client_id == client.id
        && grant.created_at >= client.created_at
        && user.is_some_and(|user| user.is_active() && user.id == grant.user_id && may_use(client, user, map))
}

fn admit_client_for(client: &Client, grant_type: &GrantType) -> Result<(), Refusal> {
    if client.disabled {
        return Err(Refusal::new(
            ErrorCode::UnauthorizedClient,
            "The client is disabled.",
            Reason::new(Check::Client, "an enabled client", "a disabled client"),
        ));
    }
    if !client.grant_types.contains(grant_type) {
        let registered: Vec<_> = client.grant_types.iter().map(|grant| grant.as_str()).collect();
        return Err(Refusal::new(
            ErrorCode::UnauthorizedClient,
            "The client is not registered for this grant type.",
            Reason::new(Check::GrantType, registered.join(" "), grant_type.to_string()),
        ));
    }
    Ok(())
}

fn user_is_gone(got: &'static str) -> Refusal {
    Refusal::new(
        ErrorCode::InvalidGrant,
        "The grant is no longer valid.",
        Reason::new(Check::User, "an enabled user", got),
    )
}
