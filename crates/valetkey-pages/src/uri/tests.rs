use super::{host_of, safe_uri};
use crate::{Frame, Language};

#[test]
fn https_and_loopback_pass_unchanged() {
    for uri in [
        "https://notes.example/Path?q=1#Part",
        "HTTPS://Notes.Example/",
        "http://localhost:8080/callback",
        "http://notes.localhost:3000/",
        "http://127.0.0.1:49152/cb",
        "http://[::1]:8080/",
        "http://[::1]",
    ] {
        assert_eq!(safe_uri(uri).as_deref(), Some(uri));
    }
}

#[test]
fn xs4_everything_else_is_dropped() {
    for uri in [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjava\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "/path",
        "https:evil.example",
        "https:///evil.example",
        "https:\\\\evil.example",
        "https://notes.example\\@evil.example/",
        "http://evil.example/",
        "http://localhost.evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "http://localhost:80@evil.example/",
        "http://[::1].evil.example/",
        "http://128.0.0.1/",
        "com.example.notes:/callback",
    ] {
        assert_eq!(safe_uri(uri), None, "{uri:?}");
    }
}

#[test]
fn xs4_control_bytes_are_removed_before_the_decision() {
    assert_eq!(safe_uri("\u{1}ht\ntps://notes.example/\r\n").as_deref(), Some("https://notes.example/"));
    assert_eq!(safe_uri("java\u{0}script:https://notes.example"), None);
}

#[test]
fn an_unsafe_form_target_becomes_the_front_page() {
    let frame = Frame::new(Language::English, "/tenant");
    assert_eq!(frame.own_uri("/tenant/login?x=1"), "/tenant/login?x=1");
    assert_eq!(frame.own_uri("https://issuer.example/login"), "https://issuer.example/login");
    for uri in ["", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"] {
        assert_eq!(frame.own_uri(uri), "/tenant/", "{uri:?}");
    }
}

#[test]
fn the_host_shown_is_the_host_that_the_browser_opens() {
    assert_eq!(host_of("https://notes.example:8443/a?b").as_deref(), Some("notes.example:8443"));
    assert_eq!(host_of("https://bank.example@evil.example/").as_deref(), Some("evil.example"));
    assert_eq!(host_of("javascript:alert(1)"), None);
}
