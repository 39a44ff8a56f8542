//! Lifetimes, and the moment since which records count.

use std::collections::BTreeMap;

use valetkey_types::{Seconds, Timestamp};

/// Lifetimes of everything the server issues. The defaults suit most teams; all lifetimes are configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifetimes {
    /// An authorization code. RFC 6749 section 4.1.2 allows ten minutes, ASVS 10.4.3 level 3 one.
    pub authorization_code: Seconds,
    /// An access token.
    pub access_token: Seconds,
    /// An ID token.
    pub id_token: Seconds,
    /// A refresh token that nobody uses.
    pub refresh_token_idle: Seconds,
    /// A grant, however often it is refreshed (ASVS 10.4.8).
    pub grant: Seconds,
    /// A browser session.
    pub session: Seconds,
    /// A browser session of a user who chose to stay signed in; zero: users cannot choose it.
    pub kept_session: Seconds,
    /// A browser session that is not used; zero: as long as the session.
    pub session_idle: Seconds,
    /// A sign-in or consent page that somebody left open. Nothing hangs on it but convenience: what a page settles counts
    /// only in the session it was settled in, and a yes only until the consent changes.
    pub interaction: Seconds,
    /// How long an event of the audit trail is kept.
    pub event: Seconds,
    /// Sessions and grants that began before this moment do not count
    /// ([`TenantRecord::nothing_before`](crate::record::TenantRecord::nothing_before)).
    pub nothing_before: Option<Timestamp>,
}

impl Lifetimes {
    /// How far the clocks of two servers may differ. A value that one of them issues must not look too long-lived to the
    /// other.
    pub const CLOCK_TOLERANCE: Seconds = Seconds(60);

    /// Returns this lifetimes with some lifetimes replaced. A refresh token never outlives its grant.
    #[must_use]
    pub fn with(mut self, lifetimes: &BTreeMap<Lifetime, Seconds>) -> Self {
        for (lifetime, length) in lifetimes {
            *lifetime.of(&mut self) = *length;
        }
        self.refresh_token_idle = self.refresh_token_idle.min(self.grant);
        self
    }

    /// Whether users may choose to stay signed in.
    pub fn offers_kept_sessions(&self) -> bool {
        self.kept_session > Seconds(0)
    }

    /// Returns whether a session, grant or token counts that began at this moment.
    pub fn counts(&self, began_at: Timestamp) -> bool {
        self.nothing_before.is_none_or(|moment| began_at >= moment)
    }
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            authorization_code: Seconds(60),
            access_token: Seconds::minutes(10),
            id_token: Seconds::minutes(10),
            refresh_token_idle: Seconds::days(30),
            grant: Seconds::days(365),
            session: Seconds::hours(12),
            kept_session: Seconds(0),
            session_idle: Seconds(0),
            interaction: Seconds::hours(24),
            event: Seconds::days(365),
            nothing_before: None,
        }
    }
}

/// A lifetime that a tenant may set for itself, by its name in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lifetime {
    /// Of an authorization code.
    AuthorizationCode,
    /// Of an access token.
    AccessToken,
    /// Of an ID token.
    IdToken,
    /// Of a refresh token that nobody uses.
    RefreshTokenIdle,
    /// Of a grant.
    Grant,
    /// Of a browser session.
    Session,
    /// Of a browser session of a user who chose to stay signed in; zero: users cannot choose it.
    KeptSession,
    /// Of a browser session that is not used; zero: no limit.
    SessionIdle,
    /// Of a page that somebody left open.
    Interaction,
}

impl Lifetime {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::AuthorizationCode,
        Self::AccessToken,
        Self::IdToken,
        Self::RefreshTokenIdle,
        Self::Grant,
        Self::Session,
        Self::KeptSession,
        Self::SessionIdle,
        Self::Interaction,
    ];

    /// Returns the name: a key of the table `[lifetimes]`.
    pub fn name(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::AccessToken => "access_token",
            Self::IdToken => "id_token",
            Self::RefreshTokenIdle => "refresh_token_idle",
            Self::Grant => "grant",
            Self::Session => "session",
            Self::KeptSession => "kept_session",
            Self::SessionIdle => "session_idle",
            Self::Interaction => "interaction",
        }
    }

    /// Returns the lifetime of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lifetime| lifetime.name() == name)
    }

    fn of(self, lifetimes: &mut Lifetimes) -> &mut Seconds {
        match self {
            Self::AuthorizationCode => &mut lifetimes.authorization_code,
            Self::AccessToken => &mut lifetimes.access_token,
            Self::IdToken => &mut lifetimes.id_token,
            Self::RefreshTokenIdle => &mut lifetimes.refresh_token_idle,
            Self::Grant => &mut lifetimes.grant,
            Self::Session => &mut lifetimes.session,
            Self::KeptSession => &mut lifetimes.kept_session,
            Self::SessionIdle => &mut lifetimes.session_idle,
            Self::Interaction => &mut lifetimes.interaction,
        }
    }
}
