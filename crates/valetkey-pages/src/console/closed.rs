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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleClosed {
    /// The set-up link was used, has expired, or never existed; or there is an administrator.
    LinkGone,
    /// The account has no permission of an administrator.
    NoPermission,
    /// The administrator may not see this page, or not change what it shows.
    PageNotPermitted,
}

impl Page for ConsoleClosedPage {
    const NAME: &'static str = "console-closed";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |reason, next: &str| Self { reason, next_uri: next.to_owned() };
        vec![
            ("link-gone", page(ConsoleClosed::LinkGone, "/login")),
            ("no-permission", page(ConsoleClosed::NoPermission, "/account")),
            ("page-not-permitted", page(ConsoleClosed::PageNotPermitted, "/admin")),
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
        self.text.say(match self.page.reason {
            ConsoleClosed::LinkGone => "console-link-gone-heading",
            ConsoleClosed::NoPermission | ConsoleClosed::PageNotPermitted => "console-no-permission-heading",
        })
    }

    fn explanation(&self) -> String {
        self.text.say(match self.page.reason {
            ConsoleClosed::LinkGone => "console-link-gone-text",
            ConsoleClosed::NoPermission => "console-no-permission-text",
            ConsoleClosed::PageNotPermitted => "console-page-not-permitted-text",
        })
    }

    fn way_on(&self) -> String {
        self.text.say(match self.page.reason {
            ConsoleClosed::LinkGone => "console-to-sign-in",
            ConsoleClosed::NoPermission => "console-to-account",
            ConsoleClosed::PageNotPermitted => "console-to-overview",
        })
    }
}
