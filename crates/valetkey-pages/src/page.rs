//! The trait of all pages.

use askama::Template;

use crate::{
    AccountActivityPage, AccountAppsPage, AccountAuthenticatorPage, AccountChooserPage, AccountDevicesPage,
    AccountOverviewPage, AccountPasswordPage, AccountProfilePage, AccountRecoveryCodesPage,
    AccountSecurityPage, ConsentPage, ErrorPage, FormPostPage, Frame, Language, LoggedOutPage, LoginPage,
    LogoutPage, NewRecoveryCodesPage, SecondStepPage, SignInSetUpPage, SignedInPage, WelcomePage,
};

/// A page: typed values that become HTML.
pub trait Page: Sized {
    /// Its name in file names and test output: `login`.
    const NAME: &'static str;

    /// Whether the page loads our script. The Content-Security-Policy forbids scripts on all other pages.
    const HAS_SCRIPT: bool = false;

    /// Returns the complete HTML document (UTF-8).
    fn render(&self, frame: &Frame<'_>) -> String;

    /// Returns the address of an image from another server, if the page shows one. The Content-Security-Policy forbids all others.
    fn foreign_image(&self) -> Option<String> {
        None
    }

    /// Returns the page in each important state, with a name for each. Tests and the design example show them all.
    fn samples() -> Vec<(&'static str, Self)>;
}

/// One sample of one page as HTML.
#[derive(Clone, Debug)]
pub struct RenderedSample {
    /// The page's [`Page::NAME`].
    pub page: &'static str,
    /// The sample's name.
    pub sample: &'static str,
    /// The whole HTML document.
    pub html: String,
}

/// Returns all samples of all pages, for a server at the root of its host.
pub fn rendered_samples(language: &Language) -> Vec<RenderedSample> {
    let mut rendered = Vec::new();
    render_samples::<LoginPage>(language, &mut rendered);
    render_samples::<SecondStepPage>(language, &mut rendered);
    render_samples::<SignInSetUpPage>(language, &mut rendered);
    render_samples::<NewRecoveryCodesPage>(language, &mut rendered);
    render_samples::<SignedInPage>(language, &mut rendered);
    render_samples::<AccountChooserPage>(language, &mut rendered);
    render_samples::<ConsentPage>(language, &mut rendered);
    render_samples::<LogoutPage>(language, &mut rendered);
    render_samples::<LoggedOutPage>(language, &mut rendered);
    render_samples::<AccountOverviewPage>(language, &mut rendered);
    render_samples::<AccountProfilePage>(language, &mut rendered);
    render_samples::<AccountSecurityPage>(language, &mut rendered);
    render_samples::<AccountPasswordPage>(language, &mut rendered);
    render_samples::<AccountDevicesPage>(language, &mut rendered);
    render_samples::<AccountAuthenticatorPage>(language, &mut rendered);
    render_samples::<AccountRecoveryCodesPage>(language, &mut rendered);
    render_samples::<AccountAppsPage>(language, &mut rendered);
    render_samples::<AccountActivityPage>(language, &mut rendered);
    render_samples::<WelcomePage>(language, &mut rendered);
    render_samples::<FormPostPage>(language, &mut rendered);
    render_samples::<ErrorPage>(language, &mut rendered);
    rendered
}

/// Renders a template. Writing to memory cannot fail; if a template fails anyway, the page is one plain sentence.
pub(crate) fn html_of(template: &impl Template) -> String {
    template.render().unwrap_or_else(|_| {
        "<!doctype html><html lang=\"en\"><title>Valetkey</title><p>This page could not be shown.</p></html>".to_owned()
    })
}

fn render_samples<P: Page>(language: &Language, rendered: &mut Vec<RenderedSample>) {
    for (sample, page) in P::samples() {
        rendered.push(RenderedSample { page: P::NAME, sample, html: page.render(&(*language).into()) });
    }
}
