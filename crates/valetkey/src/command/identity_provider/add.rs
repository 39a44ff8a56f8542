//! `valetkey identity-provider add`.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::json;
use valetkey_administration::identity_provider::{self as operation, IdentityProviderSettings};
use valetkey_authorization_server::record::FirstSignIn;
use valetkey_fetch::Method;
use valetkey_server::identity_provider::seal_secret;

use super::{
    KINDS, connect, seal,
    settings::{SecretArguments, SettingsArguments},
    show,
};
use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::Output,
    remote::{Request, record},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AddArguments {
    /// The name in the redirect URI: lower-case letters, digits and hyphens
    #[arg(value_name = "NAME")]
    name: String,
    /// The preset, as `valetkey provider list` shows it [default: the one called NAME]
    #[arg(long)]
    preset: Option<String>,
    /// The client_id that the provider gave this server
    #[arg(long, value_name = "ID")]
    client_id: String,
    #[command(flatten)]
    secret: SecretArguments,
    #[command(flatten)]
    settings: SettingsArguments,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
Register this server at the provider with the redirect URI that the command prints. A running server shows the button \
within seconds. The client secret is stored sealed with the encryption key, and no command prints it.

With --first-sign-in create anybody with an account at the provider becomes a user, so name the domains of the email \
addresses that may. An account is never linked to a user by its address alone: the user must sign in first.

Examples:
  valetkey identity-provider add github --client-id Iv1.abc --client-secret-file github.secret
      Users link their GitHub account, and sign in with it from then on.

  valetkey identity-provider add google --client-id 1-x.apps.googleusercontent.com --client-secret-stdin \
--first-sign-in create --domain example.com
      Everybody with a Google account of example.com becomes a user.

  valetkey identity-provider add intranet --preset keycloak --set domain=sso.example.com --set realm=staff --client-id \
valetkey --client-secret-stdin --display-name 'Staff account'
      A server of your own, by its preset. --preset openid --set issuer=URL is any OpenID provider.";

pub(super) async fn run(arguments: AddArguments, output: Output) -> Result<(), Failure> {
    let AddArguments { name, preset, client_id, secret, settings, database } = arguments;
    let records = database.records(&KINDS).await?;
    let tenant = records.recorded_tenant().await?;
    let blank = IdentityProviderSettings {
        preset: preset.unwrap_or_else(|| name.clone()),
        variables: BTreeMap::new(),
        accepted_tenants: Vec::new(),
        simulator: None,
        display_name: None,
        client_id,
        scope: Vec::new(),
        first_sign_in: FirstSignIn::default(),
        domains: Vec::new(),
        claim_mappings: BTreeMap::new(),
        updates_claims: false,
        group_mappings: Vec::new(),
        offers_sign_out: false,
        position: 0,
        disabled: false,
    };
    let secret = secret.read()?;
    if let Some(api) = records.api() {
        let map = records.role_map().await?;
        let settings = settings.over(blank, &map)?;
        let mut body = record::provider_values(&settings);
        (body["name"], body["preset"]) = (json!(name), json!(settings.preset));
        if let Some(secret) = &secret {
            body["client_secret"] = json!(secret.expose());
        }
        let answer = api.change(Method::POST, &["providers"], Request::to(&body)).await?;
        return show::print(&record::provider(answer)?, &tenant, &map, output);
    }
    let sealed = match &secret {
        Some(secret) => Some(seal_secret(&seal(&records, &tenant).await?, &name, secret)?),
        None => None,
    };
    let map = records.role_map().await?;
    let settings = settings.over(blank, &map)?;
    let added = records.decide(|occasion| operation::add(&name, settings, sealed, occasion));
    let added = added.map_err(Failure::usage)?;
    connect(&added.answer, secret, &tenant, &records)?;
    let taken = || format!("there is an identity provider {name} already; edit or remove it");
    records.apply(added.changes, taken).await?;
    show::print(&added.answer, &tenant, &map, output)
}
