//! Checks addresses for links, images and form targets.

/// Returns `raw` if it is safe as the address of a link, an image or a form, otherwise `None`.
///
/// Accepts `https` anywhere and `http` on this machine (`localhost`, `*.localhost`, `127.0.0.0/8`, `[::1]`). Removes control
/// bytes and surrounding spaces first, as browsers do, so `java\nscript:` is refused. Compares
/// scheme and host in lower case; the result keeps the original spelling.
pub fn safe_uri(raw: &str) -> Option<String> {
    let cleaned: String = raw.chars().filter(|character| !character.is_control()).collect();
    let cleaned = cleaned.trim();
    let lower = cleaned.to_ascii_lowercase();
    let is_safe = if let Some(rest) = lower.strip_prefix("https://") {
        !authority(rest).is_empty() && !rest.contains('\\')
    } else if let Some(rest) = lower.strip_prefix("http://") {
        !rest.contains('\\') && is_loopback(authority(rest))
    } else {
        false
    };
    is_safe.then(|| cleaned.to_owned())
}

/// Returns host and port of an address that passes [`safe_uri`], to show to users: `notes.example`.
pub(crate) fn host_of(raw: &str) -> Option<String> {
    let safe = safe_uri(raw)?;
    let (_, rest) = safe.split_once("://")?;
    let host_and_port = authority(rest).rsplit('@').next()?;
    Some(crate::plain(host_and_port))
}

fn authority(after_scheme: &str) -> &str {
    after_scheme.split(['/', '?', '#']).next().unwrap_or_default()
}

fn is_loopback(authority: &str) -> bool {
    if authority.contains('@') {
        return false;
    }
    let (host, port) = match authority.strip_prefix("[::1]") {
        Some(port) => ("[::1]", port),
        None => match authority.find(':') {
            Some(colon) => authority.split_at(colon),
            None => (authority, ""),
        },
    };
    let is_port = port.is_empty()
        || port.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let is_host = host == "[::1]"
        || host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    is_port && is_host
}

#[cfg(test)]
mod tests;
