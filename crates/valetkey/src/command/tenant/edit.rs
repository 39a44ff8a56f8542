//! `valetkey tenant edit`.

use clap::Args;
use valetkey_administration::{files::Thing, logos, tenant};

use super::{
    issuer,
    settings::{self, SettingsArguments},
    show::{NamedTenant, print},
};
use crate::{
    command::branding::branding_failure, failure::Failure, output::Output, ownership::OwnershipArguments,
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
    if let Some(text) = &arguments.issuer {
        let new = settings::issuer(text)?;
        let (records, recorded) = arguments.tenant.open().await?;
        return issuer::change(&records, recorded, new, output).await;
    }
    if arguments.settings.are_empty() {
        return Err(Failure::usage(
            "expected something to edit, got nothing; valetkey tenant edit --help lists it",
        ));
    }
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
