//! Secrets that a script passes through stdin.

use std::io::Read;

use valetkey_types::Secret;

use crate::failure::Failure;

/// More than any secret.
const LONGEST_INPUT: u64 = 4096;

/// Reads one line. Further lines are refused: they are a mistake that nobody would find before the secret is used.
///
/// # Errors
/// A usage failure that names the option, or what the system says.
pub(crate) fn read(option: &str, input: impl Read) -> Result<Secret, Failure> {
    let mut text = String::new();
    input.take(LONGEST_INPUT).read_to_string(&mut text)?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.contains(['\n', '\r']) {
        return Err(Failure::usage(format!("{option} expects one line, got several")));
    }
    Ok(Secret::new(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_with_or_without_its_end() {
        for text in ["correct horse", "correct horse\n", "correct horse\r\n"] {
            assert_eq!(read("--x", text.as_bytes()).expect("a secret").expose(), "correct horse");
        }
        assert_eq!(
            read("--x", "  spaces count \n".as_bytes()).expect("a secret").expose(),
            "  spaces count "
        );
        assert!(read("--x", "one\ntwo\n".as_bytes()).is_err());
    }
}
