//! Attributes on `/account/profile`.

use std::collections::BTreeMap;

use valetkey_accounts::{AttributeValue, User};
use valetkey_authorization_server::{
    claim_map::{ClaimMap, Editor},
    record::{Attribute, AttributeKind},
};
use valetkey_pages::{ClaimValue, ProfileField, ProfileInput, form_field};
use valetkey_types::RawParams;

use super::claims::{labels_of, value_in_words};

/// The start of the names of fields, so that no attribute has the field of a claim.
const PREFIX: &str = "attribute.";

/// The texts that a form has for attributes.
pub(super) type Typed = BTreeMap<String, Vec<String>>;

/// Returns the attributes that the user sees and does not edit, with their values.
pub(super) fn facts(map: &ClaimMap, user: &User) -> Vec<ClaimValue> {
    let seen = map.visible(Editor::User).filter(|attribute| !attribute.edited_by.includes_user());
    let fact = |attribute: &Attribute| {
        let value = value_in_words(attribute.value_of(user)?);
        Some(ClaimValue { labels: labels_of(attribute), ..ClaimValue::new(&attribute.name, value) })
    };
    seen.filter_map(fact).collect()
}

/// Returns the field of a profile that an event names; `None` for an attribute that the user may not see, or that is gone.
pub(super) fn field_shown(map: &ClaimMap, field: &str) -> Option<ClaimValue> {
    let Some(name) = field.strip_prefix(PREFIX) else { return Some(ClaimValue::new(field, "")) };
    let attribute = map.visible(Editor::User).find(|attribute| attribute.name == name)?;
    Some(ClaimValue { labels: labels_of(attribute), ..ClaimValue::new(field, "") })
}

/// Returns a field for each attribute that the user edits. It shows what was typed, if something was, else the stored value.
pub(super) fn fields(map: &ClaimMap, user: &User, typed: &Typed) -> Vec<ProfileField> {
    let field = |attribute: &Attribute| {
        let texts = typed.get(&attribute.name);
        let value = match texts {
            Some(texts) => texts.join("\n"),
            None => attribute.value_of(user).map(in_form).unwrap_or_default(),
        };
        let edit = texts.map(|texts| BTreeMap::from([(attribute.name.clone(), texts.clone())]));
        let is_wrong = edit.is_some_and(|edit| map.edited(&BTreeMap::new(), &edit, Editor::User).is_err());
        let claim = ClaimValue {
            labels: labels_of(attribute),
            ..ClaimValue::new(format!("{PREFIX}{}", attribute.name), value)
        };
        let (input, is_required) = (input(&attribute.kind), attribute.is_required);
        ProfileField { claim, input, is_required, is_wrong }
    };
    map.editable(Editor::User).map(field).collect()
}

/// Returns what a form has for attributes that the user edits. Others, and those that the form does not have, are left alone.
pub(super) fn typed(map: &ClaimMap, params: &RawParams) -> Typed {
    let fields = params.get(form_field::FIELDS).unwrap_or_default();
    let named: Vec<&str> = fields.split(' ').filter_map(|field| field.strip_prefix(PREFIX)).collect();
    let has_field = |attribute: &&Attribute| named.contains(&attribute.name.as_str());
    let texts = |attribute: &Attribute| {
        let text = params.get(&format!("{PREFIX}{}", attribute.name)).unwrap_or_default();
        match attribute.kind {
            AttributeKind::Texts => {
                text.lines().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
            }
            _ => vec![text.trim().to_owned()],
        }
    };
    let edited = map.editable(Editor::User).filter(has_field);
    edited.map(|attribute| (attribute.name.clone(), texts(attribute))).collect()
}

fn input(kind: &AttributeKind) -> ProfileInput {
    match kind {
        AttributeKind::Number => ProfileInput::Number,
        AttributeKind::YesNo => ProfileInput::YesNo,
        AttributeKind::Date => ProfileInput::Date,
        AttributeKind::Texts => ProfileInput::List,
        AttributeKind::OneOf(choices) => ProfileInput::OneOf(choices.clone()),
        AttributeKind::Text | AttributeKind::Unknown(_) => ProfileInput::Line,
    }
}

/// The value as a control has it.
fn in_form(value: &AttributeValue) -> String {
    match value {
        AttributeValue::Text(text) => text.clone(),
        AttributeValue::Number(number) => number.to_string(),
        AttributeValue::YesNo(true) => "yes".to_owned(),
        AttributeValue::YesNo(false) => "no".to_owned(),
        AttributeValue::Texts(texts) => texts.join("\n"),
    }
}
