//! The frame of each account page: who is signed in, the sections, the way out, and the notice after a change.

use crate::{AccountNotice, Language};

/// The frame of each account page.
#[derive(Clone, Debug)]
pub struct AccountMenu {
    /// The display name of the signed-in user.
    pub account_name: String,
    /// The section that the page belongs to.
    pub section: AccountSection,
    /// Whether the page lies below its section: `/account/security/password`.
    pub is_below: bool,
    /// The sections with their addresses, in the order to show.
    pub entries: Vec<MenuEntry>,
    /// The address of the accounts of this browser: a path of this server.
    pub accounts_uri: String,
    /// The target of the sign-out form (field `form_state`): a path of this server.
    pub sign_out_action: String,
    /// The value that proves that a form came from this page, hidden field `form_state`. Each form of the page sends it.
    pub form_state: String,
    /// The notice about the last change.
    pub notice: Option<AccountNotice>,
}

/// A section and its address.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// The section.
    pub section: AccountSection,
    /// Its address: a path of this server.
    pub uri: String,
}

/// A section of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountSection {
    /// The overview.
    Overview,
    /// The user's profile.
    Profile,
    /// The user's ways to sign in.
    Security,
    /// The user's sessions.
    Devices,
    /// The applications with access.
    Apps,
    /// The kind of change.
    Activity,
    /// The download of everything about the user, and the deletion.
    Data,
}

impl AccountSection {
    /// Returns the message that names the section.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Overview => "account-menu-overview",
            Self::Profile => "account-menu-profile",
            Self::Security => "account-menu-security",
            Self::Devices => "account-menu-devices",
            Self::Apps => "account-menu-apps",
            Self::Activity => "account-menu-activity",
            Self::Data => "account-menu-data",
        }
    }

    /// Returns the message that says what the section is for; the overview has none.
    pub(crate) fn text(self) -> Option<&'static str> {
        match self {
            Self::Overview => None,
            Self::Profile => Some("account-about-profile"),
            Self::Security => Some("account-about-security"),
            Self::Devices => Some("account-about-devices"),
            Self::Apps => Some("account-about-apps"),
            Self::Activity => Some("account-about-activity"),
            Self::Data => Some("account-about-data"),
        }
    }
}

impl AccountMenu {
    /// Returns the value of `aria-current` for an entry.
    pub(crate) fn current(&self, entry: &MenuEntry) -> Option<&'static str> {
        let is_current = entry.section == self.section;
        is_current.then_some(if self.is_below { "true" } else { "page" })
    }

    /// Returns the text of the notice.
    pub(crate) fn notice(&self, text: Language) -> Option<String> {
        Some(self.notice.as_ref()?.text(text))
    }

    /// Returns the entries that the overview describes, each with the message that does.
    pub(crate) fn described(&self) -> impl Iterator<Item = (&MenuEntry, &'static str)> {
        self.entries.iter().filter_map(|entry| Some((entry, entry.section.text()?)))
    }

    /// Returns the menu of a page of this section, for samples.
    pub(crate) fn sample(section: AccountSection) -> Self {
        let entry = |(section, uri): (AccountSection, &str)| MenuEntry { section, uri: uri.to_owned() };
        let entries = [
            (AccountSection::Overview, "/account"),
            (AccountSection::Profile, "/account/profile"),
            (AccountSection::Security, "/account/security"),
            (AccountSection::Devices, "/account/devices"),
            (AccountSection::Apps, "/account/apps"),
            (AccountSection::Activity, "/account/activity"),
            (AccountSection::Data, "/account/data"),
        ];
        Self {
            account_name: "Ada Lovelace".to_owned(),
            section,
            is_below: false,
            entries: entries.map(entry).into(),
            accounts_uri: "/accounts".to_owned(),
            sign_out_action: "/account/sign-out".to_owned(),
            form_state: "cHJvb2Y".to_owned(),
            notice: None,
        }
    }

    /// Returns the menu of a page below this section, for samples.
    pub(crate) fn sample_below(section: AccountSection) -> Self {
        Self { is_below: true, ..Self::sample(section) }
    }

    /// Returns this menu with a notice, for samples.
    pub(crate) fn with(self, notice: AccountNotice) -> Self {
        Self { notice: Some(notice), ..self }
    }
}
