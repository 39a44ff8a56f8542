//! The tenants, and the form for a new one.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, NamedLink, Page};

/// Lists the tenants.
#[derive(Clone, Debug)]
pub struct ConsoleTenantsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The tenants, in the order to show.
    pub tenants: Vec<ConsoleTenant>,
    /// The next page, if there is one: a path of this server.
    pub next_uri: Option<String>,
    /// The page that adds a tenant, for an administrator who may: a path of this server.
    pub new_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// A tenant in a list.
#[derive(Clone, Debug)]
pub struct ConsoleTenant {
    /// The tenant.
    pub tenant: NamedLink,
    /// The display name.
    pub name: Option<String>,
    /// The issuer.
    pub issuer: String,
}

/// Adds a tenant. Button `save`; fields `name` and `issuer`, hidden field `form_state`.
#[derive(Clone, Debug)]
pub struct ConsoleNewTenantPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name to fill in.
    pub name: String,
    /// The issuer to fill in.
    pub issuer: String,
    /// The same as a command.
    pub command: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page to return to without a change: a path of this server.
    pub back_uri: String,
    /// The reason why it was not stored: what was expected and what came.
    pub failure: Option<String>,
}

impl Page for ConsoleTenantsPage {
    const NAME: &'static str = "console-tenants";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&ListView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let tenant = |id: &str, name: Option<&str>| ConsoleTenant {
            tenant: NamedLink { name: id.to_owned(), uri: format!("/admin/tenants/{id}") },
            name: name.map(str::to_owned),
            issuer: format!("https://id.example/{id}"),
        };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Tenants),
            tenants: vec![tenant("acme", Some("Acme Ltd")), tenant("default", None)],
            next_uri: Some("/admin/tenants?after=default".to_owned()),
            new_uri: Some("/admin/new-tenant".to_owned()),
            command: "valetkey tenant list".to_owned(),
        };
        let mut read_only = Self { next_uri: None, new_uri: None, ..all.clone() };
        read_only.menu = read_only.menu.with(ConsoleNotice::NothingChanged);
        let full = Self { tenants: vec![tenant("acme", Some("Acme Ltd")); 50], ..all.clone() };
        vec![("all", all), ("read-only", read_only), ("full-page", full)]
    }
}

impl Page for ConsoleNewTenantPage {
    const NAME: &'static str = "console-new-tenant";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&NewView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let new = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Tenants),
            name: String::new(),
            issuer: String::new(),
            command: "valetkey tenant add NAME --issuer URL".to_owned(),
            action: "/admin/new-tenant".to_owned(),
            back_uri: "/admin/tenants".to_owned(),
            failure: None,
        };
        let failure = "issuer: expected an https address, got \"ftp://id.example\"".to_owned();
        let failed = Self {
            name: "acme".to_owned(),
            issuer: "ftp://id.example".to_owned(),
            failure: Some(failure),
            ..new.clone()
        };
        vec![("new", new), ("failed", failed)]
    }
}

#[derive(Template)]
#[template(path = "console_tenants.html")]
struct ListView<'a> {
    page: &'a ConsoleTenantsPage,
    text: Language,
    frame: Frame<'a>,
}

impl ListView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-tenants")
    }
}

#[derive(Template)]
#[template(path = "console_new_tenant.html")]
struct NewView<'a> {
    page: &'a ConsoleNewTenantPage,
    text: Language,
    frame: Frame<'a>,
}

impl NewView<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say("console-new-tenant")
    }
}
