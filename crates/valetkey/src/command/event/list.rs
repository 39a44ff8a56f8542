//! `valetkey event list`.

use std::collections::VecDeque;

use clap::{Args, builder::PossibleValuesParser};
use uuid::Uuid;
use valetkey_authorization_server::record::{Event, EventKind};
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::{Key, Listing, Match, directory, record::EVENT, value::Value};
use valetkey_types::{ClientId, Timestamp, UserId};

use super::{
    since::{self, Since},
    view,
};
use crate::{
    command::user,
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::Output,
    remote::{Api, record},
};

/// Events that fit on a screen.
const SCREEN: usize = 50;

/// Events that are read at once.
const PAGE: usize = 1_000;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ListArguments {
    /// Only events about this user: username, email address or sub
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    /// Only events about this application
    #[arg(long, value_name = "CLIENT_ID")]
    client: Option<String>,
    /// Only events of this kind, or whose kind starts with this word: user, client, session.started. Repeatable
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    kind: Vec<String>,
    /// Only events since then: 7d, 12h, 2026-11-30, 2026-11-30T08:00:00Z
    #[arg(long, value_name = "TIME", value_parser = since::parse)]
    since: Option<Since>,
    /// Show at most this many [default: 50, with --json all]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Continue after this event, the last one of the list before
    #[arg(long, value_name = "ID")]
    after: Option<Uuid>,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
The newest event comes first. With --json each event is one line, with its id, all changed fields, and the reference of \
the request as the log and error pages show it. No event holds a secret. A removed user is found by sub, a removed \
application by its identifier. Events are kept for a year unless lifetimes.event says otherwise.

Examples:
  valetkey event list
  valetkey event list --user alice --since 7d
  valetkey event list --kind client --kind signing_key
  valetkey event list --json --since 2026-11-01 | jq -r 'select(.kind == \"grant.reuse_detected\") | .client_id'";

/// The kinds, and the words that they start with.
fn kinds() -> PossibleValuesParser {
    let mut words: Vec<&'static str> = Vec::new();
    for kind in EventKind::ALL {
        let group = kind.as_str().split('.').next().unwrap_or_default();
        for word in [group, kind.as_str()] {
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    PossibleValuesParser::new(words)
}

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&[]).await?;
    let mut events = Events::new(&records, arguments).await?;
    let limit = arguments.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    if output.is_json() {
        return print_lines(&mut events, limit.unwrap_or(usize::MAX), output).await;
    }
    let limit = limit.unwrap_or(SCREEN);
    // One more, to see whether there are more.
    let mut found = events.take(limit + 1).await?;
    let has_more = found.len() > limit;
    found.truncate(limit);
    let names = view::Usernames::load(&records, &found).await?;
    output.result(&(), |style| match found.is_empty() {
        true => "No such events.".to_owned(),
        false => view::in_words(&found, &names, style),
    })?;
    for problem in &events.unreadable {
        output.note(&format!("warning: {problem}"))?;
    }
    match found.last() {
        Some(last) if has_more => {
            output.note(&format!("\nThere are more. To see the next ones, add: --after {}", last.id))
        }
        _ => Ok(()),
    }
}

/// Prints each event as a line of JSON, a page at a time.
async fn print_lines(events: &mut Events<'_>, mut limit: usize, output: Output) -> Result<(), Failure> {
    while limit > 0 {
        let found = events.take(limit.min(PAGE)).await?;
        if found.is_empty() {
            return Ok(());
        }
        limit -= found.len();
        let lines: String = found.iter().map(|event| format!("{}\n", view::as_json(event))).collect();
        output.part(&lines)?;
    }
    Ok(())
}

/// The events that the arguments ask for, from the newest on.
struct Events<'a> {
    records: &'a Records,
    kinds: &'a [String],
    since: Option<Timestamp>,
    listing: Listing,
    remote: Remote,
    /// Read and not returned yet.
    found: VecDeque<Event>,
    is_last: bool,
    unreadable: Vec<String>,
}

impl<'a> Events<'a> {
    async fn new(records: &'a Records, arguments: &'a ListArguments) -> Result<Self, Failure> {
        let mut remote = Remote { after: arguments.after, ..Remote::default() };
        let mut listing = Listing::of_tenant(&EVENT, &records.tenant, PAGE).reversed();
        if let Some(user) = &arguments.user {
            let subject = subject(records, user).await?;
            remote.filters.push(("user", subject.to_string()));
            listing = listing.with("subject", Match::Equals(Value::text(subject.as_str())));
        }
        if let Some(client) = &arguments.client {
            remote.filters.push(("client", client.clone()));
            listing = listing.with("client_id", Match::Equals(Value::text(ClientId::new(client).as_str())));
        }
        let after: Option<Key> =
            arguments.after.map(|id| vec![Value::text(records.tenant.as_str()), Value::Uuid(id)]);
        let since = arguments.since.map(|since| since.moment(SystemEnvironment.now()));
        remote.filters.extend(since.map(|since| ("since", since.seconds().to_string())));
        if let [kind] = arguments.kind.as_slice() {
            remote.filters.push(("kind", kind.clone()));
        }
        Ok(Self {
            records,
            kinds: &arguments.kind,
            since,
            remote,
            listing: listing.behind(after),
            found: VecDeque::new(),
            is_last: false,
            unreadable: Vec::new(),
        })
    }

    /// Returns up to `limit` further events. Kinds have no index: it reads on until enough were found.
    async fn take(&mut self, limit: usize) -> Result<Vec<Event>, Failure> {
        while self.found.len() < limit && !self.is_last {
            let events = match self.records.api() {
                Some(api) => {
                    let events = self.remote.next(api).await?;
                    self.is_last = self.remote.cursor.is_none();
                    events
                }
                None => self.page(limit - self.found.len()).await?,
            };
            for event in events {
                if self.since.is_some_and(|since| event.at < since) {
                    self.is_last = true;
                    break;
                }
                if self.is_wanted(&event) {
                    self.found.push_back(event);
                }
            }
        }
        let count = limit.min(self.found.len());
        Ok(self.found.drain(..count).collect())
    }

    /// Returns the next events of the database.
    async fn page(&mut self, missing: usize) -> Result<Vec<Event>, Failure> {
        self.listing.limit = if self.kinds.is_empty() { missing.min(PAGE) } else { PAGE };
        let page = directory::page::<Event>(&*self.records.storage, &self.listing).await?;
        self.unreadable.extend(page.unreadable);
        self.is_last = page.next.is_none();
        self.listing.after = page.next;
        Ok(page.records)
    }

    fn is_wanted(&self, event: &Event) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|wanted| event.kind.matches(wanted))
    }
}

/// The list of a running server.
#[derive(Default)]
struct Remote {
    filters: Vec<(&'static str, String)>,
    /// The event of `--after`. The cursors of the API are sealed, so the events before it are read and left out.
    after: Option<Uuid>,
    cursor: Option<String>,
}

impl Remote {
    /// Returns the next events. There are no more if there is no cursor afterwards.
    async fn next(&mut self, api: &Api) -> Result<Vec<Event>, Failure> {
        let filters: Vec<(&str, &str)> =
            self.filters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (part, next) = api.part(&["events"], &filters, self.cursor.as_deref()).await?;
        self.cursor = next;
        let mut events = part.into_iter().map(record::event).collect::<Result<Vec<Event>, Failure>>()?;
        // Identifiers are in the order of time.
        events.retain(|event| self.after.is_none_or(|after| event.id < after));
        Ok(events)
    }
}

/// Returns the `sub` of a user; the text itself where nobody has this name now, for users who were removed.
async fn subject(records: &Records, name: &str) -> Result<UserId, Failure> {
    Ok(user::find(records, name).await?.map_or_else(|| UserId::new(name), |user| user.id))
}
