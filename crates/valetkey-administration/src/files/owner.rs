//! The files that own things, and the check that refuses other edits of these things.

use valetkey_authorization_server::record::FileOwnership;

use super::Thing;

/// A refused edit of a thing that a file owns.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a thing that no file owns, got the {thing}, which the file {file} owns")]
pub struct OwnedByFile {
    /// The thing.
    pub thing: Thing,
    /// The file.
    pub file: String,
}

/// Refuses to edit a thing that a file owns. Each command that edits things calls this, except `valetkey apply`.
///
/// # Errors
/// [`OwnedByFile`], unless the administrator overrides the ownership. The next `apply` of the file then sets the thing again.
pub fn require_unowned(owner: Option<&FileOwnership>, overrides: bool) -> Result<(), OwnedByFile> {
    match owner {
        Some(owner) if !overrides => Err(OwnedByFile { thing: Thing::from(owner), file: owner.file.clone() }),
        _ => Ok(()),
    }
}

/// The files that are applied together.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The name of the folder, if all files of a folder are applied.
    pub folder: Option<String>,
    /// The names of the files, each with its folder.
    pub files: Vec<String>,
    /// Whether to remove things that these files own and no longer name.
    pub prune: bool,
    /// Whether to take things over that other files own.
    pub takes_over: bool,
}

impl Sources {
    /// Returns whether a file is one of these files, or lies or lay in their folder.
    pub fn include(&self, file: &str) -> bool {
        let is_in = |folder: &String| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files.iter().any(|known| known == file) || self.folder.as_ref().is_some_and(is_in)
    }
}
