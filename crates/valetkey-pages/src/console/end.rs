//! The page before a single thing of a user ends or is removed: a session, the access of an application, a way to sign in.

use askama::Template;

use super::FieldDifference;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Moment, Page};

/// Says what ends with a thing of a user. Button `confirm`; hidden fields `form_state` and, for a way to sign in, `revision`.
#[derive(Clone, Debug)]
pub struct ConsoleEndPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The thing.
    pub thing: ConsoleThing,
    /// The name of the thing.
    pub name: String,
    /// The username of its user.
    pub username: String,
    /// The moment when it began, if it is known.
    pub began: Option<Moment>,
    /// The network address of a session, or the scope of an application.
    pub detail: Option<String>,
    /// The sealed state of the user that the page shows, hidden field `revision`.
    pub revision: Option<String>,
    /// The known consequences.
    pub consequences: Vec<EndConsequence>,
    /// The same as a command.
    pub command: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page of the user: a path of this server.
    pub back_uri: String,
    /// The changes of another administrator meanwhile; nothing was stored. `None` for a page that was just opened.
    pub conflict: Option<Vec<FieldDifference>>,
}

/// A thing of a user that ends or is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleThing {
    /// A session.
    Session,
    /// The access of an application.
    Access,
    /// The authenticator app.
    Authenticator,
    /// A passkey.
    Passkey,
    /// An account at a provider.
    LinkedAccount,
}

/// A consequence of the end of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndConsequence {
    /// The account is the administrator's own.
    OwnAccount,
    /// The session is the administrator's own, in this browser.
    OwnSession,
    /// These applications get a logout message.
    Told(Vec<String>),
    /// The application is trusted, so the next sign-in gives it access again.
    ComesBack,
    /// The recovery codes are removed too.
    RecoveryCodes,
    /// The user loses groups that the account gave.
    Groups(Vec<String>),
    /// No second factor is left.
    LastFactor,
    /// No way to sign in is left.
    LastWay,
}

impl ConsoleThing {
    /// Every thing.
    pub const ALL: [Self; 5] =
        [Self::Session, Self::Access, Self::Authenticator, Self::Passkey, Self::LinkedAccount];

    /// Returns the messages: the heading, the explanation and the button.
    fn messages(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Session => {
                ("console-end-session-heading", "console-end-session-text", "console-end-session")
            }
            Self::Access => ("console-withdraw-heading", "console-withdraw-text", "console-withdraw"),
            Self::Authenticator => (
                "console-remove-authenticator-heading",
                "console-remove-authenticator-text",
                "console-remove",
            ),
            Self::Passkey => {
                ("console-remove-passkey-heading", "console-remove-passkey-text", "console-remove")
            }
            Self::LinkedAccount => ("console-unlink-heading", "console-unlink-text", "console-unlink"),
        }
    }

    fn sample_name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Access => "access",
            Self::Authenticator => "authenticator",
            Self::Passkey => "passkey",
            Self::LinkedAccount => "linked-account",
        }
    }
}

impl EndConsequence {
    fn text(&self, text: Language) -> String {
        match self {
            Self::OwnAccount => text.say("console-is-own-account"),
            Self::OwnSession => text.say("console-is-own-session"),
            Self::Told(names) => text.say_with("console-tells", "names", &names.join(&text.list_separator())),
            Self::ComesBack => text.say("console-access-comes-back"),
            Self::RecoveryCodes => text.say("console-removes-recovery-codes"),
            Self::Groups(names) => {
                text.say_with("console-loses-groups", "names", &names.join(&text.list_separator()))
            }
            Self::LastFactor => text.say("console-is-last-factor"),
            Self::LastWay => text.say("console-is-last-way"),
        }
    }

    fn is_warning(&self) -> bool {
        matches!(self, Self::LastWay | Self::LastFactor | Self::OwnSession)
    }
}

impl Page for ConsoleEndPage {
    const NAME: &'static str = "console-end";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |thing: ConsoleThing| Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Users),
            thing,
            name: "Phone".to_owned(),
            username: "ada".to_owned(),
            began: Some(Moment { at: 1_773_320_700, now: 1_773_324_300 }),
            detail: None,
            revision: Some("c2VhbGVk".to_owned()),
            consequences: Vec::new(),
            command: "valetkey user passkey remove ada Phone".to_owned(),
            action: "/admin/users/u1/passkeys/a".to_owned(),
            back_uri: "/admin/users/u1".to_owned(),
            conflict: None,
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let all = vec![
            EndConsequence::OwnAccount,
            EndConsequence::OwnSession,
            EndConsequence::Told(names(&["Notes", "Wiki"])),
            EndConsequence::ComesBack,
            EndConsequence::RecoveryCodes,
            EndConsequence::Groups(names(&["staff"])),
            EndConsequence::LastFactor,
            EndConsequence::LastWay,
        ];
        let with_all =
            Self { consequences: all, detail: Some("192.0.2.7".to_owned()), ..page(ConsoleThing::Passkey) };
        let conflict = Self { conflict: Some(vec![FieldDifference::sample()]), ..with_all.clone() };
        let bare = Self { began: None, revision: None, ..page(ConsoleThing::Session) };
        let mut samples: Vec<_> = ConsoleThing::ALL.map(|one| (one.sample_name(), page(one))).into();
        samples.extend([("consequences", with_all), ("conflict", conflict), ("bare", bare)]);
        samples
    }
}

#[derive(Template)]
#[template(path = "console_end.html")]
struct View<'a> {
    page: &'a ConsoleEndPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.failure().is_some())
    }

    fn heading(&self) -> String {
        self.text.say_with(self.page.thing.messages().0, "name", &self.page.name)
    }

    fn explanation(&self) -> String {
        self.text.say(self.page.thing.messages().1)
    }

    fn button(&self) -> String {
        self.text.say(self.page.thing.messages().2)
    }

    fn failure(&self) -> Option<String> {
        self.page.conflict.as_ref().map(|_| self.text.say("console-conflict"))
    }

    fn differences(&self) -> Vec<String> {
        let differences = self.page.conflict.as_deref().unwrap_or_default();
        differences.iter().map(|difference| difference.text(self.text)).collect()
    }

    /// Returns the consequences of one kind: warnings, or the others.
    fn consequences(&self, is_warning: bool) -> Vec<String> {
        let chosen = self.page.consequences.iter().filter(|one| one.is_warning() == is_warning);
        chosen.map(|consequence| consequence.text(self.text)).collect()
    }
}
