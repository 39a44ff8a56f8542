//! The page after signing out.

use askama::Template;

use crate::page::html_of;
use crate::uri::safe_uri;
use crate::{DeveloperDetails, Frame, Language, Page, plain};

/// Says that the user is signed out, and lists the applications that confirmed it.
#[derive(Clone, Debug)]
pub struct LoggedOutPage {
    /// The applications that the user opened with the account.
    pub applications_told: Vec<ToldApplication>,
    /// The address of the way back (the checked `post_logout_redirect_uri`). Not shown unless it is a
    /// [safe](crate::safe_uri) address.
    pub return_uri: Option<String>,
    /// The name of the application at that address.
    pub return_name: Option<String>,
    /// The reason why there is no way back although the application asked for one.
    pub missing_return: Option<MissingReturn>,
    /// The provider whose session can be ended as well.
    pub provider: Option<ProviderSignOut>,
    /// The display name of a provider whose session could not be ended.
    pub provider_failed: Option<String>,
    /// The address of the accounts that are still signed in in this browser, if there are any: a path of this server.
    pub accounts_uri: Option<String>,
    /// The address to sign in again: a path of this server.
    pub sign_in_uri: String,
}

/// The offer to end the session at the provider that the user signed in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderSignOut {
    /// The display name of the provider.
    pub provider: String,
    /// The address that leads there: a path of this server.
    pub uri: String,
}

/// An application and the outcome of back-channel logout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldApplication {
    /// The application's name.
    pub name: String,
    /// Whether it confirmed the sign-out.
    pub told: bool,
}

/// A requested way back that is not shown, because the address is not registered for the application.
#[derive(Clone, Debug)]
pub struct MissingReturn {
    /// The reference of this event in the log.
    pub reference: String,
    /// Facts for developers.
    pub developer: Option<DeveloperDetails>,
}

impl MissingReturn {
    pub(crate) fn reference(&self) -> String {
        plain(&self.reference)
    }

    /// For samples.
    pub(crate) fn sample() -> Self {
        let developer = DeveloperDetails {
            error: "invalid_request".to_owned(),
            check: "post_logout_redirect_uri".to_owned(),
            expected: Some(vec!["https://notes.example/goodbye".to_owned()]),
            seen: Some("https://notes.example/".to_owned()),
        };
        Self { reference: "7F3K-9QTM".to_owned(), developer: Some(developer) }
    }
}

impl Page for LoggedOutPage {
    const NAME: &'static str = "logged-out";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let quiet = Self {
            applications_told: Vec::new(),
            return_uri: None,
            return_name: None,
            missing_return: None,
            provider: None,
            provider_failed: None,
            accounts_uri: None,
            sign_in_uri: "/login".to_owned(),
        };
        let application = |name: &str, told| ToldApplication { name: name.to_owned(), told };
        let full = Self {
            applications_told: vec![application("Notes", true), application("Calendar", false)],
            return_uri: Some("https://notes.example/goodbye".to_owned()),
            return_name: Some("Notes".to_owned()),
            ..quiet.clone()
        };
        let missing = Self { missing_return: Some(MissingReturn::sample()), ..quiet.clone() };
        let offer =
            ProviderSignOut { provider: "GitHub".to_owned(), uri: "/logout/provider?to=c2VhbGVk".to_owned() };
        let failed = Self { provider_failed: Some("GitHub".to_owned()), ..quiet.clone() };
        let others = Self { accounts_uri: Some("/accounts".to_owned()), ..quiet.clone() };
        vec![
            ("provider", Self { provider: Some(offer.clone()), ..quiet.clone() }),
            ("provider-and-return", Self { provider: Some(offer), ..full.clone() }),
            ("provider-failed", failed),
            ("quiet", quiet),
            ("other-accounts", others),
            ("missing-return", missing),
            ("return-unnamed", Self { return_name: None, ..full.clone() }),
            ("told", full),
        ]
    }
}

#[derive(Template)]
#[template(path = "logged_out.html")]
struct View<'a> {
    page: &'a LoggedOutPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        let heading = self.text.say("logged-out-heading");
        self.text.title_of(&heading, None, self.page.provider_failed.is_some())
    }

    /// Returns address and label of the way back.
    fn way_back(&self) -> Option<(String, String)> {
        let uri = safe_uri(self.page.return_uri.as_deref()?)?;
        let label = match &self.page.return_name {
            Some(name) => self.text.say_with("logged-out-return", "application", name),
            None => self.text.say("logged-out-return-unnamed"),
        };
        Some((uri, label))
    }
}
