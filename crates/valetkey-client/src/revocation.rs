//! The revocation endpoint (RFC 7009).

use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::{Secret, parameter};

use crate::token::error_answer;
use crate::{ClientAuthentication, Problem};

/// The kind of token to revoke (RFC 7009 section 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenKind {
    /// An access token.
    AccessToken,
    /// A refresh token, and with it the whole grant.
    RefreshToken,
}

impl TokenKind {
    /// Returns the `token_type_hint`.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::AccessToken => parameter::ACCESS_TOKEN,
            Self::RefreshToken => parameter::REFRESH_TOKEN,
        }
    }
}

/// Makes the request that revokes a token.
pub fn revocation_request(
    revocation_endpoint: &str,
    authentication: &ClientAuthentication,
    token: &Secret,
    kind: TokenKind,
) -> HttpRequest {
    let parameters = [(parameter::TOKEN, token.expose()), (parameter::TOKEN_TYPE_HINT, kind.hint())];
    authentication.post_form(revocation_endpoint, &parameters)
}

/// Validates the response. An unknown token counts as revoked (RFC 7009 section 2.2).
///
/// # Errors
/// [`Problem::Refused`] or [`Problem::Status`]: the token may still be valid.
pub fn check_revocation(response: &HttpResponse) -> Result<(), Problem> {
    if response.status == 200 { Ok(()) } else { Err(error_answer(response, 200)) }
}
