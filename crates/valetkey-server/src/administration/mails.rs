//! The mails that wait or were given up.

use uuid::Uuid;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::record::Delivery;
use valetkey_storage::{Listing, directory, record::DELIVERY, value::Value};

use super::{AdministrationError, Context, List, Part, list::Cursors};

/// The most messages that are read for one part of the list: other messages are in the same outbox.
const MOST_READ: usize = 2_000;

/// Returns a part of the mails in the outbox, the oldest first. A part can have fewer records than its limit although another part
/// follows.
pub(crate) async fn list(context: &Context<'_>, part: &Part) -> Result<List<Delivery>, AdministrationError> {
    context.require(Permission::read(Area::Events))?;
    context.require(Permission::read(Area::Users))?;
    let server = context.server;
    let cursors = Cursors::of(server, "mails", &());
    let mut after: Option<Uuid> = cursors.open(part.after.as_deref())?;
    let key = |id: Uuid| vec![Value::text(server.tenant.as_str()), Value::Uuid(id)];
    let listing = Listing::of_tenant(&DELIVERY, &server.tenant, part.limit);
    let (mut records, mut left) = (Vec::new(), MOST_READ);
    while left > 0 {
        let page =
            directory::page::<Delivery>(&*server.storage, &listing.clone().behind(after.map(key))).await?;
        left = left.saturating_sub(part.limit);
        for delivery in page.records {
            if records.len() == part.limit {
                return Ok(List { records, next: after.map(|id| cursors.seal(&id)).transpose()? });
            }
            after = Some(delivery.id);
            records.extend(delivery.message.is_mail().then_some(delivery));
        }
        if page.next.is_none() {
            return Ok(List { records, next: None });
        }
    }
    Ok(List { records, next: after.map(|id| cursors.seal(&id)).transpose()? })
}
