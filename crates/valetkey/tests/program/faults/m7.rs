//! M7, C2: an API that the command line registers learns about opaque tokens, and the log says why another one does not.

use serde_json::Value;

use crate::support::{http::post_form, nodes::Nodes, program::run};

const API: &str = "https://api.notes.example";

fn credentials(client: &Value) -> String {
    let text = |name: &str| client[name].as_str().expect("a text").to_owned();
    format!("client_id={}&client_secret={}", text("client_id"), text("client_secret"))
}

#[test]
fn m7_an_api_of_the_command_line_introspects() {
    let mut nodes = Nodes::start(1, "sqlite:records.db");
    let add = |words: &[&str]| {
        let start = ["client", "add", "--json", "--database", "sqlite:records.db"];
        run(&nodes.folder, &[&start[..], words].concat()).json()
    };
    let app = add(&[
        "--name",
        "App",
        "--grant",
        "client_credentials",
        "--scope",
        "notes.read",
        "--audience",
        API,
        "--access-token-format",
        "opaque",
    ]);
    let api = add(&["--name", "Notes API", "--api", "--audience", API]);
    let other = add(&[
        "--name",
        "Other",
        "--grant",
        "client_credentials",
        "--scope",
        "notes.read",
        "--audience",
        API,
    ]);
    assert_eq!((&api["grant_types"], &api["audiences"][0]), (&serde_json::json!([]), &API.into()));

    let form = format!("grant_type=client_credentials&{}", credentials(&app));
    let tokens = post_form(&format!("{}/token", nodes.issuer()), &form).json();
    let token = tokens["access_token"].as_str().expect("a token").to_owned();
    let ask = |caller: &Value, token: &str| {
        let form = format!("token={token}&{}", credentials(caller));
        post_form(&format!("{}/introspect", nodes.issuer()), &form).json()
    };
    let known = ask(&api, &token);
    assert_eq!((&known["active"], &known["client_id"]), (&true.into(), &app["client_id"]), "{known}");
    assert_eq!(ask(&other, &token)["active"], false);
    assert_eq!(ask(&api, "nonsense")["active"], false);

    let node = nodes.running.pop().expect("a node");
    let (_, log) = node.stop();
    assert!(!log.contains(&token), "{log}");
}

#[test]
fn m7_the_log_says_why_a_token_is_inactive() {
    use crate::support::{
        folder::Folder,
        program::{Running, command},
    };
    let folder = Folder::new();
    let app = run(
        &folder,
        &[
            "client",
            "add",
            "--json",
            "--name",
            "App",
            "--grant",
            "client_credentials",
            "--scope",
            "x",
            "--audience",
            API,
        ],
    )
    .json();
    let server = Running::start(command(&folder, &["serve", "--listen", "127.0.0.1:0", "--log", "info"]));
    let address = format!("http://{}", server.fact("listen"));
    let form = format!("token=nonsense&{}", credentials(&app));
    assert_eq!(post_form(&format!("{address}/introspect"), &form).json()["active"], false);
    let (_, log) = server.stop();
    let line = log.lines().find(|line| line.contains("introspection answered inactive")).expect("a line");
    let id = app["client_id"].as_str().expect("an id");
    assert!(line.contains(id) && line.contains("expected a token of this server"), "{line}");
}

#[test]
fn m7_an_api_takes_no_options_of_an_application() {
    let folder = crate::support::folder::Folder::new();
    let api = ["client", "add", "--name", "A", "--api"];
    let bare = run(&folder, &api);
    assert!(bare.refusal(2).contains("--audience"), "{}", bare.stderr);
    for more in [
        &["--redirect-uri", "https://a.example/cb"][..],
        &["--public"],
        &["--grant", "client_credentials"],
        &["--trusted"],
        &["--for", "axum"],
    ] {
        let refused = run(&folder, &[&api[..], &["--audience", API], more].concat());
        assert!(refused.refusal(2).contains("cannot be used with"), "{more:?}: {}", refused.stderr);
    }
    let shown = run(&folder, &[&api[..], &["--audience", API]].concat());
    assert!(
        shown.stdout.contains("/introspect") && !shown.stdout.contains("authorization_endpoint"),
        "{}",
        shown.stdout
    );
    assert!(run(&folder, &["client", "list"]).stdout.contains("  API"));
}
