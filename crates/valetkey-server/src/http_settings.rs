//! Limits of a request, and the proxies that are trusted about its origin.

use std::time::Duration;

use ipnet::IpNet;

/// Limits of one request and the proxies in front of us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpSettings {
    /// The longest request body in bytes. Longer ones get 413.
    pub request_body_limit: usize,
    /// How long one request may take, from its headers to the head of the answer.
    pub request_timeout: Duration,
    /// Networks of proxies whose `X-Forwarded-For` is believed: for the address in the log and for the limits of an address.
    pub trusted_proxies: Vec<IpNet>,
}

impl Default for HttpSettings {
    /// 64 KiB, 30 seconds, nobody.
    fn default() -> Self {
        Self {
            request_body_limit: 64 * 1024,
            request_timeout: Duration::from_secs(30),
            trusted_proxies: Vec::new(),
        }
    }
}
