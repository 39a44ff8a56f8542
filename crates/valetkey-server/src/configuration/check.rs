//! Checks a configuration: single values, and values that contradict each other.

use std::collections::BTreeSet;

use url::Url;
use valetkey_jose::Algorithm;
use valetkey_types::{Issuer, IssuerError, Seconds};

use super::{Configuration, Duration};

/// One thing that stops the start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: expected {expected}, got {seen}")]
pub struct ConfigurationProblem {
    /// The key, with its table: `lifetimes.access_token`.
    pub key: String,
    /// The expected value.
    pub expected: String,
    /// The configured value.
    pub seen: String,
}

pub(super) type Problems = Vec<ConfigurationProblem>;

pub(super) fn check(configuration: &Configuration) -> Problems {
    let mut problems = Vec::new();
    match issuer(configuration) {
        Ok(issuer) => {
            check_listen(configuration, &issuer, &mut problems);
            configuration.passkeys.check(&issuer, &mut problems);
        }
        Err(problem) => problems.push(problem),
    }
    check_connections(configuration, &mut problems);
    check_lifetimes(configuration, &mut problems);
    check_keys(configuration, &mut problems);
    check_files(configuration, &mut problems);
    configuration.mail.check(&mut problems);
    configuration.metrics.check(configuration, &mut problems);
    problems.extend(configuration.branding.look().err());
    configuration.registration.check(configuration.mail.is_on(), &mut problems);
    configuration.passwords.check(&mut problems);
    let limit = configuration.request_body_limit;
    if !(1024..=16 * 1024 * 1024).contains(&limit) {
        problems.push(problem("request_body_limit", "1024 to 16777216 bytes", limit));
    }
    problems
}

pub(super) fn issuer(configuration: &Configuration) -> Result<Issuer, ConfigurationProblem> {
    let text = &configuration.issuer;
    if text.contains('@') {
        let expected = "a URL like https://id.example, without a user or a password";
        return Err(problem(
            "issuer",
            expected,
            "a text with an @ (not shown, because it may hold a password)",
        ));
    }
    let issuer = Issuer::parse(text).map_err(|error| problem("issuer", wish(&error), text))?;
    if text.ends_with('/') {
        return Err(problem("issuer", &format!("no slash at the end: {}", text.trim_end_matches('/')), text));
    }
    // One spelling: no default port, no capital letters in the host, no dot segments, nothing to encode.
    let canonical =
        Url::parse(text).map(|url| url.as_str().trim_end_matches('/').to_owned()).unwrap_or_default();
    if canonical != *text {
        return Err(problem("issuer", &canonical, text));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
    let path = issuer.path();
    if !path.bytes().all(plain) || path.contains("//") {
        let expected = "a path of plain segments (letters, digits, - _ . ~)";
        return Err(problem("issuer", expected, text));
    }
    Ok(issuer)
}

/// The expected value, as text after the word "expected".
fn wish(error: &IssuerError) -> &'static str {
    match error {
        IssuerError::NotAUrl(_) => "a URL like https://id.example",
        IssuerError::NotHttps(_) => "https (plain http only on 127.0.0.1, [::1] or localhost)",
        IssuerError::Decorated(_) => "a URL without query, fragment or user information",
    }
}

/// Passwords and codes in the clear stay on this machine, or between it and a proxy that was named.
fn check_listen(configuration: &Configuration, issuer: &Issuer, problems: &mut Problems) {
    let listen = configuration.listen;
    let has_proxy = issuer.is_https() && !configuration.trusted_proxies.is_empty();
    let in_the_clear = !listen.ip().is_loopback() && !has_proxy;
    match (in_the_clear, configuration.danger_listen_everywhere_without_https) {
        (true, false) => problems.push(problem("listen", wanted_listen(issuer), listen)),
        (false, true) => problems.push(problem(
            "danger_listen_everywhere_without_https",
            "false, because the address is this machine's own or trusted_proxies names the proxy in front",
            true,
        )),
        _ => {}
    }
}

fn wanted_listen(issuer: &Issuer) -> &'static str {
    if issuer.is_https() {
        "an address of this machine itself such as 127.0.0.1, because this server speaks plain http: either put the proxy \
         that speaks TLS on this machine, or name its network in trusted_proxies, such as [\"10.0.0.5/32\"]"
    } else {
        "an address of this machine itself such as 127.0.0.1 while the issuer is http; with an https issuer, put a proxy \
         that speaks TLS in front and name its network in trusted_proxies"
    }
}

fn check_connections(configuration: &Configuration, problems: &mut Problems) {
    let connections = &configuration.connections;
    for (key, value, least) in [
        ("connections.maximum", connections.maximum, 16),
        ("connections.maximum_per_address", connections.maximum_per_address, 1),
    ] {
        if !(least..=1_000_000).contains(&value) {
            problems.push(problem(key, &format!("{least} to 1000000"), value));
        }
    }
    if !(1..=3600).contains(&connections.idle_timeout.seconds().0) {
        problems.push(problem("connections.idle_timeout", "1s to 1h", connections.idle_timeout));
    }
}

fn check_lifetimes(configuration: &Configuration, problems: &mut Problems) {
    let lifetimes = &configuration.lifetimes;
    let ranges: [(&str, Duration, &str, &str); 8] = [
        ("authorization_code", lifetimes.authorization_code, "1s", "10m"),
        ("access_token", lifetimes.access_token, "1s", "1d"),
        ("id_token", lifetimes.id_token, "1s", "1d"),
        ("refresh_token_idle", lifetimes.refresh_token_idle, "1m", "3650d"),
        ("grant", lifetimes.grant, "1m", "3650d"),
        ("session", lifetimes.session, "1m", "365d"),
        ("interaction", lifetimes.interaction, "1m", "1d"),
        ("event", lifetimes.event, "1d", "3650d"),
    ];
    for (key, value, least, most) in ranges {
        let bound = |text: &str| text.parse::<Duration>().unwrap_or(value);
        if value < bound(least) || value > bound(most) {
            problems.push(problem(&format!("lifetimes.{key}"), &format!("{least} to {most}"), value));
        }
    }
    for (key, value) in [("kept_session", lifetimes.kept_session), ("session_idle", lifetimes.session_idle)] {
        let bound = |text: &str| text.parse::<Duration>().unwrap_or(value);
        if value.seconds() != Seconds(0) && (value < bound("1m") || value > bound("365d")) {
            problems.push(problem(&format!("lifetimes.{key}"), "0, or 1m to 365d", value));
        }
    }
    if lifetimes.refresh_token_idle > lifetimes.grant {
        let expected = format!("at most lifetimes.grant ({})", lifetimes.grant);
        problems.push(problem("lifetimes.refresh_token_idle", &expected, lifetimes.refresh_token_idle));
    }
}

fn check_keys(configuration: &Configuration, problems: &mut Problems) {
    let keys = &configuration.keys;
    let makes = [Algorithm::ES256, Algorithm::ES384, Algorithm::EdDSA, Algorithm::RS256, Algorithm::PS256];
    let names = || makes.map(Algorithm::as_str).join(", ");
    if keys.algorithms.is_empty() {
        problems.push(problem("keys.algorithms", &format!("at least one of {}", names()), "none"));
    }
    let mut seen = BTreeSet::new();
    for algorithm in &keys.algorithms {
        if !makes.contains(algorithm) {
            problems.push(problem("keys.algorithms", &format!("one of {}", names()), algorithm));
        } else if !seen.insert(*algorithm) {
            problems.push(problem("keys.algorithms", "each algorithm once", format!("{algorithm} twice")));
        }
    }
    let least: Duration = Seconds::days(2).into();
    if keys.rotate_every < least {
        let expected = "at least 2d, because a key is published a day before it signs";
        problems.push(problem("keys.rotate_every", expected, keys.rotate_every));
    }
}

fn check_files(configuration: &Configuration, problems: &mut Problems) {
    let current = configuration.encryption_key_path();
    if configuration.previous_encryption_key_files.contains(&current) {
        let expected = "other files than the encryption key";
        problems.push(problem("previous_encryption_key_files", expected, current.display()));
    }
    if let super::Database::Sqlite(database) = &configuration.database
        && configuration.encryption_key_path() == *database
    {
        problems.push(problem("encryption_key_file", "another file than the database", database.display()));
    }
}

pub(super) fn problem(key: &str, expected: &str, seen: impl std::fmt::Display) -> ConfigurationProblem {
    ConfigurationProblem { key: key.to_owned(), expected: expected.to_owned(), seen: seen.to_string() }
}
