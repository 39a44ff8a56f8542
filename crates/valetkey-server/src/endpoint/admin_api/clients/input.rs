//! The body of a new or edited client.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_accounts::Acr;
use valetkey_administration::InvalidField;
use valetkey_authorization_server::{
    record::{
        AccessTokenFormat, ClaimPlace, ClientAccess, ConfirmByMail, ConsentPolicy, PkcePolicy,
        RefreshTokenRotation,
    },
    registration::NewClient,
};
use valetkey_types::{GrantType, UserId};

use super::super::{
    body::Edit,
    problem::Problem,
    values::{CONFIRM, all_parsed, clip, named, parsed, set},
};
use crate::administration::clients::NewCredentials;

/// The values of a client. An edit changes only the members that it has; `null` removes a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct ClientValues {
    /// The display name. Required in a new client.
    name: Option<String>,
    /// Whether a new client has no secret. Refused in an edit.
    public: Option<bool>,
    redirect_uris: Option<Vec<String>>,
    post_logout_redirect_uris: Option<Vec<String>>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    backchannel_logout_uri: Edit<String>,
    /// Tokens with blanks between them, such as `openid profile email`.
    scope: Option<String>,
    /// The places of claims, by claim: `id_token`, `userinfo`, `access_token`, `introspection`.
    claim_places: Option<BTreeMap<String, Vec<String>>>,
    grant_types: Option<Vec<String>>,
    audiences: Option<Vec<String>>,
    /// `jwt` or `opaque`.
    access_token_format: Option<String>,
    id_token_signed_response_alg: Option<String>,
    /// `required` or `openid_connect_core_compatible`.
    pkce: Option<String>,
    /// Whether every authorization request must be pushed (RFC 9126 section 6).
    require_pushed_authorization_requests: Option<bool>,
    /// `rotate` or `keep`.
    refresh_token_rotation: Option<String>,
    required_acr: Option<String>,
    mail_sign_in: Option<bool>,
    /// `never`, `new-device` or `always`.
    confirm_by_mail: Option<String>,
    trusted_devices: Option<bool>,
    sign_in_from: Option<Vec<String>>,
    one_factor_from: Option<Vec<String>>,
    /// `null` lets everyone use the client.
    #[serde(default)]
    #[schema(value_type = Option<AccessValues>)]
    access: Edit<AccessValues>,
    /// `ask` or `trusted`.
    consent: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    client_uri: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    logo_uri: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    policy_uri: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    tos_uri: Edit<String>,
}

/// The groups and users that may use a client.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AccessValues {
    #[serde(default)]
    groups: Vec<Uuid>,
    #[serde(default)]
    users: Vec<String>,
}

impl ClientValues {
    /// Returns the values of a new client. Members that the body leaves out have the defaults of a web application.
    pub(super) fn into_new(mut self) -> Result<(NewClient, NewCredentials), Problem> {
        let credentials = match self.public.take() {
            Some(true) => NewCredentials::Public,
            Some(false) | None => NewCredentials::Confidential,
        };
        let Some(name) = self.name.take() else {
            return Err(InvalidField::new("name", "a name", "none").into());
        };
        let mut new = NewClient::web_application(name, Vec::new());
        self.apply(&mut new)?;
        Ok((new, credentials))
    }

    /// Applies the members of the body.
    pub(super) fn apply(self, new: &mut NewClient) -> Result<(), InvalidField> {
        if self.public.is_some() {
            let expected = "a new client: an edit gives no client a secret and takes none away";
            return Err(InvalidField::new("public", expected, "an edit"));
        }
        set(&mut new.name, self.name);
        set(&mut new.redirect_uris, self.redirect_uris);
        set(&mut new.post_logout_redirect_uris, self.post_logout_redirect_uris);
        self.backchannel_logout_uri.apply(&mut new.backchannel_logout_uri);
        set(&mut new.scope, parsed("scope", self.scope)?);
        set(&mut new.audiences, self.audiences);
        set(&mut new.access_token_format, word("access_token_format", self.access_token_format, &FORMATS)?);
        let algorithm = parsed("id_token_signed_response_alg", self.id_token_signed_response_alg)?;
        set(&mut new.id_token_signed_response_alg, algorithm);
        set(&mut new.pkce, word("pkce", self.pkce, &PKCE)?);
        let must_push = self.require_pushed_authorization_requests;
        set(&mut new.require_pushed_authorization_requests, must_push);
        let rotation = word("refresh_token_rotation", self.refresh_token_rotation, &ROTATIONS)?;
        set(&mut new.refresh_token_rotation, rotation);
        set(&mut new.consent, word("consent", self.consent, &CONSENTS)?);
        set(&mut new.required_acr, named("required_acr", self.required_acr, &Acr::ALL, Acr::as_str)?);
        set(&mut new.sign_in.mail_sign_in, self.mail_sign_in);
        let confirm = named("confirm_by_mail", self.confirm_by_mail, &CONFIRM, ConfirmByMail::as_str)?;
        set(&mut new.sign_in.confirm_by_mail, confirm);
        set(&mut new.sign_in.trusted_devices, self.trusted_devices);
        set(&mut new.networks.sign_in_from, all_parsed("sign_in_from", self.sign_in_from)?);
        set(&mut new.networks.one_factor_from, all_parsed("one_factor_from", self.one_factor_from)?);
        if let Some(words) = self.grant_types {
            new.grant_types = grant_types(words)?;
        }
        if let Some(places) = self.claim_places {
            let places = places.into_iter().map(|(claim, words)| Ok((claim, claim_places(words)?)));
            new.claim_places = places.collect::<Result<_, InvalidField>>()?;
        }
        match self.access {
            Edit::Keep => {}
            Edit::Remove => new.access = ClientAccess::Everyone,
            Edit::Set(AccessValues { groups, users }) => {
                let users = users.into_iter().map(UserId::new).collect();
                new.access = ClientAccess::Only { groups, users };
            }
        }
        self.client_uri.apply(&mut new.client_uri);
        self.logo_uri.apply(&mut new.logo_uri);
        self.policy_uri.apply(&mut new.policy_uri);
        self.tos_uri.apply(&mut new.tos_uri);
        Ok(())
    }
}

const FORMATS: [AccessTokenFormat; 2] = [AccessTokenFormat::Jwt, AccessTokenFormat::Opaque];
const PKCE: [PkcePolicy; 2] = [PkcePolicy::Required, PkcePolicy::OpenidConnectCoreCompatible];
const ROTATIONS: [RefreshTokenRotation; 2] = [RefreshTokenRotation::Rotate, RefreshTokenRotation::Keep];
const CONSENTS: [ConsentPolicy; 2] = [ConsentPolicy::Ask, ConsentPolicy::Trusted];

/// Reads one of these values by its serialized word.
fn word<T: Copy + Serialize>(
    field: &str,
    text: Option<String>,
    values: &[T],
) -> Result<Option<T>, InvalidField> {
    let Some(text) = text else { return Ok(None) };
    let word = |value: &T| match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    };
    let names = || values.iter().map(word).collect::<Vec<_>>().join(", ");
    let known = values.iter().find(|value| word(value) == text);
    let refused = || InvalidField::new(field, format!("one of {}", names()), clip(&text));
    known.copied().map(Some).ok_or_else(refused)
}

fn grant_types(words: Vec<String>) -> Result<Vec<GrantType>, InvalidField> {
    let mut grants = Vec::new();
    for text in words {
        let known = GrantType::ALL.into_iter().find(|grant| grant.as_str() == text);
        let names = || GrantType::ALL.map(|grant| grant.to_string()).join(", ");
        let refused = || InvalidField::new("grant_types", format!("some of {}", names()), clip(&text));
        grants.push(known.ok_or_else(refused)?);
    }
    grants.sort();
    grants.dedup();
    Ok(grants)
}

fn claim_places(words: Vec<String>) -> Result<Vec<ClaimPlace>, InvalidField> {
    let mut places = Vec::new();
    for text in words {
        let place = named("claim_places", Some(text), &ClaimPlace::ALL, ClaimPlace::name)?;
        places.extend(place);
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}
