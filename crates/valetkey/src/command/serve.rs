//! `valetkey serve`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use valetkey_administration::set_up::link_made;
use valetkey_server::{
    Configuration, Server, configuration::Database, mail::HandedLink, metrics, set_up::has_administrator,
};
use valetkey_storage::{
    Listing, Storage,
    record::{CLIENT, USER},
};

use super::LoggingArguments;
use crate::{
    administration::decide, configuration_file, database, failure::Failure, issuer_server, output::Output,
    set_up, shutdown::Shutdown, time_words::utc,
};

/// Run the authorization server
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ServeArguments {
    /// The address under which browsers and applications reach this server [default: http:// and the address of --listen]
    #[arg(long, value_name = "URL")]
    issuer: Option<String>,
    /// Where to listen: an address with a port, or a port of this machine [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// The database: sqlite:PATH, a file made at the first start, or postgres://USER@HOST/NAME, which several servers may
    /// share [default: sqlite:valetkey.db]
    #[arg(long, value_name = "ADDRESS")]
    database: Option<String>,
    /// The key that seals private keys and cookies; made at the first start [default: PATH.key,
    /// with postgres: valetkey.key]
    #[arg(long, value_name = "FILE")]
    encryption_key_file: Option<String>,
    /// A configuration file [env: VALETKEY_CONFIG]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Flags win over the environment, the environment over the file. Each key of the file has an environment \
variable: VALETKEY_ISSUER, VALETKEY_LISTEN, VALETKEY_DATABASE, and for tables VALETKEY_<TABLE>_<KEY>, such \
as VALETKEY_LIFETIMES_ACCESS_TOKEN.

The server speaks http. Put a proxy that speaks TLS in front, on this machine, or on another one that \
trusted_proxies names. Ctrl-C or SIGTERM stops it; requests in flight are answered.

While there is no administrator, each start prints a link to set up the first one, for the console at /admin. It works once, \
for a day; an earlier link ends.

Examples:
  valetkey serve
      On this machine, to try things out.

  valetkey serve --issuer https://id.example.com --database sqlite:/var/lib/valetkey/valetkey.db
      Behind a proxy that forwards https://id.example.com to 127.0.0.1:8080.

  valetkey serve --issuer https://id.example.com \
      --database 'postgres://valetkey@db.internal/valetkey?password_file=/run/secrets/database' \
      --encryption-key-file /etc/valetkey/valetkey.key
      One of several servers behind the same proxy. All need the same key file.

  valetkey serve --config /etc/valetkey.toml";

/// Runs the command.
pub(crate) async fn run(
    arguments: ServeArguments,
    logging: LoggingArguments,
    output: Output,
) -> Result<(), Failure> {
    let configuration = arguments.configuration()?;
    logging.start_for_serving(&configuration.log)?;
    let shutdown = Shutdown::on_signal()?;
    let made = database::missing_file(&configuration.database).map(Path::to_owned);
    let storage = database::open(&configuration.database).await?;
    let missing = missing(&*storage, &configuration.database).await?;
    let mail = issuer_server::mail_transport(&configuration)?;
    let (listener, bound) = issuer_server::bind(configuration.listen).await?;
    let scraped = match configuration.metrics.listen {
        Some(address) => Some(issuer_server::bind_metrics(address).await?),
        None => None,
    };
    let issuers = issuer_server::build(&configuration, storage, mail).await?;
    let issuer = issuers.default_server().issuer.clone();
    let set_up = set_up_link(&issuers.default_server(), &configuration).await?;
    let limits = configuration.listener_settings();
    let measured = scraped.as_ref().map(|(_, bound)| *bound);
    let measuring = scraped.map(|(listener, _)| {
        tokio::spawn(metrics::serve(listener, issuers.clone(), shutdown.clone().requested()))
    });
    let serving = tokio::spawn(issuer_server::run(issuers, vec![listener], limits, shutdown));
    let database = &configuration.database;
    if let Some(path) = &made {
        output.note(&format!("Made the database {}, which is empty.", path.display()))?;
    }
    output.note(&format!("Valetkey serves {issuer} (listening on {bound}, database {database})"))?;
    if let Some(bound) = measured {
        output.note(&format!("Metrics: http://{bound}{}", metrics::PATH))?;
    }
    if !configuration.mail.is_on() {
        output.note(
            "No mail server is configured ([mail]): forgotten passwords, registration and invitations by mail are off. \
             valetkey user reset-link and valetkey user invite make links instead.",
        )?;
    }
    if let Some(missing) = missing {
        output.note(&missing)?;
    }
    if let Some(link) = &set_up {
        output.note(&format!(
            "There is no administrator. Open this link to set up the first one. It works once, until {}:\n  {}",
            utc(link.expires_at),
            link.uri
        ))?;
    }
    if output.is_json() {
        let set_up_uri = set_up.map(|link| link.uri);
        let value =
            json!({ "issuer": issuer, "listen": bound, "metrics": measured, "set_up_uri": set_up_uri });
        output.result(&value, |_| String::new())?;
    }
    serving.await?;
    if let Some(measuring) = measuring {
        measuring.await?;
    }
    output.note("Stopped.")
}

/// Makes a link to set up the first administrator. Returns `None` if there is an administrator.
async fn set_up_link(server: &Server, configuration: &Configuration) -> Result<Option<HandedLink>, Failure> {
    let (storage, tenant) = (&*server.storage, &server.tenant);
    if has_administrator(storage, tenant).await? {
        return Ok(None);
    }
    let Some(recorded) = storage.tenant(tenant).await? else { return Ok(None) };
    let event = decide(configuration, tenant, link_made);
    set_up::make_link(storage, &server.encryption_key, &recorded, false, event).await.map(Some)
}

/// Lists the next steps of a new server, with the commands. Reads at most one record of each kind.
async fn missing(storage: &dyn Storage, database: &Database) -> Result<Option<String>, Failure> {
    let option = match database {
        _ if *database == Configuration::default().database => String::new(),
        Database::Sqlite(_) => format!(" --database '{database}'"),
        // The shown part of an address is not the whole.
        Database::Postgres(_) => " --database ADDRESS".to_owned(),
    };
    let mut steps = Vec::new();
    if storage.rows(&Listing::all(&CLIENT, None, 1)).await?.is_empty() {
        let command = "client add --name Notes --redirect-uri https://notes.example/auth/callback";
        steps.push(format!("No application is registered yet. Register one:\n  valetkey {command}{option}"));
    }
    if storage.rows(&Listing::all(&USER, None, 1)).await?.is_empty() {
        let command = "user add --username alice --email alice@example.com";
        steps.push(format!("Nobody can sign in yet. Add a user:\n  valetkey {command}{option}"));
    }
    Ok((!steps.is_empty()).then(|| steps.join("\n")))
}

impl ServeArguments {
    fn configuration(&self) -> Result<Configuration, Failure> {
        let flags = [
            ("issuer", "--issuer", self.issuer.as_deref()),
            ("listen", "--listen", self.listen.as_deref()),
            ("database", "--database", self.database.as_deref()),
            ("encryption_key_file", "--encryption-key-file", self.encryption_key_file.as_deref()),
        ];
        configuration_file::read(self.config.as_deref(), database::environment(), &flags)
    }
}
