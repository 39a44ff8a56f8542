//! Reads a list of strings from the claims.

use valetkey_client::Claims;

/// Returns the strings in the list at a JSON pointer (RFC 6901); none if there is no such list.
pub(crate) fn texts_at<'a>(claims: &'a Claims, pointer: &str) -> impl Iterator<Item = &'a str> {
    let claim = pointer.strip_prefix('/').and_then(|path| {
        let (first, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
        // `Value::pointer` unescapes the remaining segments.
        claims.get(&first.replace("~1", "/").replace("~0", "~"))?.pointer(rest)
    });
    claim.and_then(|claim| claim.as_array()).into_iter().flatten().filter_map(|text| text.as_str())
}
