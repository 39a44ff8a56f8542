//! Finds the kind of a token: by the `typ` of its header, else by its claims.

use serde_json::Value;
use valetkey_jose::Decoded;

/// A kind of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// RFC 9068.
    AccessToken,
    /// An access token with claims and a `typ` of its issuer's own.
    OtherAccessToken,
    IdToken,
    RefreshToken,
    LogoutToken,
    /// The header names another class.
    Other,
    /// Nothing says which.
    Unknown,
}

impl Kind {
    /// The kind, in words, and how it is known.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::AccessToken => "access token (typ at+jwt, RFC 9068)",
            Self::OtherAccessToken => {
                "access token (by its claims; it does not follow RFC 9068, where typ is at+jwt)"
            }
            Self::IdToken => "ID token (by its claims: OpenID Connect gives it no typ)",
            Self::RefreshToken => "refresh token (by its claim typ): for its issuer alone",
            Self::LogoutToken => "logout token (OpenID Connect Back-Channel Logout)",
            Self::Other => "JSON Web Token of another class (see typ)",
            Self::Unknown => "JSON Web Token; neither typ nor claims say which class",
        }
    }
}

/// Tells the kind.
pub(super) fn kind(decoded: &Decoded) -> Kind {
    let typ = decoded.header.get("typ").and_then(Value::as_str).unwrap_or_default();
    let typ = typ.to_ascii_lowercase();
    match typ.strip_prefix("application/").unwrap_or(&typ) {
        "at+jwt" => Kind::AccessToken,
        "logout+jwt" => Kind::LogoutToken,
        "" | "jwt" => kind_by_claims(&decoded.claims),
        _ => Kind::Other,
    }
}

fn kind_by_claims(claims: &Value) -> Kind {
    let has = |claim: &&str| claims.get(*claim).is_some();
    // Keycloak says it in a claim.
    match claims.get("typ").and_then(Value::as_str) {
        Some("Bearer") => return Kind::OtherAccessToken,
        Some("Refresh" | "Offline") => return Kind::RefreshToken,
        Some("ID") => return Kind::IdToken,
        Some("Logout") => return Kind::LogoutToken,
        _ => {}
    }
    if has(&"events") {
        Kind::LogoutToken
    } else if ["nonce", "at_hash", "c_hash"].iter().any(has) {
        Kind::IdToken
    } else if ["scope", "scp", "client_id", "cid"].iter().any(has) {
        Kind::OtherAccessToken
    } else if ["auth_time", "azp"].iter().any(has) {
        Kind::IdToken
    } else {
        Kind::Unknown
    }
}
