//! `valetkey group` and `valetkey role` over the API.

use super::Office;

#[test]
fn groups_are_the_same_through_both_doors() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    office.both("group list");
    for words in [
        "group add staff",
        "group add engineering --parent staff --description Builds",
        "group add-member engineering alice ada@example.com",
        "group add-member staff alice",
        "group edit engineering --name builders --description Builders",
    ] {
        office.done(words);
        office.both("group list --json");
    }
    for words in [
        "group list",
        "group show staff",
        "group show builders --json",
        "group show builders --limit 1",
        "user show alice --json",
        // Nothing differs.
        "group add-member builders alice",
        "group edit builders --description Builders",
        // Refused.
        "group add staff",
        "group add below --parent nothing",
        "group show nothing",
        "group add-member nothing alice",
        "group add-member staff nobody",
        "group edit staff --parent builders",
        "group remove staff",
    ] {
        office.both(words);
    }
    assert!(office.done("group remove-member builders alice").contains("Removed alice from builders."));
    office.both("group remove-member builders alice");
    office.done("group edit builders --parent=");
    office.both("group show builders");
    assert!(office.done("group remove builders").contains("Removed the group builders."));
    office.both("group list");
}

#[test]
fn roles_are_the_same_through_both_doors() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    let api = office.here("client add --name Api --api --audience https://api.example --json").json();
    let backup =
        office.here("client add --name Backup --grant client_credentials --scope roles --json").json();
    let (api, backup) =
        (api["client_id"].as_str().expect("text"), backup["client_id"].as_str().expect("text"));
    office.done("group add staff");
    for words in [
        "role add editor --description Edits --permission users:read --within-group staff".to_owned(),
        format!("role add publisher --of {api}"),
        "role grant editor --user alice".to_owned(),
        "role grant editor --group staff".to_owned(),
        format!("role grant publisher --of https://api.example --client {backup}"),
        "role edit editor --add-permission users:write --description Editor".to_owned(),
    ] {
        office.done(&words);
        office.both("role list --json");
    }
    for words in [
        "role list",
        "role show editor",
        "role show editor --json",
        &format!("role show publisher --of {api}"),
        "user show alice",
        // Nothing differs.
        "role grant editor --user alice",
        "role edit editor --description Editor",
        // Refused.
        "role add editor",
        "role add other --permission nothing",
        "role add other --of nothing",
        "role show nothing",
        "role grant editor --user nobody",
        "role grant editor --client nothing",
        "role edit editor --within-group nothing",
    ] {
        office.both(words);
    }
    office.done("role ungrant editor --user alice");
    office.both("role ungrant editor --user alice");
    office.done("role remove editor");
    office.both("role list");
}

#[test]
fn an_administrator_can_not_give_more_than_they_have() {
    let office = Office::start();
    for words in [
        "role add helpdesk --permission roles:write --permission groups:read",
        "role grant helpdesk --user alice",
    ] {
        assert_eq!(office.here(words).code, 0, "{words}");
    }
    office.sign_in("alice");
    let refused = office.there("role grant administrator --user alice");
    assert_eq!(refused.code, 1, "{}", refused.stdout);
    assert!(!office.here("user show alice --json").stdout.contains("administrator"));
    let refused = office.there("client list");
    assert!(refused.refusal(1).contains("expected the permission clients:read"), "{}", refused.stderr);
}
