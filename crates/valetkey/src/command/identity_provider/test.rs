//! `valetkey identity-provider test`.

use clap::Args;
use serde_json::json;
use valetkey_server::{
    Environment as _, SystemEnvironment,
    identity_provider::{Tested, open_secret, redirect_uri, test},
};

use super::{NamedProvider, connect, seal};
use crate::{
    failure::Failure,
    output::{Output, pairs},
};

#[derive(Args)]
#[command(after_help = "\
The command reads the metadata of the provider from this machine, as the server does, and makes the address of a sign-in. \
Open the address: the provider must know the client and the redirect URI. The sign-in itself ends with an error, \
because no browser began it.

Example:
  valetkey identity-provider test github")]
pub(super) struct TestArguments {
    #[command(flatten)]
    provider: NamedProvider,
}

pub(super) async fn run(arguments: &TestArguments, output: Output) -> Result<(), Failure> {
    let (records, provider) = arguments.provider.load().await?;
    let tenant = records.recorded_tenant().await?;
    let secret = open_secret(&seal(&records, &tenant).await?, &provider, SystemEnvironment.now())?;
    let connection = connect(&provider, secret, &tenant, &records)?;
    let Tested { issuer, metadata, sign_in } = test(&connection).await.map_err(Failure::failed)?;
    let facts = json!({
        "name": provider.name,
        "issuer": issuer,
        "authorization_endpoint": metadata.authorization_endpoint,
        "token_endpoint": metadata.token_endpoint,
        "userinfo_endpoint": metadata.userinfo_endpoint,
        "jwks_uri": metadata.jwks_uri,
        "end_session_endpoint": metadata.end_session_endpoint,
        "redirect_uri": redirect_uri(&tenant.issuer, &provider),
        "address": sign_in,
    });
    output.result(&facts, |style| {
        let named = [
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "end_session_endpoint",
        ];
        let text = |name: &'static str| Some((name, facts[name].as_str()?.to_owned()));
        let lines = named.into_iter().chain(["redirect_uri"]).filter_map(text);
        let set = lines.filter(|(_, value)| !value.is_empty());
        let heading = style.good("The provider answers.");
        format!("{heading}\n\n{}\n\nOpen this address to see its page:\n{sign_in}", pairs(set))
    })
}
