//! The overview of the console.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Page};

/// Shows the checklist of the set-up.
#[derive(Clone, Debug)]
pub struct ConsoleOverviewPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The issuer.
    pub issuer: String,
    /// The checks, in the order to show.
    pub checks: Vec<(SetUpCheck, CheckState)>,
}

/// Something to set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUpCheck {
    /// The issuer is an https address.
    Https,
    /// Mail can be sent.
    Mail,
    /// The administrator has a second factor or a passkey.
    OwnFactor,
    /// There is a second administrator.
    SecondAdministrator,
    /// An application is registered.
    Application,
}

/// The state of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// It is done.
    Done,
    /// It is to do. The page that does it, if there is one: a path of this server.
    Open(Option<String>),
}

impl SetUpCheck {
    fn title(self) -> &'static str {
        match self {
            Self::Https => "console-check-https",
            Self::Mail => "console-check-mail",
            Self::OwnFactor => "console-check-own-factor",
            Self::SecondAdministrator => "console-check-second-administrator",
            Self::Application => "console-check-application",
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Https => "console-check-https-done",
            Self::Mail => "console-check-mail-done",
            Self::OwnFactor => "console-check-own-factor-done",
            Self::SecondAdministrator => "console-check-second-administrator-done",
            Self::Application => "console-check-application-done",
        }
    }

    fn open(self) -> &'static str {
        match self {
            Self::Https => "console-check-https-open",
            Self::Mail => "console-check-mail-open",
            Self::OwnFactor => "console-check-own-factor-open",
            Self::SecondAdministrator => "console-check-second-administrator-open",
            Self::Application => "console-check-application-open",
        }
    }
}

impl CheckState {
    fn is_done(&self) -> bool {
        *self == Self::Done
    }

    fn uri(&self) -> Option<&str> {
        match self {
            Self::Done => None,
            Self::Open(uri) => uri.as_deref(),
        }
    }
}

impl Page for ConsoleOverviewPage {
    const NAME: &'static str = "console-overview";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let all = [
            SetUpCheck::Https,
            SetUpCheck::Mail,
            SetUpCheck::OwnFactor,
            SetUpCheck::SecondAdministrator,
            SetUpCheck::Application,
        ];
        let open = |check| {
            let uri = match check {
                SetUpCheck::Https | SetUpCheck::Mail => None,
                SetUpCheck::OwnFactor => Some("/account/security"),
                SetUpCheck::SecondAdministrator => Some("/admin/invitation"),
                SetUpCheck::Application => Some("/admin/new-application"),
            };
            (check, CheckState::Open(uri.map(str::to_owned)))
        };
        let done = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Overview),
            issuer: "https://id.example".to_owned(),
            checks: all.map(|check| (check, CheckState::Done)).into(),
        };
        let mut first = Self { checks: all.map(open).into(), ..done.clone() };
        first.menu = first.menu.with(ConsoleNotice::SetUp);
        vec![("first", first), ("done", done)]
    }
}

#[derive(Template)]
#[template(path = "console_overview.html")]
struct View<'a> {
    page: &'a ConsoleOverviewPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-overview")
    }
}
