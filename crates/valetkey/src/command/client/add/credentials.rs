//! The identifier and the secret of a new client: fresh ones, or those it had elsewhere.

use std::io;

use clap::Args;
use valetkey_jose::digest::random_token;
use valetkey_server::fresh_client_id;
use valetkey_types::{ClientId, Secret};

use crate::{failure::Failure, one_line};

/// Fewest characters of a secret that somebody else made. It is stored as SHA-256, so that it must not be guessable.
const SHORTEST_SECRET: usize = 24;
const LONGEST: usize = 255;

#[derive(Args)]
pub(super) struct CredentialArguments {
    /// The identifier (client_id) that the application has already, to move it here [default: a fresh one]
    #[arg(long, value_name = "ID", value_parser = client_id)]
    id: Option<ClientId>,
    /// Read the secret that the application has already from stdin, one line of at least 24 characters
    #[arg(long, conflicts_with = "public")]
    secret_stdin: bool,
}

/// The credentials of the client.
pub(super) struct Credentials {
    pub(super) id: ClientId,
    pub(super) secret: Option<Secret>,
    pub(super) generated: bool,
}

impl CredentialArguments {
    /// Returns whether the client brings its identifier or its secret.
    pub(super) fn are_given(&self) -> bool {
        self.id.is_some() || self.secret_stdin
    }

    /// Reads what was given and makes the rest.
    ///
    /// # Errors
    /// A usage failure when the given secret is too short or has other characters.
    pub(super) fn obtain(&self, name: &str, public: bool) -> Result<Credentials, Failure> {
        let id = self.id.clone().unwrap_or_else(|| ClientId::new(fresh_client_id(name)));
        let secret = match (public, self.secret_stdin) {
            (true, _) => None,
            (false, true) => Some(check(one_line::read("--secret-stdin", io::stdin().lock())?)?),
            (false, false) => Some(Secret::new(random_token())),
        };
        Ok(Credentials { id, secret, generated: !self.secret_stdin })
    }
}

/// RFC 6749 appendix A.1: printable ASCII. Without spaces, which nobody sees at the end of a line.
pub(crate) fn client_id(text: &str) -> Result<ClientId, String> {
    let fits = (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits {
        Ok(ClientId::new(text))
    } else {
        Err(format!("expected 1 to {LONGEST} printable ASCII characters without spaces"))
    }
}

fn check(secret: Secret) -> Result<Secret, Failure> {
    match secret_fault(&secret) {
        None => Ok(secret),
        Some(fault) => {
            Err(Failure::usage(format!("--secret-stdin: {fault}; leave the option out to get a new secret")))
        }
    }
}

/// Returns what is wrong with a secret that somebody else made. RFC 6749 appendix A.2: printable ASCII.
pub(crate) fn secret_fault(secret: &Secret) -> Option<String> {
    let text = secret.expose();
    let length = text.chars().count();
    if !text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
        return Some("expected printable ASCII characters, got others".to_owned());
    }
    let fits = (SHORTEST_SECRET..=LONGEST).contains(&length);
    (!fits).then(|| format!("expected {SHORTEST_SECRET} to {LONGEST} characters, got {length}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c8_only_a_secret_that_can_not_be_guessed_is_taken() {
        assert!(check(Secret::new("x".repeat(24))).is_ok());
        for wrong in ["", "x", &"x".repeat(23), &"x".repeat(256), &"\u{e4}".repeat(30), &"x\t".repeat(20)] {
            assert!(check(Secret::new(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn c8_an_identifier_has_visible_characters_only() {
        assert!(client_id("spa.example/1").is_ok());
        for wrong in ["", "a b", "a\n", "\u{e4}", &"x".repeat(256)] {
            assert!(client_id(wrong).is_err(), "{wrong}");
        }
    }
}
