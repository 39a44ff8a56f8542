//! The body of a new or edited user.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use valetkey_administration::InvalidField;
use valetkey_authorization_server::registration::NewUser;
use valetkey_types::Secret;

use super::super::{body::Edit, problem::Problem};
use crate::administration::users::AttributeEdits;

/// The values of a user. An edit changes only the members that it has; `null` removes a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct UserValues {
    /// The name that the user types to sign in. Required in a new user.
    username: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    email: Edit<String>,
    /// `true` marks the address as verified. A new address is not verified.
    email_verified: Option<bool>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    given_name: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    family_name: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    middle_name: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    nickname: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    profile: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    picture: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    website: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    gender: Edit<String>,
    /// `YYYY-MM-DD`, `0000-MM-DD` or `YYYY`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    birthdate: Edit<String>,
    /// Such as `Europe/Vienna`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    zoneinfo: Edit<String>,
    /// A BCP 47 tag, such as `en-GB`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    locale: Edit<String>,
    /// Such as `+441632960961`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    phone_number: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<AddressValues>)]
    address: Edit<AddressValues>,
    /// Names of roles without a record of a role. A change needs the permission `roles:write` too.
    roles: Option<Vec<String>>,
    /// The values of attributes, by name; `null` removes a value.
    #[serde(default)]
    attributes: BTreeMap<String, Value>,
    /// The password of a new user. Refused in an edit.
    #[schema(value_type = Option<String>)]
    password: Option<PasswordText>,
}

/// The parts of a postal address. An edit changes only the members that it has; `null` removes a part.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AddressValues {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    formatted: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    street_address: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    locality: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    region: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    postal_code: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    country: Edit<String>,
}

/// The body with a new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct NewPassword {
    #[schema(value_type = String)]
    password: PasswordText,
}

impl NewPassword {
    pub(super) fn into_secret(self) -> Secret {
        self.password.0
    }
}

/// A password. It is never shown.
pub(in super::super) struct PasswordText(Secret);

impl<'de> Deserialize<'de> for PasswordText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Secret::new(text)))
    }
}

impl UserValues {
    /// Returns the values of a new user.
    pub(super) fn into_new(mut self) -> Result<(NewUser, AttributeEdits, Option<Secret>), Problem> {
        let password = self.password.take().map(|password| password.0);
        if self.username.is_none() {
            return Err(InvalidField::new("username", "a username", "none").into());
        }
        let attributes = self.attributes()?;
        let mut new = NewUser::default();
        self.apply(&mut new)?;
        Ok((new, attributes, password))
    }

    /// Returns the values of attributes as texts.
    pub(super) fn attributes(&mut self) -> Result<AttributeEdits, InvalidField> {
        let attributes = std::mem::take(&mut self.attributes).into_iter();
        attributes.map(|(name, value)| Ok((name.clone(), texts(&name, value)?))).collect()
    }

    /// Applies the members of the body.
    pub(super) fn apply(self, new: &mut NewUser) -> Result<(), InvalidField> {
        if self.password.is_some() {
            let expected = "no password in an edit: POST it to the address password of the user";
            return Err(InvalidField::new("password", expected, "one"));
        }
        if let Some(username) = self.username {
            new.username = username;
        }
        self.email.apply(&mut new.email);
        new.email_verified = self.email_verified.unwrap_or(new.email_verified);
        self.name.apply(&mut new.name);
        self.given_name.apply(&mut new.given_name);
        self.family_name.apply(&mut new.family_name);
        self.middle_name.apply(&mut new.middle_name);
        self.nickname.apply(&mut new.nickname);
        self.profile.apply(&mut new.profile);
        self.picture.apply(&mut new.picture);
        self.website.apply(&mut new.website);
        self.gender.apply(&mut new.gender);
        self.birthdate.apply(&mut new.birthdate);
        self.zoneinfo.apply(&mut new.zoneinfo);
        self.locale.apply(&mut new.locale);
        self.phone_number.apply(&mut new.phone_number);
        match self.address {
            Edit::Keep => {}
            Edit::Remove => new.address = Default::default(),
            Edit::Set(parts) => {
                parts.formatted.apply(&mut new.address.formatted);
                parts.street_address.apply(&mut new.address.street_address);
                parts.locality.apply(&mut new.address.locality);
                parts.region.apply(&mut new.address.region);
                parts.postal_code.apply(&mut new.address.postal_code);
                parts.country.apply(&mut new.address.country);
            }
        }
        if let Some(roles) = self.roles {
            new.roles = roles;
        }
        Ok(())
    }
}

/// Returns the texts of a value of an attribute; none for `null`.
fn texts(name: &str, value: Value) -> Result<Vec<String>, InvalidField> {
    let refused = |got: &Value| {
        let got: String = got.to_string().chars().take(120).collect();
        InvalidField::new(&format!("attributes.{name}"), "a text, a number, true, false, texts or null", got)
    };
    match value {
        Value::Null => Ok(Vec::new()),
        Value::String(text) => Ok(vec![text]),
        Value::Number(_) | Value::Bool(_) => Ok(vec![value.to_string()]),
        Value::Array(values) => {
            let text = |value: Value| match value {
                Value::String(text) => Ok(text),
                other => Err(refused(&other)),
            };
            values.into_iter().map(text).collect()
        }
        Value::Object(_) => Err(refused(&value)),
    }
}
