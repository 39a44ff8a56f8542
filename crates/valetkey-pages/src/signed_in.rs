//! The page for a user who opens the sign-in page and is already signed in.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Shows the signed-in user. Links `account` and `another-account`.
#[derive(Clone, Debug)]
pub struct SignedInPage {
    /// The user's display name, or else the username.
    pub display_name: String,
    /// The username.
    pub username: String,
    /// The address of the account page: a path of this server.
    pub account_uri: String,
    /// The address to sign in with another account: a path of this server.
    pub another_uri: String,
}

impl Page for SignedInPage {
    const NAME: &'static str = "signed-in";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let named = Self {
            display_name: "Ada Lovelace".to_owned(),
            username: "ada".to_owned(),
            account_uri: "/account".to_owned(),
            another_uri: "/login?another".to_owned(),
        };
        let plain = Self { display_name: "ada".to_owned(), ..named.clone() };
        vec![("named", named), ("username-only", plain)]
    }
}

#[derive(Template)]
#[template(path = "signed_in.html")]
struct View<'a> {
    page: &'a SignedInPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("signed-in-heading"), None)
    }
}
