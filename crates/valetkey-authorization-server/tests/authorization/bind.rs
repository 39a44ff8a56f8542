//! Redirect URIs (RU): byte equality, and the port of a loopback literal.

use proptest::prelude::*;
use valetkey_authorization_server::{Check, authorization::*};
use valetkey_types::{ErrorCode, redirect_uri_matches};

use crate::support::*;

#[test]
fn ru1_a_hostile_redirect_uri_never_binds() {
    let hosts = [
        "app.example@evil.example",
        "app.example:443@evil.example",
        "user:pass@app.example",
        "app.example.",
        "APP.example",
        "app.example:443",
        "app.example:8443",
        "app.example%2eevil",
        "app.example\\@evil.example",
        "xn--app-example",
        "app.example.evil.example",
        "evilapp.example",
        "app\u{ff0e}example",
        "[::1]",
        "2130706433",
        "app.example%00.evil",
        "app.example%09",
        "127.0.0.1",
    ];
    let paths = [
        "/callback",
        "/callback/",
        "/Callback",
        "/callback?",
        "/callback#",
        "/callback?next=//evil",
        "/callback;x=1",
        "/./callback",
        "/x/../callback",
        "/x/%2e%2e/callback",
        "/x/%252e%252e/callback",
        "//callback",
        "/callback%2f",
        "/callback%00",
        "/callback ",
        "/callback\t",
        "/callback\n",
        "/callback/..;/",
        "/callback&x",
        "\\callback",
        "",
    ];
    let mut tried = 0;
    for scheme in ["https", "http", "HTTPS", "javascript", "data"] {
        for host in hosts.iter().copied().chain(["app.example"]) {
            for path in paths {
                let uri = format!("{scheme}://{host}{path}");
                if uri == CALLBACK {
                    continue;
                }
                tried += 1;
                let refused = bind(params(&[("redirect_uri", &uri)]), client());
                assert_eq!(refused.expect_err(&uri).kind, Unbound::RedirectUriMismatch, "{uri}");
            }
        }
    }
    assert!(tried > 300, "only {tried} tried");
}

#[test]
fn ru2_only_the_port_of_a_loopback_literal_may_differ() {
    for (registered, requested, matches) in [
        ("http://127.0.0.1/cb", "http://127.0.0.1:49152/cb", true),
        ("http://127.0.0.1:80/cb", "http://127.0.0.1/cb", true),
        ("http://[::1]:1/cb?x=1", "http://[::1]:2/cb?x=1", true),
        ("http://127.0.0.1/cb", "http://127.0.0.1:49152/cb2", false),
        ("http://127.0.0.1/cb", "http://127.0.0.1:49152/cb?x", false),
        ("http://127.0.0.1/cb", "https://127.0.0.1:49152/cb", false),
        ("http://127.0.0.1/cb", "http://127.0.0.1:70000/cb", false),
        ("http://127.0.0.1/cb", "http://127.0.0.1:@evil.example/cb", false),
        ("http://127.0.0.1/cb", "http://127.0.0.1:80@evil.example/cb", false),
        ("http://127.0.0.1/cb", "http://127.0.0.1.evil.example/cb", false),
        ("http://127.0.0.1/cb", "http://127.0.0.2:80/cb", false),
        ("http://localhost/cb", "http://localhost:49152/cb", false),
        ("https://127.0.0.1/cb", "https://127.0.0.1:49152/cb", false),
    ] {
        assert_eq!(redirect_uri_matches(registered, requested), matches, "{registered} ~ {requested}");
    }
}

#[test]
fn f20_the_port_of_localhost_varies_for_public_clients_only() {
    use valetkey_authorization_server::record::Client;
    let registered = vec!["http://localhost/callback".to_owned()];
    let native = Client { secret_hash: None, redirect_uris: registered.clone(), ..client() };
    let with_secret = Client { redirect_uris: registered, ..client() };
    let binds = |client: &Client, uri: &str| bind(params(&[("redirect_uri", uri)]), client.clone()).is_ok();
    for (requested, expected) in [
        ("http://localhost:58135/callback", true),
        ("http://localhost/callback", true),
        ("http://localhost:58135/other", false),
        ("http://localhost:58135/callback?x=1", false),
        ("http://localhost:70000/callback", false),
        ("http://localhost.evil.example:58135/callback", false),
        ("http://localhost:@evil.example/callback", false),
        ("http://localhost:1@evil.example/callback", false),
        ("https://localhost:58135/callback", false),
        ("http://LOCALHOST:58135/callback", false),
        ("http://127.0.0.1:58135/callback", false),
    ] {
        assert_eq!(binds(&native, requested), expected, "{requested}");
        assert_eq!(binds(&with_secret, requested), requested == "http://localhost/callback", "{requested}");
    }
}

proptest! {
    #[test]
    fn ru2_whatever_is_accepted_is_equal_or_differs_in_the_port_only(
        registered in "https?://(127\\.0\\.0\\.1|\\[::1\\]|a\\.example)(:[0-9]{1,4})?/[a-z*.%/]{0,6}",
        requested in "https?://(127\\.0\\.0\\.1|\\[::1\\]|a\\.example)(:[0-9@]{0,5})?/[a-z*.%/]{0,6}",
    ) {
        if redirect_uri_matches(&registered, &requested) && registered != requested {
            let (a, b) = (url::Url::parse(&registered).unwrap(), url::Url::parse(&requested).unwrap());
            prop_assert!(registered.starts_with("http://127.0.0.1") || registered.starts_with("http://[::1]"));
            prop_assert_eq!(a.host(), b.host());
            prop_assert_eq!((a.path(), a.query(), a.scheme()), (b.path(), b.query(), b.scheme()));
            prop_assert_eq!((b.username(), b.password()), ("", None));
        }
    }
}

#[test]
fn ru3_nothing_in_a_registered_uri_is_a_pattern() {
    for registered in
        ["https://a.example/.*", "https://a.example/\\d", "https://a.example/[a-z]", "https://a.example/%"]
    {
        let client = valetkey_authorization_server::record::Client {
            redirect_uris: vec![registered.into()],
            ..client()
        };
        assert!(bind(params(&[("redirect_uri", "https://a.example/x")]), client).is_err(), "{registered}");
    }
}

#[test]
fn an_unknown_or_missing_client_is_shown_never_redirected() {
    let missing = AuthorizationRequest::parse(params(&[("client_id", "")]));
    let missing = missing.expect_err("no client");
    assert_eq!((missing.kind, missing.refusal.error), (Unbound::BadRequest, ErrorCode::InvalidRequest));
    let unknown = bind_client(AuthorizationRequest::parse(params(&[])).unwrap(), None);
    let unknown = unknown.expect_err("unknown client");
    assert_eq!(
        (unknown.kind, unknown.refusal.error),
        (Unbound::UnknownClient, ErrorCode::UnauthorizedClient)
    );
    assert_eq!(unknown.refusal.reason.check, Check::ClientId);
    let foreign = bind(params(&[("redirect_uri", "https://evil.example/")]), client()).expect_err("foreign");
    assert_eq!(foreign.refusal.error, ErrorCode::InvalidRequest);
    assert_eq!(foreign.refusal.reason.check, Check::RedirectUri);
}

#[test]
fn a_redirect_uri_may_be_left_out_only_when_there_is_no_choice_and_no_id_token() {
    let plain = [("redirect_uri", ""), ("scope", "notes.read")];
    assert_eq!(bind(params(&plain), client()).unwrap().target().redirect_uri(), CALLBACK);
    assert!(bind(params(&[("redirect_uri", "")]), client()).is_err());
    let mut two = client();
    two.redirect_uris.push("https://app.example/other".into());
    assert!(bind(params(&plain), two).is_err());
}
