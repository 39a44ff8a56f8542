//! `valetkey provider`.

use serde_json::json;

use crate::support::{
    folder::Folder,
    http::get,
    program::{Running, command, run},
};

const INTRANET: &str = r#"
name = "intranet"
display_name = "Our own"
kind = "openid"
issuer = "https://id.example.com"
discovery = true

[authorization]
scope = ["openid", "email"]

[token]
authentication = ["basic"]

[user]
source = "id_token"
subject = "/sub"
email = "/email"
email_verified = { rule = "claims", all = ["/email_verified"] }
"#;

fn folder_with(text: &str) -> Folder {
    let folder = Folder::new();
    std::fs::write(folder.path().join("own.toml"), text).expect("a file");
    folder
}

#[test]
fn the_list_has_every_provider_and_the_refused_one_with_the_reason() {
    let folder = Folder::new();
    let listed = run(&folder, &["provider", "list", "--json"]).json();
    let providers = listed["providers"].as_array().expect("providers");
    assert!(providers.len() >= 45, "{}", providers.len());
    let find = |name: &str| providers.iter().find(|one| one["name"] == name).expect("a provider").clone();
    assert_eq!((&find("github")["gives"], &find("google")["gives"]), (&json!("OAuth"), &json!("OpenID")));
    assert_eq!(find("github")["display_name"], "GitHub");
    assert_eq!(listed["refused"][0]["name"], "trello");
    let words = run(&folder, &["provider", "list"]);
    assert_eq!(words.code, 0, "{}", words.stderr);
    assert_eq!(words.stdout.lines().next().expect("a heading").split_whitespace().count(), 4);
    assert!(words.stdout.contains("Refused trello: Trello speaks OAuth 1.0a"), "{}", words.stdout);
}

#[test]
fn one_provider_is_shown_with_what_it_does_differently() {
    let folder = Folder::new();
    let words = run(&folder, &["provider", "show", "github"]).stdout;
    for expected in [
        "GitHub (github)",
        "https://github.com/login/oauth/authorize",
        "read:user user:email",
        "client_secret_basic",
        "Refusals come with status 200.",
        "Not compared with the provider yet\n  - refresh",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    let shown = run(&folder, &["provider", "show", "linkedin", "--json"]).json();
    let deviations = shown["deviations_in_words"].as_array().expect("deviations");
    assert!(deviations.contains(&json!("PKCE is not sent; state and nonce protect the code.")), "{shown}");
    assert_eq!(shown["endpoints"]["token"], "https://www.linkedin.com/oauth/v2/accessToken");
}

#[test]
fn every_provider_of_the_list_can_be_shown() {
    let folder = Folder::new();
    let listed = run(&folder, &["provider", "list", "--json"]).json();
    for provider in listed["providers"].as_array().expect("providers") {
        let name = provider["name"].as_str().expect("a name");
        let words = run(&folder, &["provider", "show", name]);
        assert_eq!(words.code, 0, "{name}: {}", words.stderr);
        assert!(words.stdout.contains(&format!("({name})")), "{name}: {}", words.stdout);
    }
}

#[test]
fn a_name_that_is_not_there_gets_a_suggestion_and_a_refused_one_the_reason() {
    let folder = Folder::new();
    let unknown = run(&folder, &["provider", "show", "githib"]);
    assert!(unknown.refusal(2).contains("did you mean github"), "{}", unknown.stderr);
    let refused = run(&folder, &["provider", "show", "Trello"]);
    assert!(refused.refusal(2).contains("OAuth 1.0a"), "{}", refused.stderr);
}

#[test]
fn a_good_file_is_right_and_can_be_shown() {
    let folder = folder_with(INTRANET);
    let checked = run(&folder, &["provider", "check", "own.toml", "--json"]).json();
    assert_eq!(checked, json!({ "valid": true, "presets": ["intranet"], "replaces_built_in": [] }));
    let words = run(&folder, &["provider", "show", "intranet", "--file", "own.toml"]);
    assert!(words.stdout.contains("https://id.example.com"), "{}", words.stdout);
    let folder = folder_with(&INTRANET.replace("\"intranet\"", "\"github\""));
    let checked = run(&folder, &["provider", "check", "own.toml"]);
    assert_eq!(checked.stdout, "right github (takes the place of the built-in one)\n");
}

#[test]
fn a_wrong_file_says_what_was_expected_and_what_was_seen() {
    let wrong = [
        (INTRANET.replace("https://id", "http://id"), ["expected an https address", "http://id.example.com"]),
        (INTRANET.replace("scope =", "scopes ="), ["scopes", "unknown field"]),
        (
            INTRANET.replace("[\"basic\"]", "[]"),
            ["token.authentication", "expected at least one way, got none"],
        ),
        ("name = ".to_owned(), ["own.toml", "no preset"]),
        ("preset = []".to_owned(), ["expected a preset", "got none"]),
    ];
    for (text, expected) in wrong {
        let refused = run(&folder_with(&text), &["provider", "check", "own.toml"]);
        for part in expected {
            assert!(refused.refusal(2).contains(part), "{part}: {}", refused.stderr);
        }
    }
    let missing = run(&Folder::new(), &["provider", "check", "absent.toml", "--json"]);
    assert!(missing.refusal(2).contains("absent.toml"), "{}", missing.stderr);
}

#[test]
fn an_imitation_answers_at_its_base_address_and_stops_cleanly() {
    let folder = Folder::new();
    let words = ["provider", "imitate", "github", "google", "--listen", "127.0.0.1:0"];
    let running = Running::start(command(&folder, &words));
    let base = running.fact("base_url").to_owned();
    let document = get(&format!("{base}/accounts.google.com/.well-known/openid-configuration"));
    assert_eq!(
        (document.status, &document.json()["issuer"]),
        (200, &format!("{base}/accounts.google.com").into())
    );
    let page = get(&format!("{base}/github.com/login/oauth/authorize?response_type=code"));
    assert_eq!(page.status, 400);
    assert!(page.body.contains("expected the parameter client_id, got none"), "{}", page.body);
    let (code, log) = running.stop();
    assert_eq!(code, Some(0));
    assert!(log.contains("GitHub, authorization request: expected the parameter state, got none"), "{log}");
}

#[test]
fn an_imitation_signs_in_without_a_page_only_when_it_is_told_to() {
    let folder = Folder::new();
    for (words, status) in [(&["--auto"][..], 303), (&[][..], 200)] {
        let common = ["provider", "imitate", "discord", "--listen", "127.0.0.1:0"];
        let running = Running::start(command(&folder, &[&common[..], words].concat()));
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        let answer = get(&format!(
            "{}/discord.com/oauth2/authorize?response_type=code&client_id=notes&scope=identify&state=s\
             &redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fback&code_challenge={challenge}&code_challenge_method=S256",
            running.fact("base_url")
        ));
        assert_eq!(answer.status, status, "{words:?}: {}", answer.body);
        assert_eq!(answer.header("location").is_some(), status == 303);
        assert_eq!(running.stop().0, Some(0));
    }
}

#[test]
fn an_imitation_leaves_this_machine_under_no_circumstances() {
    let folder = Folder::new();
    for address in ["0.0.0.0:9100", "192.168.0.1:9100", "[::]:9100"] {
        let refused = run(&folder, &["provider", "imitate", "github", "--listen", address]);
        assert!(refused.refusal(2).contains("expected an address of this machine"), "{}", refused.stderr);
    }
    let refused = run(&folder, &["provider", "imitate", "githab"]);
    assert!(refused.refusal(2).contains("did you mean github"), "{}", refused.stderr);
    let refused = run(&folder, &["provider", "imitate", "trello"]);
    assert!(refused.refusal(2).contains("OAuth 1.0a"), "{}", refused.stderr);
}
