//! The cookies of sign-ins that wait for a provider: one per sign-in, named after its `state`.

use ::cookie::Cookie;
use http::{HeaderMap, HeaderValue, header};
use valetkey_jose::digest::sha256;
use valetkey_types::Seconds;

use super::{Cookies, values};

/// Maximum sign-ins of one browser that wait at the same time; the others are dropped.
const MOST: usize = 4;

impl Cookies {
    /// `Set-Cookie` for a sign-in that waits.
    pub(crate) fn set_provider_sign_in(&self, state: &str, sealed: &str, lifetime: Seconds) -> HeaderValue {
        let mut cookie = Cookie::new(self.provider_name(state), sealed);
        cookie.set_max_age(::cookie::time::Duration::seconds(lifetime.0));
        self.header(cookie)
    }

    /// `Set-Cookie` that removes a sign-in, once it is answered.
    pub(crate) fn clear_provider_sign_in(&self, state: &str) -> HeaderValue {
        self.clear(self.provider_name(state))
    }

    /// Returns the sealed sign-ins with this `state`: one, unless a neighbour planted others.
    pub(crate) fn provider_sign_ins(&self, headers: &HeaderMap, state: &str) -> Vec<String> {
        values(headers, &self.provider_name(state)).take(Self::MOST_OF_A_NAME).collect()
    }

    /// `Set-Cookie`s that remove older sign-ins, so that one more fits into the headers of a request.
    pub(crate) fn clear_superfluous_provider_sign_ins(&self, headers: &HeaderMap) -> Vec<HeaderValue> {
        let prefix = format!("{}_", self.provider_name);
        let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookies = all.flat_map(Cookie::split_parse).filter_map(Result::ok);
        let mut names: Vec<String> =
            cookies.map(|cookie| cookie.name().to_owned()).filter(|name| name.starts_with(&prefix)).collect();
        // Browsers send older cookies first (RFC 6265 section 5.4).
        names.truncate((names.len() + 1).saturating_sub(MOST));
        names.into_iter().map(|name| self.clear(name)).collect()
    }

    fn provider_name(&self, state: &str) -> String {
        let hash = sha256(state.as_bytes());
        let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("{}_{digits}", self.provider_name)
    }
}
