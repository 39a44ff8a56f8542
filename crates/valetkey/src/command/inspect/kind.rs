//! What class of token this is: by `typ`, and where that says nothing by its claims.

use valetkey_jose::Decoded;

/// The class, in words.
pub(super) fn kind(decoded: &Decoded) -> &'static str {
    let typ = decoded.header.get("typ").and_then(serde_json::Value::as_str).unwrap_or_default();
    let typ = typ.to_ascii_lowercase();
    match typ.strip_prefix("application/").unwrap_or(&typ) {
        "at+jwt" => "access token (typ at+jwt, RFC 9068)",
        "logout+jwt" => "logout token (typ logout+jwt, OpenID Connect Back-Channel Logout)",
        "" | "jwt" => kind_by_claims(decoded),
        _ => "JSON Web Token of another class (see typ)",
    }
}

fn kind_by_claims(decoded: &Decoded) -> &'static str {
    let has = |claim: &str| decoded.claims.get(claim).is_some();
    if has("events") {
        "logout token (it has events)"
    } else if ["nonce", "at_hash", "auth_time", "azp"].into_iter().any(has) {
        "ID token (by its claims: OpenID Connect gives it no typ)"
    } else {
        "JSON Web Token; neither typ nor claims say which class"
    }
}
