//! An export makes an empty server the same.

use serde_json::json;

use super::{NOTES_SECRET, VARIABLES, empty, json, steps, try_run, with_everything, write};
use crate::support::{folder::Folder, program::done};

/// Exports to standard output.
fn export(folder: &Folder) -> String {
    let exported = try_run(folder, "export");
    assert_eq!((exported.code, exported.stderr.as_str()), (0, ""));
    exported.stdout
}

#[test]
fn an_export_of_every_kind_makes_an_empty_server_the_same_byte_for_byte() {
    let first = with_everything();
    let applied = json(&first, "apply infra --yes");
    assert_eq!(steps(&applied).len(), 19, "{applied}");
    let exported = export(&first);

    let second = empty();
    write(&second, "all/everything.toml", &exported);
    let applied = json(&second, "apply all --yes");
    assert!(applied["steps"].as_array().unwrap().iter().all(|step| step["ends"].is_null()));
    assert_eq!(export(&second), exported);
    assert_eq!(export(&second), exported, "the order is stable");
    assert_eq!(steps(&json(&second, "plan all")), Vec::<String>::new());

    let postgres = valetkey_test_postgres::empty_database();
    let at = |text: &str| format!("{text} --database {}", postgres.url);
    let third = Folder::new();
    done(&third, &at("tenant edit --issuer https://id.example"));
    done(&third, &at("user add --username alice --email alice@example.com"));
    write(&third, "all/everything.toml", &exported);
    json(&third, &at("apply all --yes"));
    assert_eq!(try_run(&third, &at("export")).stdout, exported, "on PostgreSQL");

    for part in include_str!("everything.toml").lines().filter_map(|line| line.split_once(" = ")) {
        let key = part.0;
        assert!(exported.contains(&format!("{key} = ")), "{key} is not in {exported}");
    }
    for table in [
        "tenant",
        "tenant.lifetimes",
        "tenant.branding",
        "attribute",
        "scope",
        "role",
        "group",
        "client",
        "identity_provider",
    ] {
        assert!(exported.contains(&format!("[{table}]")), "{table}");
    }
}

#[test]
fn lk4_an_export_has_no_secret_and_the_secrets_work() {
    let folder = with_everything();
    let plan = try_run(&folder, "plan infra");
    let applied = try_run(&folder, "apply infra --yes");
    let events = try_run(&folder, "event list --json");
    let exported = try_run(&folder, "export");
    for ended in [&plan, &applied, &events, &exported] {
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        for secret in [NOTES_SECRET, VARIABLES[0].1, VARIABLES[1].1] {
            assert!(!ended.stdout.contains(secret) && !ended.stderr.contains(secret), "{}", ended.stdout);
        }
    }
    assert!(
        exported.stdout.contains("client_secret = { env = \"INTRANET_CLIENT_SECRET\" }"),
        "{}",
        exported.stdout
    );
    assert_eq!(exported.stdout.matches("client_secret = { sha256 = \"").count(), 2, "{}", exported.stdout);
    assert_eq!(done(&folder, "identity-provider show intranet")["has_client_secret"], true);
}

#[test]
fn an_export_of_an_almost_empty_server_is_short_and_goes_to_a_new_file_only() {
    let folder = empty();
    assert_eq!(json(&folder, "export all.toml"), json!({ "file": "all.toml" }));
    let text = std::fs::read_to_string(folder.path().join("all.toml")).expect("a file");
    assert!(text.lines().count() < 8 && text.contains("[tenant]"), "{text}");
    let again = try_run(&folder, "export all.toml");
    assert!(again.refusal(1).contains("expected a file that does not exist yet"), "{}", again.stderr);
    let other = done(&folder, "tenant add acme --issuer https://acme.example --name Acme");
    assert_eq!(other["name"], "Acme");
    assert!(try_run(&folder, "export --tenant acme").stdout.contains("name = \"Acme\""));
}
