//! Applies the operator's mappings to the claims of a provider: they set claims and groups of a user.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;
use valetkey_accounts::{ProvidedGroups, User};

use super::{ProviderAccount, is_invisible};
use crate::{
    Change, PictureChange,
    event::{EventKind, FieldChange, Occasion},
    record::IdentityProvider,
    registration::{NewUser, TextClaim, UserRegistrationError, edited_user},
    role_map::{MOST_GROUPS_OF_A_USER, RoleMap},
};

/// The result of the mappings of a provider. A mapping sets text claims of the profile and groups that the operator named. It never
/// sets a role, an address, or whether something is verified.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapped {
    /// Values of our claims, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<String, String>,
    /// Whether the claims are also set for an existing user.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub updates_claims: bool,
    /// The groups, in the order of the mappings, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Uuid>,
}

/// Why the value of a provider does not fit a claim.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappedClaimError {
    /// The value does not have the form of the claim.
    #[error(transparent)]
    Value(#[from] UserRegistrationError),
    /// The value is not a text.
    #[error("expected a text at {pointer}, got {got}")]
    NoText {
        /// The pointer.
        pointer: String,
        /// The kind of value.
        got: &'static str,
    },
}

impl Mapped {
    /// Applies the mappings of a provider. A value that does not fit is ignored: it is no reason to refuse a sign-in.
    pub fn of(provider: &IdentityProvider, claims: &Map<String, Value>) -> Self {
        let claims = &Value::Object(claims.clone());
        let value = |(name, pointer): (&String, &String)| {
            let read = read_claim(claims, name.parse().ok()?, pointer).ok()??;
            Some((name.clone(), read))
        };
        let mut groups = Vec::new();
        for mapping in &provider.group_mappings {
            let is_listed = texts_at(claims, &mapping.pointer).any(|text| text == mapping.value);
            if is_listed && !groups.contains(&mapping.group) {
                groups.push(mapping.group);
            }
        }
        Self {
            claims: provider.claim_mappings.iter().filter_map(value).collect(),
            updates_claims: provider.updates_claims,
            groups,
        }
    }

    /// Puts the claims on a record.
    fn claims_onto(&self, user: &User, occasion: &Occasion<'_>) -> User {
        let mut edit = NewUser::from(user);
        for (name, value) in &self.claims {
            if let Ok(claim) = name.parse::<TextClaim>() {
                *claim.place(&mut edit) = Some(value.clone());
            }
        }
        // Each value was checked when it was read.
        edited_user(user, edit, occasion.now).unwrap_or_else(|_| user.clone())
    }
}

/// Reads the value of a claim; `None` where the provider has none.
///
/// # Errors
/// [`MappedClaimError`] says what was expected and what came.
pub fn read_claim(
    claims: &Value,
    claim: TextClaim,
    pointer: &str,
) -> Result<Option<String>, MappedClaimError> {
    let got = match claims.pointer(pointer) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => {
            let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
            let text = text.trim();
            if text.is_empty() {
                return Ok(None);
            }
            claim.check(text)?;
            return Ok(Some(text.to_owned()));
        }
        Some(Value::Bool(_)) => "true or false",
        Some(Value::Number(_)) => "a number",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    };
    Err(MappedClaimError::NoText { pointer: pointer.to_owned(), got })
}

/// Returns the texts at a JSON pointer (RFC 6901): those of a list, or the one text.
fn texts_at<'a>(claims: &'a Value, pointer: &str) -> impl Iterator<Item = &'a str> {
    let value = claims.pointer(pointer);
    let list = value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    list.chain(value.and_then(Value::as_str))
}

/// Returns the user after a sign-in with this account. `is_new` is for a user whom this sign-in adds. A user who reaches the limit
/// of groups gets the first ones.
pub(super) fn onto(
    user: &User,
    account: &ProviderAccount,
    is_new: bool,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> User {
    let mapped = &account.mapped;
    let user = match is_new || mapped.updates_claims {
        true => mapped.claims_onto(user, occasion),
        false => user.clone(),
    };
    let own = user.groups.len();
    let exists = mapped.groups.iter().copied().filter(|group| map.group(*group).is_some());
    let is_kept = |group: &Uuid| user.groups.contains(group);
    let groups =
        exists.enumerate().filter(|(place, group)| is_kept(group) || own + place < MOST_GROUPS_OF_A_USER);
    let groups = groups.map(|(_, group)| group).collect();
    let provided = ProvidedGroups { provider: account.provider.clone(), account: account.key(), groups };
    user.with_provided_groups(provided)
}

/// Returns the changes that store the difference between two states of a user, with an event for each group and one for the
/// claims. `is_new`: the user is added by the same list.
pub(super) fn changes(
    before: &User,
    after: &User,
    provider: &str,
    is_new: bool,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Vec<Change> {
    if before == after {
        return Vec::new();
    }
    let entered = after.groups.iter().filter(|group| !before.groups.contains(group));
    let left = before.groups.iter().filter(|group| !after.groups.contains(group));
    let name = |group: &Uuid| map.group(*group).map(|group| group.name.clone()).unwrap_or_default();
    let mut events = Vec::new();
    let mut about = |kind, changed: Vec<FieldChange>| {
        let mut event = occasion.about_user(kind, &after.id);
        event.changed = changed;
        event.changed.push(FieldChange::new("provider", "", provider));
        events.push(Change::StoreEvent(event));
    };
    let claims = claims_changed(before, after);
    if !claims.is_empty() && !is_new {
        about(EventKind::UserEdited, claims);
    }
    for group in entered.clone() {
        about(EventKind::GroupMemberAdded, vec![FieldChange::new("group", "", &name(group))]);
    }
    for group in left {
        about(EventKind::GroupMemberRemoved, vec![FieldChange::new("group", &name(group), "")]);
    }
    let tenant = &after.tenant;
    let mut changes: Vec<Change> =
        entered.map(|id| Change::RequireGroup { tenant: tenant.clone(), id: *id }).collect();
    changes.push(match is_new {
        true => Change::AddUser(Box::new(after.clone())),
        false => Change::ReplaceUser { before: Box::new(before.clone()), after: Box::new(after.clone()) },
    });
    if before.picture != after.picture && !is_new {
        // The old value may name a picture that the user uploaded.
        let (tenant, user_id) = (tenant.clone(), after.id.clone());
        changes.push(Change::Picture(PictureChange::RemoveOfUser { tenant, user_id }));
    }
    changes.extend(events);
    changes
}

fn claims_changed(before: &User, after: &User) -> Vec<FieldChange> {
    let (before, after) = (NewUser::from(before), NewUser::from(after));
    let changed = TextClaim::ALL.iter().filter(|claim| claim.of(&before) != claim.of(&after));
    let of = |claim: &TextClaim, user: &NewUser| claim.of(user).unwrap_or_default().to_owned();
    changed.map(|claim| FieldChange::new(claim.as_str(), &of(claim, &before), &of(claim, &after))).collect()
}
