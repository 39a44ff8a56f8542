//! The password that an administrator gives to a user.

use valetkey_accounts::{PasswordHash, User};
use valetkey_administration::InvalidField;
use valetkey_types::Secret;

use super::AdministrationError;
use crate::{Server, endpoint::password_words, password_pool::HashError};

/// Checks a password by the rule of the server and hashes it.
pub(super) async fn hash(
    server: &Server,
    user: &User,
    password: Secret,
) -> Result<PasswordHash, AdministrationError> {
    let rule = server.accounts.password_rule;
    let refused =
        |sentence: String| AdministrationError::from(InvalidField::of_sentence("password", &sentence));
    rule.check(password.expose(), &password_words(user)).map_err(|refusal| refused(refusal.to_string()))?;
    server.password_pool.hash(password).await.map_err(|error| match error {
        HashError::Busy(_) => AdministrationError::Busy,
        HashError::Breached | HashError::Password(_) => refused(error.to_string()),
    })
}
