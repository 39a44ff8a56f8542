//! The front page for visitors who are not signed in.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Explains this server and links to the sign-in page.
#[derive(Clone, Debug)]
pub struct WelcomePage {
    /// The address of the sign-in page: a path of this server.
    pub sign_in_uri: String,
}

impl Page for WelcomePage {
    const NAME: &'static str = "welcome";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
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
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("welcome-heading"), None)
    }
}
