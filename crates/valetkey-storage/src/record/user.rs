//! Users.

use uuid::Uuid;
use valetkey_accounts::{AttributeValue, Attributes, FactorKind, PasswordHash, ProvidedGroups, User};
use valetkey_types::{Address, TenantId, Timestamp, UserId};

use super::{
    document,
    form::{Bag, Members, form},
    read,
    words::Words,
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Users. The keys are in lower case.
pub static USER: Description = Description {
    name: "user",
    plural: "users",
    table: "users",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Text),
        Column::copy("username_key", ColumnKind::Text),
        Column::copy("email_key", ColumnKind::Text).optional(),
        Column::copy("deletion_at", ColumnKind::Integer).optional(),
    ],
    key_length: 2,
    unique: &[&["tenant", "username_key"], &["tenant", "email_key"]],
    retention: None,
    keeps_greater: None,
    lock_order: Some(10),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A user as it is stored.
    UserForm {
        tenant: TenantId,
        id: UserId,
        username: String,
        email: Option<String> = None,
        email_verified: bool,
        name: Option<String> = None,
        given_name: Option<String> = None,
        family_name: Option<String> = None,
        phone_number: Option<String> = None,
        phone_number_verified: bool,
        address: Option<Box<AddressForm>> = None,
        locale: Option<String> = None,
        claims: Option<Box<ClaimsForm>> = None,
        attributes: Option<Members> = None,
        roles: Vec<String>,
        granted_roles: Vec<Uuid> = Vec::new(),
        groups: Vec<Uuid> = Vec::new(),
        provided_groups: Vec<ProvidedGroupsForm> = Vec::new(),
        password_hash: Option<PasswordHash> = None,
        factors: Words<FactorKind> = Words::new(Vec::new(), Vec::new()),
        passkey_offer_declined_at: Option<Timestamp> = None,
        accepted_terms: Option<String> = None,
        failures_reset_at: Option<Timestamp> = None,
        disabled: bool,
        deletion_at: Option<Timestamp> = None,
        created_at: Timestamp,
        updated_at: Timestamp,
    }
}

form! {
    /// Groups from a provider as they are stored.
    ProvidedGroupsForm {
        provider: String,
        account: String,
        groups: Vec<Uuid>,
    }
}

form! {
    #[derive(Default)]
    /// Rare standard claims as they are stored. Most users have none of them.
    ClaimsForm {
        middle_name: Option<String> = None,
        nickname: Option<String> = None,
        profile: Option<String> = None,
        picture: Option<String> = None,
        website: Option<String> = None,
        gender: Option<String> = None,
        birthdate: Option<String> = None,
        zoneinfo: Option<String> = None,
    }
}

impl ClaimsForm {
    /// Returns whether no claim is set.
    fn has_no_claim(&self) -> bool {
        let Self { middle_name, nickname, profile, picture, website, gender, birthdate, zoneinfo, unknown } =
            self;
        unknown.is_empty()
            && [middle_name, nickname, profile, picture, website, gender, birthdate, zoneinfo]
                .iter()
                .all(|claim| claim.is_none())
    }
}

form! {
    /// A postal address as it is stored.
    AddressForm {
        formatted: Option<String> = None,
        street_address: Option<String> = None,
        locality: Option<String> = None,
        region: Option<String> = None,
        postal_code: Option<String> = None,
        country: Option<String> = None,
    }
}

impl Stored for User {
    fn description() -> &'static Description {
        &USER
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let mut form: UserForm = read(fields, &[])?;
        // Older versions counted failed sign-ins here, before there were counters.
        form.unknown.remove("sign_in_failures");
        let mut bag = Bag::new(form.unknown);
        bag.keep_words("factors", form.factors.unknown);
        let address = form.address.map(|address| {
            bag.keep_members("address", address.unknown);
            Box::new(Address {
                formatted: address.formatted,
                street_address: address.street_address,
                locality: address.locality,
                region: address.region,
                postal_code: address.postal_code,
                country: address.country,
            })
        });
        let claims = form.claims.map_or_else(ClaimsForm::default, |claims| *claims);
        bag.keep_members("claims", claims.unknown);
        let (attributes, others) = known_attributes(form.attributes.unwrap_or_default());
        bag.keep_members("attributes", others);
        Ok(Self {
            tenant: form.tenant,
            id: form.id,
            username: form.username,
            email: form.email,
            email_verified: form.email_verified,
            name: form.name,
            given_name: form.given_name,
            family_name: form.family_name,
            middle_name: claims.middle_name,
            nickname: claims.nickname,
            profile: claims.profile,
            picture: claims.picture,
            website: claims.website,
            gender: claims.gender,
            birthdate: claims.birthdate,
            zoneinfo: claims.zoneinfo,
            phone_number: form.phone_number,
            phone_number_verified: form.phone_number_verified,
            address,
            locale: form.locale,
            attributes,
            roles: form.roles,
            granted_roles: form.granted_roles,
            groups: form.groups,
            provided_groups: form.provided_groups.into_iter().map(ProvidedGroups::from).collect(),
            password_hash: form.password_hash,
            factors: form.factors.known,
            passkey_offer_declined_at: form.passkey_offer_declined_at,
            accepted_terms: form.accepted_terms,
            failures_reset_at: form.failures_reset_at,
            disabled: form.disabled,
            deletion_at: form.deletion_at,
            created_at: form.created_at,
            updated_at: form.updated_at,
            revision: fields.revision()?,
            unknown: bag.close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::text(self.id.as_str()),
            Value::Text(self.username.to_ascii_lowercase()),
            self.email.as_ref().map(|email| email.to_ascii_lowercase()).into(),
            self.deletion_at.map(Timestamp::seconds).into(),
        ];
        let mut bag = Bag::open(&self.unknown);
        let of_address = bag.take_members("address");
        let claims = ClaimsForm {
            middle_name: self.middle_name,
            nickname: self.nickname,
            profile: self.profile,
            picture: self.picture,
            website: self.website,
            gender: self.gender,
            birthdate: self.birthdate,
            zoneinfo: self.zoneinfo,
            unknown: bag.take_members("claims"),
        };
        let mut attributes = bag.take_members("attributes");
        attributes.extend(self.attributes.into_iter().map(|(name, value)| (name, value.to_json())));
        let unknown_factors = bag.take_words("factors");
        let form = UserForm {
            tenant: self.tenant,
            id: self.id,
            username: self.username,
            email: self.email,
            email_verified: self.email_verified,
            name: self.name,
            given_name: self.given_name,
            family_name: self.family_name,
            phone_number: self.phone_number,
            phone_number_verified: self.phone_number_verified,
            address: self.address.map(|address| {
                let Address { formatted, street_address, locality, region, postal_code, country } = *address;
                let unknown = of_address;
                Box::new(AddressForm {
                    formatted,
                    street_address,
                    locality,
                    region,
                    postal_code,
                    country,
                    unknown,
                })
            }),
            locale: self.locale,
            claims: Some(claims).filter(|claims| !claims.has_no_claim()).map(Box::new),
            attributes: Some(attributes).filter(|attributes| !attributes.is_empty()),
            roles: self.roles,
            granted_roles: self.granted_roles,
            groups: self.groups,
            provided_groups: self.provided_groups.into_iter().map(ProvidedGroupsForm::from).collect(),
            password_hash: self.password_hash,
            factors: Words::new(self.factors, unknown_factors),
            passkey_offer_declined_at: self.passkey_offer_declined_at,
            accepted_terms: self.accepted_terms,
            failures_reset_at: self.failures_reset_at,
            disabled: self.disabled,
            deletion_at: self.deletion_at,
            created_at: self.created_at,
            updated_at: self.updated_at,
            unknown: bag.into_members(),
        };
        Ok(Row::new(&USER, values, document(&form)?))
    }
}

impl From<ProvidedGroupsForm> for ProvidedGroups {
    fn from(form: ProvidedGroupsForm) -> Self {
        Self { provider: form.provider, account: form.account, groups: form.groups }
    }
}

impl From<ProvidedGroups> for ProvidedGroupsForm {
    fn from(provided: ProvidedGroups) -> Self {
        let ProvidedGroups { provider, account, groups } = provided;
        Self { provider, account, groups, unknown: Members::new() }
    }
}

/// Splits the values of attributes into those that this version can read and the others.
fn known_attributes(members: Members) -> (Attributes, Members) {
    let (mut known, mut others) = (Attributes::new(), Members::new());
    for (name, json) in members {
        match AttributeValue::from_json(&json) {
            Some(value) => {
                known.insert(name, value);
            }
            None => {
                others.insert(name, json);
            }
        }
    }
    (known, others)
}
