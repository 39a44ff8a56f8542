//! Describes deviations in sentences, for developers.

use crate::Deviation;

impl Deviation {
    /// Returns a sentence about a deviation.
    pub fn in_words(&self) -> String {
        match self {
            Self::CommaSeparatedScopes { request: true, .. } => "Scopes are joined by commas.".to_owned(),
            Self::CommaSeparatedScopes { .. } => "Scopes in responses are joined by commas.".to_owned(),
            Self::NoPkce {} => "PKCE is not sent; state and nonce protect the code.".to_owned(),
            Self::PercentEncodedSpaces {} => "Spaces in URLs are encoded as %20.".to_owned(),
            Self::AuthorizationFragment { fragment } => {
                format!("The authorization URL ends with #{fragment}.")
            }
            Self::ParameterNames { names } => {
                let names: Vec<String> =
                    names.iter().map(|(standard, own)| format!("{standard} is called {own}")).collect();
                format!("Parameters have other names: {}.", names.join(", "))
            }
            Self::PostCallback { user_parameter } => format!(
                "The response is a cross-site POST; the first one contains the user's name in {user_parameter}."
            ),
            Self::DenialWithoutError {} => {
                "A callback without code and error means that the user cancelled.".to_owned()
            }
            Self::JsonTokenRequest {} => "The token request is JSON.".to_owned(),
            Self::TokenRequestByGet {} => "The token request is a GET.".to_owned(),
            Self::SignedClientSecret { maximum_days, .. } => {
                format!(
                    "The client secret is a JWT signed with ES256, valid for at most {maximum_days} days."
                )
            }
            Self::TokenHeader { header, scheme } => {
                format!("The access token is sent as {header}: {}TOKEN.", scheme_words(scheme.as_deref()))
            }
            Self::IssuerTemplate { template, .. } => {
                format!("The issuer of ID tokens depends on the tenant: {template}.")
            }
            Self::IssuerAliases { issuers } => {
                format!("ID tokens may also name the issuer {}.", issuers.join(" or "))
            }
            Self::SymmetricIdToken { algorithm } => {
                format!("ID tokens are signed with the client secret ({algorithm}).")
            }
            Self::LogoutParameters { client_id, return_to } => {
                format!("The logout uses the parameters {client_id} and {return_to}.")
            }
            answer => answer_in_words(answer),
        }
    }
}

/// Describes the deviations of responses.
fn answer_in_words(deviation: &Deviation) -> String {
    match deviation {
        Deviation::ErrorWithStatus200 {} => "Refusals come with status 200.".to_owned(),
        Deviation::ErrorMembers { code, .. } => format!("The error code is at {code}."),
        Deviation::FormEncodedTokenResponse {} => {
            "The token response may be a form instead of JSON.".to_owned()
        }
        Deviation::ScopeAsArray {} => "The scope in the token response is a list.".to_owned(),
        Deviation::NumbersAsText {} => "Numbers in the token response are strings.".to_owned(),
        Deviation::ZeroExpiryMeansNever {} => {
            "An expires_in of 0 means that the token never expires.".to_owned()
        }
        Deviation::OtherTokenType { missing, words } => {
            let missing = missing.then(|| "be missing".to_owned());
            let other = words.iter().map(|word| format!("be {word:?}"));
            format!(
                "The token_type may {}.",
                missing.into_iter().chain(other).collect::<Vec<_>>().join(" or ")
            )
        }
        Deviation::JsonLabelledAsText {} => "The content type of JSON is text/plain.".to_owned(),
        Deviation::NestedTokenResponse { path } => format!("The user's token is at {path}."),
        Deviation::UserinfoByPost { .. } => "The userinfo request is a POST.".to_owned(),
        Deviation::UserinfoAddressTemplate {} => {
            "The userinfo URL contains members of the token response.".to_owned()
        }
        Deviation::ExtraEmailRequest { address, .. } => {
            format!("Email addresses need a second request: {address}.")
        }
        Deviation::EmailVerifiedAsText {} => "email_verified may be a string.".to_owned(),
        Deviation::DiscoveryWithoutIdToken {} => {
            "There is a discovery document, but no ID tokens are issued.".to_owned()
        }
        other => format!("{}.", other.name()),
    }
}

fn scheme_words(scheme: Option<&str>) -> String {
    scheme.map(|scheme| format!("{scheme} ")).unwrap_or_default()
}
