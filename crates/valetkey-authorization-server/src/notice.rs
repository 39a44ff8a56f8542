//! Tells users by mail about changes of their accounts.

use valetkey_accounts::User;
use valetkey_types::Issuer;

use crate::{
    Change,
    event::Occasion,
    record::{Delivery, Message, NoticeKind, SecurityNotice},
};

/// Returns the change that tells a user about a change of their account; `None` for a user without a mail address.
///
/// Store it in the commit of the change itself. `user` is the user before the change, so that a new address is told at the old
/// one. `device` is how the browser describes itself.
pub fn notice(
    user: &User,
    about: NoticeKind,
    issuer: &Issuer,
    device: Option<&str>,
    occasion: &Occasion<'_>,
) -> Option<Change> {
    let address = user.email.clone()?;
    let notice = SecurityNotice {
        user_id: user.id.clone(),
        about,
        at: occasion.now,
        to: address,
        network_address: occasion.network_address.map(|address| address.to_string()),
        device: device.map(|device| device.chars().take(LONGEST_DEVICE).collect()),
    };
    let (id, message) = ((occasion.fresh_id)(), Message::SecurityNotice(notice));
    let delivery = Delivery::due(occasion.tenant.clone(), id, issuer.clone(), message, occasion.now);
    Some(Change::StoreDelivery(delivery))
}

/// Characters of the description of a browser that are kept.
const LONGEST_DEVICE: usize = 200;
