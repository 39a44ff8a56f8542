//! Starts an application without configuration: with the provider from the environment, or with a simulated provider on this
//! machine.

use std::io::{self, Write};

use axum::Router;
use tokio::net::TcpListener;
use url::Url;
use valetkey_client::ClientBuilder;
use valetkey_provider_simulator::ProviderSimulator;
pub use valetkey_provider_simulator::SimulatorError;
use valetkey_providers::provider;
use valetkey_types::{Secret, is_loopback_host};

/// The reason why the application can't start. Its text says what to do.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum EnvironmentError {
    /// One of the two variables is missing.
    #[error("expected {expected} beside {given}, got none: set both, or none for a simulated provider")]
    Half {
        /// The name of the variable that is set.
        given: String,
        /// The name of the missing variable.
        expected: String,
    },
    /// The application is reachable from other machines, where a simulated provider would sign everyone in.
    #[error(
        "expected {id} and {secret} in the environment, got none: the simulated provider signs everyone in, so it is only for an application at \
         http://127.0.0.1 or http://localhost, and this one is at {address:?}"
    )]
    NotOnThisMachine {
        /// The name of the variable for the client identifier.
        id: String,
        /// The name of the variable for the client secret.
        secret: String,
        /// The application's address.
        address: String,
    },
    /// There is no such provider, or it needs more than two variables.
    #[error("the provider can't be set up: {0}")]
    Provider(String),
    /// The simulator can't start.
    #[error("the simulator can't start: {0}")]
    Simulator(#[from] SimulatorError),
    /// The application can't be served.
    #[error("can't serve at {address}: {problem}; is another program using the port?")]
    Serve {
        /// The application's address.
        address: String,
        /// The error of the system.
        problem: io::Error,
    },
}

/// Prints the same text as `Display`, for programs that return this error from `main`.
impl std::fmt::Debug for EnvironmentError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, formatter)
    }
}

/// Returns a client for the provider of this preset. Reads `GITHUB_CLIENT_ID` and `GITHUB_CLIENT_SECRET` for `github`, and so on.
///
/// If both are missing and the application's `address` is on this machine, simulates the provider until the program ends and
/// prints a notice. The simulated provider signs everyone in.
///
/// # Errors
/// [`EnvironmentError`], which names the missing variable.
pub async fn client_from_environment(name: &str, address: &str) -> Result<ClientBuilder, EnvironmentError> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    choose(name, address, variable).await
}

async fn choose(
    name: &str,
    address: &str,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<ClientBuilder, EnvironmentError> {
    let word = name.to_ascii_uppercase().replace('-', "_");
    let (id, secret) = (format!("{word}_CLIENT_ID"), format!("{word}_CLIENT_SECRET"));
    match (variable(&id), variable(&secret)) {
        (Some(id), Some(secret)) => {
            let provider =
                provider(name, &[]).map_err(|error| EnvironmentError::Provider(error.to_string()))?;
            Ok(provider.client(&id).client_secret(Secret::new(secret)))
        }
        (Some(_), None) => Err(EnvironmentError::Half { given: id, expected: secret }),
        (None, Some(_)) => Err(EnvironmentError::Half { given: secret, expected: id }),
        (None, None) if !is_on_this_machine(address) => {
            Err(EnvironmentError::NotOnThisMachine { id, secret, address: address.to_owned() })
        }
        (None, None) => simulate(name, &id, &secret).await,
    }
}

async fn simulate(name: &str, id: &str, secret: &str) -> Result<ClientBuilder, EnvironmentError> {
    let running = ProviderSimulator::of(&[name])?.start().await?;
    let missing = || EnvironmentError::Provider("the simulator does not know this provider".to_owned());
    let simulated = running.provider(name).ok_or_else(missing)?;
    let shown = simulated.preset().display_name.clone();
    let client = simulated.client("development").client_secret(Secret::new("development-secret"));
    let notice = format!(
        "\n*** {id} and {secret} are not set. A simulated {shown} at {} is used instead.\n\
         *** It signs everyone in, for development only. Set both variables for the real {shown}.\n",
        running.base_url()
    );
    let _ = writeln!(io::stderr(), "{notice}");
    // The simulator stops when it is dropped.
    tokio::spawn(async move {
        let _running = running;
        std::future::pending::<()>().await;
    });
    Ok(client)
}

/// Serves an application on the port of its address on this machine and prints its URL. Meant for a first start; an application
/// behind a proxy calls `axum::serve` itself.
///
/// # Errors
/// [`EnvironmentError::Serve`] if the port is in use.
pub async fn serve(address: &str, app: Router) -> Result<(), EnvironmentError> {
    let failed = |problem| EnvironmentError::Serve { address: address.to_owned(), problem };
    let port = Url::parse(address).ok().and_then(|url| url.port_or_known_default()).unwrap_or(8000);
    let listener = TcpListener::bind(("127.0.0.1", port)).await.map_err(failed)?;
    let _ = writeln!(io::stdout(), "Open {address} in your browser. Ctrl-C stops it.");
    axum::serve(listener, app).await.map_err(failed)
}

fn is_on_this_machine(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.host_str().is_some_and(is_loopback_host))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
mod tests {
    use super::*;

    const HERE: &str = "http://127.0.0.1:8000";

    async fn issuer(address: &str, set: &[&str]) -> Result<String, String> {
        let variable = |name: &str| set.contains(&name).then(|| "x".to_owned());
        let client = choose("github", address, variable).await.map_err(|error| format!("{error:?}"))?;
        Ok(client.build().map_err(|error| error.to_string())?.issuer().to_string())
    }

    #[tokio::test]
    async fn u7_without_configuration_a_simulated_provider_starts() {
        let started = issuer(HERE, &[]).await.unwrap_or_default();
        assert!(started.starts_with("http://127.0.0.1:"), "{started}");
        let both = issuer(HERE, &["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"]).await;
        assert_eq!(both.as_deref(), Ok("https://github.com/login/oauth"));
    }

    #[tokio::test]
    async fn u7_a_missing_variable_is_named() {
        for (given, missing) in
            [("GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"), ("GITHUB_CLIENT_SECRET", "GITHUB_CLIENT_ID")]
        {
            let problem = issuer(HERE, &[given]).await.unwrap_err();
            assert!(problem.starts_with(&format!("expected {missing} beside {given}")), "{problem}");
        }
    }

    /// The simulator signs everyone in, so an application that is reachable from other machines must not use it.
    #[tokio::test]
    async fn u7_an_application_on_another_machine_gets_no_simulated_provider() {
        for address in ["https://app.example", "http://10.0.0.1:8000", "http://localhost.example", "x", ""] {
            let problem = issuer(address, &[]).await.unwrap_err();
            assert!(problem.contains("GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET"), "{problem}");
        }
        assert!(issuer("http://localhost:8000", &[]).await.is_ok());
    }
}
