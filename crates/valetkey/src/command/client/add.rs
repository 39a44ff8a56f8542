//! `valetkey client add`.

mod announcement;
mod command_line;
mod credentials;
mod over_the_api;

use clap::{
    Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use serde_json::json;
use valetkey_administration::{
    client,
    framework::{Framework, front_pages},
    logos,
};
use valetkey_authorization_server::{
    Decision,
    branding::Branding,
    event::Occasion,
    record::{AccessTokenFormat, Client, ConsentPolicy, PkcePolicy},
    registration::NewClient,
};
use valetkey_jose::Algorithm;
use valetkey_server::Configuration;
use valetkey_types::{GrantType, Scope};

pub(crate) use self::credentials::{client_id, secret_fault};
use self::{announcement::Registered, credentials::CredentialArguments};
use super::{access::AccessArguments, registration_failure};
use crate::{
    administration::decide,
    command::branding::BrandingArguments,
    database::{self, DatabaseArguments, Records},
    failure::Failure,
    networks::NetworkArguments,
    output::Output,
    sign_in_switches::{Switch, SwitchArguments},
    strength::Strength,
};

/// The options of an application that make no sense for an API.
const OF_APPLICATIONS: [&str; 17] = [
    "redirect_uris",
    "post_logout_redirect_uris",
    "backchannel_logout_uri",
    "public",
    "scope",
    "grants",
    "access_token_format",
    "trusted",
    "openid_connect_core_compatible",
    "require_pushed_requests",
    "id_token_algorithm",
    "framework",
    "groups",
    "users",
    "sign_in_from",
    "one_factor_from",
    // The group of all `--brand-` options.
    "BrandingArguments",
];

/// The options that make no sense for the command line: its registration is always the same.
const OF_OTHER_CLIENTS: [&str; 22] = [
    "name",
    "api",
    "audiences",
    "require",
    "id",
    "secret_stdin",
    "redirect_uris",
    "post_logout_redirect_uris",
    "backchannel_logout_uri",
    "public",
    "scope",
    "grants",
    "trusted",
    "openid_connect_core_compatible",
    "id_token_algorithm",
    "framework",
    "groups",
    "users",
    "sign_in_from",
    "one_factor_from",
    "issuer",
    "BrandingArguments",
];

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AddArguments {
    /// Display name
    #[arg(long, required_unless_present = "command_line")]
    name: Option<String>,
    /// Register the command line itself, so that administrators can run valetkey sign-in --server. Once for each tenant
    #[arg(long, conflicts_with_all = OF_OTHER_CLIENTS)]
    command_line: bool,
    /// Register an API that asks this server about tokens (introspection). It needs --audience and has no users of its own
    #[arg(long, requires = "audiences", conflicts_with_all = OF_APPLICATIONS)]
    api: bool,
    /// Where the browser returns after sign-in; compared byte for byte. Repeatable
    #[arg(long = "redirect-uri", value_name = "URI")]
    redirect_uris: Vec<String>,
    /// Where users may go after signing out. Repeatable [default: the front page of each web address among the redirect
    /// URIs]
    #[arg(long = "post-logout-redirect-uri", value_name = "URI")]
    post_logout_redirect_uris: Vec<String>,
    /// Address of the application for back-channel logout messages
    #[arg(long, value_name = "URI")]
    backchannel_logout_uri: Option<String>,
    /// Application without a secret: in a browser, on a phone or a desktop
    #[arg(long)]
    public: bool,
    /// Scope that it may request [default: "openid profile email"]
    #[arg(long)]
    scope: Option<Scope>,
    /// Grant that it may use: authorization_code, refresh_token, client_credentials. Repeatable [default:
    /// authorization_code and refresh_token]
    #[arg(long = "grant", value_name = "GRANT", value_parser = grant)]
    grants: Vec<GrantType>,
    /// API that its access tokens may be for; with --api: the name of the API itself. Repeatable [default: this server's
    /// own endpoints]
    #[arg(long = "audience", value_name = "URI")]
    audiences: Vec<String>,
    /// jwt: APIs check tokens themselves; opaque: they ask this server
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "jwt", hide_possible_values = true)]
    access_token_format: Format,
    /// Your own application: do not ask users for consent. Counts with a secret, or with https redirect URIs
    #[arg(long)]
    trusted: bool,
    /// How strong a sign-in must be at least: one-factor, two-factors, phishing-resistant (two factors, one of them a
    /// passkey; a passkey that verifies the user is both) [default: one-factor]
    #[arg(long, value_name = "STRENGTH", value_enum, hide_possible_values = true)]
    require: Option<Strength>,
    #[command(flatten)]
    sign_in: SwitchArguments,
    #[command(flatten)]
    networks: NetworkArguments,
    #[command(flatten)]
    access: AccessArguments,
    /// Allow sign-in without PKCE, for applications that know OpenID Connect Core only
    #[arg(long)]
    openid_connect_core_compatible: bool,
    /// Let the application send its authorization requests to this server first (PAR, RFC 9126), and refuse all others: on, off
    /// [default: off]
    #[arg(long, value_name = "SWITCH", value_enum, hide_possible_values = true)]
    require_pushed_requests: Option<Switch>,
    /// Algorithm of ID tokens: RS256, ES256, EdDSA. Every library knows RS256; ES256 costs the server much less
    /// [default: RS256; ES256 with --for axum]
    #[arg(long, value_name = "ALGORITHM", value_parser = id_token_algorithm)]
    id_token_algorithm: Option<Algorithm>,
    /// Print the settings of a framework, and choose what it needs: axum, spring-boot, auth-js, django, oauth2-proxy
    #[arg(
        long = "for",
        value_name = "FRAMEWORK",
        value_parser = framework(),
        hide_possible_values = true,
        conflicts_with = "public"
    )]
    framework: Option<Framework>,
    #[command(flatten)]
    credentials: CredentialArguments,
    /// The issuer to print, where the configuration at hand does not name it [env: VALETKEY_ISSUER]
    #[arg(long, value_name = "URL")]
    issuer: Option<String>,
    #[command(flatten)]
    database: DatabaseArguments,
    #[command(flatten)]
    branding: BrandingArguments,
}

const EXAMPLES: &str = "\
Examples:
  valetkey client add --name Notes --redirect-uri https://notes.example/auth/callback
      A web application that keeps a secret.

  valetkey client add --name Wiki --for spring-boot --redirect-uri https://wiki.example/login/oauth2/code/valetkey
      The same, with the settings to paste.

  valetkey client add --name Phone --public --redirect-uri com.example.notes:/callback
      An application that can't keep a secret.

  valetkey client add --command-line
      The command line of administrators on other machines: valetkey sign-in --server https://id.example.com

  valetkey client add --name Backup --grant client_credentials --scope notes.read
      A program that acts for itself.

  valetkey client add --name 'Notes API' --api --audience https://api.notes.example
      An API that asks this server about tokens.

  valetkey client add --name Old --id old-1 --secret-stdin --redirect-uri https://old.example/cb < secret.txt
      An application that keeps the identifier and the secret it had elsewhere.

  valetkey client add --name Shop --redirect-uri https://shop.example/cb --brand-accent '#7a1f5c' --brand-logo shop.svg
      The pages of a sign-in for this application look like it; what is not set comes from the tenant.

A generated secret is shown once. Only the SHA-256 of a secret is stored.";

/// The format of access tokens.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    Jwt,
    Opaque,
}

impl From<Format> for AccessTokenFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Jwt => Self::Jwt,
            Format::Opaque => Self::Opaque,
        }
    }
}

pub(super) async fn run(mut arguments: AddArguments, output: Output) -> Result<(), Failure> {
    if let Some(api) = arguments.database.api().await? {
        return over_the_api::run(arguments, &api, output).await;
    }
    if arguments.command_line {
        return command_line::run(&arguments.database, output).await;
    }
    let name = arguments.name.clone().unwrap_or_default();
    let credentials = arguments.credentials.obtain(&name, arguments.public)?;
    let (framework, issuer) = (arguments.framework, arguments.issuer.clone());
    let access = std::mem::take(&mut arguments.access);
    let branding = std::mem::take(&mut arguments.branding);
    let (place, mut new) = arguments.registration();
    let configured = place.place().configuration()?;
    let (id, secret) = (credentials.id, credentials.secret.as_ref());
    let tenant = place.tenant()?;
    let set_look = |occasion: &Occasion<'_>| branding.set(&mut new.branding, Some(&id), occasion);
    let logos = decide(&configured, &tenant, set_look)?;
    let add = |new: &NewClient| {
        let add = |occasion: &Occasion<'_>| client::add(id.clone(), secret, new.clone(), occasion);
        decide(&configured, &tenant, add).map_err(registration_failure)
    };
    let Decision { answer: client, .. } = add(&new)?;
    if database::missing_file(&configured.database).is_some() {
        // Before the file is made.
        require_key_for(&client, &configured)?;
    }
    let database = place.open_with([("issuer", "--issuer", issuer.as_deref())]).await?;
    access.allow(&mut new.access, &database).await?;
    let added = add(&new)?;
    let Decision { answer: client, changes } = logos::storing(added, &Branding::default(), logos);
    let configuration = &database.configuration;
    require_key_for(&client, configuration)?;
    let warnings = warnings(&client, framework, &database).await?;
    let taken = || format!("the identifier {} is taken; choose another one", client.id);
    database.apply(changes, taken).await?;
    let issuer = configuration.issuer()?;
    let registered = Registered {
        client: &client,
        new_secret: credentials.secret.as_ref().filter(|_| credentials.generated),
        issuer: &issuer,
        is_default_issuer: configuration.issuer == Configuration::default().issuer,
        framework,
    };
    for warning in &warnings {
        output.note(&format!("warning: {warning}"))?;
    }
    let mut value = registered.as_json();
    value["warnings"] = json!(warnings);
    output.result(&value, |style| registered.in_words(style))
}

/// Warnings about settings that are allowed but probably wrong.
async fn warnings(
    client: &Client,
    framework: Option<Framework>,
    database: &Records,
) -> Result<Vec<String>, Failure> {
    let all = database.storage.clients(&database.tenant).await?;
    let same = all.iter().filter(|other| other.name.trim().eq_ignore_ascii_case(client.name.trim()));
    let same: Vec<String> = same.map(|other| other.id.to_string()).collect();
    let mut warnings: Vec<String> = Vec::new();
    if !same.is_empty() {
        warnings.push(format!(
            "there is already an application called {}: {}; valetkey client remove ID removes one",
            client.name,
            same.join(", ")
        ));
    }
    warnings.extend(framework.and_then(|framework| framework.complaint(&client.redirect_uris)));
    Ok(warnings)
}

impl AddArguments {
    /// Where the records lie, and what to add to them.
    fn registration(self) -> (DatabaseArguments, NewClient) {
        let mut new = NewClient::web_application(self.name.unwrap_or_default(), self.redirect_uris);
        new.audiences = self.audiences;
        if self.api {
            (new.grant_types, new.scope) = (Vec::new(), Scope::default());
            return (self.database, new);
        }
        new.post_logout_redirect_uris = match self.post_logout_redirect_uris.is_empty() {
            true => front_pages(&new.redirect_uris),
            false => self.post_logout_redirect_uris,
        };
        new.backchannel_logout_uri = self.backchannel_logout_uri;
        let wanted = self.id_token_algorithm.or(self.framework.map(Framework::id_token_algorithm));
        new.id_token_signed_response_alg = wanted.unwrap_or(new.id_token_signed_response_alg);
        if !self.grants.is_empty() {
            new.grant_types = self.grants;
            new.grant_types.sort();
            new.grant_types.dedup();
        }
        if let Some(scope) = self.scope {
            new.scope = scope;
        }
        new.access_token_format = self.access_token_format.into();
        if let Some(strength) = self.require {
            new.required_acr = strength.into();
        }
        new.sign_in = self.sign_in.over(new.sign_in);
        self.networks.set(&mut new.networks);
        if self.trusted {
            new.consent = ConsentPolicy::Trusted;
        }
        new.require_pushed_authorization_requests = self.require_pushed_requests == Some(Switch::On);
        let leaves_pkce_out = self.framework.is_some_and(Framework::leaves_pkce_out);
        if self.openid_connect_core_compatible || leaves_pkce_out {
            new.pkce = PkcePolicy::OpenidConnectCoreCompatible;
        }
        (self.database, new)
    }
}

fn framework() -> impl TypedValueParser<Value = Framework> {
    let names = Framework::ALL.map(Framework::name);
    PossibleValuesParser::new(names)
        .try_map(|name| Framework::named(&name).ok_or("expected the name of a framework"))
}

/// A client whose ID tokens nobody could sign would fail at its first login.
fn require_key_for(client: &Client, configuration: &Configuration) -> Result<(), Failure> {
    let (wanted, kept) = (client.id_token_signed_response_alg, &configuration.keys.algorithms);
    if kept.contains(&wanted) || client.grant_types.is_empty() {
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
