//! An export makes an empty server the same.

use serde_json::json;

use super::{NOTES_SECRET, VARIABLES, empty, json, steps, try_run, with_everything, with_file, write};
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

#[test]
fn an_old_secret_counts_until_the_end_in_the_file_and_is_exported_with_it() {
    let moment = |days: i64| {
        let now = jiff::Timestamp::now().as_second();
        jiff::Timestamp::from_second(now + days * 86_400).expect("a moment").to_string()
    };
    let client = "[[client]]\nid = \"backup\"\nname = \"Backup\"\ngrant_types = [\"client_credentials\"]\nscope = \"\"\n";
    let secrets = |old: &str| {
        format!("{client}client_secret = {{ env = \"API_SECRET\" }}\nold_client_secret = {old}\n")
    };
    let end = moment(10);
    let folder = with_file(&secrets(&format!("{{ file = \"notes.secret\", expires_at = {end} }}")));
    write(&folder, "infra/notes.secret", &format!("{NOTES_SECRET}\n"));
    assert_eq!(try_run(&folder, "apply infra --yes").code, 0);
    let shown = done(&folder, "client show backup")["secrets"].clone();
    assert_eq!((&shown[0]["number"], &shown[1]["number"]), (&json!(2), &json!(1)));
    assert_eq!(shown[1]["ends_at"], end.parse::<jiff::Timestamp>().expect("a moment").as_second());
    assert_eq!(json(&folder, "plan infra")["steps"], json!([]), "nothing differs");

    let exported = try_run(&folder, "export").stdout;
    assert!(exported.contains(&format!("expires_at = {end}")), "{exported}");
    let other = with_file(&exported);
    assert_eq!(try_run(&other, "apply infra --yes").code, 0);
    assert_eq!(try_run(&other, "export").stdout, exported);

    // Without the line the old secret ends.
    write(&folder, "infra/main.toml", &format!("{client}client_secret = {{ env = \"API_SECRET\" }}\n"));
    let step = json(&folder, "plan infra")["steps"][0]["changed"].clone();
    assert_eq!(step[0]["field"], "old_client_secret_ends_at", "{step}");
    assert_eq!(try_run(&folder, "apply infra --yes").code, 0);
    assert_eq!(done(&folder, "client show backup")["secrets"].as_array().map(Vec::len), Some(1));

    let late = format!("{{ file = \"notes.secret\", expires_at = {} }}", moment(91));
    let quoted = format!("{{ file = \"notes.secret\", expires_at = \"{end}\" }}");
    for (old, words) in [
        (late.as_str(), "90 days"),
        ("{ file = \"notes.secret\" }", "expected expires_at"),
        (quoted.as_str(), "without quotes"),
        ("\"a secret in the file\"", "files contain no secrets"),
        (&format!("{{ env = \"API_SECRET\", expires_at = {end} }}"), "another secret than client_secret"),
    ] {
        write(&folder, "infra/main.toml", &secrets(old));
        let refused = try_run(&folder, "plan infra").refusal(1).to_owned();
        assert!(refused.contains(words) && !refused.contains("a secret in the file"), "{old}: {refused}");
    }
    // An end in the past means the same as no old secret.
    write(
        &folder,
        "infra/main.toml",
        &secrets(&format!("{{ file = \"notes.secret\", expires_at = {} }}", moment(-1))),
    );
    assert_eq!(json(&folder, "plan infra")["steps"], json!([]));
}
