//! Attributes and scopes.

use valetkey_accounts::{AttributeValue, Attributes};
use valetkey_authorization_server::record::{
    Attribute, AttributeAccess, AttributeKind, OperatorText, TenantScope,
};
use valetkey_types::Unknown;

use super::{moment, tenant};

/// Returns an attribute with every field.
pub fn attribute(name: &str) -> Attribute {
    Attribute {
        tenant: tenant(),
        name: name.to_owned(),
        kind: AttributeKind::OneOf(vec!["odd \0 choice".to_owned(), "b".to_owned()]),
        labels: text(),
        is_required: true,
        seen_by: AttributeAccess::User,
        edited_by: AttributeAccess::Administrator,
        claim: Some("odd \0 claim".to_owned()),
        created_at: moment(1),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns a scope with every field.
pub fn tenant_scope(name: &str) -> TenantScope {
    TenantScope {
        tenant: tenant(),
        name: name.to_owned(),
        claims: vec!["odd \0 claim".to_owned(), "email".to_owned()],
        descriptions: text(),
        writes: Some(true),
        created_at: moment(1),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns an attribute value of every kind.
pub(super) fn values() -> Attributes {
    [
        ("odd \0 name", AttributeValue::Text("odd \0 value".to_owned())),
        ("number", AttributeValue::Number((-7).into())),
        ("yes_no", AttributeValue::YesNo(true)),
        ("texts", AttributeValue::Texts(vec!["odd \0 a".to_owned(), "b".to_owned()])),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

fn text() -> OperatorText {
    [("de".to_owned(), "Öd \0".to_owned()), ("en".to_owned(), "odd \0 text".to_owned())].into()
}
