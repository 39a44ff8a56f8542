//! Files with problems: the commands show every problem with its place, and store nothing.

use super::{json, steps, try_run, with_file, write};
use crate::support::program::done;

/// Plans this file, which must be refused with these texts.
fn refused(text: &str, expected: &[&str]) {
    let folder = with_file(text);
    for command in ["plan infra", "apply infra --yes"] {
        let ended = try_run(&folder, command);
        let shown = ended.refusal(1);
        for part in expected {
            assert!(shown.contains(part), "{part:?} is not in\n{shown}");
        }
    }
    assert_eq!(done(&folder, "scope list"), serde_json::json!([]), "nothing was stored");
}

#[test]
fn every_problem_is_shown_at_once_with_file_line_and_column() {
    refused(
        "[[scope]]\nname = \"company\"\nclaimz = [\"department\"]\nwrites = \"yes\"\n\n[[group]]\nname = \"staff\"\nroles = [\"editor\", \"boss\"]\nparent = \"top\"\n\n[[role]]\nname = \"editor\"\n\n[[client]]\nid = \"notes\"\nname = \"Notes\"\nredirect_uris = [\"https://notes.example/cb\", \"nonsense\"]\nconsent = \"never\"\n",
        &[
            "infra/main.toml:3:1",
            "unknown key claimz",
            "did you mean claims?",
            "infra/main.toml:4:10",
            "expected true or false, got a text",
            "infra/main.toml:8:20",
            "got \"boss\"",
            "infra/main.toml:9:10",
            "expected a group of these files or of the server, got \"top\"",
            "infra/main.toml:18:11",
            "expected one of ask, trusted, got \"never\"",
        ],
    );
    refused(
        "[[group]]\nname = \"staff\"\nroles = [\"editor\", \"boss\"]\n[[role]]\nname = \"editor\"\n[[client]]\nid = \"notes\"\nname = \"Notes\"\nredirect_uris = [\"https://notes.example/cb\", \"nonsense\"]\n",
        &["infra/main.toml:3:20", "got \"boss\"", "infra/main.toml:9:17", "redirect_uris"],
    );
}

#[test]
fn a_text_that_is_no_toml_or_no_table_is_refused() {
    refused("[[scope]\nname = 1\n", &["infra/main.toml:1:", "this is no TOML"]);
    refused("[scope]\nname = \"a\"\n", &["infra/main.toml:1:2", "expected [[scope]], got a table"]);
    refused("[[scopes]]\nname = \"a\"\n", &["unknown key scopes", "did you mean scope?"]);
    refused("[[scope]]\nclaims = []\n", &["name is missing"]);
    refused("tenant = 1\n", &["expected [tenant], got a number"]);
}

#[test]
fn references_to_nothing_are_refused() {
    for (text, expected) in [
        (
            "[[role]]\nname = \"a\"\nclient = \"nobody\"\n",
            "expected a client of these files or of the server",
        ),
        (
            "[[role]]\nname = \"a\"\naudience = \"https://x.example\"\n",
            "expected an audience that a client is registered for",
        ),
        (
            "[[client]]\nid = \"a\"\nname = \"A\"\nredirect_uris = [\"https://a.example/\"]\naccess = { groups = [\"x\"], users = [\"bob\"] }\n",
            "expected the username of a user of the server, got \"bob\"",
        ),
        (
            "[[role]]\nname = \"a\"\npermissions = [\"users:read\"]\nlimited_to_group = \"nobody\"\n",
            "expected a group of these files or of the server, got \"nobody\"",
        ),
        ("[[scope]]\nname = \"a\"\nclaims = [\"x\"]\n", "expected a standard claim such as birthdate"),
        (
            "[[identity_provider]]\nname = \"github\"\nclient_id = \"x\"\ngroups = [{ group = \"x\", pointer = \"/g\", value = \"y\" }]\n",
            "expected a group of these files or of the server, got \"x\"",
        ),
        ("[[identity_provider]]\nname = \"githup\"\nclient_id = \"x\"\n", "github"),
        (
            "[[group]]\nname = \"a\"\nparent = \"b\"\n[[group]]\nname = \"b\"\nparent = \"A\"\n",
            "not below it",
        ),
        (
            "[tenant]\npasskey_models = [\"11111111-2222-3333-4444-555555555555\", \"x\"]\n",
            "expected the AAGUID",
        ),
        ("[tenant.lifetimes]\nsesion = \"1h\"\n", "expected one of"),
        ("[tenant.lifetimes]\naccess_token = \"0s\"\n", "access_token"),
        ("[tenant.lifetimes]\naccess_token = 0x10\n", "expected a length of time"),
        (
            "[[client]]\nid = \"a\"\nname = \"A\"\nredirect_uris = [\"https://a.example/\"]\nclaim_places = { salary = [\"userinfo\"] }\n",
            "expected a standard claim such as birthdate, roles, groups",
        ),
        ("[tenant.branding]\naccent = \"#ffff00\"\n", "expected a contrast"),
        ("[tenant.branding]\nlogo = { file = \"none.svg\" }\n", "none.svg"),
    ] {
        refused(text, &["infra/main.toml:", expected]);
    }
}

#[test]
fn wrong_permissions_are_refused_with_line_and_column() {
    refused(
        "[[role]]\nname = \"a\"\npermissions = [\"users:read\", \"users:own\"]\nlimited_to_group = \"b\"\n\n[[role]]\nname = \"c\"\npermissions = [\"keys:read\"]\nlimited_to_group = \"d\"\n\n[[group]]\nname = \"d\"\n",
        &["infra/main.toml:3:30", "such as users:read, got \"users:own\""],
    );
    refused(
        "[[role]]\nname = \"a\"\npermissions = [\"users:read\"]\nlimited_to_group = \"b\"\n\n[[role]]\nname = \"c\"\npermissions = [\"keys:read\"]\nlimited_to_group = \"d\"\n\n[[group]]\nname = \"d\"\n",
        &["infra/main.toml:4:20", "got \"b\"", "infra/main.toml:8:15", "users:read and users:write only"],
    );
    refused(
        "[[role]]\nname = \"a\"\npermissions = \"users:read\"\n",
        &["infra/main.toml:3:15", "expected a list"],
    );
    refused("[[role]]\nname = \"a\"\npermission = []\n", &["did you mean permissions?"]);
}

#[test]
fn lk4_a_secret_in_a_file_is_refused_and_not_shown() {
    let client = "[[client]]\nid = \"a\"\nname = \"A\"\nredirect_uris = [\"https://a.example/\"]\n";
    let secret = "hush-hush-hush-hush-hush-hush";
    for (line, expected) in [
        (format!("client_secret = \"{secret}\""), "files contain no secrets"),
        (format!("client_secret = {{ plain = \"{secret}\" }}"), "expected one of { file"),
        (format!("client_secrt = \"{secret}\""), "did you mean client_secret?"),
        (format!("\"{secret} {secret}\" = 1"), "in quotes (not shown)"),
        (format!("disabled = 1 # {secret}"), "expected true or false"),
        ("client_secret = { env = \"NOBODY_SET_THIS\" }".to_owned(), "NOBODY_SET_THIS"),
        ("client_secret = { file = \"missing.secret\" }".to_owned(), "missing.secret"),
        (format!("client_secret = {{ sha256 = \"{secret}\" }}"), "64 hexadecimal digits"),
        ("client_secret = { env = \"A\", file = \"b\" }".to_owned(), "expected one of { file"),
    ] {
        let folder = with_file(&format!("{client}{line}\n"));
        let ended = try_run(&folder, "plan infra");
        assert!(ended.refusal(1).contains(expected), "{line}: {}", ended.stderr);
        assert!(!ended.stderr.contains(secret), "{line}: {}", ended.stderr);
        assert!(ended.stderr.contains("infra/main.toml:5:"), "{line}: {}", ended.stderr);
    }
    let folder = with_file(&format!("{client}client_secret = {{ file = \"short\" }}\n"));
    write(&folder, "infra/short", "too-short");
    let ended = try_run(&folder, "plan infra");
    assert!(ended.refusal(1).contains("24 to 255 characters"), "{}", ended.stderr);
    assert!(!ended.stderr.contains("too-short"), "{}", ended.stderr);
}

#[test]
fn one_thing_in_two_places_is_refused_with_both() {
    let folder = with_file("[[scope]]\nname = \"company\"\n");
    write(&folder, "infra/other.toml", "\n\n[[scope]]\nname = \"company\"\n");
    let ended = try_run(&folder, "plan infra");
    let shown = ended.refusal(1);
    assert!(shown.contains("infra/other.toml:4:8"), "{shown}");
    assert!(shown.contains("infra/main.toml:2 already"), "{shown}");
    let folder = with_file("[[group]]\nname = \"staff\"\n[[group]]\nname = \"Staff\"\n");
    assert!(try_run(&folder, "plan infra").refusal(1).contains("main.toml:2 already"));
}

#[test]
fn a_client_keeps_its_kind_and_an_attribute_its_type() {
    let folder = with_file(
        "[[client]]\nid = \"a\"\nname = \"A\"\nredirect_uris = [\"https://a.example/\"]\n[[attribute]]\nname = \"b\"\n",
    );
    assert_eq!(steps(&json(&folder, "apply infra --yes")).len(), 2);
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    write(
        &folder,
        "infra/main.toml",
        &format!(
            "[[client]]\nid = \"a\"\nname = \"A\"\nredirect_uris = [\"https://a.example/\"]\nclient_secret = {{ sha256 = \"{hash}\" }}\n[[attribute]]\nname = \"b\"\ntype = \"number\"\n"
        ),
    );
    let ended = try_run(&folder, "plan infra");
    let shown = ended.refusal(1);
    assert!(shown.contains("expected no secret of a public client"), "{shown}");
    assert!(shown.contains("expected the type text, got number"), "{shown}");
}
