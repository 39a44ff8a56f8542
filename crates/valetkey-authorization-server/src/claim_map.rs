//! The attributes and scopes of a tenant: which claims a scope opens, and where their values come from.

mod explain;
mod value;

use serde_json::Value;
use valetkey_accounts::{AttributeValue, User};
use valetkey_types::{OtherClaims, Scope, UserClaims, is_reserved_claim, standard_scope_of};

use crate::{
    metadata::STANDARD_SCOPES,
    record::{Attribute, AttributeKind, ClaimPlace, Client, TenantScope},
};

pub(crate) use explain::source_of_claim;
pub use explain::{ExplainedClaim, explain};
pub use value::{AttributeError, Editor, LARGEST_ATTRIBUTES};

/// The scopes that the standard claims of a user need (OpenID Connect Core section 5.4).
const STANDARD_CLAIM_SCOPES: &str = "address email phone profile";

/// The attributes and scopes of a tenant. A server keeps it in memory beside the tenant; the records of users hold the values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimMap {
    attributes: Vec<Attribute>,
    scopes: Vec<TenantScope>,
}

/// The source of a mapped claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClaimSource<'a> {
    /// A standard claim of the user's record.
    Record,
    /// An attribute.
    Attribute(&'a Attribute),
}

/// A claim that a scope of the operator opens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MappedClaim<'a> {
    /// The claim.
    pub claim: &'a str,
    /// The first scope that opens it.
    pub scope: &'a str,
    /// The source of its value.
    pub source: ClaimSource<'a>,
}

impl ClaimMap {
    /// Makes the map.
    pub fn new(
        attributes: impl IntoIterator<Item = Attribute>,
        scopes: impl IntoIterator<Item = TenantScope>,
    ) -> Self {
        let mut attributes: Vec<Attribute> = attributes.into_iter().collect();
        let mut scopes: Vec<TenantScope> = scopes.into_iter().collect();
        attributes.sort_by(|one, other| one.name.cmp(&other.name));
        scopes.sort_by(|one, other| one.name.cmp(&other.name));
        Self { attributes, scopes }
    }

    /// Returns every attribute, by name.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// Returns every scope, by name.
    pub fn scopes(&self) -> &[TenantScope] {
        &self.scopes
    }

    /// Returns the attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// Returns the attribute that sets this claim. No attribute sets a claim of the server or of the user's record, even if another
    /// version stored such a definition.
    pub fn attribute_in(&self, claim: &str) -> Option<&Attribute> {
        let mut attributes = self.attributes.iter().filter(|_| is_free_claim(claim));
        attributes.find(|attribute| attribute.claim.as_deref() == Some(claim))
    }

    /// Returns the scope of this name.
    pub fn scope(&self, name: &str) -> Option<&TenantScope> {
        self.scopes.iter().find(|scope| scope.name == name)
    }

    /// Returns the scopes that open a claim.
    pub fn scopes_with<'a>(&'a self, claim: &'a str) -> impl Iterator<Item = &'a TenantScope> {
        self.scopes.iter().filter(move |scope| scope.claims.iter().any(|known| known == claim))
    }

    /// Returns the source of a claim that scopes of the operator may open; `None` for any other claim.
    pub fn source<'a>(&'a self, claim: &str) -> Option<ClaimSource<'a>> {
        if is_mappable_standard_claim(claim) {
            return Some(ClaimSource::Record);
        }
        self.attribute_in(claim).map(ClaimSource::Attribute)
    }

    /// Returns the claims that the operator's scopes open, each once. A standard scope opens its standard claims and no others.
    pub fn mapped(&self, scope: &Scope) -> Vec<MappedClaim<'_>> {
        let mut mapped: Vec<MappedClaim<'_>> = Vec::new();
        let opens = |known: &&TenantScope| !is_standard_scope(&known.name) && scope.contains(&known.name);
        for opened in self.scopes.iter().filter(opens) {
            for claim in &opened.claims {
                let is_new = mapped.iter().all(|known| known.claim != claim);
                if let Some(source) = self.source(claim).filter(|_| is_new) {
                    mapped.push(MappedClaim { claim, scope: &opened.name, source });
                }
            }
        }
        mapped
    }

    /// Returns the mapped claims that a client gets in a place. For a tenant without scopes it allocates nothing.
    pub fn claims(&self, user: &User, client: &Client, scope: &Scope, place: ClaimPlace) -> OtherClaims {
        self.claims_where(user, scope, |mapped| client.gets(mapped.claim, place))
    }

    /// Returns the mapped claims for which a rule holds, with the values that the user has.
    pub fn claims_where(
        &self,
        user: &User,
        scope: &Scope,
        rule: impl Fn(&MappedClaim<'_>) -> bool,
    ) -> OtherClaims {
        let mut claims = OtherClaims::new();
        let mut standard: Option<Value> = None;
        for mapped in self.mapped(scope).into_iter().filter(rule) {
            match mapped.source {
                ClaimSource::Attribute(attribute) => {
                    if let Some(value) = attribute.value_of(user) {
                        claims.insert(mapped.claim.to_owned(), value.to_json());
                    }
                }
                ClaimSource::Record => {
                    let record = standard.get_or_insert_with(|| standard_claims(user));
                    for claim in with_verified(mapped.claim) {
                        if let Some(value) = record.get(claim) {
                            claims.insert(claim.to_owned(), value.clone());
                        }
                    }
                }
            }
        }
        claims
    }
}

impl Attribute {
    /// Returns the value of a user; `None` if there is none or if it does not fit the definition, because an earlier attribute had
    /// this name.
    pub fn value_of<'a>(&self, user: &'a User) -> Option<&'a AttributeValue> {
        user.attributes.get(&self.name).filter(|value| self.fits(value))
    }

    /// Whether this version knows the kind of its values.
    pub fn is_known(&self) -> bool {
        !matches!(self.kind, AttributeKind::Unknown(_))
    }
}

/// Returns the mapped claims without those that a standard scope opens too: they would appear twice in the JSON object.
pub fn without_standard(mut claims: OtherClaims, scope: &Scope) -> OtherClaims {
    claims.retain(|claim, _| standard_scope_of(claim).is_none_or(|standard| !scope.contains(standard)));
    claims
}

/// Returns whether an attribute may set this claim: neither the server nor the user's record sets it. The case does not matter.
pub fn is_free_claim(claim: &str) -> bool {
    !is_reserved_claim(claim) && !UserClaims::NAMES.iter().any(|name| name.eq_ignore_ascii_case(claim))
}

/// Whether a scope of the operator may open this standard claim.
fn is_mappable_standard_claim(claim: &str) -> bool {
    standard_scope_of(claim).is_some() && !is_reserved_claim(claim)
}

/// Returns whether this is a standard scope. The standards define its claims.
pub fn is_standard_scope(name: &str) -> bool {
    STANDARD_SCOPES.contains(&name)
}

/// Returns a claim, with the claim that says whether its value is verified (OpenID Connect Core section 5.1).
fn with_verified(claim: &str) -> impl Iterator<Item = &str> {
    let verified = match claim {
        "email" => Some("email_verified"),
        "phone_number" => Some("phone_number_verified"),
        _ => None,
    };
    std::iter::once(claim).chain(verified)
}

/// Returns the standard claims of a record, as a JSON object.
fn standard_claims(user: &User) -> Value {
    let every = STANDARD_CLAIM_SCOPES.parse().unwrap_or_default();
    serde_json::to_value(user.claims(&every)).unwrap_or_default()
}
