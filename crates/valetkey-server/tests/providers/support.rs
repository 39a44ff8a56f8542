//! A server, a simulated provider, and the walk through both.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use valetkey_authorization_server::{
    Change,
    record::{FirstSignIn, IdentityProvider, LinkedAccount},
};
use valetkey_fetch::{Clock, HttpRequest, HttpResponse, HttpTransport, ReqwestTransport, TransportError};
use valetkey_provider_simulator::{ProviderSimulator, Running};
use valetkey_server::{
    EncryptionKey, Environment as _, Seal,
    identity_provider::{USAGE, seal_secret},
    testing::{Answer, Browser, TestEnvironment, TestServer, TestServerBuilder},
};
use valetkey_storage::{Listing, directory, record::LINKED_ACCOUNT};
use valetkey_types::{Secret, TenantId, Timestamp, Unknown};

use crate::{
    people::{PASSWORD, authorize, client},
    usual_database,
};

/// The issuer is on this machine, as the simulator demands.
pub(crate) const ISSUER: &str = "http://localhost:8000";

/// What the wire to the provider does to its answers.
#[derive(Clone, Default)]
pub(crate) enum Wire {
    /// Nothing.
    #[default]
    Straight,
    /// Replaces a text in the body of answers of an address with this part.
    Replace(&'static str, String, String),
    /// Loses every request.
    Dead,
    /// Never answers.
    Silent,
}

/// The network of the server.
pub(crate) struct TestTransport {
    network: ReqwestTransport,
    wire: Mutex<Wire>,
}

#[async_trait]
impl HttpTransport for TestTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let wire = self.wire.lock().unwrap().clone();
        let url = request.url.clone();
        match wire {
            Wire::Dead => {
                Err(TransportError::Connection { host: "provider".to_owned(), reason: "refused".to_owned() })
            }
            Wire::Silent => std::future::pending().await,
            Wire::Straight => self.network.send(request).await,
            Wire::Replace(part, from, to) => {
                let mut answer = self.network.send(request).await?;
                if url.contains(part) {
                    answer.body = String::from_utf8(answer.body).unwrap().replace(&from, &to).into_bytes();
                }
                Ok(answer)
            }
        }
    }
}

/// The clock of the server, for the simulator.
struct SameClock(Arc<TestEnvironment>);

impl Clock for SameClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

/// A server with a simulated provider.
pub(crate) struct World {
    pub(crate) server: TestServer,
    pub(crate) transport: Arc<TestTransport>,
    pub(crate) simulator: Running,
}

/// A provider of this preset. The simulator accepts any client.
pub(crate) fn provider(preset: &str, simulator: &Running) -> IdentityProvider {
    let tenant = valetkey_authorization_server::record::TenantRecord::new(
        TenantId::default(),
        valetkey_types::Issuer::parse(ISSUER).unwrap(),
        Timestamp(0),
    );
    let seal = Seal::new(&EncryptionKey::new([7; 32]), USAGE, &tenant).unwrap();
    IdentityProvider {
        tenant: TenantId::default(),
        name: preset.to_owned(),
        preset: preset.to_owned(),
        variables: Default::default(),
        accepted_tenants: Vec::new(),
        simulator: Some(simulator.base_url().to_owned()),
        display_name: None,
        client_id: "client-1".to_owned(),
        client_secret_sealed: Some(seal_secret(&seal, preset, &Secret::new("secret/1")).unwrap()),
        scope: Vec::new(),
        first_sign_in: FirstSignIn::Create,
        domains: Vec::new(),
        claim_mappings: Default::default(),
        updates_claims: false,
        group_mappings: Vec::new(),
        offers_sign_out: false,
        position: 0,
        disabled: false,
        created_at: Timestamp(0),
        revision: 0,
        unknown: Unknown::default(),
    }
}

impl World {
    pub(crate) async fn new(presets: &[&str]) -> Self {
        Self::with(presets, usual_database::builder().await, |provider| provider).await
    }

    pub(crate) async fn ruled(rule: FirstSignIn, domains: &[&str]) -> Self {
        let domains: Vec<String> = domains.iter().map(|domain| (*domain).to_owned()).collect();
        let edit = |provider| IdentityProvider { first_sign_in: rule, domains: domains.clone(), ..provider };
        Self::with(&["github"], usual_database::builder().await, edit).await
    }

    pub(crate) async fn with(
        presets: &[&str],
        builder: TestServerBuilder,
        edit: impl Fn(IdentityProvider) -> IdentityProvider,
    ) -> Self {
        let network = ReqwestTransport::builder().allow_loopback().build().unwrap();
        let transport = Arc::new(TestTransport { network, wire: Mutex::default() });
        let server = builder.issuer(ISSUER).outgoing(transport.clone()).build().await;
        let clock = Arc::new(SameClock(Arc::clone(&server.environment)));
        let simulator = ProviderSimulator::of(presets).unwrap().auto().clock(clock).start().await.unwrap();
        let adds = presets
            .iter()
            .map(|preset| Change::AddIdentityProvider(Box::new(edit(provider(preset, &simulator)))));
        server.apply(adds.collect()).await;
        server.server.identity_providers.reload().await.unwrap();
        server.add_client(client("notes")).await;
        Self { server, transport, simulator }
    }

    pub(crate) fn wire(&self, wire: Wire) {
        *self.transport.wire.lock().unwrap() = wire;
    }

    /// Replaces the provider as it is stored.
    pub(crate) async fn edit(&self, edit: impl FnOnce(&mut IdentityProvider)) {
        let listing = Listing::all(&valetkey_storage::record::IDENTITY_PROVIDER, None, 1);
        let page = directory::page::<IdentityProvider>(&*self.server.storage, &listing).await.unwrap();
        let mut provider = page.records.into_iter().next().unwrap();
        edit(&mut provider);
        self.server.apply(vec![Change::ReplaceIdentityProvider(Box::new(provider))]).await;
    }

    /// Adds the user `ada` with the address that the provider has for Ada.
    pub(crate) async fn add_ada(&self) {
        let user = self.server.add_user("ada.local", PASSWORD).await;
        let mut with_address = user.clone();
        with_address.email = Some("ada@mail.example".to_owned());
        with_address.email_verified = true;
        self.server.replace_user(&user, with_address).await;
    }

    pub(crate) async fn links(&self) -> Vec<LinkedAccount> {
        let listing = Listing::all(&LINKED_ACCOUNT, None, 100);
        directory::page(&*self.server.storage, &listing).await.unwrap().records
    }

    pub(crate) async fn usernames(&self) -> Vec<String> {
        let tenant = TenantId::default();
        let users = self.server.storage.find_users(&tenant, "", None, 100).await.unwrap();
        users.into_iter().map(|user| user.username).collect()
    }

    /// Opens the request and presses the first button; the answer is the redirect to the provider.
    pub(crate) async fn leave(&self, browser: &mut Browser<'_>) -> Answer {
        let page = browser.open(&authorize(&[])).await;
        self.press(browser, &page, 1).await
    }

    /// Presses a button of a sign-in page.
    pub(crate) async fn press(&self, browser: &mut Browser<'_>, page: &Answer, number: usize) -> Answer {
        let button = format!("provider-{number}");
        browser.submit(&page.form_with_button(&button), &button).await
    }

    /// Signs somebody in at the provider; returns the address of the callback below the issuer.
    pub(crate) async fn at_provider(&self, left: &Answer, username: &str) -> String {
        let address = format!("{}&person={username}", left.location());
        let answer = self.transport.network.send(HttpRequest::get(address)).await.unwrap();
        assert_eq!(answer.status, 303, "{}", String::from_utf8_lossy(&answer.body));
        let location = answer.header("location").unwrap().to_owned();
        location.strip_prefix(ISSUER).unwrap().to_owned()
    }

    /// Walks to the provider and back; the answer is what the callback says.
    pub(crate) async fn sign_in(&self, browser: &mut Browser<'_>, username: &str) -> Answer {
        let left = self.leave(browser).await;
        let callback = self.at_provider(&left, username).await;
        browser.get(&callback).await
    }
}

/// The `state` of a redirect to a provider.
pub(crate) fn state(left: &Answer) -> String {
    left.location_parameter("state").unwrap()
}

/// The text of the notice of a sign-in page.
pub(crate) fn notice(page: &Answer) -> String {
    let text = page.text();
    let from = text.find("id=\"provider-notice\"").unwrap_or_else(|| panic!("no notice:\n{}", page.show()));
    let rest = &text[from..];
    let start = rest.find('>').unwrap() + 1;
    rest[start..rest.find("</p>").unwrap()].to_owned()
}

/// Longer than a provider may take.
pub(crate) const LONG: Duration = Duration::from_secs(60);
