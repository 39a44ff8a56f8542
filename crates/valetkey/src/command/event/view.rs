//! Events as rows of a table and as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use valetkey_authorization_server::record::{Actor, Event, FieldChange};
use valetkey_types::UserId;

use crate::{
    database::Records,
    failure::Failure,
    output::{Style, table},
    time_words::utc,
};

const HEADINGS: [&str; 7] = ["TIME", "EVENT", "USER", "CLIENT", "BY", "ADDRESS", "CHANGED"];

/// The text of a cell without a value.
const NOTHING: &str = "-";

/// The usernames of the users that events name.
pub(super) struct Usernames(BTreeMap<UserId, Option<String>>);

impl Usernames {
    /// Loads the usernames; a user who was removed has none.
    ///
    /// # Errors
    /// The error of the database.
    pub(super) async fn load(records: &Records, events: &[Event]) -> Result<Self, Failure> {
        let mut names = BTreeMap::new();
        for id in events.iter().flat_map(users) {
            if !names.contains_key(id) {
                let user = records.user(id).await?;
                names.insert(id.clone(), user.map(|user| user.username));
            }
        }
        Ok(Self(names))
    }

    /// Returns the username, or the `sub` of a user who was removed.
    fn shown(&self, id: &UserId) -> String {
        self.0.get(id).cloned().flatten().unwrap_or_else(|| id.to_string())
    }
}

fn users(event: &Event) -> impl Iterator<Item = &UserId> {
    let actor = match &event.actor {
        Actor::User { id } => Some(id),
        _ => None,
    };
    event.subject.iter().chain(actor)
}

/// Returns the table. A column without any value is left out.
pub(super) fn in_words(events: &[Event], names: &Usernames, style: Style) -> String {
    let rows: Vec<[String; 7]> = events.iter().map(|event| row(event, names)).collect();
    let has_value = |column: usize| rows.iter().any(|row| row[column] != NOTHING);
    let shown: Vec<usize> = (0..HEADINGS.len()).filter(|column| has_value(*column)).collect();
    let headings: Vec<&str> = shown.iter().map(|column| HEADINGS[*column]).collect();
    let cells = |row: &[String; 7]| shown.iter().map(|column| row[*column].clone()).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    table(style, &headings, &rows)
}

fn row(event: &Event, names: &Usernames) -> [String; 7] {
    let or_nothing = |value: Option<String>| value.unwrap_or_else(|| NOTHING.to_owned());
    [
        utc(event.at),
        event.kind.to_string(),
        or_nothing(event.subject.as_ref().map(|id| names.shown(id))),
        or_nothing(event.client_id.as_ref().map(ToString::to_string)),
        actor(event, names),
        or_nothing(event.network_address.clone()),
        or_nothing(changed(&event.changed)),
    ]
}

fn actor(event: &Event, names: &Usernames) -> String {
    match &event.actor {
        Actor::Server => "the server".to_owned(),
        Actor::CommandLine { account: Some(account) } => format!("command line ({account})"),
        Actor::CommandLine { account: None } => "command line".to_owned(),
        Actor::User { id } if event.subject.as_ref() == Some(id) => "the user".to_owned(),
        Actor::User { id } => names.shown(id),
        Actor::Client { .. } => "the client".to_owned(),
        Actor::Unknown => "unknown (a newer version wrote this)".to_owned(),
    }
}

/// Returns the names of the changed fields; of a single short one the values too.
fn changed(fields: &[FieldChange]) -> Option<String> {
    /// Characters of two values that fit into the table.
    const SHORT: usize = 60;
    match fields {
        [] => None,
        [FieldChange { field, before, after }] if before.len() + after.len() <= SHORT => {
            let value = |text: &str| if text.is_empty() { "(none)".to_owned() } else { text.to_owned() };
            Some(match before == after {
                true => format!("{field}: {}", value(after)),
                false => format!("{field}: {} -> {}", value(before), value(after)),
            })
        }
        many => Some(many.iter().map(|change| change.field.as_str()).collect::<Vec<_>>().join(", ")),
    }
}

/// Returns everything that is stored of an event.
pub(super) fn as_json(event: &Event) -> Value {
    json!({
        "id": event.id,
        "at": event.at,
        "time": utc(event.at),
        "kind": event.kind.as_str(),
        "actor": event.actor,
        "sub": event.subject,
        "client_id": event.client_id,
        "network_address": event.network_address,
        "reference": event.reference,
        "changed": event.changed,
    })
}
