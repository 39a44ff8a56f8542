//! The languages of the pages, and how the server chooses one.

mod catalogue;
mod negotiation;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::plain;

/// A language. Every page is complete in every language.
///
/// To add one: a variant here, a file in `languages/`, a line in [`Language::ALL`]. The tests then name what is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English: the reference for the other languages, and the default.
    #[default]
    English,
    /// German.
    German,
}

/// The direction of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As in English.
    LeftToRight,
    /// As in Arabic.
    RightToLeft,
}

impl Direction {
    /// The value of the HTML `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Chooses the language of a response: the first supported tag of `ui_locales` (OpenID Connect Core 1.0, section 3.1.2.1: tags
    /// separated by spaces, best first), else the best of the `Accept-Language` header (RFC 9110, section 12.5.4), else
    /// English. Never fails: ignores invalid tags.
    pub fn negotiate(ui_locales: Option<&str>, accept_language: Option<&str>) -> Self {
        negotiation::from_ui_locales(ui_locales.unwrap_or_default())
            .or_else(|| negotiation::from_accept_language(accept_language.unwrap_or_default()))
            .unwrap_or_default()
    }

    /// The language tag of BCP 47, for `lang` attributes, `Content-Language` and `ui_locales_supported`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Returns the direction of its text.
    pub fn direction(self) -> Direction {
        match self {
            Self::English | Self::German => Direction::LeftToRight,
        }
    }

    /// The message file of this language, in Fluent syntax.
    pub(crate) fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("../languages/en.ftl"),
            Self::German => include_str!("../languages/de.ftl"),
        }
    }

    /// The message `id`.
    pub(crate) fn say(self, id: &str) -> String {
        catalogue::message(self, id, None)
    }

    /// Returns the message `id` with one text value. Removes unsafe characters from the value first, see [`plain`].
    pub(crate) fn say_with(self, id: &str, name: &'static str, value: &str) -> String {
        self.say_with_all(id, &[(name, value)])
    }

    /// Returns the message `id` with a number, which determines the plural form.
    pub(crate) fn say_with_count(self, id: &str, count: usize) -> String {
        let arguments = FluentArgs::from_iter([("count", FluentValue::from(count))]);
        catalogue::message(self, id, Some(&arguments))
    }

    /// Returns the start of the `title` element: the page and, if known, the application. The frame adds the brand.
    pub(crate) fn title(self, page: &str, application: Option<&str>) -> String {
        match application {
            Some(name) => {
                self.say_with_all("title-with-application", &[("page", page), ("application", name)])
            }
            None => page.to_owned(),
        }
    }

    /// Returns the start of the `title` element of a page that reports an error.
    pub(crate) fn error_title(self, page: &str, application: Option<&str>) -> String {
        self.title(&self.say_with("title-error", "page", page), application)
    }

    /// Returns a duration in seconds, or in minutes (rounded up) from two minutes on.
    pub(crate) fn say_duration(self, duration: std::time::Duration) -> String {
        match usize::try_from(duration.as_secs()).unwrap_or(usize::MAX) {
            seconds @ 0..120 => self.say_with_count("duration-seconds", seconds.max(1)),
            seconds => self.say_with_count("duration-minutes", seconds.div_ceil(60)),
        }
    }

    /// Returns a duration of minutes, hours or days, in the largest unit that says it exactly.
    pub(crate) fn say_long_duration(self, duration: std::time::Duration) -> String {
        let minutes = usize::try_from(duration.as_secs().div_ceil(60)).unwrap_or(usize::MAX);
        match (minutes % (24 * 60), minutes % 60) {
            (0, _) if minutes >= 24 * 60 => self.say_with_count("duration-days", minutes / (24 * 60)),
            (_, 0) if minutes >= 60 => self.say_with_count("duration-hours", minutes / 60),
            _ => self.say_with_count("duration-minutes", minutes),
        }
    }

    /// Returns the message `id` with these text values. Removes unsafe characters from them first, see [`plain`].
    pub(crate) fn say_with_all(self, id: &str, values: &[(&'static str, &str)]) -> String {
        let arguments = values.iter().map(|(name, value)| (*name, FluentValue::from(plain(value)))).collect();
        catalogue::message(self, id, Some(&arguments))
    }
}

#[cfg(test)]
mod tests;
