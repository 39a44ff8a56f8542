//! The options that add and edit share.

use std::{fs, io, path::PathBuf};

use clap::{Args, ValueEnum};
use valetkey_administration::identity_provider::IdentityProviderSettings;
use valetkey_authorization_server::{record::FirstSignIn, role_map::RoleMap};
use valetkey_types::Secret;

use super::mapping::MappingArguments;
use crate::{claim_map::pair, failure::Failure, one_line};

#[derive(Args)]
pub(super) struct SettingsArguments {
    /// Value of a variable of the preset, such as domain=git.example.com. Repeatable
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = pair)]
    variables: Vec<(String, String)>,
    /// Name on the button [default: that of the preset]; "" removes it
    #[arg(long, value_name = "TEXT")]
    display_name: Option<String>,
    /// Scope to request [default: that of the preset]; "" removes it
    #[arg(long)]
    scope: Option<String>,
    /// What happens when an account signs in for the first time: create (add a user), link (a user signs in, then the
    /// account is linked), refuse [default: link]
    #[arg(long, value_name = "RULE", value_enum, hide_possible_values = true)]
    first_sign_in: Option<Rule>,
    /// Domain of verified email addresses that may sign in for the first time. Repeatable [default: all]; "" removes them
    #[arg(long = "domain", value_name = "DOMAIN")]
    domains: Vec<String>,
    /// Tenant of the provider whose users may sign in, or any, where one provider has several (Entra). Repeatable
    #[arg(long = "accept-tenant", value_name = "TENANT")]
    accepted_tenants: Vec<String>,
    /// Place on the sign-in page: smaller numbers come first [default: 0]
    #[arg(long, value_name = "NUMBER")]
    position: Option<u32>,
    /// Reach of a sign-out: here (this server only) or offer (the page offers to end the session at the provider too)
    /// [default: here]
    #[arg(long, value_name = "WHAT", value_enum, hide_possible_values = true)]
    sign_out: Option<SignOut>,
    /// Origin of a provider simulator on this machine instead of the provider, for development: see valetkey provider
    /// imitate
    #[arg(long, value_name = "URL")]
    simulator: Option<String>,
    #[command(flatten)]
    mapping: MappingArguments,
}

/// Where the client secret comes from. It is never an argument: other users of the machine see those.
#[derive(Args)]
#[group(multiple = false)]
pub(super) struct SecretArguments {
    /// Read the client secret from a file, one line
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    /// Read the client secret from stdin, one line
    #[arg(long)]
    client_secret_stdin: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Rule {
    Create,
    Link,
    Refuse,
}

#[derive(Clone, Copy, ValueEnum)]
enum SignOut {
    Here,
    Offer,
}

impl SettingsArguments {
    /// Whether nothing is set.
    pub(super) fn are_empty(&self) -> bool {
        let lists = [self.domains.is_empty(), self.accepted_tenants.is_empty(), self.variables.is_empty()];
        let texts = [&self.display_name, &self.scope, &self.simulator];
        lists.iter().all(|is_empty| *is_empty)
            && texts.iter().all(|text| text.is_none())
            && self.first_sign_in.is_none()
            && self.position.is_none()
            && self.sign_out.is_none()
            && self.mapping.are_empty()
    }

    /// Sets what the arguments name.
    ///
    /// # Errors
    /// A text that names the option, what was expected and what came.
    pub(super) fn over(
        self,
        mut settings: IdentityProviderSettings,
        map: &RoleMap,
    ) -> Result<IdentityProviderSettings, Failure> {
        self.mapping.set(&mut settings, map)?;
        settings.variables.extend(self.variables);
        set_optional(&mut settings.display_name, self.display_name);
        set_optional(&mut settings.simulator, self.simulator.map(|url| url.trim_end_matches('/').to_owned()));
        if let Some(scope) = self.scope {
            settings.scope = scope.split_whitespace().map(str::to_owned).collect();
        }
        if let Some(rule) = self.first_sign_in {
            settings.first_sign_in = match rule {
                Rule::Create => FirstSignIn::Create,
                Rule::Link => FirstSignIn::Link,
                Rule::Refuse => FirstSignIn::Refuse,
            };
        }
        set_list(&mut settings.domains, self.domains);
        set_list(&mut settings.accepted_tenants, self.accepted_tenants);
        if let Some(what) = self.sign_out {
            settings.offers_sign_out = matches!(what, SignOut::Offer);
        }
        settings.position = self.position.unwrap_or(settings.position);
        Ok(settings)
    }
}

impl SecretArguments {
    /// Reads the secret, if one is given.
    ///
    /// # Errors
    /// A usage failure that names the option, or what the system says.
    pub(super) fn read(&self) -> Result<Option<Secret>, Failure> {
        let secret = match (&self.client_secret_file, self.client_secret_stdin) {
            (Some(path), _) => {
                let file = fs::File::open(path).map_err(|error| {
                    Failure::failed(format!(
                        "--client-secret-file: {} can't be read: {error}",
                        path.display()
                    ))
                })?;
                one_line::read("--client-secret-file", file)?
            }
            (None, true) => one_line::read("--client-secret-stdin", io::stdin().lock())?,
            (None, false) => return Ok(None),
        };
        if secret.expose().is_empty() {
            return Err(Failure::usage("expected a client secret of one line, got an empty one"));
        }
        Ok(Some(secret))
    }
}

/// An empty text removes the value.
fn set_optional(field: &mut Option<String>, value: Option<String>) {
    if let Some(value) = value {
        *field = Some(value).filter(|value| !value.is_empty());
    }
}

/// An empty text removes all values.
fn set_list(field: &mut Vec<String>, mut values: Vec<String>) {
    if !values.is_empty() {
        values.retain(|value| !value.is_empty());
        *field = values;
    }
}
