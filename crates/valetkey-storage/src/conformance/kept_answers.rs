//! Answers to changes of the administration API.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Storage, directory, record::KEPT_ANSWER};
use valetkey_authorization_server::{Change, record::KeptAnswer};
use valetkey_types::TenantId;

async fn stored(storage: &dyn Storage) -> Vec<KeptAnswer> {
    let listing = Listing::all(&KEPT_ANSWER, None, 10);
    directory::page(storage, &listing).await.unwrap().records
}

fn keep(answer: &KeptAnswer) -> Change {
    Change::KeepAnswer(answer.clone())
}

pub(super) async fn an_answer_is_kept_once_for_each_caller_and_key_with_its_change(
    storage: Arc<dyn Storage>,
) {
    let answer = kept_answer("client robot", "one");
    apply(&*storage, [add_client(&bare_client("a")), keep(&answer)]).await;
    // A second change under the same key is not stored either.
    refuse(&*storage, 1, [add_client(&bare_client("b")), keep(&answer)]).await;
    assert!(client_of(&*storage, "b").await.is_none());
    let others = [
        kept_answer("client robot", "two"),
        kept_answer("user robot", "one"),
        KeptAnswer { tenant: TenantId::new("other"), ..answer.clone() },
    ];
    apply(&*storage, others.iter().map(keep)).await;
    assert_eq!(stored(&*storage).await.len(), 4);
}

pub(super) async fn an_expired_answer_is_replaced_once(storage: Arc<dyn Storage>) {
    apply(&*storage, [keep(&kept_answer("client robot", "one"))]).await;
    let expired = stored(&*storage).await.remove(0);
    assert_eq!(expired.revision, 1);
    let next = KeptAnswer { sealed: "next".to_owned(), expires_at: moment(100), ..expired };
    apply(&*storage, [keep(&next)]).await;
    refuse(&*storage, 0, [keep(&next)]).await;
    refuse(&*storage, 0, [keep(&KeptAnswer { revision: 0, ..next.clone() })]).await;
    assert_eq!(stored(&*storage).await, [KeptAnswer { revision: 2, ..next }]);
    apply(&*storage, [Change::RemoveExpired { before: moment(101), at_most: 10 }]).await;
    assert_eq!(stored(&*storage).await, []);
}
