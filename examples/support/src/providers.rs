//! The real provider if the environment has its credentials, else a simulated one on this machine.

use std::collections::BTreeMap;
use std::io::{self, Write};

use valetkey_client::{ClientBuilder, Secret};
use valetkey_provider_simulator::{ProviderSimulator, Running};
use valetkey_providers::provider;

/// Any error, for the log and the terminal.
pub type AnyError = Box<dyn std::error::Error + Send + Sync>;

/// Providers by preset name, real or simulated. Keep it as long as the application runs, because it stops the simulator on drop.
pub struct Providers {
    clients: BTreeMap<String, ClientBuilder>,
    _imitation: Option<Running>,
}

impl Providers {
    /// Reads `GITHUB_CLIENT_ID` and `GITHUB_CLIENT_SECRET` for `github`, and so on. Simulates providers without credentials, and
    /// says so on the terminal.
    ///
    /// # Errors
    /// If there is no preset with a name, or only one of its two variables is set.
    pub async fn from_environment(names: &[&str]) -> Result<Self, AnyError> {
        Self::choose(names, |variable| std::env::var(variable).ok().filter(|value| !value.is_empty())).await
    }

    /// Returns the builder of a client at this provider, with its credentials.
    ///
    /// # Errors
    /// If the name was not passed to the constructor.
    pub fn client(&self, name: &str) -> Result<ClientBuilder, AnyError> {
        let client = self.clients.get(name).cloned();
        client.ok_or_else(|| format!("expected one of the configured providers, got {name:?}").into())
    }

    async fn choose(names: &[&str], variable: impl Fn(&str) -> Option<String>) -> Result<Self, AnyError> {
        let (mut clients, mut imitated) = (BTreeMap::new(), Vec::new());
        for name in names {
            match credentials(name, &variable)? {
                Some((id, secret)) => {
                    clients
                        .insert((*name).to_owned(), provider(name, &[])?.client(&id).client_secret(secret));
                }
                None => imitated.push(*name),
            }
        }
        if imitated.is_empty() {
            return Ok(Self { clients, _imitation: None });
        }
        let running = ProviderSimulator::of(&imitated)?.start().await?;
        for name in imitated {
            let simulated = running.provider(name).ok_or("the simulator does not know this provider")?;
            announce(name, &simulated.preset().display_name, running.base_url())?;
            let client = simulated.client("example-application").client_secret(Secret::new("example-secret"));
            clients.insert(name.to_owned(), client);
        }
        Ok(Self { clients, _imitation: Some(running) })
    }
}

fn credentials(
    name: &str,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<(String, Secret)>, AnyError> {
    let names = ["CLIENT_ID", "CLIENT_SECRET"].map(|last| format!("{}_{last}", variable_word(name)));
    match names.each_ref().map(|name| variable(name)) {
        [Some(id), Some(secret)] => Ok(Some((id, Secret::new(secret)))),
        [None, None] => Ok(None),
        [given, _] => {
            let [id, secret] = names;
            let (set, missing) = if given.is_some() { (id, secret) } else { (secret, id) };
            Err(format!("expected {set} and {missing} together, got {set} alone").into())
        }
    }
}

fn announce(name: &str, shown: &str, base: &str) -> io::Result<()> {
    let word = variable_word(name);
    writeln!(
        io::stderr(),
        "\n*** This is an imitation of {shown}, at {base}. It signs everybody in.\n\
         *** Set {word}_CLIENT_ID and {word}_CLIENT_SECRET for the real {shown}.\n"
    )
}

fn variable_word(name: &str) -> String {
    name.to_ascii_uppercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    const REAL: [(&str, &str); 2] = [("GITHUB_CLIENT_ID", "id"), ("GITHUB_CLIENT_SECRET", "secret")];

    async fn issuer(set: &[(&str, &str)]) -> Result<String, AnyError> {
        let find =
            |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let providers = Providers::choose(&["github"], find).await?;
        let client = providers.client("github")?.build()?;
        Ok(client.issuer().as_str().to_owned())
    }

    #[tokio::test]
    async fn only_credentials_select_the_real_provider() {
        assert_eq!(issuer(&REAL).await.expect("a client"), "https://github.com/login/oauth");
        let imitated = issuer(&[]).await.expect("a client");
        assert!(imitated.starts_with("http://127.0.0.1:"), "{imitated}");
    }

    #[tokio::test]
    async fn incomplete_credentials_stop_the_start() {
        for half in REAL {
            let problem = issuer(&[half]).await.expect_err("half is not enough").to_string();
            assert!(
                problem.contains("GITHUB_CLIENT_ID") && problem.contains("GITHUB_CLIENT_SECRET"),
                "{problem}"
            );
        }
    }
}
