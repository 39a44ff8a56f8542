//! Compares two states of a record, field by field, without secrets.

use std::fmt::Display;

use ipnet::IpNet;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    branding::Branding,
    event::FieldChange,
    record::{
        Attribute, ClaimPlace, Client, ClientAccess, GroupMapping, IdentityProvider, OperatorText, Role,
        SignInSwitches, SigningKeyRecord, TenantRecord, TenantScope,
    },
    registration::{NewUser, TextClaim},
};
use valetkey_types::{ClientAuthenticationMethod, GrantType, Timestamp};

/// A record as named fields for users to read. A secret appears as a fixed word.
pub trait Describe {
    /// Returns every field that an administrator may see, in a fixed order.
    fn fields(&self) -> Vec<(&'static str, String)>;
}

/// Returns the fields that differ between two states of one record.
pub fn difference<Record: Describe>(before: &Record, after: &Record) -> Vec<FieldChange> {
    let pairs = before.fields().into_iter().zip(after.fields());
    let changed = pairs.filter(|((_, before), (_, after))| before != after);
    changed
        .map(|((field, before), (_, after))| FieldChange { field: field.to_owned(), before, after })
        .collect()
}

impl Describe for Client {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let methods = self.authentication_methods.iter().copied().map(ClientAuthenticationMethod::as_str);
        let grants = self.grant_types.iter().map(GrantType::as_str);
        vec![
            ("name", self.name.clone()),
            ("client_secret", secret(self.secret_hash.is_some())),
            ("client_secret_made_at", moment(self.secret_rotation.made_at)),
            ("old_client_secret_ends_at", moment(self.secret_rotation.old.as_ref().map(|old| old.ends_at))),
            ("token_endpoint_auth_method", join(methods)),
            ("redirect_uris", lines(&self.redirect_uris)),
            ("post_logout_redirect_uris", lines(&self.post_logout_redirect_uris)),
            ("backchannel_logout_uri", text(self.backchannel_logout_uri.as_ref())),
            ("scope", self.scope.to_string()),
            ("claim_places", claim_places(self)),
            ("grant_types", join(grants)),
            ("audiences", lines(&self.audiences)),
            ("access_token_format", format!("{:?}", self.access_token_format).to_lowercase()),
            ("id_token_signed_response_alg", self.id_token_signed_response_alg.as_str().to_owned()),
            ("pkce", format!("{:?}", self.pkce)),
            ("require_pushed_authorization_requests", self.require_pushed_authorization_requests.to_string()),
            ("refresh_token_rotation", format!("{:?}", self.refresh_token_rotation).to_lowercase()),
            ("required_acr", self.required_acr.as_str().to_owned()),
            ("sign_in_from", networks(&self.networks.sign_in_from)),
            ("one_factor_from", networks(&self.networks.one_factor_from)),
            ("access", access(&self.access)),
            ("consent", format!("{:?}", self.consent).to_lowercase()),
            ("client_uri", text(self.client_uri.as_ref())),
            ("logo_uri", text(self.logo_uri.as_ref())),
            ("policy_uri", text(self.policy_uri.as_ref())),
            ("tos_uri", text(self.tos_uri.as_ref())),
            ("roles", lines(&self.roles.iter().map(|role| role.name.clone()).collect::<Vec<_>>())),
            ("disabled", self.disabled.to_string()),
        ]
        .into_iter()
        .chain(self.sign_in.fields())
        .chain(self.branding.fields())
        .collect()
    }
}

/// Its fields are those of its owner, so each name says what it is part of.
impl Describe for Branding {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("branding.name", text(self.name.as_ref())),
            ("branding.logo", shown(self.logo.as_ref())),
            ("branding.logo_dark", shown(self.logo_dark.as_ref())),
            ("branding.accent", shown(self.accent)),
            ("branding.accent_dark", shown(self.accent_dark)),
            ("branding.background", shown(self.background)),
            ("branding.background_dark", shown(self.background_dark)),
            ("branding.corner_radius", shown(self.corner_radius)),
            ("branding.support_uri", text(self.support_uri.as_ref())),
            ("branding.privacy_uri", text(self.privacy_uri.as_ref())),
            ("branding.terms_uri", text(self.terms_uri.as_ref())),
        ]
    }
}

impl Describe for User {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let claims = NewUser::from(self);
        let claim = |claim: &TextClaim| (claim.as_str(), claim.of(&claims).unwrap_or_default().to_owned());
        let mut fields = vec![
            ("username", self.username.clone()),
            ("email", text(self.email.as_ref())),
            ("email_verified", self.email_verified.to_string()),
        ];
        fields.extend(TextClaim::ALL.iter().map(claim));
        fields.extend([
            ("roles", lines(&self.roles)),
            ("password", secret(self.password_hash.is_some())),
            ("second_factors", join(self.factors.iter().map(|kind| kind.name()))),
            ("disabled", self.disabled.to_string()),
            ("deletion_at", moment(self.deletion_at)),
            ("accepted_terms", text(self.accepted_terms.as_ref())),
        ]);
        fields
    }
}

impl Describe for TenantRecord {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let lifetimes: Vec<String> =
            self.lifetimes.iter().map(|(name, length)| format!("{}={}s", name.name(), length.0)).collect();
        let models: Vec<String> = self.passkey_models.iter().map(Uuid::to_string).collect();
        vec![
            ("issuer", self.issuer.to_string()),
            ("name", text(self.name.as_ref())),
            ("lifetimes", lines(&lifetimes)),
            ("algorithms", join(self.algorithms.iter().map(|algorithm| algorithm.as_str()))),
            ("required_acr", self.required_acr.as_str().to_owned()),
            ("sign_in_from", networks(&self.networks.sign_in_from)),
            ("one_factor_from", networks(&self.networks.one_factor_from)),
            ("passkey_models", lines(&models)),
            ("self_deletion", self.self_deletion.to_string()),
            ("nothing_before", moment(self.nothing_before)),
        ]
        .into_iter()
        .chain(self.sign_in.fields())
        .chain(self.branding.fields())
        .collect()
    }
}

impl Describe for SignInSwitches {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("mail_sign_in", self.mail_sign_in.to_string()),
            ("confirm_by_mail", self.confirm_by_mail.as_str().to_owned()),
            ("trusted_devices", self.trusted_devices.to_string()),
        ]
    }
}

impl Describe for IdentityProvider {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let variables: Vec<String> =
            self.variables.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let claims: Vec<String> =
            self.claim_mappings.iter().map(|(name, pointer)| format!("{name}={pointer}")).collect();
        let group = |mapping: &GroupMapping| {
            let GroupMapping { group, pointer, value } = mapping;
            format!("{group}={pointer}:{value}")
        };
        let groups: Vec<String> = self.group_mappings.iter().map(group).collect();
        vec![
            ("preset", self.preset.clone()),
            ("variables", lines(&variables)),
            ("accepted_tenants", lines(&self.accepted_tenants)),
            ("simulator", text(self.simulator.as_ref())),
            ("display_name", text(self.display_name.as_ref())),
            ("client_id", self.client_id.clone()),
            ("client_secret", secret(self.client_secret_sealed.is_some())),
            ("scope", self.scope.join(" ")),
            ("first_sign_in", self.first_sign_in.as_str().to_owned()),
            ("domains", lines(&self.domains)),
            ("claims", lines(&claims)),
            ("claims_set", if self.updates_claims { "each" } else { "first" }.to_owned()),
            ("groups", lines(&groups)),
            ("sign_out", if self.offers_sign_out { "offer" } else { "here" }.to_owned()),
            ("position", self.position.to_string()),
            ("disabled", self.disabled.to_string()),
        ]
    }
}

/// The name and the owner never change.
impl Describe for Role {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("description", text(self.description.as_ref())),
            ("permissions", self.permissions.join(" ")),
            ("limited_to_group", shown(self.limited_to_group)),
        ]
    }
}

impl Describe for Attribute {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("type", self.kind.name().to_owned()),
            ("choices", lines(self.kind.choices())),
            ("labels", in_languages(&self.labels)),
            ("required", self.is_required.to_string()),
            ("seen_by", self.seen_by.name().to_owned()),
            ("edited_by", self.edited_by.name().to_owned()),
            ("claim", text(self.claim.as_ref())),
        ]
    }
}

impl Describe for TenantScope {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("claims", lines(&self.claims)),
            ("descriptions", in_languages(&self.descriptions)),
            ("writes", shown(self.writes)),
        ]
    }
}

/// All keys of an issuer: a line for each.
impl Describe for Vec<SigningKeyRecord> {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let line = |key: &SigningKeyRecord| {
            let retired = key.published_until.map(|until| format!(", published until {}", until.seconds()));
            let (from, retired) = (key.signs_from.seconds(), retired.unwrap_or_default());
            format!("{} {}, signs from {from}{retired}, revision {}", key.kid, key.algorithm, key.revision)
        };
        let lines: Vec<String> = self.iter().map(line).collect();
        vec![("signing_keys", lines.join("\n"))]
    }
}

fn claim_places(client: &Client) -> String {
    let line = |(claim, places): (&String, &Vec<ClaimPlace>)| {
        let places: Vec<&str> = places.iter().map(|place| place.name()).collect();
        format!("{claim}={}", places.join(","))
    };
    lines(&client.claim_places.iter().map(line).collect::<Vec<_>>())
}

fn in_languages(text: &OperatorText) -> String {
    lines(&text.iter().map(|(language, text)| format!("{language}: {text}")).collect::<Vec<_>>())
}

fn moment(value: Option<Timestamp>) -> String {
    value.map(|moment| moment.seconds().to_string()).unwrap_or_default()
}

fn shown(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn lines(values: &[String]) -> String {
    values.join("\n")
}

fn networks(networks: &[IpNet]) -> String {
    lines(&networks.iter().map(ToString::to_string).collect::<Vec<_>>())
}

/// Returns the users and groups that may use a client, by identifier: names may change later.
fn access(access: &ClientAccess) -> String {
    match access {
        ClientAccess::Everyone => "everyone".to_owned(),
        ClientAccess::Only { groups, users } if groups.is_empty() && users.is_empty() => "nobody".to_owned(),
        ClientAccess::Only { groups, users } => {
            let groups = groups.iter().map(|id| format!("group {id}"));
            lines(&groups.chain(users.iter().map(|id| format!("user {id}"))).collect::<Vec<_>>())
        }
    }
}

fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

fn secret(is_set: bool) -> String {
    if is_set { "set".to_owned() } else { String::new() }
}
