//! Lists clients.

use serde::Serialize;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::record::Client;
use valetkey_storage::{Listing, directory, record::CLIENT, value::Value};

use super::super::{AdministrationError, Context, List, Part, list::Cursors};

/// The filter of a list of clients.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ClientFilter {
    /// A part of the name or of the identifier, without regard to case.
    pub(crate) search: Option<String>,
}

/// The most clients that are read for one part of a list.
const MOST_READ: usize = 2_000;

/// The number of clients that are read at once for a search.
const READ_AT_ONCE: usize = 500;

/// Returns a part of the clients, by identifier. A part can have fewer records than its limit although another part follows.
pub(crate) async fn list(
    context: &Context<'_>,
    filter: &ClientFilter,
    part: &Part,
) -> Result<List<Client>, AdministrationError> {
    context.require(Permission::read(Area::Clients))?;
    let server = context.server;
    let cursors = Cursors::of(server, "clients", filter);
    let key = |id: &str| vec![Value::text(server.tenant.as_str()), Value::text(id)];
    let mut after: Option<String> = cursors.open(part.after.as_deref())?;
    let (mut records, mut left) = (Vec::new(), MOST_READ);
    while left > 0 && records.len() < part.limit {
        let size = left.min(if filter.search.is_some() { READ_AT_ONCE } else { part.limit });
        let listing = Listing::of_tenant(&CLIENT, &server.tenant, size).behind(after.as_deref().map(key));
        let page = directory::page::<Client>(&*server.storage, &listing).await?;
        left -= size;
        let is_last = page.next.is_none();
        for client in page.records {
            if records.len() == part.limit {
                return with_next(records, &cursors, after);
            }
            after = Some(client.id.as_str().to_owned());
            records.extend(fits(filter, &client).then_some(client));
        }
        if is_last {
            return Ok(List { records, next: None });
        }
    }
    with_next(records, &cursors, after)
}

fn with_next(
    records: Vec<Client>,
    cursors: &Cursors<'_>,
    after: Option<String>,
) -> Result<List<Client>, AdministrationError> {
    Ok(List { records, next: after.map(|id| cursors.seal(&id)).transpose()? })
}

fn fits(filter: &ClientFilter, client: &Client) -> bool {
    let Some(text) = filter.search.as_ref().map(|text| text.to_lowercase()) else { return true };
    client.name.to_lowercase().contains(&text) || client.id.as_str().to_lowercase().contains(&text)
}
