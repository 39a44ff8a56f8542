//! `/login/passkey`: takes the response of a browser to the challenge of the sign-in page.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_pages::{ErrorKind, LoginFailure, form_field};
use valetkey_types::RawParams;

use super::{
    failure::{Failure, require_own_page, respond},
    page_request,
};
use crate::{
    Server,
    interaction::{ProofError, SignInForm, continue_after, store_proof},
    passkey::{self, Ceremony},
    refusals::SignInRefusal,
    sign_in::{ProvenUser, refuse_passkey},
    visit::Visit,
};

/// Signs in with a passkey.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => sign_in(&mut visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn sign_in(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = visit.interaction(params).await?;
    let mut form = SignInForm::load(visit, interaction).await?;
    form.take_keep(visit, params);
    let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
    let response = params.get(form_field::RESPONSE).unwrap_or_default();
    let ceremony = Ceremony { sealed, user: None, requires_verification: true };
    match passkey::authenticate(visit, ceremony, response).await? {
        Ok(proven) => prove(visit, form, proven).await,
        Err(refused) => refused_page(visit, form.with_signals(refused.signals)),
    }
}

/// Adds the passkey to the attempt: the session begins, or the user has to prove more.
async fn prove(visit: &mut Visit<'_>, mut form: SignInForm, proven: ProvenUser) -> Result<Response, Failure> {
    let username = proven.user().username.clone();
    match store_proof(visit, &mut form, proven).await {
        Ok(progress) => continue_after(visit, form, progress).await,
        // The challenge or the counter of the passkey was used meanwhile: the response came twice.
        Err(ProofError::Conflict) => {
            refuse_passkey(SignInRefusal::WrongPasskey, Some(&username));
            form.interaction.attempt = None;
            refused_page(visit, form)
        }
        Err(error) => Err(error.into()),
    }
}

fn refused_page(visit: &Visit<'_>, form: SignInForm) -> Result<Response, Failure> {
    form.page(visit, StatusCode::OK, String::new(), Some(LoginFailure::Passkey))
}
