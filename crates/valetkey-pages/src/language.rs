//! The languages of the pages, and how the server chooses one.

mod catalogue;
mod negotiation;
mod pseudo;

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::plain;

/// Writes the languages: each is one line here and one file in `languages/`.
macro_rules! languages {
    ($($(#[$doc:meta])* $language:ident $tag:literal $name:literal $direction:ident;)+) => {
        /// A language. Every page is complete in every language.
        ///
        /// To add one: a file in `languages/`, and a line in the list of this file. The tests then name what is missing.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Language {
            $($(#[$doc])* $language,)+
            /// English with accents and longer, for tests: text without them is not translatable. No browser gets it.
            #[doc(hidden)]
            Pseudo,
            /// The same from right to left.
            #[doc(hidden)]
            PseudoRightToLeft,
        }

        impl Language {
            /// Every language, English first.
            pub const ALL: [Self; [$($tag),+].len()] = [$(Self::$language),+];

            /// The language tag of BCP 47, for `lang` attributes, `Content-Language` and `ui_locales_supported`.
            pub fn tag(self) -> &'static str {
                match self {
                    $(Self::$language => $tag,)+
                    Self::Pseudo => "en-XA",
                    Self::PseudoRightToLeft => "ar-XB",
                }
            }

            /// Returns its own name for itself, as the menu shows it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$language => $name,)+
                    Self::Pseudo | Self::PseudoRightToLeft => "Þšéûðö",
                }
            }

            /// Returns the direction of its text.
            pub fn direction(self) -> Direction {
                match self {
                    $(Self::$language => Direction::$direction,)+
                    Self::Pseudo => Direction::LeftToRight,
                    Self::PseudoRightToLeft => Direction::RightToLeft,
                }
            }

            /// The message file of this language, in Fluent syntax.
            pub(crate) fn source(self) -> Cow<'static, str> {
                match self {
                    $(Self::$language => Cow::Borrowed(include_str!(concat!("../languages/", $tag, ".ftl"))),)+
                    Self::Pseudo | Self::PseudoRightToLeft => Cow::Owned(pseudo::of(&Self::English.source())),
                }
            }
        }
    };
}

languages! {
    /// English: the reference for the other languages, and the default.
    #[default]
    English "en" "English" LeftToRight;
    /// German.
    German "de" "Deutsch" LeftToRight;
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
    /// The pseudo-languages of tests.
    #[doc(hidden)]
    pub const PSEUDO: [Self; 2] = [Self::Pseudo, Self::PseudoRightToLeft];

    /// Returns the language of a tag, such as `de` for `de-AT`, if it is supported.
    pub fn of_tag(tag: &str) -> Option<Self> {
        negotiation::spoken(tag)
    }

    /// Chooses the language of a response: the first supported tag of `ui_locales` (OpenID Connect Core 1.0, section 3.1.2.1: tags
    /// separated by spaces, best first), else the best of the `Accept-Language` header (RFC 9110, section 12.5.4), else
    /// English. Never fails: ignores invalid tags.
    pub fn negotiate(ui_locales: Option<&str>, accept_language: Option<&str>) -> Self {
        negotiation::from_ui_locales(ui_locales.unwrap_or_default())
            .or_else(|| negotiation::from_accept_language(accept_language.unwrap_or_default()))
            .unwrap_or_default()
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
