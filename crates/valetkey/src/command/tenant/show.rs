//! `valetkey tenant show`.

use clap::Args;
use serde_json::{Map, Value, json};
use valetkey_administration::Describe as _;
use valetkey_authorization_server::record::TenantRecord;

use crate::{
    command::branding::described,
    database::{self, DatabaseArguments, Records},
    failure::Failure,
    output::{Output, Style, pairs, set_fields},
    remote::{Api, record},
    time_words::utc,
};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey tenant show acme")]
pub(super) struct ShowArguments {
    #[command(flatten)]
    tenant: NamedTenant,
}

/// A tenant, by its name.
#[derive(Args)]
pub(super) struct NamedTenant {
    /// The name, as `valetkey tenant list` shows it [default: the one of --tenant]
    #[arg(value_name = "TENANT", conflicts_with = "tenant")]
    named: Option<String>,
    #[command(flatten)]
    database: DatabaseArguments,
}

impl NamedTenant {
    /// Connects to the server that the options or the variable name; `None` for a database.
    ///
    /// # Errors
    /// A text that says what to do.
    pub(super) async fn api(&self) -> Result<Option<Api>, Failure> {
        self.database.api().await
    }

    /// Returns the path of the tenant in the API: without a name, the tenant of the issuer.
    pub(super) fn path(&self) -> Vec<&str> {
        self.named.as_deref().map_or_else(|| vec!["tenant"], |name| vec!["tenants", name])
    }

    /// Loads the tenant from a running server.
    ///
    /// # Errors
    /// The error of the server, or an unknown tenant.
    pub(super) async fn of_server(&self, api: &Api) -> Result<TenantRecord, Failure> {
        let found = api.find(&self.path()).await?;
        let no_tenant = || {
            let name = self.named.as_deref().unwrap_or_default();
            Failure::failed(format!("there is no tenant {name:?}; valetkey tenant list shows all"))
        };
        record::tenant(found.ok_or_else(no_tenant)?)
    }

    /// Opens the records and loads the tenant; `None` when the default tenant is not recorded yet.
    ///
    /// # Errors
    /// The error of the database, or that there is no such tenant.
    pub(super) async fn open(&self) -> Result<(Records, Option<TenantRecord>), Failure> {
        let records = self.database.open_as(self.named.as_deref()).await?;
        let recorded = records.storage.tenant(&records.tenant).await?;
        Ok((records, recorded))
    }

    /// Opens the records and loads the tenant.
    ///
    /// # Errors
    /// As [`NamedTenant::open`], and when the default tenant is not recorded yet.
    pub(super) async fn load(&self) -> Result<(Records, TenantRecord), Failure> {
        database::require_existing(&self.database.place().configuration()?.database)?;
        let (records, _) = self.open().await?;
        let recorded = records.recorded_tenant().await?;
        Ok((records, recorded))
    }
}

pub(super) async fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    match arguments.tenant.database.api().await? {
        Some(api) => print_of_server(&arguments.tenant.of_server(&api).await?, output),
        None => print(&arguments.tenant.load().await?.1, output),
    }
}

/// Prints everything that a server shows of a tenant: all but its branding.
///
/// # Errors
/// When the output is closed.
pub(super) fn print_of_server(tenant: &TenantRecord, output: Output) -> Result<(), Failure> {
    output.result(&as_json_of_server(tenant), |style| in_words(tenant, style))
}

/// Returns everything that a server shows of a tenant.
pub(super) fn as_json_of_server(tenant: &TenantRecord) -> Value {
    let mut value = as_json(tenant);
    value.as_object_mut().map(|members| members.remove("branding"));
    value
}

/// Prints everything about a tenant.
///
/// # Errors
/// When the output is closed.
pub(super) fn print(tenant: &TenantRecord, output: Output) -> Result<(), Failure> {
    output.result(&as_json(tenant), |style| in_words(tenant, style))
}

fn in_words(tenant: &TenantRecord, style: Style) -> String {
    let mut lines = set_fields(tenant.fields());
    lines.push(("recorded_at", utc(tenant.recorded_at)));
    lines.extend(tenant.nothing_before.map(|moment| ("nothing_before", utc(moment))));
    format!("{}\n\n{}", style.strong(tenant.tenant.as_str()), pairs(lines))
}

/// Everything about a tenant. It has no secret.
pub(super) fn as_json(tenant: &TenantRecord) -> Value {
    let lifetimes: Map<String, Value> =
        tenant.lifetimes.iter().map(|(name, length)| (name.name().to_owned(), length.0.into())).collect();
    json!({
        "tenant": tenant.tenant,
        "issuer": tenant.issuer,
        "name": tenant.name,
        "lifetimes": lifetimes,
        "algorithms": tenant.algorithms,
        "branding": described(&tenant.branding),
        "required_acr": tenant.required_acr.as_str(),
        "mail_sign_in": tenant.sign_in.mail_sign_in,
        "confirm_by_mail": tenant.sign_in.confirm_by_mail.as_str(),
        "trusted_devices": tenant.sign_in.trusted_devices,
        "sign_in_from": tenant.networks.sign_in_from.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "one_factor_from": tenant.networks.one_factor_from.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "passkey_models": tenant.passkey_models,
        "self_deletion": tenant.self_deletion,
        "recorded_at": tenant.recorded_at,
        "nothing_before": tenant.nothing_before,
    })
}
