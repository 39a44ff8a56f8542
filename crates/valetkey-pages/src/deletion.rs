//! The pages about the deletion of an account that a signed-out user sees: after the request, and at the next sign-in.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Moment, Page};

/// Says that the account will be deleted, and how to keep it.
#[derive(Clone, Debug)]
pub struct DeletionRequestedPage {
    /// The day of the deletion.
    pub day: Moment,
    /// Whether the server sends a mail about it.
    pub has_mail: bool,
    /// The sign-in page: a path of this server.
    pub sign_in_uri: String,
}

impl Page for DeletionRequestedPage {
    const NAME: &'static str = "deletion-requested";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&RequestedView { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let with_mail = Self { day: sample_day(), has_mail: true, sign_in_uri: "/login".to_owned() };
        vec![("no-mail", Self { has_mail: false, ..with_mail.clone() }), ("mail", with_mail)]
    }
}

#[derive(Template)]
#[template(path = "deletion_requested.html")]
struct RequestedView<'a> {
    page: &'a DeletionRequestedPage,
    text: Language,
    frame: Frame<'a>,
}

impl RequestedView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("deletion-requested-heading"), None)
    }

    fn sentence(&self) -> String {
        self.text.say_with("deletion-requested-text", "day", &self.page.day.say_date(self.text))
    }
}

/// Asks a user who signs in before the day of the deletion whether to keep the account. Buttons `keep` and `delete` send `action`.
#[derive(Clone, Debug)]
pub struct KeepAccountPage {
    /// The application that waits, if there is one.
    pub application_name: Option<String>,
    /// The display name of the user.
    pub account_name: String,
    /// The day of the deletion.
    pub day: Moment,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed interaction, hidden field `continue`.
    pub form_state: String,
}

impl Page for KeepAccountPage {
    const NAME: &'static str = "keep-account";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&KeepView { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let own = Self {
            application_name: None,
            account_name: "Ada Lovelace".to_owned(),
            day: sample_day(),
            action: "/login/keep".to_owned(),
            form_state: "cHJvb2Y".to_owned(),
        };
        vec![
            ("application", Self { application_name: Some("Notes".to_owned()), ..own.clone() }),
            ("own", own),
        ]
    }
}

#[derive(Template)]
#[template(path = "keep_account.html")]
struct KeepView<'a> {
    page: &'a KeepAccountPage,
    text: Language,
    frame: Frame<'a>,
}

impl KeepView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("keep-account-heading"), self.page.application_name.as_deref())
    }

    fn sentence(&self) -> String {
        self.text.say_with("keep-account-text", "day", &self.page.day.say_date(self.text))
    }
}

fn sample_day() -> Moment {
    let now = 1_773_324_300;
    Moment { at: now + 14 * 86_400, now }
}
