//! Generated passwords that can be read aloud and typed.

use valetkey_jose::digest::random_bytes;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";
/// The least number of groups of three syllables. A syllable carries 6 bits: 12 of them 72.
const GROUPS: usize = 4;
/// Characters of a group with the mark after it.
const GROUP_LENGTH: usize = 7;

/// Returns a fresh password of 72 random bits or more, such as `bafimu-dokari-sovatu-kilopa`, of this number of characters at least.
pub(crate) fn password(minimum_length: usize) -> String {
    let groups = GROUPS.max((minimum_length + 1).div_ceil(GROUP_LENGTH));
    let group = |_| random_bytes::<3>().map(syllable).concat();
    (0..groups).map(group).collect::<Vec<_>>().join("-")
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
        let (first, second) = (password(8), password(27));
        assert_ne!(first, second);
        assert_eq!(first.split('-').map(str::len).collect::<Vec<_>>(), [6, 6, 6, 6]);
        assert!(valetkey_accounts::check_new_password(&first, "alice").is_ok());
    }

    #[test]
    fn a_password_is_as_long_as_the_rule_wants() {
        for minimum_length in 0..=64 {
            let length = password(minimum_length).len();
            assert!(
                length >= minimum_length.max(27) && length < minimum_length.max(27) + 7,
                "{minimum_length}"
            );
        }
    }

    #[test]
    fn sixty_four_syllables_are_equally_likely() {
        let all: std::collections::BTreeSet<String> = (0..64).map(syllable).collect();
        assert_eq!(all.len(), 64);
    }
}
