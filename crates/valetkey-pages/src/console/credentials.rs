//! The page that shows the credentials of an application once, with the settings for common frameworks.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Shows a new application, or a new secret. The secret is never shown again.
#[derive(Clone, Debug)]
pub struct ConsoleCredentialsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The display name of the application.
    pub name: String,
    /// Whether the application was just registered. Otherwise it got a new secret.
    pub is_new: bool,
    /// The issuer.
    pub issuer: String,
    /// The client identifier.
    pub client_id: String,
    /// The secret; `None` for an application without one.
    pub secret: Option<String>,
    /// The settings of frameworks.
    pub settings: Vec<FrameworkSettings>,
    /// The trial of a new application that has users: a path of this server.
    pub try_uri: Option<String>,
    /// The page of the application: a path of this server.
    pub next_uri: String,
}

/// The settings of a framework, to paste.
#[derive(Clone, Debug)]
pub struct FrameworkSettings {
    /// The product, with its file: `Spring Boot (application.yaml)`.
    pub product: String,
    /// The lines.
    pub text: String,
    /// The requirements of the product beyond this, such as a redirect URI of its own.
    pub remark: Option<String>,
}

impl FrameworkSettings {
    fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }
}

impl Page for ConsoleCredentialsPage {
    const NAME: &'static str = "console-credentials";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let settings = |product: &str, remark: Option<&str>| FrameworkSettings {
            product: product.to_owned(),
            text: "OIDC_RP_CLIENT_ID = \"notes-k3x9mwpd7q2a\"\nOIDC_RP_SCOPES = \"openid profile email\""
                .to_owned(),
            remark: remark.map(str::to_owned),
        };
        let new = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Applications),
            name: "Notes".to_owned(),
            is_new: true,
            issuer: "https://id.example".to_owned(),
            client_id: "notes-k3x9mwpd7q2a".to_owned(),
            secret: Some("c2VjcmV0IG9mIDQzIGNoYXJhY3RlcnMgaXMgaGVyZQ".to_owned()),
            settings: vec![
                settings("Django with mozilla-django-oidc (settings.py)", None),
                settings("Spring Boot (application.yaml)", Some("it uses another redirect URI")),
            ],
            try_uri: Some("/admin/applications/notes/try".to_owned()),
            next_uri: "/admin/applications/notes".to_owned(),
        };
        let public = Self { secret: None, settings: Vec::new(), ..new.clone() };
        let rotated = Self { is_new: false, settings: Vec::new(), try_uri: None, ..new.clone() };
        vec![("new", new), ("public", public), ("rotated", rotated)]
    }
}

#[derive(Template)]
#[template(path = "console_credentials.html")]
struct View<'a> {
    page: &'a ConsoleCredentialsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        let id = if self.page.is_new { "console-registered" } else { "console-secret-rotated" };
        self.text.say_with(id, "name", &self.page.name)
    }
}
