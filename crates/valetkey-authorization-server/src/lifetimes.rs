//! Lifetimes, and the time since which records count.

use std::collections::BTreeMap;

use valetkey_types::{Seconds, Timestamp};

/// Lifetimes of everything that the server issues. All of them can be configured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifetimes {
    /// An authorization code. RFC 6749 section 4.1.2 allows ten minutes, ASVS 10.4.3 level 3 one.
    pub authorization_code: Seconds,
    /// An access token.
    pub access_token: Seconds,
    /// An ID token.
    pub id_token: Seconds,
    /// A refresh token that is not used.
    pub refresh_token_idle: Seconds,
    /// A grant. Refreshing does not extend it (ASVS 10.4.8).
    pub grant: Seconds,
    /// A browser session.
    pub session: Seconds,
    /// A browser session of a user who chose to stay signed in; zero: users can't choose it.
    pub kept_session: Seconds,
    /// A browser session that is not used; zero: as long as the session.
    pub session_idle: Seconds,
    /// A sign-in or consent page that is left open. The security does not depend on it: the result of a page counts only in the
    /// session in which it was made, and a consent only until it changes.
    pub interaction: Seconds,
    /// The time for which an event of the audit trail is kept.
    pub event: Seconds,
    /// Sessions and grants that began before this time do not count
    /// ([`TenantRecord::nothing_before`](crate::record::TenantRecord::nothing_before)).
    pub nothing_before: Option<Timestamp>,
}

impl Lifetimes {
    /// The maximum difference between the clocks of two servers. Without it, a value of one server could have a too long lifetime
    /// for the other one.
    pub const CLOCK_TOLERANCE: Seconds = Seconds(60);

    /// Returns the lifetimes with some of them replaced. A refresh token never outlives its grant.
    #[must_use]
    pub fn with(mut self, lifetimes: &BTreeMap<Lifetime, Seconds>) -> Self {
        for (lifetime, length) in lifetimes {
            *lifetime.of(&mut self) = *length;
        }
        self.refresh_token_idle = self.refresh_token_idle.min(self.grant);
        self
    }

    /// Returns the length of a lifetime.
    pub fn length(&self, lifetime: Lifetime) -> Seconds {
        *lifetime.of(&mut self.clone())
    }

    /// Returns whether users may choose to stay signed in.
    pub fn offers_kept_sessions(&self) -> bool {
        self.kept_session > Seconds(0)
    }

    /// Returns whether a session, grant or token that began at this time counts.
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
    /// Of a refresh token that is not used.
    RefreshTokenIdle,
    /// Of a grant.
    Grant,
    /// Of a browser session.
    Session,
    /// Of a browser session of a user who chose to stay signed in; zero: users can't choose it.
    KeptSession,
    /// Of a browser session that is not used; zero: no limit.
    SessionIdle,
    /// Of a page that is left open.
    Interaction,
}

impl Lifetime {
    /// All lifetimes.
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

    /// Returns the lifetime with this name.
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
