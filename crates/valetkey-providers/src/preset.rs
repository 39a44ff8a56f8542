//! What is known about one identity provider, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Deviation;

/// One provider, as its file in `presets/` says. Addresses may still hold `{variables}`; [`Preset::resolve`] fills them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Preset {
    /// The short name: lower-case letters, digits and hyphens. Also the name of the file.
    pub name: String,
    /// The display name.
    pub display_name: String,
    /// Which protocol a login speaks.
    pub kind: Kind,
    /// The issuer. With [`Kind::OpenId`] the issuer of ID tokens; with [`Kind::OAuth2`] the value of an `iss` parameter
    /// (RFC 9207), if the provider is known to send one.
    pub issuer: Option<String>,
    /// Whether the endpoints come from the discovery document of the issuer. The ones below then only serve comparisons.
    #[serde(default)]
    pub discovery: bool,
    /// What is known about the `iss` parameter of the authorization response (RFC 9207).
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
    /// How a code or a refresh token is exchanged.
    pub token: Token,
    /// How an application gets and uses a refresh token.
    #[serde(default)]
    pub refresh: Refresh,
    /// How the user is asked about.
    #[serde(default)]
    pub userinfo: Userinfo,
    /// Where the claims about the user stand.
    pub user: User,
    /// Where the provider leaves the standards.
    #[serde(default)]
    pub deviations: Vec<Deviation>,
    /// Paths of fields of this preset that nobody has compared with the provider yet, set or not. `pkce` and `nonce` stand for
    /// whether the provider takes them.
    #[serde(default)]
    pub unverified: Vec<String>,
    /// What somebody who registers an application there should know.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// The protocol of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// OpenID Connect: an ID token says who it is.
    OpenId,
    /// Plain OAuth 2.0: the provider's interface says who it is.
    OAuth2,
}

/// Whether the authorization response carries `iss` (RFC 9207 section 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum IssParameter {
    /// Not known, or said by the discovery document. Compare it when it is there.
    #[default]
    Unknown,
    /// The provider sends it, though no discovery document says so. It must equal the issuer.
    Sent,
}

/// Addresses of a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Endpoints {
    /// Where the browser is sent (RFC 6749 section 3.1).
    pub authorization: Option<String>,
    /// Where codes are exchanged (RFC 6749 section 3.2).
    pub token: Option<String>,
    /// What tells about the user.
    pub userinfo: Option<String>,
    /// The keys of the provider (RFC 7517).
    pub jwks: Option<String>,
    /// Where tokens are revoked (RFC 7009).
    pub revocation: Option<String>,
    /// Where device logins start (RFC 8628).
    pub device_authorization: Option<String>,
    /// Where the browser is sent to sign out.
    pub end_session: Option<String>,
}

/// A value the application fills in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Variable {
    /// What the value may look like.
    pub form: VariableForm,
    /// What to put there, for users.
    pub description: String,
    /// The value if the application gives none.
    pub default: Option<String>,
}

/// What the value of a variable may look like.
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

/// Who chooses the scopes of a login.
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
    /// How the client may prove itself; the first one is used.
    pub authentication: Vec<Authentication>,
    /// Headers that the token endpoint needs.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// How a client proves itself (RFC 6749 section 2.3).
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

/// How an application gets a refresh token.
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

/// Whether a login gives a refresh token.
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

/// How the user is asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Userinfo {
    /// Headers the provider needs. `{client_id}` stands for the client's identifier.
    pub headers: BTreeMap<String, String>,
}

/// Where the claims about the user stand: JSON pointers (RFC 6901) into the answer that `source` names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct User {
    /// Which answer tells who it is.
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
    /// What a email address from there proves.
    pub email_verified: EmailVerified,
    /// The address of a picture.
    pub picture: Option<String>,
}

/// Which answer tells who the user is.
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

/// What a email address from the provider proves. Anything but a clear yes counts as no.
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
    /// Nobody has found out. Treated like [`EmailVerified::Never`].
    Unknown {},
    /// The provider gives no address.
    NoEmail {},
}
