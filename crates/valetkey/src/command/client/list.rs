//! `valetkey client list`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_authorization_server::record::{ClaimPlace, Client, ClientAccess, ClientRole};
use valetkey_types::GrantType;

use super::super::role;
use crate::{
    command::branding::described,
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::{Output, table},
    remote::Kind,
};

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey client list\n  valetkey client list --json")]
pub(super) struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let database = arguments.database.records(&[Kind::Clients]).await?;
    let clients = database.storage.clients(&database.tenant).await?;
    let values: Vec<Value> = clients.iter().map(|client| as_json_of(client, &database)).collect();
    output.result(&values, |style| {
        if clients.is_empty() {
            return "No applications yet. Register one with: valetkey client add".to_owned();
        }
        let rows: Vec<Vec<String>> = clients.iter().map(row).collect();
        table(style, &["CLIENT ID", "NAME", "KIND", "SCOPE", "REDIRECT URIS"], &rows)
    })
}

/// Everything about a client that is no secret and that its records show. A server does not show the branding of a client.
pub(super) fn as_json_of(client: &Client, records: &Records) -> Value {
    let mut value = as_json(client);
    if let (Some(_), Some(members)) = (records.api(), value.as_object_mut()) {
        members.remove("branding");
    }
    value
}

/// Everything about a client that is no secret.
pub(super) fn as_json(client: &Client) -> Value {
    json!({
        "client_id": client.id,
        "name": client.name,
        "public": client.is_public(),
        "redirect_uris": client.redirect_uris,
        "post_logout_redirect_uris": client.post_logout_redirect_uris,
        "backchannel_logout_uri": client.backchannel_logout_uri,
        "scope": client.scope,
        "claim_places": claim_places(client),
        "grant_types": client.grant_types.iter().map(GrantType::as_str).collect::<Vec<_>>(),
        "audiences": client.audiences,
        "access_token_format": client.access_token_format,
        "id_token_signed_response_alg": client.id_token_signed_response_alg,
        "pkce": client.pkce,
        "require_pushed_authorization_requests": client.require_pushed_authorization_requests,
        "required_acr": client.required_acr.as_str(),
        "mail_sign_in": client.sign_in.mail_sign_in,
        "confirm_by_mail": client.sign_in.confirm_by_mail.as_str(),
        "trusted_devices": client.sign_in.trusted_devices,
        "sign_in_from": client.networks.sign_in_from.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "one_factor_from": client.networks.one_factor_from.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "access": access(&client.access),
        "consent": client.consent,
        "branding": described(&client.branding),
        "roles": roles(client),
        "disabled": client.disabled,
        "created_at": client.created_at,
    })
}

fn claim_places(client: &Client) -> Value {
    let names = |places: &Vec<ClaimPlace>| places.iter().map(|place| place.name()).collect::<Vec<_>>();
    client.claim_places.iter().map(|(claim, places)| (claim.clone(), json!(names(places)))).collect()
}

/// Returns who may use the application, by identifier; `null` if every user may.
fn access(access: &ClientAccess) -> Value {
    match access {
        ClientAccess::Everyone => Value::Null,
        ClientAccess::Only { groups, users } => json!({ "groups": groups, "users": users }),
    }
}

fn roles(client: &Client) -> Vec<Value> {
    let role = |role: &ClientRole| json!({ "role": role.name, "of": role::owner_name(&role.owner) });
    client.roles.iter().map(role).collect()
}

fn row(client: &Client) -> Vec<String> {
    let kind = match (client.disabled, client.is_public()) {
        (true, _) => "disabled",
        (false, true) => "public",
        (false, false) if client.grant_types.is_empty() => "API",
        (false, false) => "confidential",
    };
    let uris = client.redirect_uris.join(" ");
    vec![client.id.to_string(), client.name.clone(), kind.to_owned(), client.scope.to_string(), uris]
}
