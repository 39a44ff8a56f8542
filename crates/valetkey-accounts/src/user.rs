//! The record of a user.

use uuid::Uuid;
use valetkey_types::{Address, Scope, Seconds, TenantId, Timestamp, Unknown, UserClaims, UserId};

use crate::{Amr, Attributes, FactorKind, PasswordHash, ProvidedGroups};

/// A user who can sign in. The identifier never changes and is never reused; all other values can change.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// The tenant of the user.
    pub tenant: TenantId,
    /// The `sub` of this user.
    pub id: UserId,
    /// The name for the sign-in. It is unique in the tenant, ignoring letter case.
    pub username: String,
    /// The email address. It does not identify the user.
    pub email: Option<String>,
    /// `true` if the user has proved that they receive mail at this address.
    pub email_verified: bool,
    /// Full name for display.
    pub name: Option<String>,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Middle name.
    pub middle_name: Option<String>,
    /// Casual name.
    pub nickname: Option<String>,
    /// Web page about the user.
    pub profile: Option<String>,
    /// Web address of a picture of the user.
    pub picture: Option<String>,
    /// Web page or blog of the user.
    pub website: Option<String>,
    /// Gender, such as `female` or `male`.
    pub gender: Option<String>,
    /// Birthday: `YYYY-MM-DD`, `0000-MM-DD` without the year, or `YYYY` alone.
    pub birthdate: Option<String>,
    /// Time zone of the IANA database, such as `Europe/Vienna`.
    pub zoneinfo: Option<String>,
    /// Phone number in E.164 form.
    pub phone_number: Option<String>,
    /// `true` if the phone number is verified.
    pub phone_number_verified: bool,
    /// Postal address. Few users have one, and it is large.
    pub address: Option<Box<Address>>,
    /// Preferred language as a BCP 47 tag.
    pub locale: Option<String>,
    /// The values of the operator's attributes. Their definitions set the kind of a value and the users who may see it.
    pub attributes: Attributes,
    /// The names of roles that were granted directly and need no record of a role. Applications define their meaning.
    pub roles: Vec<String>,
    /// The roles that were granted directly. Identifiers of removed roles can remain; they have no effect.
    pub granted_roles: Vec<Uuid>,
    /// The groups of which the user is a direct member. Identifiers of removed groups can remain; they have no effect.
    pub groups: Vec<Uuid>,
    /// The groups among [`groups`](Self::groups) that accounts at providers give. The others are from an administrator.
    pub provided_groups: Vec<ProvidedGroups>,
    /// The Argon2id hash in PHC form; `None` if the user has no password.
    pub password_hash: Option<PasswordHash>,
    /// The kinds of second factors that the user has. A commit that adds the first factor of a kind or removes the last one
    /// changes this list too, so that a sign-in does not read factors of a user who has none.
    pub factors: Vec<FactorKind>,
    /// The time when the user answered "Not now" to the offer of a passkey. The offer is never repeated.
    pub passkey_offer_declined_at: Option<Timestamp>,
    /// The version of the terms that the user accepted last. It is empty for a user who created the account, by registration or at a
    /// provider, and has accepted none yet. It is `None` for a user who is not asked, because an administrator created the account.
    pub accepted_terms: Option<String>,
    /// Failed sign-ins until this time do not count.
    pub failures_reset_at: Option<Timestamp>,
    /// `true` for a disabled user, who can't sign in and has no access.
    pub disabled: bool,
    /// The time when the user will be removed at their own request; `None` without such a request. Until then the user can only
    /// sign in to keep the account.
    pub deletion_at: Option<Timestamp>,
    /// The time when the record was created.
    pub created_at: Timestamp,
    /// The time of the last change of data that applications can see.
    pub updated_at: Timestamp,
    /// The stored revision of this record when it was read; 0 for a record that is not stored yet. Set by the storage crate.
    pub revision: u64,
    /// Values of a newer version. The storage crate keeps them.
    pub unknown: Unknown,
}

impl User {
    /// The time in which a user who requested the deletion of their account can return.
    pub const TIME_TO_RETURN: Seconds = Seconds::days(14);

    /// Creates a record with only a username.
    pub fn new(tenant: TenantId, id: UserId, username: impl Into<String>, now: Timestamp) -> Self {
        Self {
            tenant,
            id,
            username: username.into(),
            email: None,
            email_verified: false,
            name: None,
            given_name: None,
            family_name: None,
            middle_name: None,
            nickname: None,
            profile: None,
            picture: None,
            website: None,
            gender: None,
            birthdate: None,
            zoneinfo: None,
            phone_number: None,
            phone_number_verified: false,
            address: None,
            locale: None,
            attributes: Attributes::new(),
            roles: Vec::new(),
            granted_roles: Vec::new(),
            groups: Vec::new(),
            provided_groups: Vec::new(),
            password_hash: None,
            factors: Vec::new(),
            passkey_offer_declined_at: None,
            accepted_terms: None,
            failures_reset_at: None,
            disabled: false,
            deletion_at: None,
            created_at: now,
            updated_at: now,
            revision: 0,
            unknown: Unknown::default(),
        }
    }

    /// Returns whether the user may sign in: the user is not disabled, and the time of their deletion has not passed.
    /// Housekeeping may remove the record later.
    pub fn may_sign_in(&self, now: Timestamp) -> bool {
        !self.disabled && self.deletion_at.is_none_or(|at| now < at)
    }

    /// Returns whether the user may have a session and give access: they may sign in and have not requested their deletion.
    pub fn is_active(&self) -> bool {
        !self.disabled && self.deletion_at.is_none()
    }

    /// Returns whether the user has a second factor of this kind.
    pub fn has_factor(&self, kind: FactorKind) -> bool {
        self.factors.contains(&kind)
    }

    /// Returns whether the user must prove a second factor after a password, because they have one. A passkey as the only other
    /// factor does not count: without recovery codes, a lost passkey would lock the user out.
    pub fn wants_second_factor(&self) -> bool {
        self.has_factor(FactorKind::Authenticator) || self.has_factor(FactorKind::RecoveryCodes)
    }

    /// Returns whether a passkey may be offered after a sign-in with a password: the user has no second factor and has not
    /// declined the offer.
    pub fn may_be_offered_passkey(&self) -> bool {
        self.factors.is_empty() && self.passkey_offer_declined_at.is_none()
    }

    /// Returns whether the user can prove this method. For codes by mail and accounts at providers, the caller must check more.
    pub fn can_prove(&self, method: Amr) -> bool {
        match method {
            Amr::Password => self.password_hash.is_some(),
            Amr::OneTimePassword => self.has_factor(FactorKind::Authenticator),
            Amr::RecoveryCode => self.has_factor(FactorKind::RecoveryCodes),
            Amr::MailCode => self.email_verified,
            Amr::Provider => true,
            Amr::DevicePasskey
            | Amr::VerifiedDevicePasskey
            | Amr::SyncedPasskey
            | Amr::VerifiedSyncedPasskey => self.has_factor(FactorKind::Passkey),
        }
    }

    /// Returns the user with a second factor of this kind.
    #[must_use]
    pub fn with_factor(mut self, kind: FactorKind) -> Self {
        if !self.has_factor(kind) {
            self.factors.push(kind);
        }
        self
    }

    /// Returns the user without second factors of this kind.
    #[must_use]
    pub fn without_factor(mut self, kind: FactorKind) -> Self {
        self.factors.retain(|factor| *factor != kind);
        self
    }

    /// Returns the display name: the full name, or the username if there is none.
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.username)
    }

    /// Returns the claims that a scope contains (OpenID Connect Core section 5.4), except `roles` and `groups`, which need
    /// other records too.
    pub fn claims(&self, scope: &Scope) -> UserClaims {
        let mut claims = UserClaims { sub: self.id.as_str().to_owned(), ..UserClaims::default() };
        if scope.contains("profile") {
            claims.name.clone_from(&self.name);
            claims.given_name.clone_from(&self.given_name);
            claims.family_name.clone_from(&self.family_name);
            claims.middle_name.clone_from(&self.middle_name);
            claims.nickname.clone_from(&self.nickname);
            claims.profile.clone_from(&self.profile);
            claims.picture.clone_from(&self.picture);
            claims.website.clone_from(&self.website);
            claims.gender.clone_from(&self.gender);
            claims.birthdate.clone_from(&self.birthdate);
            claims.zoneinfo.clone_from(&self.zoneinfo);
            claims.preferred_username = Some(self.username.clone());
            claims.locale.clone_from(&self.locale);
            claims.updated_at = Some(self.updated_at.seconds());
        }
        if scope.contains("email") {
            claims.email.clone_from(&self.email);
            claims.email_verified = self.email.as_ref().map(|_| self.email_verified);
        }
        if scope.contains("phone") {
            claims.phone_number.clone_from(&self.phone_number);
            claims.phone_number_verified = self.phone_number.as_ref().map(|_| self.phone_number_verified);
        }
        if scope.contains("address") {
            claims.address = self.address.as_deref().cloned();
        }
        claims
    }
}
