//! The pages of the administrators' console: the set-up of the first administrator, a frame with navigation, and one page per
//! operation. The console has messages in English only; other languages show it in English.

mod application;
mod application_list;
mod closed;
mod confirm;
mod credentials;
mod edit_record;
mod edit_user;
mod edit_webhook;
mod end;
mod event;
mod fact;
mod field;
mod group;
mod input;
mod invite;
mod key;
mod kind;
mod link;
mod logos;
mod menu;
mod new_application;
mod notice;
mod overview;
mod presets;
mod preview;
mod provider_preview;
mod provider_test;
mod record;
mod record_list;
mod refused_addresses;
mod role;
mod set_up;
mod setting;
mod settings;
mod sign_in_method;
mod tenant;
mod trial;
mod user;
mod user_action;
mod user_list;
mod user_roles;
mod webhook;
mod why;
mod word;

pub use application::{ConsoleApplicationAction, ConsoleApplicationPage};
pub use application_list::{ConsoleApplication, ConsoleApplicationsPage};
pub use closed::{ConsoleClosed, ConsoleClosedPage};
pub use confirm::{Consequence, ConsoleConfirmPage, ConsoleOperation};
pub use credentials::{ConsoleCredentialsPage, FrameworkSettings};
pub use edit_record::ConsoleEditRecordPage;
pub use edit_user::{ConsoleEditUserPage, EditUserFailure};
pub use edit_webhook::{
    ConsoleEditWebhookPage, ConsoleRotateWebhookPage, ConsoleWebhookSecretPage, KeepOldSecret,
};
pub use end::{ConsoleEndPage, ConsoleThing, EndConsequence};
pub use event::{ConsoleEvent, ConsoleEventsPage};
pub use fact::ConsoleFact;
pub use field::ConsoleField;
pub use group::{
    ConsoleGroup, ConsoleGroupAction, ConsoleGroupPage, ConsoleGroupsPage, ConsoleMember, ConsoleMembersPage,
    MemberFailure, NamedLink,
};
pub use input::{ConsoleInput, ConsoleInputName, ConsoleInputValue};
pub use invite::{ConsoleInvitePage, InviteFailure};
pub use key::{ConsoleKey, ConsoleKeyState, ConsoleKeysPage};
pub use kind::ConsoleKind;
pub use link::{ConsoleLinkKind, ConsoleLinkPage};
pub use logos::ConsoleLogosPage;
pub use menu::{ConsoleEntry, ConsoleMenu, ConsoleSection, ConsoleUndo};
pub use new_application::{ApplicationKind, ConsoleNewApplicationPage};
pub use notice::ConsoleNotice;
pub use overview::{CheckState, ConsoleOverviewPage, SetUpCheck};
pub use presets::{ConsolePreset, ConsolePresetsPage};
pub use preview::{
    ConsoleAskPreviewPage, ConsolePreviewPage, PreviewClaim, PreviewKind, PreviewPart, PreviewReason,
    PreviewWay,
};
pub use provider_preview::{ConsoleArrival, ConsoleProviderPreviewPage};
pub use provider_test::ConsoleProviderTestPage;
pub use record::{ConsoleRecordAction, ConsoleRecordPage};
pub use record_list::{ConsoleRecordRow, ConsoleRecordsPage};
pub use refused_addresses::{
    AddressDifference, AddressPart, AddressPiece, ConsoleRefusedAddress, ConsoleRefusedAddressesPage,
};
pub use role::{ConsoleRolePage, ConsoleRoleRow, ConsoleRolesPage};
pub use set_up::{ConsoleSetUpPage, SetUpFailure};
pub use setting::{ConsoleSetting, SettingsGroup};
pub use settings::{
    ConsoleEditSettingsPage, ConsoleSettingsPage, ServerSetting, SettingFailure, SettingSource, SettingValue,
};
pub use sign_in_method::{ConsoleMethodKind, ConsoleSignInMethod};
pub use tenant::{ConsoleNewTenantPage, ConsoleTenant, ConsoleTenantsPage};
pub use trial::{ConsoleTriedPage, ConsoleTryPage, TriedExchange, TriedFailure, TriedPart, TryPrompt};
pub use user::{ConsoleAccess, ConsoleRole, ConsoleSession, ConsoleUserPage};
pub use user_action::ConsoleUserAction;
pub use user_list::{ConsoleUser, ConsoleUsersPage, UserState};
pub use user_roles::{ConsoleRoleChoice, ConsoleRoleHolder, ConsoleUserRolesPage};
pub use webhook::{
    ConsoleMessage, ConsoleWebhook, ConsoleWebhookAction, ConsoleWebhookPage, ConsoleWebhooksPage,
    MessageCounts, MessageState, WebhookFailure,
};
pub use why::{ConsoleWhyPage, WhyAbout, WhyAnswer, WhyReason, WhyScope, WhyWay};
pub use word::ConsoleWord;

use crate::Language;

/// A field that another administrator changed meanwhile. A secret appears as a fixed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    /// The name of the field.
    pub field: String,
    /// The value that the page showed.
    pub before: String,
    /// The value that is stored now.
    pub after: String,
}

impl FieldDifference {
    /// Returns a difference, for samples.
    fn sample() -> Self {
        Self { field: "name".to_owned(), before: "Notes".to_owned(), after: "Notebook".to_owned() }
    }

    /// Returns the sentence.
    pub(crate) fn text(&self, text: Language) -> String {
        // A list has one value in each line.
        let [before, after] = [&self.before, &self.after].map(|value| match value.is_empty() {
            true => text.say("console-difference-empty"),
            false => value.replace('\n', &text.list_separator()),
        });
        let values = [("field", &*self.field), ("before", &*before), ("after", &*after)];
        text.say_with_all("console-difference", &values)
    }
}
