//! `valetkey health`.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
};

use clap::Args;
use serde_json::json;
use valetkey_fetch::{HttpRequest, HttpTransport as _, ReqwestTransport, TransportError};

use crate::{configuration_file, database, failure::Failure, output::Output};

/// Ask the server on this machine whether it lives
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct HealthArguments {
    /// Ask whether it can serve everybody: the database answers and every signing key is made
    #[arg(long)]
    ready: bool,
    /// Where it listens: an address with a port, or a port of this machine [default: 127.0.0.1:8080] [env:
    /// VALETKEY_LISTEN]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// The server's configuration file [env: VALETKEY_CONFIG]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

const EXAMPLES: &str = "\
It reads the same configuration as the server, and needs no other program: a container can use it as it is.

Examples:
  valetkey health
  valetkey health --ready --listen 9000
  HEALTHCHECK CMD [\"valetkey\", \"health\"]
      In a Dockerfile.

Exit codes: 0 the server answers, 1 it does not, 2 wrong command line or configuration.";

/// Runs the command.
pub(crate) async fn run(arguments: &HealthArguments, output: Output) -> Result<(), Failure> {
    let flags = [("listen", "--listen", arguments.listen.as_deref())];
    let configuration =
        configuration_file::read(arguments.config.as_deref(), database::environment(), &flags)?;
    let address = reachable(configuration.listen);
    let path = if arguments.ready { "/ready" } else { "/health" };
    let status = ask(address, path).await.map_err(|error| {
        Failure::failed(format!(
            "no answer from http://{address}{path}: {error}; is the server running, and does --listen (or \
             VALETKEY_LISTEN) say where?"
        ))
    })?;
    if status != 200 {
        let problem =
            format!("http://{address}{path}: expected the status 200, got {status}; see the server's log");
        return Err(Failure::failed(problem));
    }
    let state = if arguments.ready { "ready" } else { "ok" };
    output.result(&json!({ "status": state, "address": address }), |_| format!("{address}: {state}"))
}

/// The address to ask where the server listens on all of them.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// The status of the answer to one request. The address is one that this machine listens on, so that it may be asked.
async fn ask(address: SocketAddr, path: &str) -> Result<u16, TransportError> {
    let builder = ReqwestTransport::builder().allow_loopback().allow_networks([address.ip().into()]);
    let answer = builder.build()?.send(HttpRequest::get(format!("http://{address}{path}"))).await?;
    Ok(answer.status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f12_a_server_on_all_addresses_is_asked_on_this_machine() {
        for (listen, asked) in [
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:80", "[::1]:80"),
            ("127.0.0.1:81", "127.0.0.1:81"),
            ("192.0.2.1:82", "192.0.2.1:82"),
        ] {
            let address = |text: &str| text.parse::<SocketAddr>().expect("an address");
            assert_eq!(reachable(address(listen)), address(asked));
        }
    }
}
