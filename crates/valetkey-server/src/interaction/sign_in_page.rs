//! The sign-in page: the answer to a request that needs a sign-in, and again after a wrong password.

use std::sync::Arc;

use axum::response::Response;
use http::{StatusCode, header};
use valetkey_accounts::{Acr, SignInAttempt, User};
use valetkey_authorization_server::{
    authorization::SignInReason,
    interaction::{ConsoleReason, Interaction, Purpose},
    record::Client,
};
use valetkey_pages::{ErrorKind, LoginFailure, LoginPage, LoginReason, ProviderNotice, form_field};
use valetkey_types::{ClientId, RawParams, encode_form, parameter};

use super::authorize::waiting_params;
use crate::{
    PasswordPool,
    endpoint::failure::Failure,
    passkey::{self, Signal},
    provider_sign_in, request,
    respond::{Forms, page_for},
    sign_in::Present,
    visit::Visit,
};

/// The interaction that waits for a sign-in, with the application that asked; without one, what waits is the user's own page.
#[derive(Clone)]
pub(crate) struct SignInForm {
    /// The interaction.
    pub(crate) interaction: Interaction,
    /// The parameters of the application's request.
    pub(crate) params: RawParams,
    /// The application.
    pub(crate) client: Option<Arc<Client>>,
    /// The signals of the page about passkeys.
    signals: Vec<Signal>,
    /// Whether the user added a passkey just now, during this sign-in.
    pub(crate) passkey_was_added: bool,
    /// The result of the sign-in at another provider.
    pub(crate) notice: Option<ProviderNotice>,
    /// The sealed name of the mail whose code the second step asks for.
    pub(crate) mail: Option<String>,
    /// Whether the user checked the box to trust the device.
    pub(crate) trusts_device: bool,
}

impl SignInForm {
    /// Loads the application.
    pub(crate) async fn load(visit: &Visit<'_>, interaction: Interaction) -> Result<Self, Failure> {
        let params = match &interaction.purpose {
            Purpose::Authorize(pending) => waiting_params(pending)?,
            // A first sign-in has the usual requirements. The console checks the permissions and the strength after it.
            Purpose::Administration { reason: ConsoleReason::TooWeak | ConsoleReason::Confirm, .. } => {
                strength(visit.server.accounts.console.into())?
            }
            Purpose::Administration { .. } | Purpose::Account { .. } | Purpose::SignOut(_) => {
                RawParams::default()
            }
        };
        let client = match params.get(parameter::CLIENT_ID) {
            Some(id) => visit.server.storage.client(&visit.server.tenant, &ClientId::new(id)).await?,
            None => None,
        };
        Ok(Self::new(interaction, params, client))
    }

    /// Returns a form for an application that was loaded already.
    pub(crate) fn new(interaction: Interaction, params: RawParams, client: Option<Arc<Client>>) -> Self {
        Self {
            interaction,
            params,
            client,
            signals: Vec::new(),
            passkey_was_added: false,
            notice: None,
            mail: None,
            trusts_device: false,
        }
    }

    /// Returns the form with what its page tells the browser about passkeys.
    pub(crate) fn with_signals(self, signals: Vec<Signal>) -> Self {
        Self { signals, ..self }
    }

    /// Shows the empty page. `signed_in` is the user of the session that the browser carries.
    pub(crate) fn first_page(self, visit: &Visit<'_>, signed_in: Option<User>) -> Result<Response, Failure> {
        let username = self.expected_username(signed_in);
        self.page(visit, StatusCode::OK, username, None)
    }

    /// Shows the page. The sign-in attempt begins here, if it has not begun yet.
    pub(crate) fn page(
        mut self,
        visit: &Visit<'_>,
        status: StatusCode,
        username: String,
        failure: Option<LoginFailure>,
    ) -> Result<Response, Failure> {
        let server = visit.server;
        let fresh = || SignInAttempt::new(server.environment.identifier());
        self.interaction.attempt.get_or_insert_with(fresh);
        let offer_cancel = self.offers_cancel();
        let login = LoginPage {
            application_name: self.client.as_ref().map(|client| client.name.clone()),
            application_uri: self.client.as_ref().and_then(|client| client.client_uri.clone()),
            action: server.path("/login"),
            form_state: visit.seal_interaction(&self.interaction)?,
            username,
            failure,
            reason: self.page_reason(),
            passkey: passkey::offer(visit, &self.signals),
            offer_cancel,
            keep: self.offers_keep(visit).then(|| self.interaction.keep == Some(true)),
            offer_forgot: server.mail.is_some(),
            offer_mail: self.offers_mail(visit),
            offer_sign_up: server.accounts.registration.enabled,
            providers: provider_sign_in::offered(server, &self.interaction, self.notice.take(), visit.now),
        };
        let forms = if login.providers.buttons.is_empty() { self.forms() } else { Forms::MayLeave };
        let language = request::language(visit.headers, self.params.get(parameter::UI_LOCALES));
        let mut response = page_for(server, self.client.as_deref(), status, language, &login, forms);
        if failure == Some(LoginFailure::Busy) {
            response.headers_mut().insert(header::RETRY_AFTER, PasswordPool::RETRY_AFTER_SECONDS.into());
        }
        Ok(response)
    }

    /// Returns whether the sign-in may begin with a mail: tenant and client allow it, and one factor is enough.
    pub(crate) fn offers_mail(&self, visit: &Visit<'_>) -> bool {
        let (rules, client) = (visit.server.sign_in_rules(), self.client.as_deref());
        let class = rules.required_of_session(client, self.params.get(parameter::ACR_VALUES), None);
        rules.switches(client).mail_sign_in && class.is_ok_and(|class| class == Acr::SingleFactor)
    }

    /// Returns whether the pages of the sign-in have a way back.
    pub(crate) fn offers_cancel(&self) -> bool {
        self.interaction.pending().is_some()
            || self.interaction.is_confirmation()
            || self.reason() == Some(SignInReason::TooWeak)
    }

    /// Returns where the answers to the forms of the sign-in may lead.
    pub(crate) fn forms(&self) -> Forms {
        if self.interaction.pending().is_some() { Forms::MayLeave } else { Forms::StayHere }
    }

    /// Returns the form for a user who wants to sign in as somebody else.
    pub(crate) fn restarted(mut self) -> Self {
        self.interaction.attempt = None;
        match &mut self.interaction.purpose {
            Purpose::Authorize(pending) => pending.sign_in_reason = Some(SignInReason::NoSession),
            Purpose::Administration { reason, .. } => *reason = ConsoleReason::NoSession,
            Purpose::Account { .. } | Purpose::SignOut(_) => {}
        }
        self
    }

    /// Returns whether the present user stays signed in if another user signs in. A page that asks the present user again adds no
    /// second account.
    pub(crate) fn present(&self) -> Present {
        let asks_again = matches!(
            self.reason(),
            Some(SignInReason::PromptLogin | SignInReason::TooLongAgo | SignInReason::TooWeak)
        );
        if asks_again || self.interaction.is_confirmation() { Present::Ends } else { Present::Stays }
    }

    /// Returns whether the page asks if the user wants to stay signed in: not where the present user is asked again.
    fn offers_keep(&self, visit: &Visit<'_>) -> bool {
        visit.server.lifetimes.offers_kept_sessions() && self.present() == Present::Stays
    }

    /// Takes the answer to that question.
    pub(crate) fn take_keep(&mut self, visit: &Visit<'_>, params: &RawParams) {
        if self.offers_keep(visit) {
            self.interaction.keep = Some(params.get(form_field::KEEP) == Some("yes"));
        }
    }

    /// Returns why the application's request, or the console, needs a sign-in.
    pub(crate) fn reason(&self) -> Option<SignInReason> {
        match &self.interaction.purpose {
            Purpose::Authorize(pending) => pending.sign_in_reason,
            Purpose::Administration { reason: ConsoleReason::TooWeak, .. } => Some(SignInReason::TooWeak),
            Purpose::Administration { .. } | Purpose::Account { .. } | Purpose::SignOut(_) => None,
        }
    }

    fn page_reason(&self) -> Option<LoginReason> {
        if self.interaction.is_confirmation() {
            return Some(LoginReason::ConfirmChange);
        }
        self.reason().and_then(page_reason)
    }

    /// Returns the username that the application expects, or that of the user who must prove again.
    fn expected_username(&self, signed_in: Option<User>) -> String {
        if self.interaction.is_confirmation() {
            return signed_in.map(|user| user.username).unwrap_or_default();
        }
        if let Some(hint) = self.params.get(parameter::LOGIN_HINT) {
            return hint.to_owned();
        }
        match self.reason() {
            Some(SignInReason::PromptLogin | SignInReason::TooLongAgo | SignInReason::TooWeak) => {
                signed_in.map(|user| user.username).unwrap_or_default()
            }
            _ => String::new(),
        }
    }
}

/// Returns the parameters of a request for this class, so that the rules for requests of applications apply to the console.
fn strength(class: Acr) -> Result<RawParams, Failure> {
    let query = encode_form([(parameter::ACR_VALUES, class.as_str())]);
    RawParams::parse(query.as_bytes()).map_err(|_| ErrorKind::ServerError.into())
}

fn page_reason(reason: SignInReason) -> Option<LoginReason> {
    match reason {
        SignInReason::NoSession => None,
        SignInReason::PromptLogin => Some(LoginReason::FreshSignInRequested),
        SignInReason::TooLongAgo => Some(LoginReason::SessionTooOld),
        SignInReason::DifferentPerson => Some(LoginReason::AnotherAccount),
        SignInReason::TooWeak => Some(LoginReason::SecondStepNeeded),
    }
}
