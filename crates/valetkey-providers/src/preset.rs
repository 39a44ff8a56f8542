//! The description of an identity provider, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Deviation;

/// A provider as described in its file in `presets/`. Addresses may contain `{variables}`; [`Preset::resolve`] fills them in.
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
    /// The issuer. With [`Kind::OpenId`] the issuer of ID tokens; with [`Kind::OAuth2`] the value of an `iss` parameter
    /// (RFC 9207), if the provider is known to send one.
    pub issuer: Option<String>,
    /// Whether the client takes the endpoints from the discovery document. The endpoints below are then only for comparison.
    #[serde(default)]
    pub discovery: bool,
    /// Whether the authorization response has the parameter `iss` (RFC 9207).
    #[serde(default)]
    pub iss_parameter: IssParameter,
    /// Addresses.
    #[serde(default)]
    pub endpoints: Endpoints,
    /// Values the application fills in, by name.
    #[serde(default)]
    pub variables: BTreeMap<String, Variable>,
    /// How a login starts.
    pub authorization: Authorization,
    /// The token request.
    pub token: Token,
    /// The rules for refresh tokens.
    #[serde(default)]
    pub refresh: Refresh,
    /// The userinfo request.
    #[serde(default)]
    pub userinfo: Userinfo,
    /// The places of the claims about the user.
    pub user: User,
    /// Deviations from the standards.
    #[serde(default)]
    pub deviations: Vec<Deviation>,
    /// Paths of fields that are not yet verified with the provider, set or not. `pkce` and `nonce` mean that their
    /// support is not verified.
    #[serde(default)]
    pub unverified: Vec<String>,
    /// Notes for registering an application at the provider.
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

/// Whether the authorization response has the parameter `iss` (RFC 9207 section 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum IssParameter {
    /// Not known, or said by the discovery document. Compare it when it is there.
    #[default]
    Unknown,
    /// The provider sends it, but does not announce it in a discovery document. It must equal the issuer.
    Sent,
}

/// Addresses of a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Endpoints {
    /// Authorization endpoint (RFC 6749 section 3.1).
    pub authorization: Option<String>,
    /// Token endpoint (RFC 6749 section 3.2).
    pub token: Option<String>,
    /// Userinfo endpoint, or another API with facts about the user.
    pub userinfo: Option<String>,
    /// The keys of the provider (RFC 7517).
    pub jwks: Option<String>,
    /// Revocation endpoint (RFC 7009).
    pub revocation: Option<String>,
    /// Device authorization endpoint (RFC 8628).
    pub device_authorization: Option<String>,
    /// End session endpoint.
    pub end_session: Option<String>,
}

/// A value the application fills in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Variable {
    /// The allowed form of the value.
    pub form: VariableForm,
    /// A description of the value, for developers.
    pub description: String,
    /// The value if the application gives none.
    pub default: Option<String>,
}

/// The allowed form of a variable's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum VariableForm {
    /// A host name in lower case, with a port if need be: `git.example.com`.
    Host,
    /// One label of a host name: `example`.
    Label,
    /// One segment of a path: letters, digits, `.`, `_`, `~` and `-`.
    Segment,
    /// An `https` address without query, fragment and final slash; `http` only on this machine itself.
    Address,
    /// An issuer: as an address, but a final slash belongs to it if it is there.
    Issuer,
}

/// How a login starts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Authorization {
    /// The scopes of a login.
    #[serde(default)]
    pub scope: Vec<String>,
    /// Who chooses the scopes.
    #[serde(default)]
    pub scope_source: ScopeSource,
    /// Parameters that every login needs besides the standard ones.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
}

/// The source of a login's scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ScopeSource {
    /// The preset has a good default.
    #[default]
    Preset,
    /// Depends on the application; it must say.
    Application,
    /// The provider has no scopes.
    None,
}

/// How a code or a refresh token is exchanged.
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
    /// Identifier and secret by HTTP Basic.
    Basic,
    /// Identifier and secret among the parameters.
    Post,
    /// A public client: the identifier alone.
    None,
}

/// The rules for refresh tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Refresh {
    /// Whether there is one.
    pub token: RefreshToken,
    /// A scope to add to the login.
    pub scope: Option<String>,
    /// Parameters to add to the login.
    pub parameters: BTreeMap<String, String>,
}

/// Whether a login returns a refresh token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RefreshToken {
    /// Not known.
    #[default]
    Unknown,
    /// With every login.
    Always,
    /// If the login asks for it as [`Refresh`] says.
    WhenAsked,
    /// If the registration of the application is set so at the provider.
    ByRegistration,
    /// Never.
    Never,
}

/// The userinfo request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Userinfo {
    /// Headers the provider needs. `{client_id}` stands for the client's identifier.
    pub headers: BTreeMap<String, String>,
}

/// The places of the claims about the user: JSON pointers (RFC 6901) into the response that `source` names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct User {
    /// The response with the claims.
    pub source: UserSource,
    /// The identifier that never changes.
    pub subject: String,
    /// The full name; several parts are joined by spaces.
    #[serde(default)]
    pub name: Vec<String>,
    /// The name used for signing in there.
    pub username: Option<String>,
    /// The email address.
    pub email: Option<String>,
    /// Whether an email address from there is verified.
    pub email_verified: EmailVerified,
    /// The address of a picture.
    pub picture: Option<String>,
}

/// The response that identifies the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UserSource {
    /// The claims of the ID token.
    IdToken,
    /// The answer of the userinfo endpoint.
    Userinfo,
    /// The answer of the token endpoint.
    TokenResponse,
}

/// Whether an email address of the provider is verified. Only a clear "yes" counts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case", tag = "rule", deny_unknown_fields)]
#[non_exhaustive]
pub enum EmailVerified {
    /// The user owns the address if all of these are true.
    Claims {
        /// JSON pointers, at least one.
        all: Vec<String>,
    },
    /// The provider shows an address only after it was confirmed.
    WhenPresent {},
    /// The list of a second request says it for each address (see [`Deviation::ExtraEmailRequest`]).
    PerAddress {},
    /// Nothing is proved: don't link accounts by it.
    Never {},
    /// Unknown. Treated like [`EmailVerified::Never`].
    Unknown {},
    /// The provider returns no address.
    NoEmail {},
}
