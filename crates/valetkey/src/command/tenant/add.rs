//! `valetkey tenant add`.

use clap::Args;
use serde_json::json;
use valetkey_administration::{logos, tenant};
use valetkey_authorization_server::{Decision, event::Occasion, record::TenantRecord, tenant::tenant_id};
use valetkey_fetch::Method;
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::{ApplyError, DESCRIPTIONS, Listing, Storage};
use valetkey_types::{Issuer, TenantId};

use super::{settings::SettingsArguments, show};
use crate::{
    administration::decide,
    database::{self, InstallationArguments},
    failure::Failure,
    output::{Output, Style, pairs},
    remote::{Api, Request, record},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AddArguments {
    /// The name that commands use: small letters, digits and hyphens
    #[arg(value_name = "NAME")]
    tenant: String,
    /// The address under which browsers and applications reach the tenant
    #[arg(long, value_name = "URL")]
    issuer: String,
    #[command(flatten)]
    settings: SettingsArguments,
    #[command(flatten)]
    database: InstallationArguments,
}

const EXAMPLES: &str = "\
A running server serves the new tenant within seconds. The proxy in front must send its requests to the server with \
the Host header of the browser.

Examples:
  valetkey tenant add acme --issuer https://id.example.com/acme --name 'Acme Ltd'
      A path of a host that other tenants share.

  valetkey tenant add acme --issuer https://login.acme.example --lifetime session=1h
      A host of its own.

Then: valetkey client add --tenant acme, valetkey user add --tenant acme";

/// The hint about the `Host` header, for the second tenant.
const PROXY: &str = "The Host header of a request selects the tenant from now on: check that the proxy in front passes it \
on (nginx: proxy_set_header Host $host). Requests that fit no tenant get a 404.";

pub(super) async fn run(arguments: AddArguments, output: Output) -> Result<(), Failure> {
    let issuer = super::settings::issuer(&arguments.issuer)?;
    let id = tenant_id(&arguments.tenant).map_err(Failure::usage)?;
    if let Some(api) = arguments.database.api().await? {
        return over_the_api(arguments, (id, issuer), &api, output).await;
    }
    let configuration = arguments.database.place.configuration()?;
    let storage = database::open(&configuration.database).await?;
    require_no_leftovers(&*storage, &id).await?;
    let blank = TenantRecord::new(id, issuer.clone(), SystemEnvironment.now());
    let (mut settings, branding) = arguments.settings.over(&blank, configuration.clone())?;
    let all = super::all(&*storage).await?;
    let added = decide(&configuration, &TenantId::default(), |occasion| {
        let owned = Occasion { tenant: &blank.tenant, ..*occasion };
        let new_logos = branding.set(&mut settings.branding, None, &owned)?;
        let added =
            tenant::add(&arguments.tenant, issuer, settings, &all, occasion).map_err(Failure::usage)?;
        Ok::<_, Failure>(logos::storing(added, &blank.branding, new_logos))
    });
    let Decision { answer: added, changes } = added?;
    match storage.apply(changes).await {
        Err(ApplyError::Conflict { .. }) => {
            let name = &arguments.tenant;
            return Err(Failure::failed(format!("somebody else added the tenant {name} meanwhile")));
        }
        done => done?,
    }
    output.result(&show::as_json(&added), |style| in_words(&added, style))
}

fn in_words(added: &TenantRecord, style: Style) -> String {
    let heading = style.strong(&format!("Added the tenant {}.", added.tenant.as_str()));
    let facts = pairs([("issuer", added.issuer.to_string())]);
    format!("{heading}\n\n{facts}\n\nA running server serves it within seconds.\n{PROXY}")
}

/// Adds a tenant to a running server.
async fn over_the_api(
    arguments: AddArguments,
    (id, issuer): (TenantId, Issuer),
    api: &Api,
    output: Output,
) -> Result<(), Failure> {
    if arguments.settings.have_branding() {
        return Err(Failure::usage(
            "the --brand options: for the database only; use them on the server's machine, without --server",
        ));
    }
    let blank = TenantRecord::new(id, issuer, SystemEnvironment.now());
    let (settings, _) = arguments.settings.over_unchecked(&blank);
    let settings = record::tenant_values(&settings);
    let body = json!({ "tenant": blank.tenant, "issuer": blank.issuer, "settings": settings });
    let added = record::tenant(api.change(Method::POST, &["tenants"], Request::to(&body)).await?)?;
    output.result(&show::as_json_of_server(&added), |style| in_words(&added, style))
}

/// Refuses a name under which records of a removed tenant are left.
async fn require_no_leftovers(storage: &dyn Storage, tenant: &TenantId) -> Result<(), Failure> {
    if *tenant == TenantId::default() || storage.tenant(tenant).await?.is_some() {
        return Ok(());
    }
    for description in DESCRIPTIONS {
        if !storage.rows(&Listing::of_tenant(description, tenant, 1)).await?.is_empty() {
            let name = tenant.as_str();
            return Err(Failure::failed(format!(
                "a tenant {name} was removed, but some of its {} are left; finish with: valetkey tenant remove {name}",
                description.plural
            )));
        }
    }
    Ok(())
}
