//! The texts of this crate's pages, in each language.

/// Defines the languages. Each is one line here and one file in `text/`.
macro_rules! languages {
    ($($(#[$meta:meta])* $language:ident $tag:literal $direction:literal,)+) => {
        /// A language of the built-in pages.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(crate) enum Language {
            $($(#[$meta])* $language,)+
        }

        impl Language {
            const ALL: [Self; [$($tag),+].len()] = [$(Self::$language),+];

            /// Returns the tag for the attribute `lang` (RFC 5646).
            pub(crate) fn tag(self) -> &'static str {
                match self {
                    $(Self::$language => $tag,)+
                }
            }

            /// Returns the value of the attribute `dir`.
            pub(crate) fn direction(self) -> &'static str {
                match self {
                    $(Self::$language => $direction,)+
                }
            }

            fn file(self) -> &'static str {
                match self {
                    $(Self::$language => include_str!(concat!("text/", $tag, ".txt")),)+
                }
            }
        }
    };
}

languages! {
    #[default]
    English "en" "ltr",
    German "de" "ltr",
    Spanish "es" "ltr",
    French "fr" "ltr",
    Italian "it" "ltr",
    Dutch "nl" "ltr",
    Polish "pl" "ltr",
    Portuguese "pt-BR" "ltr",
    Turkish "tr" "ltr",
    Ukrainian "uk" "ltr",
    Hebrew "he" "rtl",
    Arabic "ar" "rtl",
    Japanese "ja" "ltr",
    SimplifiedChinese "zh-Hans" "ltr",
}

/// Language ranges that select a language with another tag. A range with `None` selects no language, although a shorter range
/// would.
const OTHER_RANGES: [(&str, Option<Language>); 8] = [
    ("*", Some(Language::English)),
    ("iw", Some(Language::Hebrew)),
    ("pt", Some(Language::Portuguese)),
    ("zh", Some(Language::SimplifiedChinese)),
    ("zh-Hant", None),
    ("zh-HK", None),
    ("zh-MO", None),
    ("zh-TW", None),
];

impl Language {
    /// Returns the preferred language of `Accept-Language` (RFC 9110 section 12.5.4); English if none of them is available.
    pub(crate) fn preferred(accept_language: &str) -> Self {
        let mut best = (Self::English, 0.0);
        for range in accept_language.split(',').take(32) {
            let mut parts = range.split(';');
            let Some(language) = Self::of_range(parts.next().unwrap_or_default().trim()) else { continue };
            let quality =
                parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            if quality > best.1 {
                best = (language, quality);
            }
        }
        best.0
    }

    /// Returns the language for a range. If there is none, removes the last subtag and tries again (RFC 4647 section 3.4).
    fn of_range(range: &str) -> Option<Self> {
        let mut rest = Some(range);
        while let Some(current) = rest {
            let ours = Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(current));
            let other = || OTHER_RANGES.iter().find(|(other, _)| other.eq_ignore_ascii_case(current));
            if let Some(language) = ours.map(Some).or_else(|| Some(other()?.1)) {
                return language;
            }
            rest = current.rsplit_once('-').map(|(shorter, _)| shorter);
        }
        None
    }
}

macro_rules! texts {
    ($($name:ident,)*) => {
        /// A sentence or a heading: one line of each file in `text/`. The texts are fixed and never contain values from outside.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Text { $($name,)* }

        impl Text {
            fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

texts! {
    SignIn,
    SignInQuestion,
    SentByAnotherSite,
    SignInWith,
    Back,
    TryAgain,
    CancelledHeading,
    Cancelled,
    ExpiredHeading,
    Expired,
    FailedHeading,
    Failed,
    NotStarted,
    Unreachable,
    Misconfigured,
    NoSuchOption,
    OpenDirectly,
    SessionNotStored,
    SessionsUnavailable,
    SignOutHeading,
    SignOutHere,
    SignOutFailed,
    ForbiddenHeading,
    Forbidden,
    LinkHeading,
    NotOurForm,
    SignInFirst,
    BelongsToAnother,
    IsTheLastOne,
    TooWeak,
    NotLinked,
}

impl Text {
    /// Returns the text, in English if the language does not have it.
    pub(crate) fn in_language(self, language: Language) -> &'static str {
        let line = |file: &'static str| {
            file.lines().find_map(|line| line.strip_prefix(self.name())?.strip_prefix(" = "))
        };
        line(language.file()).or_else(|| line(Language::English.file())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u6_the_preferred_language_wins() {
        for (header, expected) in [
            ("", Language::English),
            ("de", Language::German),
            ("de-AT,en;q=0.5", Language::German),
            ("en-GB,de;q=0.9", Language::English),
            ("sv,de;q=0.8,en;q=0.7", Language::German),
            ("sv", Language::English),
            ("de;q=0", Language::English),
            ("DE;q=0.1, en;q=x", Language::English),
            ("*,de;q=0.5", Language::English),
            ("pt-PT", Language::Portuguese),
            ("zh-Hans-CN", Language::SimplifiedChinese),
            ("zh-TW,ja;q=0.9", Language::Japanese),
            ("iw", Language::Hebrew),
        ] {
            assert_eq!(Language::preferred(header), expected, "{header}");
        }
    }

    #[test]
    fn u6_every_text_is_in_every_language() {
        for language in Language::ALL {
            let (lines, known) = (language.file().lines(), Text::ALL.iter().map(|text| text.name()));
            let names: Vec<&str> = lines.map(|line| line.split_once(" = ").unwrap_or_default().0).collect();
            assert_eq!(names, known.collect::<Vec<_>>(), "{language:?}");
            for text in Text::ALL {
                let (own, english) = (text.in_language(language), text.in_language(Language::English));
                assert!(!own.is_empty(), "{language:?}: {text:?}");
                assert!(language == Language::English || own != english, "{language:?}: {text:?}");
                assert_eq!(
                    own.contains("{provider}"),
                    english.contains("{provider}"),
                    "{language:?}: {text:?}"
                );
            }
        }
    }
}
