//! The values that the browser keeps for us: the session cookie, the other accounts, its own name, the users who signed in with it, and
//! sealed form values.

mod known_devices;
mod language;
mod other_accounts;
mod provider_sign_ins;
mod sealed;
mod seen;
mod trusted_devices;

use ::cookie::Cookie;
use http::{HeaderMap, HeaderValue, header};
use valetkey_types::{Handle, Issuer, Seconds, TenantId};

use crate::seal::Seal;

pub(crate) use language::{chosen_language, set_language};
pub(crate) use other_accounts::OtherAccount;
pub use sealed::FormValueError;

/// The purpose of the key that seals form values.
pub const USAGE: &str = "cookies";

/// The cookies of one issuer, and the values that travel through its forms.
pub struct Cookies {
    seal: Seal,
    is_https: bool,
    path: String,
    session_name: String,
    accounts_name: String,
    kept_accounts_name: String,
    seen_name: String,
    browser_name: String,
    devices_name: String,
    trusted_name: String,
    provider_name: String,
    longest_lifetime: Seconds,
}

/// A random name that one browser keeps. What a form carries opens only in the browser it was made for.
#[derive(Clone, PartialEq, Eq)]
pub struct BrowserId(String);

impl BrowserId {
    const BYTES: usize = 32;

    /// A browser's name from fresh random bytes.
    pub fn new(random: [u8; Self::BYTES]) -> Self {
        Self(valetkey_jose::digest::base64url(&random))
    }

    /// Accepts exactly what [`BrowserId::new`] makes.
    fn parse(text: &str) -> Option<Self> {
        let bytes = valetkey_jose::digest::base64url_decode(text).ok()?;
        (bytes.len() == Self::BYTES).then(|| Self(text.to_owned()))
    }
}

impl std::fmt::Debug for BrowserId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("BrowserId(hidden)")
    }
}

impl Cookies {
    /// Maximum cookies of one name that are read: each session cookie costs a look into the database.
    const MOST_OF_A_NAME: usize = 8;
    /// Maximum accounts of one browser.
    pub(crate) const MOST_ACCOUNTS: usize = 6;

    /// The cookies of an issuer.
    ///
    /// With https at the root of its host they are `__Host-` cookies; below a path `__Secure-` ones with that path, because
    /// browsers would send a `__Host-` cookie to every neighbour on the host. On
    /// loopback http the port is part of the name, because browsers share cookies between the ports of a host. So is the
    /// name of any tenant but the default one: a browser also sends the cookies of an issuer with a shorter path.
    ///
    /// A form value is refused when it ends later than `longest_lifetime` from now: this server sealed none like that.
    pub fn new(seal: Seal, longest_lifetime: Seconds) -> Self {
        let issuer = &seal.owner().issuer;
        let path = issuer.path();
        let (prefix, mut suffix) = match (issuer.is_https(), path.is_empty()) {
            (true, true) => ("__Host-", String::new()),
            (true, false) => ("__Secure-", String::new()),
            (false, _) => ("", port_suffix(issuer)),
        };
        let tenant = &seal.owner().tenant;
        if *tenant != TenantId::default() {
            suffix = format!("{suffix}_{}", tenant.as_str());
        }
        Self {
            is_https: issuer.is_https(),
            path: if path.is_empty() { "/".to_owned() } else { path },
            session_name: format!("{prefix}valetkey_session{suffix}"),
            accounts_name: format!("{prefix}valetkey_accounts{suffix}"),
            kept_accounts_name: format!("{prefix}valetkey_kept_accounts{suffix}"),
            seen_name: format!("{prefix}valetkey_seen{suffix}"),
            browser_name: format!("{prefix}valetkey_browser{suffix}"),
            devices_name: format!("{prefix}valetkey_devices{suffix}"),
            trusted_name: format!("{prefix}valetkey_trusted{suffix}"),
            provider_name: format!("{prefix}valetkey_provider{suffix}"),
            longest_lifetime,
            seal,
        }
    }

    /// The name of the session cookie.
    pub fn session_name(&self) -> &str {
        &self.session_name
    }

    /// Returns the handles in the session cookies, in the order the browser sent them. A neighbour on our host, or below our
    /// domain, can plant a cookie of the same name for another path or domain; it must not hide ours. Anything that is no
    /// handle counts as no cookie.
    pub fn session_handles(&self, headers: &HeaderMap) -> Vec<Handle> {
        let handles = values(headers, &self.session_name).filter_map(|value| value.parse().ok());
        handles.take(Self::MOST_OF_A_NAME).collect()
    }

    /// `Set-Cookie` for a session. It ends with the browser, unless the user chose to stay signed in for this time.
    pub fn set_session(&self, handle: &Handle, kept_for: Option<Seconds>) -> HeaderValue {
        self.kept_header(Cookie::new(self.session_name.as_str(), handle.expose()), kept_for)
    }

    /// `Set-Cookie` that removes the session cookie.
    pub fn clear_session(&self) -> HeaderValue {
        self.clear(self.session_name.clone())
    }

    /// Returns the names of the browser that it carries: one, unless a neighbour planted others.
    pub fn browsers(&self, headers: &HeaderMap) -> Vec<BrowserId> {
        let browsers = values(headers, &self.browser_name).filter_map(|value| BrowserId::parse(&value));
        browsers.take(Self::MOST_OF_A_NAME).collect()
    }

    /// `Set-Cookie` that gives a browser its name. Kept sessions need it as long as themselves.
    pub fn set_browser(&self, browser: &BrowserId, kept_for: Option<Seconds>) -> HeaderValue {
        self.kept_header(Cookie::new(self.browser_name.as_str(), browser.0.clone()), kept_for)
    }

    fn clear(&self, name: String) -> HeaderValue {
        self.kept_header(Cookie::new(name, ""), Some(Seconds(0)))
    }

    fn kept_header(&self, mut cookie: Cookie<'_>, kept_for: Option<Seconds>) -> HeaderValue {
        if let Some(kept_for) = kept_for {
            cookie.set_max_age(::cookie::time::Duration::seconds(kept_for.0.max(0)));
        }
        self.header(cookie)
    }

    fn header(&self, mut cookie: Cookie<'_>) -> HeaderValue {
        cookie.set_path(self.path.clone());
        cookie.set_http_only(true);
        cookie.set_secure(self.is_https);
        // Names and values are ASCII of our own making, and the path comes from a parsed URL.
        HeaderValue::from_str(&with_same_site(&cookie)).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

/// Returns the text of a cookie with `SameSite=Lax` at its end. Lynx takes an attribute that it does not know for another cookie, and
/// what follows for its attributes: a `Path` behind it would be lost.
fn with_same_site(cookie: &Cookie<'_>) -> String {
    format!("{cookie}; SameSite=Lax")
}

/// Returns the values of the cookies of this name.
fn values<'h>(headers: &'h HeaderMap, name: &'h str) -> impl Iterator<Item = String> + 'h {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .filter(move |cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

fn port_suffix(issuer: &Issuer) -> String {
    let url = url::Url::parse(issuer.as_str()).ok();
    let port = url.and_then(|url| url.port_or_known_default()).unwrap_or_default();
    format!("_{port}")
}

#[cfg(test)]
mod tests;
