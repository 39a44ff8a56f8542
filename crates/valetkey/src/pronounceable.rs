//! Generated passwords that can be read aloud and typed.

use valetkey_jose::digest::random_bytes;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";
/// Groups of three syllables. A syllable carries 6 bits: 12 of them 72.
const GROUPS: usize = 4;

/// A fresh password of 72 random bits, such as `bafimu-dokari-sovatu-kilopa`.
pub(crate) fn password() -> String {
    let bytes = random_bytes::<{ GROUPS * 3 }>();
    let syllables: Vec<String> = bytes.iter().map(|byte| syllable(*byte)).collect();
    syllables.chunks(3).map(<[String]>::concat).collect::<Vec<_>>().join("-")
}

fn syllable(byte: u8) -> String {
    let consonant = CONSONANTS[usize::from(byte & 15)];
    let vowel = VOWELS[usize::from(byte >> 4 & 3)];
    [char::from(consonant), char::from(vowel)].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_differ_and_have_their_form() {
        let (first, second) = (password(), password());
        assert_ne!(first, second);
        assert_eq!(first.split('-').map(str::len).collect::<Vec<_>>(), [6, 6, 6, 6]);
        assert!(valetkey_accounts::check_new_password(&first, "alice").is_ok());
    }

    #[test]
    fn sixty_four_syllables_are_equally_likely() {
        let all: std::collections::BTreeSet<String> = (0..64).map(syllable).collect();
        assert_eq!(all.len(), 64);
    }
}
