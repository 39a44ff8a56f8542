//! Deviations of providers from the standards.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A deviation of a provider from the standards. A preset lists its deviations; other providers get no exceptions.
/// The empty braces make a stray field in a file an error for every variant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
#[non_exhaustive]
pub enum Deviation {
    /// Scopes are joined by commas instead of spaces (RFC 6749 section 3.3). Both ways: Facebook, Slack (app), Strava, TikTok,
    /// WeChat, Shopify. In answers only: GitHub.
    CommaSeparatedScopes {
        /// Whether requests need it.
        request: bool,
        /// Whether answers have it.
        response: bool,
    },
    /// PKCE is refused or unknown (RFC 7636); state and nonce have to do. LinkedIn, WeChat, Yahoo.
    NoPkce {},
    /// A space in a query must be `%20`; `+` is refused. Cognito.
    PercentEncodedSpaces {},
    /// The authorization address ends in a fragment. WeChat.
    AuthorizationFragment {
        /// The fragment, without `#`.
        fragment: String,
    },
    /// Parameters have other names, in authorization and token requests. TikTok, WeChat, Slack (app).
    ParameterNames {
        /// The provider's name for each standard name.
        names: BTreeMap<String, String>,
    },
    /// The response is a cross-site POST (`response_mode=form_post`), with facts about the user beside the code. Apple.
    PostCallback {
        /// The parameter with a JSON text about the user, sent at the first consent only.
        user_parameter: String,
    },
    /// If the user denies access, the response has no code and no error (RFC 6749 section 4.1.2.1 requires `access_denied`).
    /// WeChat.
    DenialWithoutError {},
    /// The body of a token request is JSON instead of a form (RFC 6749 section 4.1.3). Notion.
    JsonTokenRequest {},
    /// A token request is a GET with everything in the query. WeChat.
    TokenRequestByGet {},
    /// The client secret is a JWT that the application signs with ES256. Apple.
    SignedClientSecret {
        /// The `aud` of the JWT.
        audience: String,
        /// The most days it may live.
        maximum_days: u16,
    },
    /// The error response of the token endpoint has status 200 (RFC 6749 section 5.2 requires 400). GitHub, Slack, WeChat.
    ErrorWithStatus200 {},
    /// The error code is not in the member `error`. Facebook, Twitch, Fitbit, WeChat.
    ErrorMembers {
        /// JSON pointer to the code.
        code: String,
        /// JSON pointer to the message for users.
        description: Option<String>,
    },
    /// The answer may be a form instead of JSON (RFC 6749 section 5.1). GitHub, unless JSON is asked for.
    FormEncodedTokenResponse {},
    /// `scope` is a JSON array. Twitch.
    ScopeAsArray {},
    /// `expires_in` is a text. Naver.
    NumbersAsText {},
    /// `expires_in` 0 means that the token never expires. Mailchimp.
    ZeroExpiryMeansNever {},
    /// `token_type` is missing or has another value for a bearer token (RFC 6749 section 7.1). WeChat, Slack (app), Shopify.
    OtherTokenType {
        /// Whether it may be missing.
        missing: bool,
        /// The other values.
        words: Vec<String>,
    },
    /// JSON has the content type `text/plain`. WeChat.
    JsonLabelledAsText {},
    /// The user's token is in a nested object of the response. Slack (app).
    NestedTokenResponse {
        /// JSON pointer to that object.
        path: String,
    },
    /// The user is asked about by POST. Dropbox, VK ID.
    UserinfoByPost {
        /// The form to send; `{access_token}` and `{client_id}` are filled in. Without one the body stays empty.
        #[serde(default)]
        form: BTreeMap<String, String>,
    },
    /// The userinfo address holds members of the token answer in braces. HubSpot, WeChat.
    UserinfoAddressTemplate {},
    /// The access token travels in another header or under another scheme than `Authorization: Bearer` (RFC 6750 section 2.1).
    /// Yandex, Mailchimp, Shopify.
    TokenHeader {
        /// The header.
        header: String,
        /// The scheme before the token; none means the token alone.
        scheme: Option<String>,
    },
    /// Mail addresses need a second request. GitHub, GitHub Enterprise Server, Bitbucket.
    ExtraEmailRequest {
        /// Where.
        address: String,
        /// JSON pointer to the list in the answer; empty if the answer is the list.
        list: String,
        /// Member of an entry: the address.
        email: String,
        /// Member of an entry: whether it is verified.
        verified: String,
        /// Member of an entry: whether it is the main one.
        primary: String,
    },
    /// `email_verified` may be the text `"true"`. Apple.
    EmailVerifiedAsText {},
    /// A discovery document answers, but no ID token is issued. Discord.
    DiscoveryWithoutIdToken {},
    /// The issuer of ID tokens holds the tenant of the user, and so differs from login to login. Entra.
    IssuerTemplate {
        /// The issuer with the claim in braces.
        template: String,
        /// The claim that fills it.
        claim: String,
        /// The variable of the preset for the tenants that may sign in.
        variable: String,
        /// Values of the variable that stand for more than one tenant.
        open: Vec<String>,
        /// Values of the variable that stand for one tenant under another name: the claim it then must have. The open values
        /// named in `closed_to_fixed` don't include these tenants.
        fixed: BTreeMap<String, String>,
        /// Open values that leave the fixed tenants out.
        closed_to_fixed: Vec<String>,
    },
    /// ID tokens may name other issuers as well. Google.
    IssuerAliases {
        /// The other issuers.
        issuers: Vec<String>,
    },
    /// ID tokens are signed with the client secret. LINE.
    SymmetricIdToken {
        /// The algorithm.
        algorithm: String,
    },
    /// Sign-out has other parameters than RP-initiated logout. Cognito.
    LogoutParameters {
        /// Parameter for the client's identifier.
        client_id: String,
        /// Parameter for the address to come back to.
        return_to: String,
    },
}

impl Deviation {
    /// The name in preset files.
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
