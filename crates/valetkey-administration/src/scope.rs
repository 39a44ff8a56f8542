//! Operations on scopes.

use valetkey_authorization_server::{
    Change, ClaimMapChange, Decision,
    claim_map::{ClaimMap, is_standard_scope},
    event::{EventKind, FieldChange, Occasion},
    record::{OperatorText, TenantRecord, TenantScope},
};
use valetkey_types::{Scope, Unknown};

use crate::{
    attribute::advance,
    difference::{Describe as _, difference},
    operator_text::{TextError, check_text, clip},
};

/// The most scopes of a tenant.
pub const MOST_SCOPES: usize = 200;

/// The most claims of a scope.
pub const MOST_CLAIMS: usize = 50;

/// The settings of a scope.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScopeSettings {
    /// The claims that it opens.
    pub claims: Vec<String>,
    /// The sentence that users read.
    pub descriptions: OperatorText,
    /// Whether applications change data with it; `None`: pages decide by the words of the token.
    pub writes: Option<bool>,
}

impl From<&TenantScope> for ScopeSettings {
    /// Starts an edit from the present state.
    fn from(scope: &TenantScope) -> Self {
        Self { claims: scope.claims.clone(), descriptions: scope.descriptions.clone(), writes: scope.writes }
    }
}

/// Why a scope is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScopeDefinitionError {
    /// The name.
    #[error(
        "expected one scope token of at most 100 printable ASCII characters without quote and backslash, such as company, got {0:?}"
    )]
    Name(String),
    /// A scope has this name already.
    #[error("expected a name that no scope has, got {0:?}; valetkey scope edit changes it")]
    Taken(String),
    /// There is no such scope.
    #[error("expected a scope of valetkey scope list, got {0:?}; valetkey scope add adds it")]
    NoSuch(String),
    /// The claims of a standard scope cannot be set.
    #[error(
        "expected no claims for {0}, whose claims the standards say, got some; a scope of another name can open them"
    )]
    Standard(String),
    /// The claim is neither a standard claim nor a claim of an attribute.
    #[error(
        "expected a standard claim such as birthdate, or a claim of an attribute{}, got {got:?}",
        one_of(known)
    )]
    Claim {
        /// The claims of attributes.
        known: Vec<String>,
        /// The claim that came.
        got: String,
    },
    /// Too many claims.
    #[error("expected at most {MOST_CLAIMS} claims, got {0}")]
    TooManyClaims(usize),
    /// A description.
    #[error("description: {0}")]
    Description(TextError),
    /// The tenant has too many scopes.
    #[error("expected at most {MOST_SCOPES} scopes, got one more")]
    TooMany,
}

/// Returns the names in brackets, after a blank; nothing where there is none.
pub(crate) fn one_of(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
}

/// Adds a scope, or describes a standard one.
///
/// # Errors
/// [`ScopeDefinitionError`] says what was expected and what came.
pub fn add(
    name: &str,
    settings: ScopeSettings,
    map: &ClaimMap,
    tenant: &TenantRecord,
    occasion: &Occasion<'_>,
) -> Result<Decision<TenantScope>, ScopeDefinitionError> {
    let is_token = name.parse::<Scope>().is_ok_and(|scope| scope.to_string() == name);
    if !is_token || name.is_empty() || name.len() > 100 || name.contains(' ') {
        return Err(ScopeDefinitionError::Name(clip(name)));
    }
    if map.scope(name).is_some() {
        return Err(ScopeDefinitionError::Taken(name.to_owned()));
    }
    if map.scopes().len() >= MOST_SCOPES {
        return Err(ScopeDefinitionError::TooMany);
    }
    let scope = TenantScope {
        tenant: occasion.tenant.clone(),
        name: name.to_owned(),
        claims: Vec::new(),
        descriptions: OperatorText::new(),
        writes: None,
        created_at: occasion.now,
        revision: 0,
        unknown: Unknown::default(),
    };
    let scope = with(scope, settings, map)?;
    let mut event = occasion.event(EventKind::ScopeAdded);
    event.changed = vec![FieldChange::new("scope", "", name)];
    let fields = scope.fields().into_iter().filter(|(_, value)| !value.is_empty());
    event.changed.extend(fields.map(|(name, value)| FieldChange::new(name, "", &value)));
    let changes = vec![
        advance(tenant),
        Change::ClaimMap(ClaimMapChange::AddScope(scope.clone())),
        Change::StoreEvent(event),
    ];
    Ok(Decision { answer: scope, changes })
}

/// Edits a scope: start from `ScopeSettings::from(&scope)` and set what should differ. Without a difference nothing is stored. Users
/// who allowed the scope are not asked again.
///
/// # Errors
/// [`ScopeDefinitionError`], as for a new scope.
pub fn edit(
    scope: &TenantScope,
    settings: ScopeSettings,
    map: &ClaimMap,
    tenant: &TenantRecord,
    occasion: &Occasion<'_>,
) -> Result<Decision<TenantScope>, ScopeDefinitionError> {
    let edited = with(scope.clone(), settings, map)?;
    if edited == *scope {
        return Ok(Decision::without_changes(edited));
    }
    let mut event = occasion.event(EventKind::ScopeEdited);
    event.changed = vec![FieldChange::new("scope", &scope.name, &scope.name)];
    event.changed.extend(difference(scope, &edited));
    let changes = vec![
        advance(tenant),
        Change::ClaimMap(ClaimMapChange::ReplaceScope(edited.clone())),
        Change::StoreEvent(event),
    ];
    Ok(Decision { answer: edited, changes })
}

/// Removes a scope. It opens no claims any more. Clients that are registered for the token may still ask for it.
pub fn remove(scope: &TenantScope, tenant: &TenantRecord, occasion: &Occasion<'_>) -> Decision<()> {
    let mut event = occasion.event(EventKind::ScopeRemoved);
    event.changed = vec![FieldChange::new("scope", &scope.name, "")];
    let (of, name) = (scope.tenant.clone(), scope.name.clone());
    let remove = Change::ClaimMap(ClaimMapChange::RemoveScope { tenant: of, name });
    Decision { answer: (), changes: vec![advance(tenant), remove, Change::StoreEvent(event)] }
}

/// Returns the scope with one more claim; `None` if it opens the claim already.
pub(crate) fn with_claim(
    map: &ClaimMap,
    name: &str,
    claim: &str,
) -> Result<Option<TenantScope>, ScopeDefinitionError> {
    if is_standard_scope(name) {
        return Err(ScopeDefinitionError::Standard(name.to_owned()));
    }
    let scope = map.scope(name).ok_or_else(|| ScopeDefinitionError::NoSuch(clip(name)))?;
    if scope.claims.iter().any(|known| known == claim) {
        return Ok(None);
    }
    let mut opened = scope.clone();
    opened.claims.push(claim.to_owned());
    check_count(&opened.claims)?;
    Ok(Some(opened))
}

/// Returns the scope without a claim.
pub(crate) fn without(scope: &TenantScope, claim: &str) -> TenantScope {
    let mut scope = scope.clone();
    scope.claims.retain(|known| known != claim);
    scope
}

/// Applies settings to a scope. Claims that it already has are not checked again: their attribute may be unreadable for a while.
fn with(
    scope: TenantScope,
    settings: ScopeSettings,
    map: &ClaimMap,
) -> Result<TenantScope, ScopeDefinitionError> {
    let ScopeSettings { mut claims, descriptions, writes } = settings;
    let mut seen: Vec<String> = Vec::new();
    claims.retain(|claim| {
        let is_new = !seen.contains(claim);
        seen.push(claim.clone());
        is_new
    });
    if is_standard_scope(&scope.name) && !claims.is_empty() {
        return Err(ScopeDefinitionError::Standard(scope.name));
    }
    check_count(&claims)?;
    let is_known = |claim: &&String| scope.claims.contains(claim) || map.source(claim).is_some();
    if let Some(claim) = claims.iter().find(|claim| !is_known(claim)) {
        let known = map.attributes().iter().filter_map(|attribute| attribute.claim.clone()).collect();
        return Err(ScopeDefinitionError::Claim { known, got: clip(claim) });
    }
    check_text(&descriptions, 300).map_err(ScopeDefinitionError::Description)?;
    Ok(TenantScope { claims, descriptions, writes, ..scope })
}

fn check_count(claims: &[String]) -> Result<(), ScopeDefinitionError> {
    let count = claims.len();
    if count > MOST_CLAIMS { Err(ScopeDefinitionError::TooManyClaims(count)) } else { Ok(()) }
}
