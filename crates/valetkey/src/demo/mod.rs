//! Both ends in one process: server, application, API, an imitated provider, two users, an administrator, and a browser to try them with.

mod addresses;
mod announcement;
mod api;
mod application;
pub(crate) mod browser;
mod folder;
mod mails;
mod ports;
mod provider;
mod registration;
mod users;

use std::{sync::Arc, time::Duration};

use axum::Router;
use tokio::{net::TcpListener, task::JoinSet};
use valetkey_authorization_server::{
    Change,
    record::{SignInSwitches, TenantRecord},
};
use valetkey_fetch::{HttpRequest, HttpTransport, ReqwestTransport};
use valetkey_server::{
    Configuration, Environment as _, Issuers, SystemEnvironment,
    configuration::{BrandingSettings, ConsoleSettings, ConsoleStrength, Database, RegistrationSettings},
    listener::{self, ListenerSettings},
    mail::{MailCatcher, SharedMailTransport},
};
use valetkey_types::TenantId;

use self::{
    addresses::Addresses,
    folder::TemporaryFolder,
    ports::Port,
    provider::Imitation,
    registration::{Registration, register},
    users::DemoUser,
};
use crate::{database, failure::Failure, issuer_server, output::Output, shutdown::Shutdown};

/// How long the parties may take until they answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs until it is told to stop.
///
/// # Errors
/// When a part can't start.
pub(crate) async fn run(ports: [u16; 4], open_browser: bool, output: Output) -> Result<(), Failure> {
    let shutdown = Shutdown::on_signal()?;
    // Dropped last: nothing uses the database by then.
    let folder = TemporaryFolder::new()?;
    let [issuer, app, api, provider] = open_ports(ports, output).await?;
    let addresses = Addresses::new(issuer.number, app.number, api.number, provider.number);
    let imitation = Imitation::start(provider)?;
    let (users, administrator) = (users::users(), users::administrator());
    let mails = Arc::new(MailCatcher::default());
    let (issuers, registration) =
        prepare(&addresses, &folder, (&users, &administrator), &imitation, Arc::clone(&mails) as _).await?;
    let transport: Arc<dyn HttpTransport> = Arc::new(ReqwestTransport::builder().allow_loopback().build()?);

    let mut parties = JoinSet::new();
    let application = application::router(&addresses, &registration, Arc::clone(&transport), mails)?;
    let api_router = api::router(&addresses.issuer, &addresses.api)?;
    parties.spawn(issuer_server::run(
        issuers,
        issuer.listeners,
        ListenerSettings::default(),
        shutdown.clone(),
    ));
    parties.spawn(serve(app.listeners, application, shutdown.clone()));
    parties.spawn(serve(api.listeners, api_router, shutdown));
    wait_until_all_answer(&addresses, transport.as_ref()).await?;

    let client_id = &registration.client_id;
    output.result(&announcement::as_json(&addresses, &users, &administrator, client_id), |style| {
        announcement::in_words(&addresses, &users, &administrator, client_id, style)
    })?;
    if open_browser {
        browser::open(&addresses.app);
    }
    parties.join_all().await;
    imitation.stop().await;
    output.note("\nStopped. Nothing is kept.")
}

async fn open_ports(wanted: [u16; 4], output: Output) -> Result<[Port; 4], Failure> {
    let [issuer, app, api, provider] = wanted;
    // `localhost` may mean ::1: nobody else may answer there in the server's place.
    let opened = [
        ports::open(issuer, true).await?,
        ports::open(app, false).await?,
        ports::open(api, false).await?,
        ports::open(provider, false).await?,
    ];
    for Port { number, instead_of, .. } in &opened {
        if let Some(taken) = instead_of {
            output.note(&format!("Port {taken} is taken by another program; using {number} instead."))?;
        }
    }
    Ok(opened)
}

/// Prepares a server with a new database: the two users, the administrator, the application and the button of the imitated provider.
async fn prepare(
    addresses: &Addresses,
    folder: &TemporaryFolder,
    (users, administrator): (&[DemoUser], &DemoUser),
    imitation: &Imitation,
    mails: SharedMailTransport,
) -> Result<(Issuers, Registration), Failure> {
    let configuration = Configuration {
        issuer: addresses.issuer.clone(),
        database: Database::Sqlite(folder.path().join("demo.db")),
        branding: BrandingSettings { name: Some("Valetkey demo".to_owned()), ..Default::default() },
        registration: RegistrationSettings { enabled: true, ..RegistrationSettings::default() },
        // A look at the console needs no second factor.
        console: ConsoleSettings { require: ConsoleStrength::OneFactor },
        ..Configuration::default()
    };
    let tenant = TenantId::default();
    let storage = database::open(&configuration.database).await?;
    let (registration, mut changes) = register(addresses, &configuration, &tenant)?;
    changes.extend(users::changes(users, &configuration, &tenant).await?);
    changes.extend(users::administrator_changes(administrator, &configuration, &tenant).await?);
    // The demo shows every way to sign in.
    let sign_in = SignInSwitches { mail_sign_in: true, ..SignInSwitches::OF_TENANT };
    let record = TenantRecord::new(tenant.clone(), configuration.issuer()?, SystemEnvironment.now());
    changes.push(Change::AddTenant(TenantRecord { sign_in, ..record }));
    changes.extend(imitation.changes(&configuration, &tenant)?);
    storage.apply(changes).await?;
    Ok((issuer_server::build(&configuration, storage, Some(mails)).await?, registration))
}

async fn serve(listeners: Vec<TcpListener>, router: Router, shutdown: Shutdown) {
    for listener in listeners {
        let settings = ListenerSettings::default();
        listener::serve(listener, router.clone(), settings, shutdown.clone().requested()).await;
    }
}

async fn wait_until_all_answer(addresses: &Addresses, transport: &dyn HttpTransport) -> Result<(), Failure> {
    let metadata = format!("{}/.well-known/openid-configuration", addresses.issuer);
    for (address, status) in [
        (metadata, 200),
        (format!("{}/", addresses.app), 200),
        (addresses.api.clone(), 401),
        (format!("{}/", addresses.provider), 200),
    ] {
        let answered = tokio::time::timeout(PATIENCE, wait_until_answer(&address, status, transport)).await;
        answered.map_err(|_| Failure::failed(format!("{address} does not answer as it should")))?;
    }
    Ok(())
}

async fn wait_until_answer(address: &str, status: u16, transport: &dyn HttpTransport) {
    loop {
        if transport.send(HttpRequest::get(address)).await.is_ok_and(|response| response.status == status) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
