//! Continues interactions: says which address comes next. The endpoints use this module, and not each other.

mod account_choice;
mod authorize;
mod no_access;
mod sealed;
mod set_up_pages;
mod sign_in_page;
mod sign_in_steps;
mod trial;

use axum::response::Response;
use valetkey_authorization_server::interaction::{Interaction, Purpose};

use crate::{endpoint::failure::Failure, provider_sign_in, respond::see_other, visit::Visit};

pub(crate) use authorize::{Loaded, Waiting, begin};
pub(crate) use sealed::{LONGEST_ADDRESS, Stale, start_over};
pub(crate) use set_up_pages::{authenticator_page, passkey_page, set_up_page};
pub(crate) use sign_in_page::SignInForm;
pub(crate) use sign_in_steps::{
    Progress, ProofError, ask_for_code, current_step, leaving_user, second_step_address, second_step_page,
    show_step, start_over_sign_in, store_proof, ways_of,
};
pub(crate) use trial::{TrialAnswer, TrialOutcome, TrialRefusal};

/// Returns the address at which an interaction continues, for a page that comes between.
pub(crate) async fn address_of(visit: &Visit<'_>, mut interaction: Interaction) -> Result<String, Failure> {
    provider_sign_in::link_after_sign_in(visit, &mut interaction).await?;
    match interaction.purpose {
        Purpose::Authorize(_) => visit.step("/authorize", interaction).await,
        Purpose::Account { page, .. } => Ok(visit.server.path(page.path())),
        Purpose::Administration { page, .. } => Ok(visit.server.path(page.path())),
        Purpose::SignOut(_) => Ok(visit.server.path("/logout")),
    }
}

/// Goes on after a proof: with the interaction if the session has begun, or with the second step if the user must prove more.
pub(crate) async fn continue_after(
    visit: &Visit<'_>,
    form: SignInForm,
    progress: Progress,
) -> Result<Response, Failure> {
    match progress {
        Progress::SignedIn => continue_interaction(visit, form.interaction).await,
        Progress::NeedsMore => Ok(see_other(&second_step_address(visit, form).await?)),
    }
}

/// Returns the response that leads on, after a user did a step of an interaction.
pub(crate) async fn continue_interaction(
    visit: &Visit<'_>,
    mut interaction: Interaction,
) -> Result<Response, Failure> {
    provider_sign_in::link_after_sign_in(visit, &mut interaction).await?;
    let Interaction { attempt, purpose, .. } = interaction;
    match purpose {
        Purpose::Authorize(pending) => Waiting { attempt, pending }.go_on(visit).await,
        Purpose::Account { page, .. } => Ok(see_other(&visit.server.path(page.path()))),
        Purpose::Administration { page, .. } => Ok(see_other(&visit.server.path(page.path()))),
        // A user who signed in meanwhile is asked again.
        Purpose::SignOut(_) => Ok(see_other(&visit.server.path("/logout"))),
    }
}
