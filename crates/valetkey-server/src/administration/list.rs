//! Lists in parts.

use serde::{Serialize, de::DeserializeOwned};
use valetkey_administration::InvalidField;
use valetkey_storage::StorageError;

use super::AdministrationError;
use crate::Server;

/// The requested part of a list.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The most records.
    pub(crate) limit: usize,
    /// The cursor of the part before.
    pub(crate) after: Option<String>,
}

impl Part {
    /// The most records of a part without a limit.
    pub(crate) const USUAL: usize = 50;
    /// The greatest limit of a part.
    pub(crate) const MOST: usize = 200;
}

/// A part of a list.
#[derive(Clone, Debug)]
pub(crate) struct List<T> {
    /// The records.
    pub(crate) records: Vec<T>,
    /// The cursor of the next part; `None` on the last.
    pub(crate) next: Option<String>,
}

/// Seals the place where the next part begins. A cursor opens for the same list of the same tenant with the same filters only, and no
/// value of a record is readable in it.
pub(super) struct Cursors<'a> {
    server: &'a Server,
    purpose: String,
}

/// The use of the seal.
const USAGE: &str = "administration lists";

impl<'a> Cursors<'a> {
    /// Returns the cursors of a list with these filters.
    pub(super) fn of(server: &'a Server, list: &str, filters: &impl Serialize) -> Self {
        let filters = serde_json::to_string(filters).unwrap_or_default();
        let tenant = server.tenant.as_str();
        Self { server, purpose: format!("{list}\n{}:{tenant}\n{filters}", tenant.len()) }
    }

    /// Seals a place.
    pub(super) fn seal<T: Serialize>(&self, place: &T) -> Result<String, AdministrationError> {
        let keys = self.server.encryption_key.sealing_keys(USAGE);
        let sealed = keys.and_then(|keys| keys.seal_json(&self.purpose, place));
        Ok(sealed.map_err(|error| StorageError::Corrupt(format!("a cursor can't be sealed: {error}")))?)
    }

    /// Opens the place of a cursor.
    pub(super) fn open<T: DeserializeOwned>(
        &self,
        cursor: Option<&str>,
    ) -> Result<Option<T>, AdministrationError> {
        let Some(cursor) = cursor else { return Ok(None) };
        let keys = self.server.encryption_key.sealing_keys(USAGE).ok();
        match keys.and_then(|keys| keys.open_json(&self.purpose, cursor).ok()) {
            Some(place) => Ok(Some(place)),
            None => Err(InvalidField::new(
                "after",
                "the cursor of a part of this list, with the same filters",
                "another text",
            )
            .into()),
        }
    }
}

/// Returns a part of records that are in memory, in the order of their places. No two records have the same place.
pub(super) fn in_memory<P, T>(
    server: &Server,
    list: &str,
    mut records: Vec<(P, &T)>,
    part: &Part,
) -> Result<List<T>, AdministrationError>
where
    P: Ord + Serialize + DeserializeOwned,
    T: Clone,
{
    let cursors = Cursors::of(server, list, &());
    let after: Option<P> = cursors.open(part.after.as_deref())?;
    records.sort_by(|(one, _), (other, _)| one.cmp(other));
    records.retain(|(place, _)| after.as_ref().is_none_or(|after| place > after));
    let has_more = records.len() > part.limit;
    records.truncate(part.limit);
    let last = records.last().filter(|_| has_more);
    let next = last.map(|(place, _)| cursors.seal(place)).transpose()?;
    Ok(List { records: records.into_iter().map(|(_, record)| record.clone()).collect(), next })
}
