//! Texts that an operator writes for users, by language.

use valetkey_authorization_server::record::OperatorText;

/// The most languages of a text.
const MOST_LANGUAGES: usize = 50;

/// Why a text is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The language.
    #[error("expected a language tag such as de or pt-BR, got {0:?}")]
    Language(String),
    /// The text.
    #[error("expected 1 to {longest} characters without control characters in {language}, got {got:?}")]
    Text {
        /// The longest text, in characters.
        longest: usize,
        /// The language.
        language: String,
        /// The text that came, shortened.
        got: String,
    },
    /// Too many languages.
    #[error("expected at most {MOST_LANGUAGES} languages, got {0}")]
    TooMany(usize),
}

/// Checks a text in each of its languages.
pub(crate) fn check_text(text: &OperatorText, longest: usize) -> Result<(), TextError> {
    if text.len() > MOST_LANGUAGES {
        return Err(TextError::TooMany(text.len()));
    }
    for (language, sentence) in text {
        if !is_language(language) {
            return Err(TextError::Language(clip(language)));
        }
        if !is_line(sentence, longest) {
            return Err(TextError::Text { longest, language: language.clone(), got: clip(sentence) });
        }
    }
    Ok(())
}

/// Returns whether a text is not blank and has at most `longest` characters, none of them a control character.
pub(crate) fn is_line(text: &str, longest: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= longest && !text.chars().any(char::is_control)
}

/// Returns whether this has the form of a language tag (BCP 47).
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_first = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase());
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    tag.len() <= 35 && parts.next().is_some_and(is_first) && parts.all(is_part)
}

/// Shortens a text for an error.
pub(crate) fn clip(text: &str) -> String {
    text.chars().take(120).collect()
}
