//! Operations on the providers that users can sign in with.

mod mapping;

use std::collections::BTreeMap;

use valetkey_authorization_server::{
    Change, Decision,
    event::{Event, EventKind, FieldChange, Occasion},
    record::{FirstSignIn, GroupMapping, IdentityProvider},
    registration::TextClaim,
};
use valetkey_types::{Scope, Unknown};

use crate::{difference::difference, operator_text::clip};

pub use mapping::{group_mapping_lines, split_group_mapping};

/// The settings of a provider: everything but its name and its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field is the field of the same name of `IdentityProvider`")]
pub struct IdentityProviderSettings {
    pub preset: String,
    pub variables: BTreeMap<String, String>,
    pub accepted_tenants: Vec<String>,
    pub simulator: Option<String>,
    pub display_name: Option<String>,
    pub client_id: String,
    pub scope: Vec<String>,
    pub first_sign_in: FirstSignIn,
    pub domains: Vec<String>,
    pub claim_mappings: BTreeMap<String, String>,
    pub updates_claims: bool,
    pub group_mappings: Vec<GroupMapping>,
    pub offers_sign_out: bool,
    pub position: u32,
    pub disabled: bool,
}

/// Why a provider can't be added or edited. The text names the field, what was expected and what came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityProviderError {
    /// Not fit for an address.
    #[error("expected a name of 1 to {most} lower-case letters, digits and hyphens, got {0:?}", most = LONGEST_NAME)]
    Name(String),
    /// A text that can't be shown on one line.
    #[error(
        "expected a display name of 1 to {most} characters without control characters, got {0:?}",
        most = LONGEST_DISPLAY_NAME
    )]
    DisplayName(String),
    /// RFC 6749 appendix A.1.
    #[error("expected a client_id of 1 to 255 printable ASCII characters, got {0:?}")]
    ClientId(String),
    /// RFC 6749 section 3.3.
    #[error("expected scope tokens without spaces, got {0:?}")]
    Scope(String),
    /// Domains are compared as a whole.
    #[error("expected a domain like example.com, in ASCII and without @, got {0:?}")]
    Domain(String),
    /// The claim cannot be mapped: only texts of the profile can.
    #[error("expected a mapping of a claim: {0}")]
    Claim(String),
    /// A pointer is wrong (RFC 6901).
    #[error("expected a JSON pointer such as /avatar_url of at most {most} characters, got {0:?}", most = LONGEST_POINTER)]
    Pointer(String),
    /// The name of a group at the provider is empty or too long.
    #[error("expected the name of a group at the provider, of 1 to {most} characters, got {0:?}", most = LONGEST_POINTER)]
    GroupValue(String),
    /// There are too many mappings of groups: each sign-in goes through all of them.
    #[error("expected at most {MOST_GROUP_MAPPINGS} mappings of groups, got {0}")]
    TooManyGroups(usize),
}

/// The most mappings of groups of one provider.
const MOST_GROUP_MAPPINGS: usize = 200;
/// The longest pointer, and the longest name of a group at a provider, in characters.
const LONGEST_POINTER: usize = 200;
/// The longest name of a provider.
const LONGEST_NAME: usize = 32;
/// The longest display name, in characters.
const LONGEST_DISPLAY_NAME: usize = 60;

/// Adds a provider to the sign-in page. Storage alone knows whether the name is free.
///
/// # Errors
/// [`IdentityProviderError`].
pub fn add(
    name: &str,
    settings: IdentityProviderSettings,
    client_secret_sealed: Option<String>,
    occasion: &Occasion<'_>,
) -> Result<Decision<IdentityProvider>, IdentityProviderError> {
    if !is_name(name) {
        return Err(IdentityProviderError::Name(clip(name)));
    }
    settings.check()?;
    let blank = IdentityProvider {
        tenant: occasion.tenant.clone(),
        name: name.to_owned(),
        preset: String::new(),
        variables: BTreeMap::new(),
        accepted_tenants: Vec::new(),
        simulator: None,
        display_name: None,
        client_id: String::new(),
        client_secret_sealed,
        scope: Vec::new(),
        first_sign_in: FirstSignIn::default(),
        domains: Vec::new(),
        claim_mappings: BTreeMap::new(),
        updates_claims: false,
        group_mappings: Vec::new(),
        offers_sign_out: false,
        position: 0,
        disabled: false,
        created_at: occasion.now,
        revision: 0,
        unknown: Unknown::default(),
    };
    let provider = settings.over(blank);
    let event = about(EventKind::IdentityProviderAdded, &provider, "", name, occasion);
    let changes = vec![Change::AddIdentityProvider(Box::new(provider.clone())), Change::StoreEvent(event)];
    Ok(Decision { answer: provider, changes })
}

/// Edits a provider: start from `IdentityProviderSettings::from(&provider)` and set what should differ. `new_secret` replaces the
/// sealed secret. Without a difference nothing is stored.
///
/// # Errors
/// [`IdentityProviderError`].
pub fn edit(
    provider: &IdentityProvider,
    settings: IdentityProviderSettings,
    new_secret: Option<String>,
    occasion: &Occasion<'_>,
) -> Result<Decision<IdentityProvider>, IdentityProviderError> {
    settings.check()?;
    let mut edited = settings.over(provider.clone());
    let replaces_secret = new_secret.is_some();
    edited.client_secret_sealed = new_secret.or(edited.client_secret_sealed);
    if edited == *provider {
        return Ok(Decision::without_changes(edited));
    }
    let mut event =
        about(EventKind::IdentityProviderEdited, provider, &provider.name, &provider.name, occasion);
    event.changed.extend(difference(provider, &edited));
    if replaces_secret {
        let field = "client_secret".to_owned();
        event.changed.retain(|change| change.field != field);
        let before = if provider.client_secret_sealed.is_some() { "set" } else { "" };
        event.changed.push(FieldChange { field, before: before.to_owned(), after: "replaced".to_owned() });
    }
    let changes = vec![Change::ReplaceIdentityProvider(Box::new(edited.clone())), Change::StoreEvent(event)];
    Ok(Decision { answer: edited, changes })
}

/// Removes a provider from the sign-in page. Linked accounts stay: they count again when a provider of the same issuer is added.
pub fn remove(provider: &IdentityProvider, occasion: &Occasion<'_>) -> Decision<()> {
    let event = about(EventKind::IdentityProviderRemoved, provider, &provider.name, "", occasion);
    let remove =
        Change::RemoveIdentityProvider { tenant: provider.tenant.clone(), name: provider.name.clone() };
    Decision { answer: (), changes: vec![remove, Change::StoreEvent(event)] }
}

/// Stores secrets after they were sealed again with the current encryption key. Returns their number.
pub fn reseal(sealed: Vec<IdentityProvider>, occasion: &Occasion<'_>) -> Decision<usize> {
    let answer = sealed.len();
    let store = |provider: IdentityProvider| {
        let kind = EventKind::IdentityProviderEdited;
        let mut event = about(kind, &provider, &provider.name, &provider.name, occasion);
        let (field, before) = ("client_secret".to_owned(), "set".to_owned());
        event.changed.push(FieldChange { field, before, after: "sealed anew".to_owned() });
        [Change::ReplaceIdentityProvider(Box::new(provider)), Change::StoreEvent(event)]
    };
    Decision { answer, changes: sealed.into_iter().flat_map(store).collect() }
}

/// Returns an event that names the provider before and after it.
fn about(
    kind: EventKind,
    provider: &IdentityProvider,
    before: &str,
    after: &str,
    occasion: &Occasion<'_>,
) -> Event {
    let mut changed = vec![FieldChange::new("provider", before, after)];
    if before != after {
        let preset = |name: &str| if name.is_empty() { "" } else { provider.preset.as_str() };
        changed.push(FieldChange::new("preset", preset(before), preset(after)));
    }
    Event { changed, ..occasion.event(kind) }
}

impl IdentityProviderSettings {
    fn check(&self) -> Result<(), IdentityProviderError> {
        if let Some(name) = self.display_name.as_ref().filter(|name| !is_display_name(name)) {
            return Err(IdentityProviderError::DisplayName(clip(name)));
        }
        let is_printable = |byte: u8| byte.is_ascii_graphic();
        if !(1..=255).contains(&self.client_id.len()) || !self.client_id.bytes().all(is_printable) {
            return Err(IdentityProviderError::ClientId(clip(&self.client_id)));
        }
        let is_token =
            |token: &&String| token.parse::<Scope>().is_ok_and(|scope| scope.tokens().count() == 1);
        if let Some(token) = self.scope.iter().find(|token| !is_token(token)) {
            return Err(IdentityProviderError::Scope(clip(token)));
        }
        if let Some(domain) = self.domains.iter().find(|domain| !is_domain(domain)) {
            return Err(IdentityProviderError::Domain(clip(domain)));
        }
        self.check_mappings()
    }

    fn check_mappings(&self) -> Result<(), IdentityProviderError> {
        for name in self.claim_mappings.keys() {
            name.parse::<TextClaim>().map_err(IdentityProviderError::Claim)?;
        }
        let of_groups = self.group_mappings.iter().map(|mapping| &mapping.pointer);
        let mut pointers = self.claim_mappings.values().chain(of_groups);
        if let Some(pointer) = pointers.find(|pointer| !is_pointer(pointer)) {
            return Err(IdentityProviderError::Pointer(clip(pointer)));
        }
        let is_value = |value: &str| (1..=LONGEST_POINTER).contains(&value.chars().count());
        if let Some(mapping) = self.group_mappings.iter().find(|mapping| !is_value(&mapping.value)) {
            return Err(IdentityProviderError::GroupValue(clip(&mapping.value)));
        }
        match self.group_mappings.len() {
            0..=MOST_GROUP_MAPPINGS => Ok(()),
            many => Err(IdentityProviderError::TooManyGroups(many)),
        }
    }

    fn over(self, provider: IdentityProvider) -> IdentityProvider {
        IdentityProvider {
            preset: self.preset,
            variables: self.variables,
            accepted_tenants: self.accepted_tenants,
            simulator: self.simulator,
            display_name: self.display_name,
            client_id: self.client_id,
            scope: self.scope,
            first_sign_in: self.first_sign_in,
            domains: self.domains.iter().map(|domain| domain.to_ascii_lowercase()).collect(),
            claim_mappings: self.claim_mappings,
            updates_claims: self.updates_claims,
            group_mappings: self.group_mappings,
            offers_sign_out: self.offers_sign_out,
            position: self.position,
            disabled: self.disabled,
            ..provider
        }
    }
}

impl From<&IdentityProvider> for IdentityProviderSettings {
    /// Starts an edit from the present state.
    fn from(provider: &IdentityProvider) -> Self {
        Self {
            preset: provider.preset.clone(),
            variables: provider.variables.clone(),
            accepted_tenants: provider.accepted_tenants.clone(),
            simulator: provider.simulator.clone(),
            display_name: provider.display_name.clone(),
            client_id: provider.client_id.clone(),
            scope: provider.scope.clone(),
            first_sign_in: provider.first_sign_in,
            domains: provider.domains.clone(),
            claim_mappings: provider.claim_mappings.clone(),
            updates_claims: provider.updates_claims,
            group_mappings: provider.group_mappings.clone(),
            offers_sign_out: provider.offers_sign_out,
            position: provider.position,
            disabled: provider.disabled,
        }
    }
}

fn is_name(name: &str) -> bool {
    let is_harmless = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_harmless) && !name.starts_with('-')
}

fn is_display_name(name: &str) -> bool {
    let length = name.chars().count();
    (1..=LONGEST_DISPLAY_NAME).contains(&length)
        && !name.trim().is_empty()
        && !name.chars().any(char::is_control)
}

/// Returns whether this is a JSON pointer (RFC 6901 section 3): each part begins with a slash, and 0 or 1 follows a tilde.
fn is_pointer(pointer: &str) -> bool {
    let is_escape = |rest: &str| rest.starts_with(['0', '1']);
    (2..=LONGEST_POINTER).contains(&pointer.chars().count())
        && pointer.starts_with('/')
        && pointer.split('~').skip(1).all(is_escape)
        && !pointer.chars().any(char::is_control)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(is_plain)
    };
    domain.len() <= 253 && domain.contains('.') && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests;
