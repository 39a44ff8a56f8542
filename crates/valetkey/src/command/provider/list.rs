//! `valetkey provider list`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_providers::{Catalogue, Kind, Preset, REFUSED};

use crate::{
    failure::Failure,
    output::{Output, table},
};

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey provider list\n  valetkey provider list --json")]
pub(super) struct ListArguments {}

pub(super) fn run(_: &ListArguments, output: Output) -> Result<(), Failure> {
    let catalogue = Catalogue::built_in()?;
    let value = json!({
        "providers": catalogue.iter().map(as_json).collect::<Vec<_>>(),
        "refused": REFUSED
            .iter()
            .map(|refusal| {
                json!({
                    "name": refusal.name,
                    "display_name": refusal.display_name,
                    "reason": refusal.reason,
                })
            })
            .collect::<Vec<_>>(),
    });
    output.result(&value, |style| {
        let rows: Vec<Vec<String>> = catalogue.iter().map(row).collect();
        let refused: Vec<String> = REFUSED
            .iter()
            .map(|refusal| format!("\n{} {}: {}", style.bad("Refused"), refusal.name, refusal.reason))
            .collect();
        let listed = table(style, &["NAME", "PROVIDER", "GIVES", "NEEDS"], &rows);
        format!("{listed}\n{}", refused.join("\n"))
    })
}

/// The protocol, in words.
pub(super) fn gives(preset: &Preset) -> &'static str {
    match preset.kind {
        Kind::OpenId => "OpenID",
        Kind::OAuth2 => "OAuth",
    }
}

fn as_json(preset: &Preset) -> Value {
    json!({
        "name": preset.name,
        "display_name": preset.display_name,
        "kind": preset.kind,
        "gives": gives(preset),
        "variables": required(preset),
    })
}

fn row(preset: &Preset) -> Vec<String> {
    vec![
        preset.name.clone(),
        preset.display_name.clone(),
        gives(preset).to_owned(),
        required(preset).join(", "),
    ]
}

fn required(preset: &Preset) -> Vec<&str> {
    preset.required_variables().map(|(name, _)| name).collect()
}
