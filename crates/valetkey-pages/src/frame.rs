//! The context of a page: its language, and the path of its server.

use crate::{Language, safe_uri};

/// The language of a page, and the base path of the server's addresses.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The language to render in.
    pub language: Language,
    /// The path of the issuer without a slash at its end: empty, or `/tenant`. The pages link their [`assets`](crate::assets)
    /// below it.
    pub base_path: &'a str,
}

impl<'a> Frame<'a> {
    /// Creates a frame for a server with this base path.
    pub fn new(language: Language, base_path: &'a str) -> Self {
        Self { language, base_path }
    }

    /// Returns `path` below the issuer's path.
    pub(crate) fn below(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }

    /// Returns `raw` if it is a path on this server (`/login`) or passes [`safe_uri`], otherwise the server's front page.
    pub(crate) fn own_uri(&self, raw: &str) -> String {
        let is_own_path = raw.starts_with('/')
            && !raw.starts_with("//")
            && !raw.contains('\\')
            && !raw.chars().any(char::is_control);
        if is_own_path { raw.to_owned() } else { safe_uri(raw).unwrap_or_else(|| self.below("/")) }
    }
}

impl From<Language> for Frame<'_> {
    /// Creates a frame for a server at the root of its host.
    fn from(language: Language) -> Self {
        Self { language, base_path: "" }
    }
}
