//! A list of texts somewhere in the claims.

use valetkey_client::Claims;

/// The texts of the list that a JSON pointer (RFC 6901) names; none if there is no such list.
pub(crate) fn texts_at<'a>(claims: &'a Claims, pointer: &str) -> impl Iterator<Item = &'a str> {
    let claim = pointer.strip_prefix('/').and_then(|path| {
        let (first, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
        // `Value::pointer` undoes the escapes of the rest.
        claims.get(&first.replace("~1", "/").replace("~0", "~"))?.pointer(rest)
    });
    claim.and_then(|claim| claim.as_array()).into_iter().flatten().filter_map(|text| text.as_str())
}
