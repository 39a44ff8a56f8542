//! `valetkey client edit`.

use clap::{Args, ValueEnum};
use valetkey_administration::{client, files::Thing, logos};
use valetkey_authorization_server::{
    record::{ClaimPlace, Client, ConsentPolicy},
    registration::NewClient,
};
use valetkey_fetch::Method;
use valetkey_types::{ClientId, Scope};

use super::{
    access::AccessEdit,
    add::Format,
    registration_failure,
    show::{NamedClient, SHOWN},
};
use crate::{
    claim_map::pair,
    command::branding::BrandingArguments,
    failure::Failure,
    networks::NetworkArguments,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Kind, Request, record},
    sign_in_switches::{Switch, SwitchArguments},
    strength::Strength,
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct EditArguments {
    #[command(flatten)]
    client: NamedClient,
    /// Display name
    #[arg(long)]
    name: Option<String>,
    /// Where the browser returns after sign-in; replaces all redirect URIs. Repeatable
    #[arg(long = "redirect-uri", value_name = "URI")]
    redirect_uris: Vec<String>,
    /// Adds a redirect URI. Repeatable
    #[arg(long, value_name = "URI")]
    add_redirect_uri: Vec<String>,
    /// Removes a redirect URI. Repeatable
    #[arg(long, value_name = "URI")]
    remove_redirect_uri: Vec<String>,
    /// Where users may go after signing out; replaces all. Repeatable
    #[arg(long = "post-logout-redirect-uri", value_name = "URI")]
    post_logout_redirect_uris: Vec<String>,
    /// Address of the application for back-channel logout messages; "" removes it
    #[arg(long, value_name = "URI")]
    backchannel_logout_uri: Option<String>,
    /// Scope that it may request
    #[arg(long)]
    scope: Option<Scope>,
    /// The places where the application gets a claim of an attribute or of a scope of valetkey scope: id_token, userinfo, access_token,
    /// introspection, with commas between them. Nothing after the = means nowhere; default means ID token and userinfo. Repeatable
    #[arg(long, value_name = "CLAIM=PLACES", value_parser = places)]
    claim_in: Vec<(String, Option<Vec<ClaimPlace>>)>,
    /// API that its access tokens may be for; replaces all. Repeatable
    #[arg(long = "audience", value_name = "URI")]
    audiences: Vec<String>,
    /// jwt: APIs check tokens themselves; opaque: they ask this server
    #[arg(long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    access_token_format: Option<Format>,
    /// ask: users must allow the access; trusted: your own application, users are not asked
    #[arg(long, value_name = "POLICY", value_enum, hide_possible_values = true)]
    consent: Option<Consent>,
    /// Let the application send its authorization requests to this server first (PAR, RFC 9126), and refuse all others: on, off
    #[arg(long, value_name = "SWITCH", value_enum, hide_possible_values = true)]
    require_pushed_requests: Option<Switch>,
    /// How strong a sign-in must be at least: one-factor, two-factors, phishing-resistant (two factors, one of them a
    /// passkey; a passkey that verifies the user is both)
    #[arg(long, value_name = "STRENGTH", value_enum, hide_possible_values = true)]
    require: Option<Strength>,
    #[command(flatten)]
    sign_in: SwitchArguments,
    #[command(flatten)]
    networks: NetworkArguments,
    #[command(flatten)]
    access: AccessEdit,
    /// Page of the application; "" removes it
    #[arg(long, value_name = "URI")]
    client_uri: Option<String>,
    /// Logo of the application; "" removes it
    #[arg(long, value_name = "URI")]
    logo_uri: Option<String>,
    /// Privacy policy of the application; "" removes it
    #[arg(long, value_name = "URI")]
    policy_uri: Option<String>,
    /// Terms of service of the application; "" removes it
    #[arg(long, value_name = "URI")]
    tos_uri: Option<String>,
    #[command(flatten)]
    branding: BrandingArguments,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

const EXAMPLES: &str = "\
Only what you name changes. If another command edits the same application at the same moment, nothing is stored and the \
difference is shown.

Examples:
  valetkey client edit notes-k3x9mwpd7q2a --name 'Team Notes'
  valetkey client edit notes-k3x9mwpd7q2a --require two-factors
  valetkey client edit notes-k3x9mwpd7q2a --scope 'openid company' --claim-in department=userinfo,access_token
  valetkey client edit notes-k3x9mwpd7q2a --allow-group editors --allow-user alice
  valetkey client edit notes-k3x9mwpd7q2a --add-redirect-uri https://notes.example/auth/other
  valetkey client edit notes-k3x9mwpd7q2a --brand-accent '#7a1f5c' --brand-logo notes.svg
      The pages of a sign-in for this application look like it; what is not set comes from the tenant.";

#[derive(Clone, Copy, ValueEnum)]
enum Consent {
    Ask,
    Trusted,
}

pub(super) async fn run(mut arguments: EditArguments, output: Output) -> Result<(), Failure> {
    let (records, client) = arguments.client.load_with(&arguments.kinds()).await?;
    if records.api().is_some() && !arguments.branding.are_empty() {
        return Err(Failure::usage(
            "the --brand options: for the database only; use them on the server's machine, without --server",
        ));
    }
    arguments.ownership.check(&Thing::client(&client.id), &records).await?;
    let mut access = client.access.clone();
    std::mem::take(&mut arguments.access).apply(&mut access, &records).await?;
    let placed = arguments.claim_in.iter().map(|(claim, _)| claim.as_str());
    let placed: Vec<&str> = placed.filter(|claim| !client.claim_places.contains_key(*claim)).collect();
    if !placed.is_empty() {
        client::check_placed_claims(placed, &records.claim_map().await?)
            .map_err(|error| Failure::usage(format!("--claim-in: {error}")))?;
    }
    let overrides = arguments.ownership.overrides();
    let (mut new, branding) = arguments.applied_to(NewClient::from(&client))?;
    new.access = access;
    let values = record::client_values(&new);
    let decided = records.decide(|occasion| {
        let new_logos = branding.set(&mut new.branding, Some(&client.id), occasion)?;
        let edited = client::edit(&client, new, occasion).map_err(registration_failure)?;
        Ok::<_, Failure>(logos::storing(edited, &client.branding, new_logos))
    })?;
    if decided.changes.is_empty() {
        output.note("Nothing differs; nothing was stored.")?;
    }
    match records.api() {
        Some(api) => {
            let body = record::difference(&record::client_values(&NewClient::from(&client)), values);
            let request = Request::of(client.revision).with(&body).overriding(overrides);
            api.change(Method::PATCH, &["clients", client.id.as_str()], request).await?;
        }
        None => {
            let id: ClientId = client.id.clone();
            let reload = async {
                let found = records.storage.client(&records.tenant, &id).await?;
                Ok(found.map(|client| Client::clone(&client)))
            };
            records.store(decided.changes, &client, reload).await?;
        }
    }
    super::show::print(&records, &decided.answer, output).await
}

impl EditArguments {
    /// Returns the kinds of records that the edit needs: claims are checked against the scopes and attributes.
    fn kinds(&self) -> Vec<Kind> {
        let definitions = (!self.claim_in.is_empty()).then_some([Kind::Scopes, Kind::Attributes]);
        SHOWN.into_iter().chain(definitions.into_iter().flatten()).collect()
    }

    /// Sets what the arguments name.
    fn applied_to(self, mut new: NewClient) -> Result<(NewClient, BrandingArguments), Failure> {
        set(&mut new.name, self.name);
        set_list(&mut new.redirect_uris, self.redirect_uris);
        new.redirect_uris.extend(self.add_redirect_uri);
        for uri in self.remove_redirect_uri {
            let before = new.redirect_uris.len();
            new.redirect_uris.retain(|known| *known != uri);
            if new.redirect_uris.len() == before {
                let known = new.redirect_uris.join(", ");
                return Err(Failure::usage(format!(
                    "--remove-redirect-uri: expected one of {known}, got {uri:?}"
                )));
            }
        }
        set_list(&mut new.post_logout_redirect_uris, self.post_logout_redirect_uris);
        set_list(&mut new.audiences, self.audiences);
        set(&mut new.scope, self.scope);
        for (claim, places) in self.claim_in {
            match places {
                Some(places) => new.claim_places.insert(claim, places),
                None => new.claim_places.remove(&claim),
            };
        }
        set_optional(&mut new.backchannel_logout_uri, self.backchannel_logout_uri);
        set(&mut new.access_token_format, self.access_token_format.map(Into::into));
        let consent = self.consent.map(|consent| match consent {
            Consent::Ask => ConsentPolicy::Ask,
            Consent::Trusted => ConsentPolicy::Trusted,
        });
        set(&mut new.consent, consent);
        let must_push = self.require_pushed_requests.map(|switch| switch == Switch::On);
        set(&mut new.require_pushed_authorization_requests, must_push);
        self.networks.set(&mut new.networks);
        set(&mut new.required_acr, self.require.map(Into::into));
        new.sign_in = self.sign_in.over(new.sign_in);
        set_optional(&mut new.client_uri, self.client_uri);
        set_optional(&mut new.logo_uri, self.logo_uri);
        set_optional(&mut new.policy_uri, self.policy_uri);
        set_optional(&mut new.tos_uri, self.tos_uri);
        Ok((new, self.branding))
    }
}

/// Reads CLAIM=PLACES; no places for `default`.
fn places(text: &str) -> Result<(String, Option<Vec<ClaimPlace>>), String> {
    let (claim, words) = pair(text)?;
    if words == "default" {
        return Ok((claim, None));
    }
    let mut places = Vec::new();
    for word in words.split(',').filter(|word| !word.is_empty()) {
        let place = ClaimPlace::ALL.into_iter().find(|place| place.name() == word);
        let known = ClaimPlace::ALL.map(ClaimPlace::name).join(", ");
        places.push(place.ok_or_else(|| format!("expected some of {known}, or default, got {word:?}"))?);
    }
    places.sort_unstable();
    places.dedup();
    Ok((claim, Some(places)))
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

fn set_list(field: &mut Vec<String>, values: Vec<String>) {
    if !values.is_empty() {
        *field = values;
    }
}

/// An empty text removes the value.
fn set_optional(field: &mut Option<String>, value: Option<String>) {
    if let Some(value) = value {
        *field = Some(value).filter(|value| !value.is_empty());
    }
}
