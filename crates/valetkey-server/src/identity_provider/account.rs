//! An account as its provider describes it, without a sign-in: for previews.

use serde_json::{Map, Value};
use valetkey_authorization_server::{provider_sign_in::ProviderAccount, record::IdentityProvider};
use valetkey_providers::{AnswerError, Deviation};
use valetkey_types::Issuer;

use super::{
    ConnectionError,
    connection::{identity_issuer, resolve},
};

/// Why claims are not those of an account.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The settings of the provider.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    /// The claims.
    #[error(transparent)]
    Claims(#[from] AnswerError),
    /// Something else than claims.
    #[error("expected the claims as a JSON object, got another value")]
    NoObject,
}

/// Reads the account that a provider describes with these claims, by the rules of its preset and the operator's mappings. Also
/// returns the claims as the mappings see them. `emails` is the list of addresses, where the provider has it apart. The claims
/// are not checked: they are what a sign-in would find after its checks.
///
/// # Errors
/// [`AccountError`].
pub fn account_of(
    record: &IdentityProvider,
    issuer: &Issuer,
    claims: Value,
    emails: Option<&Value>,
) -> Result<(ProviderAccount, Map<String, Value>), AccountError> {
    let Value::Object(facts) = claims else { return Err(AccountError::NoObject) };
    let provider = resolve(record, issuer)?;
    let named = facts.get("iss").and_then(Value::as_str).map(str::to_owned);
    let own = || provider.preset().issuer.clone().unwrap_or_default();
    let of_account = provider.identity_issuer().or(named).unwrap_or_else(own);
    let claims = provider.claims_of(facts, emails)?;
    let subject = claims.get("sub").and_then(Value::as_str).unwrap_or_default().to_owned();
    let account = ProviderAccount::new(record, identity_issuer(record, &of_account), subject, &claims);
    Ok((account, claims))
}

/// Returns the issuer of the accounts of a provider; `None` if each of its tenants has an issuer of its own, or if the settings do
/// not fit.
pub(crate) fn account_issuer(record: &IdentityProvider, issuer: &Issuer) -> Option<String> {
    let provider = resolve(record, issuer).ok()?;
    let is_template = |one: &Deviation| matches!(one, Deviation::IssuerTemplate { .. });
    if provider.preset().deviations.iter().any(is_template) {
        return None;
    }
    let of_account = provider.identity_issuer().or_else(|| provider.preset().issuer.clone())?;
    Some(identity_issuer(record, &of_account))
}
