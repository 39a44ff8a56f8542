use super::*;

#[test]
fn plain_values_are_accepted() {
    for host in ["github.com", "git.example.com:8443", "127.0.0.1", "a-b.example", "xn--bcher-kva.example"] {
        assert!(VariableForm::Host.accepts(host), "{host}");
    }
    for segment in
        ["9188040d-6c67-4c5b-b112-36a304b66dad", "common", "Main_Realm", "2024-10", "eu-west-1_aBc"]
    {
        assert!(VariableForm::Segment.accepts(segment), "{segment}");
    }
    for address in [
        "https://id.example",
        "https://id.example:8443/auth",
        "http://127.0.0.1:8080",
        "http://localhost:1/x",
    ] {
        assert!(VariableForm::Address.accepts(address), "{address}");
    }
    assert!(VariableForm::Label.accepts("my-shop"));
}

#[test]
fn a_value_that_would_change_the_host_is_refused() {
    for host in [
        "",
        "evil.example/",
        "evil.example#",
        "evil.example?x=",
        "user@evil.example",
        "evil.example\\",
        "a b",
        "-a.example",
        "a-.example",
        ".example",
        "example.",
        "a..b",
        "EXAMPLE.com",
        "host:0",
        "host:99999",
        "host:",
        "host:+80",
        "host:80:80",
        "{domain}",
        "a\r\nHost: b",
        "b\u{fc}cher.example",
        "%65vil.example",
        "[::1]",
    ] {
        assert!(!VariableForm::Host.accepts(host), "{host:?}");
    }
    assert!(!VariableForm::Host.accepts(&"a".repeat(64)));
    assert!(!VariableForm::Host.accepts(&"a.".repeat(127).trim_end_matches('.').repeat(2)));
}

#[test]
fn a_label_with_dots_is_refused() {
    for label in ["evil.example", "evil.example/", "", "Shop", "shop_1", "-shop"] {
        assert!(!VariableForm::Label.accepts(label), "{label:?}");
    }
}

#[test]
fn a_segment_with_a_slash_is_refused() {
    for segment in
        ["", ".", "..", "a/b", "a?b", "a#b", "a%2fb", "a\\b", "a b", "{tenantid}", "a\nb", "\u{e9}"]
    {
        assert!(!VariableForm::Segment.accepts(segment), "{segment:?}");
    }
    assert!(!VariableForm::Segment.accepts(&"a".repeat(101)));
}

#[test]
fn an_address_must_be_https_with_only_host_and_path() {
    for address in [
        "id.example",
        "http://id.example",
        "http://10.0.0.1",
        "http://localhost.evil.example",
        "https://user@id.example",
        "https://user:word@id.example",
        "https://id.example/",
        "https://id.example?x",
        "https://id.example#x",
        "https://id.example/a/../b",
        "https://id.example/.",
        "https://ID.example",
        "https://id.example:443",
        "https://id.example\\@evil.example",
        "https:/id.example",
        "https://",
        "file:///etc/passwd",
        "javascript:alert",
        " https://id.example",
        "https://id.example/{realm}",
    ] {
        assert!(!VariableForm::Address.accepts(address), "{address:?}");
    }
}
