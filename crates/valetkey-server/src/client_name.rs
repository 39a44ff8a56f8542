//! Readable identifiers for new clients.

use valetkey_jose::digest::random_bytes;

/// Without letters and digits that look alike.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const RANDOM_LENGTH: usize = 12;
const LONGEST_START: usize = 24;

/// A fresh `client_id` that begins like the client's name: `notes-k3x9…` for Notes, with 60 random bits.
pub fn fresh_client_id(name: &str) -> String {
    let random: String = random_bytes::<RANDOM_LENGTH>()
        .into_iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]))
        .collect();
    format!("{}-{random}", start(name))
}

/// The name in lower-case ASCII letters, digits and single hyphens.
fn start(name: &str) -> String {
    let mut start = String::new();
    for character in name.chars() {
        if start.len() >= LONGEST_START {
            break;
        }
        if character.is_ascii_alphanumeric() {
            start.push(character.to_ascii_lowercase());
        } else if !start.is_empty() && !start.ends_with('-') {
            start.push('-');
        }
    }
    let start = start.trim_end_matches('-');
    if start.is_empty() { "client".to_owned() } else { start.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_is_readable_whatever_the_name() {
        for (name, expected) in [
            ("Notes", "notes"),
            ("My  Notes! ", "my-notes"),
            ("日本", "client"),
            ("--x--", "x"),
            ("A very long name that goes on and on", "a-very-long-name-that-go"),
        ] {
            assert_eq!(start(name), expected);
        }
    }

    #[test]
    fn two_clients_of_one_name_differ() {
        let (first, second) = (fresh_client_id("Notes"), fresh_client_id("Notes"));
        assert_ne!(first, second);
        assert!(first.starts_with("notes-") && first.len() == "notes-".len() + RANDOM_LENGTH);
    }
}
