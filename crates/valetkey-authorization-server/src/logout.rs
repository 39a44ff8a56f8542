//! RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0) and logout tokens (OpenID Connect Back-Channel Logout 1.0).

use serde::Serialize;
use uuid::Uuid;
use valetkey_types::{ClientId, Issuer, RawParams, Seconds, Timestamp, UserId, encode_form, parameter};

use crate::{Check, Reason, authorization::SignedInUser, record::Client};

/// The request as it came.
#[derive(Clone, Debug)]
pub struct LogoutRequest {
    /// An ID token of the session that should end, not yet verified.
    pub id_token_hint: Option<String>,
    /// The client that asks.
    pub client_id: Option<ClientId>,
    /// Where the browser should go.
    pub post_logout_redirect_uri: Option<String>,
    /// Comes back with the browser.
    pub state: Option<String>,
}

/// The content of a verified `id_token_hint`. Expired ones count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdTokenHint {
    /// `sub`.
    pub subject: UserId,
    /// The client it was issued to.
    pub client_id: ClientId,
    /// `sid`.
    pub sid: Option<String>,
}

/// The next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogoutStep {
    /// Ask the user: the request does not prove which session it means.
    Confirm {
        /// Where the browser goes afterwards.
        return_uri: Option<String>,
    },
    /// End the session now.
    End {
        /// Where the browser goes afterwards.
        return_uri: Option<String>,
    },
    /// Nobody is signed in.
    NothingToEnd {
        /// Where the browser goes.
        return_uri: Option<String>,
    },
}

impl LogoutRequest {
    /// Reads the parameters.
    pub fn parse(params: &RawParams) -> Self {
        let text = |name| params.get(name).map(str::to_owned);
        Self {
            id_token_hint: text(parameter::ID_TOKEN_HINT),
            client_id: params.get(parameter::CLIENT_ID).map(ClientId::new),
            post_logout_redirect_uri: text(parameter::POST_LOGOUT_REDIRECT_URI),
            state: text(parameter::STATE),
        }
    }

    /// The client that asks, by the hint or by name; both must agree.
    pub fn client_id<'a>(&'a self, hint: Option<&'a IdTokenHint>) -> Result<Option<&'a ClientId>, Reason> {
        match (&self.client_id, hint.map(|hint| &hint.client_id)) {
            (Some(named), Some(hinted)) if named != hinted => {
                Err(Reason::new(Check::ClientId, hinted.to_string(), named.to_string()))
            }
            (named, hinted) => Ok(named.as_ref().or(hinted)),
        }
    }
}

/// The next step, and why the browser will not go where the request asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoutDecision {
    /// The next step.
    pub step: LogoutStep,
    /// Why the requested way back is left out. Signing out itself is never refused (section 4).
    pub missing_return: Option<Reason>,
}

/// Decides the next step. The browser is sent on only to a URI that the asking client registered, byte for byte.
pub fn logout_step(
    request: &LogoutRequest,
    hint: Option<&IdTokenHint>,
    client: Option<&Client>,
    signed_in: Option<SignedInUser<'_>>,
) -> LogoutDecision {
    let (return_uri, missing_return) = match return_uri(request, client) {
        Ok(return_uri) => (return_uri, None),
        Err(reason) => (None, Some(reason)),
    };
    let Some(signed_in) = signed_in else {
        return LogoutDecision { step: LogoutStep::NothingToEnd { return_uri }, missing_return };
    };
    let proves_session = hint.is_some_and(|hint| {
        hint.subject == signed_in.user.id
            && hint.sid.as_deref().is_none_or(|sid| sid == signed_in.session.sid.simple().to_string())
    });
    let step =
        if proves_session { LogoutStep::End { return_uri } } else { LogoutStep::Confirm { return_uri } };
    LogoutDecision { step, missing_return }
}

fn return_uri(request: &LogoutRequest, client: Option<&Client>) -> Result<Option<String>, Reason> {
    let Some(requested) = &request.post_logout_redirect_uri else { return Ok(None) };
    let registered = client.map(|client| client.post_logout_redirect_uris.as_slice()).unwrap_or_default();
    if !registered.contains(requested) {
        let check = Check::PostLogoutRedirectUri;
        return Err(match client {
            Some(_) => Reason::new(check, registered.join("\n"), requested.clone()),
            None => {
                Reason::new(check, "an id_token_hint or client_id of a registered client", requested.clone())
            }
        });
    }
    let Some(state) = &request.state else { return Ok(Some(requested.clone())) };
    let separator = if requested.contains('?') { '&' } else { '?' };
    Ok(Some(format!("{requested}{separator}{}", encode_form([(parameter::STATE, state.as_str())]))))
}

/// The claims of a logout token (OpenID Connect Back-Channel Logout section 2.4). Signed with `typ` `logout+jwt`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names and meanings are those of the section above")]
pub struct LogoutTokenClaims {
    pub iss: String,
    pub sub: String,
    pub aud: String,
    pub iat: Timestamp,
    pub exp: Timestamp,
    pub jti: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    pub events: LogoutEvents,
}

/// The `events` claim: one member whose value is an empty object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LogoutEvents {
    #[serde(rename = "http://schemas.openid.net/event/backchannel-logout")]
    backchannel_logout: Empty,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Empty {}

/// Returns the claims of a logout token for one client: of one session, or of every session of the user. Lives two minutes.
pub fn logout_token(
    issuer: &Issuer,
    client_id: &ClientId,
    subject: &UserId,
    sid: Option<Uuid>,
    id: Uuid,
    now: Timestamp,
) -> LogoutTokenClaims {
    LogoutTokenClaims {
        iss: issuer.as_str().to_owned(),
        sub: subject.as_str().to_owned(),
        aud: client_id.as_str().to_owned(),
        iat: now,
        exp: now.plus(Seconds::minutes(2)),
        jti: id.simple().to_string(),
        sid: sid.map(|sid| sid.simple().to_string()),
        events: LogoutEvents::default(),
    }
}
