//! Finding presets, giving values for their variables, and your own presets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use support::{input, preset};
use valetkey_providers::{Catalogue, CatalogueError, PresetError, RequestError, ResolveError};
use valetkey_types::metadata::ProviderMetadata;

const INTRANET: &str = include_str!("support/intranet.toml");

#[test]
fn for_an_unknown_name_similar_names_are_suggested() {
    let catalogue = Catalogue::built_in().unwrap();
    let problem = catalogue.get("gihtub").unwrap_err();
    assert!(matches!(&problem, CatalogueError::Unknown { nearest, .. } if nearest[0] == "github"));
    assert!(
        problem.to_string().starts_with("there is no preset named \"gihtub\"; did you mean github"),
        "{problem}"
    );
    let problem = catalogue.get("nothing-like-anything-here").unwrap_err();
    assert_eq!(problem.to_string(), "there is no preset named \"nothing-like-anything-here\"");
}

#[test]
fn trello_is_refused_with_the_reason() {
    let catalogue = Catalogue::built_in().unwrap();
    for name in ["trello", "Trello"] {
        let problem = catalogue.get(name).unwrap_err();
        assert!(matches!(problem, CatalogueError::Refused { .. }), "{problem}");
        assert!(problem.to_string().contains("OAuth 1.0a"), "{problem}");
    }
}

#[test]
fn a_variable_without_a_value_is_an_error() {
    let problem = preset("keycloak").resolve(&[("realm", "staff")]).unwrap_err();
    assert!(
        matches!(&problem, ResolveError::Missing { missing, .. } if missing.len() == 1 && missing[0].0 == "base")
    );
    let keycloak = preset("keycloak");
    assert_eq!(keycloak.required_variables().map(|(name, _)| name).collect::<Vec<_>>(), ["base", "realm"]);
    assert_eq!(preset("gitlab").required_variables().count(), 0);
}

#[test]
fn a_variable_that_does_not_exist_is_refused() {
    let problem = preset("github").resolve(&[("domain", "git.example.com")]).unwrap_err();
    assert!(matches!(problem, ResolveError::UnknownVariable { .. }), "{problem}");
}

#[test]
fn values_that_would_lead_the_browser_to_another_site_are_refused() {
    let hostile = [
        ("gitlab", "domain", "evil.example/#"),
        ("gitlab", "domain", "gitlab.com@evil.example"),
        ("gitlab", "domain", "gitlab.com\\evil.example"),
        ("gitlab", "domain", "gitlab.com?x="),
        ("gitlab", "domain", ""),
        ("shopify", "shop", "evil.example/"),
        ("shopify", "shop", "evil.example#"),
        ("shopify", "shop", "a.b"),
        ("entra", "tenant", "../evil"),
        ("entra", "tenant", ".."),
        ("entra", "tenant", "common/oauth2"),
        ("entra", "tenant", "{tenantid}"),
        ("facebook", "version", "24.0/../.."),
        ("openid", "issuer", "http://id.example"),
        ("openid", "issuer", "https://user:word@id.example"),
        ("openid", "issuer", "https://id.example?x"),
        ("openid", "issuer", "https://id.example//"),
        ("keycloak", "base", "javascript:alert(1)"),
    ];
    for (name, variable, value) in hostile {
        let others = [("shop", "a"), ("version", "1"), ("realm", "a")];
        let preset = preset(name);
        let mut variables = vec![(variable, value)];
        let known =
            others.iter().filter(|(other, _)| *other != variable && preset.variables.contains_key(*other));
        variables.extend(known);
        let problem = preset.resolve(&variables).unwrap_err();
        assert!(
            matches!(&problem, ResolveError::Value { name, .. } if name == variable),
            "{value}: {problem}"
        );
    }
}

#[test]
fn an_issuer_keeps_its_final_slash() {
    for issuer in ["https://id.example/application/o/app/", "https://id.example", "http://127.0.0.1:8080"] {
        let provider = preset("openid").resolve(&[("issuer", issuer)]).unwrap();
        assert_eq!(provider.preset().issuer.as_deref(), Some(issuer));
    }
}

#[test]
fn discovery_replaces_the_endpoints_only_of_presets_that_use_it() {
    let metadata = ProviderMetadata {
        authorization_endpoint: "https://id.example/authorize".to_owned(),
        token_endpoint: "https://id.example/token".to_owned(),
        ..ProviderMetadata::default()
    };
    let openid = preset("openid").resolve(&[("issuer", "https://id.example")]).unwrap();
    let problem = openid.authorization_url(&input(None)).unwrap_err();
    assert!(matches!(problem, RequestError::NoEndpoint { endpoint: "authorization", .. }), "{problem}");
    let url = openid.with_metadata(&metadata).authorization_url(&input(None)).unwrap();
    assert!(url.starts_with("https://id.example/authorize?"), "{url}");

    let discord = preset("discord").resolve(&[]).unwrap().with_metadata(&metadata);
    assert!(
        discord.authorization_url(&input(None)).unwrap().starts_with("https://discord.com/oauth2/authorize?")
    );
}

#[test]
fn a_file_may_contain_one_or_several_presets() {
    let one = Catalogue::built_in().unwrap().with_file(INTRANET).unwrap();
    assert_eq!(one.get("intranet").unwrap().display_name, "Our own");
    let other = INTRANET.replace("\"intranet\"", "\"extranet\"");
    let several =
        Catalogue::default().with_file(&format!("{}{}", as_entry(INTRANET), as_entry(&other))).unwrap();
    assert_eq!(
        several.iter().map(|preset| preset.name.as_str()).collect::<Vec<_>>(),
        ["extranet", "intranet"]
    );
}

#[test]
fn two_presets_with_the_same_name_in_a_file_are_refused() {
    let twice = format!("{}{}", as_entry(INTRANET), as_entry(INTRANET));
    assert_eq!(
        Catalogue::default().with_file(&twice).unwrap_err(),
        PresetError::Duplicate("intranet".to_owned())
    );
}

#[test]
fn your_own_preset_replaces_a_built_in_one() {
    let own = INTRANET.replace("\"intranet\"", "\"github\"");
    let catalogue = Catalogue::built_in().unwrap().with_file(&own).unwrap();
    assert_eq!(catalogue.get("github").unwrap().display_name, "Our own");
}

#[test]
fn your_own_preset_must_follow_the_rules() {
    for text in [
        INTRANET.replace("https://{domain}", "http://{domain}"),
        as_entry(&INTRANET.replace("https://{domain}", "ftp://{domain}")),
        INTRANET.replace("[user]", "[user]\nadmin = true"),
        "preset = []\nother = 1".to_owned(),
    ] {
        assert!(Catalogue::default().with_file(&text).is_err(), "{text}");
    }
}

/// Returns the preset as one entry of a list.
fn as_entry(preset: &str) -> String {
    let nested = preset.replace("\n[", "\n[preset.");
    format!("[[preset]]\n{nested}\n")
}
