//! Operations on attributes and their values.

use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, ClaimMapChange, Decision,
    claim_map::{ClaimMap, is_free_claim},
    event::{EventKind, FieldChange, Occasion},
    record::{Attribute, AttributeAccess, AttributeKind, OperatorText, TenantRecord},
};
use valetkey_types::{Unknown, UserClaims};

use crate::{
    difference::{Describe as _, difference},
    operator_text::{TextError, check_text, clip, is_line},
    scope,
};

/// The most attributes of a tenant.
pub const MOST_ATTRIBUTES: usize = 100;

/// The most choices of a list.
pub const MOST_CHOICES: usize = 100;

/// An attribute to add.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAttribute {
    /// The name.
    pub name: String,
    /// The kind of its values.
    pub kind: AttributeKind,
    /// The claim that contains the value for applications.
    pub claim: Option<String>,
    /// The settings that an edit may change.
    pub settings: AttributeSettings,
}

/// The settings of an attribute that an edit may change.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeSettings {
    /// The choices of a `one-of` attribute; empty for other kinds.
    pub choices: Vec<String>,
    /// The name that pages show.
    pub labels: OperatorText,
    /// Whether forms refuse to leave it empty.
    pub is_required: bool,
    /// The users who may see the value.
    pub seen_by: AttributeAccess,
    /// The users who may edit the value.
    pub edited_by: AttributeAccess,
    /// More scopes that open its claim.
    pub add_to_scopes: Vec<String>,
}

impl From<&Attribute> for AttributeSettings {
    /// Starts an edit from the present state.
    fn from(attribute: &Attribute) -> Self {
        Self {
            choices: attribute.kind.choices().to_vec(),
            labels: attribute.labels.clone(),
            is_required: attribute.is_required,
            seen_by: attribute.seen_by,
            edited_by: attribute.edited_by,
            add_to_scopes: Vec::new(),
        }
    }
}

/// Why a definition is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AttributeDefinitionError {
    /// The name has a wrong form.
    #[error(
        "expected a name of 1 to 40 small letters, digits and underscores that starts with a letter, such as department, got {0:?}"
    )]
    Name(String),
    /// An attribute has this name already.
    #[error("expected a name that no attribute has, got {0:?}")]
    Taken(String),
    /// The kind is unknown.
    #[error("expected one of the types text, number, yes-no, date, texts, one-of, got {0:?}")]
    Kind(String),
    /// The choices do not fit the kind.
    #[error(
        "expected 1 to {MOST_CHOICES} different choices of 1 to 100 characters without control characters for the type one-of, and none for other types, got {0:?}"
    )]
    Choices(Vec<String>),
    /// A label is wrong.
    #[error("label: {0}")]
    Label(TextError),
    /// The claim has a wrong form.
    #[error(
        "expected a claim of 1 to 100 letters, digits and the characters _ - . : /, such as department or https://acme.example/department, got {0:?}"
    )]
    Claim(String),
    /// The server itself sets the claim.
    #[error(
        "expected a claim that the server does not set itself, got {0:?}, a claim that applications rely on"
    )]
    Reserved(String),
    /// The claim is a standard claim of the user's record.
    #[error(
        "expected a claim that is no standard claim, got {0:?}: the record of a user has it already (valetkey user edit --claim), and valetkey scope add --claims {0} gives it with another scope"
    )]
    Standard(String),
    /// Another attribute uses this claim.
    #[error("expected a claim that no attribute is given in, got {claim:?}, that of {attribute}")]
    ClaimTaken {
        /// The claim.
        claim: String,
        /// The attribute.
        attribute: String,
    },
    /// The users who may edit the value may not see it.
    #[error(
        "expected an attribute that its editors may see, got one that is seen by {seen} and edited by {edited}"
    )]
    Unseen {
        /// The users who may see it.
        seen: &'static str,
        /// The users who may edit it.
        edited: &'static str,
    },
    /// The attribute is required, but no user may edit it.
    #[error(
        "expected a required attribute that users or administrators may edit, got one that is edited by nobody"
    )]
    NobodyEdits,
    /// A scope cannot open an attribute without a claim.
    #[error("expected an attribute with a claim for the scope {0:?}, got one without")]
    NoClaim(String),
    /// The tenant has too many attributes.
    #[error("expected at most {MOST_ATTRIBUTES} attributes, got one more")]
    TooMany,
    /// The scope can't open the claim.
    #[error(transparent)]
    Scope(#[from] scope::ScopeDefinitionError),
}

/// Defines an attribute.
///
/// # Errors
/// [`AttributeDefinitionError`] says what was expected and what came.
pub fn add(
    new: NewAttribute,
    map: &ClaimMap,
    tenant: &TenantRecord,
    occasion: &Occasion<'_>,
) -> Result<Decision<Attribute>, AttributeDefinitionError> {
    check_name(&new, map)?;
    let attribute = Attribute {
        tenant: occasion.tenant.clone(),
        name: new.name,
        kind: new.kind,
        labels: OperatorText::new(),
        is_required: false,
        seen_by: AttributeAccess::Nobody,
        edited_by: AttributeAccess::Nobody,
        claim: new.claim,
        created_at: occasion.now,
        revision: 0,
        unknown: Unknown::default(),
    };
    let attribute = with(attribute, &new.settings)?;
    let mut event = occasion.event(EventKind::AttributeAdded);
    event.changed = added(&attribute);
    let mut changes =
        vec![advance(tenant), Change::ClaimMap(ClaimMapChange::AddAttribute(Box::new(attribute.clone())))];
    changes.extend(open(&attribute, &new.settings.add_to_scopes, map)?);
    changes.push(Change::StoreEvent(event));
    Ok(Decision { answer: attribute, changes })
}

/// Edits an attribute: start from `AttributeSettings::from(&attribute)` and set what should differ. Without a difference nothing is
/// stored. The values of users stay. A value that is no longer one of the choices is not shown or given to applications.
///
/// # Errors
/// [`AttributeDefinitionError`], as for a new attribute.
pub fn edit(
    attribute: &Attribute,
    settings: &AttributeSettings,
    map: &ClaimMap,
    tenant: &TenantRecord,
    occasion: &Occasion<'_>,
) -> Result<Decision<Attribute>, AttributeDefinitionError> {
    let edited = with(attribute.clone(), settings)?;
    let opened = open(&edited, &settings.add_to_scopes, map)?;
    if edited == *attribute && opened.is_empty() {
        return Ok(Decision::without_changes(edited));
    }
    let mut event = occasion.event(EventKind::AttributeEdited);
    event.changed = vec![FieldChange::new("attribute", &edited.name, &edited.name)];
    event.changed.extend(difference(attribute, &edited));
    let mut changes = vec![advance(tenant)];
    if edited != *attribute {
        changes.push(Change::ClaimMap(ClaimMapChange::ReplaceAttribute(Box::new(edited.clone()))));
    }
    changes.extend(opened);
    changes.push(Change::StoreEvent(event));
    Ok(Decision { answer: edited, changes })
}

/// Removes the definition. No application gets the value any more, and no page shows it; scopes forget its claim. Values stay on the
/// records of users until [`forget_value`]; an attribute that is added under the same name and of the same type has them again.
pub fn remove(
    attribute: &Attribute,
    map: &ClaimMap,
    tenant: &TenantRecord,
    occasion: &Occasion<'_>,
) -> Decision<()> {
    let mut event = occasion.event(EventKind::AttributeRemoved);
    event.changed = vec![FieldChange::new("attribute", &attribute.name, "")];
    let (of, name) = (attribute.tenant.clone(), attribute.name.clone());
    let mut changes =
        vec![advance(tenant), Change::ClaimMap(ClaimMapChange::RemoveAttribute { tenant: of, name })];
    if let Some(claim) = &attribute.claim {
        changes.extend(
            map.scopes_with(claim)
                .map(|scope| Change::ClaimMap(ClaimMapChange::ReplaceScope(scope::without(scope, claim)))),
        );
    }
    changes.push(Change::StoreEvent(event));
    Decision { answer: (), changes }
}

/// Removes from a user the value of an attribute whose definition was removed. Nothing is stored for a user without a value.
pub fn forget_value(user: &User, name: &str, occasion: &Occasion<'_>) -> Vec<Change> {
    let mut after = user.clone();
    if after.attributes.remove(name).is_none() {
        return Vec::new();
    }
    let mut event = occasion.about_user(EventKind::UserEdited, &user.id);
    event.changed = value_differences(user, &after);
    let (before, after) = (Box::new(user.clone()), Box::new(after));
    vec![Change::ReplaceUser { before, after }, Change::StoreEvent(event)]
}

/// Returns the names of the attributes whose values an edit of a user changed. The values themselves are not in the audit trail:
/// its readers may not be allowed to see them.
pub fn value_differences(before: &User, after: &User) -> Vec<FieldChange> {
    let names = before.attributes.keys().chain(after.attributes.keys());
    let mut changed: Vec<&String> =
        names.filter(|name| before.attributes.get(*name) != after.attributes.get(*name)).collect();
    changed.sort_unstable();
    changed.dedup();
    let word = |is_set, word: &str| if is_set { word.to_owned() } else { String::new() };
    let change = |name: &String| FieldChange {
        field: format!("attribute.{name}"),
        before: word(before.attributes.contains_key(name), "set"),
        after: word(after.attributes.contains_key(name), "set to another value"),
    };
    changed.into_iter().map(change).collect()
}

/// Increases the revision of attributes and scopes. *Conditional*: the tenant is as it was read.
pub(crate) fn advance(tenant: &TenantRecord) -> Change {
    let claim_map_revision = tenant.claim_map_revision + 1;
    Change::ReplaceTenant(TenantRecord { claim_map_revision, ..tenant.clone() })
}

fn added(attribute: &Attribute) -> Vec<FieldChange> {
    let fields = attribute.fields().into_iter().filter(|(_, value)| !value.is_empty());
    let fields = [("attribute", attribute.name.clone())].into_iter().chain(fields);
    fields.map(|(field, value)| FieldChange::new(field, "", &value)).collect()
}

/// Returns the changes that make scopes open the claim of an attribute.
fn open(
    attribute: &Attribute,
    scopes: &[String],
    map: &ClaimMap,
) -> Result<Vec<Change>, AttributeDefinitionError> {
    let mut changes = Vec::new();
    let is_first = |(position, name): &(usize, &String)| !scopes[..*position].contains(name);
    for (_, name) in scopes.iter().enumerate().filter(is_first) {
        let claim = attribute.claim.as_ref();
        let claim = claim.ok_or_else(|| AttributeDefinitionError::NoClaim(name.clone()))?;
        let opened = scope::with_claim(map, name, claim)?;
        changes.extend(opened.map(|scope| Change::ClaimMap(ClaimMapChange::ReplaceScope(scope))));
    }
    Ok(changes)
}

/// Checks the parts that never change: name, kind and claim.
fn check_name(new: &NewAttribute, map: &ClaimMap) -> Result<(), AttributeDefinitionError> {
    let is_usual = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let starts_well = new.name.starts_with(|first: char| first.is_ascii_lowercase());
    if !starts_well || new.name.len() > 40 || !new.name.bytes().all(is_usual) {
        return Err(AttributeDefinitionError::Name(clip(&new.name)));
    }
    if map.attribute(&new.name).is_some() {
        return Err(AttributeDefinitionError::Taken(new.name.clone()));
    }
    if map.attributes().len() >= MOST_ATTRIBUTES {
        return Err(AttributeDefinitionError::TooMany);
    }
    if let AttributeKind::Unknown(kind) = &new.kind {
        return Err(AttributeDefinitionError::Kind(clip(kind)));
    }
    let Some(claim) = &new.claim else { return Ok(()) };
    check_claim(claim)?;
    let same = |other: &&str| other.eq_ignore_ascii_case(claim);
    let other = map.attributes().iter().find(|other| other.claim.as_deref().as_ref().is_some_and(same));
    match other {
        Some(other) => {
            let (claim, attribute) = (claim.clone(), other.name.clone());
            Err(AttributeDefinitionError::ClaimTaken { claim, attribute })
        }
        None => Ok(()),
    }
}

fn check_claim(claim: &str) -> Result<(), AttributeDefinitionError> {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.:/".contains(&byte);
    if claim.is_empty() || claim.len() > 100 || !claim.bytes().all(is_usual) {
        return Err(AttributeDefinitionError::Claim(clip(claim)));
    }
    if is_free_claim(claim) {
        return Ok(());
    }
    let is_reserved = valetkey_types::is_reserved_claim(claim);
    let is_standard = !is_reserved && UserClaims::NAMES.iter().any(|name| name.eq_ignore_ascii_case(claim));
    let claim = claim.to_owned();
    Err(if is_standard {
        AttributeDefinitionError::Standard(claim.to_ascii_lowercase())
    } else {
        AttributeDefinitionError::Reserved(claim)
    })
}

/// Applies settings to an attribute.
fn with(attribute: Attribute, settings: &AttributeSettings) -> Result<Attribute, AttributeDefinitionError> {
    let AttributeSettings { choices, labels, is_required, seen_by, edited_by, .. } = settings;
    let kind = match attribute.kind {
        AttributeKind::OneOf(_) => AttributeKind::OneOf(choices.clone()),
        other => other,
    };
    check_choices(&kind, choices)?;
    check_text(labels, 100).map_err(AttributeDefinitionError::Label)?;
    if edited_by.includes_user() && !seen_by.includes_user()
        || edited_by.includes_administrators() && !seen_by.includes_administrators()
    {
        let (seen, edited) = (seen_by.name(), edited_by.name());
        return Err(AttributeDefinitionError::Unseen { seen, edited });
    }
    if *is_required && *edited_by == AttributeAccess::Nobody {
        return Err(AttributeDefinitionError::NobodyEdits);
    }
    let (labels, seen_by, edited_by) = (labels.clone(), *seen_by, *edited_by);
    Ok(Attribute { kind, labels, is_required: *is_required, seen_by, edited_by, ..attribute })
}

fn check_choices(kind: &AttributeKind, choices: &[String]) -> Result<(), AttributeDefinitionError> {
    let is_good = match kind {
        AttributeKind::OneOf(_) => {
            let mut different = choices.to_vec();
            different.sort_unstable();
            different.dedup();
            (1..=MOST_CHOICES).contains(&choices.len())
                && different.len() == choices.len()
                && choices.iter().all(|choice| is_line(choice, 100))
        }
        _ => choices.is_empty(),
    };
    if is_good { Ok(()) } else { Err(AttributeDefinitionError::Choices(choices.to_vec())) }
}
