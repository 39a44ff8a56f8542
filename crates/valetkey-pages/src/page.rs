//! The trait of all pages.

use askama::Template;

use crate::{
    AcceptTermsPage, AccountActivityPage, AccountAppsPage, AccountAuthenticatorPage, AccountChooserPage,
    AccountDataPage, AccountDeletionPage, AccountDevicesPage, AccountEmailPage, AccountLinkedPage,
    AccountOverviewPage, AccountPasskeysPage, AccountPasswordPage, AccountPicturePage, AccountProfilePage,
    AccountRecoveryCodesPage, AccountSecurityPage, AskMailPage, ChoosePasswordPage, ConfirmMailPage,
    ConsentPage, ConsoleApplicationPage, ConsoleApplicationsPage, ConsoleAskPreviewPage, ConsoleClosedPage,
    ConsoleConfirmPage, ConsoleCredentialsPage, ConsoleEditRecordPage, ConsoleEditSettingsPage,
    ConsoleEditUserPage, ConsoleEditWebhookPage, ConsoleEndPage, ConsoleEventsPage, ConsoleGroupPage,
    ConsoleGroupsPage, ConsoleInvitePage, ConsoleKeysPage, ConsoleLinkPage, ConsoleLogosPage,
    ConsoleMembersPage, ConsoleNewApplicationPage, ConsoleNewTenantPage, ConsoleOverviewPage,
    ConsolePresetsPage, ConsolePreviewPage, ConsoleProviderPreviewPage, ConsoleProviderTestPage,
    ConsoleRecordPage, ConsoleRecordsPage, ConsoleRefusedAddressesPage, ConsoleRolePage, ConsoleRolesPage,
    ConsoleRotateWebhookPage, ConsoleSetUpPage, ConsoleSettingsPage, ConsoleTenantsPage, ConsoleTriedPage,
    ConsoleTryPage, ConsoleUserPage, ConsoleUserRolesPage, ConsoleUsersPage, ConsoleWebhookPage,
    ConsoleWebhookSecretPage, ConsoleWebhooksPage, ConsoleWhyPage, DeletionRequestedPage, ErrorPage,
    FormPostPage, Frame, KeepAccountPage, Language, LoggedOutPage, LoginPage, LogoutPage, MailResultPage,
    NewRecoveryCodesPage, NoAccessPage, PasskeyOfferPage, SecondStepPage, SignInPasskeyPage, SignInSetUpPage,
    SignedInPage, WelcomePage,
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

/// Returns all samples of all pages, for a server at the root of its host without a brand.
pub fn rendered_samples(language: &Language) -> Vec<RenderedSample> {
    rendered_samples_in(&(*language).into())
}

/// Returns all samples of all pages in a frame.
pub fn rendered_samples_in(frame: &Frame<'_>) -> Vec<RenderedSample> {
    let mut rendered = Vec::new();
    render_samples::<LoginPage>(frame, &mut rendered);
    render_samples::<SecondStepPage>(frame, &mut rendered);
    render_samples::<SignInSetUpPage>(frame, &mut rendered);
    render_samples::<SignInPasskeyPage>(frame, &mut rendered);
    render_samples::<PasskeyOfferPage>(frame, &mut rendered);
    render_samples::<NewRecoveryCodesPage>(frame, &mut rendered);
    render_samples::<SignedInPage>(frame, &mut rendered);
    render_samples::<AccountChooserPage>(frame, &mut rendered);
    render_samples::<NoAccessPage>(frame, &mut rendered);
    render_samples::<ConsentPage>(frame, &mut rendered);
    render_samples::<LogoutPage>(frame, &mut rendered);
    render_samples::<LoggedOutPage>(frame, &mut rendered);
    render_samples::<AccountOverviewPage>(frame, &mut rendered);
    render_samples::<AccountSecurityPage>(frame, &mut rendered);
    render_samples::<AccountPasswordPage>(frame, &mut rendered);
    render_samples::<AccountDevicesPage>(frame, &mut rendered);
    render_samples::<AccountAuthenticatorPage>(frame, &mut rendered);
    render_samples::<AccountRecoveryCodesPage>(frame, &mut rendered);
    render_samples::<AccountAppsPage>(frame, &mut rendered);
    render_samples::<AccountActivityPage>(frame, &mut rendered);
    render_samples::<AccountPasskeysPage>(frame, &mut rendered);
    render_samples::<AccountLinkedPage>(frame, &mut rendered);
    render_samples::<WelcomePage>(frame, &mut rendered);
    render_samples::<FormPostPage>(frame, &mut rendered);
    render_samples::<ErrorPage>(frame, &mut rendered);
    render_samples::<AccountEmailPage>(frame, &mut rendered);
    render_samples::<AskMailPage>(frame, &mut rendered);
    render_samples::<ChoosePasswordPage>(frame, &mut rendered);
    render_samples::<ConfirmMailPage>(frame, &mut rendered);
    render_samples::<MailResultPage>(frame, &mut rendered);
    render_samples::<AccountProfilePage>(frame, &mut rendered);
    render_samples::<AccountPicturePage>(frame, &mut rendered);
    render_samples::<AccountDataPage>(frame, &mut rendered);
    render_samples::<AccountDeletionPage>(frame, &mut rendered);
    render_samples::<DeletionRequestedPage>(frame, &mut rendered);
    render_samples::<KeepAccountPage>(frame, &mut rendered);
    render_samples::<AcceptTermsPage>(frame, &mut rendered);
    render_samples::<ConsoleSetUpPage>(frame, &mut rendered);
    render_samples::<ConsoleClosedPage>(frame, &mut rendered);
    render_samples::<ConsoleOverviewPage>(frame, &mut rendered);
    render_samples::<ConsoleUsersPage>(frame, &mut rendered);
    render_samples::<ConsoleUserPage>(frame, &mut rendered);
    render_samples::<ConsoleUserRolesPage>(frame, &mut rendered);
    render_samples::<ConsoleEndPage>(frame, &mut rendered);
    render_samples::<ConsoleWhyPage>(frame, &mut rendered);
    render_samples::<ConsoleEditUserPage>(frame, &mut rendered);
    render_samples::<ConsoleConfirmPage>(frame, &mut rendered);
    render_samples::<ConsoleInvitePage>(frame, &mut rendered);
    render_samples::<ConsoleLinkPage>(frame, &mut rendered);
    render_samples::<ConsoleApplicationsPage>(frame, &mut rendered);
    render_samples::<ConsoleNewApplicationPage>(frame, &mut rendered);
    render_samples::<ConsoleCredentialsPage>(frame, &mut rendered);
    render_samples::<ConsoleApplicationPage>(frame, &mut rendered);
    render_samples::<ConsoleRefusedAddressesPage>(frame, &mut rendered);
    render_samples::<ConsoleAskPreviewPage>(frame, &mut rendered);
    render_samples::<ConsolePreviewPage>(frame, &mut rendered);
    render_samples::<ConsoleTryPage>(frame, &mut rendered);
    render_samples::<ConsoleTriedPage>(frame, &mut rendered);
    render_samples::<ConsoleGroupsPage>(frame, &mut rendered);
    render_samples::<ConsoleGroupPage>(frame, &mut rendered);
    render_samples::<ConsoleMembersPage>(frame, &mut rendered);
    render_samples::<ConsoleRecordsPage>(frame, &mut rendered);
    render_samples::<ConsoleRecordPage>(frame, &mut rendered);
    render_samples::<ConsoleEditRecordPage>(frame, &mut rendered);
    render_samples::<ConsolePresetsPage>(frame, &mut rendered);
    render_samples::<ConsoleProviderTestPage>(frame, &mut rendered);
    render_samples::<ConsoleProviderPreviewPage>(frame, &mut rendered);
    render_samples::<ConsoleRolesPage>(frame, &mut rendered);
    render_samples::<ConsoleRolePage>(frame, &mut rendered);
    render_samples::<ConsoleKeysPage>(frame, &mut rendered);
    render_samples::<ConsoleWebhooksPage>(frame, &mut rendered);
    render_samples::<ConsoleWebhookPage>(frame, &mut rendered);
    render_samples::<ConsoleEditWebhookPage>(frame, &mut rendered);
    render_samples::<ConsoleRotateWebhookPage>(frame, &mut rendered);
    render_samples::<ConsoleWebhookSecretPage>(frame, &mut rendered);
    render_samples::<ConsoleEventsPage>(frame, &mut rendered);
    render_samples::<ConsoleSettingsPage>(frame, &mut rendered);
    render_samples::<ConsoleEditSettingsPage>(frame, &mut rendered);
    render_samples::<ConsoleLogosPage>(frame, &mut rendered);
    render_samples::<ConsoleTenantsPage>(frame, &mut rendered);
    render_samples::<ConsoleNewTenantPage>(frame, &mut rendered);
    rendered
}

/// Renders a template. Writing to memory cannot fail; if a template fails anyway, the page is one plain sentence.
pub(crate) fn html_of(template: &impl Template) -> String {
    template.render().unwrap_or_else(|_| {
        "<!doctype html><html lang=\"en\"><title>Error</title><p>This page could not be shown.</p></html>"
            .to_owned()
    })
}

fn render_samples<P: Page>(frame: &Frame<'_>, rendered: &mut Vec<RenderedSample>) {
    for (sample, page) in P::samples() {
        rendered.push(RenderedSample { page: P::NAME, sample, html: page.render(frame) });
    }
}
