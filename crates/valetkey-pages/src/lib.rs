//! The HTML pages of the server: one struct with samples per page, templates, languages.
//!
//! A page is a struct of plain values. Fill it in, choose a [`Language`], and call [`Page::render`] for the HTML.
//! The crate has no HTTP and no routes: addresses are values, and the server serves [`assets`].
//!
//! Every page works without JavaScript, but for passkeys, and under this Content-Security-Policy. Some pages need more:
//! [`Page::HAS_SCRIPT`] says that a page needs `script-src 'self'`, and [`Page::foreign_image`] names one more image.
//! `form-action` depends on the redirects after a form, see `docs/decisions/0011-form-action.md`.
//!
//! ```text
//! default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'
//! ```
//!
//! Values may be untrusted. All text is escaped, marks that reorder or hide text are removed from names, and
//! a link that is not `https` (or `http` on this machine) is not shown, see [`safe_uri`].

mod account;
mod ask_mail;
mod asset;
mod authenticator;
mod brand;
mod choose_password;
mod chooser;
mod claim;
mod confirm_mail;
mod consent;
mod console;
mod deletion;
mod developer;
mod display;
mod error;
mod export_file;
pub mod form_field;
mod form_post;
mod frame;
mod language;
mod logged_out;
mod login;
mod login_providers;
mod logout;
mod mail;
mod mail_result;
mod moment;
mod no_access;
mod operator_text;
mod page;
mod passkey_offer;
mod place;
mod recovery_codes;
mod scope;
mod second_step;
mod sign_in_passkey;
mod signed_in;
mod terms;
mod uri;
mod welcome;

pub use account::{
    AccountActivityPage, AccountAppsPage, AccountDataPage, AccountDeletionPage, AccountDevicesPage,
    AccountEmailFailure, AccountEmailPage, AccountLinkedPage, AccountMenu, AccountNotice,
    AccountOverviewPage, AccountPasskeysPage, AccountPasswordPage, AccountPicturePage, AccountProfilePage,
    AccountSection, AccountSecurityPage, ActivityEntry, AuthorizedApplication, DeviceSession, LinkFailure,
    LinkFailureReason, LinkedAccountEntry, MenuEntry, PasskeyAddition, PasskeyEntry, PasskeyFailure,
    PasswordFailure, PictureFailure, ProfileFailure, ProfileField, ProfileInput, RowValue, SecurityRow,
    TrustedBrowser,
};
pub use ask_mail::{AskMailFailure, AskMailKind, AskMailPage, TermsToAccept};
pub use asset::{Asset, ICON_PATH, PASSKEY_SCRIPT_PATH, SCRIPT_PATH, STYLE_PATH, assets};
pub use authenticator::{AccountAuthenticatorPage, AuthenticatorSetUp, QrCode, SignInSetUpPage};
pub use brand::Brand;
pub use choose_password::{ChoosePasswordFailure, ChoosePasswordKind, ChoosePasswordPage, MailProofField};
pub use chooser::{AccountChooserPage, ChooserAccount};
pub use claim::ClaimValue;
pub use confirm_mail::{ConfirmMailFailure, ConfirmMailKind, ConfirmMailPage};
pub use consent::ConsentPage;
pub use console::{
    AddressDifference, AddressPart, AddressPiece, ApplicationKind, CheckState, Consequence, ConsoleAccess,
    ConsoleApplication, ConsoleApplicationAction, ConsoleApplicationPage, ConsoleApplicationsPage,
    ConsoleArrival, ConsoleAskPreviewPage, ConsoleClosed, ConsoleClosedPage, ConsoleConfirmPage,
    ConsoleCredentialsPage, ConsoleEditRecordPage, ConsoleEditSettingsPage, ConsoleEditUserPage,
    ConsoleEditWebhookPage, ConsoleEndPage, ConsoleEntry, ConsoleEvent, ConsoleEventsPage, ConsoleFact,
    ConsoleField, ConsoleGroup, ConsoleGroupAction, ConsoleGroupPage, ConsoleGroupsPage, ConsoleInput,
    ConsoleInputName, ConsoleInputValue, ConsoleInvitePage, ConsoleKey, ConsoleKeyState, ConsoleKeysPage,
    ConsoleKind, ConsoleLinkKind, ConsoleLinkPage, ConsoleLogosPage, ConsoleMember, ConsoleMembersPage,
    ConsoleMenu, ConsoleMessage, ConsoleMethodKind, ConsoleNewApplicationPage, ConsoleNewTenantPage,
    ConsoleNotice, ConsoleOperation, ConsoleOverviewPage, ConsolePreset, ConsolePresetsPage,
    ConsolePreviewPage, ConsoleProviderPreviewPage, ConsoleProviderTestPage, ConsoleRecordAction,
    ConsoleRecordPage, ConsoleRecordRow, ConsoleRecordsPage, ConsoleRefusedAddress,
    ConsoleRefusedAddressesPage, ConsoleRole, ConsoleRoleChoice, ConsoleRoleHolder, ConsoleRolePage,
    ConsoleRoleRow, ConsoleRolesPage, ConsoleRotateWebhookPage, ConsoleSection, ConsoleSession,
    ConsoleSetUpPage, ConsoleSetting, ConsoleSettingsPage, ConsoleSignInMethod, ConsoleTenant,
    ConsoleTenantsPage, ConsoleThing, ConsoleTriedPage, ConsoleTryPage, ConsoleUndo, ConsoleUser,
    ConsoleUserAction, ConsoleUserPage, ConsoleUserRolesPage, ConsoleUsersPage, ConsoleWebhook,
    ConsoleWebhookAction, ConsoleWebhookPage, ConsoleWebhookSecretPage, ConsoleWebhooksPage, ConsoleWhyPage,
    ConsoleWord, EditUserFailure, EndConsequence, FieldDifference, FrameworkSettings, InviteFailure,
    KeepOldSecret, MemberFailure, MessageCounts, MessageState, NamedLink, PreviewClaim, PreviewKind,
    PreviewPart, PreviewReason, PreviewWay, ServerSetting, SetUpCheck, SetUpFailure, SettingFailure,
    SettingSource, SettingValue, SettingsGroup, TriedExchange, TriedFailure, TriedPart, TryPrompt, UserState,
    WebhookFailure, WhyAbout, WhyAnswer, WhyReason, WhyScope, WhyWay,
};
pub use deletion::{DeletionRequestedPage, KeepAccountPage};
pub use developer::DeveloperDetails;
pub use error::{ErrorKind, ErrorPage};
pub use export_file::{ExportEntry, ExportFile, ExportSection};
pub use form_post::FormPostPage;
pub use frame::Frame;
pub use language::{Direction, Language};
pub use logged_out::{LoggedOutPage, MissingReturn, ProviderSignOut, ToldApplication};
pub use login::{LoginFailure, LoginPage, LoginPasskey, LoginReason};
pub use login_providers::{LoginProviders, ProviderButton, ProviderNotice, ProviderOutcome};
pub use logout::LogoutPage;
pub use mail::{Mail, MailBrand, MailFacts, MailFrame, MailLinks, MailProof, RenderedMail};
pub use mail_result::{MailResult, MailResultPage};
pub use moment::Moment;
pub use no_access::{NoAccessAccount, NoAccessPage};
pub use operator_text::OperatorText;
pub use page::{Page, RenderedSample, rendered_samples, rendered_samples_in};
pub use passkey_offer::PasskeyOfferPage;
pub use place::Place;
pub use recovery_codes::{AccountRecoveryCodesPage, NewRecoveryCodesPage};
pub use scope::ScopeLine;
pub use second_step::{SecondStepFailure, SecondStepPage, SecondStepPasskey, SecondStepWay, TrustBox};
pub use sign_in_passkey::SignInPasskeyPage;
pub use signed_in::SignedInPage;
pub use terms::AcceptTermsPage;
pub use uri::safe_uri;
pub use welcome::WelcomePage;

pub(crate) use display::plain;
