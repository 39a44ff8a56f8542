//! Requests that wait for a user.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Storage, directory, record::WAITING_REQUEST};
use valetkey_authorization_server::{Change, record::WaitingRequest};
use valetkey_types::TenantId;

async fn stored(storage: &dyn Storage) -> Vec<WaitingRequest> {
    let listing = Listing::all(&WAITING_REQUEST, None, 10);
    directory::page(storage, &listing).await.unwrap().records
}

fn remove(tenant: TenantId, number: u32) -> Change {
    Change::RemoveWaitingRequest { tenant, id: id(number) }
}

pub(super) async fn a_waiting_request_comes_back_and_is_removed_once(storage: Arc<dyn Storage>) {
    apply(&*storage, [1, 2].map(|number| Change::StoreWaitingRequest(waiting_request(number)))).await;
    assert_eq!(stored(&*storage).await, [waiting_request(1), waiting_request(2)]);
    refuse(&*storage, 0, [Change::StoreWaitingRequest(waiting_request(1))]).await;
    refuse(&*storage, 0, [remove(TenantId::new("other"), 1)]).await;
    apply(&*storage, [remove(tenant(), 1)]).await;
    refuse(&*storage, 0, [remove(tenant(), 1)]).await;
    assert_eq!(stored(&*storage).await, [waiting_request(2)]);
}
