//! Checks the issuer of an ID token, and returns the issuer to store with a user.

use serde_json::Value;

use crate::{AnswerError, Deviation, Kind, Provider, VariableForm, template};

/// The tenants whose users may sign in, for a provider with many tenants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllowedTenants<'a> {
    /// All tenants that the provider's address allows.
    Any,
    /// Only these tenants.
    Only(&'a [&'a str]),
}

impl Provider {
    /// Validates the `iss` of an ID token with a verified signature (OpenID Connect Core section 3.1.3.7, rule 2). If the
    /// issuer contains the tenant, the claim for the tenant must have the same value, and the tenant must be allowed. Returns
    /// the issuer to store with the user, which is the same for all names of the provider.
    ///
    /// # Errors
    /// [`AnswerError::Malformed`] with the expected and the received issuer or tenant.
    pub fn accept_issuer(&self, claims: &Value, allowed: AllowedTenants<'_>) -> Result<String, AnswerError> {
        let seen = claims.get("iss").and_then(Value::as_str).unwrap_or_default();
        let expected = self.preset().issuer.as_deref().unwrap_or_default();
        for deviation in &self.preset().deviations {
            match deviation {
                Deviation::IssuerTemplate { template, claim, .. } => {
                    let tenant = claims.get(claim).and_then(Value::as_str).unwrap_or_default();
                    let issuer = template::fill(template, |_| Some(tenant));
                    if !VariableForm::Segment.accepts(tenant) || issuer != seen {
                        return Err(wrong("iss", template, seen));
                    }
                    return self.accept_tenant(deviation, tenant, allowed).map(|()| issuer);
                }
                Deviation::IssuerAliases { issuers } if issuers.iter().any(|issuer| issuer == seen) => {
                    return Ok(expected.to_owned());
                }
                _ => {}
            }
        }
        if !expected.is_empty() && seen == expected {
            Ok(expected.to_owned())
        } else {
            Err(wrong("iss", expected, seen))
        }
    }

    /// Returns the issuer to store with users of a plain OAuth provider, which has no ID tokens. It is made from the name of
    /// the preset and the hosts in its variables, so it does not change if the provider's URLs change. Returns `None` for
    /// OpenID Connect; use [`Provider::accept_issuer`] there.
    pub fn identity_issuer(&self) -> Option<String> {
        if self.preset().kind == Kind::OpenId {
            return None;
        }
        let mut text = format!("urn:valetkey:{}", self.preset().name);
        for (name, variable) in &self.preset().variables {
            if variable.form != VariableForm::Segment {
                text.push(':');
                text.push_str(self.variable(name).unwrap_or_default());
            }
        }
        Some(text)
    }

    fn accept_tenant(
        &self,
        deviation: &Deviation,
        tenant: &str,
        allowed: AllowedTenants<'_>,
    ) -> Result<(), AnswerError> {
        let Deviation::IssuerTemplate { variable, open, fixed, closed_to_fixed, .. } = deviation else {
            return Ok(());
        };
        let asked = self.variable(variable).unwrap_or_default();
        let is_listed = matches!(allowed, AllowedTenants::Only(tenants) if tenants.contains(&tenant));
        let passes = if let Some(only) = fixed.get(asked) {
            only == tenant
        } else if closed_to_fixed.iter().any(|name| name == asked) {
            !fixed.values().any(|excluded| excluded == tenant)
        } else if open.iter().any(|name| name == asked) {
            true
        } else {
            // The variable is one tenant. If it is a domain name, no claim contains it, so the list must contain the tenant.
            asked == tenant || (asked.contains('.') && is_listed)
        };
        match allowed {
            AllowedTenants::Only(_) if !is_listed => {
                Err(wrong("tenant", "one of the allowed tenants", tenant))
            }
            _ if !passes => Err(wrong("tenant", asked, tenant)),
            _ => Ok(()),
        }
    }
}

fn wrong(what: &'static str, expected: &str, seen: &str) -> AnswerError {
    AnswerError::malformed(
        what,
        expected,
        seen.chars().filter(|letter| !letter.is_control()).take(200).collect::<String>(),
    )
}
