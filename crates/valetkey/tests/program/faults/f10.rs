//! F10: messages have the allowed values and an example of ours; an empty variable is not set.

use crate::support::{
    folder::Folder,
    http::get,
    program::{Running, command, finish, run},
};

#[test]
fn f10_each_refusal_has_an_example() {
    let folder = Folder::new();
    for (words, expected) in [
        (
            &["serve", "--listen", "everywhere"][..],
            "such as 8080, or an address with a port such as 127.0.0.1:8080",
        ),
        (&["demo", "--port", "http"], "expected a port such as 9080"),
        (&["provider", "imitate", "--listen", "nowhere"], "such as 8080, or an address with a port"),
        (
            &["client", "list", "--database", "postgres://vk@127.0.0.1:1/x?sslmode=on"],
            "disable, prefer, require or verify-full",
        ),
        (&["client", "list", "--database", "valetkey.db"], "such as sqlite:/var/lib/valetkey/valetkey.db"),
    ] {
        let refused = run(&folder, words);
        assert!(refused.refusal(2).contains(expected), "{words:?}: {}", refused.stderr);
    }
    for (name, value, expected) in [
        ("VALETKEY_TRUSTED_PROXIES", "proxy", "an address such as 127.0.0.1 or a network such as 10.0.0.0/8"),
        ("VALETKEY_REQUEST_BODY_LIMIT", "many", "a whole number such as 65536"),
        ("VALETKEY_LOG_FORMAT", "xml", "text"),
        ("VALETKEY_LOG", "loud=x", "VALETKEY_LOG: expected a level"),
    ] {
        let mut list = command(&folder, &["client", "list"]);
        list.env(name, value);
        let refused = finish(list, "");
        assert!(refused.refusal(2).contains(expected), "{name}: {}", refused.stderr);
    }
}

#[test]
fn f10_verify_full_is_taken() {
    let address = "postgres://vk@127.0.0.1:1/x?sslmode=verify-full";
    let refused = run(&Folder::new(), &["client", "list", "--database", address]);
    // It gets as far as the network.
    assert!(!refused.refusal(1).contains("sslmode"), "{}", refused.stderr);
}

#[test]
fn f10_an_empty_variable_is_not_set_and_a_proxy_is_an_address() {
    let folder = Folder::new();
    let mut serve = command(&folder, &["serve", "--listen", "127.0.0.1:0"]);
    for name in [
        "ISSUER",
        "DATABASE",
        "LISTEN",
        "CONFIG",
        "LOG",
        "LOG_FORMAT",
        "REQUEST_BODY_LIMIT",
        "KEYS_ALGORITHMS",
    ] {
        serve.env(format!("VALETKEY_{name}"), "");
    }
    serve.env("VALETKEY_TRUSTED_PROXIES", "127.0.0.1");
    assert_eq!(Running::start(serve).stop().0, Some(0));
}

#[test]
fn f10_a_port_alone_is_a_port_of_this_machine() {
    let server = Running::start(command(&Folder::new(), &["serve", "--listen", "0"]));
    let listen = server.fact("listen").to_owned();
    assert!(listen.starts_with("127.0.0.1:"), "{listen}");
    assert_eq!(get(&format!("http://{listen}/health")).status, 200);
}
