//! The values of the settings of a tenant, as forms have them.

use std::{fmt::Display, str::FromStr};

use valetkey_accounts::Acr;
use valetkey_administration::{InvalidField, tenant::TenantSettings};
use valetkey_authorization_server::{
    Lifetime, Lifetimes,
    branding::Branding,
    record::{ConfirmByMail, TenantRecord},
};
use valetkey_pages::{ConsoleSetting, SettingSource, SettingsGroup};
use valetkey_types::TenantId;

use crate::{Server, configuration::Duration};

/// The words for the strength of a sign-in, as on the command line.
const STRENGTHS: [(Acr, &str); 3] = [
    (Acr::SingleFactor, "one-factor"),
    (Acr::MultiFactor, "two-factors"),
    (Acr::PhishingResistant, "phishing-resistant"),
];

/// Returns the word for a strength.
pub(super) fn strength(acr: Acr) -> &'static str {
    STRENGTHS.iter().find(|(known, _)| *known == acr).map_or("", |(_, word)| word)
}

/// Returns the lifetime that a setting is about.
fn lifetime(setting: ConsoleSetting) -> Option<Lifetime> {
    Lifetime::named(setting.word())
}

/// Returns the setting that a refused field is about.
pub(super) fn setting_of(field: &str) -> Option<ConsoleSetting> {
    let word = match field.strip_prefix("branding.") {
        Some("name") => ConsoleSetting::BrandName.word(),
        Some(field) => field,
        None => field.trim_start_matches("lifetimes."),
    };
    ConsoleSetting::ALL.into_iter().find(|setting| setting.word() == word)
}

/// Returns the option of `valetkey tenant edit` that sets the same.
pub(super) fn option(setting: ConsoleSetting) -> String {
    let word = setting.word();
    let value = match setting {
        _ if lifetime(setting).is_some() => return format!("--lifetime {word}=TIME"),
        ConsoleSetting::RequiredAcr => return "--require STRENGTH".to_owned(),
        ConsoleSetting::Name | ConsoleSetting::BrandName => "NAME",
        ConsoleSetting::SelfDeletion | ConsoleSetting::MailSignIn | ConsoleSetting::TrustedDevices => {
            "SWITCH"
        }
        ConsoleSetting::ConfirmByMail => "WHEN",
        ConsoleSetting::SignInFrom | ConsoleSetting::OneFactorFrom => "NETWORK",
        ConsoleSetting::PasskeyModels | ConsoleSetting::Algorithms => "LIST",
        ConsoleSetting::CornerRadius => "PIXELS",
        ConsoleSetting::SupportUri | ConsoleSetting::PrivacyUri | ConsoleSetting::TermsUri => "URI",
        _ => "COLOUR",
    };
    let is_of_brand = setting.group() == SettingsGroup::Branding && setting != ConsoleSetting::BrandName;
    let prefix = if is_of_brand { "brand-" } else { "" };
    format!("--{prefix}{} {value}", word.replace('_', "-"))
}

/// Returns the value that the tenant has itself; empty for none.
pub(super) fn own(setting: ConsoleSetting, settings: &TenantSettings) -> String {
    if let Some(lifetime) = lifetime(setting) {
        let length = settings.lifetimes.get(&lifetime);
        return length.map(|length| Duration::from(*length).to_string()).unwrap_or_default();
    }
    let branding = &settings.branding;
    match setting {
        ConsoleSetting::Name => settings.name.clone().unwrap_or_default(),
        ConsoleSetting::SelfDeletion => yes(settings.self_deletion),
        ConsoleSetting::RequiredAcr => strength(settings.required_acr).to_owned(),
        ConsoleSetting::MailSignIn => yes(settings.sign_in.mail_sign_in),
        ConsoleSetting::ConfirmByMail => settings.sign_in.confirm_by_mail.as_str().to_owned(),
        ConsoleSetting::TrustedDevices => yes(settings.sign_in.trusted_devices),
        ConsoleSetting::PasskeyModels => joined(&settings.passkey_models, "\n"),
        ConsoleSetting::SignInFrom => joined(&settings.networks.sign_in_from, "\n"),
        ConsoleSetting::OneFactorFrom => joined(&settings.networks.one_factor_from, "\n"),
        ConsoleSetting::Algorithms => joined(&settings.algorithms, " "),
        _ => of_branding(setting, branding),
    }
}

fn of_branding(setting: ConsoleSetting, branding: &Branding) -> String {
    match setting {
        ConsoleSetting::BrandName => shown(branding.name.as_ref()),
        ConsoleSetting::Accent => shown(branding.accent),
        ConsoleSetting::AccentDark => shown(branding.accent_dark),
        ConsoleSetting::Background => shown(branding.background),
        ConsoleSetting::BackgroundDark => shown(branding.background_dark),
        ConsoleSetting::CornerRadius => shown(branding.corner_radius),
        ConsoleSetting::SupportUri => shown(branding.support_uri.as_ref()),
        ConsoleSetting::PrivacyUri => shown(branding.privacy_uri.as_ref()),
        ConsoleSetting::TermsUri => shown(branding.terms_uri.as_ref()),
        _ => String::new(),
    }
}

/// Returns the value of the configuration for a setting that the tenant does not have itself; empty for none.
pub(super) fn configured(setting: ConsoleSetting, server: &Server, tenant: &TenantId) -> String {
    if let Some(lifetime) = lifetime(setting) {
        return Duration::from(server.defaults.lifetimes.length(lifetime)).to_string();
    }
    match setting {
        ConsoleSetting::Algorithms => joined(&server.defaults.keys.algorithms, " "),
        // The look of the configuration is that of the first tenant.
        _ if *tenant == TenantId::default() => of_branding(setting, &server.defaults.brand.branding),
        _ => String::new(),
    }
}

/// Returns the value that counts, with its source.
pub(super) fn effective(
    setting: ConsoleSetting,
    server: &Server,
    tenant: &TenantRecord,
) -> (String, SettingSource) {
    let value = own(setting, &TenantSettings::from(tenant));
    let blank = TenantRecord::new(tenant.tenant.clone(), tenant.issuer.clone(), tenant.recorded_at);
    if value != own(setting, &TenantSettings::from(&blank)) {
        return (value, SettingSource::Here);
    }
    let configured = configured(setting, server, &tenant.tenant);
    let standard = match lifetime(setting) {
        Some(lifetime) => Duration::from(Lifetimes::default().length(lifetime)).to_string(),
        None if setting == ConsoleSetting::Algorithms => joined(
            &valetkey_authorization_server::keys::KeyPolicy::new(&Lifetimes::default()).algorithms,
            " ",
        ),
        None => String::new(),
    };
    match configured.is_empty() || configured == standard {
        true if configured.is_empty() => (value, SettingSource::Default),
        true => (configured, SettingSource::Default),
        false => (configured, SettingSource::Configuration),
    }
}

/// Sets a value in the settings.
pub(super) fn set(
    setting: ConsoleSetting,
    text: &str,
    settings: &mut TenantSettings,
) -> Result<(), InvalidField> {
    let field = setting.word();
    if let Some(lifetime) = lifetime(setting) {
        match parsed::<Duration>(field, text)? {
            Some(length) => settings.lifetimes.insert(lifetime, length.seconds()),
            None => settings.lifetimes.remove(&lifetime),
        };
        return Ok(());
    }
    let is_on = text == "yes";
    match setting {
        ConsoleSetting::Name => settings.name = written(text),
        ConsoleSetting::SelfDeletion => settings.self_deletion = is_on,
        ConsoleSetting::RequiredAcr => {
            settings.required_acr = chosen(field, text, STRENGTHS.map(|(acr, word)| (word, acr)))?;
        }
        ConsoleSetting::MailSignIn => settings.sign_in.mail_sign_in = is_on,
        ConsoleSetting::ConfirmByMail => {
            let all = [ConfirmByMail::Never, ConfirmByMail::NewDevice, ConfirmByMail::Always];
            settings.sign_in.confirm_by_mail = chosen(field, text, all.map(|one| (one.as_str(), one)))?;
        }
        ConsoleSetting::TrustedDevices => settings.sign_in.trusted_devices = is_on,
        ConsoleSetting::PasskeyModels => settings.passkey_models = all(field, text)?,
        ConsoleSetting::SignInFrom => settings.networks.sign_in_from = all(field, text)?,
        ConsoleSetting::OneFactorFrom => settings.networks.one_factor_from = all(field, text)?,
        ConsoleSetting::Algorithms => settings.algorithms = all(field, text)?,
        _ => set_branding(setting, text, &mut settings.branding)?,
    }
    Ok(())
}

fn set_branding(setting: ConsoleSetting, text: &str, branding: &mut Branding) -> Result<(), InvalidField> {
    let field = setting.word();
    match setting {
        ConsoleSetting::BrandName => branding.name = written(text),
        ConsoleSetting::Accent => branding.accent = parsed(field, text)?,
        ConsoleSetting::AccentDark => branding.accent_dark = parsed(field, text)?,
        ConsoleSetting::Background => branding.background = parsed(field, text)?,
        ConsoleSetting::BackgroundDark => branding.background_dark = parsed(field, text)?,
        ConsoleSetting::CornerRadius => {
            let number = written(text).map(|text| text.parse::<u8>()).transpose();
            branding.corner_radius =
                number.map_err(|_| InvalidField::new(field, "a number from 0 to 32", clipped(text)))?;
        }
        ConsoleSetting::SupportUri => branding.support_uri = written(text),
        ConsoleSetting::PrivacyUri => branding.privacy_uri = written(text),
        ConsoleSetting::TermsUri => branding.terms_uri = written(text),
        _ => {}
    }
    Ok(())
}

fn yes(is_on: bool) -> String {
    if is_on { "yes".to_owned() } else { String::new() }
}

fn shown(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn joined(values: &[impl Display], separator: &str) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(separator)
}

fn written(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn clipped(text: &str) -> String {
    format!("{:?}", text.chars().take(120).collect::<String>())
}

fn parsed<T: FromStr<Err: Display>>(field: &str, text: &str) -> Result<Option<T>, InvalidField> {
    let parsed = written(text).map(|text| text.parse::<T>()).transpose();
    parsed.map_err(|error| InvalidField::of_sentence(field, &error.to_string()))
}

/// Reads values with blanks, commas or lines between them.
fn all<T: FromStr<Err: Display>>(field: &str, text: &str) -> Result<Vec<T>, InvalidField> {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == ',');
    let read = |word: &str| {
        word.parse::<T>().map_err(|error| InvalidField::new(field, error.to_string(), clipped(word)))
    };
    words.filter(|word| !word.is_empty()).map(read).collect()
}

fn chosen<T, const N: usize>(field: &str, text: &str, choices: [(&str, T); N]) -> Result<T, InvalidField> {
    let words = choices.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    let found = choices.into_iter().find(|(word, _)| *word == text);
    found
        .map(|(_, value)| value)
        .ok_or_else(|| InvalidField::new(field, format!("one of {words}"), clipped(text)))
}
