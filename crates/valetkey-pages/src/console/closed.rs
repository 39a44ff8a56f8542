//! The page for a user who may not enter the console.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Says why the console is closed, with a link to go on.
#[derive(Clone, Debug)]
pub struct ConsoleClosedPage {
    /// The reason.
    pub reason: ConsoleClosed,
    /// The page to go on with: a path of this server.
    pub next_uri: String,
}

/// The reason why the console is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsoleClosed {
    /// The set-up link was used, has expired, or never existed; or there is an administrator.
    LinkGone,
    /// The account has no permission of an administrator.
    NoPermission,
    /// The administrator may not see this page, or not change what it shows.
    PageNotPermitted,
    /// A configuration file owns the record, so the console does not change it.
    OwnedByFile {
        /// The record, such as `client notes`.
        record: String,
        /// The name of the file.
        file: String,
    },
}

impl Page for ConsoleClosedPage {
    const NAME: &'static str = "console-closed";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |reason, next: &str| Self { reason, next_uri: next.to_owned() };
        let owned = ConsoleClosed::OwnedByFile {
            record: "client notes-k3x9mwpd7q2a".to_owned(),
            file: "infra/apps.toml".to_owned(),
        };
        vec![
            ("link-gone", page(ConsoleClosed::LinkGone, "/login")),
            ("no-permission", page(ConsoleClosed::NoPermission, "/account")),
            ("page-not-permitted", page(ConsoleClosed::PageNotPermitted, "/admin")),
            ("owned-by-file", page(owned, "/admin")),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_closed.html")]
struct View<'a> {
    page: &'a ConsoleClosedPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say(match &self.page.reason {
            ConsoleClosed::LinkGone => "console-link-gone-heading",
            ConsoleClosed::NoPermission | ConsoleClosed::PageNotPermitted => "console-no-permission-heading",
            ConsoleClosed::OwnedByFile { .. } => "console-owned-by-file-heading",
        })
    }

    fn explanation(&self) -> String {
        match &self.page.reason {
            ConsoleClosed::LinkGone => self.text.say("console-link-gone-text"),
            ConsoleClosed::NoPermission => self.text.say("console-no-permission-text"),
            ConsoleClosed::PageNotPermitted => self.text.say("console-page-not-permitted-text"),
            ConsoleClosed::OwnedByFile { record, file } => {
                let values = [("record", record.as_str()), ("file", file.as_str())];
                self.text.say_with_all("console-owned-by-file-text", &values)
            }
        }
    }

    fn way_on(&self) -> String {
        self.text.say(match &self.page.reason {
            ConsoleClosed::LinkGone => "console-to-sign-in",
            ConsoleClosed::NoPermission => "console-to-account",
            ConsoleClosed::PageNotPermitted | ConsoleClosed::OwnedByFile { .. } => "console-to-overview",
        })
    }
}
