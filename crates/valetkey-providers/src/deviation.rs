//! Deviations of providers from the standards.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A deviation of a provider from the standards. A preset lists its deviations; other providers get no exceptions. Variants
/// without fields have empty braces, so that an unexpected field in a file is an error.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
#[non_exhaustive]
pub enum Deviation {
    /// Scopes are separated by commas instead of spaces (RFC 6749 section 3.3). In requests and responses: Facebook, Slack
    /// (app), Strava, TikTok, WeChat, Shopify. Only in responses: GitHub.
    CommaSeparatedScopes {
        /// `true` if requests need commas.
        request: bool,
        /// `true` if responses have commas.
        response: bool,
    },
    /// PKCE is refused or unknown (RFC 7636); only state and nonce protect the login. LinkedIn, WeChat, Yahoo.
    NoPkce {},
    /// A space in a query must be `%20`, because `+` is refused. Cognito.
    PercentEncodedSpaces {},
    /// The authorization URL ends with a fragment. WeChat.
    AuthorizationFragment {
        /// The fragment, without `#`.
        fragment: String,
    },
    /// Parameters have other names, in authorization and token requests. TikTok, WeChat, Slack (app).
    ParameterNames {
        /// The provider's name for each standard name.
        names: BTreeMap<String, String>,
    },
    /// The response is a cross-site POST (`response_mode=form_post`), which contains data about the user besides the code. Apple.
    PostCallback {
        /// The parameter with a JSON text about the user. It is sent only at the first consent.
        user_parameter: String,
    },
    /// If the user denies access, the response has no code and no error (RFC 6749 section 4.1.2.1 requires `access_denied`).
    /// WeChat.
    DenialWithoutError {},
    /// The body of a token request is JSON instead of a form (RFC 6749 section 4.1.3). Notion.
    JsonTokenRequest {},
    /// A token request is a GET with all parameters in the query. WeChat.
    TokenRequestByGet {},
    /// The client secret is a JWT that the application signs with ES256. Apple.
    SignedClientSecret {
        /// The `aud` of the JWT.
        audience: String,
        /// The maximum lifetime in days.
        maximum_days: u16,
    },
    /// The error response of the token endpoint has status 200 (RFC 6749 section 5.2 requires 400). GitHub, Slack, WeChat.
    ErrorWithStatus200 {},
    /// The error code is not in the member `error`. Facebook, Twitch, Fitbit, WeChat.
    ErrorMembers {
        /// The JSON pointer to the code.
        code: String,
        /// The JSON pointer to the message for users.
        description: Option<String>,
    },
    /// The response may be a form instead of JSON (RFC 6749 section 5.1). GitHub, unless the request accepts only JSON.
    FormEncodedTokenResponse {},
    /// `scope` is a JSON array. Twitch.
    ScopeAsArray {},
    /// `expires_in` is a string. Naver.
    NumbersAsText {},
    /// `expires_in` 0 means that the token never expires. Mailchimp.
    ZeroExpiryMeansNever {},
    /// `token_type` is missing or has another value for a bearer token (RFC 6749 section 7.1). WeChat, Slack (app), Shopify.
    OtherTokenType {
        /// `true` if it may be missing.
        missing: bool,
        /// The other values.
        words: Vec<String>,
    },
    /// The content type of JSON is `text/plain`. WeChat.
    JsonLabelledAsText {},
    /// The user's token is in a nested object of the response. Slack (app).
    NestedTokenResponse {
        /// The JSON pointer to that object.
        path: String,
    },
    /// The userinfo request is a POST. Dropbox, VK ID.
    UserinfoByPost {
        /// The form to send. `{access_token}` and `{client_id}` are replaced. If it is empty, the body is empty.
        #[serde(default)]
        form: BTreeMap<String, String>,
    },
    /// The userinfo URL contains names of members of the token response in braces. HubSpot, WeChat.
    UserinfoAddressTemplate {},
    /// The access token is sent in another header or with another scheme than `Authorization: Bearer` (RFC 6750 section 2.1).
    /// Yandex, Mailchimp, Shopify.
    TokenHeader {
        /// The header.
        header: String,
        /// The scheme before the token; `None` for the token alone.
        scheme: Option<String>,
    },
    /// Email addresses need a second request. GitHub, GitHub Enterprise Server, Bitbucket.
    ExtraEmailRequest {
        /// The URL of that request.
        address: String,
        /// The JSON pointer to the list in the response; empty if the response is the list.
        list: String,
        /// The member of an entry with the address.
        email: String,
        /// The member of an entry that is `true` for a verified address.
        verified: String,
        /// The member of an entry that is `true` for the main address.
        primary: String,
    },
    /// `email_verified` may be the string `"true"`. Apple.
    EmailVerifiedAsText {},
    /// There is a discovery document, but no ID tokens are issued. Discord.
    DiscoveryWithoutIdToken {},
    /// The issuer of ID tokens contains the tenant of the user, so it can differ between logins. Entra.
    IssuerTemplate {
        /// The issuer with the name of the claim in braces.
        template: String,
        /// The claim with the value for the braces.
        claim: String,
        /// The variable of the preset for the tenants that may sign in.
        variable: String,
        /// The values of the variable that mean more than one tenant.
        open: Vec<String>,
        /// The values of the variable that are another name of one tenant, each with the required value of the claim. The open
        /// values in `closed_to_fixed` exclude these tenants.
        fixed: BTreeMap<String, String>,
        /// The open values that exclude the fixed tenants.
        closed_to_fixed: Vec<String>,
    },
    /// ID tokens may name other issuers too. Google.
    IssuerAliases {
        /// The other issuers.
        issuers: Vec<String>,
    },
    /// ID tokens are signed with the client secret. LINE.
    SymmetricIdToken {
        /// The algorithm.
        algorithm: String,
    },
    /// The parameters of the logout differ from RP-initiated logout. Cognito.
    LogoutParameters {
        /// The parameter for the client's identifier.
        client_id: String,
        /// The parameter for the URL to return to.
        return_to: String,
    },
}

impl Deviation {
    /// Returns the name in preset files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::CommaSeparatedScopes { .. } => "comma_separated_scopes",
            Self::NoPkce {} => "no_pkce",
            Self::PercentEncodedSpaces {} => "percent_encoded_spaces",
            Self::AuthorizationFragment { .. } => "authorization_fragment",
            Self::ParameterNames { .. } => "parameter_names",
            Self::PostCallback { .. } => "post_callback",
            Self::DenialWithoutError {} => "denial_without_error",
            Self::JsonTokenRequest {} => "json_token_request",
            Self::TokenRequestByGet {} => "token_request_by_get",
            Self::SignedClientSecret { .. } => "signed_client_secret",
            Self::ErrorWithStatus200 {} => "error_with_status200",
            Self::ErrorMembers { .. } => "error_members",
            Self::FormEncodedTokenResponse {} => "form_encoded_token_response",
            Self::ScopeAsArray {} => "scope_as_array",
            Self::NumbersAsText {} => "numbers_as_text",
            Self::ZeroExpiryMeansNever {} => "zero_expiry_means_never",
            Self::OtherTokenType { .. } => "other_token_type",
            Self::JsonLabelledAsText {} => "json_labelled_as_text",
            Self::NestedTokenResponse { .. } => "nested_token_response",
            Self::UserinfoByPost { .. } => "userinfo_by_post",
            Self::UserinfoAddressTemplate {} => "userinfo_address_template",
            Self::TokenHeader { .. } => "token_header",
            Self::ExtraEmailRequest { .. } => "extra_email_request",
            Self::EmailVerifiedAsText {} => "email_verified_as_text",
            Self::DiscoveryWithoutIdToken {} => "discovery_without_id_token",
            Self::IssuerTemplate { .. } => "issuer_template",
            Self::IssuerAliases { .. } => "issuer_aliases",
            Self::SymmetricIdToken { .. } => "symmetric_id_token",
            Self::LogoutParameters { .. } => "logout_parameters",
        }
    }

    /// The names of all deviations.
    pub const NAMES: [&'static str; 29] = [
        "comma_separated_scopes",
        "no_pkce",
        "percent_encoded_spaces",
        "authorization_fragment",
        "parameter_names",
        "post_callback",
        "denial_without_error",
        "json_token_request",
        "token_request_by_get",
        "signed_client_secret",
        "error_with_status200",
        "error_members",
        "form_encoded_token_response",
        "scope_as_array",
        "numbers_as_text",
        "zero_expiry_means_never",
        "other_token_type",
        "json_labelled_as_text",
        "nested_token_response",
        "userinfo_by_post",
        "userinfo_address_template",
        "token_header",
        "extra_email_request",
        "email_verified_as_text",
        "discovery_without_id_token",
        "issuer_template",
        "issuer_aliases",
        "symmetric_id_token",
        "logout_parameters",
    ];
}
