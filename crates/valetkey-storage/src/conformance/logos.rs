//! Logos of tenants and clients.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Storage, directory, record::LOGO};
use valetkey_authorization_server::{Change, LogoChange, record::Logo};
use valetkey_types::TenantId;

async fn stored(storage: &dyn Storage) -> Vec<Logo> {
    directory::page(storage, &Listing::all(&LOGO, None, 10)).await.unwrap().records
}

pub(super) async fn a_logo_comes_back_byte_for_byte_and_is_removed(storage: Arc<dyn Storage>) {
    let store = |number| Change::Logo(LogoChange::Store(Box::new(logo(number))));
    apply(&*storage, [store(1)]).await;
    refuse(&*storage, 0, [store(1)]).await;
    assert_eq!(stored(&*storage).await, [logo(1)]);
    let remove = |tenant| Change::Logo(LogoChange::Remove { tenant, id: logo(1).id });
    apply(&*storage, [remove(TenantId::new("other"))]).await;
    assert_eq!(stored(&*storage).await, [logo(1)]);
    apply(&*storage, [remove(tenant())]).await;
    assert_eq!(stored(&*storage).await, []);
}
