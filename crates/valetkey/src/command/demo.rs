//! `valetkey demo`: a server, an application, an API, an imitated provider, two users and an administrator in one process.

use clap::Args;

use crate::{demo, failure::Failure, output::Output};

/// Try it: server, application, API, an imitated provider, two users and an administrator in one process
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DemoArguments {
    /// Do not open the browser
    #[arg(long)]
    no_open: bool,
    /// The ports of the server, the application, the API and the imitated provider, in this order
    #[arg(long = "port", value_name = "PORT", value_delimiter = ',', num_args = 1..=4, value_parser = port)]
    ports: Vec<u16>,
}

const EXAMPLES: &str = "\
Everything lives in a temporary folder that is removed at the end, and only on this machine. alice and bob are users; carol \
is the administrator, for the console at /admin. They get new passwords at every start. Ports that are taken are replaced by \
free ones.

Examples:
  valetkey demo
  valetkey demo --no-open --port 9080,9081,9082,9083
  valetkey demo --no-open --json

With --json one line is printed once everything answers:
  {\"issuer\":…,\"app\":…,\"api\":…,\"mails\":…,\"provider\":…,\"users\":[{\"username\":…,\"password\":…}],
   \"administrator\":{\"username\":…,\"password\":…},\"client_id\":…}

Ctrl-C stops it.";

/// The ports unless others are asked for.
const USUAL_PORTS: [u16; 4] = [8080, 8081, 8082, 8083];

fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "expected a port such as 9080, or 0 for any free one".to_owned())
}

/// Runs the command.
pub(crate) async fn run(arguments: DemoArguments, output: Output) -> Result<(), Failure> {
    let mut ports = USUAL_PORTS;
    for (place, port) in ports.iter_mut().zip(&arguments.ports) {
        *place = *port;
    }
    demo::run(ports, !arguments.no_open, output).await
}
