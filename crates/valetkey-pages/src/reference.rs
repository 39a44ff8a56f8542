//! References of errors, as users read them aloud.

/// Returns the reference with a dash in the middle (`7F3K-9QTM`) where it has eight characters; as it is otherwise.
pub fn grouped(reference: &str) -> String {
    let reference = crate::plain(reference);
    match reference.split_at_checked(4) {
        Some((first, last)) if last.len() == 4 => format!("{first}-{last}"),
        _ => reference,
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn u10_eight_characters_are_shown_in_two_groups() {
        assert_eq!(grouped("7F3K9QTM"), "7F3K-9QTM");
    }

    #[test]
    fn u10_other_references_stay_as_they_are() {
        for reference in ["", "-", "7F3K", "7F3K-9QTM", "0190f3c27a517000", "äöü€9QTM"] {
            assert_eq!(grouped(reference), reference);
        }
    }
}
