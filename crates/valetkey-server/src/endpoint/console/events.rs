//! `/admin/events`: the events, newest first. Each filter is in the address.

use std::collections::HashMap;

use axum::{
    extract::{Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::{
    event::{Actor, EventKind},
    record::Event,
};
use valetkey_pages::{ConsoleEvent, ConsoleEventsPage, ConsoleSection, ErrorKind};
use valetkey_storage::{Listing, Match, StorageError, directory, record::EVENT, value::Value};
use valetkey_types::{ClientId, RawParams, UserId, encode_form};

use super::{
    access::enter,
    answer::{Answer, Stop, respond},
    menu, moment, notice_of, path, show,
};
use crate::{Server, endpoint::page_request, visit::Visit};

const USER: &str = "user";
const CLIENT: &str = "client";
const KIND: &str = "kind";
/// The event behind which a part begins.
const BEFORE: &str = "before";

/// Events on a page.
const LIMIT: usize = 50;

/// Events that are read for one page. Kinds have no index.
const MOST_READ: usize = 2_000;

/// Which events: all filters hold.
#[derive(Default)]
pub(super) struct EventFilter {
    /// The user that they are about.
    pub(super) user: Option<UserId>,
    /// The client that they are about.
    pub(super) client: Option<ClientId>,
    /// The kind, or the word that it starts with: `client`.
    pub(super) kind: Option<String>,
}

/// A part of the events.
pub(super) struct EventPart {
    /// The events, newest first.
    pub(super) events: Vec<ConsoleEvent>,
    /// The event behind which the next part begins; `None` on the last.
    next: Option<Uuid>,
}

/// Shows the events.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::EVENTS);
    let entered = enter(visit, &page, Some(Permission::read(Area::Events))).await?;
    // Everybody's events: an administrator of a group only has no part of them.
    entered
        .administrator
        .require(Permission::read(Area::Events))
        .map_err(crate::administration::AdministrationError::from)?;
    let typed = |name| params.get(name).map(str::trim).filter(|text| !text.is_empty());
    let (user, client, kind) = (typed(USER), typed(CLIENT), typed(KIND));
    let before = params.get(BEFORE).map(Uuid::parse_str).transpose().map_err(|_| ErrorKind::BadRequest)?;
    let filter = EventFilter {
        user: match user {
            Some(name) => Some(subject(visit, name).await?),
            None => None,
        },
        client: client.map(ClientId::new),
        kind: kind.map(str::to_owned),
    };
    let part = part(visit, &filter, before, LIMIT).await?;
    let filters = [(USER, user), (CLIENT, client), (KIND, kind)];
    let address = |before: Option<Uuid>| {
        let before = before.map(|id| id.simple().to_string());
        let filters = filters.into_iter().chain([(BEFORE, before.as_deref())]);
        let query = encode_form(filters.filter_map(|(name, value)| Some((name, value?))));
        let path = visit.server.path(page.path());
        if query.is_empty() { path } else { format!("{path}?{query}") }
    };
    let shown = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let events = ConsoleEventsPage {
        menu: menu(visit, &entered, ConsoleSection::Events, notice_of(visit, params))?,
        action: visit.server.path(page.path()),
        user: shown(user),
        client: shown(client),
        kind: shown(kind),
        kinds: kinds(),
        events: part.events,
        newest_uri: before.map(|_| address(None)),
        older_uri: part.next.map(|next| address(Some(next))),
        command: command(&filters),
    };
    Ok(show(visit, &events))
}

/// Returns the `sub` of a user; the text itself where nobody has this name now, for users who were removed.
async fn subject(visit: &Visit<'_>, name: &str) -> Result<UserId, StorageError> {
    let server = visit.server;
    let found = directory::users_called(&*server.storage, &server.tenant, name).await?;
    Ok(found.into_iter().next().map_or_else(|| UserId::new(name), |user| user.id))
}

/// Returns the kinds, each behind the word that it starts with.
fn kinds() -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for kind in EventKind::ALL {
        let group = kind.as_str().split('.').next().unwrap_or_default();
        for word in [group, kind.as_str()] {
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
    }
    words.sort();
    words
}

/// Returns the same as a command. A value with other characters than names have stands between quotes.
fn command(filters: &[(&str, Option<&str>)]) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-@+".contains(&byte);
    let mut command = "valetkey event list".to_owned();
    for (name, value) in filters.iter().filter_map(|(name, value)| Some((name, (*value)?))) {
        match value.bytes().all(is_plain) {
            true => command.push_str(&format!(" --{name} {value}")),
            false => command.push_str(&format!(" --{name} '{}'", value.replace('\'', "'\\''"))),
        }
    }
    command
}

/// Returns up to `limit` events, newest first, behind one of them.
pub(super) async fn part(
    visit: &Visit<'_>,
    filter: &EventFilter,
    before: Option<Uuid>,
    limit: usize,
) -> Result<EventPart, Stop> {
    let server = visit.server;
    let behind = |id: Uuid| vec![Value::text(server.tenant.as_str()), Value::Uuid(id)];
    let size = if filter.kind.is_some() { MOST_READ } else { limit };
    let mut listing = Listing::of_tenant(&EVENT, &server.tenant, size).reversed().behind(before.map(behind));
    if let Some(user) = &filter.user {
        listing = listing.with("subject", Match::Equals(Value::text(user.as_str())));
    }
    if let Some(client) = &filter.client {
        listing = listing.with("client_id", Match::Equals(Value::text(client.as_str())));
    }
    let page = directory::page::<Event>(&*server.storage, &listing).await?;
    let last_read = page.next.and_then(|_| page.records.last().map(|event| event.id));
    let mut found: Vec<Event> = page.records;
    found.retain(|event| fits(filter, event));
    let more = found.len() > limit;
    found.truncate(limit);
    let next = if more { found.last().map(|event| event.id) } else { last_read };
    Ok(EventPart { events: in_words(visit, found).await?, next })
}

fn fits(filter: &EventFilter, event: &Event) -> bool {
    let Some(wanted) = &filter.kind else { return true };
    let rest = event.kind.as_str().strip_prefix(wanted.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Returns events as a page shows them, with the names of users and clients that still exist.
async fn in_words(visit: &Visit<'_>, events: Vec<Event>) -> Result<Vec<ConsoleEvent>, StorageError> {
    let mut users: HashMap<UserId, String> = HashMap::new();
    for event in &events {
        let actor = match &event.actor {
            Actor::User { id } => Some(id),
            _ => None,
        };
        for id in event.subject.iter().chain(actor) {
            if !users.contains_key(id) {
                let user = visit.server.storage.user(&visit.server.tenant, id).await?;
                users.insert(id.clone(), user.map_or_else(|| id.as_str().to_owned(), |user| user.username));
            }
        }
    }
    let mut shown = Vec::with_capacity(events.len());
    for event in events {
        let client = match &event.client_id {
            Some(id) => Some(named_client(visit, id).await?),
            None => None,
        };
        let name = |id: &UserId| users.get(id).cloned().unwrap_or_else(|| id.as_str().to_owned());
        let user = event
            .subject
            .as_ref()
            .map(|id| (name(id), visit.server.path(path::page_of(path::USER, id.as_str()).path())));
        let mut changed: Vec<String> = event.changed.into_iter().map(|change| change.field).collect();
        changed.dedup();
        shown.push(ConsoleEvent {
            kind: event.kind.as_str().to_owned(),
            moment: moment(visit, event.at),
            actor: actor(&event.actor, name),
            user,
            client,
            address: event.network_address,
            changed,
        });
    }
    Ok(shown)
}

async fn named_client(visit: &Visit<'_>, id: &ClientId) -> Result<(String, String), StorageError> {
    let client = visit.server.storage.client(&visit.server.tenant, id).await?;
    let name = client.map_or_else(|| id.as_str().to_owned(), |client| client.name.clone());
    Ok((name, visit.server.path(path::page_of(path::APPLICATION, id.as_str()).path())))
}

/// Returns the actor, in words of the command line.
fn actor(actor: &Actor, name: impl Fn(&UserId) -> String) -> String {
    match actor {
        Actor::Server => "server".to_owned(),
        Actor::CommandLine { account: Some(account) } => format!("command line ({account})"),
        Actor::CommandLine { account: None } => "command line".to_owned(),
        Actor::User { id } => name(id),
        Actor::Client { id } => id.as_str().to_owned(),
        Actor::Unknown => "?".to_owned(),
    }
}
