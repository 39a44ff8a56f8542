//! Validates a logout request that the issuer sends through the browser (OpenID Connect Front-Channel Logout section 3).

use valetkey_types::{RawParams, parameter};

use crate::Problem;

/// The session to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrontChannelLogout {
    /// The session with this issuer and `sid`. Compare both before you end a session.
    Session {
        /// The issuer, with the same spelling as in logins ([`crate::IdToken::issuer`]).
        issuer: String,
        /// The issuer's session.
        sid: String,
    },
    /// The session of this browser. Any page can make a browser send such a request; it can only end a session, never start one.
    ThisBrowser,
}

/// Validates the parameters of the request. With `session_required` (the client's
/// `frontchannel_logout_session_required`), both `iss` and `sid` are required.
///
/// # Errors
/// [`Problem::Mismatch`] for another issuer, [`Problem::Missing`] for one of `iss` and `sid` without the other.
pub fn check_front_channel_logout(
    params: &RawParams,
    issuer: &str,
    session_required: bool,
) -> Result<FrontChannelLogout, Problem> {
    match (params.get(parameter::ISS), params.get(parameter::SID)) {
        (Some(iss), _) if iss != issuer => Err(Problem::mismatch("iss", issuer, iss)),
        (Some(_), Some(sid)) => {
            Ok(FrontChannelLogout::Session { issuer: issuer.to_owned(), sid: sid.to_owned() })
        }
        (None, Some(_)) => Err(Problem::Missing("the iss parameter beside sid")),
        (Some(_), None) => Err(Problem::Missing("the sid parameter beside iss")),
        (None, None) if session_required => Err(Problem::Missing("the parameters iss and sid")),
        (None, None) => Ok(FrontChannelLogout::ThisBrowser),
    }
}
