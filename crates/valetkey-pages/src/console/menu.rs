//! The frame of each page of the console.

use crate::{ConsoleNotice, Language};

/// The frame of each page of the console.
#[derive(Clone, Debug)]
pub struct ConsoleMenu {
    /// The display name of the administrator.
    pub account_name: String,
    /// The section that the page belongs to.
    pub section: ConsoleSection,
    /// Whether the page lies below its section.
    pub is_below: bool,
    /// The sections that the administrator may see, in the order to show.
    pub entries: Vec<ConsoleEntry>,
    /// The administrator's own account: a path of this server.
    pub account_uri: String,
    /// The target of the sign-out form (field `form_state`): a path of this server.
    pub sign_out_action: String,
    /// The value that proves that a form came from this page, hidden field `form_state`. Each form of the page sends it.
    pub form_state: String,
    /// The notice about the last change.
    pub notice: Option<ConsoleNotice>,
    /// The form that undoes the last change. Button `undo`.
    pub undo: Option<ConsoleUndo>,
}

/// The form that undoes the last change.
#[derive(Clone, Debug)]
pub struct ConsoleUndo {
    /// Its target: a path of this server.
    pub action: String,
    /// Its hidden fields beside `form_state`.
    pub fields: Vec<(String, String)>,
}

/// A section and its address.
#[derive(Clone, Debug)]
pub struct ConsoleEntry {
    /// The section.
    pub section: ConsoleSection,
    /// Its address: a path of this server.
    pub uri: String,
}

/// A section of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleSection {
    /// The overview.
    Overview,
    /// The users.
    Users,
    /// The groups.
    Groups,
    /// The roles.
    Roles,
    /// The applications.
    Applications,
    /// The scopes.
    Scopes,
    /// The attributes of users.
    Attributes,
    /// The identity providers.
    Providers,
    /// The signing keys.
    Keys,
    /// The webhooks.
    Webhooks,
    /// The events.
    Events,
    /// The settings of the tenant.
    Settings,
    /// The tenants.
    Tenants,
}

impl ConsoleSection {
    /// Every section, in the order to show.
    pub const ALL: [Self; 11] = [
        Self::Overview,
        Self::Users,
        Self::Groups,
        Self::Roles,
        Self::Applications,
        Self::Scopes,
        Self::Attributes,
        Self::Providers,
        Self::Keys,
        Self::Webhooks,
        Self::Events,
        Self::Settings,
        Self::Tenants,
    ];

    /// Returns its path below the issuer.
    pub fn path(self) -> &'static str {
        match self {
            Self::Overview => "/admin",
            Self::Users => "/admin/users",
            Self::Groups => "/admin/groups",
            Self::Roles => "/admin/roles",
            Self::Applications => "/admin/applications",
            Self::Scopes => "/admin/scopes",
            Self::Attributes => "/admin/attributes",
            Self::Providers => "/admin/providers",
            Self::Keys => "/admin/keys",
            Self::Webhooks => "/admin/webhooks",
            Self::Events => "/admin/events",
            Self::Settings => "/admin/settings",
            Self::Tenants => "/admin/tenants",
        }
    }

    /// Returns the message that names the section.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Overview => "console-overview",
            Self::Users => "console-users",
            Self::Groups => "console-groups",
            Self::Roles => "console-roles",
            Self::Applications => "console-applications",
            Self::Scopes => "console-scopes",
            Self::Attributes => "console-attributes",
            Self::Providers => "console-providers",
            Self::Keys => "console-keys",
            Self::Webhooks => "console-webhooks",
            Self::Events => "console-events",
            Self::Settings => "console-tenant-settings",
            Self::Tenants => "console-tenants",
        }
    }
}

impl ConsoleMenu {
    /// Returns the value of `aria-current` for an entry.
    pub(crate) fn current(&self, entry: &ConsoleEntry) -> Option<&'static str> {
        let is_current = entry.section == self.section;
        is_current.then_some(if self.is_below { "true" } else { "page" })
    }

    /// Returns the text of the notice.
    pub(crate) fn notice(&self, text: Language) -> Option<String> {
        Some(self.notice.as_ref()?.text(text))
    }

    /// Returns the menu of a page of this section, for samples.
    pub(crate) fn sample(section: ConsoleSection) -> Self {
        let entry = |section: ConsoleSection| ConsoleEntry { section, uri: section.path().to_owned() };
        Self {
            account_name: "Ada Lovelace".to_owned(),
            section,
            is_below: false,
            entries: ConsoleSection::ALL.map(entry).into(),
            account_uri: "/account".to_owned(),
            sign_out_action: "/account/sign-out".to_owned(),
            form_state: "cHJvb2Y".to_owned(),
            notice: None,
            undo: None,
        }
    }

    /// Returns the menu of a page below this section, for samples.
    pub(crate) fn sample_below(section: ConsoleSection) -> Self {
        Self { is_below: true, ..Self::sample(section) }
    }

    /// Returns this menu with a notice, for samples.
    pub(crate) fn with(self, notice: ConsoleNotice) -> Self {
        Self { notice: Some(notice), ..self }
    }

    /// Returns this menu with the form that undoes the last change, for samples.
    pub(crate) fn with_undo(self) -> Self {
        let fields = vec![("revision".to_owned(), "cmV2aXNpb24".to_owned())];
        Self { undo: Some(ConsoleUndo { action: "/admin/applications/notes".to_owned(), fields }), ..self }
    }
}
