//! `valetkey client add`.

use clap::{Args, ValueEnum};
use serde_json::json;
use url::Url;
use valetkey_authorization_server::{
    Change,
    record::{AccessTokenFormat, Client, ConsentPolicy, PkcePolicy},
    registration::{NewClient, new_client},
};
use valetkey_jose::{Algorithm, digest::random_token};
use valetkey_server::{Configuration, Environment as _, SystemEnvironment};
use valetkey_types::{ClientId, GrantType, Scope, Secret, TenantId};

use crate::{
    client_name::fresh_client_id,
    database::DatabaseArguments,
    failure::Failure,
    output::{Output, Style, pairs},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AddArguments {
    /// What pages call the application
    #[arg(long)]
    name: String,
    /// Where people come back to after signing in; compared byte for byte. Repeatable
    #[arg(long = "redirect-uri", value_name = "URI")]
    redirect_uris: Vec<String>,
    /// Where people may go after signing out. Repeatable [default: the front page of each web address among the redirect
    /// URIs]
    #[arg(long = "post-logout-redirect-uri", value_name = "URI")]
    post_logout_redirect_uris: Vec<String>,
    /// Where the application is told that a person has signed out
    #[arg(long, value_name = "URI")]
    backchannel_logout_uri: Option<String>,
    /// An application without a secret: in a browser, on a phone or a desktop
    #[arg(long)]
    public: bool,
    /// The scope that it may ask for [default: "openid profile email"]
    #[arg(long)]
    scope: Option<Scope>,
    /// A grant that it may use: authorization_code, refresh_token, client_credentials. Repeatable [default:
    /// authorization_code and refresh_token]
    #[arg(long = "grant", value_name = "GRANT", value_parser = grant)]
    grants: Vec<GrantType>,
    /// An API that its access tokens may be for. Repeatable [default: this server's own endpoints]
    #[arg(long = "audience", value_name = "URI")]
    audiences: Vec<String>,
    /// jwt: APIs check tokens themselves; opaque: they ask this server
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "jwt", hide_possible_values = true)]
    access_token_format: Format,
    /// Your own application: users are not asked for consent. Counts with a secret, or with https redirect URIs
    #[arg(long)]
    trusted: bool,
    /// Allow sign-in without PKCE, for applications that only know OpenID Connect Core
    #[arg(long)]
    openid_connect_core_compatible: bool,
    /// What ID tokens are signed with: RS256, ES256, EdDSA. Every library knows RS256; ES256 costs the server much less
    #[arg(long, value_name = "ALGORITHM", default_value = "RS256", value_parser = id_token_algorithm)]
    id_token_algorithm: Algorithm,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
Examples:
  valetkey client add --name Notes --redirect-uri https://notes.example/auth/callback
      A web application that keeps a secret.

  valetkey client add --name Phone --public --redirect-uri com.example.notes:/callback
      An application that can't keep one.

  valetkey client add --name Backup --grant client_credentials --scope notes.read
      A program that acts for itself.

The secret is shown once. Only its SHA-256 is stored.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Jwt,
    Opaque,
}

pub(super) async fn run(arguments: AddArguments, output: Output) -> Result<(), Failure> {
    let secret = (!arguments.public).then(|| Secret::new(random_token()));
    let id = ClientId::new(fresh_client_id(&arguments.name));
    let (place, new) = arguments.registration();
    let now = SystemEnvironment.now();
    let client = new_client(TenantId::default(), id, secret.as_ref(), new, now).map_err(Failure::usage)?;
    require_key_for(&client, &place.configuration()?)?;
    let database = place.open().await?;
    let change = Change::AddClient(Box::new(client.clone()));
    database.apply(vec![change], || "the identifier is taken; try again".to_owned()).await?;
    let mut value = super::list::as_json(&client);
    if let Some(secret) = &secret {
        value["client_secret"] = json!(secret.expose());
    }
    output.result(&value, |style| in_words(&client, secret.as_ref(), style))
}

impl AddArguments {
    /// Where the records lie, and what to add to them.
    fn registration(self) -> (DatabaseArguments, NewClient) {
        let mut new = NewClient::web_application(self.name, self.redirect_uris);
        new.post_logout_redirect_uris = match self.post_logout_redirect_uris.is_empty() {
            true => front_pages(&new.redirect_uris),
            false => self.post_logout_redirect_uris,
        };
        new.backchannel_logout_uri = self.backchannel_logout_uri;
        new.audiences = self.audiences;
        new.id_token_signed_response_alg = self.id_token_algorithm;
        if !self.grants.is_empty() {
            new.grant_types = self.grants;
            new.grant_types.sort();
            new.grant_types.dedup();
        }
        if let Some(scope) = self.scope {
            new.scope = scope;
        }
        new.access_token_format = match self.access_token_format {
            Format::Jwt => AccessTokenFormat::Jwt,
            Format::Opaque => AccessTokenFormat::Opaque,
        };
        if self.trusted {
            new.consent = ConsentPolicy::Trusted;
        }
        if self.openid_connect_core_compatible {
            new.pkce = PkcePolicy::OpenidConnectCoreCompatible;
        }
        (self.database, new)
    }
}

fn in_words(client: &Client, secret: Option<&Secret>, style: Style) -> String {
    let mut lines = vec![("client_id", client.id.to_string())];
    lines.extend(secret.map(|secret| ("client_secret", secret.expose().to_owned())));
    lines.extend(client.redirect_uris.iter().map(|uri| ("redirect URI", uri.clone())));
    lines.extend(client.post_logout_redirect_uris.iter().map(|uri| ("post-logout URI", uri.clone())));
    lines.push(("scope", client.scope.to_string()));
    let remark = match secret {
        Some(_) => "\n\nKeep the secret now: it is not shown again.",
        None => "\n\nA public client: it has no secret and must use PKCE.",
    };
    format!("{}\n\n{}{remark}", style.strong(&format!("Registered {}.", client.name)), pairs(lines))
}

/// Returns where an application usually wants its users back after they signed out: the front page of each web origin.
fn front_pages(redirect_uris: &[String]) -> Vec<String> {
    let web = redirect_uris.iter().filter_map(|uri| Url::parse(uri).ok()).filter(Url::has_host);
    let mut pages: Vec<String> = web
        .map(|url| url.origin())
        .filter(url::Origin::is_tuple)
        .map(|origin| origin.ascii_serialization() + "/")
        .collect();
    pages.dedup();
    pages
}

/// A client whose ID tokens nobody could sign would fail at its first login.
fn require_key_for(client: &Client, configuration: &Configuration) -> Result<(), Failure> {
    let (wanted, kept) = (client.id_token_signed_response_alg, &configuration.keys.algorithms);
    if kept.contains(&wanted) {
        return Ok(());
    }
    let kept: Vec<_> = kept.iter().map(|algorithm| algorithm.as_str()).collect();
    Err(Failure::usage(format!(
        "--id-token-algorithm: the server keeps keys for {}, not for {wanted}; choose one of those, or add it to \
         keys.algorithms in the configuration (or VALETKEY_KEYS_ALGORITHMS) of the server and of this command",
        kept.join(", ")
    )))
}

fn grant(text: &str) -> Result<GrantType, String> {
    let known = GrantType::ALL.into_iter().find(|grant| grant.as_str() == text);
    known.ok_or_else(|| format!("expected {}", GrantType::ALL.map(|grant| grant.to_string()).join(", ")))
}

fn id_token_algorithm(text: &str) -> Result<Algorithm, String> {
    match text.parse() {
        Ok(algorithm @ (Algorithm::ES256 | Algorithm::EdDSA | Algorithm::RS256)) => Ok(algorithm),
        _ => Err("expected ES256, EdDSA or RS256".to_owned()),
    }
}
