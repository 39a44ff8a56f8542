//! Redirect URIs (RU): hostile variations of every form that may be registered.

use url::Url;
use valetkey_types::redirect_uri_matches;

/// One of each form that a client may register.
const REGISTERED: [&str; 8] = [
    "https://app.example/callback",
    "https://app.example:8443/a/b?x=1&y=2",
    "https://app.example",
    "http://127.0.0.1/cb",
    "http://127.0.0.1:8000/cb?x=1",
    "http://[::1]:1/cb",
    "http://localhost/cb",
    "com.example.app:/cb",
];

/// What an attacker puts somewhere into an address.
const HOSTILE: [&str; 34] = [
    "@evil.example",
    ":80@evil.example",
    "@evil.example@",
    "evil.example#",
    ".evil.example",
    "\\",
    "\\@evil.example",
    "\t",
    "\n",
    "\r\n",
    "\0",
    " ",
    "%00",
    "%09",
    "%2e%2e/",
    "%252e%252e/",
    "%2f",
    "/../",
    "/./",
    "/..;/",
    ";x=1",
    "..;/",
    "//",
    "#",
    "?",
    "&x=1",
    "?x=1&x=2",
    ".",
    ":8443",
    ":65536",
    "\u{ff0e}",
    "\u{3002}",
    "é",
    "*",
];

#[test]
fn ru1_no_variation_of_any_registered_form_matches() {
    for registered in REGISTERED {
        let mut tried = 0;
        for requested in variations(registered) {
            if requested == registered || differs_in_loopback_port_only(registered, &requested) {
                continue;
            }
            tried += 1;
            assert!(!redirect_uri_matches(registered, &requested), "{registered} ~ {requested:?}");
        }
        assert!(tried > 300, "only {tried} variations of {registered}");
    }
}

/// What two parsers take for the same address is still another address, unless it is the same text.
#[test]
fn ru5_the_text_is_compared_and_not_what_a_parser_makes_of_it() {
    let mut same_to_a_parser = 0;
    for registered in REGISTERED {
        let parsed = Url::parse(registered).unwrap();
        let more = [
            registered.replacen("http", "HTTP", 1),
            registered.replacen("app.example", "app.example:443", 1),
            registered.replacen("app.example", "%61pp.example", 1),
            registered.replacen("app.example", "app\u{ff0e}example", 1),
            registered.replacen("127.0.0.1", "2130706433", 1),
            registered.replacen("127.0.0.1", "0x7f.1", 1),
            registered.replacen("[::1]", "[0:0:0:0:0:0:0:1]", 1),
            registered.replacen("/cb", "/x/../cb", 1),
            registered.replacen("/cb", "/%2e/cb", 1),
            format!(" {registered} "),
        ];
        for requested in variations(registered).into_iter().chain(more) {
            let looks_same = Url::parse(&requested).is_ok_and(|requested| requested == parsed);
            if !looks_same || requested == registered || differs_in_loopback_port_only(registered, &requested)
            {
                continue;
            }
            same_to_a_parser += 1;
            assert!(!redirect_uri_matches(registered, &requested), "{registered} ~ {requested:?}");
        }
    }
    assert!(same_to_a_parser > 100, "only {same_to_a_parser} looked the same to a parser");
}

/// Every hostile piece at every place, every character left out, doubled and in the other case.
fn variations(registered: &str) -> Vec<String> {
    let mut all = Vec::new();
    for place in 0..=registered.len() {
        let (before, after) = registered.split_at(place);
        all.extend(HOSTILE.iter().map(|piece| format!("{before}{piece}{after}")));
        let Some(letter) = after.chars().next() else { continue };
        let rest = &after[letter.len_utf8()..];
        all.push(format!("{before}{rest}"));
        all.push(format!("{before}{letter}{letter}{rest}"));
        all.push(format!("{before}{}{rest}", letter.to_ascii_uppercase()));
        all.push(format!("{before}%{:02x}{rest}", u32::from(letter)));
    }
    all
}

/// The one exception (RFC 8252 section 7.3), written a second time and in another way: the same text but for a port behind
/// the name of this machine.
fn differs_in_loopback_port_only(registered: &str, requested: &str) -> bool {
    ["http://127.0.0.1", "http://[::1]", "http://localhost"].into_iter().any(|start| {
        let without_port = |uri: &str| {
            let rest = uri.strip_prefix(start)?;
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            let port = &rest[..end];
            let is_port = port.is_empty()
                || port.strip_prefix(':').is_some_and(|digits| {
                    digits.bytes().all(|digit| digit.is_ascii_digit()) && digits.parse::<u16>().is_ok()
                });
            is_port.then(|| rest[end..].to_owned())
        };
        let registered = without_port(registered);
        registered.is_some() && registered == without_port(requested)
    })
}
