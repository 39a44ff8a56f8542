//! An interaction as it travels: sealed for one browser, in an address or in a form.

use valetkey_authorization_server::interaction::{Interaction, Purpose};
use valetkey_pages::{ErrorKind, form_field};
use valetkey_types::{RawParams, encode_form};

use crate::{cookie::FormValueError, endpoint::failure::Failure, visit::Visit};

const KIND: &str = "interaction";

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
        self.seal(KIND, interaction).ok_or_else(|| ErrorKind::BadRequest.into())
    }

    /// Opens the interaction that a form or an address carries. One that was sealed for another browser, or too long ago, can
    /// be started over.
    pub(crate) fn interaction(&self, params: &RawParams) -> Result<Interaction, Failure> {
        let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
        let opened = self.open(KIND, sealed);
        Ok(opened.map_err(|error| Stale {
            error,
            start_over: start_over(self, sealed),
            browser_keeps_cookies: self.keeps_cookies(),
        })?)
    }

    /// Returns the address of a step with an interaction.
    pub(crate) fn step(&self, path: &str, interaction: &Interaction) -> Result<String, Failure> {
        let sealed = self.seal_interaction(interaction)?;
        let query = encode_form([(form_field::CONTINUE, sealed.as_str())]);
        Ok(format!("{}?{query}", self.server.path(path)))
    }
}

/// Returns the path and query at which an interaction starts over, in whatever browser; `None` for a value that is not ours.
pub(crate) fn start_over(visit: &Visit<'_>, sealed: &str) -> Option<String> {
    let stale: Interaction = visit.server.cookies.open_stale(KIND, sealed, visit.now).ok()?;
    Some(match stale.purpose {
        Purpose::Authorize(pending) => format!("/authorize?{}", pending.params),
        Purpose::Account { .. } => "/login".to_owned(),
        Purpose::SignOut(_) => "/logout".to_owned(),
    })
}
