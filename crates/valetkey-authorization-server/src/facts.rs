//! What one request loads: the records an endpoint needs, as one consistent picture, in one round trip.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_types::{ClientId, UserId};

use crate::record::{AccessToken, AuthorizationCode, Client, Consent, Grant, RefreshToken, Session};

/// A browser's session with its person.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionFacts {
    /// The session, live or not.
    pub session: Session,
    /// Its person.
    pub user: User,
}

/// For the authorization endpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuthorizationFacts {
    /// The client, if the identifier is known.
    pub client: Option<Client>,
    /// The browser's session, if its cookie names one.
    pub session: Option<SessionFacts>,
    /// What the session's person allowed this client before.
    pub consent: Option<Consent>,
}

/// For the redemption of a code.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeFacts {
    /// The code, used or not, expired or not.
    pub code: AuthorizationCode,
    /// Who allowed it; `None` when the person was removed since.
    pub user: Option<User>,
}

/// For a refresh.
#[derive(Clone, Debug, PartialEq)]
pub struct RefreshFacts {
    /// The token.
    pub token: RefreshToken,
    /// Its grant.
    pub grant: Grant,
    /// The grant's person; `None` when they were removed since.
    pub user: Option<User>,
}

/// What identifies an access token whose facts are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessTokenKey {
    /// The selector of an opaque token.
    Opaque(Uuid),
    /// The claims of a JWT whose signature was verified.
    Jwt {
        /// `jti`.
        id: Uuid,
        /// The grant it descends from.
        grant_id: Option<Uuid>,
        /// `client_id`.
        client_id: ClientId,
        /// `sub`, when it is a person.
        user_id: Option<UserId>,
    },
}

/// For introspection, revocation and userinfo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccessTokenFacts {
    /// The stored token, for an opaque one.
    pub token: Option<AccessToken>,
    /// The grant it descends from.
    pub grant: Option<Grant>,
    /// The client it was issued to.
    pub client: Option<Client>,
    /// The person.
    pub user: Option<User>,
    /// Whether it was revoked by itself.
    pub revoked: bool,
}

/// For introspection and revocation of a handle: it may be an opaque access token or a refresh token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HandleFacts {
    /// What is known about an access token of this name.
    pub access_token: AccessTokenFacts,
    /// The refresh token of this name.
    pub refresh_token: Option<RefreshFacts>,
}
