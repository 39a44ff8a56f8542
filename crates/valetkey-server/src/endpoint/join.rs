//! Creates the account of a registered or invited user, and signs them in.

use axum::response::Response;
use valetkey_accounts::{User, check_username};
use valetkey_authorization_server::{
    Decision,
    event::{Actor, Occasion},
    registration::{NewUser, UserRegistrationError},
};
use valetkey_pages::{ErrorKind, MailResult};
use valetkey_storage::ApplyError;
use valetkey_types::{RawParams, UserId};

use super::{
    choose_password::{Chooser, Chosen, result, waiting_interaction},
    failure::Failure,
    login::prove_password,
};
use crate::{mail_proof::is_there, request, sign_in::ProvenUser, visit::Visit};

/// The operation that makes the account.
type Decide<'a> =
    &'a (dyn Fn(UserId, NewUser, &Occasion<'_>) -> Result<Decision<User>, UserRegistrationError> + Sync);

/// An account to make.
pub(super) struct Join<'a> {
    /// The page.
    pub(super) chooser: Chooser,
    /// The choices.
    pub(super) chosen: Chosen,
    /// The operation.
    pub(super) decide: Decide<'a>,
}

/// Makes the account in one commit with the end of the link, and signs the user in.
pub(super) async fn join(
    visit: &mut Visit<'_>,
    params: &RawParams,
    account: Join<'_>,
) -> Result<Response, Failure> {
    let Join { chooser, chosen, decide } = account;
    let server = visit.server;
    let values = &chosen.proven.values;
    if values.address.is_empty() {
        return Ok(chooser.gone(visit));
    }
    let words = [values.address.as_str(), chosen.name.as_str()];
    let hash = match chooser.hash(visit, params, &chosen, &words).await? {
        Ok(hash) => hash,
        Err(page) => return Ok(page),
    };
    let id = UserId::new(server.environment.identifier().simple().to_string());
    let new = NewUser {
        username: username(&values.address, &id),
        email: Some(values.address.clone()),
        email_verified: values.proves_address,
        name: Some(chosen.name.clone()),
        locale: Some(request::language(visit.headers, None).tag().to_owned()),
        roles: values.roles.clone(),
        password_hash: Some(hash),
        ..NewUser::default()
    };
    let actor = Actor::User { id: id.clone() };
    let decided = visit.occasion(&actor, |occasion| decide(id, new, occasion));
    let Decision { answer: user, changes } = decided.map_err(|error| {
        tracing::info!(%error, "an account was not made");
        Failure::from(ErrorKind::BadRequest)
    })?;
    let mut list = vec![chosen.proven.spend()];
    list.extend(changes);
    match server.storage.apply(list).await {
        Err(ApplyError::Conflict { .. }) => {
            // The link was used at the same moment, or somebody got an account with this address meanwhile.
            return Ok(match is_there(server, chosen.proven.challenge.id).await? {
                true => result(visit, MailResult::AddressTaken, "/login"),
                false => chooser.gone(visit),
            });
        }
        stored => stored?,
    }
    let form = waiting_interaction(visit, params, &chosen.proven).await?;
    prove_password(visit, form, ProvenUser::who_chose_password(User { revision: 1, ..user })).await
}

/// Returns the username: the address. Where it has characters that no username has, one is made, and the user signs in with the
/// address.
fn username(address: &str, id: &UserId) -> String {
    match check_username(address) {
        Ok(()) => address.to_owned(),
        Err(_) => format!("user-{id}"),
    }
}
