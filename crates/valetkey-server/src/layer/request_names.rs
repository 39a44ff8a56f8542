//! What requests are called in the log and on error pages.

use std::sync::atomic::{AtomicU32, Ordering};

use uuid::Uuid;

use crate::Environment;

/// Names requests: the moment, random bytes that this router drew once, and a count (UUID version 7). A name is no secret;
/// random bytes for each would take longer than most of what surrounds an endpoint.
pub(super) struct RequestNames {
    ours: [u8; 6],
    count: AtomicU32,
}

impl RequestNames {
    pub(super) fn new(environment: &dyn Environment) -> Self {
        let mut ours = [0; 6];
        environment.fill_random(&mut ours);
        Self { ours, count: AtomicU32::new(0) }
    }

    pub(super) fn next(&self, environment: &dyn Environment) -> Uuid {
        let mut bytes = [0; 10];
        let (ours, count) = bytes.split_at_mut(self.ours.len());
        ours.copy_from_slice(&self.ours);
        count.copy_from_slice(&self.count.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        environment.identifier_from(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEnvironment;

    #[test]
    fn no_name_is_given_twice_here_or_elsewhere_and_later_ones_sort_behind() {
        let (here, elsewhere) =
            (RequestNames::new(&SystemEnvironment), RequestNames::new(&SystemEnvironment));
        let names: Vec<Uuid> = (0..1_000).map(|_| here.next(&SystemEnvironment)).collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
        assert_ne!(elsewhere.next(&SystemEnvironment).as_bytes()[6..], names[0].as_bytes()[6..]);
        assert_eq!(names[0].get_version_num(), 7);
    }
}
