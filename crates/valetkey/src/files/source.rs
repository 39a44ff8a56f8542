//! The files that a command names: one file, or all of a folder.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use super::document::Document;
use crate::failure::Failure;

/// The largest file in bytes. Logos are the only large values.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The files of a command.
pub(super) struct Source {
    /// The name of the folder, if a folder was named.
    pub(super) folder: Option<String>,
    /// The files, by name.
    pub(super) documents: Vec<Document>,
}

/// Reads a file, or every `*.toml` of a folder. The name of a file includes the name of its folder, so that files of two folders
/// differ.
///
/// # Errors
/// A text with the path that can't be read.
pub(super) fn read(path: &Path) -> Result<Source, Failure> {
    let unreadable = |path: &Path, error: &dyn std::fmt::Display| {
        Failure::failed(format!("{} can't be read: {error}", path.display()))
    };
    let is_folder = fs::metadata(path).map_err(|error| unreadable(path, &error))?.is_dir();
    let (folder, files) = match is_folder {
        true => (path.to_owned(), files_of(path).map_err(|error| unreadable(path, &error))?),
        false => (parent(path), vec![path.to_owned()]),
    };
    if files.is_empty() {
        return Err(Failure::failed(format!("expected files *.toml in {}, got none", path.display())));
    }
    let absolute = folder.canonicalize().map_err(|error| unreadable(&folder, &error))?;
    let name = absolute.file_name().unwrap_or(OsStr::new("")).to_string_lossy().into_owned();
    let mut documents = Vec::new();
    for file in files {
        let length = fs::metadata(&file).map_err(|error| unreadable(&file, &error))?.len();
        if length > LARGEST {
            let text = format!("expected at most {LARGEST} bytes in {}, got {length}", file.display());
            return Err(Failure::failed(text));
        }
        let text = fs::read_to_string(&file).map_err(|error| unreadable(&file, &error))?;
        let own = file.file_name().unwrap_or(OsStr::new("")).to_string_lossy().into_owned();
        documents.push(Document::new(
            file.display().to_string(),
            format!("{name}/{own}"),
            folder.clone(),
            text,
        ));
    }
    Ok(Source { folder: is_folder.then_some(name), documents })
}

fn parent(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Returns the files `*.toml` of a folder, by name, without hidden files and without those of folders inside.
fn files_of(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.extension() == Some(OsStr::new("toml")) && !is_hidden && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
