use std::collections::BTreeSet;

use super::{
    known_keys::{KEYS, distance, nearest},
    *,
};

/// A file in a folder of its own, removed when dropped.
struct File(std::path::PathBuf);

impl std::ops::Deref for File {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = self.0.parent().map(std::fs::remove_dir_all);
    }
}

fn file(name: &str, text: &str) -> File {
    let folder = std::env::temp_dir().join(format!("valetkey-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    File(path)
}

fn variables(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn refusal(result: Result<Configuration, Failure>) -> String {
    format!("{:?}", result.expect_err("a refusal"))
}

#[test]
fn flags_win_over_environment_over_file_over_defaults() {
    let path = file(
        "order.toml",
        "issuer = \"http://localhost:1\"\n[lifetimes]\naccess_token = \"5m\"\nid_token = 61\n",
    );
    let environment = variables(&[
        ("VALETKEY_ISSUER", "http://localhost:2"),
        ("VALETKEY_LIFETIMES_ACCESS_TOKEN", "7m"),
        ("VALETKEY_TRUSTED_PROXIES", "10.0.0.0/8, 192.168.0.0/16"),
    ]);
    let flags = [("issuer", "--issuer", Some("http://localhost:3")), ("listen", "--listen", None)];
    let configuration = read(Some(&path), environment, &flags).expect("a configuration");
    assert_eq!(configuration.issuer, "http://localhost:3");
    assert_eq!(configuration.lifetimes.access_token.seconds().0, 420);
    assert_eq!(configuration.lifetimes.id_token.seconds().0, 61);
    assert_eq!(configuration.trusted_proxies.len(), 2);
    assert_eq!(configuration.listen.port(), 8080);
}

#[test]
fn another_port_alone_is_another_issuer_too() {
    let elsewhere = [("listen", "--listen", Some("127.0.0.1:9000"))];
    let configuration = read(None, [], &elsewhere).expect("a configuration");
    assert_eq!(configuration.issuer, "http://127.0.0.1:9000");
    let both = [elsewhere[0], ("issuer", "--issuer", Some("https://id.example"))];
    assert_eq!(read(None, [], &both).expect("a configuration").issuer, "https://id.example");
}

#[test]
fn an_unknown_key_is_shown_in_its_place_with_the_nearest_one() {
    let path =
        file("unknown.toml", "issuer = \"http://localhost:1\"\n\n[lifetimes]\naccess_tokens = \"5m\"\n");
    let text = refusal(read(Some(&path), [], &[]));
    for expected in [
        "unknown configuration key lifetimes.access_tokens",
        "unknown.toml:4:1",
        "did you mean lifetimes.access_token?",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

#[test]
fn a_value_of_a_wrong_form_is_shown_in_its_place() {
    for (name, text, expected) in [
        ("form.toml", "listen = \"nowhere\"\n", "form.toml:1:10"),
        ("syntax.toml", "issuer = \n", "syntax.toml:1:10"),
        ("table.toml", "keys = 3\n", "table.toml:1:8"),
        ("rule.toml", "issuer = \"http://id.example\"\n", "rule.toml:1:10"),
    ] {
        let shown = refusal(read(Some(&file(name, text)), [], &[]));
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
}

#[test]
fn a_wrong_variable_or_flag_is_named() {
    let shown = refusal(read(None, variables(&[("VALETKEY_REQUEST_BODY_LIMIT", "many")]), &[]));
    assert!(shown.contains("VALETKEY_REQUEST_BODY_LIMIT: expected a whole number"), "{shown}");
    let shown = refusal(read(None, [], &[("listen", "--listen", Some("80800"))]));
    assert!(shown.contains("--listen: "), "{shown}");
    let shown = refusal(read(None, [], &[("issuer", "--issuer", Some("http://id.example"))]));
    assert!(shown.contains("--issuer: expected") && shown.contains("http://id.example"), "{shown}");
}

#[test]
fn u15_an_unknown_variable_stops_and_a_foreign_one_does_not() {
    for (name, expected) in [
        ("VALETKEY_ISUER", "VALETKEY_ISUER is set but means nothing; did you mean VALETKEY_ISSUER?"),
        ("VALETKEY_SECRET_SAUCE", "VALETKEY_SECRET_SAUCE is set but means nothing; valetkey serve --help"),
        ("VALETKEY_PORT", "VALETKEY_PORT is set but means nothing"),
    ] {
        let shown = refusal(read(None, variables(&[(name, "hunter2")]), &[]));
        assert!(shown.contains(expected) && !shown.contains("hunter2"), "{shown}");
    }
    let foreign = variables(&[
        ("VALETKEY_LOG", "info"),
        ("VALETKEY_ISUER", ""),
        ("VALETKEYS", "x"),
        ("VALETKEY_SERVICE_HOST", "10.0.0.1"),
        ("VALETKEY_SERVICE_PORT_HTTP", "80"),
        ("VALETKEY_PORT", "tcp://10.0.0.1:80"),
        ("VALETKEY_PORT_80_TCP_ADDR", "10.0.0.1"),
    ]);
    assert!(read(None, foreign, &[]).is_ok());
}

#[test]
fn f10_an_empty_variable_is_not_set() {
    let empty = variables(&[
        ("VALETKEY_ISSUER", ""),
        ("VALETKEY_REQUEST_BODY_LIMIT", ""),
        ("VALETKEY_CONFIG", ""),
        ("VALETKEY_TRUSTED_PROXIES", ""),
    ]);
    let configuration = read(None, empty, &[]).expect("a configuration");
    assert_eq!(configuration.issuer, Configuration::default().issuer);
}

#[test]
fn f10_each_refusal_has_an_example() {
    for (name, value, expected) in [
        ("VALETKEY_LISTEN", "everywhere", "such as 8080, or an address with a port such as 127.0.0.1:8080"),
        ("VALETKEY_TRUSTED_PROXIES", "proxy", "such as 127.0.0.1 or a network such as 10.0.0.0/8"),
        ("VALETKEY_OUTBOUND_ALLOW_NETWORKS", "10.0.0.0/33", "a network such as 10.0.0.0/8"),
        ("VALETKEY_REQUEST_BODY_LIMIT", "many", "a whole number such as 65536"),
        ("VALETKEY_KEYS_ALGORITHMS", "none", "ES256"),
        ("VALETKEY_LOG_FORMAT", "xml", "`text` or `json`"),
        ("VALETKEY_LIFETIMES_GRANT", "soon", "a number with s, m, h or d such as"),
        ("VALETKEY_DANGER_LISTEN_EVERYWHERE_WITHOUT_HTTPS", "yes", "true or false"),
        ("VALETKEY_DATABASE", "valetkey.db", "such as sqlite:/var/lib/valetkey/valetkey.db"),
    ] {
        let shown = refusal(read(None, variables(&[(name, value)]), &[]));
        assert!(shown.contains(name) && shown.contains(expected), "{shown}");
    }
}

#[test]
fn the_list_of_keys_is_the_list_of_fields() {
    let fields = |text: &str| -> BTreeSet<String> {
        let error = toml::from_str::<Configuration>(text).expect_err("a refusal");
        let names = error.message().split('`').skip(3).step_by(2);
        names.map(str::to_owned).collect()
    };
    let mut expected = BTreeSet::new();
    for top in fields("no_such_key = 1\n") {
        let inner = match top.as_str() {
            "branding" | "connections" | "lifetimes" | "outbound" | "mail" | "registration" | "passwords"
            | "passkeys" | "console" | "metrics" | "keys" | "log" => {
                fields(&format!("[{top}]\nno_such_key = 1\n"))
            }
            _ => BTreeSet::new(),
        };
        if inner.is_empty() {
            expected.insert(top);
        } else {
            expected.extend(inner.into_iter().map(|key| format!("{top}.{key}")));
        }
    }
    let known: BTreeSet<String> = KEYS.iter().map(|key| key.name.to_owned()).collect();
    assert_eq!(known, expected);
}

#[test]
fn nearness_is_measured_in_letters() {
    assert_eq!(distance("issuer", "isuer"), 1);
    assert_eq!(nearest("isuer"), Some("issuer"));
    assert_eq!(nearest("access_token"), Some("lifetimes.access_token"));
    assert_eq!(nearest("completely_else"), None);
}
