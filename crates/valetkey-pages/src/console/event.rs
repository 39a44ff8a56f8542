//! The events, newest first.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Moment, Page};

/// Lists events. A filter form (GET, fields `user`, `client` and `kind`) and links to older events. A page that
/// follows the events loads itself again by a header (`follow`, hidden field of the filter form).
#[derive(Clone, Debug)]
pub struct ConsoleEventsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The target of the filter: a path of this server.
    pub action: String,
    /// The user that the events are about, as it was typed; empty for all.
    pub user: String,
    /// The client that the events are about; empty for all.
    pub client: String,
    /// The kind of event, or the word that it starts with; empty for all.
    pub kind: String,
    /// The kinds to choose from.
    pub kinds: Vec<String>,
    /// The events, in the order to show.
    pub events: Vec<ConsoleEvent>,
    /// The newest events with this filter, where the page shows older ones or follows: a path of this server.
    pub newest_uri: Option<String>,
    /// The next older page, if there is one: a path of this server.
    pub older_uri: Option<String>,
    /// The value that makes the filtered page follow, too; `None` if this page does not follow.
    pub follow: Option<String>,
    /// The page that follows the events, unless this one does or shows older events: a path of this server.
    pub follow_uri: Option<String>,
    /// The page that does not follow, if this one does: a path of this server.
    pub stop_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// An event.
#[derive(Clone, Debug)]
pub struct ConsoleEvent {
    /// The name of its kind: `user.disabled`.
    pub kind: String,
    /// The moment of the event.
    pub moment: Moment,
    /// The actor, in words.
    pub actor: String,
    /// The user that it is about, with the page: a path of this server.
    pub user: Option<(String, String)>,
    /// The client that it is about, with the page: a path of this server.
    pub client: Option<(String, String)>,
    /// The network address.
    pub address: Option<String>,
    /// The names of the fields that an edit changed.
    pub changed: Vec<String>,
}

impl ConsoleEvent {
    /// Returns an event, for samples.
    pub(crate) fn sample() -> Self {
        Self {
            kind: "client.edited".to_owned(),
            moment: Moment { at: 1_773_320_700, now: 1_773_324_300 },
            actor: "ada".to_owned(),
            user: Some(("bob".to_owned(), "/admin/users/u2".to_owned())),
            client: Some(("Notes".to_owned(), "/admin/applications/notes".to_owned())),
            address: Some("192.0.2.7".to_owned()),
            changed: vec!["name".to_owned(), "redirect_uris".to_owned()],
        }
    }

    pub(crate) fn fields(&self, text: Language) -> Option<String> {
        let fields = self.changed.join(&text.list_separator());
        (!fields.is_empty()).then(|| text.say_with("console-event-changed", "fields", &fields))
    }
}

impl Page for ConsoleEventsPage {
    const NAME: &'static str = "console-events";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let bare = ConsoleEvent {
            kind: "signing_key.added".to_owned(),
            actor: "server".to_owned(),
            user: None,
            client: None,
            address: None,
            changed: Vec::new(),
            ..ConsoleEvent::sample()
        };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Events),
            action: "/admin/events".to_owned(),
            user: String::new(),
            client: String::new(),
            kind: String::new(),
            kinds: ["client", "client.edited", "user"].map(str::to_owned).into(),
            events: vec![ConsoleEvent::sample(), bare],
            newest_uri: None,
            older_uri: Some("/admin/events?before=1".to_owned()),
            follow: None,
            follow_uri: Some("/admin/events?follow=1773324300".to_owned()),
            stop_uri: None,
            command: "valetkey event list".to_owned(),
        };
        let filtered = Self {
            user: "ada".to_owned(),
            client: "notes".to_owned(),
            kind: "client.edited".to_owned(),
            newest_uri: Some("/admin/events".to_owned()),
            older_uri: None,
            follow_uri: None,
            command: "valetkey event list --user ada".to_owned(),
            ..all.clone()
        };
        let followed = Self {
            follow: Some("1773324300".to_owned()),
            newest_uri: Some("/admin/events?follow=1773324300".to_owned()),
            follow_uri: None,
            stop_uri: Some("/admin/events".to_owned()),
            ..all.clone()
        };
        let none = Self { events: Vec::new(), ..filtered.clone() };
        // A full page.
        let full = Self { events: vec![ConsoleEvent::sample(); 50], ..all.clone() };
        vec![
            ("all", all),
            ("filtered", filtered),
            ("followed", followed),
            ("none", none),
            ("full-page", full),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_events.html")]
struct View<'a> {
    page: &'a ConsoleEventsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-events")
    }
}
