//! Previews a sign-in with an account of a provider. Nothing is sent and nothing is stored.

use serde_json::{Map, Value};
use uuid::Uuid;
use valetkey_accounts::{ReservedUsernames, User};
use valetkey_authorization_server::{
    event::Occasion,
    provider_sign_in::{Arrival, ProviderAccount, add_user, arrive, bring_up_to_date, read_claim},
    record::{IdentityProvider, LinkedAccount},
    registration::{NewUser, TextClaim, UserRegistrationError},
    role_map::RoleMap,
};
use valetkey_storage::{Listing, Match, Storage, StorageError, directory, record::LINKED_ACCOUNT, value};
use valetkey_types::{TenantId, UserId};

/// The stored users that a sign-in concerns.
pub struct KnownUsers {
    /// The user whom the account is linked to.
    linked_to: Option<User>,
    /// The user whose name or address is the verified address of the account.
    has_address: Option<User>,
}

impl KnownUsers {
    /// Loads the users that a sign-in with an account concerns.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub async fn load(
        storage: &dyn Storage,
        tenant: &TenantId,
        account: &ProviderAccount,
    ) -> Result<Self, StorageError> {
        let linked_to = linked_user(storage, tenant, account).await?;
        let has_address = match account.verified_address().filter(|_| linked_to.is_none()) {
            Some(address) => storage.user_by_sign_in_name(tenant, address).await?,
            None => None,
        };
        Ok(Self { linked_to, has_address })
    }
}

async fn linked_user(
    storage: &dyn Storage,
    tenant: &TenantId,
    account: &ProviderAccount,
) -> Result<Option<User>, StorageError> {
    let listing = Listing::of_tenant(&LINKED_ACCOUNT, tenant, 1)
        .with("issuer", Match::Equals(value::Value::text(&account.issuer)))
        .with("subject", Match::Equals(value::Value::text(&account.subject)));
    let page = directory::page::<LinkedAccount>(storage, &listing).await?;
    match page.records.into_iter().next() {
        Some(link) => storage.user(tenant, &link.user_id).await,
        None => Ok(None),
    }
}

/// The result of a sign-in with an account of a provider.
pub struct SignInPreview {
    /// The account.
    pub account: ProviderAccount,
    /// The decision.
    pub arrival: Arrival,
    /// The user before the sign-in; `None` for one that it adds.
    pub before: Option<User>,
    /// The user after the sign-in; `None` if the account has no user yet or is refused.
    pub after: Option<User>,
    /// The mapped claims whose values do not fit, each with the reason.
    pub left_out: Vec<(String, String)>,
}

impl SignInPreview {
    /// Decides a sign-in.
    ///
    /// # Errors
    /// [`UserRegistrationError`] if the user that it would add is refused.
    pub fn of(
        provider: &IdentityProvider,
        (account, claims): (ProviderAccount, &Map<String, Value>),
        users: KnownUsers,
        map: &RoleMap,
        reserved: &ReservedUsernames,
        occasion: &Occasion<'_>,
    ) -> Result<Self, UserRegistrationError> {
        let KnownUsers { linked_to, has_address } = users;
        let arrival = arrive(provider, &account, linked_to.as_ref(), has_address.as_ref());
        let after = match (arrival, &linked_to) {
            (Arrival::SignIn, Some(user)) => Some(bring_up_to_date(user, &account, map, occasion).answer),
            (Arrival::AddUser, _) => {
                let username = account.proposed_username(reserved);
                Some(add_user(UserId::new("preview"), username, &account, map, occasion)?.answer)
            }
            _ => None,
        };
        let left_out = left_out(provider, claims);
        Ok(Self { account, arrival, before: linked_to, after, left_out })
    }

    /// Returns the claims that the user gets, by name.
    pub fn claims(&self) -> Vec<(&'static str, String)> {
        let mapped = &self.account.mapped;
        let Some(after) = &self.after else {
            let is_set =
                |claim: &TextClaim| Some((claim.as_str(), mapped.claims.get(claim.as_str())?.clone()));
            let all = if mapped.updates_claims { TextClaim::ALL } else { &[] };
            return all.iter().filter_map(is_set).collect();
        };
        let (before, after) = (self.before.as_ref().map(NewUser::from), NewUser::from(after));
        let old = |claim: &TextClaim| before.as_ref().and_then(|before| claim.of(before));
        let is_new = |claim: &&TextClaim| claim.of(&after) != old(claim);
        let value = |claim: &TextClaim| (claim.as_str(), claim.of(&after).unwrap_or_default().to_owned());
        TextClaim::ALL.iter().filter(is_new).map(value).collect()
    }

    /// Returns the names of the groups that the user gets, and of those that are taken away.
    pub fn groups(&self, map: &RoleMap) -> (Vec<String>, Vec<String>) {
        let before = self.before.as_ref().map_or(&[][..], |user| &user.groups);
        let after = match (&self.after, self.arrival) {
            (Some(user), _) => &user.groups,
            (None, Arrival::ProveUser { .. }) => &self.account.mapped.groups,
            (None, _) => return (Vec::new(), Vec::new()),
        };
        let names = |these: &[Uuid], others: &[Uuid]| {
            let new = these.iter().filter(|group| !others.contains(group));
            new.filter_map(|group| Some(map.group(*group)?.name.clone())).collect()
        };
        (names(after, before), names(before, after))
    }
}

fn left_out(provider: &IdentityProvider, claims: &Map<String, Value>) -> Vec<(String, String)> {
    let claims = Value::Object(claims.clone());
    let reason = |(name, pointer): (&String, &String)| {
        let claim: TextClaim = name.parse().ok()?;
        let error = read_claim(&claims, claim, pointer).err()?;
        Some((name.clone(), error.to_string()))
    };
    provider.claim_mappings.iter().filter_map(reason).collect()
}
