//! The common part of the pages on which a user chooses a password after a mail.

use axum::response::Response;
use http::{StatusCode, header};
use valetkey_accounts::{PasswordError, PasswordHash, PasswordRefusal, User};
use valetkey_authorization_server::{
    interaction::{AccountPage, Interaction},
    record::MailPurpose,
};
use valetkey_pages::{
    ChoosePasswordFailure, ChoosePasswordKind, ChoosePasswordPage, MailProofField, MailResult,
    MailResultPage, form_field,
};
use valetkey_types::{RawParams, Secret};

use super::failure::{Failure, require_own_page};
use crate::{
    PasswordPool, Server,
    interaction::SignInForm,
    mail_proof::{MailProof, ProofFailure, Proven},
    password_pool::HashError,
    request,
    respond::{Forms, page},
    visit::Visit,
};

/// A page on which a password is chosen.
#[derive(Clone, Copy)]
pub(super) struct Chooser {
    /// Why it is chosen.
    pub(super) kind: ChoosePasswordKind,
    /// The purpose of the mail. Its path is the page.
    pub(super) purpose: MailPurpose,
    /// Whether the page asks for a display name.
    pub(super) asks_for_name: bool,
    /// Where another mail can be asked for.
    pub(super) again: Option<&'static str>,
}

/// The choices of a user who proved that they received the mail.
pub(super) struct Chosen {
    /// The proof. Nothing is used up yet.
    pub(super) proven: Proven,
    /// The password. It keeps to the rule, but for the words of the account.
    pub(super) password: Secret,
    /// The display name; empty where the page does not ask for one.
    pub(super) name: String,
}

impl Chooser {
    /// Shows the page for a link, or for a code to type.
    pub(super) async fn see(self, visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
        let Some(proof) = MailProof::read(visit, params, &[self.purpose])? else {
            return Ok(self.gone(visit));
        };
        let address = match &proof {
            // Whether there is such a mail is not told before its code was typed.
            MailProof::Code { .. } => None,
            MailProof::Link(_) | MailProof::Proven(_) => match proof.look(visit, &[self.purpose]).await? {
                Ok(proven) => Some(proven.values.address).filter(|address| !address.is_empty()),
                Err(_) => return Ok(self.gone(visit)),
            },
        };
        Ok(self.page(visit, params, proof.field(params), address, None))
    }

    /// Reads what was chosen, and compares the proof. Returns the page to show instead where something is wrong.
    pub(super) async fn choose(
        self,
        visit: &Visit<'_>,
        params: &RawParams,
    ) -> Result<Result<Chosen, Response>, Failure> {
        require_own_page(visit, params)?;
        let Some(proof) = MailProof::read(visit, params, &[self.purpose])? else {
            return Ok(Err(self.gone(visit)));
        };
        let again = |failure| self.page(visit, params, proof.field(params), None, Some(failure));
        let typed = |name| params.get(name).filter(|value| !value.trim().is_empty());
        let (password, name) = (params.get(form_field::NEW_PASSWORD), typed(form_field::NAME));
        let lacks_code = matches!(&proof, MailProof::Code { typed: None, .. });
        let Some(password) = password.filter(|password| !password.is_empty() && !lacks_code) else {
            return Ok(Err(again(ChoosePasswordFailure::Incomplete)));
        };
        if self.asks_for_name && name.is_none() {
            return Ok(Err(again(ChoosePasswordFailure::Incomplete)));
        }
        if let Err(refusal) = visit.server.accounts.password_rule.check(password, &[]) {
            return Ok(Err(again(failure(refusal))));
        }
        Ok(match proof.prove(visit, &[self.purpose]).await? {
            Ok(proven) => {
                let name = name.unwrap_or_default().trim().to_owned();
                Ok(Chosen { proven, password: Secret::new(password), name })
            }
            Err(ProofFailure::WrongCode) => Err(again(ChoosePasswordFailure::WrongCode)),
            Err(ProofFailure::Gone) => Err(self.gone(visit)),
        })
    }

    /// Checks the password against the words of the account, and hashes it. Returns the page to show instead where it is
    /// refused; the proof counts there once more.
    pub(super) async fn hash(
        self,
        visit: &Visit<'_>,
        params: &RawParams,
        chosen: &Chosen,
        words: &[&str],
    ) -> Result<Result<PasswordHash, Response>, Failure> {
        match check_and_hash(visit.server, chosen.password.clone(), words).await {
            Ok(hash) => Ok(Ok(hash)),
            Err(failure) => self.refuse(visit, params, chosen, failure).map(Err),
        }
    }

    fn refuse(
        self,
        visit: &Visit<'_>,
        params: &RawParams,
        chosen: &Chosen,
        failure: ChoosePasswordFailure,
    ) -> Result<Response, Failure> {
        let address = Some(chosen.proven.values.address.clone()).filter(|address| !address.is_empty());
        Ok(self.page(visit, params, chosen.proven.field(visit)?, address, Some(failure)))
    }

    fn page(
        self,
        visit: &Visit<'_>,
        params: &RawParams,
        proof: MailProofField,
        address: Option<String>,
        failure: Option<ChoosePasswordFailure>,
    ) -> Response {
        let server = visit.server;
        let typed_name = params.get(form_field::NAME).unwrap_or_default();
        let choose = ChoosePasswordPage {
            kind: self.kind,
            action: server.path(self.purpose.path()),
            form_state: params.get(form_field::CONTINUE).unwrap_or_default().to_owned(),
            proof,
            address,
            name: self.asks_for_name.then(|| typed_name.to_owned()),
            minimum_length: server.accounts.password_rule.minimum_length,
            failure,
            again_uri: self.again.map(|path| server.path(path)),
        };
        let is_busy = failure == Some(ChoosePasswordFailure::Busy);
        let status = if is_busy { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
        let mut response =
            page(server, status, request::language(visit.headers, None), &choose, Forms::MayLeave);
        if is_busy {
            response.headers_mut().insert(header::RETRY_AFTER, PasswordPool::RETRY_AFTER_SECONDS.into());
        }
        response
    }

    /// Says that the link does not work any more.
    pub(super) fn gone(self, visit: &Visit<'_>) -> Response {
        match self.again {
            Some(path) => result(visit, MailResult::LinkGone, path),
            None => result(visit, MailResult::InvitationGone, "/login"),
        }
    }
}

/// Checks a password against the rule and the words of the account, and hashes it.
pub(super) async fn check_and_hash(
    server: &Server,
    password: Secret,
    words: &[&str],
) -> Result<PasswordHash, ChoosePasswordFailure> {
    let all: Vec<&str> = words_of_service(server).chain(words.iter().copied()).collect();
    server.accounts.password_rule.check(password.expose(), &all).map_err(failure)?;
    server.password_pool.hash(password).await.map_err(|error| match error {
        HashError::Busy(_) => ChoosePasswordFailure::Busy,
        HashError::Breached => ChoosePasswordFailure::Breached,
        HashError::Password(error) => {
            tracing::error!(%error, "a password can't be hashed");
            ChoosePasswordFailure::NotText
        }
    })
}

/// Shows what became of a mail, with the way on.
pub(super) fn result(visit: &Visit<'_>, result: MailResult, next: &str) -> Response {
    result_with(visit, result, visit.server.path(next))
}

/// [`result`] with the whole address of the way on.
pub(super) fn result_with(visit: &Visit<'_>, result: MailResult, next_uri: String) -> Response {
    let server = visit.server;
    let status = match result {
        MailResult::LinkGone | MailResult::InvitationGone => StatusCode::GONE,
        MailResult::MailOff | MailResult::SignUpOff => StatusCode::NOT_FOUND,
        MailResult::AddressTaken => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    let shown = MailResultPage { result, next_uri: Some(next_uri) };
    page(server, status, request::language(visit.headers, None), &shown, Forms::None)
}

/// Returns the interaction that waits for the sign-in: that of the form, or of the link where it was asked for in this browser.
/// Otherwise the user goes to their account.
pub(super) async fn waiting_interaction(
    visit: &Visit<'_>,
    params: &RawParams,
    proven: &Proven,
) -> Result<SignInForm, Failure> {
    let of_form = params.get(form_field::CONTINUE).filter(|sealed| !sealed.is_empty());
    let interaction = match of_form.or(proven.values.interaction.as_deref()) {
        Some(sealed) => visit.open_interaction(sealed).await.ok(),
        None => None,
    };
    let interaction = interaction.unwrap_or_else(|| Interaction::account(AccountPage::Overview));
    SignInForm::load(visit, interaction).await
}

/// Returns the words of the service, of which no password may consist: the host of the issuer and the names.
pub(crate) fn words_of_service(server: &Server) -> impl Iterator<Item = &str> {
    std::iter::once(host(server)).chain(server.brand.names())
}

/// Returns the words of an account, of which its password may not consist.
pub(crate) fn words_of(user: &User) -> Vec<&str> {
    let texts = [Some(user.username.as_str()), user.email.as_deref(), user.name.as_deref()];
    texts.into_iter().flatten().collect()
}

fn host(server: &Server) -> &str {
    let issuer = server.issuer.as_str();
    let host = issuer.split_once("://").map_or(issuer, |(_, host)| host);
    host.split(['/', ':']).next().unwrap_or(host)
}

fn failure(refusal: PasswordRefusal) -> ChoosePasswordFailure {
    match refusal {
        PasswordRefusal::TooShort { .. } | PasswordRefusal::Password(PasswordError::TooShort(_)) => {
            ChoosePasswordFailure::TooShort
        }
        PasswordRefusal::Password(PasswordError::TooLong(_)) => ChoosePasswordFailure::TooLong,
        PasswordRefusal::Password(PasswordError::NotText | PasswordError::Parameters) => {
            ChoosePasswordFailure::NotText
        }
        PasswordRefusal::Password(PasswordError::Common) => ChoosePasswordFailure::Common,
        PasswordRefusal::LikeAccount => ChoosePasswordFailure::LikeAccount,
    }
}
