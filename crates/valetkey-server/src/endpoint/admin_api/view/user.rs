//! Users.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::record::{LinkedAccount, Passkey};

use super::HeldRoleView;
use crate::{administration::users::UserDetails, provider_sign_in::link_id};

/// A user. Times are seconds since 1970.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
pub(in super::super) struct UserView {
    sub: String,
    username: String,
    email: Option<String>,
    email_verified: bool,
    name: Option<String>,
    given_name: Option<String>,
    family_name: Option<String>,
    middle_name: Option<String>,
    nickname: Option<String>,
    profile: Option<String>,
    picture: Option<String>,
    website: Option<String>,
    gender: Option<String>,
    birthdate: Option<String>,
    zoneinfo: Option<String>,
    locale: Option<String>,
    phone_number: Option<String>,
    address: Option<AddressView>,
    /// Names of roles without a record of a role.
    roles: Vec<String>,
    has_password: bool,
    /// Some of `authenticator`, `passkey`, `recovery_codes`.
    second_factors: Vec<&'static str>,
    disabled: bool,
    /// The time when the user will be removed, at their own request.
    deletion_at: Option<i64>,
    created_at: i64,
    updated_at: i64,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

/// The parts of a postal address.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Address)]
struct AddressView {
    formatted: Option<String>,
    street_address: Option<String>,
    locality: Option<String>,
    region: Option<String>,
    postal_code: Option<String>,
    country: Option<String>,
}

impl From<&User> for UserView {
    fn from(user: &User) -> Self {
        let address = user.address.as_ref().map(|address| AddressView {
            formatted: address.formatted.clone(),
            street_address: address.street_address.clone(),
            locality: address.locality.clone(),
            region: address.region.clone(),
            postal_code: address.postal_code.clone(),
            country: address.country.clone(),
        });
        Self {
            sub: user.id.to_string(),
            username: user.username.clone(),
            email: user.email.clone(),
            email_verified: user.email_verified,
            name: user.name.clone(),
            given_name: user.given_name.clone(),
            family_name: user.family_name.clone(),
            middle_name: user.middle_name.clone(),
            nickname: user.nickname.clone(),
            profile: user.profile.clone(),
            picture: user.picture.clone(),
            website: user.website.clone(),
            gender: user.gender.clone(),
            birthdate: user.birthdate.clone(),
            zoneinfo: user.zoneinfo.clone(),
            locale: user.locale.clone(),
            phone_number: user.phone_number.clone(),
            address,
            roles: user.roles.clone(),
            has_password: user.password_hash.is_some(),
            second_factors: user.factors.iter().map(|kind| kind.name()).collect(),
            disabled: user.disabled,
            deletion_at: user.deletion_at.map(|at| at.seconds()),
            created_at: user.created_at.seconds(),
            updated_at: user.updated_at.seconds(),
            revision: user.revision,
        }
    }
}

/// A user with groups, roles, attributes and ways to sign in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UserDetails)]
pub(in super::super) struct UserDetailsView {
    #[serde(flatten)]
    user: UserView,
    /// The groups that the user is a member of, those above included.
    groups: Vec<GroupName>,
    /// The groups that providers give, by provider.
    provided_groups: Vec<ProvidedGroupsView>,
    /// The roles that the user has, directly or through groups.
    granted_roles: Vec<HeldRoleView>,
    /// The values of attributes, by name.
    attributes: BTreeMap<String, Value>,
    passkeys: Vec<PasskeyView>,
    /// The accounts at providers that the user signs in with.
    linked_accounts: Vec<LinkedAccountView>,
    /// The number of recovery codes that were not used.
    recovery_codes_left: usize,
    /// The number of failed sign-ins at unknown devices that count.
    failed_sign_ins: u32,
    /// The version of the terms that the user accepted last.
    accepted_terms: Option<String>,
    /// Whether the password is accepted at known devices only, after too many failed sign-ins.
    locked: bool,
}

#[derive(Debug, Serialize, ToSchema)]
struct GroupName {
    id: Uuid,
    name: String,
}

/// The groups that a provider gives.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProvidedGroups)]
struct ProvidedGroupsView {
    /// The name of the provider.
    provider: String,
    /// The names of the groups.
    groups: Vec<String>,
}

/// A passkey.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Passkey)]
struct PasskeyView {
    credential_id: String,
    name: String,
    /// The model of the authenticator; all zeros if it does not say.
    aaguid: Uuid,
    /// Whether it can be on several devices.
    synchronised: bool,
    created_at: i64,
    last_used_at: Option<i64>,
}

impl From<&Passkey> for PasskeyView {
    fn from(passkey: &Passkey) -> Self {
        Self {
            credential_id: passkey.credential_id.clone(),
            name: passkey.name.clone(),
            aaguid: passkey.aaguid,
            synchronised: passkey.backup_eligible,
            created_at: passkey.created_at.seconds(),
            last_used_at: passkey.last_used_at.map(|at| at.seconds()),
        }
    }
}

/// An account at a provider.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LinkedAccount)]
struct LinkedAccountView {
    /// The identifier in the path of the operation that unlinks it.
    id: String,
    /// The name of the provider.
    provider: String,
    issuer: String,
    subject: String,
    /// The name of the account at the provider.
    label: Option<String>,
    linked_at: i64,
    last_used_at: Option<i64>,
}

impl From<&LinkedAccount> for LinkedAccountView {
    fn from(account: &LinkedAccount) -> Self {
        Self {
            id: link_id(account),
            provider: account.provider.clone(),
            issuer: account.issuer.clone(),
            subject: account.subject.clone(),
            label: account.label.clone(),
            linked_at: account.linked_at.seconds(),
            last_used_at: account.last_used_at.map(|at| at.seconds()),
        }
    }
}

impl From<&UserDetails> for UserDetailsView {
    fn from(details: &UserDetails) -> Self {
        let group = |(id, name): &(Uuid, String)| GroupName { id: *id, name: name.clone() };
        let provided = |(provider, groups): &(String, Vec<String>)| ProvidedGroupsView {
            provider: provider.clone(),
            groups: groups.clone(),
        };
        let attributes = details.attributes.iter().map(|(name, value)| (name.clone(), value.to_json()));
        Self {
            user: UserView::from(&details.user),
            groups: details.groups.iter().map(group).collect(),
            provided_groups: details.provided_groups.iter().map(provided).collect(),
            granted_roles: details.roles.iter().map(HeldRoleView::from).collect(),
            attributes: attributes.collect(),
            passkeys: details.passkeys.iter().map(PasskeyView::from).collect(),
            linked_accounts: details.linked.iter().map(LinkedAccountView::from).collect(),
            recovery_codes_left: details.recovery_codes_left(),
            failed_sign_ins: details.failures.count,
            accepted_terms: details.user.accepted_terms.clone(),
            locked: details.is_locked(),
        }
    }
}
