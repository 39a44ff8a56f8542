//! `resource`: the identifier of a resource server (RFC 8707 section 2).

/// Returns whether two resource identifiers are equal byte for byte, apart from the slash of an empty path.
///
/// `https://api.example` and `https://api.example/` are the same resource (RFC 3986 section 6.2.3). All other differences
/// count: case, ports, and the slash after a path.
pub fn same_resource(one: &str, other: &str) -> bool {
    one == other || is_root_of(one, other) || is_root_of(other, one)
}

/// Returns whether `long` is `short` followed by the slash of the root.
fn is_root_of(long: &str, short: &str) -> bool {
    let authority = short.strip_prefix("https://").or_else(|| short.strip_prefix("http://"));
    authority.is_some_and(|authority| !authority.is_empty() && !authority.contains(['/', '?', '#']))
        && long.strip_suffix('/') == Some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c8_only_the_slash_at_the_root_is_ignored() {
        for (one, other, same) in [
            ("https://api.example", "https://api.example/", true),
            ("http://127.0.0.1:8000/", "http://127.0.0.1:8000", true),
            ("https://api.example/v1", "https://api.example/v1", true),
            ("https://api.example/v1", "https://api.example/v1/", false),
            ("https://api.example?x=1", "https://api.example?x=1/", false),
            ("https://api.example", "https://api.example//", false),
            ("https://api.example", "https://API.example/", false),
            ("https://api.example", "https://api.example:443/", false),
            ("https://api.example", "http://api.example/", false),
            ("urn:api", "urn:api/", false),
            ("https://", "https:///", false),
        ] {
            assert_eq!(same_resource(one, other), same, "{one} and {other}");
            assert_eq!(same_resource(other, one), same, "{other} and {one}");
        }
    }
}
