//! The audit trail, from the newest event on.

use serde::Serialize;
use uuid::Uuid;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::record::Event;
use valetkey_storage::{Listing, Match, directory, record::EVENT, value::Value};
use valetkey_types::Timestamp;

use super::{AdministrationError, Context, List, Part, list::Cursors};

/// The filters of a list of events. An event matches all of them.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct EventFilter {
    /// A kind, such as `user.edited`, or the word that kinds start with, such as `user`.
    pub(crate) kind: Option<String>,
    /// The user that they are about, by `sub`.
    pub(crate) user: Option<String>,
    /// The client that they are about.
    pub(crate) client: Option<String>,
    /// The earliest time.
    pub(crate) since: Option<Timestamp>,
}

/// The most events that are read for one part of a list. Kinds have no index, because each sign-in would write it.
const MOST_READ: usize = 2_000;

/// The number of events that are read at once if a kind is wanted: fewer, larger reads are faster.
const READ_AT_ONCE: usize = 500;

/// Returns a part of the events. A part can have fewer records than its limit although another part follows.
pub(crate) async fn list(
    context: &Context<'_>,
    filter: &EventFilter,
    part: &Part,
) -> Result<List<Event>, AdministrationError> {
    context.require(Permission::read(Area::Events))?;
    let server = context.server;
    let cursors = Cursors::of(server, "events", filter);
    let mut after: Option<Uuid> = cursors.open(part.after.as_deref())?;
    let key = |id: Uuid| vec![Value::text(server.tenant.as_str()), Value::Uuid(id)];
    let size = if filter.kind.is_some() { READ_AT_ONCE } else { part.limit };
    let mut listing = Listing::of_tenant(&EVENT, &server.tenant, size).reversed();
    for (column, value) in [("subject", &filter.user), ("client_id", &filter.client)] {
        if let Some(value) = value {
            listing = listing.with(column, Match::Equals(Value::text(value)));
        }
    }
    let (mut records, mut left) = (Vec::new(), MOST_READ);
    while left > 0 {
        let page =
            directory::page::<Event>(&*server.storage, &listing.clone().behind(after.map(key))).await?;
        left = left.saturating_sub(size);
        let is_last = page.next.is_none();
        for event in page.records {
            if filter.since.is_some_and(|since| event.at < since) {
                return Ok(List { records, next: None });
            }
            if records.len() == part.limit {
                return Ok(List { records, next: after.map(|id| cursors.seal(&id)).transpose()? });
            }
            after = Some(event.id);
            records.extend(fits(filter, &event).then_some(event));
        }
        if is_last {
            return Ok(List { records, next: None });
        }
    }
    Ok(List { records, next: after.map(|id| cursors.seal(&id)).transpose()? })
}

fn fits(filter: &EventFilter, event: &Event) -> bool {
    filter.kind.as_ref().is_none_or(|wanted| event.kind.matches(wanted))
}
