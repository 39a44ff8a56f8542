//! The rules of sign-ins that both tenants and clients have.

use ipnet::IpNet;
use valetkey_accounts::Acr;
use valetkey_authorization_server::{
    networks::NetworkRules,
    record::{ConfirmByMail, SignInSwitches},
};

use crate::{
    files::{reader::Fields, writer::Writer},
    networks,
};

/// The strengths, in the words of the command line.
const STRENGTHS: [(&str, Acr); 3] = [
    ("one-factor", Acr::SingleFactor),
    ("two-factors", Acr::MultiFactor),
    ("phishing-resistant", Acr::PhishingResistant),
];

const CONFIRM_BY_MAIL: [(&str, ConfirmByMail); 3] = [
    ("never", ConfirmByMail::Never),
    ("new-device", ConfirmByMail::NewDevice),
    ("always", ConfirmByMail::Always),
];

/// The rules.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rules {
    pub(super) required_acr: Acr,
    pub(super) switches: SignInSwitches,
    pub(super) networks: NetworkRules,
}

/// Reads the rules. A missing one has its default.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, defaults: SignInSwitches) -> Rules {
    Rules {
        required_acr: fields.word("required_acr", &STRENGTHS).unwrap_or(Acr::SingleFactor),
        switches: SignInSwitches {
            mail_sign_in: fields.boolean("mail_sign_in").unwrap_or(defaults.mail_sign_in),
            confirm_by_mail: fields
                .word("confirm_by_mail", &CONFIRM_BY_MAIL)
                .unwrap_or(defaults.confirm_by_mail),
            trusted_devices: fields.boolean("trusted_devices").unwrap_or(defaults.trusted_devices),
        },
        networks: NetworkRules {
            sign_in_from: fields.parsed_list("sign_in_from", network).unwrap_or_default(),
            one_factor_from: fields.parsed_list("one_factor_from", network).unwrap_or_default(),
        },
    }
}

/// Writes the rules that differ from the defaults.
pub(super) fn write(rules: &Rules, defaults: SignInSwitches, writer: &mut Writer) {
    let strength = |acr: &Acr| word(&STRENGTHS, *acr).into();
    writer.unless(&Acr::SingleFactor, "required_acr", &rules.required_acr, strength);
    let (switches, boolean) = (rules.switches, |value: &bool| (*value).into());
    writer.unless(&defaults.mail_sign_in, "mail_sign_in", &switches.mail_sign_in, boolean);
    let when = |when: &ConfirmByMail| when.as_str().into();
    writer.unless(&defaults.confirm_by_mail, "confirm_by_mail", &switches.confirm_by_mail, when);
    writer.unless(&defaults.trusted_devices, "trusted_devices", &switches.trusted_devices, boolean);
    let texts = |networks: &[IpNet]| networks.iter().map(ToString::to_string).collect::<Vec<_>>();
    writer.texts("sign_in_from", &texts(&rules.networks.sign_in_from));
    writer.texts("one_factor_from", &texts(&rules.networks.one_factor_from));
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| word)
}

fn network(text: &str) -> Result<IpNet, String> {
    networks::parse(text).ok_or_else(|| {
        format!("expected an address such as 192.0.2.1 or a network such as 10.0.0.0/8, got {text:?}")
    })
}
