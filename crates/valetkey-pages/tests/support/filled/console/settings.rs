//! The pages of settings and tenants.

use valetkey_pages::*;

use super::{difference, menu};

pub(super) fn settings(text: &str, uri: &str) -> ConsoleSettingsPage {
    let value =
        SettingValue { setting: ConsoleSetting::Name, value: text.to_owned(), source: SettingSource::Here };
    ConsoleSettingsPage {
        menu: menu(text, uri),
        tenant: Some(text.to_owned()),
        issuer: text.to_owned(),
        file: Some(text.to_owned()),
        groups: vec![(SettingsGroup::General, vec![value], Some(uri.to_owned()))],
        of_server: vec![(ServerSetting::ConsoleStrength, text.to_owned())],
        logos_uri: Some(uri.to_owned()),
        set_up_link_uri: Some(uri.to_owned()),
        remove_uri: Some(uri.to_owned()),
        command: text.to_owned(),
    }
}

pub(super) fn edit_settings(text: &str, uri: &str) -> ConsoleEditSettingsPage {
    let values = ConsoleSetting::ALL.map(|setting| (setting, text.to_owned(), text.to_owned()));
    ConsoleEditSettingsPage {
        menu: menu(text, uri),
        group: SettingsGroup::General,
        tenant: Some(text.to_owned()),
        values: values.into(),
        revision: text.to_owned(),
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        failure: Some(SettingFailure { setting: Some(ConsoleSetting::Name), reason: text.to_owned() }),
        conflict: Some(vec![difference(text)]),
    }
}

pub(super) fn logos(text: &str, uri: &str) -> ConsoleLogosPage {
    ConsoleLogosPage {
        menu: menu(text, uri),
        light: Some(uri.to_owned()),
        dark: Some(uri.to_owned()),
        revision: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        command: text.to_owned(),
        failure: Some(text.to_owned()),
        is_conflict: false,
    }
}

pub(super) fn tenants(text: &str, uri: &str) -> ConsoleTenantsPage {
    ConsoleTenantsPage {
        menu: menu(text, uri),
        tenants: vec![ConsoleTenant {
            tenant: NamedLink { name: text.to_owned(), uri: uri.to_owned() },
            name: Some(text.to_owned()),
            issuer: text.to_owned(),
        }],
        next_uri: Some(uri.to_owned()),
        new_uri: Some(uri.to_owned()),
        command: text.to_owned(),
    }
}

pub(super) fn new_tenant(text: &str, uri: &str) -> ConsoleNewTenantPage {
    ConsoleNewTenantPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        issuer: text.to_owned(),
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        failure: Some(text.to_owned()),
    }
}
