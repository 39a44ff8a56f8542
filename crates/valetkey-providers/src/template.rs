//! Texts with `{names}` in braces.

/// Returns the names in braces, in order.
pub(crate) fn names(text: &str) -> Vec<&str> {
    pieces(text)
        .into_iter()
        .filter_map(|piece| if let Piece::Name(name) = piece { Some(name) } else { None })
        .collect()
}

/// Replaces the names that have a value. Keeps the others.
pub(crate) fn fill<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Name(name) => match value(name) {
                Some(value) => filled.push_str(value),
                None => filled.extend(["{", name, "}"]),
            },
        }
    }
    filled
}

enum Piece<'a> {
    Text(&'a str),
    Name(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}').filter(|(name, _)| is_name(name)) else {
            pieces.push(Piece::Text(&rest[..=before.len()]));
            rest = after;
            continue;
        };
        pieces.push(Piece::Text(before));
        pieces.push(Piece::Name(name));
        rest = behind;
    }
    pieces.push(Piece::Text(rest));
    pieces
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_replaced_and_others_are_kept() {
        let value = |name: &str| (name == "domain").then_some("git.example");
        assert_eq!(fill("https://{domain}/{realm}/x", value), "https://git.example/{realm}/x");
        assert_eq!(names("https://{domain}/{realm}/x"), ["domain", "realm"]);
    }

    #[test]
    fn other_texts_in_braces_are_kept() {
        assert_eq!(
            fill(r#"{"id_token":{"email":null}} {"#, |_| Some("x")),
            r#"{"id_token":{"email":null}} {"#
        );
        assert!(names("{} {Upper} {a b} }{").is_empty());
    }

    #[test]
    fn names_inside_a_value_are_not_replaced() {
        assert_eq!(fill("{a}", |_| Some("{a}")), "{a}");
    }
}
