//! Where a new password of a user comes from.

use std::io::{self, IsTerminal};

use valetkey_accounts::{PasswordHash, PasswordParameters, check_new_password, hash_password};
use valetkey_jose::digest::random_bytes;
use valetkey_server::Configuration;
use valetkey_types::Secret;

use crate::{failure::Failure, one_line, output::Output, pronounceable};

/// The text for a password of the list.
const BREACHED: &str = "expected a password that is in no list of stolen passwords, got one of the list in passwords.breached_list";

/// How often a refused password may be typed again.
const ATTEMPTS: usize = 3;

/// A password, and whether the user has yet to be told.
pub(super) struct NewPassword {
    pub(super) password: Secret,
    pub(super) generated: bool,
}

impl NewPassword {
    /// Hashes the password on a thread of its own. One that was chosen must not be in the list of breached passwords.
    ///
    /// # Errors
    /// A usage failure for a password of the list, or when the list can't be read.
    pub(super) async fn hash(&self, configuration: &Configuration) -> Result<PasswordHash, Failure> {
        let list = match self.generated {
            true => None,
            false => configuration.breached_list().map_err(Failure::usage)?,
        };
        let (text, salt) = (self.password.clone(), random_bytes::<16>());
        let hash = tokio::task::spawn_blocking(move || {
            if let Some(list) = list
                && list.contains(text.expose())?
            {
                return Err(Failure::usage(BREACHED));
            }
            Ok(hash_password(text.expose(), &salt, PasswordParameters::RECOMMENDED)?)
        });
        hash.await?
    }
}

/// From stdin if asked for; on a terminal typed twice, or generated after an empty line; generated otherwise.
///
/// # Errors
/// A usage failure when the password is too short, too long or too common.
pub(super) fn obtain(from_stdin: bool, username: &str, output: Output) -> Result<NewPassword, Failure> {
    if from_stdin {
        let password = one_line::read("--password-stdin", io::stdin().lock())?;
        check_new_password(password.expose(), username).map_err(Failure::usage)?;
        return Ok(NewPassword { password, generated: false });
    }
    let typed = if io::stdin().is_terminal() { prompt(username, output)? } else { None };
    let generated = typed.is_none();
    let password = typed.unwrap_or_else(|| Secret::new(pronounceable::password()));
    Ok(NewPassword { password, generated })
}

/// Asks at the terminal. `None` after an empty line: a password is to be made.
fn prompt(username: &str, output: Output) -> Result<Option<Secret>, Failure> {
    output.note(&format!(
        "A password has {} characters or more, and is neither a common one nor the username.\n\
         Press Enter alone to have one made.",
        PasswordParameters::MINIMUM_LENGTH
    ))?;
    let mut attempt = 1;
    loop {
        let first = Secret::new(rpassword::prompt_password("Password: ")?);
        if first.expose().is_empty() {
            return Ok(None);
        }
        let problem = match check_new_password(first.expose(), username) {
            Err(problem) => problem.to_string(),
            Ok(()) => {
                let second = Secret::new(rpassword::prompt_password("Again:    ")?);
                if first.expose() == second.expose() {
                    return Ok(Some(first));
                }
                "the two passwords differ".to_owned()
            }
        };
        if attempt == ATTEMPTS {
            return Err(Failure::usage(problem));
        }
        output.note(&format!("{problem}; try again"))?;
        attempt += 1;
    }
}
