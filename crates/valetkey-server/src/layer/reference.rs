//! References of requests: the same in the log, in the `x-request-id` header and on error pages.

use std::{
    hash::{BuildHasher as _, RandomState},
    sync::atomic::{AtomicU64, Ordering},
};

/// Gives each request a reference: a keyed hash of a count. A reference is no secret, but it must not tell how many requests
/// a server answers. Random bytes for each would take longer than most of what surrounds an endpoint.
#[derive(Default)]
pub(crate) struct References {
    key: RandomState,
    count: AtomicU64,
}

/// Eight characters of Crockford's base32 with a hyphen in the middle, such as `7F3K-9QTM`: short enough to read aloud,
/// without I, L, O and U.
#[derive(Clone, Copy)]
pub(super) struct Reference([u8; 9]);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl References {
    /// Returns the next reference. Two requests of the same day can get the same one; the time tells them apart.
    pub(super) fn next(&self) -> Reference {
        Reference::of(self.key.hash_one(self.count.fetch_add(1, Ordering::Relaxed)))
    }
}

impl Reference {
    /// Writes the lowest 40 bits.
    fn of(bits: u64) -> Self {
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

    #[test]
    fn l_u10_a_reference_has_eight_characters_that_can_be_read_aloud_and_counts_nothing() {
        let (here, elsewhere) = (References::default(), References::default());
        let drawn: Vec<String> = (0..1_000).map(|_| here.next().as_str().to_owned()).collect();
        for reference in &drawn {
            let (left, right) = reference.split_once('-').unwrap();
            assert_eq!((left.len(), right.len()), (4, 4), "{reference}");
            assert!((left.bytes().chain(right.bytes())).all(|byte| ALPHABET.contains(&byte)), "{reference}");
        }
        assert!(!drawn.is_sorted(), "a reference does not say which request came first");
        assert!(drawn.iter().collect::<BTreeSet<_>>().len() > 995, "references differ");
        assert_ne!(elsewhere.next().as_str(), drawn[0], "the key is the server's own");
    }

    #[test]
    fn each_bit_counts() {
        assert_eq!(Reference::of(0).as_str(), "0000-0000");
        assert_eq!(Reference::of(u64::MAX).as_str(), "ZZZZ-ZZZZ");
        assert_eq!(Reference::of(0x08_0000_0041).as_str(), "1000-0021");
    }
}
