//! The standard claims that an edit sets as text (OpenID Connect Core section 5.1), listed once.

use std::{fmt, str::FromStr};

use url::Url;

use super::{NewUser, UserRegistrationError, user::clip};

/// Writes the enum, its names and its places in the records from one table.
macro_rules! text_claims {
    ($($variant:ident $name:literal $form:ident $($field:ident).+,)+) => {
        /// A standard claim that is a text. Parts of the address are named `address.locality` and so on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the meanings are those of OpenID Connect Core section 5.1")]
        pub enum TextClaim {
            $($variant,)+
        }

        impl TextClaim {
            /// Every claim, in the order of the standard.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the name on the wire; for a part of the address, with a dot.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Returns the value in an edit.
            pub fn of(self, new: &NewUser) -> Option<&str> {
                match self {
                    $(Self::$variant => new.$($field).+.as_deref(),)+
                }
            }

            /// Returns the place of the value in an edit.
            pub fn place(self, new: &mut NewUser) -> &mut Option<String> {
                match self {
                    $(Self::$variant => &mut new.$($field).+,)+
                }
            }

            fn form(self) -> Form {
                match self {
                    $(Self::$variant => Form::$form,)+
                }
            }
        }
    };
}

text_claims! {
    Name "name" Line name,
    GivenName "given_name" Line given_name,
    FamilyName "family_name" Line family_name,
    MiddleName "middle_name" Line middle_name,
    Nickname "nickname" Line nickname,
    Profile "profile" WebAddress profile,
    Picture "picture" WebAddress picture,
    Website "website" WebAddress website,
    Gender "gender" Line gender,
    Birthdate "birthdate" Birthdate birthdate,
    Zoneinfo "zoneinfo" TimeZone zoneinfo,
    Locale "locale" LanguageTag locale,
    PhoneNumber "phone_number" Line phone_number,
    AddressFormatted "address.formatted" Lines address.formatted,
    AddressStreet "address.street_address" Lines address.street_address,
    AddressLocality "address.locality" Line address.locality,
    AddressRegion "address.region" Line address.region,
    AddressPostalCode "address.postal_code" Line address.postal_code,
    AddressCountry "address.country" Line address.country,
}

impl TextClaim {
    /// Judges a value.
    ///
    /// # Errors
    /// [`UserRegistrationError::Claim`] names the claim, what was expected and what came.
    pub fn check(self, value: &str) -> Result<(), UserRegistrationError> {
        let form = self.form();
        if form.allows(value) {
            return Ok(());
        }
        Err(UserRegistrationError::Claim { claim: self, expected: form.in_words(), got: clip(value) })
    }
}

impl fmt::Display for TextClaim {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for TextClaim {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.iter().copied().find(|claim| claim.as_str() == name);
        known.ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|claim| claim.as_str()).collect();
            format!("expected one of {}, got {name:?}", names.join(", "))
        })
    }
}

/// The form of a value.
#[derive(Clone, Copy)]
enum Form {
    Line,
    Lines,
    WebAddress,
    Birthdate,
    TimeZone,
    LanguageTag,
}

impl Form {
    fn in_words(self) -> &'static str {
        match self {
            Self::Line => "1 to 200 characters without control characters",
            Self::Lines => "1 to 500 characters without control characters but line breaks",
            Self::WebAddress => {
                "an http or https address of at most 1000 characters without user and password"
            }
            Self::Birthdate => "a day as YYYY-MM-DD, or 0000-MM-DD without the year, or a year as YYYY",
            Self::TimeZone => "a time zone such as Europe/Vienna",
            Self::LanguageTag => "a language tag such as en-GB",
        }
    }

    fn allows(self, value: &str) -> bool {
        match self {
            Self::Line => is_text(value, 200, |_| false),
            Self::Lines => is_text(value, 500, |c| c == '\n'),
            Self::WebAddress => is_web_address(value),
            Self::Birthdate => is_birthdate(value),
            Self::TimeZone => is_time_zone(value),
            Self::LanguageTag => is_language_tag(value),
        }
    }
}

/// Whether this is a text of this length that has something to see and no control characters but those allowed.
pub(crate) fn is_text(text: &str, longest: usize, allowed: fn(char) -> bool) -> bool {
    let length = text.chars().count();
    let is_plain = !text.chars().any(|c| c.is_control() && !allowed(c));
    (1..=longest).contains(&length) && !text.trim().is_empty() && is_plain
}

fn is_web_address(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let is_plain = url.username().is_empty() && url.password().is_none();
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
    matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && is_plain
        && text.len() <= 1000
        && !text.contains(is_odd)
}

/// OpenID Connect Core section 5.1: ISO 8601-1 `YYYY-MM-DD`; the year `0000` means that it is left out; `YYYY` alone.
fn is_birthdate(text: &str) -> bool {
    let is_digits = |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    let number = |text: &str, length| is_digits(text, length).then(|| text.parse::<u32>().ok()).flatten();
    let mut parts = text.split('-');
    let Some(year) = parts.next().and_then(|year| number(year, 4)) else { return false };
    let (month, day) = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => return year > 0,
        (Some(month), Some(day), None) => (number(month, 2), number(day, 2)),
        _ => return false,
    };
    // Year 0 is a leap year of the calendar too, so 0000-02-29 is a birthday.
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        Some(2) => 28 + u32::from(is_leap),
        Some(4 | 6 | 9 | 11) => 30,
        Some(1..=12) => 31,
        _ => 0,
    };
    day.is_some_and(|day| (1..=length).contains(&day))
}

/// Whether this is a day with its year: `YYYY-MM-DD`.
pub(crate) fn is_day(text: &str) -> bool {
    text.len() == 10 && !text.starts_with("0000") && is_birthdate(text)
}

/// Whether this has the shape of a name of the IANA time zone database: the list itself changes several times a year.
fn is_time_zone(text: &str) -> bool {
    let is_part = |part: &str| {
        part.len() <= 30
            && part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+-".contains(&b))
    };
    text.split('/').count() <= 3 && text.split('/').all(is_part)
}

/// Whether this has the shape of a BCP 47 tag. Core section 5.1 allows `_` in the place of `-`.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let is_language =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    text.len() <= 64 && parts.next().is_some_and(is_language) && parts.all(is_part)
}
