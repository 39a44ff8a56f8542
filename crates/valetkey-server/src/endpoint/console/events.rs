//! `/admin/events`: the events, newest first. Each filter is in the address. A page that follows the events loads itself again.

use std::collections::HashMap;

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{HeaderValue, header};
use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::{
    event::{Actor, EventKind},
    record::Event,
};
use valetkey_pages::{ConsoleEvent, ConsoleEventsPage, ConsoleSection};
use valetkey_storage::{StorageError, directory};
use valetkey_types::{ClientId, RawParams, Seconds, UserId, encode_form};

use super::{
    access::{Entered, enter},
    answer::{Answer, respond},
    menu, moment, notice_of, path, shell_word, show,
};
use crate::{
    Server,
    administration::{
        Part,
        events::{self, EventFilter},
    },
    endpoint::page_request,
    visit::Visit,
};

const USER: &str = "user";
const CLIENT: &str = "client";
const KIND: &str = "kind";
/// The cursor of the part before.
const BEFORE: &str = "before";

/// The moment from which the page follows the events, in seconds since 1970.
const FOLLOW: &str = "follow";
/// The seconds after which a page that follows loads itself again.
const RELOAD_AFTER: &str = "10";
/// The time for which a page follows, so that a forgotten page does not keep its session in use for ever.
const FOLLOWED_FOR: Seconds = Seconds::hours(1);

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
    let typed = |name| params.get(name).map(str::trim).filter(|text| !text.is_empty());
    let (user, client, kind) = (typed(USER), typed(CLIENT), typed(KIND));
    let before = params.get(BEFORE);
    let filter = EventFilter {
        user: match user {
            Some(name) => Some(subject(visit, &entered, name).await?.as_str().to_owned()),
            None => None,
        },
        client: client.map(str::to_owned),
        kind: kind.map(str::to_owned),
        since: None,
    };
    let part = Part { limit: Part::USUAL, after: before.map(str::to_owned) };
    let list = events::list(&entered.context(visit, None), &filter, &part).await?;
    let filters = [(USER, user), (CLIENT, client), (KIND, kind)];
    let address = |place: Option<(&'static str, &str)>| {
        let filters = filters.into_iter().chain(place.map(|(name, value)| (name, Some(value))));
        let query = encode_form(filters.filter_map(|(name, value)| Some((name, value?))));
        let path = visit.server.path(page.path());
        if query.is_empty() { path } else { format!("{path}?{query}") }
    };
    let typed = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let follow = params.get(FOLLOW).filter(|since| before.is_none() && is_followed(visit, since));
    let following = |since: &str| address(Some((FOLLOW, since)));
    let now = visit.now.seconds().to_string();
    let may_follow = before.is_none() && follow.is_none();
    let shown = ConsoleEventsPage {
        menu: menu(visit, &entered, ConsoleSection::Events, notice_of(visit, params))?,
        action: visit.server.path(page.path()),
        user: typed(user),
        client: typed(client),
        kind: typed(kind),
        kinds: kinds(),
        events: in_words(visit, &entered, list.records).await?,
        newest_uri: before.map(|_| address(None)).or_else(|| follow.map(following)),
        older_uri: list.next.as_deref().map(|next| address(Some((BEFORE, next)))),
        follow: follow.map(str::to_owned),
        follow_uri: may_follow.then(|| following(&now)),
        stop_uri: follow.map(|_| address(None)),
        command: command(&filters),
    };
    Ok(reloading(show(visit, &shown), follow.is_some()))
}

/// Makes the browser load the page again, if it follows the events.
fn reloading(mut response: Response, is_followed: bool) -> Response {
    if is_followed {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(RELOAD_AFTER));
    }
    response
}

/// Returns whether a page that follows from this moment on still does.
fn is_followed(visit: &Visit<'_>, since: &str) -> bool {
    let age = since.parse::<i64>().ok().and_then(|since| visit.now.seconds().checked_sub(since));
    age.is_some_and(|age| (0..FOLLOWED_FOR.0).contains(&age))
}

/// Returns whether the administrator may read a user. To anybody else, an event shows identifiers only.
fn sees(entered: &Entered, user: &User) -> bool {
    entered.administrator.may_with(Permission::read(Area::Users), user, &entered.map)
}

/// Returns the `sub` of the user with this name; the text itself if the administrator sees no such user. It finds removed users by their
/// `sub`.
async fn subject(visit: &Visit<'_>, entered: &Entered, name: &str) -> Result<UserId, StorageError> {
    let server = visit.server;
    let found = directory::users_called(&*server.storage, &server.tenant, name).await?;
    let found = found.into_iter().find(|user| sees(entered, user));
    Ok(found.map_or_else(|| UserId::new(name), |user| user.id))
}

/// Returns the kinds, each after the word that it starts with.
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

/// Returns the command that lists the same events.
fn command(filters: &[(&str, Option<&str>)]) -> String {
    let mut command = "valetkey event list".to_owned();
    for (name, value) in filters.iter().filter_map(|(name, value)| Some((name, (*value)?))) {
        command.push_str(&format!(" --{name} {}", shell_word(value)));
    }
    command
}

/// Returns events as a page shows them, with the names of users and clients that still exist and that the administrator may read.
pub(super) async fn in_words(
    visit: &Visit<'_>,
    entered: &Entered,
    events: Vec<Event>,
) -> Result<Vec<ConsoleEvent>, StorageError> {
    let mut users: HashMap<UserId, String> = HashMap::new();
    for event in &events {
        let actor = match &event.actor {
            Actor::User { id } => Some(id),
            _ => None,
        };
        for id in event.subject.iter().chain(actor) {
            if !users.contains_key(id) {
                let user = visit.server.storage.user(&visit.server.tenant, id).await?;
                let user = user.filter(|user| sees(entered, user));
                users.insert(id.clone(), user.map_or_else(|| id.as_str().to_owned(), |user| user.username));
            }
        }
    }
    let mut shown = Vec::with_capacity(events.len());
    for event in events {
        let client = match &event.client_id {
            Some(id) => Some(named_client(visit, entered, id).await?),
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

async fn named_client(
    visit: &Visit<'_>,
    entered: &Entered,
    id: &ClientId,
) -> Result<(String, String), StorageError> {
    let client = match entered.administrator.may(Permission::read(Area::Clients)) {
        true => visit.server.storage.client(&visit.server.tenant, id).await?,
        false => None,
    };
    let name = client.map_or_else(|| id.as_str().to_owned(), |client| client.name.clone());
    Ok((name, visit.server.path(path::page_of(path::APPLICATION, id.as_str()).path())))
}

/// Returns the actor, in the words of the command line.
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
