//! Operations on groups and roles, from the wrong side.

#![allow(clippy::unwrap_used, reason = "tests")]

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::{
    group::{self, GroupError, MOST_GROUPS_OF_A_USER, NewGroup},
    role::{self, Holder, NewRole, RoleError},
};
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind, Occasion},
    record::{Client, Event, Group, Role, RoleOwner},
    registration::{NewClient, new_client},
    role_map::RoleMap,
};
use valetkey_types::*;

const NOW: Timestamp = Timestamp(1_800_000_000);

fn occasion<T>(operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
    operation(&Occasion {
        tenant: &TenantId::default(),
        actor: &Actor::CommandLine { account: Some("ops".to_owned()) },
        now: NOW,
        network_address: None,
        reference: None,
        events_kept_for: Seconds::days(1),
        fresh_id: &|| Uuid::from_u128(7),
    })
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn new(name: &str, parent: Option<u128>) -> NewGroup {
    NewGroup { name: name.to_owned(), parent: parent.map(id), description: None }
}

/// A chain of groups: each number lies below the one before it.
fn chain(length: u128) -> RoleMap {
    let mut groups: Vec<Group> = Vec::new();
    for number in 1..=length {
        let parent = (number > 1).then(|| number - 1);
        let map = RoleMap::new(4, groups.clone(), []);
        let name = format!("group {number}");
        let added = occasion(|occasion| group::add(id(number), new(&name, parent), &map, occasion)).unwrap();
        groups.push(Group { revision: 1, ..added.answer });
    }
    RoleMap::new(5, groups, [])
}

fn edit(map: &RoleMap, group: u128, new: NewGroup) -> Result<Vec<Change>, GroupError> {
    let group = map.group(id(group)).unwrap();
    occasion(|occasion| group::edit(group, new, map, occasion)).map(|decision| decision.changes)
}

fn event(changes: &[Change]) -> &Event {
    let event = changes.iter().find_map(|change| match change {
        Change::StoreEvent(event) => Some(event),
        _ => None,
    });
    event.unwrap()
}

#[test]
fn a_group_is_never_above_itself() {
    let map = chain(3);
    for parent in [1, 2, 3] {
        let refused = edit(&map, 1, new("group 1", Some(parent))).unwrap_err();
        assert_eq!(refused, GroupError::Cycle(format!("group {parent}")));
        let text = refused.to_string();
        assert!(
            text.contains("expected a parent that is not the group itself") && text.contains("got"),
            "{text}"
        );
    }
    assert!(edit(&map, 3, new("group 3", Some(1))).is_ok());
    assert_eq!(edit(&map, 3, new("group 3", Some(9))).unwrap_err(), GroupError::UnknownParent);
}

#[test]
fn groups_have_a_bounded_depth_also_when_a_branch_moves() {
    let map = chain(10);
    let add = |map: &RoleMap, parent| {
        occasion(|occasion| group::add(id(99), new("one more", Some(parent)), map, occasion))
    };
    assert_eq!(add(&map, 10).unwrap_err(), GroupError::TooDeep(11));
    let top = add(&map, 1).unwrap().answer;
    let groups = map.groups().into_iter().cloned().chain([Group { parent: None, ..top }]);
    let map = RoleMap::new(6, groups, []);
    assert_eq!(edit(&map, 1, new("group 1", Some(99))).unwrap_err(), GroupError::TooDeep(11));
    assert!(edit(&map, 2, new("group 2", Some(99))).is_ok());
}

#[test]
fn names_of_groups_are_judged() {
    let map = chain(2);
    let long = "n".repeat(101);
    for name in ["", " ", " staff", "staff ", "a\nb", "a\0b", &long] {
        let refused = edit(&map, 1, new(name, None));
        assert!(matches!(refused, Err(GroupError::Name(_))), "{name:?}: {refused:?}");
    }
    assert_eq!(edit(&map, 1, new("GROUP 2", None)).unwrap_err(), GroupError::Taken("GROUP 2".to_owned()));
    assert!(edit(&map, 1, new("GROUP 1", None)).is_ok(), "its own name in another case");
    assert!(edit(&map, 1, new("group 1", None)).unwrap().is_empty(), "nothing differs");
    let described = NewGroup { description: Some("x".repeat(501)), ..new("group 1", None) };
    assert!(matches!(edit(&map, 1, described), Err(GroupError::Name(_))));
}

#[test]
fn every_change_of_a_group_stands_with_the_revision_that_was_read() {
    let map = chain(2);
    let changes = edit(&map, 2, new("crew", None)).unwrap();
    let [Change::AdvanceRoleMap { revision: 5, .. }, Change::ReplaceGroup(_), Change::StoreEvent(event)] =
        changes.as_slice()
    else {
        panic!("{changes:?}")
    };
    assert_eq!(event.kind, EventKind::GroupEdited);
    let changed: Vec<_> =
        event.changed.iter().map(|c| (c.field.as_str(), c.before.as_str(), c.after.as_str())).collect();
    assert_eq!(changed, [("group", "group 2", "crew"), ("parent", "group 1", "")]);
}

#[test]
fn a_group_above_others_is_not_removed() {
    let map = chain(2);
    let remove = |number| occasion(|occasion| group::remove(map.group(id(number)).unwrap(), &map, occasion));
    assert_eq!(remove(1).unwrap_err(), GroupError::HasChildren("group 2".to_owned()));
    let changes = remove(2).unwrap().changes;
    assert!(matches!(changes[..], [Change::AdvanceRoleMap { .. }, Change::RemoveGroup { .. }, _]));
}

fn ada(groups: &[Uuid]) -> User {
    User { groups: groups.to_vec(), ..User::new(TenantId::default(), UserId::new("u"), "ada", NOW) }
}

#[test]
fn a_member_is_added_once_and_dead_groups_make_room() {
    let map = chain(1);
    let group = map.group(id(1)).unwrap();
    let add = |user: &User| occasion(|occasion| group::add_member(user, group, &map, occasion));
    let changes = add(&ada(&[])).unwrap().changes;
    assert!(matches!(changes[..], [Change::RequireGroup { .. }, Change::ReplaceUser { .. }, _]));
    assert_eq!(event(&changes).kind, EventKind::GroupMemberAdded);
    assert_eq!(event(&changes).subject, Some(UserId::new("u")));
    assert!(add(&ada(&[id(1)])).unwrap().changes.is_empty());
    let dead: Vec<Uuid> = (500..500 + 100).map(id).collect();
    assert_eq!(add(&ada(&dead)).unwrap().answer.groups, [id(1)]);

    let many: Vec<Group> = (2..2 + 100)
        .map(|number| Group { id: id(number), name: number.to_string(), ..group.clone() })
        .collect();
    let full = ada(&many.iter().map(|group| group.id).collect::<Vec<_>>());
    assert_eq!(full.groups.len(), MOST_GROUPS_OF_A_USER);
    let crowded = RoleMap::new(1, many.into_iter().chain([group.clone()]), []);
    let refused = occasion(|occasion| group::add_member(&full, group, &crowded, occasion));
    assert_eq!(refused.unwrap_err(), GroupError::TooMany);

    let remove = |user: &User| occasion(|occasion| group::remove_member(user, group, &map, occasion));
    assert!(remove(&ada(&[])).changes.is_empty());
    let removed = remove(&ada(&[id(1), id(500)]));
    assert_eq!(
        (removed.answer.groups, event(&removed.changes).kind.as_str()),
        (vec![], "group.member_removed")
    );
}

fn new_role(name: &str, owner: RoleOwner) -> NewRole {
    NewRole::new(name, owner)
}

fn add_role(map: &RoleMap, name: &str, owner: RoleOwner) -> Result<Role, RoleError> {
    let decided = occasion(|occasion| role::add(id(20), new_role(name, owner), map, occasion));
    decided.map(|decision| decision.answer)
}

fn of(name: &str) -> RoleOwner {
    RoleOwner::Client(ClientId::new(name))
}

#[test]
fn a_name_is_a_role_of_the_tenant_or_of_clients_but_not_of_both() {
    let tenants = add_role(&RoleMap::default(), "editor", RoleOwner::Tenant).unwrap();
    let map = RoleMap::new(1, [], [tenants]);
    assert!(matches!(add_role(&map, "Editor", RoleOwner::Tenant), Err(RoleError::Taken { .. })));
    assert!(matches!(add_role(&map, "Editor", of("app")), Err(RoleError::Ambiguous { .. })));
    let of_app = add_role(&RoleMap::default(), "owner", of("app")).unwrap();
    let map = RoleMap::new(1, [], [of_app]);
    assert!(matches!(add_role(&map, "owner", RoleOwner::Tenant), Err(RoleError::Ambiguous { .. })));
    assert!(add_role(&map, "owner", of("other")).is_ok());
    assert!(matches!(add_role(&map, " owner", of("other")), Err(RoleError::Name(_))));
}

#[test]
fn a_role_is_granted_and_taken_away_once() {
    let editor = add_role(&RoleMap::default(), "editor", RoleOwner::Tenant).unwrap();
    let groups: Vec<Group> = chain(1).groups().into_iter().cloned().collect();
    let map = RoleMap::new(3, groups, [editor.clone()]);
    let service = client("service");
    let (user, group) = (ada(&[]), map.group(id(1)).unwrap());
    let (mut has_it, mut group_has_it, mut service_has_it) = (user.clone(), group.clone(), service.clone());
    has_it.granted_roles = vec![editor.id];
    group_has_it.roles = vec![editor.id];
    service_has_it.roles = vec![(&editor).into()];
    let grant = |holder| occasion(|occasion| role::grant(&editor, holder, &map, occasion)).unwrap();
    let take = |holder| occasion(|occasion| role::take_away(&editor, holder, &map, occasion));
    for (without, with) in [
        (Holder::User(&user), Holder::User(&has_it)),
        (Holder::Group(group), Holder::Group(&group_has_it)),
        (Holder::Client(&service), Holder::Client(&service_has_it)),
    ] {
        assert_eq!(event(&grant(without)).kind, EventKind::RoleGranted);
        assert_eq!(event(&take(with)).kind, EventKind::RoleTakenAway);
        assert!(grant(with).is_empty() && take(without).is_empty(), "{with:?}");
    }
    assert!(matches!(grant(Holder::Group(group))[..], [Change::AdvanceRoleMap { revision: 3, .. }, ..]));
}

#[test]
fn a_client_gets_no_role_of_a_client_and_a_removed_role_leaves_the_clients() {
    let of_app = add_role(&RoleMap::default(), "owner", of("app")).unwrap();
    let service = client("service");
    let refused =
        occasion(|occasion| role::grant(&of_app, Holder::Client(&service), &RoleMap::default(), occasion));
    assert_eq!(refused.unwrap_err(), RoleError::NotForClients(of("app")));

    let editor = add_role(&RoleMap::default(), "editor", RoleOwner::Tenant).unwrap();
    let with = Client { roles: vec![(&editor).into()], ..client("with") };
    let removed =
        occasion(|occasion| role::remove(&editor, &[service, with], &RoleMap::default(), occasion)).changes;
    let clients: Vec<_> = removed
        .iter()
        .filter_map(|change| match change {
            Change::ReplaceClient(client) => Some((client.id.as_str(), client.roles.len())),
            _ => None,
        })
        .collect();
    assert_eq!(clients, [("with", 0)]);
}

fn client(name: &str) -> Client {
    let new = NewClient::web_application("Service", vec!["https://app.example/callback".into()]);
    new_client(TenantId::default(), ClientId::new(name), None, new, NOW).unwrap()
}
