//! The page that says what became of a mail, a link or a code.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Says what happened, and where to go.
#[derive(Clone, Debug)]
pub struct MailResultPage {
    /// The kind of change.
    pub result: MailResult,
    /// Where to go next: a path of this server; `None` for a page without a way on.
    pub next_uri: Option<String>,
}

/// The outcome of a mail, a link or a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailResult {
    /// The link or code was used, is too old, or never was one. A new one can be asked for.
    LinkGone,
    /// The same, where an administrator makes a new one.
    InvitationGone,
    /// The link works only in the browser that asked for it.
    OtherBrowser,
    /// The address of the account is verified.
    AddressVerified,
    /// The account has another address.
    AddressChanged,
    /// Somebody else took the address meanwhile.
    AddressTaken,
    /// The server can't send mail.
    MailOff,
    /// Registration is off.
    SignUpOff,
}

impl MailResult {
    /// Every result.
    pub const ALL: [Self; 8] = [
        Self::LinkGone,
        Self::InvitationGone,
        Self::OtherBrowser,
        Self::AddressVerified,
        Self::AddressChanged,
        Self::AddressTaken,
        Self::MailOff,
        Self::SignUpOff,
    ];

    /// Whether something went wrong.
    pub fn is_error(self) -> bool {
        !matches!(self, Self::AddressVerified | Self::AddressChanged)
    }

    /// Returns the name of the sample, and the messages of heading, text and button.
    fn messages(self) -> [&'static str; 4] {
        match self {
            Self::LinkGone => ["link-gone", "link-gone-heading", "link-gone-text", "mail-send-again"],
            Self::InvitationGone => {
                ["invitation-gone", "link-gone-heading", "invitation-gone-text", "mail-go-to-sign-in"]
            }
            Self::OtherBrowser => [
                "other-browser",
                "mail-other-browser-heading",
                "mail-other-browser-text",
                "mail-go-to-sign-in",
            ],
            Self::AddressVerified => {
                ["address-verified", "address-verified-heading", "address-verified-text", "continue"]
            }
            Self::AddressChanged => {
                ["address-changed", "address-changed-heading", "address-changed-text", "continue"]
            }
            Self::AddressTaken => {
                ["address-taken", "address-taken-heading", "address-taken-text", "continue"]
            }
            Self::MailOff => ["mail-off", "mail-off-heading", "mail-off-text", "mail-go-to-sign-in"],
            Self::SignUpOff => {
                ["sign-up-off", "sign-up-off-heading", "sign-up-off-text", "mail-go-to-sign-in"]
            }
        }
    }
}

impl Page for MailResultPage {
    const NAME: &'static str = "mail-result";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let sample = |result: MailResult| {
            let [name, ..] = result.messages();
            (name, Self { result, next_uri: Some("/login".to_owned()) })
        };
        MailResult::ALL.into_iter().map(sample).collect()
    }
}

#[derive(Template)]
#[template(path = "mail_result.html")]
struct View<'a> {
    page: &'a MailResultPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.result.is_error())
    }

    fn heading(&self) -> String {
        let [_, heading, ..] = self.page.result.messages();
        self.text.say(heading)
    }

    fn explanation(&self) -> String {
        let [.., text, _] = self.page.result.messages();
        self.text.say(text)
    }

    fn next(&self) -> String {
        let [.., next] = self.page.result.messages();
        self.text.say(next)
    }
}
