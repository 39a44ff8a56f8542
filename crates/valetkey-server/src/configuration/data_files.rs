//! The files of the operator that the server looks things up in.

use super::{Configuration, ConfigurationProblem};
use crate::{
    breached_passwords::{BreachedList, BreachedListError},
    places::{Places, PlacesError},
};

impl Configuration {
    /// Opens the list of breached passwords, if there is one.
    ///
    /// # Errors
    /// The problem of a file that is missing, damaged or of another version.
    pub fn breached_list(&self) -> Result<Option<BreachedList>, ConfigurationProblem> {
        let Some(path) = &self.passwords.breached_list else { return Ok(None) };
        let problem = |error: BreachedListError| ConfigurationProblem {
            key: "passwords.breached_list".to_owned(),
            expected: error.expected,
            seen: error.got,
        };
        BreachedList::open(path).map(Some).map_err(problem)
    }

    /// Reads the file of places, if there is one.
    ///
    /// # Errors
    /// The problem of a file that is missing, damaged or of another kind.
    pub fn places(&self) -> Result<Option<Places>, ConfigurationProblem> {
        let Some(path) = &self.places_file else { return Ok(None) };
        let problem = |error: PlacesError| ConfigurationProblem {
            key: "places_file".to_owned(),
            expected: error.expected,
            seen: error.got,
        };
        Places::open(path).map(Some).map_err(problem)
    }
}
