//! The `iss` parameter of the authorization response (RFC 9207).

use crate::{AnswerError, Deviation, IssParameter, Provider, VariableForm, template};

/// The result of checking the `iss` parameter of a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssVerdict {
    /// The parameter is the provider's issuer.
    Same,
    /// The parameter is absent, and was not required.
    Absent,
    /// The preset does not know the provider's issuer. Log a warning, but accept the login, because providers start to send the
    /// parameter without notice. The value is cut to 200 characters.
    Unlisted(String),
}

impl Provider {
    /// Compares the `iss` parameter with the provider's issuer (RFC 9207 section 2.4), to detect a mix-up of providers.
    ///
    /// # Errors
    /// [`AnswerError::Malformed`] if it names another issuer, or if it is missing although the provider always sends it. The
    /// login must then be refused.
    pub fn check_iss_parameter(&self, seen: Option<&str>) -> Result<IssVerdict, AnswerError> {
        let preset = self.preset();
        let expected = preset.issuer.as_deref().unwrap_or_default();
        let Some(seen) = seen else {
            let is_missing = preset.iss_parameter == IssParameter::Sent;
            let problem = || AnswerError::malformed("iss parameter", expected, "none");
            return if is_missing { Err(problem()) } else { Ok(IssVerdict::Absent) };
        };
        if (!expected.is_empty() && seen == expected) || self.is_other_name(seen) {
            return Ok(IssVerdict::Same);
        }
        let shown: String = seen.chars().filter(|letter| !letter.is_control()).take(200).collect();
        if expected.is_empty() || preset.unverified.iter().any(|field| field == "issuer") {
            return Ok(IssVerdict::Unlisted(shown));
        }
        Err(AnswerError::malformed("iss parameter", expected, shown))
    }

    /// Returns `true` if the preset lists this text as another name of the issuer.
    fn is_other_name(&self, seen: &str) -> bool {
        self.preset().deviations.iter().any(|deviation| match deviation {
            Deviation::IssuerAliases { issuers } => issuers.iter().any(|issuer| issuer == seen),
            Deviation::IssuerTemplate { template, .. } => {
                let Some((before, after)) = template.split_once('{').zip(template.split_once('}')) else {
                    return false;
                };
                let tenant = seen
                    .strip_prefix(before.0)
                    .and_then(|rest| rest.strip_suffix(after.1))
                    .unwrap_or_default();
                VariableForm::Segment.accepts(tenant) && template::fill(template, |_| Some(tenant)) == seen
            }
            _ => false,
        })
    }
}
