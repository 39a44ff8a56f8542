//! References of requests: the same in the log, in the `x-request-id` header and on error pages.

use crate::Environment;

/// Eight characters of Crockford's base32 with a hyphen in the middle, such as `7F3K-9QTM`: short enough to read aloud,
/// without I, L, O and U. Random, so that it tells nobody how many requests a server answers.
#[derive(Clone, Copy)]
pub(super) struct Reference([u8; 9]);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Reference {
    /// Draws a reference: 40 random bits. Two requests of the same day can get the same one; the time tells them apart.
    pub(super) fn draw(environment: &dyn Environment) -> Self {
        let mut random = [0; 8];
        environment.fill_random(&mut random[3..]);
        let bits = u64::from_be_bytes(random);
        let mut text = [b'-'; 9];
        let places = (0..text.len()).filter(|place| *place != 4);
        for (place, character) in places.zip(0..8) {
            text[place] = ALPHABET[usize::try_from(bits >> (35 - 5 * character) & 31).unwrap_or_default()];
        }
        Self(text)
    }

    /// Returns the reference as text.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("-")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::SystemEnvironment;

    /// Chance that says the same five bytes each time.
    struct Fixed([u8; 5]);

    impl Environment for Fixed {
        fn now_milliseconds(&self) -> i64 {
            0
        }

        fn fill_random(&self, buffer: &mut [u8]) {
            buffer.copy_from_slice(&self.0);
        }
    }

    #[test]
    fn l_u10_a_reference_has_eight_characters_that_can_be_read_aloud_and_counts_nothing() {
        let draw = || Reference::draw(&SystemEnvironment).as_str().to_owned();
        let drawn: Vec<String> = (0..1_000).map(|_| draw()).collect();
        for reference in &drawn {
            let (left, right) = reference.split_once('-').unwrap();
            assert_eq!((left.len(), right.len()), (4, 4), "{reference}");
            assert!((left.bytes().chain(right.bytes())).all(|byte| ALPHABET.contains(&byte)), "{reference}");
        }
        assert!(!drawn.is_sorted(), "a reference does not say which request came first");
        assert!(drawn.iter().collect::<BTreeSet<_>>().len() > 995, "references differ");
    }

    #[test]
    fn each_bit_counts() {
        assert_eq!(Reference::draw(&Fixed([0; 5])).as_str(), "0000-0000");
        assert_eq!(Reference::draw(&Fixed([255; 5])).as_str(), "ZZZZ-ZZZZ");
        assert_eq!(Reference::draw(&Fixed([0x08, 0, 0, 0, 0x41])).as_str(), "1000-0021");
    }
}
