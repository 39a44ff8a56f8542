//! The data types of a preset.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Deviation;

/// A provider as described in its file in `presets/`. Addresses may contain `{variables}`, which [`Preset::resolve`] replaces.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Preset {
    /// The short name: lower-case letters, digits and hyphens. Also the name of the file.
    pub name: String,
    /// The display name.
    pub display_name: String,
    /// The protocol of a login.
    pub kind: Kind,
    /// The issuer. With [`Kind::OpenId`], the issuer of ID tokens; with [`Kind::OAuth2`], the value of the `iss` parameter (RFC
    /// 9207), if the provider sends one.
    pub issuer: Option<String>,
    /// `true` if the client uses the endpoints of the discovery document. The endpoints below are then only for comparison.
    #[serde(default)]
    pub discovery: bool,
    /// The rule for the parameter `iss` of the authorization response (RFC 9207).
    #[serde(default)]
    pub iss_parameter: IssParameter,
    /// The addresses of the endpoints.
    #[serde(default)]
    pub endpoints: Endpoints,
    /// The values that the application must give, by name.
    #[serde(default)]
    pub variables: BTreeMap<String, Variable>,
    /// The authorization request.
    pub authorization: Authorization,
    /// The token request.
    pub token: Token,
    /// The rules for refresh tokens.
    #[serde(default)]
    pub refresh: Refresh,
    /// The userinfo request.
    #[serde(default)]
    pub userinfo: Userinfo,
    /// The locations of the claims about the user.
    pub user: User,
    /// Deviations from the standards.
    #[serde(default)]
    pub deviations: Vec<Deviation>,
    /// The paths of fields that were not yet compared with the provider. `pkce` and `nonce` mean that their support was not
    /// checked.
    #[serde(default)]
    pub unverified: Vec<String>,
    /// Notes for developers who register an application at the provider.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// The protocol of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// OpenID Connect: an ID token identifies the user.
    OpenId,
    /// Plain OAuth 2.0: an API of the provider identifies the user.
    OAuth2,
}

/// The rule for the parameter `iss` of the authorization response (RFC 9207 section 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum IssParameter {
    /// It is unknown whether the provider sends it, or the discovery document tells. It is compared if it is present.
    #[default]
    Unknown,
    /// The provider sends it, but has no discovery document that says so. It must be equal to the issuer.
    Sent,
}

/// The addresses of a provider's endpoints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Endpoints {
    /// The authorization endpoint (RFC 6749 section 3.1).
    pub authorization: Option<String>,
    /// The token endpoint (RFC 6749 section 3.2).
    pub token: Option<String>,
    /// The userinfo endpoint, or another API with data about the user.
    pub userinfo: Option<String>,
    /// The keys of the provider (RFC 7517).
    pub jwks: Option<String>,
    /// The revocation endpoint (RFC 7009).
    pub revocation: Option<String>,
    /// The device authorization endpoint (RFC 8628).
    pub device_authorization: Option<String>,
    /// The end session endpoint.
    pub end_session: Option<String>,
}

/// A value that the application must give.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Variable {
    /// The allowed form of the value.
    pub form: VariableForm,
    /// A description of the value, for developers.
    pub description: String,
    /// The default value.
    pub default: Option<String>,
}

/// The allowed form of a variable's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum VariableForm {
    /// A host name in lower case, with an optional port: `git.example.com`.
    Host,
    /// One label of a host name: `example`.
    Label,
    /// One segment of a path: letters, digits, `.`, `_`, `~` and `-`.
    Segment,
    /// An `https` URL without query, fragment and final slash; `http` only on this machine.
    Address,
    /// An issuer: like an address, but it may end with a slash.
    Issuer,
}

/// The authorization request.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Authorization {
    /// The scopes of a login.
    #[serde(default)]
    pub scope: Vec<String>,
    /// The source of the scopes.
    #[serde(default)]
    pub scope_source: ScopeSource,
    /// Parameters that every login needs in addition to the standard ones.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
}

/// The source of a login's scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ScopeSource {
    /// The preset has default scopes.
    #[default]
    Preset,
    /// The application must choose the scopes.
    Application,
    /// The provider has no scopes.
    None,
}

/// The token request.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Token {
    /// The supported methods of client authentication; the first one is used.
    pub authentication: Vec<Authentication>,
    /// Headers that the token endpoint needs.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// A method of client authentication (RFC 6749 section 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Authentication {
    /// Identifier and secret with HTTP Basic.
    Basic,
    /// Identifier and secret in the parameters.
    Post,
    /// Only the identifier, for a public client.
    None,
}

/// The rules for refresh tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Refresh {
    /// The rule for when the provider issues one.
    pub token: RefreshToken,
    /// The scope to add to the login.
    pub scope: Option<String>,
    /// The parameters to add to the login.
    pub parameters: BTreeMap<String, String>,
}

/// The rule for when a login returns a refresh token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RefreshToken {
    /// It is unknown.
    #[default]
    Unknown,
    /// Every login returns one.
    Always,
    /// A login returns one if it requests it in the way that [`Refresh`] describes.
    WhenAsked,
    /// A login returns one if the application is registered for it at the provider.
    ByRegistration,
    /// No login returns one.
    Never,
}

/// The userinfo request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Userinfo {
    /// The headers that the provider needs. `{client_id}` is replaced by the client's identifier.
    pub headers: BTreeMap<String, String>,
}

/// The locations of the claims about the user: JSON pointers (RFC 6901) in the response that `source` names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct User {
    /// The response with the claims.
    pub source: UserSource,
    /// The identifier of the user, which never changes.
    pub subject: String,
    /// The full name. Several parts are joined with spaces.
    #[serde(default)]
    pub name: Vec<String>,
    /// The user's login name at the provider.
    pub username: Option<String>,
    /// The email address.
    pub email: Option<String>,
    /// The rule for when an email address is verified.
    pub email_verified: EmailVerified,
    /// The URL of a picture.
    pub picture: Option<String>,
}

/// The response that identifies the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UserSource {
    /// The claims of the ID token.
    IdToken,
    /// The userinfo response.
    Userinfo,
    /// The token response.
    TokenResponse,
}

/// The rule for when an email address is verified. It is verified only if this is certain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case", tag = "rule", deny_unknown_fields)]
#[non_exhaustive]
pub enum EmailVerified {
    /// It is verified if all of these members are true.
    Claims {
        /// At least one JSON pointer.
        all: Vec<String>,
    },
    /// Every address is verified, because the provider returns only confirmed addresses.
    WhenPresent {},
    /// The response of a second request says it for each address (see [`Deviation::ExtraEmailRequest`]).
    PerAddress {},
    /// No address is verified, so accounts must not be linked by it.
    Never {},
    /// It is unknown. Treated like [`EmailVerified::Never`].
    Unknown {},
    /// The provider returns no address.
    NoEmail {},
}
