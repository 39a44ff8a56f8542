//! The settings of a tenant: the page that shows them, the form for a group of them, and the logos.

use askama::Template;

use super::{FieldDifference, setting::SettingControl};
use crate::page::html_of;
use crate::{
    ConsoleMenu, ConsoleNotice, ConsoleSection, ConsoleSetting, Frame, Language, Page, SettingsGroup,
};

/// Shows the settings of a tenant.
#[derive(Clone, Debug)]
pub struct ConsoleSettingsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name of the tenant, on the page of another one.
    pub tenant: Option<String>,
    /// The issuer.
    pub issuer: String,
    /// The configuration file that owns the settings. They cannot change here then.
    pub file: Option<String>,
    /// The groups, each with the page of its form for an administrator who may change it: a path of this server.
    pub groups: Vec<(SettingsGroup, Vec<SettingValue>, Option<String>)>,
    /// The settings of the server, in the order to show. They change in its configuration only; none on the page of another tenant.
    pub of_server: Vec<(ServerSetting, String)>,
    /// The page of the logos, for an administrator who may change them: a path of this server.
    pub logos_uri: Option<String>,
    /// The page that makes a link for the first administrator: a path of this server.
    pub set_up_link_uri: Option<String>,
    /// The page that removes the tenant: a path of this server.
    pub remove_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// A setting with its value.
#[derive(Clone, Debug)]
pub struct SettingValue {
    /// The setting.
    pub setting: ConsoleSetting,
    /// The value, as the form has it; empty for none.
    pub value: String,
    /// The source of the value.
    pub source: SettingSource,
}

/// The source of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingSource {
    /// The server's default: nobody set another value.
    Default,
    /// The configuration of the server.
    Configuration,
    /// The settings of the tenant.
    Here,
    /// A configuration file that owns the settings of the tenant.
    File,
}

/// A setting that only the configuration of the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerSetting {
    /// Whether users may register: `on` or `off`.
    Registration,
    /// Whether the server sends mail: `on` or `off`.
    Mail,
    /// The strength that the console asks for.
    ConsoleStrength,
}

/// A refused value.
#[derive(Clone, Debug)]
pub struct SettingFailure {
    /// The setting; `None` for a refusal that concerns no field of the form.
    pub setting: Option<ConsoleSetting>,
    /// The expected and the received value.
    pub reason: String,
}

/// Edits a group of settings. Button `save`; a field for each setting, hidden fields `form_state` and `revision`.
#[derive(Clone, Debug)]
pub struct ConsoleEditSettingsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The group.
    pub group: SettingsGroup,
    /// The name of the tenant, on the page of another one.
    pub tenant: Option<String>,
    /// The values to fill in, each with the value that counts if the field is empty.
    pub values: Vec<(ConsoleSetting, String, String)>,
    /// The sealed state of the record that the page shows, hidden field `revision`.
    pub revision: String,
    /// The same as a command.
    pub command: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page to return to without a change: a path of this server.
    pub back_uri: String,
    /// The reason why it was not stored.
    pub failure: Option<SettingFailure>,
    /// The changes of another administrator meanwhile; nothing was stored.
    pub conflict: Option<Vec<FieldDifference>>,
}

impl SettingSource {
    fn title(self) -> &'static str {
        match self {
            Self::Default => "console-source-default",
            Self::Configuration => "console-source-configuration",
            Self::Here => "console-source-here",
            Self::File => "console-source-file",
        }
    }
}

impl ServerSetting {
    fn title(self) -> &'static str {
        match self {
            Self::Registration => "console-setting-registration",
            Self::Mail => "console-check-mail",
            Self::ConsoleStrength => "console-setting-console-strength",
        }
    }
}

/// Returns a value in words.
fn in_words(setting: ConsoleSetting, value: &str, text: Language) -> String {
    match setting.control() {
        SettingControl::Switch => on_off(value == "yes", text),
        SettingControl::Choice(choices) => {
            let known = choices.iter().find(|(word, _)| *word == value);
            known.map_or_else(|| text.isolated(value), |(_, title)| text.say(title))
        }
        SettingControl::Text | SettingControl::Lines if value.is_empty() => text.say("console-setting-none"),
        SettingControl::Text | SettingControl::Lines => {
            text.isolated(&value.replace('\n', &text.list_separator()))
        }
    }
}

fn on_off(is_on: bool, text: Language) -> String {
    text.say(if is_on { "console-setting-on" } else { "console-setting-off" })
}

fn sample_value(setting: ConsoleSetting) -> &'static str {
    match setting {
        ConsoleSetting::Name | ConsoleSetting::BrandName => "Acme",
        ConsoleSetting::SelfDeletion | ConsoleSetting::TrustedDevices => "yes",
        ConsoleSetting::RequiredAcr => "two-factors",
        ConsoleSetting::ConfirmByMail => "new-device",
        ConsoleSetting::SignInFrom => "192.0.2.0/24\n2001:db8::/32",
        ConsoleSetting::Session => "12h",
        ConsoleSetting::AccessToken => "10m",
        ConsoleSetting::Algorithms => "ES256 RS256",
        ConsoleSetting::Accent => "#0e5a58",
        _ => "",
    }
}

impl Page for ConsoleSettingsPage {
    const NAME: &'static str = "console-settings";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let sources = [SettingSource::Default, SettingSource::Configuration, SettingSource::Here];
        let value = |(setting, source): (ConsoleSetting, &SettingSource)| SettingValue {
            setting,
            value: sample_value(setting).to_owned(),
            source: *source,
        };
        let group = |group: SettingsGroup| {
            let values = group.settings().zip(sources.iter().cycle()).map(value).collect();
            (group, values, Some(format!("/admin/settings/{}", group.word())))
        };
        let own = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Settings),
            tenant: None,
            issuer: "https://id.example".to_owned(),
            file: None,
            groups: SettingsGroup::ALL.map(group).into(),
            of_server: vec![
                (ServerSetting::Registration, "off".to_owned()),
                (ServerSetting::Mail, "on".to_owned()),
                (ServerSetting::ConsoleStrength, "two-factors".to_owned()),
            ],
            logos_uri: Some("/admin/logos".to_owned()),
            set_up_link_uri: None,
            remove_uri: None,
            command: "valetkey tenant show".to_owned(),
        };
        let mut owned = Self { file: Some("infra/tenant.toml".to_owned()), logos_uri: None, ..own.clone() };
        for (_, values, uri) in &mut owned.groups {
            values.iter_mut().for_each(|value| value.source = SettingSource::File);
            *uri = None;
        }
        let mut other = Self {
            tenant: Some("acme".to_owned()),
            of_server: Vec::new(),
            logos_uri: None,
            set_up_link_uri: Some("/admin/tenants/acme/set-up-link".to_owned()),
            remove_uri: Some("/admin/tenants/acme/remove".to_owned()),
            ..own.clone()
        };
        other.menu = ConsoleMenu::sample_below(ConsoleSection::Tenants);
        let mut saved = own.clone();
        saved.menu = saved.menu.with(ConsoleNotice::SettingsSaved("Acme".to_owned()));
        vec![("own", own), ("owned-by-file", owned), ("other-tenant", other), ("saved", saved)]
    }
}

impl Page for ConsoleEditSettingsPage {
    const NAME: &'static str = "console-edit-settings";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&EditView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |group: SettingsGroup| Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Settings),
            group,
            tenant: None,
            values: group
                .settings()
                .map(|setting| (setting, sample_value(setting).to_owned(), "12h".to_owned()))
                .collect(),
            revision: "c2VhbGVk".to_owned(),
            command: "valetkey tenant edit".to_owned(),
            action: format!("/admin/settings/{}", group.word()),
            back_uri: "/admin/settings".to_owned(),
            failure: None,
            conflict: None,
        };
        let mut samples: Vec<_> = SettingsGroup::ALL.map(|group| (group.word(), page(group))).into();
        let reason = "expected 1m to 365d, got 0s".to_owned();
        let failure = SettingFailure { setting: Some(ConsoleSetting::Session), reason };
        let failed = Self { failure: Some(failure), ..page(SettingsGroup::Sessions) };
        let conflict = vec![FieldDifference::sample()];
        let conflict = Self { conflict: Some(conflict), ..page(SettingsGroup::General) };
        let other = Self { tenant: Some("acme".to_owned()), ..page(SettingsGroup::SignIn) };
        samples.extend([("failed", failed), ("conflict", conflict), ("other-tenant", other)]);
        samples
    }
}

#[derive(Template)]
#[template(path = "console_settings.html")]
struct View<'a> {
    page: &'a ConsoleSettingsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        match &self.page.tenant {
            Some(tenant) => self.text.isolated(tenant),
            None => self.text.say("console-tenant-settings"),
        }
    }

    fn value(&self, value: &SettingValue) -> String {
        in_words(value.setting, &value.value, self.text)
    }

    fn server_value(&self, setting: &ServerSetting, value: &str) -> String {
        match setting {
            ServerSetting::Registration | ServerSetting::Mail => on_off(value == "on", self.text),
            ServerSetting::ConsoleStrength => in_words(ConsoleSetting::RequiredAcr, value, self.text),
        }
    }
}

#[derive(Template)]
#[template(path = "console_edit_settings.html")]
struct EditView<'a> {
    page: &'a ConsoleEditSettingsPage,
    text: Language,
    frame: Frame<'a>,
}

impl EditView<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.failure().is_some())
    }

    fn heading(&self) -> String {
        let group = self.text.say(self.page.group.title());
        match &self.page.tenant {
            Some(tenant) => {
                self.text.say_with_all("console-settings-of", &[("group", &group), ("tenant", tenant)])
            }
            None => group,
        }
    }

    fn failure(&self) -> Option<String> {
        if self.page.conflict.is_some() {
            return Some(self.text.say("console-conflict"));
        }
        let SettingFailure { setting, reason } = self.page.failure.as_ref()?;
        let Some(setting) = setting else { return Some(self.text.isolated(reason)) };
        let title = self.text.say(setting.title());
        Some(self.text.say_with_all("console-setting-failed", &[("title", &title), ("reason", reason)]))
    }

    fn is_wrong(&self, setting: &ConsoleSetting) -> bool {
        self.page.failure.as_ref().is_some_and(|failure| failure.setting == Some(*setting))
    }

    /// Returns the identifiers of the texts that describe a field: its failure and its hint.
    fn described_by(&self, setting: &ConsoleSetting, has_hint: bool) -> Option<String> {
        let failure = self.is_wrong(setting).then(|| "failure".to_owned());
        let hint = has_hint.then(|| format!("{}-hint", setting.word()));
        let ids: Vec<String> = [failure, hint].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn differences(&self) -> Vec<String> {
        let differences = self.page.conflict.as_deref().unwrap_or_default();
        differences.iter().map(|difference| difference.text(self.text)).collect()
    }

    fn choices(&self, setting: &ConsoleSetting) -> &'static [(&'static str, &'static str)] {
        match setting.control() {
            SettingControl::Choice(choices) => choices,
            _ => &[],
        }
    }

    fn is_lines(&self, setting: &ConsoleSetting) -> bool {
        setting.control() == SettingControl::Lines
    }

    /// Returns the hint below a field: what it takes, and what counts if it is empty.
    fn hint(&self, setting: &ConsoleSetting, otherwise: &str) -> Option<String> {
        let hint = setting.hint().map(|hint| self.text.say(hint));
        let otherwise = Some(otherwise).filter(|otherwise| !otherwise.is_empty());
        let otherwise =
            otherwise.map(|value| self.text.say_with("console-setting-otherwise", "value", value));
        let parts: Vec<String> = [hint, otherwise].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}
