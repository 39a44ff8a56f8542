//! Other commands refuse to edit a thing that a file owns, and only its files remove it.

use serde_json::json;

use super::{empty, json, steps, try_run, with_everything, with_file, write};
use crate::support::program::done;

#[test]
fn every_command_that_edits_an_owned_thing_names_the_file() {
    let folder = with_everything();
    json(&folder, "apply infra --yes");
    for text in [
        "client edit notes --name Other",
        "client disable phone",
        "client enable notes",
        "client rotate-secret notes",
        "client remove notes",
        "scope edit company --writes yes",
        "scope remove company",
        "attribute edit department --label Team",
        "attribute edit department --scope company",
        "attribute remove department",
        "attribute add desk --claim desk --scope company",
        "group edit staff --name employees",
        "group remove engineering",
        "role edit editor --description Other",
        "role edit editor --add-permission events:read",
        "role remove editor",
        "role grant editor --group staff",
        "role ungrant editor --group engineering",
        "role grant editor --client notes",
        "identity-provider edit github --disable",
        "identity-provider remove github",
        "tenant edit --name Other",
    ] {
        let refused = try_run(&folder, text);
        let shown = refused.refusal(1);
        assert!(shown.contains("the file infra/main.toml owns"), "{text}: {shown}");
        assert!(shown.contains("--override-file-ownership"), "{text}: {shown}");
    }
    assert_eq!(steps(&json(&folder, "plan infra")), Vec::<String>::new(), "nothing was stored");
    done(&folder, "role grant editor --user alice");
    done(&folder, "group add-member staff alice");

    json(&folder, "client edit notes --name Other --override-file-ownership");
    json(&folder, "scope remove company --override-file-ownership");
    let plan = json(&folder, "plan infra");
    assert_eq!(steps(&plan), ["add scope company", "edit client notes"], "the files set it again");
}

#[test]
fn a_command_that_reaches_an_owned_thing_names_the_file_too() {
    let folder = with_file("[[group]]\nname = \"staff\"\n[[scope]]\nname = \"company\"\n");
    json(&folder, "apply infra --yes");
    done(&folder, "role add mine");
    done(&folder, "attribute add desk --claim desk");
    json(&folder, "role grant mine --group staff --override-file-ownership");
    json(&folder, "scope edit company --add-claim desk --override-file-ownership");
    for (text, thing) in
        [("role remove mine", "the group staff"), ("attribute remove desk", "the scope company")]
    {
        let refused = try_run(&folder, text);
        let shown = refused.refusal(1);
        assert!(shown.contains(thing) && shown.contains("the file infra/main.toml owns"), "{text}: {shown}");
        json(&folder, &format!("{text} --override-file-ownership"));
    }
}

#[test]
fn prune_removes_only_things_that_these_files_own() {
    let folder = with_file(
        "[[scope]]\nname = \"a\"\n[[group]]\nname = \"x\"\n[[group]]\nname = \"y\"\nparent = \"x\"\n[[role]]\nname = \"r\"\n",
    );
    write(
        &folder,
        "infra/second.toml",
        "[[scope]]\nname = \"b\"\n[[client]]\nid = \"c\"\nname = \"C\"\nredirect_uris = [\"https://c.example/\"]\n",
    );
    write(&folder, "other/main.toml", "[[scope]]\nname = \"z\"\n");
    json(&folder, "apply infra --yes");
    json(&folder, "apply other --yes");
    done(&folder, "scope add mine");
    done(&folder, "group add-member y alice");

    write(&folder, "infra/main.toml", "[[scope]]\nname = \"a\"\n");
    std::fs::remove_file(folder.path().join("infra/second.toml")).expect("a file");
    let plan = json(&folder, "plan infra");
    assert_eq!(steps(&plan), Vec::<String>::new());
    assert_eq!(plan["leftovers"].as_array().expect("leftovers").len(), 5, "{plan}");
    assert!(try_run(&folder, "plan infra").stdout.contains("--prune removes it"));

    let plan = json(&folder, "plan infra --prune");
    let expected = ["remove client c", "remove role r", "remove scope b", "remove group y", "remove group x"];
    assert_eq!(steps(&plan), expected);
    assert_eq!(plan["steps"][3]["ends"], json!({ "what": "memberships", "count": 1 }));
    assert_eq!(steps(&json(&folder, "apply infra --prune --yes")), expected);
    assert_eq!(steps(&json(&folder, "plan infra --prune")), Vec::<String>::new());
    let names: Vec<String> = done(&folder, "scope list")
        .as_array()
        .expect("a list")
        .iter()
        .map(|scope| scope["scope"].as_str().expect("a name").to_owned())
        .collect();
    assert_eq!(names, ["a", "mine", "z"]);
    assert_eq!(done(&folder, "client list"), json!([]));
}

#[test]
fn a_thing_moves_within_its_folder_and_is_taken_over_only_on_demand() {
    let folder = with_file("[[scope]]\nname = \"a\"\n[[scope]]\nname = \"b\"\n");
    json(&folder, "apply infra --yes");
    write(&folder, "infra/main.toml", "[[scope]]\nname = \"a\"\n");
    write(&folder, "infra/second.toml", "[[scope]]\nname = \"b\"\n");
    let alone = try_run(&folder, "plan infra/second.toml");
    assert!(alone.refusal(1).contains("got the scope b of infra/main.toml"), "{}", alone.stderr);
    assert_eq!(steps(&json(&folder, "apply infra --yes")), ["own scope b"]);
    assert_eq!(steps(&json(&folder, "plan infra")), Vec::<String>::new());

    write(&folder, "team/main.toml", "[[scope]]\nname = \"a\"\nwrites = true\n");
    let refused = try_run(&folder, "apply team --yes");
    assert!(refused.refusal(1).contains("got the scope a of infra/main.toml"), "{}", refused.stderr);
    assert!(refused.stderr.contains("team/main.toml:2:8"), "{}", refused.stderr);
    assert_eq!(steps(&json(&folder, "apply team --take-over --yes")), ["edit scope a"]);
    let back = try_run(&folder, "plan infra");
    assert!(back.refusal(1).contains("got the scope a of team/main.toml"), "{}", back.stderr);
}

#[test]
fn a_file_becomes_the_owner_of_a_thing_without_a_change() {
    let folder = empty();
    done(&folder, "scope add company --writes yes");
    write(&folder, "infra/main.toml", "[[scope]]\nname = \"company\"\nwrites = true\n");
    let plan = try_run(&folder, "plan infra --detailed-exitcode");
    assert_eq!(plan.code, 2);
    assert!(
        plan.stdout.contains("= scope company  (infra/main.toml): owned by the file from now on"),
        "{}",
        plan.stdout
    );
    json(&folder, "apply infra --yes");
    assert_eq!(try_run(&folder, "plan infra --detailed-exitcode").code, 0);
    let refused = try_run(&folder, "scope remove company");
    assert!(refused.refusal(1).contains("infra/main.toml"), "{}", refused.stderr);
}
