//! The state of a record that a page shows, sealed in its form. A form that was shown before a newer change stores nothing, and shows the
//! difference.

use serde::{Deserialize, Serialize};
use valetkey_administration::Describe;
use valetkey_pages::{ErrorKind, FieldDifference, form_field};
use valetkey_types::{RawParams, Seconds};

use super::answer::Stop;
use crate::visit::Visit;

/// The state of a record. It has a fixed word instead of a secret.
#[derive(Serialize, Deserialize)]
pub(super) struct SeenRecord {
    /// The stored revision.
    pub(super) revision: u64,
    fields: Vec<(String, String)>,
}

const SEEN: &str = "console-record";

impl SeenRecord {
    /// Seals the state of a record for a form.
    pub(super) fn seal<R: Describe>(
        visit: &Visit<'_>,
        record: &R,
        revision: u64,
    ) -> Result<String, ErrorKind> {
        visit.seal(SEEN, &Self::of(record, revision)).ok_or(ErrorKind::ServerError)
    }

    /// [`seal`](Self::seal) for another time.
    pub(super) fn seal_for<R: Describe>(
        visit: &Visit<'_>,
        lifetime: Seconds,
        record: &R,
        revision: u64,
    ) -> Option<String> {
        visit.seal_for(lifetime, SEEN, &Self::of(record, revision))
    }

    fn of<R: Describe>(record: &R, revision: u64) -> Self {
        let fields = record.fields().into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
        Self { revision, fields }
    }

    /// Opens the state that a form carries.
    pub(super) fn open(visit: &Visit<'_>, params: &RawParams) -> Result<Self, Stop> {
        Ok(visit.open(SEEN, Self::sent(params)?)?)
    }

    /// Returns the sealed state as the form sent it. A page that shows the values of the form again without a difference sends it once more,
    /// so that it still finds a change of another administrator.
    pub(super) fn sent(params: &RawParams) -> Result<&str, ErrorKind> {
        params.get(form_field::REVISION).ok_or(ErrorKind::BadRequest)
    }

    /// Returns the fields that have another value now.
    pub(super) fn difference<R: Describe>(&self, now: &R) -> Vec<FieldDifference> {
        let now = now.fields();
        let before = |field: &str| self.fields.iter().find(|(known, _)| known == field);
        let changed = now.into_iter().filter_map(|(field, after)| {
            let (_, before) = before(field).filter(|(_, before)| *before != after)?;
            Some(FieldDifference { field: field.to_owned(), before: before.clone(), after })
        });
        changed.collect()
    }
}
