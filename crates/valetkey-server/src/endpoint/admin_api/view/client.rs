//! Clients.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_authorization_server::record::{
    AccessTokenFormat, ClaimPlace, Client, ClientAccess, ConsentPolicy, PkcePolicy, RefreshTokenRotation,
    SecretFacts,
};
use valetkey_types::{GrantType, Secret, Timestamp};

use super::HeldRoleView;

/// A client. Times are seconds since 1970.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Client)]
pub(in super::super) struct ClientView {
    client_id: String,
    name: String,
    /// Whether it has no secret.
    public: bool,
    /// The ways in which it may authenticate at the token endpoint; `none` for a public client.
    token_endpoint_auth_methods: Vec<&'static str>,
    /// The secrets that count, without the secrets themselves: the present one, and the old one of a rotation until its end.
    secrets: Vec<SecretView>,
    redirect_uris: Vec<String>,
    post_logout_redirect_uris: Vec<String>,
    backchannel_logout_uri: Option<String>,
    scope: String,
    /// The places of claims, by claim: `id_token`, `userinfo`, `access_token`, `introspection`.
    claim_places: BTreeMap<String, Vec<&'static str>>,
    grant_types: Vec<String>,
    audiences: Vec<String>,
    #[schema(value_type = String)]
    access_token_format: AccessTokenFormat,
    id_token_signed_response_alg: String,
    #[schema(value_type = String)]
    pkce: PkcePolicy,
    require_pushed_authorization_requests: bool,
    #[schema(value_type = String)]
    refresh_token_rotation: RefreshTokenRotation,
    required_acr: String,
    mail_sign_in: bool,
    confirm_by_mail: &'static str,
    trusted_devices: bool,
    sign_in_from: Vec<String>,
    one_factor_from: Vec<String>,
    /// The users and groups that may use it; `null` for everyone.
    access: Option<AccessView>,
    #[schema(value_type = String)]
    consent: ConsentPolicy,
    client_uri: Option<String>,
    logo_uri: Option<String>,
    policy_uri: Option<String>,
    tos_uri: Option<String>,
    /// The roles that it has when it acts for itself.
    granted_roles: Vec<HeldRoleView>,
    disabled: bool,
    created_at: i64,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

/// A secret of a client, without the secret itself.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClientSecret)]
struct SecretView {
    /// Its number among the secrets of the client.
    number: u32,
    /// When it was made; `null` for the first one, and for one that an earlier version made.
    made_at: Option<i64>,
    /// When it stops counting; `null` for the present one.
    ends_at: Option<i64>,
}

/// The groups and users that may use a client.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClientAccess)]
struct AccessView {
    groups: Vec<Uuid>,
    users: Vec<String>,
}

/// A client with a new secret, which is shown once.
#[derive(Serialize, ToSchema)]
pub(in super::super) struct ClientWithSecret {
    #[serde(flatten)]
    client: ClientView,
    /// The secret. Only its SHA-256 is stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
}

impl From<SecretFacts> for SecretView {
    fn from(secret: SecretFacts) -> Self {
        let seconds = |at: Option<Timestamp>| at.map(Timestamp::seconds);
        Self { number: secret.number, made_at: seconds(secret.made_at), ends_at: seconds(secret.ends_at) }
    }
}

impl ClientWithSecret {
    pub(in super::super) fn new(client: &Client, secret: Option<&Secret>, now: Timestamp) -> Self {
        let client_secret = secret.map(|secret| secret.expose().to_owned());
        Self { client: ClientView::new(client, now), client_secret }
    }
}

impl ClientView {
    /// Shows a client at a moment.
    pub(in super::super) fn new(client: &Client, now: Timestamp) -> Self {
        let names = |places: &Vec<ClaimPlace>| places.iter().map(|place| place.name()).collect();
        let places = client.claim_places.iter().map(|(claim, places)| (claim.clone(), names(places)));
        let methods = client.authentication_methods.iter().map(|method| method.as_str());
        let networks = |networks: &[ipnet::IpNet]| networks.iter().map(ToString::to_string).collect();
        let access = match &client.access {
            ClientAccess::Everyone => None,
            ClientAccess::Only { groups, users } => Some(AccessView {
                groups: groups.clone(),
                users: users.iter().map(|user| user.to_string()).collect(),
            }),
        };
        Self {
            client_id: client.id.to_string(),
            name: client.name.clone(),
            public: client.is_public(),
            token_endpoint_auth_methods: methods.collect(),
            secrets: client.secrets(now).into_iter().map(SecretView::from).collect(),
            redirect_uris: client.redirect_uris.clone(),
            post_logout_redirect_uris: client.post_logout_redirect_uris.clone(),
            backchannel_logout_uri: client.backchannel_logout_uri.clone(),
            scope: client.scope.to_string(),
            claim_places: places.collect(),
            grant_types: client.grant_types.iter().map(GrantType::to_string).collect(),
            audiences: client.audiences.clone(),
            access_token_format: client.access_token_format,
            id_token_signed_response_alg: client.id_token_signed_response_alg.to_string(),
            pkce: client.pkce,
            require_pushed_authorization_requests: client.require_pushed_authorization_requests,
            refresh_token_rotation: client.refresh_token_rotation,
            required_acr: client.required_acr.as_str().to_owned(),
            mail_sign_in: client.sign_in.mail_sign_in,
            confirm_by_mail: client.sign_in.confirm_by_mail.as_str(),
            trusted_devices: client.sign_in.trusted_devices,
            sign_in_from: networks(&client.networks.sign_in_from),
            one_factor_from: networks(&client.networks.one_factor_from),
            access,
            consent: client.consent,
            client_uri: client.client_uri.clone(),
            logo_uri: client.logo_uri.clone(),
            policy_uri: client.policy_uri.clone(),
            tos_uri: client.tos_uri.clone(),
            granted_roles: client.roles.iter().map(HeldRoleView::from).collect(),
            disabled: client.disabled,
            created_at: client.created_at.seconds(),
            revision: client.revision,
        }
    }
}
