//! References to secrets in files. The files themselves contain no secrets.

use std::{fs, path::Path};

use toml::de::DeValue;
use valetkey_authorization_server::record::Sha256Hash;
use valetkey_jose::digest::base64url;
use valetkey_types::Secret;

use super::reader::Fields;
use crate::one_line;

/// A secret, or its SHA-256.
pub(super) enum Given {
    /// The secret.
    Secret(Secret),
    /// Its SHA-256.
    Hash(Sha256Hash),
}

/// Returns the forms of a reference, for users.
pub(super) fn forms(may_be_hash: bool) -> &'static str {
    match may_be_hash {
        true => "{ file = \"PATH\" }, { env = \"NAME\" } or { sha256 = \"HASH\" }",
        false => "{ file = \"PATH\" } or { env = \"NAME\" }",
    }
}

/// Reads a reference, and the secret that it names.
///
/// # Errors
/// A text with the expected forms, without the secret.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    may_be_hash: bool,
    folder: &Path,
) -> Result<Given, String> {
    let (file, variable) = (fields.text("file"), fields.text("env"));
    // Problems do not show this value: it is a secret if somebody forgot to hash it.
    let hash = if may_be_hash { fields.value("sha256") } else { None };
    match (file, variable, hash) {
        (Some(file), None, None) => of_file(&folder.join(file)),
        (None, Some(name), None) => of_variable(&name),
        (None, None, Some((DeValue::String(hash), _))) => of_hash(hash).map(Given::Hash),
        _ => Err(format!("expected one of {}, got another table", forms(may_be_hash))),
    }
}

fn of_file(path: &Path) -> Result<Given, String> {
    let shown = path.display();
    let file = fs::File::open(path)
        .map_err(|error| format!("expected a file, got an error for {shown}: {error}"))?;
    let secret = one_line::read("the file", file);
    let secret = secret.map_err(|_| format!("expected one line of text in {shown}, got something else"))?;
    if secret.expose().is_empty() {
        Err(format!("expected a secret in {shown}, got an empty line"))
    } else {
        Ok(Given::Secret(secret))
    }
}

fn of_variable(name: &str) -> Result<Given, String> {
    match std::env::var(name) {
        Ok(value) if !value.is_empty() => Ok(Given::Secret(Secret::new(value))),
        _ => Err(format!("expected a secret in the environment variable {name}, got none")),
    }
}

/// Reads a SHA-256 as base64url without padding, as `valetkey export` writes it, or as 64 hexadecimal digits.
fn of_hash(text: &str) -> Result<Sha256Hash, String> {
    let wrong = || {
        "expected a SHA-256 as 64 hexadecimal digits or 43 characters of base64url, got another text"
            .to_owned()
    };
    let is_hexadecimal = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let encoded = if is_hexadecimal {
        let byte = |place: usize| u8::from_str_radix(text.get(place..place + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..64).step_by(2).map(byte).collect();
        base64url(&bytes.ok_or_else(wrong)?)
    } else {
        text.to_owned()
    };
    serde_json::from_value(encoded.into()).map_err(|_| wrong())
}

/// Returns the text of a SHA-256 for a file.
pub(super) fn hash_text(hash: Sha256Hash) -> String {
    serde_json::to_value(hash).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_hash_reads_in_both_forms_and_a_secret_is_no_hash() {
        let hash = Sha256Hash::of(b"abc");
        let hexadecimal = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(of_hash(hexadecimal).unwrap(), hash);
        assert_eq!(of_hash(&hash_text(hash)).unwrap(), hash);
        for wrong in ["", "correct horse battery staple", &hexadecimal[..63]] {
            let refused = of_hash(wrong).unwrap_err();
            assert!(wrong.is_empty() || !refused.contains(wrong), "{refused}");
        }
    }
}
