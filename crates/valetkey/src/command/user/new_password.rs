//! Where a new person's password comes from.

use std::io::{self, IsTerminal, Read};

use valetkey_accounts::check_new_password;
use valetkey_types::Secret;

use crate::{failure::Failure, pronounceable};

/// More than any password.
const LONGEST_INPUT: u64 = 4096;

/// A password, and whether the person has yet to be told.
pub(super) struct NewPassword {
    pub(super) password: Secret,
    pub(super) generated: bool,
}

/// From stdin if asked for; typed twice on a terminal; generated otherwise.
///
/// # Errors
/// A usage failure when the password is too short, too long or too common.
pub(super) fn obtain(from_stdin: bool, username: &str) -> Result<NewPassword, Failure> {
    let generated = !from_stdin && !io::stdin().is_terminal();
    let password = if from_stdin {
        read(io::stdin().lock())?
    } else if generated {
        Secret::new(pronounceable::password())
    } else {
        prompt()?
    };
    check_new_password(password.expose(), username).map_err(Failure::usage)?;
    Ok(NewPassword { password, generated })
}

/// One line: what follows it is a mistake that would be found at the first sign-in only.
fn read(input: impl Read) -> Result<Secret, Failure> {
    let mut text = String::new();
    input.take(LONGEST_INPUT).read_to_string(&mut text)?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.contains(['\n', '\r']) {
        return Err(Failure::usage("--password-stdin expects one line, got several"));
    }
    Ok(Secret::new(line))
}

fn prompt() -> Result<Secret, Failure> {
    let first = Secret::new(rpassword::prompt_password("Password: ")?);
    let second = Secret::new(rpassword::prompt_password("Again:    ")?);
    if first.expose() == second.expose() {
        Ok(first)
    } else {
        Err(Failure::usage("the two passwords differ"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_with_or_without_its_end() {
        for text in ["correct horse", "correct horse\n", "correct horse\r\n"] {
            assert_eq!(read(text.as_bytes()).expect("a password").expose(), "correct horse");
        }
        assert_eq!(read("  spaces count \n".as_bytes()).expect("a password").expose(), "  spaces count ");
        assert!(read("one\ntwo\n".as_bytes()).is_err());
    }
}
