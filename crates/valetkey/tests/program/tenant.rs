//! `valetkey tenant`, and a server with several tenants.

use std::{
    fs,
    net::TcpListener,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::support::{
    folder::Folder,
    http::{Answer, get_with, send},
    program::{Running, command, run, run_with_input},
};

/// A server whose default tenant lies at the root of its host.
struct Many {
    folder: Folder,
    issuer: String,
    server: Running,
}

impl Many {
    fn start() -> Self {
        let folder = Folder::new();
        let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
        let listen = probe.local_addr().expect("an address").to_string();
        drop(probe);
        let issuer = format!("http://{listen}");
        let server = Running::start(command(&folder, &["serve", "--issuer", &issuer, "--listen", &listen]));
        Self { folder, issuer, server }
    }

    fn run(&self, words: &[&str]) -> Value {
        run(&self.folder, &[words, &["--json"]].concat()).json()
    }

    /// Asks at a path until the answer is right: a change of another process counts within seconds.
    fn await_answer(&self, path: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = get_with(&format!("{}{path}", self.issuer), &[]);
            if is_right(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{path}: {} {}", answer.status, answer.body);
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// Asks for a token as a service.
    fn token(&self, path: &str, client: &Value) -> Answer {
        let text = |name: &str| client[name].as_str().expect("a text");
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            text("client_id"),
            text("client_secret")
        );
        let content_type = [("content-type", "application/x-www-form-urlencoded")];
        send("POST", &format!("{}{path}/token", self.issuer), &content_type, &form)
    }
}

/// What registers a program that acts for itself.
const SERVICE: [&str; 10] = [
    "client",
    "add",
    "--name",
    "Robot",
    "--grant",
    "client_credentials",
    "--scope",
    "read",
    "--audience",
    "https://a.example",
];

#[test]
fn a_tenant_is_added_edited_and_removed_while_the_server_runs() {
    let many = Many::start();
    let issuer = format!("{}/acme", many.issuer);
    let add =
        ["tenant", "add", "acme", "--issuer", &issuer, "--name", "Acme Ltd", "--lifetime", "access_token=5m"];
    let added = many.run(&add);
    assert_eq!((&added["tenant"], &added["issuer"]), (&json!("acme"), &json!(issuer)));
    many.await_answer("/acme/jwks", |answer| answer.status == 200);

    // Each tenant has clients and users of its own.
    let robot = many.run(&[&SERVICE[..], &["--tenant", "acme"]].concat());
    let token = many.token("/acme", &robot);
    assert_eq!((token.status, &token.json()["expires_in"]), (200, &json!(300)), "{}", token.body);
    assert_eq!(many.token("", &robot).status, 401, "the default tenant has no such client");
    let elsewhere = many.run(&SERVICE);
    assert_eq!(many.token("/acme", &elsewhere).status, 401);
    let user = ["user", "add", "--username", "alice", "--email", "a@example.com", "--password-stdin"];
    let added =
        run_with_input(&many.folder, &[&user[..], &["--tenant", "acme"]].concat(), "a long password\n");
    assert_eq!(added.code, 0, "{}", added.stderr);
    let count = |words: &[&str]| many.run(words).as_array().map(Vec::len);
    assert_eq!((count(&["user", "list", "--tenant", "acme"]), count(&["user", "list"])), (Some(1), Some(0)));
    assert_eq!((count(&["keys", "list", "--tenant", "acme"]), count(&["keys", "list"])), (Some(1), Some(2)));
    let mut by_variable = command(&many.folder, &["client", "list", "--json"]);
    by_variable.env("VALETKEY_TENANT", "acme");
    let listed = crate::support::program::finish(by_variable, "").json();
    assert_eq!(listed[0]["client_id"], robot["client_id"]);

    let shown = many.run(&["tenant", "show", "acme"]);
    assert_eq!((&shown["name"], &shown["lifetimes"]), (&json!("Acme Ltd"), &json!({ "access_token": 300 })));
    let listed = many.run(&["tenant", "list"]);
    let names: Vec<&Value> =
        listed.as_array().expect("a list").iter().map(|tenant| &tenant["tenant"]).collect();
    assert_eq!(names, ["acme", "default"]);

    many.run(&["tenant", "edit", "acme", "--lifetime", "access_token=default", "--lifetime", "id_token=1m"]);
    many.run(&["tenant", "edit", "acme", "--require", "two-factors"]);
    assert_eq!(many.run(&["tenant", "show", "acme"])["required_acr"], "urn:valetkey:acr:multi-factor");
    let model = "11111111-2222-3333-4444-555555555555";
    for (list, words) in [("blue", "expected AAGUIDs"), (model, "passkeys.attestation_roots")] {
        let refused = run(&many.folder, &["tenant", "edit", "acme", "--passkey-models", list]);
        assert!(refused.refusal(2).contains(words), "{list}: {}", refused.stderr);
    }
    let roots = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/support/maker.pem");
    let mut edit = command(&many.folder, &["tenant", "edit", "acme", "--passkey-models", model, "--json"]);
    edit.env("VALETKEY_PASSKEYS_ATTESTATION_ROOTS", roots);
    let edited = crate::support::program::finish(edit, "").json();
    assert_eq!(edited["passkey_models"], json!([model]));
    many.run(&["tenant", "edit", "acme", "--passkey-models", "any"]);
    assert_eq!(many.run(&["tenant", "show", "acme"])["passkey_models"], json!([]));
    let begun = Instant::now();
    while many.token("/acme", &robot).json()["expires_in"] != 600 {
        assert!(begun.elapsed() < Duration::from_secs(20), "the edit is not seen");
        thread::sleep(Duration::from_millis(100));
    }

    // Nobody can be asked here.
    let refused = run(&many.folder, &["tenant", "remove", "acme"]);
    assert!(refused.refusal(2).contains("1 user, 1 client"), "{}", refused.stderr);
    let removed = many.run(&["tenant", "remove", "acme", "--yes"]);
    assert_eq!(removed["lost"], json!({ "users": 1, "clients": 1, "sessions": 0, "grants": 0 }));
    many.await_answer("/acme/jwks", |answer| answer.status == 404);
    let gone = run(&many.folder, &["user", "list", "--tenant", "acme"]);
    assert!(gone.refusal(1).contains("valetkey tenant list"), "{}", gone.stderr);
    assert_eq!(many.token("", &elsewhere).status, 200, "the default tenant goes on");

    // The same name again: nothing of before is there.
    many.run(&["tenant", "add", "acme", "--issuer", &issuer]);
    many.await_answer("/acme/jwks", |answer| answer.status == 200);
    assert_eq!(many.token("/acme", &robot).status, 401);
    assert_eq!(many.server.stop().0, Some(0));
}

#[test]
fn the_host_selects_a_tenant_and_health_checks_name_any() {
    let many = Many::start();
    many.run(&["tenant", "add", "beta", "--issuer", "https://beta.example"]);
    let discovery = format!("{}/.well-known/openid-configuration", many.issuer);
    let at = |host: &str| get_with(&discovery, &[("x-forwarded-host", host)]);
    // The helper sends the host of the address: a tenant on another host is asked for with an absolute address.
    let by_host = |host: &str, path: &str| {
        let port = many.issuer.rsplit(':').next().expect("a port").to_owned();
        raw(&format!("127.0.0.1:{port}"), host, path)
    };
    let begun = Instant::now();
    while !by_host("beta.example", "/.well-known/openid-configuration")
        .contains("\"issuer\":\"https://beta.example\"")
    {
        assert!(begun.elapsed() < Duration::from_secs(20), "the tenant is not served");
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(at("beta.example").json()["issuer"], many.issuer, "a forwarded host does not count");
    let unknown = by_host("evil.example", "/login");
    assert!(unknown.starts_with("HTTP/1.1 404") && !unknown.contains("evil.example"), "{unknown}");
    assert!(by_host("10.0.0.7", "/health").starts_with("HTTP/1.1 200"));
}

/// The answer to a request with this host.
fn raw(address: &str, host: &str, path: &str) -> String {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(address).expect("a connection");
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").expect("sent");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    text
}

#[test]
fn what_is_wrong_with_a_tenant_is_said() {
    let folder = Folder::new();
    let add = |name: &str, issuer: &str, more: &[&str]| {
        run(&folder, &[&["tenant", "add", name, "--issuer", issuer][..], more].concat())
    };
    assert_eq!(add("acme", "https://id.example/acme", &[]).code, 0);
    assert_eq!(add("root", "https://id.example", &[]).code, 0);
    for (name, issuer, more, words) in [
        ("Acme", "https://a.example", &[][..], "small letters"),
        ("acme", "https://a.example", &[], "tenant list"),
        ("b", "https://id.example/acme", &[], "which the tenant acme has"),
        ("b", "https://id.example/login", &[], "/login"),
        ("b", "http://a.example", &[], "https"),
        ("b", "https://a.example", &["--lifetime", "access_token=9d"], "1s to 1d"),
        ("b", "https://a.example", &["--lifetime", "tea=9d"], "access_token"),
        ("b", "https://a.example", &["--algorithms", "HS256"], "ES256"),
    ] {
        let refused = add(name, issuer, more);
        assert!(refused.refusal(2).contains(words), "{name} {issuer}: {}", refused.stderr);
    }
    let refused = run(&folder, &["tenant", "edit", "acme"]);
    assert!(refused.refusal(2).contains("something to edit"), "{}", refused.stderr);
    let refused = run(&folder, &["tenant", "remove", "default", "--yes"]);
    assert!(refused.refusal(1).contains("default"), "{}", refused.stderr);
    let refused = run(&folder, &["client", "list", "--tenant", "nobody"]);
    assert!(refused.refusal(1).contains("no tenant \"nobody\""), "{}", refused.stderr);
    assert_eq!(run(&folder, &["tenant", "list"]).stdout.lines().count(), 3);
}

/// A key that one tenant still needs must not be dropped.
#[test]
fn a_new_encryption_key_seals_the_keys_of_every_tenant() {
    let many = Many::start();
    many.run(&["tenant", "add", "acme", "--issuer", &format!("{}/acme", many.issuer)]);
    many.await_answer("/acme/jwks", |answer| answer.status == 200);
    let kids = |answer: &Answer| answer.json()["keys"].to_string();
    let before =
        ["/jwks", "/acme/jwks"].map(|path| kids(&many.await_answer(path, |answer| answer.status == 200)));
    let Many { folder, issuer, server } = many;
    assert_eq!(server.stop().0, Some(0));
    fs::rename(folder.path().join("valetkey.db.key"), folder.path().join("old.key")).expect("moved");
    // Nothing makes another key while one tenant's keys are sealed with the missing one.
    let refused = run(&folder, &["keys", "rotate", "--tenant", "acme"]);
    assert!(refused.refusal(1).contains("is missing"), "{}", refused.stderr);
    let mut reseal = command(&folder, &["keys", "reseal", "--json"]);
    reseal.env("VALETKEY_PREVIOUS_ENCRYPTION_KEY_FILES", "old.key");
    let resealed = crate::support::program::finish(reseal, "").json();
    assert_eq!((&resealed["tenants"], &resealed["resealed"]), (&json!(2), &json!(3)));
    fs::remove_file(folder.path().join("old.key")).expect("removed");
    let listen = issuer.trim_start_matches("http://");
    let server = Running::start(command(&folder, &["serve", "--issuer", &issuer, "--listen", listen]));
    let many = Many { folder, issuer, server };
    let after =
        ["/jwks", "/acme/jwks"].map(|path| kids(&many.await_answer(path, |answer| answer.status == 200)));
    assert_eq!(before, after);
}

#[test]
fn a_server_does_not_start_with_the_issuer_of_another_tenant() {
    let folder = Folder::new();
    let issuer = "http://127.0.0.1:8080";
    assert_eq!(run(&folder, &["tenant", "add", "acme", "--issuer", issuer]).code, 0);
    let refused = crate::support::program::run_refused_start(
        &folder,
        &["serve", "--issuer", issuer, "--listen", "127.0.0.1:0"],
    );
    assert!(refused.refusal(1).contains("which the tenant acme has"), "{}", refused.stderr);
}

/// The figure of the issue: a tenant that is idle costs less than 32 KiB.
#[test]
fn tenants_in_memory_cost_little() {
    const TENANTS: u64 = 300;
    let many = Many::start();
    let port = many.issuer.rsplit(':').next().expect("a port").to_owned();
    let address = format!("127.0.0.1:{port}");
    for number in 0..TENANTS {
        let issuer = format!("https://many.example/t{number}");
        let added = run(&many.folder, &["tenant", "add", &format!("t{number}"), "--issuer", &issuer]);
        assert_eq!(added.code, 0, "{}", added.stderr);
    }
    let last = format!("/t{}/jwks", TENANTS - 1);
    let begun = Instant::now();
    while !raw(&address, "many.example", &last).starts_with("HTTP/1.1 200") {
        assert!(begun.elapsed() < Duration::from_secs(20), "the tenants are not served");
        thread::sleep(Duration::from_millis(100));
    }
    let ask = |number: u64| {
        for path in ["jwks", ".well-known/openid-configuration", "login"] {
            let answer = raw(&address, "many.example", &format!("/t{number}/{path}"));
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        }
    };
    // The first tenant brings in the pages of the program, which all tenants share.
    ask(0);
    let before = resident_kib(many.server.id());
    (1..TENANTS).for_each(ask);
    let grown = resident_kib(many.server.id()).saturating_sub(before);
    assert!(grown < 32 * TENANTS, "{} KiB each", grown / TENANTS);
}

fn resident_kib(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a size");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
