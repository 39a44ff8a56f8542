//! The facts of one request: the records of an endpoint, as one consistent picture, in one round trip.

use std::sync::{Arc, LazyLock};

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_types::{ClientId, UserId};

use crate::{
    record::{Consent, Grant, Session},
    role_map::RoleMap,
};

/// A browser's session with its user.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionFacts {
    /// The session, live or not.
    pub session: Session,
    /// Its user.
    pub user: Box<User>,
}

/// For the authorization endpoint, beside the client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuthorizationFacts {
    /// The browser's session, if its cookie names one.
    pub session: Option<SessionFacts>,
    /// The consent of the session's user to this client, remembered or withdrawn.
    pub consent: Option<Consent>,
}

/// The groups and roles of the tenant.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleMapFacts {
    /// The stored revision of the map; 0 for a tenant without groups and roles. The finder reads this and nothing else.
    pub revision: u64,
    /// The map. The edge fills it in where somebody has a group or role; it keeps the map and reads it again only when the
    /// revision is another one.
    pub map: Arc<RoleMap>,
}

impl Default for RoleMapFacts {
    /// Returns the facts of a tenant without groups and roles. The empty map is shared: most requests need no other.
    fn default() -> Self {
        static EMPTY: LazyLock<Arc<RoleMap>> = LazyLock::new(Arc::default);
        Self { revision: 0, map: Arc::clone(&EMPTY) }
    }
}

/// Identifies a code whose facts are loaded.
#[derive(Clone, Copy, Debug)]
pub struct CodeKey<'a> {
    /// The grant that its redemption creates.
    pub grant_id: Uuid,
    /// The user who allowed it.
    pub user_id: &'a UserId,
    /// The client it was issued to.
    pub client_id: &'a ClientId,
    /// The session it was issued in.
    pub session_id: Uuid,
}

/// For the redemption of a code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeFacts {
    /// The grant that the code names. It exists: the code was used.
    pub grant: Option<Grant>,
    /// The user who allowed the code; `None` when the user was removed since.
    pub user: Option<Box<User>>,
    /// The consent of the user to the code's client, remembered or withdrawn; `None` when nothing was ever remembered.
    pub consent: Option<Consent>,
    /// The session that the code was issued in, live or not; the one after it where the user signed in again since.
    pub session: Option<Session>,
    /// The groups and roles of the tenant.
    pub role_map: RoleMapFacts,
}

/// For the use of a refresh token.
#[derive(Clone, Debug, PartialEq)]
pub struct RefreshFacts {
    /// The token's grant.
    pub grant: Grant,
    /// The grant's user; `None` when they were removed since.
    pub user: Option<Box<User>>,
    /// The groups and roles of the tenant.
    pub role_map: RoleMapFacts,
}

/// Identifies an access token whose facts are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessTokenKey {
    /// Its `jti`.
    pub id: Uuid,
    /// The grant it descends from.
    pub grant_id: Option<Uuid>,
}

/// For introspection and userinfo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccessTokenFacts {
    /// The grant it descends from.
    pub grant: Option<Grant>,
    /// The grant's user.
    pub user: Option<Box<User>>,
    /// Whether it was revoked by itself.
    pub revoked: bool,
    /// The groups and roles of the tenant.
    pub role_map: RoleMapFacts,
}
