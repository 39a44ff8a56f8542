//! `valetkey user claims`: which claims an application gets about a user, where, and why.

use clap::Args;
use serde_json::{Map, Value, json};
use valetkey_authorization_server::{
    claim_map::{ClaimMap, ExplainedClaim, explain},
    record::{AccessTokenFormat, Client},
    role_map::Held,
    userinfo::ClaimContext,
};
use valetkey_types::Scope;

use super::NamedUser;
use crate::{
    command::client::client_called,
    failure::Failure,
    output::{Output, table},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct GivenClaimsArguments {
    #[command(flatten)]
    user: NamedUser,
    /// The client_id of the application, as valetkey client list shows it
    #[arg(long, value_name = "ID")]
    client: String,
    /// The scope that was granted [default: everything that the application may ask for]
    #[arg(long)]
    scope: Option<Scope>,
}

const EXAMPLES: &str = "\
It shows the claims about the user: in ID tokens, in userinfo, in access tokens that are JWTs, and in introspection, \
with the scope that opens each and the place where its value is stored. It shows all of them, also values that no page \
shows. The command does not check whether the user allowed the scope.

Examples:
  valetkey user claims alice --client notes-k3x9mwpd7q2a
  valetkey user claims alice --client notes-k3x9mwpd7q2a --scope 'openid company'";

pub(super) async fn run(arguments: &GivenClaimsArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let client = client_called(&records, &arguments.client).await?;
    let scope = arguments.scope.clone().unwrap_or_else(|| client.scope.clone());
    let unregistered = scope.difference(&client.scope);
    if !unregistered.is_empty() {
        return Err(Failure::usage(format!(
            "--scope: expected scopes that the client may ask for ({}), got {unregistered}",
            client.scope
        )));
    }
    let (map, roles) = (records.claim_map().await?, records.role_map().await?);
    let held = Held::in_scope(&scope, &user, &roles);
    let context = ClaimContext { user: &user, held: &held, client: &client, scope: &scope, claim_map: &map };
    let claims = explain(&context);
    let value = json!({
        "sub": user.id,
        "client_id": client.id,
        "scope": scope,
        "claims": claims.iter().map(as_json).collect::<Vec<_>>(),
    });
    output.result(&value, |style| {
        let heading = format!("What {} gets about {} with the scope {scope}:", client.name, user.username);
        let rows: Vec<_> = claims.iter().map(row).collect();
        let lines = table(style, &["CLAIM", "VALUE", "IN", "SCOPE", "FROM"], &rows);
        format!("{}\n\n{lines}{}", style.strong(&heading), remarks(&client, &scope, &map))
    })
}

fn as_json(claim: &ExplainedClaim) -> Value {
    let values: Map<String, Value> =
        claim.values.iter().map(|(place, value)| (place.name().to_owned(), value.clone())).collect();
    json!({
        "claim": claim.claim,
        "values": values,
        "scope": claim.scope,
        "attribute": claim.attribute,
        "from": source(claim),
    })
}

/// Returns the line of a claim. Roles may differ between places: the first value is shown, the others are in the JSON.
fn row(claim: &ExplainedClaim) -> Vec<String> {
    let value = claim.values.first().map(|(_, value)| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    let differs = claim.values.iter().any(|(_, value)| Some(value) != claim.values.first().map(|(_, v)| v));
    let mark = if differs { " (differs; see --json)" } else { "" };
    let places: Vec<&str> = claim.values.iter().map(|(place, _)| place.name()).collect();
    vec![
        claim.claim.clone(),
        format!("{}{mark}", value.unwrap_or_default()),
        places.join(" "),
        claim.scope.clone().unwrap_or_else(|| "-".to_owned()),
        source(claim),
    ]
}

/// Returns the place where the value is stored.
fn source(claim: &ExplainedClaim) -> String {
    match (&claim.attribute, claim.claim.as_str()) {
        (Some(attribute), _) => format!("attribute {attribute}"),
        (None, "roles") => "roles (valetkey user why)".to_owned(),
        (None, "groups") => "groups".to_owned(),
        (None, _) => "user record".to_owned(),
    }
}

/// Says why a claim may be missing.
fn remarks(client: &Client, scope: &Scope, map: &ClaimMap) -> String {
    let mut remarks = Vec::new();
    if client.access_token_format == AccessTokenFormat::Opaque {
        remarks.push("Access tokens of this client are opaque: they hold no claims.".to_owned());
    }
    if !scope.contains("openid") {
        remarks.push("Without the scope openid there is no ID token, and userinfo refuses.".to_owned());
    }
    let closed = map.mapped(&client.scope.difference(scope));
    if !closed.is_empty() {
        let names: Vec<String> =
            closed.iter().map(|mapped| format!("{} ({})", mapped.claim, mapped.scope)).collect();
        remarks.push(format!("Other scopes of this client open: {}.", names.join(", ")));
    }
    if remarks.is_empty() { String::new() } else { format!("\n\n{}", remarks.join("\n")) }
}
