use std::path::PathBuf;

use super::{Configuration, Database, Duration};

fn read(text: &str) -> Configuration {
    toml::from_str(text).unwrap()
}

/// The keys that `check` complains about.
fn complaints(text: &str) -> Vec<String> {
    read(text).check().into_iter().map(|problem| problem.key).collect()
}

#[test]
fn the_defaults_are_fine() {
    assert_eq!(Configuration::default().check(), vec![]);
    assert_eq!(read("").lifetimes(), valetkey_authorization_server::Lifetimes::default());
    assert_eq!(read("").encryption_key_path(), PathBuf::from("valetkey.db.key"));
}

#[test]
fn everything_can_be_written() {
    let configuration = read(
        r#"
        issuer = "https://id.example/tenant"
        listen = "0.0.0.0:8443"
        database = "sqlite:/var/lib/valetkey/valetkey.db"
        encryption_key_file = "/etc/valetkey/key"
        request_body_limit = 4096
        trusted_proxies = ["10.0.0.0/8"]
        [connections]
        maximum = 100
        maximum_per_address = 10
        idle_timeout = "5s"
        [lifetimes]
        authorization_code = 30
        access_token = "5m"
        grant = "90d"
        [outbound]
        allow_networks = ["192.168.0.0/16"]
        [keys]
        algorithms = ["EdDSA", "ES256"]
        rotate_every = "30d"
        [log]
        level = "debug"
        format = "json"
        [metrics]
        listen = 9464
        "#,
    );
    assert_eq!(configuration.check(), vec![]);
    assert_eq!(configuration.lifetimes().authorization_code.0, 30);
    assert_eq!(configuration.lifetimes().access_token.0, 300);
    assert_eq!(configuration.key_policy().rotate_every.0, 30 * 86_400);
    assert_eq!(configuration.key_policy().retire_after.0, 600 + 3600);
    assert_eq!(configuration.encryption_key_path(), PathBuf::from("/etc/valetkey/key"));
    assert_eq!(configuration.http_settings().request_body_limit, 4096);
    let listener = configuration.listener_settings();
    assert_eq!((listener.maximum_connections, listener.maximum_connections_per_address), (100, 10));
    assert_eq!((listener.idle_timeout.as_secs(), listener.trusted_proxies.len()), (5, 1));
    assert_eq!(configuration.metrics.listen, Some(([127, 0, 0, 1], 9464).into()));
}

#[test]
fn fo2_unknown_keys_are_refused_by_name() {
    for text in
        ["isuer = \"x\"", "[lifetimes]\ncode = 1", "[keys]\nrotate = 1", "[log]\nfile = \"x\"", "[tls]"]
    {
        let error = toml::from_str::<Configuration>(text).unwrap_err().to_string();
        assert!(error.contains("unknown field"), "{text}: {error}");
    }
}

#[test]
fn values_of_another_form_are_refused() {
    for text in [
        "listen = \"everywhere\"",
        "database = \"valetkey.db\"",
        "database = \"mysql://somewhere\"",
        "database = \"sqlite:\"",
        "database = \"sqlite::memory:\"",
        "trusted_proxies = [\"proxy\"]",
        "[keys]\nalgorithms = [\"none\"]",
        "[log]\nformat = \"xml\"",
    ] {
        assert!(toml::from_str::<Configuration>(text).is_err(), "{text}");
    }
}

#[test]
fn plain_http_stays_on_this_machine() {
    assert_eq!(complaints("issuer = \"http://id.example\""), ["issuer"]);
    assert_eq!(complaints("issuer = \"http://127.0.0.1.evil.example\""), ["issuer"]);
    assert_eq!(complaints("issuer = \"http://localhost:8080\""), [""; 0]);
    assert_eq!(complaints("issuer = \"http://[::1]:8080\"\nlisten = \"[::1]:8080\""), [""; 0]);
    assert_eq!(complaints("listen = \"0.0.0.0:8080\""), ["listen"]);
    assert_eq!(complaints("listen = \"[::]:8080\""), ["listen"]);
    assert_eq!(complaints("listen = \"192.0.2.1:8080\""), ["listen"]);
    let https = "issuer = \"https://id.example\"\nlisten = \"0.0.0.0:8080\"";
    assert_eq!(complaints(https), ["listen"], "l: an https issuer alone encrypts nothing");
    assert_eq!(complaints(&format!("{https}\ntrusted_proxies = [\"10.0.0.5/32\"]")), [""; 0]);
    assert_eq!(
        complaints("listen = \"0.0.0.0:8080\"\ntrusted_proxies = [\"10.0.0.5/32\"]"),
        ["listen"],
        "a proxy does not make an http issuer safe"
    );
}

#[test]
fn the_dangerous_option_works_and_is_refused_where_it_gives_nothing() {
    let danger = "danger_listen_everywhere_without_https";
    assert_eq!(complaints(&format!("listen = \"0.0.0.0:8080\"\n{danger} = true")), [""; 0]);
    assert_eq!(complaints(&format!("{danger} = true")), [danger]);
    assert_eq!(
        complaints(&format!("issuer = \"https://id.example\"\nlisten = \"0.0.0.0:80\"\n{danger} = true")),
        [""; 0]
    );
    let proxy = "trusted_proxies = [\"10.0.0.5/32\"]";
    assert_eq!(
        complaints(&format!(
            "issuer = \"https://id.example\"\nlisten = \"0.0.0.0:80\"\n{proxy}\n{danger} = true"
        )),
        [danger]
    );
}

#[test]
fn an_issuer_is_written_in_one_way() {
    for issuer in [
        "https://id.example/",
        "https://id.example/a/",
        "https://id.example?x",
        "https://id.example#x",
        "https://user@id.example",
        "https://id.example/a//b",
        "https://id.example/a/../b",
        "https://id.example/%41",
        "https://ID.example",
        "https://id.example:443",
        "https://id.example/{tenant}",
        "ftp://id.example",
        "id.example",
        "",
    ] {
        assert_eq!(complaints(&format!("issuer = \"{issuer}\"")), ["issuer"], "{issuer}");
    }
}

#[test]
fn fo2_contradictions_and_limits_are_named_with_expected_and_seen() {
    let cases = [
        (
            "[lifetimes]\nauthorization_code = \"11m\"",
            "lifetimes.authorization_code: expected 1s to 10m, got 11m",
        ),
        ("[lifetimes]\naccess_token = 0", "lifetimes.access_token: expected 1s to 1d, got 0s"),
        ("[lifetimes]\nid_token = -1", "lifetimes.id_token: expected 1s to 1d, got -1s"),
        ("[lifetimes]\nsession_idle = 30", "lifetimes.session_idle: expected 0, or 1m to 365d, got 30s"),
        (
            "[lifetimes]\ngrant = \"1d\"",
            "lifetimes.refresh_token_idle: expected at most lifetimes.grant (1d), got 30d",
        ),
        ("request_body_limit = 10", "request_body_limit: expected 1024 to 16777216 bytes, got 10"),
        ("[connections]\nmaximum = 1", "connections.maximum: expected 16 to 1000000, got 1"),
        (
            "[connections]\nmaximum_per_address = 0",
            "connections.maximum_per_address: expected 1 to 1000000, got 0",
        ),
        ("[connections]\nidle_timeout = 0", "connections.idle_timeout: expected 1s to 1h, got 0s"),
        (
            "[keys]\nalgorithms = []",
            "keys.algorithms: expected at least one of ES256, ES384, EdDSA, RS256, PS256, got none",
        ),
        (
            "[keys]\nalgorithms = [\"HS256\"]",
            "keys.algorithms: expected one of ES256, ES384, EdDSA, RS256, PS256, got HS256",
        ),
        (
            "[keys]\nalgorithms = [\"ES256\", \"ES256\"]",
            "keys.algorithms: expected each algorithm once, got ES256 twice",
        ),
        (
            "[keys]\nrotate_every = \"1d\"",
            "keys.rotate_every: expected at least 2d, because a key is published a day before it signs, got 1d",
        ),
        (
            "encryption_key_file = \"valetkey.db\"",
            "encryption_key_file: expected another file than the database, got valetkey.db",
        ),
    ];
    for (text, expected) in cases {
        let problems: Vec<String> = read(text).check().iter().map(ToString::to_string).collect();
        assert_eq!(problems, [expected], "{text}");
    }
}

#[test]
fn several_problems_are_listed_together() {
    let text = "issuer = \"http://id.example\"\nrequest_body_limit = 1\n[keys]\nalgorithms = []";
    assert_eq!(complaints(text), ["issuer", "keys.algorithms", "request_body_limit"]);
}

#[test]
fn lengths_of_time() {
    for (text, seconds) in
        [("0", 0), ("45", 45), ("45s", 45), ("10m", 600), ("12h", 43_200), ("30d", 2_592_000)]
    {
        assert_eq!(text.parse::<Duration>().map(|duration| duration.seconds().0), Ok(seconds), "{text}");
    }
    for text in
        ["", "m", "10 m", "10mm", "1.5h", "-1s", "+1", "10w", "1h30m", "9223372036854775807d", "\u{663}m"]
    {
        assert!(text.parse::<Duration>().is_err(), "{text}");
    }
}

#[test]
fn a_database_prints_as_it_was_written() {
    let database: Database = "sqlite:/a b/c.db".parse().unwrap();
    assert_eq!(database, Database::Sqlite(PathBuf::from("/a b/c.db")));
    assert_eq!(database.to_string(), "sqlite:/a b/c.db");
}

#[test]
fn f2_a_password_in_the_address_of_a_database_is_never_shown() {
    for (url, shown) in [
        (
            "postgres://vk:hunter2@db.example:5432/records?sslmode=require",
            "postgres://vk@db.example:5432/records",
        ),
        ("postgres://vk:hunter2@[::1]:5432,b/records", "postgres://vk@[::1]:5432,b/records"),
        ("postgresql://vk:hun@hunter2@db.example/records", "postgres://"),
        ("postgres:///records?host=/run/postgresql&user=vk&password=hunter2", "postgres:///records"),
        ("postgres://vk:hun?hunter2@db.example/records", "postgres://"),
        ("postgres://vk:hun/hunter2@db.example/records", "postgres://vk@db.example/records"),
        ("postgres://vk:hunter2/records", "postgres://"),
        ("postgres://db.example:hunter2@/records", "postgres://db.example@/records"),
        ("postgres://[hunter2]/records", "postgres://"),
    ] {
        let database: Database = url.parse().unwrap();
        assert_eq!(database.to_string(), shown, "{url}");
        assert!(!format!("{database:?}").contains("hunter2"), "{database:?}");
        let Database::Postgres(whole) = database else { panic!("{shown}") };
        assert_eq!(whole.expose(), url);
    }
}

#[test]
fn f2_nothing_is_shown_of_a_value_that_is_no_address() {
    for text in [
        "postgress://vk:hunter2@db.example/records",
        "host=db password=hunter2",
        "hunter2",
        "sqlite::hunter2",
        "mysql://hunter2",
        "",
    ] {
        let error = text.parse::<Database>().unwrap_err();
        assert!(error.to_string().contains("such as sqlite:/var/lib"), "{error}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
    for value in ["{ password = \"hunter2\" }", "[\"hunter2\"]", "20240131", "true"] {
        let error = toml::from_str::<Configuration>(&format!("database = {value}")).unwrap_err();
        let text = error.message();
        assert!(text.contains("got another value") && !text.contains("hunter2"), "{text}");
        assert!(!text.contains("20240131"), "{text}");
    }
}

#[test]
fn f2_nothing_is_shown_of_an_issuer_with_a_password() {
    let problems = read("issuer = \"https://vk:hunter2@id.example\"").check();
    assert_eq!(problems.len(), 1);
    assert!(!problems[0].to_string().contains("hunter2"), "{}", problems[0]);
}

#[test]
fn f10_a_port_alone_listens_on_this_machine() {
    for (text, address) in [
        ("\"8080\"", "127.0.0.1:8080"),
        ("8080", "127.0.0.1:8080"),
        ("\"localhost:9000\"", "127.0.0.1:9000"),
        ("\"[::1]:9000\"", "[::1]:9000"),
        ("\"0.0.0.0:9000\"", "0.0.0.0:9000"),
    ] {
        assert_eq!(read(&format!("listen = {text}")).listen, address.parse().unwrap(), "{text}");
    }
    for text in
        ["\"80800\"", "80800", "-1", "\"\"", "\":8080\"", "\"localhost\"", "\"id.example:80\"", "true"]
    {
        let error = toml::from_str::<Configuration>(&format!("listen = {text}")).unwrap_err();
        assert!(error.message().contains("a port such as 8080"), "{text}: {error}");
    }
}

#[test]
fn f10_a_proxy_may_be_a_single_address() {
    let configuration = read("trusted_proxies = [\"127.0.0.1\", \"::1\", \"10.0.0.0/8\"]");
    let shown: Vec<String> = configuration.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["127.0.0.1/32", "::1/128", "10.0.0.0/8"]);
    let error = toml::from_str::<Configuration>("trusted_proxies = [\"proxy\"]").unwrap_err();
    assert!(error.message().contains("such as 127.0.0.1 or a network such as 10.0.0.0/8"), "{error}");
}

#[test]
fn metrics_are_off_and_have_an_address_of_their_own() {
    assert_eq!(Configuration::default().metrics.listen, None);
    assert_eq!(complaints("listen = 8080\n[metrics]\nlisten = 8080"), ["metrics.listen"]);
    assert_eq!(complaints("[metrics]\nlisten = \"127.0.0.1:9464\""), Vec::<String>::new());
    assert!(toml::from_str::<Configuration>("[metrics]\nlisten = \"everywhere\"").is_err());
}
