//! The account page.

use askama::Template;

use crate::page::html_of;
use crate::uri::safe_uri;
use crate::{Frame, Language, Page, ScopeLine};

/// Shows the signed-in user and the applications with access. Button `sign-out`; one `withdraw` button per application.
#[derive(Clone, Debug)]
pub struct AccountPage {
    /// The user's display name, or else the username.
    pub display_name: String,
    /// The username.
    pub username: String,
    /// The email address, if there is one.
    pub email: Option<String>,
    /// Whether the email address is confirmed.
    pub email_verified: bool,
    /// Applications with access, in the order to show.
    pub applications: Vec<AuthorizedApplication>,
    /// The last action, for the notice.
    pub notice: Option<AccountNotice>,
    /// The target of the `withdraw` forms (fields `client_id`, `form_state`): a path of this server.
    pub withdraw_action: String,
    /// The target of the sign-out form (field `form_state`): a path of this server.
    pub sign_out_action: String,
    /// The value that proves the form came from this page, hidden field `form_state`.
    pub form_state: String,
}

/// An application with access to the account.
#[derive(Clone, Debug)]
pub struct AuthorizedApplication {
    /// Its client identifier.
    pub client_id: String,
    /// Its name, or else its client identifier.
    pub name: String,
    /// Its website. Not shown unless it is a [safe](crate::safe_uri) address.
    pub uri: Option<String>,
    /// Its scopes.
    pub scopes: Vec<ScopeLine>,
}

/// The last action on the account page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountNotice {
    /// The application of this name lost its access.
    AccessWithdrawn(String),
}

impl Page for AccountPage {
    const NAME: &'static str = "account";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let application = |client_id: &str, name: &str, scopes: &[&str]| AuthorizedApplication {
            client_id: client_id.to_owned(),
            name: name.to_owned(),
            uri: Some(format!("https://{client_id}.example/")),
            scopes: scopes.iter().map(|token| ScopeLine::new(*token)).collect(),
        };
        let two = Self {
            display_name: "Ada Lovelace".to_owned(),
            username: "ada".to_owned(),
            email: Some("ada@example.org".to_owned()),
            email_verified: true,
            applications: vec![
                application("notes", "Notes", &["openid", "profile", "email"]),
                application("calendar", "Calendar", &["openid", "offline_access", "calendar:write"]),
            ],
            notice: None,
            withdraw_action: "/account/withdraw".to_owned(),
            sign_out_action: "/account/sign-out".to_owned(),
            form_state: "cHJvb2Y".to_owned(),
        };
        let mut withdrawn = two.clone();
        withdrawn.applications.pop();
        withdrawn.notice = Some(AccountNotice::AccessWithdrawn("Calendar".to_owned()));
        let empty = Self {
            display_name: "grace".to_owned(),
            username: "grace".to_owned(),
            email: None,
            applications: Vec::new(),
            ..two.clone()
        };
        vec![("two-applications", two), ("withdrawn", withdrawn), ("empty", empty)]
    }
}

#[derive(Template)]
#[template(path = "account.html")]
struct View<'a> {
    page: &'a AccountPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("account-heading"), None)
    }

    fn notice(&self) -> Option<String> {
        match self.page.notice.as_ref()? {
            AccountNotice::AccessWithdrawn(name) => {
                Some(self.text.say_with("account-withdrawn", "application", name))
            }
        }
    }

    fn website(&self, application: &AuthorizedApplication) -> Option<String> {
        safe_uri(application.uri.as_deref()?)
    }
}
