//! The refused redirect URIs of an application beside the registered ones.

use askama::Template;

use super::FieldDifference;
use crate::display::with_marks_shown;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Moment, Page};

/// Compares refused redirect URIs with the registered ones. Each that may be registered has a button: hidden fields `form_state`,
/// `revision` and `redirect_uri`.
#[derive(Clone, Debug)]
pub struct ConsoleRefusedAddressesPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The display name of the application.
    pub name: String,
    /// The registered redirect URIs.
    pub registered: Vec<String>,
    /// The refused ones, in the order to show.
    pub refused: Vec<ConsoleRefusedAddress>,
    /// The sealed state of the record that the page shows, hidden field `revision`.
    pub revision: String,
    /// The configuration file that owns the application. No address can be allowed here then.
    pub file: Option<String>,
    /// The target of the forms, for an administrator who may allow an address: a path of this server.
    pub action: Option<String>,
    /// The page of the application: a path of this server.
    pub back_uri: String,
    /// The same as a command.
    pub command: String,
    /// The reason why an address was not allowed: the field, the expected value and the value that was sent.
    pub failure: Option<String>,
    /// The changes of another administrator meanwhile; nothing was stored.
    pub conflict: Option<Vec<FieldDifference>>,
}

/// A refused redirect URI. Its text comes from a stranger, so it is never a link.
#[derive(Clone, Debug)]
pub struct ConsoleRefusedAddress {
    /// The address as it came.
    pub address: String,
    /// The number of refusals.
    pub count: usize,
    /// The moment of the last refusal.
    pub last: Moment,
    /// The pieces of the address.
    pub pieces: Vec<AddressPiece>,
    /// The pieces of the nearest registered address; none if no address is registered.
    pub nearest: Vec<AddressPiece>,
    /// The parts that differ from the nearest one.
    pub differences: Vec<AddressDifference>,
    /// The reason why it can't be registered.
    pub not_allowed: Option<String>,
}

/// A piece of an address.
#[derive(Clone, Debug)]
pub struct AddressPiece {
    /// The text.
    pub text: String,
    /// Whether it differs.
    pub differs: bool,
}

/// A part of an address that differs. A part that an address does not have is an empty text.
#[derive(Clone, Debug)]
pub struct AddressDifference {
    /// The part.
    pub part: AddressPart,
    /// The part of the registered address.
    pub registered: String,
    /// The part of the refused address.
    pub refused: String,
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressPart {
    /// The scheme.
    Scheme,
    /// The host.
    Host,
    /// The port.
    Port,
    /// The path.
    Path,
    /// The slash at the end of the path.
    TrailingSlash,
    /// The query.
    Query,
    /// The fragment.
    Fragment,
}

impl AddressDifference {
    fn text(&self, text: Language) -> String {
        let id = match self.part {
            AddressPart::TrailingSlash if self.registered.is_empty() => "console-address-slash-added",
            AddressPart::TrailingSlash => "console-address-slash-missing",
            AddressPart::Scheme => "console-address-scheme",
            AddressPart::Host => "console-address-host",
            AddressPart::Port => "console-address-port",
            AddressPart::Path => "console-address-path",
            AddressPart::Query => "console-address-query",
            AddressPart::Fragment => "console-address-fragment",
        };
        let shown = |value: &str| match value.is_empty() {
            true => text.say("console-address-nothing"),
            false => with_marks_shown(value),
        };
        let (registered, refused) = (shown(&self.registered), shown(&self.refused));
        let sentence = text.say_with_all(id, &[("registered", &*registered), ("refused", &*refused)]);
        let only_case = self.registered.eq_ignore_ascii_case(&self.refused);
        if only_case { format!("{sentence}. {}", text.say("console-address-case")) } else { sentence }
    }
}

impl Page for ConsoleRefusedAddressesPage {
    const NAME: &'static str = "console-refused-addresses";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let all = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Applications),
            name: "Notes".to_owned(),
            registered: vec!["https://notes.example/callback".to_owned()],
            refused: vec![with_slash(), plain_http(), of_long_name()],
            revision: "c2VhbGVk".to_owned(),
            file: None,
            action: Some("/admin/applications/notes/refused-addresses".to_owned()),
            back_uri: "/admin/applications/notes".to_owned(),
            command: "valetkey client edit notes --add-redirect-uri URI".to_owned(),
            failure: None,
            conflict: None,
        };
        let read_only = Self { action: None, ..all.clone() };
        let owned = Self { file: Some("infra/apps.toml".to_owned()), action: None, ..all.clone() };
        let none = Self { refused: Vec::new(), ..all.clone() };
        let unregistered = Self {
            registered: Vec::new(),
            refused: vec![ConsoleRefusedAddress {
                nearest: Vec::new(),
                differences: Vec::new(),
                ..with_slash()
            }],
            ..all.clone()
        };
        let failed = Self {
            failure: Some("redirect_uris: expected a URI without a fragment, got one".to_owned()),
            ..all.clone()
        };
        let conflict = Self { conflict: Some(vec![FieldDifference::sample()]), ..all.clone() };
        vec![
            ("all", all),
            ("read-only", read_only),
            ("owned-by-file", owned),
            ("none", none),
            ("unregistered", unregistered),
            ("failed", failed),
            ("conflict", conflict),
        ]
    }
}

fn piece(text: &str, differs: bool) -> AddressPiece {
    AddressPiece { text: text.to_owned(), differs }
}

fn with_slash() -> ConsoleRefusedAddress {
    ConsoleRefusedAddress {
        address: "https://notes.example/callback/".to_owned(),
        count: 3,
        last: Moment { at: 1_773_324_000, now: 1_773_324_300 },
        pieces: vec![piece("https://notes.example/callback", false), piece("/", true)],
        nearest: vec![piece("https://notes.example/callback", false)],
        differences: vec![AddressDifference {
            part: AddressPart::TrailingSlash,
            registered: String::new(),
            refused: "/".to_owned(),
        }],
        not_allowed: None,
    }
}

fn plain_http() -> ConsoleRefusedAddress {
    let difference = |part, registered: &str, refused: &str| AddressDifference {
        part,
        registered: registered.to_owned(),
        refused: refused.to_owned(),
    };
    ConsoleRefusedAddress {
        address: "http://notes.example:8080/Callback".to_owned(),
        count: 1,
        pieces: vec![piece("http://", true), piece("notes.example", false), piece(":8080/Callback", true)],
        nearest: vec![piece("https://", true), piece("notes.example", false), piece("/callback", true)],
        differences: vec![
            difference(AddressPart::Scheme, "https://", "http://"),
            difference(AddressPart::Port, "", ":8080"),
            difference(AddressPart::Path, "/callback", "/Callback"),
        ],
        not_allowed: Some("expected https (plain http only on 127.0.0.1, [::1] or localhost)".to_owned()),
        ..with_slash()
    }
}

fn of_long_name() -> ConsoleRefusedAddress {
    let host = format!("{}.example", "deployment-of-a-branch-".repeat(4));
    ConsoleRefusedAddress {
        address: format!("https://{host}/callback"),
        pieces: vec![piece("https://", false), piece(&host, true), piece("/callback", false)],
        nearest: vec![piece("https://", false), piece("notes.example", true), piece("/callback", false)],
        differences: vec![AddressDifference {
            part: AddressPart::Host,
            registered: "notes.example".to_owned(),
            refused: host,
        }],
        ..with_slash()
    }
}

#[derive(Template)]
#[template(path = "console_refused_addresses.html")]
struct View<'a> {
    page: &'a ConsoleRefusedAddressesPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.failure().is_some())
    }

    fn heading(&self) -> String {
        self.text.say_with("console-refused-addresses-heading", "name", &self.page.name)
    }

    fn failure(&self) -> Option<String> {
        if self.page.conflict.is_some() {
            return Some(self.text.say("console-conflict"));
        }
        self.page.failure.as_ref().map(|failure| self.text.isolated(failure))
    }

    fn conflict(&self) -> Vec<String> {
        let differences = self.page.conflict.as_deref().unwrap_or_default();
        differences.iter().map(|difference| difference.text(self.text)).collect()
    }

    fn differences(&self, refused: &ConsoleRefusedAddress) -> Vec<String> {
        refused.differences.iter().map(|difference| difference.text(self.text)).collect()
    }

    fn shown(&self, text: &str) -> String {
        with_marks_shown(text)
    }
}
