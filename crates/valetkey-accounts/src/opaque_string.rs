//! Converts all encodings of a password to the same form: the `OpaqueString` profile of RFC 8265 section 4.2.
//!
//! `é` is one code point on one keyboard and two on another, and a space that a phone inserts is not always U+0020. One rule of
//! the profile is not applied: it refuses unassigned and usually invisible code points. This rule depends on the version of
//! Unicode and refuses most emoji, so these code points are kept. Control characters are refused.

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// Returns that form; `None` for a text with control characters and for an empty text.
pub fn opaque_string(password: &str) -> Option<Zeroizing<String>> {
    if password.is_empty() || password.chars().any(char::is_control) {
        return None;
    }
    // Composition makes a text at most three times as long (Unicode Standard Annex 15, section 12). Reserving this space avoids
    // copies of the password in freed memory.
    let mut form = Zeroizing::new(String::with_capacity(password.len() * 3));
    form.extend(password.chars().map(plain_space).nfc());
    Some(form)
}

/// Replaces any kind of space (Unicode category Zs) by a plain one (section 4.2.2, rule 2).
fn plain_space(character: char) -> char {
    match character {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Option<String> {
        opaque_string(text).map(|form| form.as_str().to_owned())
    }

    #[test]
    fn f6_the_examples_of_rfc_8265_section_4_3() {
        assert_eq!(form("correct horse battery staple").as_deref(), Some("correct horse battery staple"));
        assert_eq!(form("Correct Horse Battery Staple").as_deref(), Some("Correct Horse Battery Staple"));
        assert_eq!(form("πßå").as_deref(), Some("πßå"));
        assert_eq!(form("Jack of ♦s").as_deref(), Some("Jack of ♦s"));
        assert_eq!(form("foo\u{1680}bar").as_deref(), Some("foo bar"));
        assert_eq!(form(""), None, "a zero-length password");
        assert_eq!(form("my cat is a \u{9}by"), None, "a control character");
    }

    #[test]
    fn f6_spellings_of_one_text_have_one_form_and_other_texts_keep_theirs() {
        assert_eq!(form("cafe\u{301} au lait"), form("café au lait"));
        assert_eq!(form("\u{212b}ngstro\u{308}m"), form("Ångström"));
        assert_eq!(form("\u{1112}\u{1161}\u{11ab}글 비밀번호"), form("한글 비밀번호"));
        assert_ne!(form("ﬁsh"), form("fish"), "compatibility characters stay");
        assert_ne!(form("Ａ"), form("A"), "so do wide ones");
        assert_eq!(form("❤\u{fe0f} 👩\u{200d}💻").as_deref(), Some("❤\u{fe0f} 👩\u{200d}💻"));
    }
}
