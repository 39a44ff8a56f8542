//! The front page for visitors who are not signed in.

use askama::Template;

use crate::page::html_of;
use crate::{Language, Page};

/// Says what this server is and where to sign in.
#[derive(Clone, Debug)]
pub struct WelcomePage {
    /// Where to sign in: a path of ours.
    pub sign_in_uri: String,
}

impl Page for WelcomePage {
    const NAME: &'static str = "welcome";

    fn render(&self, language: &Language) -> String {
        html_of(&View { page: self, text: *language })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("usual", Self { sign_in_uri: "/login".to_owned() })]
    }
}

#[derive(Template)]
#[template(path = "welcome.html")]
struct View<'a> {
    page: &'a WelcomePage,
    text: Language,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("welcome-heading"), None)
    }
}
