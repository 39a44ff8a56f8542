//! `valetkey identity-provider`.

use serde_json::{Value, json};

use crate::support::{
    folder::Folder,
    program::{Ended, run, run_with_input},
};

const SECRET: &str = "a-client-secret-that-nobody-prints";

fn folder_with_issuer(issuer: &str) -> Folder {
    let folder = Folder::new();
    assert_eq!(run(&folder, &["tenant", "edit", "--issuer", issuer]).code, 0);
    folder
}

fn folder() -> Folder {
    folder_with_issuer("https://id.example")
}

fn add(folder: &Folder, words: &[&str]) -> Ended {
    run(folder, &[&["identity-provider", "add"], words].concat())
}

fn add_github(folder: &Folder) -> Ended {
    let words =
        ["identity-provider", "add", "github", "--client-id", "Iv1.abc", "--client-secret-stdin", "--json"];
    run_with_input(folder, &words, &format!("{SECRET}\n"))
}

#[test]
fn a_provider_is_added_listed_edited_and_removed() {
    let folder = folder();
    let added = add_github(&folder).json();
    assert_eq!(added["redirect_uri"], "https://id.example/login/provider/github/callback");
    assert_eq!((&added["first_sign_in"], &added["has_client_secret"]), (&json!("link"), &json!(true)));
    let twice = add_github(&folder);
    assert!(twice.refusal(1).contains("already"), "{}", twice.stderr);

    let google = add(&folder, &["google", "--client-id", "1-x", "--position", "1", "--json"]).json();
    assert_eq!(google["has_client_secret"], false);
    let edit = [
        "identity-provider",
        "edit",
        "github",
        "--first-sign-in",
        "create",
        "--domain",
        "Example.com",
        "--position",
        "2",
        "--disable",
        "--json",
    ];
    let edited = run(&folder, &edit).json();
    assert_eq!((&edited["domains"], &edited["disabled"]), (&json!(["example.com"]), &json!(true)));
    assert_eq!(edited["has_client_secret"], true, "the secret stays");
    let listed = run(&folder, &["identity-provider", "list", "--json"]).json();
    let names: Vec<&Value> = listed.as_array().expect("a list").iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["google", "github"], "in the order of the page");

    assert_eq!(run(&folder, &["identity-provider", "remove", "github", "--json"]).code, 0);
    let gone = run(&folder, &["identity-provider", "show", "github"]);
    assert!(gone.refusal(1).contains("valetkey identity-provider list"), "{}", gone.stderr);
    let events = run(&folder, &["event", "list", "--json"]).stdout;
    for kind in ["identity_provider.added", "identity_provider.edited", "identity_provider.removed"] {
        assert!(events.contains(&format!("\"kind\":\"{kind}\"")), "{kind}: {events}");
    }
}

#[test]
fn lk4_the_client_secret_is_printed_and_stored_nowhere_in_the_clear() {
    let folder = folder();
    let mut printed = vec![add_github(&folder)];
    for words in [
        &["identity-provider", "show", "github"][..],
        &["identity-provider", "show", "github", "--json"],
        &["identity-provider", "list", "--json"],
        &["identity-provider", "edit", "github", "--display-name", "Hub"],
        &["event", "list", "--json"],
        &["keys", "reseal"],
        &["identity-provider", "remove", "github"],
    ] {
        printed.push(run(&folder, words));
    }
    for ended in printed {
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        assert!(!ended.stdout.contains(SECRET) && !ended.stderr.contains(SECRET), "{}", ended.stdout);
        assert!(!ended.stdout.contains("sealed\":"), "{}", ended.stdout);
    }
    for name in ["valetkey.db", "valetkey.db-wal"] {
        let bytes = std::fs::read(folder.path().join(name)).unwrap_or_default();
        assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()), "{name}");
    }
}

#[test]
fn values_that_can_not_work_are_refused_before_anything_is_stored() {
    let folder = folder();
    for (words, expected) in [
        (&["githup", "--client-id", "x"][..], "github"),
        (&["Hub", "--preset", "github", "--client-id", "x"], "lower-case letters"),
        (&["keycloak", "--client-id", "x"], "realm"),
        (&["github", "--client-id", "x", "--set", "domain=a"], "no variable"),
        (&["github", "--client-id", "a b"], "client_id"),
        (&["google", "--client-id", "x", "--scope", "email"], "openid"),
        (&["google", "--client-id", "x", "--domain", "@example.com"], "example.com"),
        (&["apple", "--client-id", "x"], "signed secrets"),
        (&["google", "--client-id", "x", "--simulator", "http://127.0.0.1:9100"], "issuer on this machine"),
        (&["entra", "--client-id", "x", "--set", "tenant=common"], "tenant"),
    ] {
        let refused = add(&folder, words);
        assert!(refused.refusal(2).contains(expected), "{words:?}: {}", refused.stderr);
    }
    assert_eq!(run(&folder, &["identity-provider", "list", "--json"]).json(), json!([]));
    let empty = run_with_input(
        &folder,
        &["identity-provider", "add", "github", "--client-id", "x", "--client-secret-stdin"],
        "\n",
    );
    assert!(empty.refusal(2).contains("client secret"), "{}", empty.stderr);
    let here = folder_with_issuer("http://localhost:8000");
    for simulator in ["https://sim.example", "http://10.0.0.1:9100", "x"] {
        let words = ["github", "--client-id", "x", "--simulator", simulator];
        let refused = add(&here, &words);
        assert!(refused.refusal(2).contains("on this machine"), "{simulator}: {}", refused.stderr);
    }
}

#[test]
fn a_new_encryption_key_opens_the_secret_after_resealing() {
    let folder = folder();
    add_github(&folder).json();
    let (key, old) = (folder.path().join("valetkey.db.key"), folder.path().join("old.key"));
    std::fs::rename(&key, &old).expect("the key is there");
    let mut reseal = crate::support::program::command(&folder, &["keys", "reseal", "--json"]);
    reseal.env("VALETKEY_PREVIOUS_ENCRYPTION_KEY_FILES", "old.key");
    let resealed = crate::support::program::finish(reseal, "").json();
    assert_eq!(resealed["client_secrets"], 1);
    std::fs::remove_file(old).expect("the old key is there");
    let edited = run(&folder, &["identity-provider", "edit", "github", "--position", "4", "--json"]).json();
    assert_eq!(edited["position"], 4, "the secret opens with the new key alone");
}

/// A folder with the groups engineering and operations, and a provider that maps them.
fn folder_with_mappings() -> Folder {
    let folder = folder();
    for name in ["engineering", "operations"] {
        assert_eq!(run(&folder, &["group", "add", name]).code, 0);
    }
    let settings = [
        "keycloak",
        "--client-id",
        "x",
        "--set",
        "base=https://sso.example",
        "--set",
        "realm=staff",
        "--first-sign-in",
        "create",
        "--map-claim",
        "picture=/picture",
        "--map-claim",
        "nickname=/nick",
        "--map-group",
        "engineering=/groups:/eng",
        "--map-group",
        "operations=/https\\:~1~1sso.example~1roles:ops",
        "--json",
    ];
    let added = add(&folder, &settings).json();
    assert_eq!(added["claims"], json!({ "picture": "/picture", "nickname": "/nick" }));
    let groups = json!(["engineering=/groups:/eng", "operations=/https\\:~1~1sso.example~1roles:ops"]);
    assert_eq!(added["groups"], groups);
    folder
}

fn preview(folder: &Folder, claims: &Value) -> Ended {
    let words = ["identity-provider", "preview", "keycloak", "--claims", "-", "--json"];
    run_with_input(folder, &words, &claims.to_string())
}

#[test]
fn a_preview_says_what_a_sign_in_would_do_and_stores_nothing() {
    let folder = folder_with_mappings();
    let claims = json!({
        "sub": "person-1", "name": "Ada Example", "preferred_username": "ada", "email": "ada@mail.example",
        "email_verified": true, "picture": "https://pictures.example/ada", "nick": 7,
        "groups": ["/eng", "/eng/team"], "https://sso.example/roles": ["ops"],
    });
    let shown = preview(&folder, &claims).json();
    assert_eq!((&shown["result"], &shown["username"]), (&json!("add_user"), &json!("ada")));
    assert_eq!((&shown["subject"], &shown["email_counts"]), (&json!("person-1"), &json!(true)));
    assert_eq!(shown["issuer"], "https://sso.example/realms/staff");
    assert_eq!(shown["claims"], json!({ "name": "Ada Example", "picture": "https://pictures.example/ada" }));
    assert_eq!(shown["groups"], json!(["engineering", "operations"]));
    let reason = shown["left_out"]["nickname"].as_str().expect("a reason");
    assert!(reason.contains("expected a text at /nick, got a number"), "{reason}");
    assert_eq!(run(&folder, &["user", "list", "--json"]).json(), json!([]), "nothing is stored");

    let words = ["identity-provider", "preview", "keycloak", "--claims", "-"];
    let in_words = run_with_input(&folder, &words, &claims.to_string());
    assert_eq!(in_words.code, 0, "{}", in_words.stderr);
    for expected in
        ["A user is added: ada.", "groups given", "engineering, operations", "Nothing was stored."]
    {
        assert!(in_words.stdout.contains(expected), "{expected}: {}", in_words.stdout);
    }

    // Somebody has the address; an address that is not proved tells nothing; a reserved name is not taken.
    let add =
        ["user", "add", "--username", "alice", "--email", "ada@mail.example", "--email-verified", "--json"];
    run(&folder, &add).json();
    let shown = preview(&folder, &claims).json();
    assert_eq!((&shown["result"], &shown["username"]), (&json!("prove_user"), &Value::Null));
    let unproved = json!({ "sub": "2", "preferred_username": "Adm1n", "email": "ada@mail.example" });
    let shown = preview(&folder, &unproved).json();
    assert_eq!((&shown["result"], &shown["username"]), (&json!("add_user"), &json!("user")));
    assert_eq!(shown["email_counts"], false);

    let edit = ["identity-provider", "edit", "keycloak", "--domain", "sso.example", "--json"];
    run(&folder, &edit).json();
    let shown = preview(&folder, &claims).json();
    assert_eq!(shown["result"], "refused");
    assert!(shown["reason"].as_str().is_some_and(|reason| reason.contains("domains")), "{shown}");
}

#[test]
fn mappings_that_can_not_work_are_refused() {
    let folder = folder_with_mappings();
    for (option, value, expected) in [
        ("--map-claim", "picture", "CLAIM=POINTER"),
        ("--map-claim", "picture=avatar", "JSON pointer"),
        ("--map-claim", "email_verified=/email_verified", "expected a mapping of a claim"),
        ("--map-claim", "roles=/roles", "expected a mapping of a claim"),
        ("--map-group", "engineering", "GROUP=POINTER:TEXT"),
        ("--map-group", "engineering=/groups", "GROUP=POINTER:TEXT"),
        ("--map-group", "engineering=/groups:", "name of a group"),
    ] {
        let refused = run(&folder, &["identity-provider", "edit", "keycloak", option, value]);
        assert!(refused.refusal(2).contains(expected), "{value}: {}", refused.stderr);
    }
    let unknown = run(&folder, &["identity-provider", "edit", "keycloak", "--map-group", "nobody=/groups:x"]);
    assert!(unknown.refusal(1).contains("valetkey group list"), "{}", unknown.stderr);
    for claims in ["[]", "{\"name\":\"Ada\"}", "{"] {
        let words = ["identity-provider", "preview", "keycloak", "--claims", "-"];
        let refused = run_with_input(&folder, &words, claims);
        assert!(refused.code == 1 || refused.code == 2, "{claims}: {}", refused.stderr);
        assert!(refused.stderr.contains("expected"), "{claims}: {}", refused.stderr);
    }

    std::fs::write(folder.path().join("groups"), "# Teams\n\nengineering=/teams:a\n").expect("a file");
    let edit =
        ["identity-provider", "edit", "keycloak", "--map-groups-file", "groups", "--map-claim", "", "--json"];
    let edited = run(&folder, &edit).json();
    assert_eq!((&edited["groups"], &edited["claims"]), (&json!(["engineering=/teams:a"]), &json!({})));
}
