//! Sets up and starts the simulator, and gives access to a running one.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use valetkey_fetch::{Clock, SystemClock};
use valetkey_providers::{Catalogue, Preset, Provider};
use valetkey_types::Secret;

use crate::SimulatorError;
use crate::keys::Keys;
use crate::server::Server;
use crate::simulated_provider::SimulatedProvider;

/// The values of variables, by name.
type Variables = BTreeMap<String, String>;

/// The settings of a server that simulates identity providers. The server signs everyone in, so it listens only on this machine.
pub struct ProviderSimulator {
    presets: Vec<Preset>,
    variables: BTreeMap<String, Variables>,
    clients: Vec<(String, Secret)>,
    auto: bool,
    clock: Arc<dyn Clock>,
}

/// A running server. It runs until it is stopped or dropped.
pub struct Running {
    base_url: String,
    server: Arc<Server>,
    stop: Option<oneshot::Sender<()>>,
    task: Option<JoinHandle<()>>,
}

impl ProviderSimulator {
    /// Simulates all presets of a catalogue.
    pub fn new(catalogue: &Catalogue) -> Self {
        let presets = catalogue.iter().cloned().collect();
        Self {
            presets,
            variables: BTreeMap::new(),
            clients: Vec::new(),
            auto: false,
            clock: Arc::new(SystemClock),
        }
    }

    /// Simulates the built-in presets with these names.
    ///
    /// # Errors
    /// [`SimulatorError::Name`] if one of the presets does not exist.
    pub fn of(names: &[&str]) -> Result<Self, SimulatorError> {
        let catalogue = Catalogue::built_in()?;
        let mut server = Self::new(&Catalogue::default());
        for name in names {
            server.presets.push(catalogue.get(name)?.clone());
        }
        Ok(server)
    }

    /// Sets a variable of a preset, instead of the value in its recording: `.variable("entra", "tenant", "common")`.
    #[must_use]
    pub fn variable(mut self, preset: &str, name: &str, value: &str) -> Self {
        self.variables.entry(preset.to_owned()).or_default().insert(name.to_owned(), value.to_owned());
        self
    }

    /// Signs users in without a page, for tests. The parameter `person` (`ada`, `grace` or `alice`) of the
    /// authorization request chooses the user.
    #[must_use]
    pub fn auto(mut self) -> Self {
        self.auto = true;
        self
    }

    /// Adds a client. Only clients that were added are accepted. Without this call, any client is accepted, and its first
    /// secret is stored and required from then on.
    #[must_use]
    pub fn client(mut self, client_id: &str, client_secret: &str) -> Self {
        self.clients.push((client_id.to_owned(), Secret::new(client_secret)));
        self
    }

    /// Sets the clock.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Listens on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// The errors of [`ProviderSimulator::start_on`].
    pub async fn start(self) -> Result<Running, SimulatorError> {
        self.start_on(SocketAddr::from(([127, 0, 0, 1], 0))).await
    }

    /// Listens on this address, which must be a loopback address.
    ///
    /// # Errors
    /// [`SimulatorError`], in particular `NotLoopback` and `Listen`.
    pub async fn start_on(self, address: SocketAddr) -> Result<Running, SimulatorError> {
        if !address.ip().is_loopback() {
            return Err(SimulatorError::NotLoopback(address));
        }
        self.start_with(TcpListener::bind(address).await?)
    }

    /// Serves on an open port with a loopback address.
    ///
    /// # Errors
    /// [`SimulatorError`], in particular `NotLoopback`.
    pub fn start_with(self, listener: TcpListener) -> Result<Running, SimulatorError> {
        let address = listener.local_addr()?;
        if !address.ip().is_loopback() {
            return Err(SimulatorError::NotLoopback(address));
        }
        let base_url = format!("http://{address}");
        let none = Variables::new();
        let simulate = |preset: &Preset| {
            let variables = self.variables.get(&preset.name).unwrap_or(&none);
            SimulatedProvider::new(preset, variables, &base_url)
        };
        let providers = self.presets.iter().map(simulate).collect::<Result<Vec<_>, SimulatorError>>()?;
        let mut server = Server::new(providers, &base_url, Keys::generate()?, self.clock);
        server.auto = self.auto;
        server.clients_are_listed = !self.clients.is_empty();
        for (client_id, secret) in &self.clients {
            server.state().keep_secret(client_id, secret.expose());
        }
        Ok(Running::serve(listener, base_url, Arc::new(server)))
    }
}

impl Running {
    fn serve(listener: TcpListener, base_url: String, server: Arc<Server>) -> Self {
        let (stop, stopped) = oneshot::channel();
        let shared = Arc::clone(&server);
        let answer = move |request: Request<Body>| {
            let server = Arc::clone(&shared);
            async move { server.handle(request).await }
        };
        let router: Router = Router::new().fallback(answer);
        let task = tokio::spawn(async move {
            let until = async move {
                // The server also stops if the sender is dropped.
                let _ = stopped.await;
            };
            if let Err(problem) = axum::serve(listener, router).with_graceful_shutdown(until).await {
                tracing::error!("the provider simulator stopped: {problem}");
            }
        });
        Self { base_url, server, stop: Some(stop), task: Some(task) }
    }

    /// Returns the origin of the server, for [`Provider::relocated`].
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Returns the simulated provider of a preset: relocated, with the variables of its recording.
    pub fn provider(&self, name: &str) -> Option<Provider> {
        let simulated = self.server.providers.iter().find(|simulated| simulated.preset().name == name)?;
        Some(simulated.provider.clone())
    }

    /// Returns the names of the simulated presets.
    pub fn names(&self) -> Vec<&str> {
        self.server.providers.iter().map(|simulated| simulated.preset().name.as_str()).collect()
    }

    /// Returns complaints about unexpected requests, oldest first: sentences with provider, request, expected and received value.
    pub fn complaints(&self) -> Vec<String> {
        self.server.complaints()
    }

    /// Stops the server and waits for the running requests.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        if let Some(task) = self.task.take() {
            // The only possible failure is a panic in the server, which is in the log.
            let _ = task.await;
        }
    }
}
