//! Writing until the disk has no room: for the tests of backends that have a small one.

use crate::{ApplyError, Storage, StorageError};
use valetkey_authorization_server::Change;

/// Applies list 1, 2, 3 and so on until so many were refused. Which were answered and which were refused, list 0, which was
/// stored before, among the answered.
pub async fn write_until_refused(
    storage: &dyn Storage,
    list: impl Fn(u32) -> Vec<Change>,
    refusals: usize,
) -> (Vec<u32>, Vec<u32>) {
    let (mut answered, mut refused) = (vec![0], Vec::new());
    for number in 1.. {
        match storage.apply(list(number)).await {
            Ok(()) => answered.push(number),
            Err(ApplyError::Storage(StorageError::Unavailable(_))) => refused.push(number),
            Err(other) => panic!("expected a database that is not available, got {other:?}"),
        }
        if refused.len() == refusals {
            break;
        }
    }
    assert!(answered.len() > 10, "the disk was full from the start: {} lists", answered.len());
    (answered, refused)
}
