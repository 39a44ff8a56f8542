//! Users.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;
use valetkey_accounts::{AttributeValue, FactorKind, PasswordHash, SignInFailures, User};
use valetkey_authorization_server::{
    record::Passkey,
    registration::{NewUser, TextClaim},
};
use valetkey_types::{Address, TenantId, Timestamp, Unknown, UserId};

use super::{HIDDEN, read};
use crate::{command::UserDetails, failure::Failure};

/// The members of a user that commands show.
#[derive(Deserialize)]
struct UserDocument {
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
    address: Option<Address>,
    roles: Vec<String>,
    has_password: bool,
    second_factors: Vec<String>,
    disabled: bool,
    deletion_at: Option<Timestamp>,
    created_at: Timestamp,
    updated_at: Timestamp,
    revision: u64,
}

/// The further members of one user.
#[derive(Deserialize)]
struct DetailsDocument {
    groups: Vec<Named>,
    granted_roles: Vec<HeldRole>,
    provided_groups: Vec<Provided>,
    attributes: BTreeMap<String, Value>,
    passkeys: Vec<PasskeyDocument>,
    failed_sign_ins: u32,
    accepted_terms: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct HeldRole {
    name: String,
    of: Option<String>,
}

#[derive(Deserialize)]
struct Provided {
    provider: String,
    groups: Vec<String>,
}

#[derive(Deserialize)]
struct PasskeyDocument {
    credential_id: String,
    name: String,
    aaguid: Uuid,
    synchronised: bool,
    created_at: Timestamp,
    last_used_at: Option<Timestamp>,
}

/// Reads a user.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn user(document: Value) -> Result<User, Failure> {
    Ok(read::<UserDocument>("user", document)?.into())
}

/// Reads a user with groups, roles, attributes and passkeys.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn details(document: Value) -> Result<UserDetails, Failure> {
    let more: DetailsDocument = read("user", document.clone())?;
    let user = User { accepted_terms: more.accepted_terms, ..user(document)? };
    let mut groups: Vec<String> = more.groups.into_iter().map(|group| group.name).collect();
    groups.sort();
    let passkeys = more.passkeys.into_iter().map(|passkey| passkey.into_record(&user.id)).collect();
    let attributes = more.attributes.into_iter();
    let attributes = attributes.filter_map(|(name, value)| Some((name, AttributeValue::from_json(&value)?)));
    Ok(UserDetails {
        passkeys,
        groups,
        granted: more.granted_roles.into_iter().map(|role| (role.name, role.of)).collect(),
        provided: more.provided_groups.into_iter().map(|one| (one.provider, one.groups)).collect(),
        attributes: attributes.collect(),
        failures: SignInFailures { count: more.failed_sign_ins, last_at: None },
        user,
    })
}

/// Returns the values of a user as a body, without attributes, password and whether the email address is verified.
pub(crate) fn user_values(new: &NewUser) -> Value {
    let mut address = Map::new();
    let mut values = Map::from_iter([
        ("username".to_owned(), json!(new.username)),
        ("email".to_owned(), json!(new.email)),
        ("roles".to_owned(), json!(new.roles)),
    ]);
    for claim in TextClaim::ALL {
        let value = json!(claim.of(new));
        match claim.as_str().split_once('.') {
            Some((_, part)) => address.insert(part.to_owned(), value),
            None => values.insert(claim.as_str().to_owned(), value),
        };
    }
    values.insert("address".to_owned(), Value::Object(address));
    Value::Object(values)
}

impl From<UserDocument> for User {
    fn from(document: UserDocument) -> Self {
        let id = UserId::new(document.sub);
        let user = Self::new(TenantId::default(), id, document.username, document.created_at);
        Self {
            email: document.email,
            email_verified: document.email_verified,
            name: document.name,
            given_name: document.given_name,
            family_name: document.family_name,
            middle_name: document.middle_name,
            nickname: document.nickname,
            profile: document.profile,
            picture: document.picture,
            website: document.website,
            gender: document.gender,
            birthdate: document.birthdate,
            zoneinfo: document.zoneinfo,
            locale: document.locale,
            phone_number: document.phone_number,
            address: document.address.map(Box::new),
            roles: document.roles,
            password_hash: document.has_password.then(|| PasswordHash::from_phc(HIDDEN)),
            factors: document.second_factors.iter().filter_map(|name| FactorKind::named(name)).collect(),
            disabled: document.disabled,
            deletion_at: document.deletion_at,
            updated_at: document.updated_at,
            revision: document.revision,
            ..user
        }
    }
}

impl PasskeyDocument {
    fn into_record(self, user: &UserId) -> Passkey {
        Passkey {
            tenant: TenantId::default(),
            credential_id: self.credential_id,
            user_id: user.clone(),
            user_handle: String::new(),
            public_key: String::new(),
            name: self.name,
            aaguid: self.aaguid,
            transports: Vec::new(),
            backup_eligible: self.synchronised,
            created_at: self.created_at,
            sign_count: 0,
            backed_up: self.synchronised,
            last_used_at: self.last_used_at,
            revision: 0,
            unknown: Unknown::default(),
        }
    }
}
