//! Writes until the disk is full, for the tests of backends on a small disk.

use crate::{ApplyError, Storage, StorageError};
use valetkey_authorization_server::Change;

/// Applies the lists 1, 2, 3 and so on until `refusals` lists have failed. Returns the numbers of the stored lists and of the
/// refused lists. List 0, which the caller stored before, is among the stored lists.
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
