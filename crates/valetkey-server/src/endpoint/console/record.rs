//! The pages of a kind of record: the list, one record, and the forms that add, edit and remove one. A kind says what differs
//! ([`Kind`], [`Listed`]); the flow is the same for all. Changes need a fresh proof.

mod edit;
mod list;
mod remove;
mod values;

use axum::{Router, response::Response, routing::get};
use valetkey_administration::{
    Describe,
    files::Thing,
    permission::{Area, Permission},
};
use valetkey_pages::{
    Consequence, ConsoleFact, ConsoleField, ConsoleInput, ConsoleKind, ConsoleRecordAction,
};
use valetkey_types::RawParams;

use super::{access::Entered, answer::Stop};
use crate::{
    Issuers,
    administration::{AdministrationError, Context, Done, List, Part},
    router::{both, of_issuer},
    visit::Visit,
};

pub(super) use values::{Values, in_languages};

/// The paths of a kind.
pub(super) struct Pages {
    pub(super) list: &'static str,
    pub(super) new: &'static str,
    pub(super) record: &'static str,
    pub(super) edit: &'static str,
    pub(super) remove: &'static str,
}

/// The identifier in paths and the name of a record that was stored.
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) name: String,
}

/// The values of a record on a page, with their fields.
pub(super) type Facts = Vec<(ConsoleField, ConsoleFact)>;

/// A kind of record that administrators add, edit and remove.
pub(super) trait Kind: Describe + Sized + Send + Sync + 'static {
    /// The kind on pages.
    const KIND: ConsoleKind;
    /// The area of its permissions.
    const AREA: Area;
    /// Its paths.
    const PAGES: Pages;
    /// Its command, such as `valetkey group`.
    const COMMAND: &'static str;

    /// Loads the record with this identifier in its path.
    fn load(
        context: &Context<'_>,
        id: &str,
    ) -> impl Future<Output = Result<Self, AdministrationError>> + Send;

    /// Returns the identifier in paths, the name, and the stored revision.
    fn identity(&self) -> (Stored, u64);

    /// Returns the thing that a configuration file may own.
    fn thing(&self) -> Thing;

    /// Returns a page that comes before the form for a new record, if the request does not say enough for the form.
    fn choose(_visit: &Visit<'_>, _entered: &Entered, _params: &RawParams) -> Result<Option<Response>, Stop> {
        Ok(None)
    }

    /// Returns the form for a new record. `params` are those of the query.
    fn new_inputs(params: &RawParams) -> Vec<ConsoleInput>;

    /// Returns what the form for a new record shows beside its inputs.
    fn new_facts(_visit: &Visit<'_>, _params: &RawParams) -> Facts {
        Vec::new()
    }

    /// Returns the form with the stored values.
    fn inputs(&self, entered: &Entered) -> Vec<ConsoleInput>;

    /// Returns what the form for the stored record shows beside its inputs: values that never change, and what a change has
    /// consequences for.
    fn form_facts(
        &self,
        _visit: &Visit<'_>,
        _entered: &Entered,
    ) -> impl Future<Output = Result<Facts, AdministrationError>> + Send {
        async { Ok(Vec::new()) }
    }

    /// Adds a record.
    fn add(
        context: &Context<'_>,
        entered: &Entered,
        values: &Values<'_>,
    ) -> impl Future<Output = Result<Done<Stored>, AdministrationError>> + Send;

    /// Stores the values in the record.
    fn edit(
        context: &Context<'_>,
        id: &str,
        entered: &Entered,
        values: &Values<'_>,
    ) -> impl Future<Output = Result<Done<Stored>, AdministrationError>> + Send;

    /// Removes the record.
    fn remove(
        &self,
        context: &Context<'_>,
    ) -> impl Future<Output = Result<Done<()>, AdministrationError>> + Send;

    /// Returns the known consequences of the removal.
    fn consequences(
        &self,
        _context: &Context<'_>,
    ) -> impl Future<Output = Result<Vec<Consequence>, AdministrationError>> + Send {
        async { Ok(Vec::new()) }
    }
}

/// A kind whose list and whose record are shown in the same way too.
pub(super) trait Listed: Kind {
    /// Returns a part of the records.
    fn list(
        context: &Context<'_>,
        part: &Part,
    ) -> impl Future<Output = Result<List<Self>, AdministrationError>> + Send;

    /// Returns the values that the list shows.
    fn row(&self, visit: &Visit<'_>) -> Facts;

    /// Returns the values that the page of the record shows.
    fn facts(
        &self,
        visit: &Visit<'_>,
        entered: &Entered,
    ) -> impl Future<Output = Result<Facts, AdministrationError>> + Send;

    /// Returns whether it is disabled.
    fn is_disabled(&self) -> bool {
        false
    }

    /// Returns the actions that change nothing and that the administrator may take, with their paths.
    fn questions(_entered: &Entered) -> Vec<(ConsoleRecordAction, &'static str)> {
        Vec::new()
    }

    /// Returns whether the administrator, who may write the area, may change this record.
    fn may_change(_entered: &Entered) -> bool {
        true
    }
}

/// Returns the routes of the forms of a kind.
pub(super) fn form_routes<K: Kind>() -> Router<Issuers> {
    Router::new()
        .route(K::PAGES.new, both(of_issuer(edit::add::<K>)))
        .route(K::PAGES.edit, both(of_issuer(edit::edit::<K>)))
        .route(K::PAGES.remove, both(of_issuer(remove::remove::<K>)))
}

/// Returns all routes of a kind.
pub(super) fn routes<K: Listed>() -> Router<Issuers> {
    form_routes::<K>()
        .route(K::PAGES.list, get(of_issuer(list::list::<K>)))
        .route(K::PAGES.record, get(of_issuer(list::show::<K>)))
}

/// Returns the permission to change records of a kind.
fn write<K: Kind>() -> Permission {
    Permission::write(K::AREA)
}

/// Returns the failure that a form shows. Other errors have pages of their own.
pub(super) fn failure_of(error: AdministrationError) -> Result<String, Stop> {
    match error {
        AdministrationError::Invalid(field) => Ok(field.to_string()),
        AdministrationError::NotPermitted(reason) => Ok(reason.to_string()),
        error => Err(error.into()),
    }
}
