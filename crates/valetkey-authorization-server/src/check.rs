//! The checks that refuse requests, by name, so that refusals can be counted.

use std::fmt;

macro_rules! checks {
    ($($(#[$doc:meta])+ $check:ident = $word:literal,)+) => {
        /// The check that refused a request. Its word stays the same from version to version.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Check {
            $($(#[$doc])+ $check,)+
        }

        impl Check {
            /// Every check.
            pub const ALL: &'static [Self] = &[$(Self::$check),+];

            /// Returns the word for logs, counters and developers: a parameter has its name on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$check => $word,)+
                }
            }
        }
    };
}

checks! {
    /// The client named by `client_id` is registered.
    ClientId = "client_id",
    /// The redirect URI is one of the client's.
    RedirectUri = "redirect_uri",
    /// The client is enabled and may use the endpoint or the grant.
    Client = "client",
    /// The client proves who it is.
    ClientAuthentication = "client_authentication",
    /// The request has at most one `Authorization` header.
    AuthorizationHeader = "authorization_header",
    /// The request has no request object.
    Request = "request",
    /// The request has no request object by reference.
    RequestUri = "request_uri",
    /// The request does not register its client.
    Registration = "registration",
    /// `response_type`.
    ResponseType = "response_type",
    /// `response_mode`.
    ResponseMode = "response_mode",
    /// `state`.
    State = "state",
    /// `scope`.
    Scope = "scope",
    /// `resource`.
    Resource = "resource",
    /// PKCE in the authorization request.
    CodeChallenge = "code_challenge",
    /// PKCE in the token request.
    CodeVerifier = "code_verifier",
    /// `nonce`.
    Nonce = "nonce",
    /// `prompt`.
    Prompt = "prompt",
    /// `max_age`.
    MaxAge = "max_age",
    /// `acr_values`, and the class that the tenant and the client require.
    AcrValues = "acr_values",
    /// `id_token_hint`.
    IdTokenHint = "id_token_hint",
    /// `post_logout_redirect_uri`.
    PostLogoutRedirectUri = "post_logout_redirect_uri",
    /// The user is signed in as the request needs it.
    Session = "session",
    /// The user allows what the client asks for.
    Consent = "consent",
    /// The user may sign in from their network.
    Network = "network",
    /// The user may use the application.
    Access = "access",
    /// The user accepted the present terms.
    Terms = "terms",
    /// The user exists and is enabled.
    User = "user",
    /// `grant_type`.
    GrantType = "grant_type",
    /// The authorization code.
    Code = "code",
    /// The refresh token.
    RefreshToken = "refresh_token",
    /// The access token at a resource.
    AccessToken = "access_token",
    /// The token at introspection or revocation.
    Token = "token",
    /// A parameter that the endpoint needs is there, and each stands there once.
    Parameters = "parameters",
    /// The content type of the body.
    ContentType = "content_type",
    /// The body is whole and not too large.
    Body = "body",
    /// The request comes from one of our own pages.
    Origin = "origin",
    /// A value that a page sealed for this browser.
    FormState = "form_state",
    /// A key signs.
    SigningKey = "signing_key",
    /// A token can be sealed.
    Seal = "seal",
    /// The database answers.
    Storage = "storage",
}

impl fmt::Display for Check {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_check_has_a_word_of_its_own() {
        let words: HashSet<_> = Check::ALL.iter().map(|check| check.as_str()).collect();
        assert_eq!(words.len(), Check::ALL.len());
        for word in words {
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{word}");
        }
    }
}
