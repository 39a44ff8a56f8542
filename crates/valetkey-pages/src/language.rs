//! The languages of the pages, and how the server chooses one.

mod catalogue;
mod negotiation;
mod pseudo;

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::display::is_right_to_left;
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
            /// Every language, in the order of the menu.
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

// The order is that of the menu: by own name, first the Latin letters, then the other scripts.
languages! {
    /// German.
    German "de" "Deutsch" LeftToRight;
    /// English: the reference for the other languages, and the default.
    #[default]
    English "en" "English" LeftToRight;
    /// Spanish.
    Spanish "es" "Español" LeftToRight;
    /// French.
    French "fr" "Français" LeftToRight;
    /// Italian.
    Italian "it" "Italiano" LeftToRight;
    /// Dutch.
    Dutch "nl" "Nederlands" LeftToRight;
    /// Polish.
    Polish "pl" "Polski" LeftToRight;
    /// Portuguese as in Brazil.
    Portuguese "pt-BR" "Português (Brasil)" LeftToRight;
    /// Turkish.
    Turkish "tr" "Türkçe" LeftToRight;
    /// Ukrainian.
    Ukrainian "uk" "Українська" LeftToRight;
    /// Hebrew.
    Hebrew "he" "עברית" RightToLeft;
    /// Arabic.
    Arabic "ar" "العربية" RightToLeft;
    /// Japanese.
    Japanese "ja" "日本語" LeftToRight;
    /// Chinese in simplified characters.
    SimplifiedChinese "zh-Hans" "简体中文" LeftToRight;
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

    /// Returns the language in which the console is shown to a reader of this one: its messages are in English only.
    #[must_use]
    pub fn of_console(self) -> Self {
        match self {
            Self::Pseudo | Self::PseudoRightToLeft => self,
            _ => Self::English,
        }
    }

    /// Returns the messages of the console in this language, in Fluent syntax; `None` where there are none.
    pub(crate) fn console_source(self) -> Option<Cow<'static, str>> {
        const ENGLISH: &str = include_str!("../languages/console/en.ftl");
        match self {
            Self::English => Some(Cow::Borrowed(ENGLISH)),
            Self::Pseudo | Self::PseudoRightToLeft => Some(Cow::Owned(pseudo::of(ENGLISH))),
            _ => None,
        }
    }

    /// Returns the language of a tag, such as `de` for `de-AT`, if it is supported (RFC 4647, section 3.4).
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

    /// Returns the start of the `title` element of a page that may report an error.
    pub(crate) fn title_of(self, page: &str, application: Option<&str>, is_error: bool) -> String {
        if is_error { self.error_title(page, application) } else { self.title(page, application) }
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

    /// Returns the message `id` with these text values. Removes unsafe characters from them first, see [`plain`], and keeps
    /// their direction, see [`isolated`](Self::isolated).
    pub(crate) fn say_with_all(self, id: &str, values: &[(&'static str, &str)]) -> String {
        let arguments =
            values.iter().map(|(name, value)| (*name, FluentValue::from(self.isolated(value)))).collect();
        catalogue::message(self, id, Some(&arguments))
    }

    /// Returns a label in front of its value: `Email:`.
    pub(crate) fn say_label(self, label: &str) -> String {
        self.say_with("label", "label", label)
    }

    /// Returns a label and its value: `Email: ada@example.org`.
    pub(crate) fn say_pair(self, label: &str, value: &str) -> String {
        self.say_with_all("label-value", &[("label", label), ("value", value)])
    }

    /// Returns the separator of a list: a comma and a space in English. The caller [isolates](Self::isolated) the parts.
    pub(crate) fn list_separator(self) -> String {
        self.say_with_all("list-join", &[("before", ""), ("after", "")])
    }

    /// Returns a text to put into a sentence of this language. Removes unsafe characters, see [`plain`]. If a letter or digit of
    /// the text is written in the other direction, marks around the text (FSI and PDI of Unicode's Bidirectional Algorithm)
    /// keep text and sentence apart, as `bdi` does in HTML. Titles, attributes and mails can have no `bdi`.
    pub(crate) fn isolated(self, text: &str) -> String {
        let text = plain(text);
        let is_right_to_left_here = self.direction() == Direction::RightToLeft;
        let turns =
            |letter: char| letter.is_alphanumeric() && is_right_to_left(letter) != is_right_to_left_here;
        if text.contains(turns) { format!("\u{2068}{text}\u{2069}") } else { text }
    }
}

#[cfg(test)]
mod tests;
