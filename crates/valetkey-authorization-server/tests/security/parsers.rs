//! Parsers and hostile input (DOS): nothing panics, and nothing takes long.

#![allow(clippy::disallowed_methods, reason = "these tests measure how long parsing takes")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use valetkey_authorization_server::{authorization::AuthorizationRequest, token::ClientCredentials};
use valetkey_jose::{JwkSet, KeySet, decode_unverified, dpop};
use valetkey_types::{
    CodeChallenge, CodeVerifier, Issuer, RawParams, Scope, encode_form, redirect_uri_matches,
    validate_redirect_uri,
};

use crate::support::*;

/// Gives one text to everything that reads what came from outside.
fn parse_everything(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(params) = RawParams::parse(bytes) {
        let _ = ClientCredentials::parse(Some(&text), &params);
        let _ = black_box(AuthorizationRequest::parse(params));
    }
    let _ = ClientCredentials::parse(Some(&format!("Basic {text}")), &RawParams::default());
    let _ = black_box(text.parse::<Scope>());
    let _ = black_box(Issuer::parse(&text));
    let _ = black_box(validate_redirect_uri(&text));
    let _ = black_box(redirect_uri_matches(&text, &text[..text.len() / 2 * usize::from(text.is_ascii())]));
    let _ = black_box(CodeChallenge::parse(&text, Some("S256")));
    let _ = black_box(CodeVerifier::parse(&text));
    let _ = black_box(decode_unverified(&text));
    if let Ok(set) = JwkSet::parse(bytes) {
        let _ = black_box(KeySet::from_jwk_set(&set));
    }
    if let Ok(params) =
        RawParams::parse(encode_form([("client_id", "app"), ("redirect_uri", &*text)]).as_bytes())
    {
        let _ = black_box(bind(params, client()));
    }
    let _ = black_box(dpop::access_token_hash(&text));
}

proptest! {
    #[test]
    fn dos6_no_bytes_make_a_parser_panic(bytes in proptest::collection::vec(1_u8.., 0..300)) {
        parse_everything(&bytes);
    }

    #[test]
    fn dos6_no_text_of_the_right_look_makes_a_parser_panic(
        text in "(https?|com\\.example)?:?/{0,3}[a-z0-9@:.\\[\\]%é]{0,20}[/?#&=+%a-f0-9 ]{0,40}",
        pairs in "([a-z_]{1,12}=[%a-f0-9+é]{0,8}&?){0,12}",
        json in "\\{(\"(keys|kty|crv|x|n|e|alg|kid)\":[\\[{]?\"?[A-Za-z0-9_-]{0,12}\"?[\\]}]?,?){0,6}\\}?",
        token in "[A-Za-z0-9_-]{0,30}\\.[A-Za-z0-9_-]{0,30}\\.?[A-Za-z0-9_=-]{0,30}",
    ) {
        for text in [text, pairs, json, token] {
            parse_everything(text.as_bytes());
        }
    }
}

/// A megabyte of whatever costs a careless parser most. With quadratic work one of these takes minutes.
#[test]
fn dos2_a_megabyte_of_anything_is_read_or_refused_quickly() {
    const LENGTH: usize = 1 << 20;
    let bombs = [
        ("dots", ".".repeat(LENGTH)),
        ("ampersands", "&".repeat(LENGTH)),
        ("equals signs", "=".repeat(LENGTH)),
        ("pairs", "a=1&".repeat(LENGTH / 4)),
        ("scopes", "openid ".repeat(LENGTH / 7)),
        ("spaces", " ".repeat(LENGTH)),
        ("percent signs", "%".repeat(LENGTH)),
        ("slashes", "/".repeat(LENGTH)),
        ("at signs", format!("https://{}", "@".repeat(LENGTH))),
        ("dot segments", format!("https://app.example{}", "/..".repeat(LENGTH / 3))),
        ("open brackets", "[".repeat(LENGTH)),
        ("deep keys", format!("{{\"keys\":{}", "[".repeat(LENGTH))),
        ("many keys", format!("{{\"keys\":[{}{{}}]}}", "{},".repeat(LENGTH / 3))),
        ("a huge exponent", format!("{{\"keys\":[],\"x\":1e{}}}", "9".repeat(LENGTH))),
        ("letters", "a".repeat(LENGTH)),
    ];
    for (name, bomb) in bombs {
        let started = Instant::now();
        parse_everything(bomb.as_bytes());
        let took = started.elapsed();
        assert!(took < Duration::from_secs(10), "{name} took {took:?}");
    }
}

/// Work grows with the length and not faster: four times the text takes at most sixteen times as long.
#[test]
fn dos4_no_pattern_makes_a_parser_go_back_again_and_again() {
    for unit in ["a", "aA1-", "%41", "a.", "/a", "a=b&", "openid "] {
        let time = |length: usize| {
            let text = unit.repeat(length);
            // The quickest of several: the others waited for the machine.
            let once = || {
                let started = Instant::now();
                parse_everything(text.as_bytes());
                started.elapsed()
            };
            (0..7).map(|_| once()).min().unwrap_or_default()
        };
        let short = time(4_000).max(Duration::from_millis(50));
        let long = time(16_000);
        assert!(long < short * 16, "{unit:?}: {short:?}, then {long:?}");
    }
}
