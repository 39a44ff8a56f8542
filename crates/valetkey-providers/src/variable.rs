//! Checks the values of the variables in a preset's addresses.

use url::{Host, Url};

use crate::VariableForm;

impl VariableForm {
    /// Returns the expected form of a value, for error messages.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Host => "a host name in lower case, such as `id.example.com`, with an optional port",
            Self::Label => "one label of a host name: lower-case letters, digits and hyphens",
            Self::Segment => "letters, digits, `.`, `_`, `~` and `-`, at most 100",
            Self::Address => "an https address without user, query, fragment and final slash",
            Self::Issuer => "an https address without user, query and fragment",
        }
    }

    /// Returns `true` if a value is allowed. An allowed value can't change other parts of the address.
    pub fn accepts(self, value: &str) -> bool {
        match self {
            Self::Host => is_host(value),
            Self::Label => is_label(value),
            Self::Segment => is_segment(value),
            Self::Address => is_address(value),
            Self::Issuer => is_address(value.strip_suffix('/').unwrap_or(value)),
        }
    }
}

fn is_host(value: &str) -> bool {
    let (host, port) = value.split_once(':').map_or((value, None), |(host, port)| (host, Some(port)));
    let port_fits = port.is_none_or(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit())
            && !port.starts_with('0')
            && port.parse::<u16>().is_ok()
    });
    port_fits && host.len() <= 253 && host.split('.').all(is_label)
}

fn is_label(value: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&value.len())
        && value.bytes().all(inner)
        && !value.starts_with('-')
        && !value.ends_with('-')
}

fn is_segment(value: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte);
    (1..=100).contains(&value.len()) && value.bytes().all(allowed) && value != "." && value != ".."
}

fn is_address(value: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._~-/:[]".contains(&byte);
    let dots = value.split('/').any(|segment| segment == "." || segment == "..");
    let Ok(url) = Url::parse(value) else { return false };
    // The parser may add a slash after the host. Any other change means that the value is not a clean address.
    let same = url.as_str() == value || url.as_str() == format!("{value}/");
    value.bytes().all(allowed) && !dots && same && !value.ends_with('/') && is_safe(&url)
}

/// Returns `true` if an address is https, or http on this machine, and contains no user.
pub(crate) fn is_safe(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => return false,
    };
    let scheme = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    scheme && url.username().is_empty() && url.password().is_none()
}

#[cfg(test)]
mod tests;
