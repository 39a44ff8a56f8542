//! The rules of the preset files, and the completeness of the built-in presets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::collections::BTreeSet;

use support::{folder, preset, recorded_provider};
use valetkey_providers::{Catalogue, Deviation, EmailVerified, Kind, Preset, PresetError};

/// The rows of the table of providers, in its order, without Trello, which is refused.
const ROWS: [&str; 43] = [
    "github",
    "github-enterprise-server",
    "discord",
    "google",
    "facebook",
    "entra",
    "apple",
    "gitlab",
    "bitbucket",
    "linkedin",
    "slack",
    "slack-app",
    "twitch",
    "x",
    "dropbox",
    "reddit",
    "spotify",
    "vimeo",
    "atlassian",
    "notion",
    "zoom",
    "salesforce",
    "amazon",
    "yahoo",
    "okta",
    "auth0",
    "keycloak",
    "cognito",
    "line",
    "kakao",
    "strava",
    "naver",
    "tiktok",
    "wechat",
    "vk",
    "yandex",
    "patreon",
    "paypal",
    "figma",
    "hubspot",
    "mailchimp",
    "shopify",
    "fitbit",
];

#[test]
fn every_provider_in_the_table_has_a_preset() {
    let catalogue = Catalogue::built_in().unwrap();
    for name in ROWS {
        assert!(catalogue.get(name).is_ok(), "{name}");
    }
    assert!(catalogue.iter().count() >= 45);
}

#[test]
fn a_preset_is_named_like_its_file() {
    for preset in Catalogue::built_in().unwrap().iter() {
        let text = std::fs::read_to_string(folder().join(format!("{}.toml", preset.name))).unwrap();
        assert_eq!(Preset::parse(&text).unwrap().name, preset.name);
    }
}

#[test]
fn every_deviation_is_used_by_a_preset() {
    let catalogue = Catalogue::built_in().unwrap();
    let used: BTreeSet<&str> =
        catalogue.iter().flat_map(|preset| &preset.deviations).map(Deviation::name).collect();
    assert_eq!(used, BTreeSet::from(Deviation::NAMES));
}

#[test]
fn addresses_with_values_are_https_and_contain_no_variables() {
    for preset in Catalogue::built_in().unwrap().iter() {
        let provider = recorded_provider(&preset.name);
        let endpoints = &provider.preset().endpoints;
        let late = provider.preset().deviations.contains(&Deviation::UserinfoAddressTemplate {});
        for address in [
            &provider.preset().issuer,
            &endpoints.authorization,
            &endpoints.token,
            &endpoints.userinfo,
            &endpoints.jwks,
            &endpoints.revocation,
            &endpoints.device_authorization,
            &endpoints.end_session,
        ]
        .into_iter()
        .flatten()
        {
            assert!(address.starts_with("https://"), "{}: {address}", preset.name);
            assert!(late || !address.contains('{'), "{}: {address}", preset.name);
        }
    }
}

#[test]
fn a_deviation_has_the_name_in_the_file() {
    for preset in Catalogue::built_in().unwrap().iter() {
        let text = std::fs::read_to_string(folder().join(format!("{}.toml", preset.name))).unwrap();
        let file: toml::Table = toml::from_str(&text).unwrap();
        let written = file.get("deviations").and_then(|list| list.as_array()).cloned().unwrap_or_default();
        let written: Vec<&str> = written.iter().filter_map(|one| one.get("kind")?.as_str()).collect();
        let read: Vec<&str> = preset.deviations.iter().map(Deviation::name).collect();
        assert_eq!(read, written, "{}", preset.name);
    }
}

#[test]
fn unverified_fields_exist_in_a_preset() {
    let known = [
        ("issuer", &[][..]),
        ("discovery", &[]),
        ("pkce", &[]),
        ("nonce", &[]),
        ("refresh", &[]),
        ("variables", &["version"]),
        ("endpoints", &["revocation", "userinfo"]),
        ("authorization", &["scope"]),
        ("token", &["authentication", "headers"]),
        ("user", &["subject", "username", "email_verified"]),
        ("deviations", &Deviation::NAMES),
    ];
    for preset in Catalogue::built_in().unwrap().iter() {
        for path in &preset.unverified {
            let (first, second) = path.split_once('.').unwrap_or((path, ""));
            let inner = known.iter().find(|(name, _)| *name == first).map(|(_, inner)| *inner);
            assert!(
                inner.is_some_and(|inner| second.is_empty() || inner.contains(&second)),
                "{}: {path}",
                preset.name
            );
        }
    }
}

#[test]
fn email_addresses_of_these_providers_are_never_verified() {
    for name in
        ["entra", "facebook", "gitlab", "spotify", "atlassian", "notion", "line", "naver", "vk", "figma"]
    {
        assert_eq!(preset(name).user.email_verified, EmailVerified::Never {}, "{name}");
    }
}

#[test]
fn the_error_of_a_broken_rule_names_the_field() {
    let good = include_str!("support/intranet.toml");
    assert_eq!(Preset::parse(good).unwrap().kind, Kind::OpenId);
    let broken = [
        ("name = \"intranet\"", "name = \"Intra Net\"", "name"),
        ("display_name = \"Our own\"", "display_name = \"\"", "display_name"),
        ("issuer = \"https://{domain}\"", "issuer = \"http://{domain}\"", "issuer"),
        ("issuer = \"https://{domain}\"", "issuer = \"https://a@{domain}\"", "issuer"),
        ("issuer = \"https://{domain}\"", "issuer = \"https://{domain}/{other}\"", "issuer"),
        ("issuer = \"https://{domain}\"", "issuer = \"https://id.example\"", "variables.domain"),
        ("issuer = \"https://{domain}\"", "", "variables.domain"),
        ("default = \"id.example.com\"", "default = \"evil.example/x\"", "variables.domain"),
        ("description = \"the host\"", "description = \"\"", "variables.domain"),
        ("discovery = true", "discovery = false", "endpoints.authorization"),
        ("scope = [\"openid\", \"email\"]", "scope = []", "authorization.scope"),
        ("scope = [\"openid\", \"email\"]", "scope = [\"openid email\"]", "authorization.scope"),
        (
            "scope = [\"openid\", \"email\"]",
            "scope = [\"openid\"]\nscope_source = \"none\"",
            "authorization.scope",
        ),
        ("authentication = [\"basic\"]", "authentication = []", "token.authentication"),
        ("subject = \"/sub\"", "subject = \"sub\"", "user"),
        ("all = [\"/email_verified\"]", "all = []", "user.email_verified"),
        ("rule = \"claims\", all = [\"/email_verified\"]", "rule = \"per_address\"", "user.email_verified"),
        ("rule = \"claims\", all = [\"/email_verified\"]", "rule = \"no_email\"", "user.email"),
        ("kind = \"openid\"", "kind = \"oauth2\"", "user.source"),
    ];
    for (from, to, field) in broken {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from}");
        let problem = Preset::parse(&text).unwrap_err();
        assert!(
            matches!(&problem, PresetError::Field { field: seen, .. } if seen == field),
            "{to}: {problem}"
        );
    }
}

#[test]
fn deviations_that_contradict_other_fields_are_refused() {
    let good = include_str!("support/intranet.toml");
    for (deviation, field) in [
        ("kind = \"no_pkce\"\n[[deviations]]\nkind = \"no_pkce\"", "deviations"),
        ("kind = \"parameter_names\"\nnames = { state = \"s\" }", "parameter_names"),
        ("kind = \"symmetric_id_token\"\nalgorithm = \"none\"", "symmetric_id_token"),
        ("kind = \"discovery_without_id_token\"", "discovery_without_id_token"),
        ("kind = \"userinfo_address_template\"", "userinfo_address_template"),
    ] {
        let problem = Preset::parse(&format!("{good}\n[[deviations]]\n{deviation}\n")).unwrap_err();
        assert!(
            matches!(&problem, PresetError::Field { field: seen, .. } if seen == field),
            "{deviation}: {problem}"
        );
    }
    let public = good.replace("[\"basic\"]", "[\"none\"]");
    assert!(Preset::parse(&public).is_ok());
    assert!(Preset::parse(&format!("{public}\n[[deviations]]\nkind = \"no_pkce\"\n")).is_err());
}

#[test]
fn unknown_fields_and_deviations_are_refused() {
    let good = include_str!("support/intranet.toml");
    for text in [
        good.replace("discovery = true", "discovery = true\npkce = \"off\""),
        good.replace("[token]", "[token]\nskip_verification = true"),
        format!("{good}\n[[deviations]]\nkind = \"skip_state\"\n"),
        format!("{good}\n[[deviations]]\nkind = \"scope_as_array\"\nextra = 1\n"),
        good.replace("rule = \"claims\", all", "rule = \"never\", all"),
        good.replace("subject = \"/sub\"\n", ""),
        "not toml at all".to_owned(),
    ] {
        assert!(matches!(Preset::parse(&text), Err(PresetError::Toml(_))), "{text}");
    }
}
