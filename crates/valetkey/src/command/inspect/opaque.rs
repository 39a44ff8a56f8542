//! Texts that are no signed JSON Web Token: what they look like, and who knows more.

use super::report::{Check, Report};

/// Fewer characters have no room for what our own tokens hold.
const SHORTEST_SEALED: usize = 60;

const ASK: &str = "only its issuer knows whether it is valid: ask the introspection endpoint, as an API that is registered \
    with valetkey client add --api";

/// Describes an opaque text.
pub(super) fn report(token: &str, problem: &str) -> Report {
    let is_base64url =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let parts: Vec<&str> = token.split('.').collect();
    let (kind, check) = match parts.as_slice() {
        [""] => ("nothing", Check::wrong("form", "expected a token, got nothing")),
        [_, _, _, _, _] => {
            ("an encrypted JSON Web Token", Check::unknown("form", "only the holder of the key can read it"))
        }
        [_, _, _] => ("not a JSON Web Token, although it has three parts", Check::wrong("form", problem)),
        [one] if is_base64url(one) && one.len() >= SHORTEST_SEALED => (
            "an opaque token; opaque access tokens, refresh tokens and codes of Valetkey look like this",
            Check::unknown("form", ASK),
        ),
        _ => ("not a JSON Web Token; if it is a token, it is an opaque one", Check::unknown("form", ASK)),
    };
    Report::without_claims(kind, check)
}
