//! `valetkey tenant edit`.

use clap::Args;
use valetkey_administration::{
    files::Thing,
    logos,
    tenant::{self, TenantSettings},
};
use valetkey_fetch::Method;

use super::{
    issuer,
    settings::{self, SettingsArguments},
    show::{NamedTenant, print, print_of_server},
};
use crate::{
    command::branding::branding_failure,
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Api, Request, record},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct EditArguments {
    #[command(flatten)]
    tenant: NamedTenant,
    /// The new issuer; ends all sessions and grants
    #[arg(long, value_name = "URL", conflicts_with_all = ["name", "lifetimes", "algorithms", "require", "BrandingArguments"])]
    issuer: Option<String>,
    #[command(flatten)]
    settings: SettingsArguments,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

const EXAMPLES: &str = "\
With --issuer: stop the servers first. Everybody is signed out, all grants are revoked, and the signing keys are \
replaced: tokens of the old issuer count nowhere. Applications know users by issuer and subject, so every user is a new \
user to them. Consents, users and clients stay.

Other options count within seconds on running servers.

Examples:
  valetkey tenant edit --issuer https://id.staging.example.com
  valetkey tenant edit acme --name 'Acme Ltd' --lifetime session=1h
  valetkey tenant edit acme --lifetime session=default
  valetkey tenant edit acme --require two-factors
  valetkey tenant edit acme --brand-name Acme --brand-logo acme.svg --brand-accent '#7a1f5c'";

pub(super) async fn run(arguments: EditArguments, output: Output) -> Result<(), Failure> {
    if let Some(api) = arguments.tenant.api().await? {
        return over_the_api(arguments, &api, output).await;
    }
    if let Some(text) = &arguments.issuer {
        let new = settings::issuer(text)?;
        let (records, recorded) = arguments.tenant.open().await?;
        return issuer::change(&records, recorded, new, output).await;
    }
    arguments.require_settings()?;
    let (records, recorded) = arguments.tenant.load().await?;
    arguments.ownership.check(&Thing::tenant(), &records).await?;
    let (mut settings, branding) = arguments.settings.over(&recorded, records.place.clone())?;
    let edited = records.decide(|occasion| {
        let new_logos = branding.set(&mut settings.branding, None, occasion)?;
        let edited = tenant::edit(&recorded, settings, occasion).map_err(branding_failure)?;
        Ok::<_, Failure>(logos::storing(edited, &recorded.branding, new_logos))
    })?;
    records.store(edited.changes, &recorded, records.storage.tenant(&records.tenant)).await?;
    print(&edited.answer, output)
}

/// Edits a tenant of a running server.
async fn over_the_api(arguments: EditArguments, api: &Api, output: Output) -> Result<(), Failure> {
    let of_database = [
        ("--issuer", arguments.issuer.is_some()),
        ("the --brand options", arguments.settings.have_branding()),
    ];
    if let Some((options, _)) = of_database.into_iter().find(|(_, are_given)| *are_given) {
        return Err(Failure::usage(format!(
            "{options}: for the database only; use them on the server's machine, without --server"
        )));
    }
    arguments.require_settings()?;
    let tenant = arguments.tenant.of_server(api).await?;
    let seen = record::tenant_values(&TenantSettings::from(&tenant));
    let (settings, _) = arguments.settings.over_unchecked(&tenant);
    let body = record::difference(&seen, record::tenant_values(&settings));
    let request = Request::of(tenant.revision).with(&body).overriding(arguments.ownership.overrides());
    let answer = api.change(Method::PATCH, &arguments.tenant.path(), request).await?;
    print_of_server(&record::tenant(answer)?, output)
}

impl EditArguments {
    fn require_settings(&self) -> Result<(), Failure> {
        match self.settings.are_empty() {
            true => Err(Failure::usage(
                "expected something to edit, got nothing; valetkey tenant edit --help lists it",
            )),
            false => Ok(()),
        }
    }
}
