//! Roles with permissions, and their groups.

use valetkey_administration::{files::*, permission::Permissions};
use valetkey_authorization_server::record::RoleOwner;
use valetkey_types::ClientId;

use super::{desired, empty, plan_of, role, sources, stored, tenant_role, wanted};

/// A role for the group `Staff`, which has it.
fn with_helpdesk() -> Desired {
    let mut desired = desired();
    let words = ["users:read".to_owned(), "users:write".to_owned()];
    desired.roles.push(wanted(DesiredRole {
        permissions: Permissions::parse(&words).unwrap(),
        limited_to_group: Some("staff".to_owned()),
        ..role("helpdesk")
    }));
    desired.groups[0].value.roles.push(tenant_role("helpdesk"));
    desired
}

#[test]
fn a_group_can_have_the_role_that_is_limited_to_it() {
    let plan = plan_of(&with_helpdesk(), &empty(), &sources()).unwrap();
    let after = stored(&plan);
    let group = after.role_map.group_called("staff").unwrap();
    let role = after.role_map.role_called("helpdesk", &RoleOwner::Tenant).unwrap();
    assert_eq!((role.limited_to_group, role.permissions.len()), (Some(group.id), 2));
    assert!(group.roles.contains(&role.id) && group.roles.len() == 2);
    let of_group = |step: &&Step| step.thing == Thing::group("staff");
    let steps: Vec<&Step> = plan.steps.iter().filter(of_group).collect();
    assert_eq!(steps.len(), 1, "one step: {steps:?}");
    assert!(steps[0].changed.iter().any(|change| change.after.contains("helpdesk")), "{steps:?}");
    let shown = plan.steps.iter().find(|step| step.thing.name() == "helpdesk").unwrap();
    let limit = shown.changed.iter().find(|change| change.field == "limited_to_group").unwrap();
    assert_eq!(limit.after, "Staff", "the name of the group");
    assert!(plan_of(&with_helpdesk(), &after, &sources()).unwrap().steps.is_empty());

    // Both are pruned: the role goes first.
    let less = Desired { attributes: desired().attributes, scopes: desired().scopes, ..Desired::default() };
    let pruned = plan_of(&less, &after, &Sources { prune: true, ..sources() }).unwrap();
    let gone: Vec<String> = pruned.steps.iter().map(|step| step.thing.to_string()).collect();
    let place = |name: &str| gone.iter().position(|known| known == name).unwrap();
    assert!(place("role helpdesk") < place("group staff"), "{gone:?}");
}

#[test]
fn permissions_that_a_file_leaves_out_are_taken_away() {
    let state = stored(&plan_of(&with_helpdesk(), &empty(), &sources()).unwrap());
    let mut less = with_helpdesk();
    less.roles[1].value = role("helpdesk");
    let plan = plan_of(&less, &state, &sources()).unwrap();
    let changed = |step: &Step| -> Vec<(String, String, String)> {
        step.changed.iter().map(|one| (one.field.clone(), one.before.clone(), one.after.clone())).collect()
    };
    let of = |field: &str, before: &str| (field.to_owned(), before.to_owned(), String::new());
    assert_eq!(plan.steps.len(), 1);
    let expected = [of("permissions", "users:read users:write"), of("limited_to_group", "Staff")];
    assert_eq!(changed(&plan.steps[0]), expected);
}

#[test]
fn a_limit_that_no_group_of_the_plan_has_is_refused() {
    let mut nowhere = with_helpdesk();
    nowhere.roles[1].value.limited_to_group = Some("nobody".to_owned());
    let mut everything = with_helpdesk();
    everything.roles[1].value.permissions = Permissions::all();
    let mut of_client = with_helpdesk();
    of_client.roles[1].value.name.owner = RoleOwner::Client(ClientId::new("notes"));
    of_client.groups[0].value.roles.pop();
    for (wrong, field, text) in [
        (nowhere, "limited_to_group", "got \"nobody\""),
        (everything, "permissions", "users:read and users:write only"),
        (of_client, "permissions", "a role of the tenant only"),
    ] {
        let problems = plan_of(&wrong, &empty(), &sources()).unwrap_err();
        assert_eq!(problems[0].field, field, "{problems:?}");
        assert!(problems[0].text.contains(text), "{problems:?}");
    }
    // The group is pruned in the same plan.
    let state = stored(&plan_of(&with_helpdesk(), &empty(), &sources()).unwrap());
    let mut without = with_helpdesk();
    without.groups.clear();
    without.clients[0].value.access = DesiredAccess::Everyone;
    let problems = plan_of(&without, &state, &Sources { prune: true, ..sources() }).unwrap_err();
    let places: Vec<_> =
        problems.iter().map(|problem| (problem.thing.name(), problem.field.clone())).collect();
    assert_eq!(places, [("helpdesk".to_owned(), "limited_to_group".to_owned())]);
}
