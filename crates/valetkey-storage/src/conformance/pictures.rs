//! Pictures of users.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Storage, directory, record::PICTURE};
use valetkey_authorization_server::{Change, PictureChange, record::Picture};
use valetkey_types::{TenantId, UserId};

async fn stored(storage: &dyn Storage) -> Vec<Picture> {
    directory::page(storage, &Listing::all(&PICTURE, None, 10)).await.unwrap().records
}

pub(super) async fn a_picture_comes_back_byte_for_byte_and_goes_with_its_user(storage: Arc<dyn Storage>) {
    let store = |number, user: &str| Change::Picture(PictureChange::Store(Box::new(picture(number, user))));
    apply(&*storage, [add_user(&bare_user("alice")), store(1, "alice"), store(2, "bob")]).await;
    refuse(&*storage, 0, [store(1, "bob")]).await;
    assert_eq!(stored(&*storage).await, [picture(1, "alice"), picture(2, "bob")]);
    let remove =
        |tenant| Change::Picture(PictureChange::RemoveOfUser { tenant, user_id: UserId::new("bob") });
    apply(&*storage, [remove(TenantId::new("other"))]).await;
    assert_eq!(stored(&*storage).await.len(), 2);
    apply(&*storage, [remove(tenant())]).await;
    assert_eq!(stored(&*storage).await, [picture(1, "alice")]);
    apply(&*storage, [remove_user("alice", moment(2))]).await;
    assert_eq!(stored(&*storage).await, []);
}
