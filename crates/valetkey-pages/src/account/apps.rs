//! The applications with access to the account.

use askama::Template;

use crate::page::html_of;
use crate::uri::safe_uri;
use crate::{
    AccountMenu, AccountNotice, AccountSection, ClaimValue, Frame, Language, Moment, Page, ScopeLine,
};

/// Shows the applications with access, one `withdraw` button each.
#[derive(Clone, Debug)]
pub struct AccountAppsPage {
    /// The frame.
    pub menu: AccountMenu,
    /// Applications with access, in the order to show.
    pub applications: Vec<AuthorizedApplication>,
    /// The target of the `withdraw` forms (fields `client_id`, `form_state`): a path of this server.
    pub action: String,
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
    /// The present values of the user that it sees.
    pub claims: Vec<ClaimValue>,
    /// Whether it belongs to the operator, so that users are not asked.
    pub is_trusted: bool,
    /// When the user allowed it.
    pub allowed: Option<Moment>,
    /// When the user last opened it, as far as that is stored.
    pub opened: Option<Moment>,
}

impl Page for AccountAppsPage {
    const NAME: &'static str = "account-apps";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let now = 1_773_324_300;
        let moment = |age| Some(Moment { at: now - age, now });
        let application = |client_id: &str, name: &str, scopes: &[&str]| AuthorizedApplication {
            client_id: client_id.to_owned(),
            name: name.to_owned(),
            uri: Some(format!("https://{client_id}.example/")),
            scopes: scopes.iter().map(|token| ScopeLine::new(*token)).collect(),
            claims: vec![
                ClaimValue::new("name", "Ada Lovelace"),
                ClaimValue::new("email", "ada@example.org"),
                ClaimValue::new("cost_center", "1815"),
            ],
            is_trusted: false,
            allowed: moment(40 * 86_400),
            opened: moment(2 * 86_400),
        };
        let staff = AuthorizedApplication {
            claims: Vec::new(),
            is_trusted: true,
            allowed: None,
            opened: None,
            ..application("staff", "Staff", &["openid"])
        };
        let two = Self {
            menu: AccountMenu::sample(AccountSection::Apps),
            applications: vec![
                application("notes", "Notes", &["openid", "profile", "email"]),
                application("calendar", "Calendar", &["openid", "offline_access", "calendar:write"]),
            ],
            action: "/account/apps".to_owned(),
        };
        let mut withdrawn = two.clone();
        withdrawn.applications.pop();
        withdrawn.menu = withdrawn.menu.with(AccountNotice::AccessWithdrawn {
            client_id: "calendar".to_owned(),
            application: "Calendar".to_owned(),
        });
        let empty = Self { applications: Vec::new(), ..two.clone() };
        let with_trusted =
            Self { applications: [two.applications.clone(), vec![staff]].concat(), ..two.clone() };
        vec![("two-applications", two), ("trusted", with_trusted), ("withdrawn", withdrawn), ("empty", empty)]
    }
}

#[derive(Template)]
#[template(path = "account_apps.html")]
struct View<'a> {
    page: &'a AccountAppsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("account-applications-heading")
    }

    fn website(&self, application: &AuthorizedApplication) -> Option<String> {
        safe_uri(application.uri.as_deref()?)
    }
}
