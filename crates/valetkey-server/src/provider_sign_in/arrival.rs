//! Applies the decision about an account that signed in at a provider.

use std::sync::Arc;

use axum::response::Response;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, Decision,
    event::Actor,
    interaction::Interaction,
    provider_sign_in::{self as decision, Arrival, ArrivalRefusal, PendingLink, ProviderAccount, arrive},
    record::LinkedAccount,
    role_map::RoleMap,
};
use valetkey_pages::{ErrorKind, ProviderOutcome};
use valetkey_storage::StorageError;
use valetkey_types::UserId;

use super::{Aim, back, identify::Identified, link::linked_account};
use crate::{
    endpoint::failure::Failure,
    identity_provider::Known,
    interaction::{ProofError, SignInForm, continue_after, store_proof},
    respond::see_other,
    sign_in::ProvenUser,
    visit::Visit,
};

/// Maximum attempts after a storage conflict.
const ATTEMPTS: usize = 3;

/// Signs the user in, adds one, asks for one, or refuses.
pub(super) async fn conclude(
    visit: &mut Visit<'_>,
    known: &Known,
    Identified { account, sid }: Identified,
    mut interaction: Interaction,
) -> Result<Response, Failure> {
    for _ in 0..ATTEMPTS {
        let facts = Facts::load(visit, &account).await?;
        let linked_to = facts.linked.as_ref().and_then(|(_, user)| user.as_ref());
        let (user, changes) = match arrive(&known.record, &account, linked_to, facts.has_address.as_ref()) {
            Arrival::SignIn => match facts.linked {
                Some((linked, Some(user))) => known_user(visit, &account, linked, user).await?,
                _ => return Err(ErrorKind::ServerError.into()),
            },
            Arrival::AddUser => new_user(visit, &account).await?,
            Arrival::ProveUser { has_address_of_user } => {
                let proved_at = visit.now;
                interaction.link = Some(PendingLink { account, has_address_of_user, proved_at });
                return Ok(see_other(&visit.step("/login", interaction).await?));
            }
            Arrival::Refuse(refusal) => {
                tracing::info!(provider = %known.record.name, ?refusal, "a sign-in with a provider was refused");
                return back(visit, interaction, Aim::SignIn, known, outcome(refusal)).await;
            }
        };
        let mut form = SignInForm::load(visit, interaction.clone()).await?;
        let proven = ProvenUser::at_provider(user, changes, &account, sid.as_deref());
        match store_proof(visit, &mut form, proven).await {
            Ok(progress) => return continue_after(visit, form, progress).await,
            // Somebody took the username, or the account signed in twice at the same time.
            Err(ProofError::Conflict) => {}
            Err(ProofError::Failed(failure)) => return Err(failure),
        }
    }
    Err(ErrorKind::Unavailable.into())
}

fn outcome(refusal: ArrivalRefusal) -> ProviderOutcome {
    match refusal {
        ArrivalRefusal::NotLinked => ProviderOutcome::NotLinked,
        // A disabled user learns no more than a stranger.
        ArrivalRefusal::Disabled | ArrivalRefusal::Domain => ProviderOutcome::NotAllowed,
    }
}

/// The facts that decide about a sign-in.
struct Facts {
    /// The link of the account, with its user.
    linked: Option<(LinkedAccount, Option<User>)>,
    /// The user whose username or address is the verified address of an account that nobody has linked.
    has_address: Option<User>,
}

impl Facts {
    async fn load(visit: &Visit<'_>, account: &ProviderAccount) -> Result<Self, StorageError> {
        let (storage, tenant) = (&visit.server.storage, &visit.server.tenant);
        if let Some(linked) = linked_account(visit, account).await? {
            let user = storage.user(tenant, &linked.user_id).await?;
            return Ok(Self { linked: Some((linked, user)), has_address: None });
        }
        let has_address = match account.verified_address() {
            Some(address) => storage.user_by_sign_in_name(tenant, address).await?,
            None => None,
        };
        Ok(Self { linked: None, has_address })
    }
}

/// Returns the user whom the account is linked to, as this sign-in leaves them, and what stores that with the use of the link.
async fn known_user(
    visit: &Visit<'_>,
    account: &ProviderAccount,
    linked: LinkedAccount,
    user: User,
) -> Result<(User, Vec<Change>), Failure> {
    let map = map_for(visit, account, Some(&user)).await?;
    let actor = Actor::User { id: user.id.clone() };
    let has_terms = visit.server.accounts.registration.terms_version.is_some();
    let returned = visit.occasion(&actor, |occasion| {
        decision::return_with(&user, &linked, account, has_terms, &map, occasion)
    });
    let Decision { answer, mut changes } = returned;
    let revision = if changes.is_empty() { user.revision } else { user.revision + 1 };
    changes.push(decision::remember_use(linked, account, visit.now));
    Ok((User { revision, ..answer }, changes))
}

/// Returns the groups of the tenant, where a sign-in with this account may change the groups of the user. Nothing is read
/// otherwise.
pub(super) async fn map_for(
    visit: &Visit<'_>,
    account: &ProviderAccount,
    user: Option<&User>,
) -> Result<Arc<RoleMap>, StorageError> {
    match account.concerns_groups_of(user) {
        true => visit.server.role_map().await,
        false => Ok(Arc::default()),
    }
}

/// Returns a user under the name that the provider has for them, or one close to it, and what stores them with the link.
async fn new_user(visit: &Visit<'_>, account: &ProviderAccount) -> Result<(User, Vec<Change>), Failure> {
    let server = visit.server;
    let mut username = account.proposed_username(&server.accounts.registration.reserved());
    if server.storage.user_by_sign_in_name(&server.tenant, &username).await?.is_some() {
        let mut random = [0; 4];
        server.environment.fill_random(&mut random);
        let ending: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        username = format!("{username}-{ending}");
    }
    let map = map_for(visit, account, None).await?;
    let id = UserId::new(server.environment.identifier().simple().to_string());
    let actor = Actor::User { id: id.clone() };
    let added = visit.occasion(&actor, |occasion| decision::add_user(id, username, account, &map, occasion));
    let added = added.map_err(|error| {
        tracing::error!(%error, provider = %account.provider, "a user can't be added");
        Failure::from(ErrorKind::ServerError)
    })?;
    Ok((User { revision: 1, ..added.answer }, added.changes))
}
