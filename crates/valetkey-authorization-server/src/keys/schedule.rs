//! When a key signs, and when it leaves the key set.

use valetkey_types::Timestamp;

use super::KeyPolicy;
use crate::record::SigningKeyRecord;

/// The moments of a key, as far as they are known, and otherwise as they are planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeySchedule {
    /// When it signs its last token.
    pub signs_until: Timestamp,
    /// When it leaves the key set.
    pub published_until: Timestamp,
    /// Whether these moments are planned: the key does not retire yet, and an earlier rotation moves them.
    pub is_planned: bool,
}

/// Returns the schedule of a key of `all`. A key without a successor signs until the policy demands the next one.
pub fn schedule(
    now: Timestamp,
    key: &SigningKeyRecord,
    all: &[SigningKeyRecord],
    policy: &KeyPolicy,
) -> KeySchedule {
    let follows = |other: &&SigningKeyRecord| {
        other.algorithm == key.algorithm && (other.signs_from, &other.kid) > (key.signs_from, &key.kid)
    };
    let successor = all.iter().filter(follows).map(|other| other.signs_from).min();
    if let Some(published_until) = key.published_until {
        let last = published_until.minus(policy.retire_after).max(key.signs_from);
        let signs_until = successor.unwrap_or(last).min(published_until);
        return KeySchedule { signs_until, published_until, is_planned: false };
    }
    let due = key.signs_from.plus(policy.rotate_every).max(now.plus(policy.publish_before));
    let signs_until = successor.unwrap_or(due);
    let published_until = signs_until.max(now).plus(policy.retire_after);
    KeySchedule { signs_until, published_until, is_planned: true }
}

#[cfg(test)]
mod tests {
    use valetkey_jose::{Algorithm, Jwk};
    use valetkey_types::{Seconds, TenantId, Unknown};

    use super::*;
    use crate::Lifetimes;

    const DAY: i64 = 86_400;

    fn key(kid: &str, signs_from: i64, published_until: Option<i64>) -> SigningKeyRecord {
        SigningKeyRecord {
            tenant: TenantId::default(),
            kid: kid.to_owned(),
            algorithm: Algorithm::ES256,
            public_jwk: Jwk::default(),
            private_key_sealed: String::new(),
            created_at: Timestamp(signs_from - DAY),
            signs_from: Timestamp(signs_from),
            published_until: published_until.map(Timestamp),
            revision: 0,
            unknown: Unknown::default(),
        }
    }

    fn policy() -> KeyPolicy {
        KeyPolicy { retire_after: Seconds(7_200), ..KeyPolicy::new(&Lifetimes::default()) }
    }

    fn moments(now: i64, index: usize, all: &[SigningKeyRecord]) -> (i64, i64, bool) {
        let found = schedule(Timestamp(now), &all[index], all, &policy());
        (found.signs_until.0, found.published_until.0, found.is_planned)
    }

    #[test]
    fn a_key_without_a_successor_signs_until_its_rotation_is_due() {
        let all = [key("a", 0, None)];
        assert_eq!(moments(5, 0, &all), (90 * DAY, 90 * DAY + 7_200, true));
        // The server did not run when the rotation was due: the next key is published for a day before it signs.
        assert_eq!(moments(100 * DAY, 0, &all), (101 * DAY, 101 * DAY + 7_200, true));
    }

    #[test]
    fn a_key_signs_until_its_successor_does() {
        let all = [key("a", 0, None), key("b", 90 * DAY, None)];
        assert_eq!(moments(89 * DAY + 5, 0, &all), (90 * DAY, 90 * DAY + 7_200, true));
        assert_eq!(moments(89 * DAY + 5, 1, &all), (180 * DAY, 180 * DAY + 7_200, true));
        let retired = [key("a", 0, Some(90 * DAY + 7_300)), key("b", 90 * DAY, None)];
        assert_eq!(moments(90 * DAY + 100, 0, &retired), (90 * DAY, 90 * DAY + 7_300, false));
    }

    #[test]
    fn a_retired_key_without_a_successor_signed_before_its_time_to_retire_began() {
        assert_eq!(moments(5, 0, &[key("a", 0, Some(10_000))]), (2_800, 10_000, false));
        assert_eq!(moments(5, 0, &[key("a", 5_000, Some(10_000))]), (5_000, 10_000, false));
    }
}
