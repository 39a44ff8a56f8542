//! `valetkey provider imitate`.

use std::net::SocketAddr;

use clap::Args;
use serde_json::{Value, json};
use valetkey_provider_simulator::{ProviderSimulator, Running, SimulatorError};
use valetkey_providers::{Catalogue, Provider};
use valetkey_server::configuration::parse_listen;

use crate::{
    failure::Failure,
    output::{Output, Style, pairs, table},
    shutdown::Shutdown,
};

/// Maximum number of providers whose addresses are all shown.
const FEW: usize = 3;

const WARNING: &str = "FOR DEVELOPMENT ONLY: anybody who reaches this port can sign in as any user. \
    It listens on this machine only. Keep it so.";

#[derive(Args)]
#[command(after_help = "\
Every address https://host/path of a provider is played at http://127.0.0.1:9100/host/path. An application in Rust calls \
Provider::relocated with the base address; another one sets the addresses shown. Requests that the real provider would \
refuse are refused in its words, and the log says what was expected. Ctrl-C stops it.

Examples:
  valetkey provider imitate github discord
  valetkey provider imitate
  valetkey provider imitate google --auto --listen 127.0.0.1:9200 --json

With --json one line is printed once everything answers:
  {\"base_url\":…,\"providers\":[{\"name\":…,\"issuer\":…,\"endpoints\":…}]}")]
pub(super) struct ImitateArguments {
    /// The presets to play, as `valetkey provider list` prints them [default: all]
    names: Vec<String>,
    /// Sign everybody in at once, without a page; for tests. `person=grace` in the request chooses the second person
    #[arg(long)]
    auto: bool,
    /// Where to listen: an address of this machine with a port, or a port
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:9100", value_parser = parse_listen)]
    listen: SocketAddr,
}

pub(super) async fn run(arguments: ImitateArguments, output: Output) -> Result<(), Failure> {
    let shutdown = Shutdown::on_signal()?;
    let server = server(&arguments)?;
    let server = if arguments.auto { server.auto() } else { server };
    let running = server.start_on(arguments.listen).await.map_err(failure)?;
    let names = running.names();
    let providers: Vec<Provider> = names.iter().filter_map(|name| running.provider(name)).collect();
    let value = json!({
        "base_url": running.base_url(),
        "providers": providers.iter().map(as_json).collect::<Vec<_>>(),
    });
    output.result(&value, |style| in_words(style, &running, &providers))?;
    shutdown.requested().await;
    running.stop().await;
    output.note("Stopped.")
}

fn server(arguments: &ImitateArguments) -> Result<ProviderSimulator, Failure> {
    if arguments.names.is_empty() {
        return Ok(ProviderSimulator::new(&Catalogue::built_in()?));
    }
    let mut names: Vec<&str> = Vec::new();
    for name in &arguments.names {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    ProviderSimulator::of(&names).map_err(failure)
}

/// A name or an address that can't be is the command line's fault.
fn failure(problem: SimulatorError) -> Failure {
    match problem {
        SimulatorError::Name(_) | SimulatorError::NotLoopback(_) => Failure::usage(problem),
        other => Failure::failed(other),
    }
}

fn as_json(provider: &Provider) -> Value {
    let preset = provider.preset();
    json!({
        "name": preset.name,
        "display_name": preset.display_name,
        "issuer": preset.issuer,
        "endpoints": preset.endpoints,
    })
}

fn in_words(style: Style, running: &Running, providers: &[Provider]) -> String {
    let base = format!("Base address: {}", style.strong(running.base_url()));
    let shown = if providers.len() > FEW {
        let rows: Vec<Vec<String>> = providers.iter().map(row).collect();
        table(style, &["NAME", "PROVIDER", "ISSUER OR AUTHORIZATION ADDRESS"], &rows)
    } else {
        let parts = providers.iter().map(|provider| {
            let heading = format!("{} ({})", provider.preset().display_name, provider.preset().name);
            format!("{}\n{}", style.strong(&heading), pairs(super::show::addresses(provider.preset())))
        });
        parts.collect::<Vec<_>>().join("\n\n")
    };
    format!("{}\n\n{base}\n\n{shown}", style.bad(WARNING))
}

fn row(provider: &Provider) -> Vec<String> {
    let preset = provider.preset();
    let issuer = preset.issuer.clone().filter(|_| preset.discovery);
    let address = issuer.or_else(|| preset.endpoints.authorization.clone()).unwrap_or_default();
    vec![preset.name.clone(), preset.display_name.clone(), address]
}
