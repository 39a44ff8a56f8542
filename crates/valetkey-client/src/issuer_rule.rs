//! The rule that says which issuers of tokens are accepted if one discovery document serves several issuers.

use valetkey_jose::{VerifyError, decode_unverified};
use valetkey_types::Issuer;

use crate::Problem;

/// The placeholder for a tenant in a template.
const PLACEHOLDER: &str = "{tenantid}";

/// The issuers that a client accepts. No rule accepts all issuers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IssuerRule {
    /// The configured issuer, byte for byte.
    Exact,
    /// The configured issuer, or another spelling that the issuer uses in tokens.
    AlsoKnownAs(Vec<String>),
    /// A template such as `https://login.example/{tenantid}/v2.0`. A token belongs to the tenant in its claim `tid`, which must
    /// be in the list, and its `iss` must be the template with that tenant, byte for byte.
    Template {
        /// The text with `{tenantid}`, as in the discovery document.
        template: String,
        /// The tenants that may sign in.
        tenants: Tenants,
    },
}

/// The tenants that may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tenants {
    /// The tenants with these identifiers.
    These(Vec<String>),
    /// Any tenant, so all users of the provider. Issuer and subject still identify users.
    Any,
    /// Any tenant except these.
    AnyBut(Vec<String>),
}

impl IssuerRule {
    /// Checks that the rule is valid.
    pub(crate) fn check(&self) -> Result<(), Problem> {
        let wrong = |text: &str| Err(Problem::Configuration(format!("the issuer template {text}")));
        match self {
            Self::Template { template, .. } if template.matches(PLACEHOLDER).count() != 1 => {
                wrong("must contain {tenantid} exactly once")
            }
            Self::Template { template, .. }
                if Issuer::parse(&template.replace(PLACEHOLDER, "x")).is_err() =>
            {
                wrong("must be an https URL, or http on this machine")
            }
            Self::Template { tenants: Tenants::These(tenants), .. } if tenants.is_empty() => {
                wrong("allows no tenant: list at least one")
            }
            Self::Template { tenants: Tenants::These(tenants), .. }
                if !tenants.iter().all(|tenant| is_identifier(tenant)) =>
            {
                wrong("allows a tenant that does not consist of letters, digits and dashes")
            }
            _ => Ok(()),
        }
    }

    /// Returns the issuer in the discovery document, if it differs from the configured one.
    pub(crate) fn named(&self) -> Option<&str> {
        match self {
            Self::Template { template, .. } => Some(template),
            _ => None,
        }
    }

    /// Returns the issuer that a token must have. Reads the token before its signature is verified. This is safe, because the
    /// result is one of the accepted issuers and the signed claims are compared with it afterwards.
    pub(crate) fn expected_for(&self, issuer: &str, token: &str) -> Result<String, Problem> {
        match self {
            Self::Exact => Ok(issuer.to_owned()),
            Self::AlsoKnownAs(others) => {
                let decoded = decode_unverified(token)?;
                let seen = decoded.claims.get("iss").and_then(|iss| iss.as_str()).unwrap_or_default();
                Ok(others.iter().find(|other| *other == seen).map_or(issuer, String::as_str).to_owned())
            }
            Self::Template { template, tenants } => {
                let decoded = decode_unverified(token)?;
                let tenant = decoded.claims.get("tid").and_then(|tenant| tenant.as_str());
                let tenant = tenant.ok_or_else(|| VerifyError::MissingClaim { name: "tid".into() })?;
                tenants.check(tenant)?;
                Ok(template.replace(PLACEHOLDER, tenant))
            }
        }
    }

    /// Returns the issuer for a user's identity. `seen` is the verified issuer of a token. An accepted spelling of the
    /// configured issuer is replaced by the configured issuer; otherwise one user would have two identities.
    pub(crate) fn canonical(&self, configured: &str, seen: &str) -> String {
        match self {
            Self::Exact | Self::AlsoKnownAs(_) => configured.to_owned(),
            Self::Template { .. } => seen.to_owned(),
        }
    }

    /// Returns whether the `iss` of a callback is an accepted issuer.
    pub(crate) fn accepts_parameter(&self, issuer: &str, iss: &str) -> bool {
        match self {
            Self::Exact => iss == issuer,
            Self::AlsoKnownAs(others) => iss == issuer || others.iter().any(|other| other == iss),
            Self::Template { template, tenants } => {
                let Some((before, after)) = template.split_once(PLACEHOLDER) else { return false };
                let tenant = iss.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
                tenant.is_some_and(|tenant| tenants.check(tenant).is_ok())
            }
        }
    }
}

impl Tenants {
    fn check(&self, tenant: &str) -> Result<(), Problem> {
        let allowed = match self {
            Self::These(these) => these.iter().any(|one| one == tenant),
            Self::Any => is_identifier(tenant),
            Self::AnyBut(these) => is_identifier(tenant) && these.iter().all(|one| one != tenant),
        };
        if allowed {
            return Ok(());
        }
        let expected = match self {
            Self::These(these) => these.join(" or "),
            Self::Any => "letters, digits and dashes".to_owned(),
            Self::AnyBut(these) => format!("any but {}", these.join(" and ")),
        };
        Err(Problem::mismatch("tenant", &expected, tenant))
    }
}

fn is_identifier(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
