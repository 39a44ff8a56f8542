//! A plan shows the differences, and apply stores exactly these.

use std::fs;

use serde_json::{Value, json};

use super::{NOTES_SECRET, json, steps, try_run, with_everything, with_file, write};
use crate::support::{deployment::Deployment, folder::Folder, program::done};

/// Replaces a part of the file.
fn edit(folder: &Folder, before: &str, after: &str) {
    let path = folder.path().join("infra/main.toml");
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(before), "{before}");
    fs::write(path, text.replacen(before, after, 1)).expect("a file");
}

#[test]
fn applying_twice_changes_nothing_and_a_changed_line_is_the_only_difference() {
    let folder = with_everything();
    let planned = try_run(&folder, "plan infra --detailed-exitcode");
    assert_eq!((planned.code, planned.stderr.as_str()), (2, ""));
    assert!(planned.stdout.contains("+ client notes  (infra/main.toml)"), "{}", planned.stdout);
    assert!(planned.stdout.contains("18 to add, 1 to edit."), "{}", planned.stdout);
    assert!(try_run(&folder, "client list").stdout.contains("client add"), "a plan stores nothing");

    json(&folder, "apply infra --yes");
    let events = try_run(&folder, "event list --json").stdout;
    let again = json(&folder, "apply infra --yes");
    assert_eq!(steps(&again), Vec::<String>::new());
    assert_eq!(try_run(&folder, "event list --json").stdout, events, "nothing was stored");
    let nothing = try_run(&folder, "plan infra --detailed-exitcode");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (0, "Nothing differs.\n"));

    for (before, after, step, field, values) in [
        (
            "name = \"Notes\"\nclient",
            "name = \"Team\"\nclient",
            "edit client notes",
            "name",
            ["Notes", "Team"],
        ),
        ("writes = false", "writes = true", "edit scope company", "writes", ["false", "true"]),
        ("\"Builds it\"", "\"Runs it\"", "edit group engineering", "description", ["Builds it", "Runs it"]),
        ("\"May edit\"", "\"Edits\"", "edit role editor", "description", ["May edit", "Edits"]),
        ("\"events:read\", ", "", "edit role auditor", "permissions", ["keys:read events:read", "keys:read"]),
        (
            "limited_to_group = \"engineering\"",
            "limited_to_group = \"Staff\"",
            "edit role helpdesk",
            "limited_to_group",
            ["engineering", "Staff"],
        ),
        ("[\"S\", \"M\", \"L\"]", "[\"S\", \"M\"]", "edit attribute shirt", "choices", ["S\nM\nL", "S\nM"]),
        ("session = \"8h\"", "session = \"9h\"", "edit tenant ", "lifetimes", ["28800s", "32400s"]),
        ("position = 3", "position = 4", "edit identity_provider intranet", "position", ["3", "4"]),
        ("users = [\"alice\"]", "users = []", "edit client notes", "access", ["user alice", "group Staff"]),
    ] {
        edit(&folder, before, after);
        let plan = json(&folder, "plan infra");
        assert_eq!(steps(&plan), [step], "{after}");
        let changed = plan["steps"][0]["changed"].as_array().expect("changes");
        assert_eq!(changed.len(), 1, "{after}: {plan}");
        let value = |name: &str| changed[0][name].as_str().expect("a text").to_owned();
        assert_eq!(value("field"), field);
        assert!(value("before").contains(values[0]) && value("after").contains(values[1]), "{plan}");
        assert_eq!(steps(&json(&folder, "apply infra --yes")), [step]);
        assert_eq!(steps(&json(&folder, "plan infra")), Vec::<String>::new(), "{after}");
    }
}

#[test]
fn each_change_has_an_event_with_the_file() {
    let folder = with_everything();
    json(&folder, "apply infra --yes");
    let events = try_run(&folder, "event list --json").stdout;
    let events: Vec<Value> =
        events.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let mut kinds = Vec::new();
    for event in &events {
        let kind = event["kind"].as_str().expect("a kind");
        if ["client", "scope", "role", "group", "attribute", "identity_provider"]
            .iter()
            .any(|area| kind.starts_with(area))
            || kind == "tenant.edited"
        {
            assert_eq!(event["reference"], "infra/main.toml", "{event}");
            assert_eq!(event["actor"]["kind"], "command_line", "{event}");
            kinds.push(kind.to_owned());
        }
    }
    for kind in [
        "tenant.edited",
        "attribute.added",
        "scope.added",
        "role.added",
        "role.granted",
        "group.added",
        "client.added",
        "client.disabled",
        "identity_provider.added",
    ] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}: {kinds:?}");
    }
    assert!(events.iter().any(|event| event["kind"] == "files.owners_changed"));
}

#[test]
fn a_secret_of_a_client_is_replaced_and_compared() {
    let folder = with_everything();
    json(&folder, "apply infra --yes");
    write(&folder, "infra/notes.secret", "another-secret-of-notes-with-length");
    let plan = json(&folder, "plan infra");
    assert_eq!(steps(&plan), ["edit client notes"]);
    let expected = json!([{ "field": "client_secret", "before": "set", "after": "replaced" }]);
    assert_eq!(plan["steps"][0]["changed"], expected);
    json(&folder, "apply infra --yes");
    assert!(try_run(&folder, "event list --json").stdout.contains("client.secret_rotated"));
    assert_eq!(steps(&json(&folder, "plan infra")), Vec::<String>::new());
}

#[test]
fn groups_change_places_in_one_plan() {
    let folder = with_file(
        "[[group]]\nname = \"a\"\n[[group]]\nname = \"b\"\nparent = \"a\"\n[[group]]\nname = \"c\"\nparent = \"b\"\n",
    );
    json(&folder, "apply infra --yes");
    let turned = "[[group]]\nname = \"a\"\nparent = \"b\"\n[[group]]\nname = \"b\"\nparent = \"c\"\n[[group]]\nname = \"c\"\n";
    write(&folder, "infra/main.toml", turned);
    assert_eq!(steps(&json(&folder, "apply infra --yes")), ["edit group c", "edit group b", "edit group a"]);
    assert_eq!(done(&folder, "group show a")["parents"], json!(["b", "c"]));
}

#[test]
fn apply_asks_and_a_plan_is_for_one_tenant() {
    let folder = with_file("[[scope]]\nname = \"company\"\n");
    done(&folder, "tenant add acme --issuer https://acme.example");
    let unasked = try_run(&folder, "apply infra");
    assert!(unasked.refusal(1).contains("--yes"), "{}", unasked.stderr);
    json(&folder, "apply infra --tenant acme --yes");
    assert_eq!(done(&folder, "scope list"), json!([]));
    assert_eq!(done(&folder, "scope list --tenant acme")[0]["scope"], "company");
    let nowhere = try_run(&folder, "plan infra --database sqlite:other.db");
    assert!(nowhere.refusal(1).contains("there is no database"), "{}", nowhere.stderr);
}

#[test]
fn a_running_server_uses_what_was_applied_and_a_plan_counts_the_grants_that_it_ends() {
    let (server, files) = (Deployment::start(), Folder::new());
    write(&files, "infra/notes.secret", NOTES_SECRET);
    let landing = server.landing();
    let client = format!(
        "[[client]]\nid = \"notes\"\nname = \"Notes\"\nclient_secret = {{ file = \"notes.secret\" }}\nredirect_uris = [\"{landing}\"]\n"
    );
    write(&files, "infra/main.toml", &client);
    let path = files.path().join("infra").display().to_string();
    assert_eq!(server.run(&["apply", &path, "--yes"]).code, 0);
    let tokens = server.tokens(&json!({ "client_id": "notes", "client_secret": NOTES_SECRET }), &[]);
    assert!(tokens["access_token"].is_string(), "{tokens}");

    write(&files, "infra/main.toml", &format!("{client}disabled = true\n"));
    let ends = json!({ "what": "grants", "count": 1 });
    let plan = server.run(&["plan", &path, "--json"]).json();
    assert_eq!((steps(&plan), &plan["steps"][0]["ends"]), (vec!["edit client notes".to_owned()], &ends));
    write(&files, "infra/main.toml", "");
    let plan = server.run(&["plan", &path, "--prune"]);
    assert!(
        plan.stdout.contains("- client notes") && plan.stdout.contains("ends 1 grants"),
        "{}",
        plan.stdout
    );
}
