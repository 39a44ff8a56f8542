//! `valetkey client`.

use serde_json::json;

use crate::support::{folder::Folder, program::run};

#[test]
fn a_client_is_added_listed_and_removed() {
    let folder = Folder::new();
    let added = run(
        &folder,
        &["client", "add", "--name", "My Notes", "--redirect-uri", "https://a.example/cb", "--json"],
    );
    let added = added.json();
    let (id, secret) =
        (added["client_id"].as_str().expect("an id"), added["client_secret"].as_str().expect("a secret"));
    assert!(id.starts_with("my-notes-"), "{id}");
    assert_eq!(secret.len(), 43, "256 bits as base64url");
    assert_eq!(added["grant_types"], json!(["authorization_code", "refresh_token"]));
    assert_eq!(added["id_token_signed_response_alg"], "RS256");

    let listed = run(&folder, &["client", "list", "--json"]).json();
    assert_eq!(listed.as_array().expect("a list").len(), 1);
    assert_eq!(listed[0]["client_id"], id);
    assert_eq!(listed[0]["redirect_uris"], json!(["https://a.example/cb"]));

    assert_eq!(run(&folder, &["client", "remove", id, "--json"]).json(), json!({ "removed": id }));
    assert_eq!(run(&folder, &["client", "list", "--json"]).json(), json!([]));
    let again = run(&folder, &["client", "remove", id]);
    assert!(again.refusal(1).contains("there is no client"));
}

#[test]
fn lk4_the_secret_is_shown_once_and_stored_nowhere() {
    let folder = Folder::new();
    let added = run(
        &folder,
        &["client", "add", "--name", "Notes", "--redirect-uri", "https://a.example/cb", "--json"],
    );
    let secret = added.json()["client_secret"].as_str().expect("a secret").to_owned();
    for words in [&["client", "list", "--json"][..], &["client", "list"]] {
        assert!(!run(&folder, words).stdout.contains(&secret));
    }
    for file in std::fs::read_dir(folder.path()).expect("a folder") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("bytes");
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
    }
}

#[test]
fn every_choice_is_kept() {
    let folder = Folder::new();
    let words = [
        "client",
        "add",
        "--name",
        "Notes",
        "--redirect-uri",
        "https://a.example/cb",
        "--redirect-uri",
        "https://b.example/cb",
        "--post-logout-redirect-uri",
        "https://a.example/",
        "--backchannel-logout-uri",
        "https://a.example/bye",
        "--scope",
        "openid notes.read",
        "--grant",
        "client_credentials",
        "--grant",
        "authorization_code",
        "--audience",
        "https://api.example",
        "--access-token-format",
        "opaque",
        "--trusted",
        "--openid-connect-core-compatible",
        "--require-pushed-requests",
        "on",
        "--id-token-algorithm",
        "ES256",
        "--json",
    ];
    let added = run(&folder, &words).json();
    assert_eq!(added["redirect_uris"], json!(["https://a.example/cb", "https://b.example/cb"]));
    assert_eq!(added["post_logout_redirect_uris"], json!(["https://a.example/"]));
    assert_eq!(added["backchannel_logout_uri"], "https://a.example/bye");
    assert_eq!(added["scope"], "notes.read openid");
    assert_eq!(added["grant_types"], json!(["authorization_code", "client_credentials"]));
    assert_eq!(added["audiences"], json!(["https://api.example"]));
    assert_eq!(added["access_token_format"], "opaque");
    assert_eq!(added["consent"], "trusted");
    assert_eq!(added["pkce"], "openid_connect_core_compatible");
    assert_eq!(added["require_pushed_authorization_requests"], true);
    assert_eq!(added["id_token_signed_response_alg"], "ES256");
    let id = added["client_id"].as_str().unwrap();
    let edited = run(&folder, &["client", "edit", id, "--require-pushed-requests", "off", "--json"]).json();
    assert_eq!(edited["require_pushed_authorization_requests"], false);
}

#[test]
fn a_public_client_has_no_secret() {
    let folder = Folder::new();
    let words = ["client", "add", "--name", "Phone", "--public", "--redirect-uri", "com.example.app:/cb"];
    let added = run(&folder, &[&words[..], &["--json"]].concat()).json();
    assert_eq!((added.get("client_secret"), &added["public"]), (None, &json!(true)));
    assert!(run(&folder, &words).stdout.contains("A public client"));
}

#[test]
fn what_can_not_be_registered_is_refused_and_nothing_is_stored() {
    let folder = Folder::new();
    let uri = ["--redirect-uri", "https://a.example/cb"];
    for (words, complaint) in [
        (&["--name", "Notes"][..], "at least one redirect URI"),
        (&["--name", "Notes", "--redirect-uri", "http://a.example/cb"], "expected https"),
        (&["--name", "Notes", "--redirect-uri", "https://a.example/*"], "patterns do not exist"),
        (&["--name", "Notes", "--redirect-uri", "javascript:alert(1)"], "expected https"),
        (&["--name", "", uri[0], uri[1]], "expected a name"),
        (&["--name", "N", uri[0], uri[1], "--grant", "password"], "authorization_code, refresh_token"),
        (&["--name", "N", uri[0], uri[1], "--scope", "a\"b"], "scope token"),
        (&["--name", "N", uri[0], uri[1], "--id-token-algorithm", "HS256"], "expected ES256, EdDSA or RS256"),
        (
            &["--name", "N", uri[0], uri[1], "--id-token-algorithm", "EdDSA"],
            "keys for ES256, RS256, not for EdDSA",
        ),
        (&["--name", "N", "--public", "--grant", "client_credentials"], "confidential"),
        (&["--name", "N", uri[0], uri[1], "--audience", "notes"], "audiences"),
    ] {
        let refused = run(&folder, &[&["client", "add"][..], words].concat());
        let text = refused.refusal(2);
        assert!(text.contains(complaint), "{words:?}: {text}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn the_list_for_people_is_aligned() {
    let folder = Folder::new();
    for name in ["A", "Longer name"] {
        let words = ["client", "add", "--name", name, "--redirect-uri", "https://a.example/cb"];
        let added = run(&folder, &words);
        assert!(added.stdout.contains("Keep the secret now"), "{}", added.stdout);
    }
    let listed = run(&folder, &["client", "list"]).stdout;
    let columns: Vec<Option<usize>> =
        listed.lines().map(|line| line.find("confidential").or_else(|| line.find("KIND"))).collect();
    assert_eq!(columns.len(), 3);
    assert!(columns.iter().all(|column| column.is_some() && *column == columns[0]), "{listed}");
    assert!(!listed.contains('\x1b'), "no colours off a terminal");
}

#[test]
fn a_missing_database_is_not_made_by_reading() {
    let folder = Folder::new();
    for words in [&["client", "list"][..], &["client", "remove", "x"], &["user", "list"], &["keys", "list"]] {
        let refused = run(&folder, words);
        assert!(refused.refusal(1).contains("there is no database valetkey.db"), "{}", refused.stderr);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

/// Adds a client with these words, and returns its identifier.
fn added(folder: &Folder, words: &[&str]) -> String {
    let all = ["client", "add", "--name", "Notes", "--redirect-uri", "https://a.example/cb", "--json"];
    let added = run(folder, &[&all, words].concat()).json();
    added["client_id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_client_is_for_everyone_or_for_named_users_and_groups() {
    let folder = Folder::new();
    for words in [
        &["user", "add", "--username", "alice", "--email", "alice@example.com"][..],
        &["user", "add", "--username", "bob", "--email", "bob@example.com"],
        &["group", "add", "staff"],
        &["group", "add", "engineering", "--parent", "staff"],
        &["group", "add-member", "engineering", "alice"],
    ] {
        run(&folder, &[words, &["--json"]].concat()).json();
    }
    let id = added(&folder, &["--allow-group", "Staff", "--allow-user", "bob"]);
    let show = || run(&folder, &["client", "show", &id, "--json"]).json()["access"].clone();
    assert_eq!(show(), json!({ "groups": ["staff"], "users": ["bob"] }));
    assert!(run(&folder, &["client", "show", &id]).stdout.contains("group staff  user bob"));
    let why = |user: &str| run(&folder, &["user", "why", user, "--application", &id, "--json"]).json();
    assert_eq!(why("alice")["ways"], json!([{ "kind": "group", "path": ["engineering", "staff"] }]));
    assert_eq!(why("bob")["ways"], json!([{ "kind": "named" }]));
    let edit = |words: &[&str]| run(&folder, &[&["client", "edit", &id], words].concat());
    edit(&["--disallow-user", "bob@example.com", "--json"]).json();
    assert_eq!(why("bob")["may_use"], false);
    assert!(run(&folder, &["user", "why", "bob", "--application", &id]).stdout.contains("may not use Notes"));
    assert!(edit(&["--disallow-user", "bob"]).refusal(2).contains("--disallow-user"));
    assert!(edit(&["--allow-group", "nobody"]).refusal(1).contains("no group"));
    assert!(edit(&["--allow-everyone", "--allow-user", "bob"]).refusal(2).contains("cannot be used with"));
    edit(&["--disallow-group", "staff", "--json"]).json();
    assert_eq!(show(), json!({ "groups": [], "users": [] }), "an empty list allows nobody");
    edit(&["--allow-everyone", "--json"]).json();
    assert_eq!((show(), why("bob")["may_use"].clone()), (json!(null), json!(true)));
    let events = run(&folder, &["event", "list", "--client", &id, "--json"]).stdout;
    assert!(events.contains("\"access\""), "{events}");
}

#[test]
fn a_client_and_a_tenant_have_networks() {
    let folder = Folder::new();
    let id = added(&folder, &["--sign-in-from", "10.0.0.0/8", "--sign-in-from", "2001:db8::1"]);
    let show = |id: &str| run(&folder, &["client", "show", id, "--json"]).json();
    assert_eq!(show(&id)["sign_in_from"], json!(["10.0.0.0/8", "2001:db8::1/128"]));
    let edit = |words: &[&str]| run(&folder, &[&["client", "edit", &id], words].concat());
    edit(&["--one-factor-from", "192.0.2.0/24", "--sign-in-from", "all", "--json"]).json();
    assert_eq!(show(&id)["sign_in_from"], json!([]));
    assert_eq!(show(&id)["one_factor_from"], json!(["192.0.2.0/24"]));
    for wrong in ["10.0.0.0/33", "example.com", ""] {
        assert!(edit(&["--sign-in-from", wrong]).refusal(2).contains("expected an address"), "{wrong:?}");
    }
}
