//! `valetkey group`, `valetkey role` and `valetkey user why`.

use serde_json::json;

use crate::support::{
    folder::Folder,
    program::{done, run_text},
};

/// Users alice and bob; engineering below staff; alice is in engineering, which may publish; staff may edit.
fn company() -> Folder {
    let folder = Folder::new();
    for name in ["alice", "bob"] {
        done(&folder, &format!("user add --username {name} --email {name}@example.com"));
    }
    let api = done(&folder, "client add --name API --api --audience https://api.example");
    let by_id = format!(
        "role grant publisher --of {} --group engineering",
        api["client_id"].as_str().expect("an id")
    );
    for text in [
        "group add staff",
        "group add engineering --parent staff --description Engineers",
        "role add editor",
        "role add publisher --of https://api.example",
        "role grant editor --group staff",
        &by_id,
        "group add-member engineering alice",
    ] {
        done(&folder, text);
    }
    folder
}

#[test]
fn groups_and_roles_are_made_granted_and_explained() {
    let folder = company();
    let shown = done(&folder, "group show engineering");
    assert_eq!((&shown["parents"], &shown["members"][0]["username"]), (&json!(["staff"]), &json!("alice")));
    assert_eq!(shown["roles"][0]["of"], "https://api.example");
    let listed = run_text(&folder, "group list").stdout;
    assert!(listed.contains("publisher of https://api.example") && listed.contains("Engineers"), "{listed}");
    let roles = done(&folder, "role list");
    assert_eq!((&roles[0]["role"], &roles[0]["groups"]), (&json!("editor"), &json!(["staff"])));

    let alice = done(&folder, "user show alice");
    assert_eq!(alice["groups"], json!(["engineering", "staff"]));
    let granted = json!([{"role": "publisher", "of": "https://api.example"}, {"role": "editor", "of": null}]);
    assert_eq!(alice["granted_roles"], granted);

    done(&folder, "role grant editor --user alice");
    done(&folder, "user edit alice --add-role editor");
    let why = done(&folder, "user why alice editor");
    let ways = json!([
        {"kind": "by_name"}, {"kind": "directly"}, {"kind": "group", "path": ["engineering", "staff"]}
    ]);
    assert_eq!((&why["has"], &why["ways"]), (&json!(true), &ways));
    let in_words = run_text(&folder, "user why alice editor").stdout;
    assert!(in_words.contains("through the group engineering < staff"), "{in_words}");
    assert_eq!(done(&folder, "user why bob editor")["has"], false);
    assert!(run_text(&folder, "user why bob nothing").refusal(1).contains("there is no role"));

    for text in ["role ungrant editor --user alice", "role ungrant editor --group staff"] {
        assert_eq!(done(&folder, text)["taken_away"], true, "{text}");
        assert_eq!(done(&folder, text)["taken_away"], false, "{text} again");
    }
    assert_eq!(done(&folder, "user why alice editor")["ways"], json!([{"kind": "by_name"}]));
    assert_eq!(
        done(&folder, "group remove-member engineering alice bob")["removed"].as_array().unwrap().len(),
        1
    );
    assert_eq!(done(&folder, "user show alice")["groups"], json!([]));
    let events = run_text(&folder, "event list --json").stdout;
    for kind in
        ["group.added", "group.member_added", "group.member_removed", "role.granted", "role.taken_away"]
    {
        assert!(events.contains(kind), "{kind}: {events}");
    }
}

#[test]
fn a_wrong_change_of_groups_and_roles_says_what_was_expected() {
    let folder = company();
    for (text, code, complaint) in [
        ("group add Staff", 2, "expected a name that no group has, got \"Staff\""),
        (
            "group edit staff --parent engineering",
            2,
            "expected a parent that is not the group itself and not below it",
        ),
        ("group remove staff", 1, "expected a group without groups below it, got one above engineering"),
        ("group add crew --parent nobody", 1, "there is no group \"nobody\""),
        ("group add-member staff carol", 1, "there is no user \"carol\""),
        (
            "role add editor --of https://api.example",
            2,
            "expected a name that neither the tenant nor a client uses",
        ),
        ("role add admin --of nobody", 2, "--of: expected a client_id or an audience"),
        ("role grant publisher --user alice", 1, "--of names the client or audience"),
        ("role grant editor", 2, "required"),
        ("role grant editor --user alice --group staff", 2, "cannot be used with"),
        ("role grant editor --client nobody", 1, "there is no client \"nobody\""),
    ] {
        let refused = run_text(&folder, text);
        assert!(refused.refusal(code).contains(complaint), "{text}: {}", refused.stderr);
    }
}

#[test]
fn a_removed_group_or_role_is_gone_for_everybody() {
    let folder = company();
    assert_eq!(done(&folder, "role remove publisher --of https://api.example")["removed"], "publisher");
    assert_eq!(done(&folder, "group show engineering")["roles"], json!([]));
    done(&folder, "group edit engineering --parent=");
    assert_eq!(done(&folder, "user show alice")["groups"], json!(["engineering"]));
    done(&folder, "group remove engineering");
    done(&folder, "group add engineering");
    assert_eq!(done(&folder, "user show alice")["groups"], json!([]), "another group of the same name");
    assert_eq!(done(&folder, "group show engineering")["members"], json!([]));
    done(&folder, "user remove alice");
}

#[test]
fn a_role_of_the_tenant_makes_administrators() {
    let folder = company();
    let added = done(&folder, "role add helpdesk --permission users:write --within-group staff");
    assert_eq!(added["permissions"], json!(["users:read", "users:write"]), "to write includes to read");
    assert_eq!(added["within_group"], "staff");
    let edited = done(&folder, "role edit helpdesk --remove-permission users:write --description Reads");
    assert_eq!((&edited["permissions"], &edited["description"]), (&json!(["users:read"]), &json!("Reads")));
    assert_eq!(done(&folder, "role show helpdesk"), edited);
    let all = done(&folder, "role add administrator --permission all");
    assert_eq!(all["permissions"].as_array().map(Vec::len), Some(22));
    let events = run_text(&folder, "event list --kind role.edited --json").stdout;
    assert!(events.contains("\"after\":\"users:read\",\"before\":\"users:read users:write\""), "{events}");
    for (text, complaint) in [
        (
            "role add x --permission users:delete",
            "--permission: expected an area and read or write, such as users:read",
        ),
        (
            "role add x --permission users:read --of https://api.example",
            "expected permissions for a role of the tenant only",
        ),
        ("role add x --within-group staff", "--permission"),
        (
            "role edit helpdesk --add-permission events:read",
            "expected users:read and users:write only for a role within a group",
        ),
    ] {
        let refused = run_text(&folder, text);
        assert!(refused.refusal(2).contains(complaint), "{text}: {}", refused.stderr);
    }
}
