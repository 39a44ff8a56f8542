//! `[[client]]`.

use std::collections::BTreeMap;

use toml::{Value, de::DeValue};
use valetkey_administration::{
    client::{KeptSecret, check_placed_claims},
    files::{DesiredAccess, DesiredClient, State, Thing},
};
use valetkey_authorization_server::{
    record::{
        AccessTokenFormat, ClaimPlace, ClaimPlaces, Client, ClientAccess, ConsentPolicy, Logo, PkcePolicy,
        RefreshTokenRotation, Sha256Hash, SignInSwitches,
    },
    registration::NewClient,
};
use valetkey_jose::Algorithm;
use valetkey_types::{GrantType, Scope, Timestamp};

use super::{
    Again, Everything, branding, is, role,
    sign_in::{self, Rules},
    wanted,
};
use crate::{
    command::{client_id, secret_fault},
    files::{
        moment,
        reader::Fields,
        secret::{self, Given, forms, hash_text},
        writer::{Writer, list},
    },
};

const FORMATS: [(&str, AccessTokenFormat); 2] =
    [("jwt", AccessTokenFormat::Jwt), ("opaque", AccessTokenFormat::Opaque)];
const PKCE: [(&str, PkcePolicy); 2] = [
    ("required", PkcePolicy::Required),
    ("openid-connect-core-compatible", PkcePolicy::OpenidConnectCoreCompatible),
];
const ROTATION: [(&str, RefreshTokenRotation); 2] =
    [("rotate", RefreshTokenRotation::Rotate), ("keep", RefreshTokenRotation::Keep)];
const CONSENT: [(&str, ConsentPolicy); 2] =
    [("ask", ConsentPolicy::Ask), ("trusted", ConsentPolicy::Trusted)];

/// Reads a client.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    file: &str,
    everything: &mut Everything,
) -> Result<(), Again> {
    let Some((text, place)) = fields.required("id") else { return Ok(()) };
    let id = match client_id(&text) {
        Ok(id) => id,
        Err(label) => {
            fields.wrong("id", place, format!("{label}, got {text:?}"));
            return Ok(());
        }
    };
    is(fields, Thing::client(&id), place)?;
    let (secret_hash, old_secret) = (secret_hash(fields), old_secret(fields));
    let (branding, images) = branding::read(fields);
    let rules = sign_in::read(fields, SignInSwitches::OF_CLIENT);
    let settings = settings(fields, rules);
    let client = DesiredClient {
        id,
        secret_hash,
        old_secret,
        settings: NewClient { branding, ..settings },
        access: access(fields),
        roles: role::names(fields),
        disabled: fields.boolean("disabled").unwrap_or(false),
        images,
    };
    fields.finish();
    everything.desired.clients.push(wanted(file, client));
    Ok(())
}

fn settings(fields: &mut Fields<'_, '_, '_>, rules: Rules) -> NewClient {
    let name = fields.required("name").map(|(name, _)| name).unwrap_or_default();
    let redirect_uris = fields.texts("redirect_uris").unwrap_or_default();
    let usual = NewClient::web_application(name, redirect_uris);
    let scope = |text: &str| text.parse::<Scope>().map_err(|error| error.to_string());
    NewClient {
        post_logout_redirect_uris: fields.texts("post_logout_redirect_uris").unwrap_or_default(),
        backchannel_logout_uri: fields.text("backchannel_logout_uri"),
        scope: fields.parsed("scope", scope).unwrap_or(usual.scope),
        claim_places: claim_places(fields),
        grant_types: grant_types(fields).unwrap_or(usual.grant_types),
        audiences: fields.texts("audiences").unwrap_or_default(),
        access_token_format: fields.word("access_token_format", &FORMATS).unwrap_or_default(),
        id_token_signed_response_alg: fields
            .parsed("id_token_signed_response_alg", |text| text.parse().map_err(|_| algorithms(text)))
            .unwrap_or(usual.id_token_signed_response_alg),
        pkce: fields.word("pkce", &PKCE).unwrap_or_default(),
        require_pushed_authorization_requests: fields
            .boolean("require_pushed_authorization_requests")
            .unwrap_or(false),
        refresh_token_rotation: fields.word("refresh_token_rotation", &ROTATION).unwrap_or_default(),
        required_acr: rules.required_acr,
        sign_in: rules.switches,
        networks: rules.networks,
        access: ClientAccess::Everyone,
        consent: fields.word("consent", &CONSENT).unwrap_or_default(),
        client_uri: fields.text("client_uri"),
        logo_uri: fields.text("logo_uri"),
        policy_uri: fields.text("policy_uri"),
        tos_uri: fields.text("tos_uri"),
        ..usual
    }
}

fn algorithms(text: &str) -> String {
    format!("expected {}, {} or {}, got {text:?}", Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256)
}

fn secret_hash(fields: &mut Fields<'_, '_, '_>) -> Option<Sha256Hash> {
    match fields.secret("client_secret", true)? {
        Given::Hash(hash) => Some(hash),
        Given::Secret(secret) => {
            if let Some(fault) = secret_fault(&secret) {
                let span = fields.value("client_secret").map(|(_, span)| span).unwrap_or_default();
                fields.wrong("client_secret", span, fault);
            }
            Some(Sha256Hash::of(secret.expose().as_bytes()))
        }
    }
}

/// Reads `old_client_secret = { file = "PATH", expires_at = 2027-01-31T00:00:00Z }`.
fn old_secret(fields: &mut Fields<'_, '_, '_>) -> Option<KeptSecret> {
    const KEY: &str = "old_client_secret";
    let (value, span) = fields.value(KEY)?;
    let DeValue::Table(table) = value else {
        let expected = format!("a reference ({}) with expires_at", forms(true));
        fields.wrong(KEY, span, format!("expected {expected}, got a value; files contain no secrets"));
        return None;
    };
    let folder = fields.reading.folder.clone();
    let (ends_at, given) = fields.inside(KEY, table, span.clone(), |fields| {
        (fields.moment("expires_at"), secret::read(fields, true, &folder))
    });
    let hash = match given {
        Ok(Given::Hash(hash)) => hash,
        Ok(Given::Secret(secret)) => Sha256Hash::of(secret.expose().as_bytes()),
        Err(label) => {
            fields.wrong(KEY, span, label);
            return None;
        }
    };
    match ends_at {
        Some(ends_at) => Some(KeptSecret { hash, ends_at }),
        None => {
            fields.wrong(KEY, span, "expected expires_at, such as 2027-01-31T00:00:00Z, got none".to_owned());
            None
        }
    }
}

fn grant_types(fields: &mut Fields<'_, '_, '_>) -> Option<Vec<GrantType>> {
    let known = || GrantType::ALL.map(|grant| grant.to_string()).join(", ");
    let mut grants = fields.parsed_list("grant_types", |text| {
        let grant = GrantType::ALL.into_iter().find(|grant| grant.as_str() == text);
        grant.ok_or_else(|| format!("expected one of {}, got {text:?}", known()))
    })?;
    grants.sort();
    grants.dedup();
    Some(grants)
}

fn claim_places(fields: &mut Fields<'_, '_, '_>) -> ClaimPlaces {
    let mut places = ClaimPlaces::new();
    fields.by_name("claim_places", |fields, claim, value, span| {
        let DeValue::Array(words) = value else {
            return fields.expected(claim, span, "a list of places", value);
        };
        let mut found = Vec::new();
        for word in words.iter() {
            let place =
                ClaimPlace::ALL.into_iter().find(|place| Some(place.name()) == word.get_ref().as_str());
            match place {
                Some(place) => {
                    fields.reading.visible.push(word.span());
                    found.push(place);
                }
                None => {
                    let known = ClaimPlace::ALL.map(ClaimPlace::name).join(", ");
                    fields.wrong(
                        "claim_places",
                        word.span(),
                        format!("expected some of {known}, got another value"),
                    );
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        places.insert(claim.to_owned(), found);
    });
    places
}

fn access(fields: &mut Fields<'_, '_, '_>) -> DesiredAccess {
    let read = fields.table("access", |fields| DesiredAccess::Only {
        groups: fields.texts("groups").unwrap_or_default(),
        users: fields.texts("users").unwrap_or_default(),
    });
    read.unwrap_or_default()
}

/// Writes a client.
pub(in crate::files) fn write(
    client: &Client,
    state: &State,
    logos: &[Logo],
    now: Timestamp,
    writer: &mut Writer,
) {
    let usual = NewClient::web_application(client.name.as_str(), Vec::new());
    writer.heading("[[client]]");
    writer.value("id", client.id.as_str());
    writer.value("name", client.name.as_str());
    if let Some(hash) = client.secret_hash {
        let hash = ("sha256".to_owned(), hash_text(hash).into());
        writer.value("client_secret", Value::Table([hash].into_iter().collect()));
    }
    if let Some(old) = client.secret_rotation.old_at(now) {
        let hash = ("sha256".to_owned(), hash_text(old.hash).into());
        let end = ("expires_at".to_owned(), moment::written(old.ends_at));
        writer.value("old_client_secret", Value::Table([hash, end].into_iter().collect()));
    }
    writer.texts("redirect_uris", &client.redirect_uris);
    writer.texts("post_logout_redirect_uris", &client.post_logout_redirect_uris);
    writer.optional("backchannel_logout_uri", client.backchannel_logout_uri.as_ref());
    writer.unless(&usual.scope, "scope", &client.scope, |scope| scope.to_string().into());
    let grants = |grants: &Vec<GrantType>| list(&grants.iter().map(GrantType::to_string).collect::<Vec<_>>());
    writer.unless(&usual.grant_types, "grant_types", &client.grant_types, grants);
    writer.texts("audiences", &client.audiences);
    writer.unless(&usual.access_token_format, "access_token_format", &client.access_token_format, |value| {
        word(&FORMATS, value)
    });
    let (algorithm, usual_one) = (client.id_token_signed_response_alg, usual.id_token_signed_response_alg);
    writer.unless(&usual_one, "id_token_signed_response_alg", &algorithm, |value| value.as_str().into());
    writer.unless(&usual.pkce, "pkce", &client.pkce, |value| word(&PKCE, value));
    if client.require_pushed_authorization_requests {
        writer.value("require_pushed_authorization_requests", true);
    }
    writer.unless(
        &usual.refresh_token_rotation,
        "refresh_token_rotation",
        &client.refresh_token_rotation,
        |value| word(&ROTATION, value),
    );
    writer.unless(&usual.consent, "consent", &client.consent, |value| word(&CONSENT, value));
    let rules = Rules {
        required_acr: client.required_acr,
        switches: client.sign_in,
        networks: client.networks.clone(),
    };
    sign_in::write(&rules, SignInSwitches::OF_CLIENT, writer);
    write_more(client, state, logos, writer);
}

fn write_more(client: &Client, state: &State, logos: &[Logo], writer: &mut Writer) {
    writer.optional("client_uri", client.client_uri.as_ref());
    writer.optional("logo_uri", client.logo_uri.as_ref());
    writer.optional("policy_uri", client.policy_uri.as_ref());
    writer.optional("tos_uri", client.tos_uri.as_ref());
    // Another server would refuse the claim of an attribute that was removed.
    let is_known = |claim: &str| check_placed_claims([claim], &state.claim_map).is_ok();
    let words = |places: &Vec<ClaimPlace>| {
        list(&places.iter().map(|place| place.name().to_owned()).collect::<Vec<_>>())
    };
    let places = client.claim_places.iter().filter(|(claim, _)| is_known(claim));
    let places: BTreeMap<_, _> = places.map(|(claim, places)| (claim.clone(), words(places))).collect();
    if !places.is_empty() {
        writer.value("claim_places", Value::Table(places.into_iter().collect()));
    }
    if let ClientAccess::Only { groups, users } = &client.access {
        let group = |id| state.role_map.group(id).map(|group| group.name.clone());
        let mut groups: Vec<String> = groups.iter().copied().filter_map(group).collect();
        let user = |id| state.users.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone());
        let mut users: Vec<String> = users.iter().filter_map(user).collect();
        groups.sort();
        users.sort();
        let lists = [("groups".to_owned(), list(&groups)), ("users".to_owned(), list(&users))];
        writer.value("access", Value::Table(lists.into_iter().collect()));
    }
    let live = client.roles.iter().filter(|held| state.role_map.role(held.id).is_some());
    let roles = role::listed(live.map(|role| (role.name.as_str(), &role.owner)));
    if roles.as_array().is_some_and(|roles| !roles.is_empty()) {
        writer.value("roles", roles);
    }
    writer.unless(&false, "disabled", &client.disabled, |value| Value::from(*value));
    branding::write(&client.branding, logos, "[client.branding]", writer);
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> Value {
    words.iter().find(|(_, known)| known == value).map_or("", |(word, _)| word).into()
}
