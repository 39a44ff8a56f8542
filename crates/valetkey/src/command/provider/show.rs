//! `valetkey provider show`.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use valetkey_providers::{Authentication, Deviation, Endpoints, Preset};

use super::{check, list};
use crate::{
    failure::Failure,
    output::{Output, Style, pairs, visible},
};

#[derive(Args)]
#[command(after_help = "\
Examples:
  valetkey provider show github
  valetkey provider show entra --json
  valetkey provider show intranet --file intranet.toml")]
pub(super) struct ShowArguments {
    /// The name of the preset, as `valetkey provider list` prints it
    name: String,
    /// A file with presets of your own, taken before the built-in ones
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(super) fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    let catalogue = check::catalogue(arguments.file.as_deref())?;
    let preset = catalogue.get(&arguments.name).map_err(Failure::usage)?;
    output.result(&as_json(preset)?, |style| in_words(style, preset))
}

fn as_json(preset: &Preset) -> Result<Value, Failure> {
    let mut value = serde_json::to_value(preset)?;
    value["gives"] = json!(list::gives(preset));
    value["deviations_in_words"] = json!(deviations(preset));
    Ok(value)
}

fn in_words(style: Style, preset: &Preset) -> String {
    let heading = format!("{} ({})", visible(&preset.display_name), visible(&preset.name));
    let mut parts = vec![format!("{}\n{}", style.strong(&heading), pairs(facts(preset)))];
    let mut section = |title: &str, body: String| {
        if !body.is_empty() {
            parts.push(format!("{}\n{body}", style.strong(title)));
        }
    };
    section("Addresses", pairs(addresses(preset)));
    let variables = preset.variables.iter().map(|(name, variable)| {
        let default = variable.default.as_deref().map(|default| format!(" (unless set: {default})"));
        (name.as_str(), format!("{}{}", variable.description, default.unwrap_or_default()))
    });
    section("Values to fill in", pairs(variables));
    section("What it does differently", lines(&deviations(preset)));
    section("Good to know", lines(&preset.notes));
    section("Not compared with the provider yet", lines(&preset.unverified));
    parts.join("\n\n")
}

fn facts(preset: &Preset) -> Vec<(&'static str, String)> {
    let or_none = |text: String| if text.is_empty() { "none".to_owned() } else { text };
    vec![
        ("gives", list::gives(preset).to_owned()),
        ("issuer", or_none(preset.issuer.clone().unwrap_or_default())),
        ("discovery", if preset.discovery { "yes" } else { "no" }.to_owned()),
        ("scopes", or_none(preset.authorization.scope.join(" "))),
        ("authentication", authentication(preset).join(", ")),
        ("PKCE", if uses_pkce(preset) { "S256" } else { "not sent" }.to_owned()),
    ]
}

pub(super) fn addresses(preset: &Preset) -> Vec<(&'static str, String)> {
    let Endpoints { authorization, token, userinfo, jwks, revocation, device_authorization, end_session } =
        &preset.endpoints;
    let named = [
        ("authorization", authorization),
        ("token", token),
        ("userinfo", userinfo),
        ("keys", jwks),
        ("revocation", revocation),
        ("device login", device_authorization),
        ("sign out", end_session),
    ];
    named.into_iter().filter_map(|(name, address)| Some((name, address.clone()?))).collect()
}

fn authentication(preset: &Preset) -> Vec<&'static str> {
    let name = |way: &Authentication| match way {
        Authentication::Basic => "client_secret_basic",
        Authentication::Post => "client_secret_post",
        Authentication::None => "none",
    };
    preset.token.authentication.iter().map(name).collect()
}

fn uses_pkce(preset: &Preset) -> bool {
    !preset.deviations.contains(&Deviation::NoPkce {})
}

fn deviations(preset: &Preset) -> Vec<String> {
    preset.deviations.iter().map(Deviation::in_words).collect()
}

fn lines(texts: &[String]) -> String {
    texts.iter().map(|text| format!("  - {}", visible(text))).collect::<Vec<_>>().join("\n")
}
