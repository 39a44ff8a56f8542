//! An interaction as it travels: sealed for one browser, in a form or in an address. A request that would make an address too
//! long is stored, and what is sealed names it.

use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    authorization::PendingRequest,
    interaction::{Interaction, Purpose},
    record::WaitingRequest,
};
use valetkey_pages::{ErrorKind, form_field};
use valetkey_storage::{
    ApplyError, Listing, Match, StorageError, directory, record::WAITING_REQUEST, value::Value,
};
use valetkey_types::{RawParams, encode_form};

use super::trial;
use crate::{
    cookie::FormValueError, endpoint::failure::Failure, pushed_request, request::Caller, visit::Visit,
};

/// The purpose of sealed interactions.
const INTERACTION: &str = "interaction";
/// The purpose of the sealed parameters of stored requests.
const REQUEST: &str = "waiting-request";

/// Maximum length of a sealed interaction in an address, in bytes.
const LONGEST_IN_ADDRESS: usize = 2 * 1024;

/// Maximum length of an address of ours, in bytes.
pub(crate) const LONGEST_ADDRESS: usize = 4 * 1024;

/// An interaction that does not count in this browser any more.
#[derive(Debug)]
pub(crate) struct Stale {
    /// Why it does not count.
    pub(crate) error: FormValueError,
    /// The path and query at which it starts over.
    pub(crate) start_over: Option<String>,
    /// Whether the browser sent our cookie: without it, starting over would go round in circles.
    pub(crate) browser_keeps_cookies: bool,
}

impl Visit<'_> {
    /// Seals an interaction for a form of this browser.
    pub(crate) fn seal_interaction(&self, interaction: &Interaction) -> Result<String, Failure> {
        let sealed = match &interaction.purpose {
            Purpose::Authorize(pending) if pending.stored.is_some() => {
                let pending = PendingRequest { params: String::new(), ..pending.clone() };
                let purpose = Purpose::Authorize(pending);
                self.seal(INTERACTION, &Interaction { purpose, ..interaction.clone() })
            }
            _ => self.seal(INTERACTION, interaction),
        };
        sealed.ok_or_else(|| ErrorKind::BadRequest.into())
    }

    /// Opens the interaction that a form or an address carries. One that was sealed for another browser, or too long ago, can
    /// be started over.
    pub(crate) async fn interaction(&self, params: &RawParams) -> Result<Interaction, Failure> {
        let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
        self.open_interaction(sealed).await
    }

    /// Returns whether an interaction was sealed for this browser. It may be too old by now.
    pub(crate) fn was_sealed_here(&self, sealed: &str) -> bool {
        let opened = self.open::<Interaction>(INTERACTION, sealed);
        matches!(opened, Ok(_) | Err(FormValueError::Expired { .. }))
    }

    /// Opens a sealed interaction, as [`interaction`](Self::interaction) does.
    pub(crate) async fn open_interaction(&self, sealed: &str) -> Result<Interaction, Failure> {
        let opened = self.open(INTERACTION, sealed);
        let mut interaction: Interaction = opened.map_err(|error| Stale {
            error,
            start_over: start_over(self, sealed),
            browser_keeps_cookies: self.keeps_cookies(),
        })?;
        if let Purpose::Authorize(pending) = &mut interaction.purpose
            && let Some(id) = pending.stored
        {
            pending.params = self.stored_params(id, pending.is_pushed).await?;
        }
        Ok(interaction)
    }

    /// Returns the address of a step with an interaction. A long request is stored for it.
    pub(crate) async fn step(&self, path: &str, interaction: Interaction) -> Result<String, Failure> {
        let sealed = self.seal_for_address(interaction).await?;
        let query = encode_form([(form_field::CONTINUE, sealed.as_str())]);
        Ok(format!("{}?{query}", self.server.path(path)))
    }

    /// Seals an interaction for an address or a cookie of this browser. A long request is stored for it.
    pub(crate) async fn seal_for_address(&self, mut interaction: Interaction) -> Result<String, Failure> {
        let mut sealed = self.seal_interaction(&interaction)?;
        if sealed.len() > LONGEST_IN_ADDRESS
            && let Purpose::Authorize(pending) = &mut interaction.purpose
            && pending.stored.is_none()
        {
            pending.stored = Some(self.store_request(&pending.params).await?);
            sealed = self.seal_interaction(&interaction)?;
        }
        Ok(sealed)
    }

    async fn store_request(&self, params: &str) -> Result<Uuid, Failure> {
        let server = self.server;
        let (network, now) = (Caller::current().network(), server.environment.now_milliseconds());
        server.sign_in_limits().store_request(network, now).map_err(|_| ErrorKind::TooManyRequests)?;
        let request = WaitingRequest {
            tenant: server.tenant.clone(),
            id: server.environment.identifier(),
            sealed: self.seal(REQUEST, &params).ok_or(ErrorKind::BadRequest)?,
            expires_at: self.now.plus(server.lifetimes.interaction),
        };
        let id = request.id;
        server.storage.apply(vec![Change::StoreWaitingRequest(request)]).await?;
        Ok(id)
    }

    /// Returns the parameters of a stored request.
    async fn stored_params(&self, id: Uuid, is_pushed: bool) -> Result<String, Failure> {
        let request = self.waiting_request(id).await?.ok_or(FormValueError::Answered)?;
        match is_pushed {
            true => Ok(pushed_request::open(self.server, &request.sealed, self.now)
                .ok_or(FormValueError::NotOurs)?),
            false => Ok(self.open(REQUEST, &request.sealed)?),
        }
    }

    /// Returns a stored request that still counts.
    pub(crate) async fn waiting_request(&self, id: Uuid) -> Result<Option<WaitingRequest>, Failure> {
        let server = self.server;
        let listing = Listing::of_tenant(&WAITING_REQUEST, &server.tenant, 1)
            .with("id", Match::Equals(Value::Uuid(id)));
        let page = directory::page::<WaitingRequest>(&*server.storage, &listing).await?;
        if let Some(reason) = page.unreadable.into_iter().next() {
            return Err(StorageError::Corrupt(reason).into());
        }
        Ok(page.records.into_iter().next().filter(|request| self.now < request.expires_at))
    }

    /// Removes a stored request, because it is answered now.
    pub(crate) async fn remove_request(&self, pending: &PendingRequest) -> Result<(), Failure> {
        let Some(id) = pending.stored else { return Ok(()) };
        let remove = Change::RemoveWaitingRequest { tenant: self.server.tenant.clone(), id };
        self.server.storage.apply(vec![remove]).await.map_err(|error| match error {
            ApplyError::Conflict { .. } => FormValueError::Answered.into(),
            error @ ApplyError::Storage(_) => error.into(),
        })
    }
}

/// Returns the path and query at which an interaction starts over, in whatever browser; `None` for a value that is not ours, and
/// for a request that is too long for an address: the user starts it again at the application.
pub(crate) fn start_over(visit: &Visit<'_>, sealed: &str) -> Option<String> {
    let stale: Interaction = visit.server.cookies.open_stale(INTERACTION, sealed, visit.now).ok()?;
    match stale.purpose {
        Purpose::Authorize(PendingRequest { stored: Some(_), .. }) => None,
        // As a request of its own, it would go to the application.
        Purpose::Authorize(pending) if pending.trial.is_some() => trial::start_over(&pending),
        Purpose::Authorize(pending) => {
            let path = format!("/authorize?{}", pending.params);
            let address = visit.server.issuer.join(&path);
            (address.len() <= LONGEST_ADDRESS).then_some(path)
        }
        Purpose::Account { page, .. } => Some(page.path().to_owned()),
        Purpose::Administration { page, .. } => Some(page.path().to_owned()),
        Purpose::SignOut(_) => Some("/logout".to_owned()),
    }
}
