//! Redirect URIs: the rules for their registration and their comparison (RFC 9700 section 4.1.3).

use url::Url;

/// The reason why a redirect URI can't be registered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RedirectUriError {
    /// The text is not an absolute URI.
    #[error("expected an absolute URI like https://app.example/callback, got {0:?}")]
    NotAbsolute(String),
    /// The URI has a fragment (RFC 6749 section 3.1.2).
    #[error("a redirect URI has no fragment, got {0:?}")]
    Fragment(String),
    /// The URI has a user name or a password.
    #[error("a redirect URI has no user information, got {0:?}")]
    UserInformation(String),
    /// The URI is http on a host that is not loopback.
    #[error("expected https (plain http only on 127.0.0.1, [::1] or localhost), got {0:?}")]
    PlainHttp(String),
    /// The scheme runs code or reads local data, or it is a private-use scheme without a dot (RFC 8252 section 7.1).
    #[error(
        "expected https, loopback http or a private-use scheme with a dot such as com.example.app, got {0:?}"
    )]
    Scheme(String),
    /// The URI contains an invalid character, or a `*`. Patterns are not supported.
    #[error("{1:?} has no place in a redirect URI (patterns do not exist here): {0:?}")]
    Character(String, char),
}

/// Checks whether a URI may be registered as a redirect URI. The text is stored unchanged.
pub fn validate_redirect_uri(value: &str) -> Result<(), RedirectUriError> {
    let owned = || value.to_owned();
    let odd = |c: char| {
        c.is_control() || c.is_whitespace() || !c.is_ascii() || matches!(c, '*' | '\\' | '<' | '>' | '"')
    };
    if let Some(character) = value.chars().find(|c| odd(*c)) {
        return Err(RedirectUriError::Character(owned(), character));
    }
    let url = Url::parse(value).map_err(|_| RedirectUriError::NotAbsolute(owned()))?;
    if value.contains('#') {
        return Err(RedirectUriError::Fragment(owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(RedirectUriError::UserInformation(owned()));
    }
    match url.scheme() {
        "https" if url.has_host() => Ok(()),
        "http" if url.host_str().is_some_and(is_loopback_host) => Ok(()),
        "http" => Err(RedirectUriError::PlainHttp(owned())),
        scheme if scheme.contains('.') => Ok(()),
        _ => Err(RedirectUriError::Scheme(owned())),
    }
}

/// Returns whether a requested redirect URI matches the registered one. They must be equal byte for byte; if the registered URI
/// is http with a loopback address literal, the port may differ (RFC 8252 section 7.3).
pub fn redirect_uri_matches(registered: &str, requested: &str) -> bool {
    registered == requested || differs_only_in_port(registered, requested, &LOOPBACK_LITERALS)
}

/// Returns whether a redirect URI of a native application matches the registered one. The rules are those of
/// [`redirect_uri_matches`], and the port of `localhost` may differ too. RFC 8252 section 8.3 advises against that name, but
/// native tools use it.
pub fn native_redirect_uri_matches(registered: &str, requested: &str) -> bool {
    redirect_uri_matches(registered, requested)
        || differs_only_in_port(registered, requested, &["http://localhost"])
}

/// Returns whether a host is this machine: `localhost`, an address in 127.0.0.0/8, or `[::1]`.
pub fn is_loopback_host(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    bare == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

const LOOPBACK_LITERALS: [&str; 2] = ["http://127.0.0.1", "http://[::1]"];

fn differs_only_in_port(registered: &str, requested: &str, hosts: &[&str]) -> bool {
    hosts.iter().any(|host| {
        let registered = registered.strip_prefix(host).and_then(after_port);
        let requested = requested.strip_prefix(host).and_then(after_port);
        registered.is_some() && registered == requested
    })
}

/// Returns the text after an optional port: the path and the query, or an empty text. `None` if the host name continues.
fn after_port(rest: &str) -> Option<&str> {
    let rest = match rest.strip_prefix(':') {
        Some(port_and_rest) => {
            let digits = port_and_rest.bytes().take_while(u8::is_ascii_digit).count();
            port_and_rest.get(..digits)?.parse::<u16>().ok()?;
            port_and_rest.get(digits..)?
        }
        None => rest,
    };
    (rest.is_empty() || rest.starts_with('/') || rest.starts_with('?')).then_some(rest)
}
