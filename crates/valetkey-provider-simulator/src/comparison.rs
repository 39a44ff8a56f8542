//! Compares requests with recordings and describes differences in sentences.

use crate::seen_request::SeenRequest;

/// Returns complaints about missing, extra or repeated parameters.
pub(crate) fn compare_names(expected: &[&str], seen: &[(String, String)]) -> Vec<String> {
    let has = |name: &str| seen.iter().any(|(known, _)| known == name);
    let mut complaints: Vec<String> = expected
        .iter()
        .filter(|name| !has(name))
        .map(|name| format!("expected the parameter {name}, got none"))
        .collect();
    for (place, (name, _)) in seen.iter().enumerate() {
        if !expected.contains(&name.as_str()) {
            complaints.push(format!("expected no parameter {name}, got one"));
        }
        if seen.iter().take(place).any(|(known, _)| known == name) {
            complaints.push(format!("expected the parameter {name} once, got it again"));
        }
    }
    complaints
}

/// Returns complaints about headers. Accepts any user agent, and any `accept` header with JSON; other headers have a fixed value.
pub(crate) fn compare_headers<'a>(
    expected: impl IntoIterator<Item = (&'a str, String)>,
    seen: &SeenRequest,
) -> Vec<String> {
    let wrong = |(name, value): (&'a str, String)| {
        let fits = match (name, seen.header(name)) {
            (_, None) => return Some(format!("expected the header {name}, got none")),
            ("user-agent", Some(seen)) => !seen.trim().is_empty(),
            ("accept", Some(seen)) => seen.contains("json") || seen.contains("*/*"),
            ("content-type", Some(_)) => seen.media_type() == value,
            (_, Some(seen)) => seen == value,
        };
        // The value may contain a token, so it is not printed.
        (!fits).then(|| match shape(&value) {
            _ if name == "user-agent" => "expected the header user-agent to name the application".to_owned(),
            Some(shape) => format!("expected the header {name} to be {shape}, got something else"),
            None => format!("expected the header {name} with its documented value, got another one"),
        })
    };
    expected.into_iter().filter_map(wrong).collect()
}

/// Returns the scheme of a credential, if the value looks like one.
fn shape(value: &str) -> Option<String> {
    let (scheme, _) = value.split_once(' ')?;
    scheme.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| format!("`{scheme} …`"))
}

/// Returns an untrusted text, shortened and without control characters.
pub(crate) fn shown(text: &str) -> String {
    format!("{:?}", text.chars().filter(|letter| !letter.is_control()).take(100).collect::<String>())
}
