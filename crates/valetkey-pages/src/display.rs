//! Makes untrusted text safe to show inside our sentences.

/// Returns `raw` without control characters and without marks that reorder or hide text (Unicode bidirectional
/// controls, zero-width characters), so that a name cannot change the meaning of our sentence.
pub(crate) fn plain(raw: &str) -> String {
    raw.chars().filter(|character| !character.is_control() && !is_invisible_mark(*character)).collect()
}

/// Returns `raw` with those characters written out (`\u{200b}`), so that users can compare two values that look the same.
pub(crate) fn with_marks_shown(raw: &str) -> String {
    let mut shown = String::with_capacity(raw.len());
    for character in raw.chars() {
        if character.is_control() || is_invisible_mark(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

fn is_invisible_mark(character: char) -> bool {
    matches!(character,
        '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Whether a letter or digit belongs to a script that is written from right to left, such as Hebrew and Arabic.
pub(crate) fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::{plain, with_marks_shown};

    #[test]
    fn a_name_cannot_reorder_the_sentence() {
        assert_eq!(plain("Notes\u{202E}knab ruoy\u{200B}"), "Notesknab ruoy");
        assert_eq!(plain("line\r\nbreak\0"), "linebreak");
    }

    #[test]
    fn letters_of_every_script_are_kept() {
        for name in ["Müller & Söhne", "ملاحظات", "ノート", "नोट्स", "👩\u{200D}💻 Lab"]
        {
            assert_eq!(plain(name), name);
        }
    }

    #[test]
    fn a_hidden_difference_becomes_visible() {
        assert_eq!(
            with_marks_shown("https://notes.example/\u{200B}\n\"'"),
            "https://notes.example/\\u{200b}\\u{a}\"'"
        );
    }
}
