//! The authenticators and recovery codes of users.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Storage, directory, record::SECOND_FACTORS};
use valetkey_authorization_server::{Change, record::SecondFactors};

async fn stored(storage: &dyn Storage) -> Vec<SecondFactors> {
    let listing = Listing::all(&SECOND_FACTORS, None, 10);
    directory::page(storage, &listing).await.unwrap().records
}

fn put(revision: u64, factors: SecondFactors) -> Change {
    Change::PutSecondFactors(Box::new(SecondFactors { revision, ..factors }))
}

pub(super) async fn second_factors_come_back_and_go_with_their_user(storage: Arc<dyn Storage>) {
    apply(&*storage, ["alice", "bob"].map(|id| add_user(&user(id)))).await;
    apply(&*storage, ["alice", "bob"].map(|id| put(0, second_factors(id)))).await;
    assert_eq!(stored(&*storage).await, ["alice", "bob"].map(second_factors));
    apply(&*storage, [remove_user("alice", moment(50))]).await;
    assert_eq!(stored(&*storage).await, [second_factors("bob")]);
}

/// Two uses of one code read the same revision, and only one is stored.
pub(super) async fn en5_second_factors_replace_the_revision_they_were_read_at(storage: Arc<dyn Storage>) {
    apply(&*storage, [put(0, second_factors("alice"))]).await;
    refuse(&*storage, 0, [put(0, second_factors("alice"))]).await;
    let spent = SecondFactors { recovery_codes: None, ..second_factors("alice") };
    apply(&*storage, [put(1, spent.clone())]).await;
    refuse(&*storage, 0, [put(1, second_factors("alice"))]).await;
    assert_eq!(stored(&*storage).await, [SecondFactors { revision: 2, ..spent }]);
}
