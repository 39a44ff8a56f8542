//! The choice of a known identity provider, before the form that adds one.

use askama::Template;

use super::group::NamedLink;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Lists the known identity providers. Each links to the form that adds it.
#[derive(Clone, Debug)]
pub struct ConsolePresetsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The presets, in the order to show.
    pub presets: Vec<ConsolePreset>,
    /// The providers that cannot be added, each with the reason.
    pub refused: Vec<(String, String)>,
    /// The page to return to without a change: a path of this server.
    pub back_uri: String,
    /// The command that lists the same.
    pub command: String,
}

/// A known identity provider.
#[derive(Clone, Debug)]
pub struct ConsolePreset {
    /// Its display name and the form that adds it.
    pub preset: NamedLink,
    /// The values that the form asks for, besides the credentials.
    pub asks_for: Vec<String>,
}

impl Page for ConsolePresetsPage {
    const NAME: &'static str = "console-presets";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let preset = |name: &str, asks_for: &[&str]| ConsolePreset {
            preset: NamedLink { name: name.to_owned(), uri: format!("/admin/new-provider?preset={name}") },
            asks_for: asks_for.iter().map(|&name| name.to_owned()).collect(),
        };
        let few = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Providers),
            presets: vec![
                preset("GitHub", &[]),
                preset("Keycloak", &["domain", "realm"]),
                preset("OpenID", &["issuer"]),
            ],
            refused: vec![("Apple".to_owned(), "it takes signed secrets only".to_owned())],
            back_uri: "/admin/providers".to_owned(),
            command: "valetkey provider list".to_owned(),
        };
        let many = Self { presets: vec![preset("Keycloak", &["domain", "realm"]); 57], ..few.clone() };
        vec![("few", few), ("full-page", many)]
    }
}

#[derive(Template)]
#[template(path = "console_presets.html")]
struct View<'a> {
    page: &'a ConsolePresetsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-new-provider")
    }
}
