//! The notice about the last change. The page after the change shows it, with the form that undoes the change.

use axum::response::Response;
use serde::{Deserialize, Serialize};
use valetkey_administration::Describe;
use valetkey_authorization_server::interaction::ConsolePage;
use valetkey_pages::{ConsoleNotice, ConsoleUndo, form_field};
use valetkey_types::{RawParams, Seconds, encode_form};

use super::seen::SeenRecord;
use crate::{administration::Done, respond::see_other, visit::Visit};

/// The purpose of the sealed notice.
const NOTICE: &str = "console-notice";
/// The parameter with the sealed notice.
const DONE: &str = "done";
/// The time for which an address shows its notice, and for which a change can be undone. After it, the page shows neither.
const LIFETIME: Seconds = Seconds(60);
/// Maximum length of a sealed notice, so that every proxy accepts the address. A longer one offers no undo.
const LONGEST: usize = 5_000;

/// A notice, sealed for the browser of the administrator.
#[derive(Serialize, Deserialize)]
pub(super) struct Notice {
    text: ConsoleNotice,
    undo: Option<Undo>,
}

/// The form that undoes a change: the form of the inverse operation, filled in with what was there. It goes to the same page as if the
/// administrator had filled it in, so every check of that page holds.
#[derive(Serialize, Deserialize)]
pub(super) struct Undo {
    path: String,
    fields: Vec<(String, String)>,
}

impl Undo {
    /// Makes the form of an operation on a record. It counts for a minute, and only while the record has the state `now` that the
    /// change stored.
    pub(super) fn of_record<R: Describe>(
        visit: &Visit<'_>,
        page: &ConsolePage,
        (now, revision): (&R, u64),
        fields: Vec<(String, String)>,
    ) -> Option<Self> {
        let mut undo = Self::of_switch(page, fields);
        let seen = SeenRecord::seal_for(visit, LIFETIME, now, revision)?;
        undo.fields.push((form_field::REVISION.to_owned(), seen));
        Some(undo)
    }

    /// Makes the form of an operation that changes nothing if it comes twice, such as a grant.
    pub(super) fn of_switch(page: &ConsolePage, fields: Vec<(String, String)>) -> Self {
        Self { path: page.path().to_owned(), fields }
    }

    /// Returns the form as the page shows it.
    pub(super) fn shown(self, visit: &Visit<'_>) -> ConsoleUndo {
        ConsoleUndo { action: visit.server.path(&self.path), fields: self.fields }
    }
}

impl Notice {
    /// Returns the text, and the form if there is one.
    pub(super) fn into_parts(self) -> (ConsoleNotice, Option<Undo>) {
        (self.text, self.undo)
    }
}

/// Returns a field of a form.
pub(super) fn field(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// Returns the query that shows a notice at any later time.
pub(super) fn lasting_query(visit: &Visit<'_>, text: ConsoleNotice) -> Option<String> {
    let sealed = visit.seal(NOTICE, &Notice { text, undo: None })?;
    Some(encode_form([(DONE, sealed.as_str())]))
}

/// Redirects to a page that shows a notice.
pub(super) fn redirect_with_notice(visit: &Visit<'_>, page: &ConsolePage, text: &ConsoleNotice) -> Response {
    redirect(visit, page, Notice { text: text.clone(), undo: None })
}

/// Redirects to a page that shows a notice about a change, or that nothing changed. It offers the inverse, unless the change ended or
/// delivered something.
pub(super) fn redirect_after_change<T>(
    visit: &Visit<'_>,
    page: &ConsolePage,
    done: &Done<T>,
    (text, undo): (ConsoleNotice, impl FnOnce() -> Option<Undo>),
) -> Response {
    if !done.is_stored {
        // A second press finds nothing to change.
        return redirect_with_notice(visit, page, &ConsoleNotice::NothingChanged);
    }
    let undo = if done.is_reversible { undo() } else { None };
    redirect(visit, page, Notice { text, undo })
}

fn redirect(visit: &Visit<'_>, page: &ConsolePage, notice: Notice) -> Response {
    let path = visit.server.path(page.path());
    match visit.seal_for(LIFETIME, NOTICE, &notice) {
        Some(sealed) if sealed.len() > LONGEST && notice.undo.is_some() => {
            redirect(visit, page, Notice { undo: None, ..notice })
        }
        Some(sealed) => see_other(&format!("{path}?{}", encode_form([(DONE, sealed.as_str())]))),
        None => see_other(&path),
    }
}

/// Returns the notice that a request carries.
pub(super) fn notice_of(visit: &Visit<'_>, params: &RawParams) -> Option<Notice> {
    visit.open(NOTICE, params.get(DONE)?).ok()
}
