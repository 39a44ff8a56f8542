//! Where a new password of a user comes from.

use std::io::{self, IsTerminal};

use url::Url;
use valetkey_accounts::{PasswordHash, PasswordParameters, PasswordRefusal, PasswordRule, hash_password};
use valetkey_jose::digest::random_bytes;
use valetkey_server::Configuration;
use valetkey_types::{Secret, TenantId};

use crate::{database::Records, failure::Failure, one_line, output::Output, pronounceable};

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

/// The rule for a password that an administrator chooses: that of the pages.
pub(super) struct Rule {
    rule: PasswordRule,
    /// The names and addresses of the account, and the names of the service.
    words: Vec<String>,
    /// Whether the server checks the password: its configuration is not at hand.
    is_of_server: bool,
}

impl Rule {
    /// Returns the rule of the configuration for a user with these names and addresses.
    ///
    /// # Errors
    /// The error of the database.
    pub(super) async fn of(
        records: &Records,
        of_user: impl IntoIterator<Item = Option<&str>>,
    ) -> Result<Self, Failure> {
        let mut words: Vec<String> = of_user.into_iter().flatten().map(str::to_owned).collect();
        let tenant = records.storage.tenant(&records.tenant).await?;
        if let Some(tenant) = tenant {
            let host =
                Url::parse(tenant.issuer.as_str()).ok().and_then(|url| url.host_str().map(str::to_owned));
            words.extend([host, tenant.name, tenant.branding.name].into_iter().flatten());
        }
        if records.tenant == TenantId::default() {
            words.extend(records.configuration.branding.name.clone());
        }
        Ok(Self { rule: records.configuration.account_settings().password_rule, words, is_of_server: false })
    }

    /// Returns the rule for a password that a running server checks. The usual length counts for a generated password.
    pub(super) fn of_server() -> Self {
        let rule = Configuration::default().account_settings().password_rule;
        Self { rule, words: Vec::new(), is_of_server: true }
    }

    fn check(&self, password: &Secret) -> Result<(), PasswordRefusal> {
        if self.is_of_server {
            return Ok(());
        }
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        self.rule.check(password.expose(), &words)
    }
}

/// Returns a password: from stdin if asked for; on a terminal typed twice, or generated after an empty line; generated otherwise.
///
/// # Errors
/// A usage failure that says what the rule expects.
pub(super) fn obtain(from_stdin: bool, rule: &Rule, output: Output) -> Result<NewPassword, Failure> {
    if from_stdin {
        let password = one_line::read("--password-stdin", io::stdin().lock())?;
        rule.check(&password).map_err(Failure::usage)?;
        return Ok(NewPassword { password, generated: false });
    }
    let typed = if io::stdin().is_terminal() { prompt(rule, output)? } else { None };
    let generated = typed.is_none();
    let password = typed.unwrap_or_else(|| Secret::new(pronounceable::password(rule.rule.minimum_length)));
    Ok(NewPassword { password, generated })
}

/// Asks at the terminal. `None` after an empty line: a password is to be made.
fn prompt(rule: &Rule, output: Output) -> Result<Option<Secret>, Failure> {
    output.note(&format!(
        "A password has {} characters or more, and is neither a common one nor a name of the user or the service.\n\
         Press Enter alone to have one made.",
        rule.rule.minimum_length
    ))?;
    let mut attempt = 1;
    loop {
        let first = Secret::new(rpassword::prompt_password("Password: ")?);
        if first.expose().is_empty() {
            return Ok(None);
        }
        let problem = match rule.check(&first) {
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
