//! The context of a page: its language, the path of its server, and the operator's brand.

use crate::{Brand, Language, brand, safe_uri};

/// The language of a page, the base path of the server's addresses, and the brand.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The language to render in.
    pub language: Language,
    /// The path of the issuer without a slash at its end: empty, or `/tenant`. The pages link their [`assets`](crate::assets)
    /// below it.
    pub base_path: &'a str,
    /// The operator's brand.
    pub brand: &'a Brand,
    /// The path and query at which the browser can open the page again; `None` for a page that it can't: that page has no
    /// language menu.
    pub page_address: Option<&'a str>,
}

impl<'a> Frame<'a> {
    /// Creates a frame for a server with this base path, without a brand.
    pub fn new(language: Language, base_path: &'a str) -> Self {
        Self { language, base_path, brand: &brand::SAMPLE, page_address: None }
    }

    /// Shows the brand of the operator.
    #[must_use]
    pub fn with_brand(self, brand: &'a Brand) -> Self {
        Self { brand, ..self }
    }

    /// Shows the language menu, which returns to this path and query.
    #[must_use]
    pub fn at(self, page_address: Option<&'a str>) -> Self {
        Self { page_address, ..self }
    }

    /// Returns the frame of a page of the console, in a language that has its messages.
    pub(crate) fn of_console(&self) -> Self {
        Self { language: self.language.of_console(), ..*self }
    }

    /// Returns the languages of the menu, and whether each is that of the page.
    pub(crate) fn languages(&self) -> Vec<(Language, bool)> {
        Language::ALL.into_iter().map(|language| (language, language == self.language)).collect()
    }

    /// Returns `path` below the issuer's path.
    pub(crate) fn below(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }

    /// Returns the `title` element's text: `title` comes from the page.
    pub(crate) fn title(&self, title: impl AsRef<str>) -> String {
        let values = [("title", title.as_ref()), ("brand", &*self.brand.name)];
        self.language.say_with_all("title-with-brand", &values)
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
    /// Creates a frame of a sample: a page at the root of its host, without a brand.
    fn from(language: Language) -> Self {
        Self::new(language, "").at(Some("/"))
    }
}
