//! The body of a new or edited provider.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_administration::{InvalidField, identity_provider::IdentityProviderSettings};
use valetkey_authorization_server::record::{FirstSignIn, GroupMapping};
use valetkey_types::Secret;

use super::super::{
    body::Edit,
    problem::Problem,
    values::{clip, named, set},
};

/// The values of a provider. An edit changes only the members that it has; `null` removes a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct ProviderValues {
    /// The name in the redirect URI. Required in a new provider; refused in an edit.
    name: Option<String>,
    /// The preset, such as `github` or `openid`; without it, the one called like the provider. Refused in an edit.
    preset: Option<String>,
    /// The values of the variables of the preset, such as `domain`. An edit replaces all.
    variables: Option<BTreeMap<String, String>>,
    /// The tenants of the provider whose users may sign in, or `any`, where one provider has several.
    accepted_tenants: Option<Vec<String>>,
    /// The origin of a provider simulator on this machine, for development.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    simulator: Edit<String>,
    /// The name on the button; `null` takes that of the preset.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    display_name: Edit<String>,
    /// The `client_id` that the provider gave this server. Required in a new provider.
    client_id: Option<String>,
    /// The client secret. No answer shows it.
    #[schema(value_type = Option<String>)]
    client_secret: Option<String>,
    /// Tokens with blanks between them; an empty text takes the scope of the preset.
    scope: Option<String>,
    /// `create` (a new user), `link` (a user signs in first, then the account is linked; the default) or `refuse`.
    first_sign_in: Option<String>,
    /// The domains of verified email addresses that may sign in for the first time; empty: all.
    domains: Option<Vec<String>>,
    /// The claims that the provider sets: JSON pointers into its claims, by the names of our claims. An edit replaces all.
    claims: Option<BTreeMap<String, String>>,
    /// When mapped claims are set: `first` (where the sign-in adds the user; the default) or `each`.
    claims_set: Option<String>,
    /// The groups of the users whom the provider lists. An edit replaces all.
    groups: Option<Vec<GroupValues>>,
    /// The reach of a sign-out: `here` (this server only; the default) or `offer` (the page offers to end the session there too).
    sign_out: Option<String>,
    /// The place on the sign-in page; smaller numbers come first.
    position: Option<u32>,
    disabled: Option<bool>,
}

/// A group for users whom the provider lists under a text.
#[derive(Deserialize, ToSchema)]
#[schema(as = ProviderGroupValues)]
#[serde(deny_unknown_fields)]
struct GroupValues {
    /// The identifier of our group.
    group: Uuid,
    /// The JSON pointer to a list of texts, or to a text, in the claims of the provider.
    pointer: String,
    /// The text.
    value: String,
}

impl ProviderValues {
    /// Returns the name, the settings and the secret of a new provider.
    pub(super) fn into_new(mut self) -> Result<(String, IdentityProviderSettings, Option<Secret>), Problem> {
        let required = |field, expected| InvalidField::new(field, expected, "none");
        let name = self.name.take().ok_or_else(|| required("name", "a name"))?;
        if self.client_id.is_none() {
            return Err(required("client_id", "the client_id that the provider gave this server").into());
        }
        let secret = self.secret()?;
        let mut settings = IdentityProviderSettings {
            preset: self.preset.take().unwrap_or_else(|| name.clone()),
            variables: BTreeMap::new(),
            accepted_tenants: Vec::new(),
            simulator: None,
            display_name: None,
            client_id: String::new(),
            scope: Vec::new(),
            first_sign_in: FirstSignIn::default(),
            domains: Vec::new(),
            claim_mappings: BTreeMap::new(),
            updates_claims: false,
            group_mappings: Vec::new(),
            offers_sign_out: false,
            position: 0,
            disabled: false,
        };
        self.apply(&mut settings)?;
        Ok((name, settings, secret))
    }

    /// Takes the new client secret.
    pub(super) fn secret(&mut self) -> Result<Option<Secret>, InvalidField> {
        let Some(text) = self.client_secret.take() else { return Ok(None) };
        let is_line = !text.is_empty() && !text.chars().any(char::is_control);
        let refused = || InvalidField::new("client_secret", "a secret of one line", "another text");
        is_line.then(|| Some(Secret::new(text))).ok_or_else(refused)
    }

    /// Applies the members of the body, except the secret.
    pub(super) fn apply(self, settings: &mut IdentityProviderSettings) -> Result<(), InvalidField> {
        let fixed = [("name", &self.name), ("preset", &self.preset)];
        if let Some((field, _)) = fixed.into_iter().find(|(_, value)| value.is_some()) {
            let expected = "a new provider: the name and the preset never change";
            return Err(InvalidField::new(field, expected, "an edit"));
        }
        set(&mut settings.variables, self.variables);
        set(&mut settings.accepted_tenants, self.accepted_tenants);
        self.simulator.apply(&mut settings.simulator);
        if let Some(simulator) = &mut settings.simulator {
            simulator.truncate(simulator.trim_end_matches('/').len());
        }
        self.display_name.apply(&mut settings.display_name);
        set(&mut settings.client_id, self.client_id);
        let tokens = |scope: String| scope.split_whitespace().map(str::to_owned).collect();
        set(&mut settings.scope, self.scope.map(tokens));
        let first = named("first_sign_in", self.first_sign_in, &FirstSignIn::ALL, FirstSignIn::as_str)?;
        set(&mut settings.first_sign_in, first);
        set(&mut settings.domains, self.domains);
        set(&mut settings.claim_mappings, self.claims);
        let each = one_of_two("claims_set", self.claims_set, ["first", "each"])?;
        set(&mut settings.updates_claims, each);
        let group = |values: GroupValues| {
            let GroupValues { group, pointer, value } = values;
            GroupMapping { group, pointer, value }
        };
        let groups = self.groups.map(|groups| groups.into_iter().map(group).collect());
        set(&mut settings.group_mappings, groups);
        set(&mut settings.offers_sign_out, one_of_two("sign_out", self.sign_out, ["here", "offer"])?);
        set(&mut settings.position, self.position);
        set(&mut settings.disabled, self.disabled);
        Ok(())
    }
}

/// Reads one of two words. The second one means `true`.
fn one_of_two(field: &str, text: Option<String>, [no, yes]: [&str; 2]) -> Result<Option<bool>, InvalidField> {
    match text {
        None => Ok(None),
        Some(text) if text == no || text == yes => Ok(Some(text == yes)),
        Some(text) => Err(InvalidField::new(field, format!("{no} or {yes}"), clip(&text))),
    }
}
