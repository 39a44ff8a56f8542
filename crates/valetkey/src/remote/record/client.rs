//! Clients.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;
use valetkey_accounts::Acr;
use valetkey_authorization_server::{
    branding::Branding,
    networks::NetworkRules,
    record::{
        AccessTokenFormat, ClaimPlace, ClaimPlaces, Client, ClientAccess, ClientRole, ConfirmByMail,
        ConsentPolicy, OldSecret, PkcePolicy, RefreshTokenRotation, SecretRotation, Sha256Hash,
        SignInSwitches,
    },
    registration::NewClient,
};
use valetkey_jose::Algorithm;
use valetkey_types::{ClientId, GrantType, TenantId, Timestamp, Unknown, UserId};

use super::{CONFIRM, HIDDEN, group::owner, named, networks, parsed, parsed_networks, read};
use crate::failure::Failure;

#[derive(Deserialize)]
struct ClientDocument {
    client_id: String,
    name: String,
    public: bool,
    token_endpoint_auth_methods: Vec<String>,
    secrets: Vec<SecretDocument>,
    redirect_uris: Vec<String>,
    post_logout_redirect_uris: Vec<String>,
    backchannel_logout_uri: Option<String>,
    scope: String,
    claim_places: BTreeMap<String, Vec<String>>,
    grant_types: Vec<String>,
    audiences: Vec<String>,
    access_token_format: String,
    id_token_signed_response_alg: Algorithm,
    pkce: String,
    #[serde(default)]
    require_pushed_authorization_requests: bool,
    refresh_token_rotation: String,
    required_acr: String,
    mail_sign_in: bool,
    confirm_by_mail: String,
    trusted_devices: bool,
    sign_in_from: Vec<String>,
    one_factor_from: Vec<String>,
    access: Option<AccessDocument>,
    consent: String,
    client_uri: Option<String>,
    logo_uri: Option<String>,
    policy_uri: Option<String>,
    tos_uri: Option<String>,
    granted_roles: Vec<RoleDocument>,
    disabled: bool,
    created_at: Timestamp,
    revision: u64,
}

#[derive(Deserialize)]
struct AccessDocument {
    groups: Vec<Uuid>,
    users: Vec<String>,
}

#[derive(Deserialize)]
struct SecretDocument {
    number: u32,
    made_at: Option<Timestamp>,
    ends_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct RoleDocument {
    id: Uuid,
    name: String,
    of: Option<String>,
}

const FORMATS: [AccessTokenFormat; 2] = [AccessTokenFormat::Jwt, AccessTokenFormat::Opaque];
const PKCE: [PkcePolicy; 2] = [PkcePolicy::Required, PkcePolicy::OpenidConnectCoreCompatible];
const ROTATIONS: [RefreshTokenRotation; 2] = [RefreshTokenRotation::Rotate, RefreshTokenRotation::Keep];
const CONSENTS: [ConsentPolicy; 2] = [ConsentPolicy::Ask, ConsentPolicy::Trusted];

/// Reads a client. The API does not show its branding: it is empty.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn client(document: Value) -> Result<Client, Failure> {
    let client: ClientDocument = read("client", document)?;
    let methods = client.token_endpoint_auth_methods.iter();
    let methods = methods.map(|method| parsed("token_endpoint_auth_methods", method));
    let grants = client.grant_types.iter().map(|grant| parsed("grant_types", grant));
    let access = client.access.map_or(ClientAccess::Everyone, |access| ClientAccess::Only {
        groups: access.groups,
        users: access.users.into_iter().map(UserId::new).collect(),
    });
    // The time of the role is not shown; commands do not show it either.
    let role = |role: RoleDocument| ClientRole {
        id: role.id,
        name: role.name,
        owner: owner(role.of, &[]),
        created_at: client.created_at,
    };
    Ok(Client {
        tenant: TenantId::default(),
        id: ClientId::new(client.client_id),
        name: client.name,
        secret_hash: (!client.public).then(|| Sha256Hash::of(HIDDEN.as_bytes())),
        secret_rotation: rotation(&client.secrets),
        authentication_methods: methods.collect::<Result<_, _>>()?,
        redirect_uris: client.redirect_uris,
        post_logout_redirect_uris: client.post_logout_redirect_uris,
        backchannel_logout_uri: client.backchannel_logout_uri,
        scope: parsed("scope", &client.scope)?,
        claim_places: claim_places(client.claim_places)?,
        grant_types: grants.collect::<Result<_, _>>()?,
        audiences: client.audiences,
        access_token_format: word("access_token_format", &client.access_token_format, &FORMATS)?,
        id_token_signed_response_alg: client.id_token_signed_response_alg,
        pkce: word("pkce", &client.pkce, &PKCE)?,
        require_pushed_authorization_requests: client.require_pushed_authorization_requests,
        refresh_token_rotation: word("refresh_token_rotation", &client.refresh_token_rotation, &ROTATIONS)?,
        required_acr: named("required_acr", &client.required_acr, &Acr::ALL, Acr::as_str)?,
        sign_in: SignInSwitches {
            mail_sign_in: client.mail_sign_in,
            confirm_by_mail: named(
                "confirm_by_mail",
                &client.confirm_by_mail,
                &CONFIRM,
                ConfirmByMail::as_str,
            )?,
            trusted_devices: client.trusted_devices,
        },
        networks: NetworkRules {
            sign_in_from: parsed_networks("sign_in_from", &client.sign_in_from)?,
            one_factor_from: parsed_networks("one_factor_from", &client.one_factor_from)?,
        },
        access,
        consent: word("consent", &client.consent, &CONSENTS)?,
        client_uri: client.client_uri,
        logo_uri: client.logo_uri,
        policy_uri: client.policy_uri,
        tos_uri: client.tos_uri,
        branding: Branding::default(),
        roles: client.granted_roles.into_iter().map(role).collect(),
        disabled: client.disabled,
        created_at: client.created_at,
        revision: client.revision,
        unknown: Unknown::default(),
    })
}

/// Returns the values of a client as a body, without its branding.
pub(crate) fn client_values(new: &NewClient) -> Value {
    let names = |places: &Vec<ClaimPlace>| places.iter().map(|place| place.name()).collect::<Vec<_>>();
    let places: BTreeMap<&String, Vec<&str>> =
        new.claim_places.iter().map(|(claim, places)| (claim, names(places))).collect();
    let access = match &new.access {
        ClientAccess::Everyone => Value::Null,
        ClientAccess::Only { groups, users } => json!({ "groups": groups, "users": users }),
    };
    json!({
        "name": new.name,
        "redirect_uris": new.redirect_uris,
        "post_logout_redirect_uris": new.post_logout_redirect_uris,
        "backchannel_logout_uri": new.backchannel_logout_uri,
        "scope": new.scope,
        "claim_places": places,
        "grant_types": new.grant_types.iter().map(GrantType::as_str).collect::<Vec<_>>(),
        "audiences": new.audiences,
        "access_token_format": new.access_token_format,
        "id_token_signed_response_alg": new.id_token_signed_response_alg,
        "pkce": new.pkce,
        "require_pushed_authorization_requests": new.require_pushed_authorization_requests,
        "refresh_token_rotation": new.refresh_token_rotation,
        "required_acr": new.required_acr.as_str(),
        "mail_sign_in": new.sign_in.mail_sign_in,
        "confirm_by_mail": new.sign_in.confirm_by_mail.as_str(),
        "trusted_devices": new.sign_in.trusted_devices,
        "sign_in_from": networks(&new.networks.sign_in_from),
        "one_factor_from": networks(&new.networks.one_factor_from),
        "access": access,
        "consent": new.consent,
        "client_uri": new.client_uri,
        "logo_uri": new.logo_uri,
        "policy_uri": new.policy_uri,
        "tos_uri": new.tos_uri,
    })
}

/// Returns the rotation that gives these secrets.
fn rotation(secrets: &[SecretDocument]) -> SecretRotation {
    let present = secrets.iter().find(|secret| secret.ends_at.is_none());
    let old = secrets.iter().find_map(|secret| {
        let hash = Sha256Hash::of(HIDDEN.as_bytes());
        Some(OldSecret { number: secret.number, hash, made_at: secret.made_at, ends_at: secret.ends_at? })
    });
    SecretRotation {
        earlier: present.map_or(0, |secret| secret.number.saturating_sub(1)),
        made_at: present.and_then(|secret| secret.made_at),
        old,
    }
}

fn claim_places(documents: BTreeMap<String, Vec<String>>) -> Result<ClaimPlaces, Failure> {
    let place = |name: &String| named("claim_places", name, &ClaimPlace::ALL, ClaimPlace::name);
    let places = documents.into_iter().map(|(claim, names)| {
        let places: Result<Vec<ClaimPlace>, Failure> = names.iter().map(place).collect();
        Ok((claim, places?))
    });
    places.collect()
}

/// Reads one of these values by its serialized word.
fn word<T: Copy + Serialize>(member: &str, text: &str, values: &[T]) -> Result<T, Failure> {
    let known = values.iter().find(|value| serde_json::to_value(value).is_ok_and(|word| word == text));
    known.copied().ok_or_else(|| super::unknown_value(member, text))
}
