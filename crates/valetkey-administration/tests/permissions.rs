//! The permissions of administrators, and what they do not permit.

#![allow(clippy::unwrap_used, reason = "tests")]

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::{
    permission::{Administrator, Area, Authority, NotPermitted, Permission, Permissions},
    role::{self, NewRole, RoleError, RoleSettings},
};
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind, Occasion},
    record::{Client, ClientRole, Event, Group, Role, RoleOwner},
    registration::{NewClient, new_client},
    role_map::RoleMap,
};
use valetkey_types::*;

const NOW: Timestamp = Timestamp(1_800_000_000);
const API: &str = "https://id.example/admin/api/v1";

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn occasion<T>(operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
    operation(&Occasion {
        tenant: &TenantId::default(),
        actor: &Actor::CommandLine { account: None },
        now: NOW,
        network_address: None,
        reference: None,
        events_kept_for: Seconds::days(1),
        fresh_id: &|| id(7),
    })
}

fn role(number: u128, permissions: &[&str], group: Option<u128>) -> Role {
    Role {
        tenant: TenantId::default(),
        id: id(number),
        name: format!("role {number}"),
        owner: RoleOwner::Tenant,
        description: None,
        permissions: permissions.iter().map(|word| (*word).to_owned()).collect(),
        limited_to_group: group.map(id),
        created_at: NOW,
        revision: 1,
        unknown: Unknown::default(),
    }
}

fn group(number: u128, parent: Option<u128>, roles: &[u128]) -> Group {
    Group {
        tenant: TenantId::default(),
        id: id(number),
        name: format!("group {number}"),
        parent: parent.map(id),
        description: None,
        roles: roles.iter().copied().map(id).collect(),
        created_at: NOW,
        revision: 1,
        unknown: Unknown::default(),
    }
}

fn user(name: &str, groups: &[u128], roles: &[u128]) -> User {
    User {
        groups: groups.iter().copied().map(id).collect(),
        granted_roles: roles.iter().copied().map(id).collect(),
        ..User::new(TenantId::default(), UserId::new(name), name, NOW)
    }
}

/// Group 2 is below group 1, and group 4 is below group 3. Group 1 has role 10 with every permission. Role 11 writes the users of group 3,
/// role 12 writes all users, and role 13 has a permission of a newer version.
fn map() -> RoleMap {
    let everything: Vec<String> = Permissions::all().words();
    let everything: Vec<&str> = everything.iter().map(String::as_str).collect();
    let roles = [
        role(10, &everything, None),
        role(11, &["users:write"], Some(3)),
        role(12, &["users:write"], None),
        role(13, &["users:read", "flows:write"], None),
    ];
    let groups = [group(1, None, &[10]), group(2, Some(1), &[]), group(3, None, &[]), group(4, Some(3), &[])];
    RoleMap::new(1, groups, roles)
}

fn administrator(user: &User) -> Administrator {
    Administrator::new(Actor::User { id: user.id.clone() }, Authority::of_user(user, &map()))
}

const READ: Permission = Permission::read(Area::Users);
const WRITE: Permission = Permission::write(Area::Users);

#[test]
fn sc8_permissions_come_through_roles_and_groups_above_and_from_nothing_else() {
    let may = |user: User| administrator(&user).may(Permission::write(Area::Keys));
    assert!(may(user("a", &[1], &[])) && may(user("a", &[2], &[])) && may(user("a", &[], &[10])));
    assert!(!may(user("a", &[3], &[12])) && !may(user("a", &[], &[])) && !may(user("a", &[99], &[99])));
    let named = User { roles: vec!["role 10".to_owned(), "administrator".to_owned()], ..user("a", &[], &[]) };
    assert!(!may(named), "a name without a record of a role permits nothing");
}

#[test]
fn sc8_a_role_of_a_client_or_an_audience_permits_nothing() {
    for owner in [RoleOwner::Client(ClientId::new("app")), RoleOwner::Audience(API.to_owned())] {
        let owned = Role { owner: owner.clone(), ..role(10, &["keys:write"], None) };
        assert!(Authority::of_role(&owned).is_empty());
        let settings = RoleSettings { permissions: Permissions::all(), ..RoleSettings::default() };
        let new = NewRole { settings, ..NewRole::new("x", owner.clone()) };
        let refused = occasion(|occasion| role::add(id(20), new, &RoleMap::default(), occasion));
        assert_eq!(refused.unwrap_err(), RoleError::NotOfTenant(owner));
    }
}

#[test]
fn sc8_an_administrator_of_a_group_reaches_its_members_and_those_below_and_nobody_else() {
    let map = map();
    let limited = administrator(&user("ada", &[], &[11]));
    assert!(!limited.may(WRITE) && limited.may_somewhere(WRITE) && limited.may_somewhere(READ));
    assert!(!limited.may_somewhere(Permission::read(Area::Groups)));
    for (groups, reached) in [
        (vec![3], true),
        (vec![4], true),
        (vec![1, 4], true),
        (vec![1], false),
        (vec![], false),
        (vec![99], false),
    ] {
        let other = user("bob", &groups, &[]);
        assert_eq!(limited.may_with(WRITE, &other, &map), reached, "{groups:?}");
    }
    let without_group = RoleMap::new(2, [group(1, None, &[])], [role(11, &["users:write"], Some(3))]);
    let of_removed = user("bob", &[3], &[]);
    let limited =
        Administrator::new(Actor::Server, Authority::of_user(&user("ada", &[], &[11]), &without_group));
    assert!(!limited.may_with(WRITE, &of_removed, &without_group), "the group was removed");
}

#[test]
fn sc8_nobody_changes_a_user_who_holds_more() {
    let map = map();
    let writer = administrator(&user("ada", &[], &[12]));
    let limited = administrator(&user("eve", &[], &[11]));
    let full = administrator(&user("root", &[1], &[]));
    for (target, by_writer, by_limited) in [
        (user("bob", &[3], &[]), true, true),
        (user("bob", &[3], &[12]), true, false),
        (user("bob", &[3], &[11]), true, true),
        (user("bob", &[2, 3], &[]), false, false),
        (user("bob", &[3], &[10]), false, false),
    ] {
        assert_eq!(writer.covers_user(&target, &map).is_ok(), by_writer, "{target:?}");
        assert_eq!(limited.covers_user(&target, &map).is_ok(), by_limited, "{target:?}");
        assert!(full.covers_user(&target, &map).is_ok());
    }
    let refused = writer.covers_user(&user("bob", &[], &[10]), &map).unwrap_err();
    assert!(
        matches!(&refused, NotPermitted::Exceeds { excess, .. } if excess.contains(&"keys:write".to_owned()))
    );
    assert!(refused.to_string().contains("got one with"), "{refused}");
}

#[test]
fn sc8_a_permission_of_a_newer_version_is_more_than_anybody_holds() {
    let map = map();
    let full = administrator(&user("root", &[1], &[]));
    let refused = full.covers_role(map.role(id(13)).unwrap(), &map).unwrap_err();
    assert_eq!(refused, NotPermitted::Exceeds { what: "a role", excess: vec!["flows:write".to_owned()] });
}

#[test]
fn sc8_groups_and_those_above_them_count_as_what_they_give() {
    let map = map();
    let writer = administrator(&user("ada", &[], &[12]));
    for (number, covered) in [(1, false), (2, false), (3, true), (4, true)] {
        assert_eq!(writer.covers_group(map.group(id(number)).unwrap(), &map).is_ok(), covered, "{number}");
    }
}

fn client(scope: &str, audiences: &[&str], roles: &[u128]) -> Client {
    let mut new = NewClient::web_application("App", vec!["https://app.example/callback".into()]);
    new.scope = scope.parse().unwrap();
    new.audiences = audiences.iter().map(|audience| (*audience).to_owned()).collect();
    let client = new_client(TenantId::default(), ClientId::new("app"), None, new, NOW).unwrap();
    let map = map();
    let roles = roles.iter().filter_map(|number| map.role(id(*number))).map(ClientRole::from).collect();
    Client { roles, ..client }
}

#[test]
fn sc8_a_client_that_gets_tokens_for_this_api_reaches_what_its_scope_opens() {
    let map = map();
    let words = ["clients:write".to_owned(), "users:write".to_owned()];
    let clients = Authority::everywhere(Permissions::parse(&words).unwrap());
    let writer = Administrator::new(Actor::Server, clients);
    for (client, covered) in [
        (client("openid", &[], &[]), true),
        (client("openid admin", &["https://api.example"], &[]), true),
        (client("openid", &[API], &[]), true),
        (client("openid admin", &[API], &[]), false),
        (client("openid admin:keys:read", &[API], &[]), false),
        (client("admin:users:write", &[API], &[]), true),
        (client("openid", &[], &[10]), false),
        (client("openid", &[], &[12]), true),
    ] {
        let judged = writer.covers_client(&client, &map, API);
        assert_eq!(judged.is_ok(), covered, "{} {:?} {:?}", client.scope, client.audiences, judged);
    }
}

#[test]
fn sc8_a_narrow_token_permits_no_more_than_both_scope_and_roles() {
    let scope = |text: &str| Permissions::of_scope(&text.parse().unwrap());
    let full = Authority::full();
    assert_eq!(full.narrowed(&scope("admin:users:read")).permissions().words(), ["users:read"]);
    assert!(full.narrowed(&scope("openid")).is_empty());
    let limited = Authority::of_user(&user("ada", &[], &[11]), &map());
    assert_eq!(limited.narrowed(&scope("admin")), limited);
    assert!(limited.narrowed(&scope("admin:groups:write")).is_empty());
    assert_eq!(limited.narrowed(&scope("admin:users:read")).groups(WRITE), [] as [Uuid; 0]);
}

fn event(changes: &[Change]) -> &Event {
    let event = changes.iter().find_map(|change| match change {
        Change::StoreEvent(event) => Some(event),
        _ => None,
    });
    event.unwrap()
}

#[test]
fn an_edit_of_a_role_stores_the_difference_and_keeps_a_permission_of_a_newer_version() {
    let map = map();
    let role = map.role(id(13)).unwrap();
    let mut settings = RoleSettings::from(role);
    settings.permissions = Permissions::parse(&["events:read".to_owned()]).unwrap();
    let decided = occasion(|occasion| role::edit(role, settings, &map, occasion)).unwrap();
    assert_eq!(decided.answer.permissions, ["events:read", "flows:write"]);
    let event = event(&decided.changes);
    assert_eq!(event.kind, EventKind::RoleEdited);
    let changed = event.changed.iter().find(|change| change.field == "permissions").unwrap();
    assert_eq!(
        (changed.before.as_str(), changed.after.as_str()),
        ("users:read flows:write", "events:read flows:write")
    );
    assert!(matches!(decided.changes[0], Change::AdvanceRoleMap { revision: 1, .. }));
    let same = occasion(|occasion| role::edit(role, RoleSettings::from(role), &map, occasion)).unwrap();
    assert!(same.changes.is_empty(), "nothing differs");
}

#[test]
fn a_role_within_a_group_concerns_users_and_a_group_that_exists() {
    let map = map();
    let edit = |words: &[&str], group: u128| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let permissions = Permissions::parse(&words).unwrap();
        let settings = RoleSettings { description: None, permissions, limited_to_group: Some(id(group)) };
        occasion(|occasion| role::edit(map.role(id(12)).unwrap(), settings, &map, occasion)).map(|_| ())
    };
    assert_eq!(edit(&["users:write"], 3), Ok(()));
    assert_eq!(edit(&["users:write"], 99), Err(RoleError::UnknownGroup));
    assert_eq!(
        edit(&["users:read", "events:read"], 3),
        Err(RoleError::NotWithinGroup(Permission::read(Area::Events)))
    );
}

#[test]
fn an_administrator_is_somebody_else_than_the_user_they_remove() {
    let ada = user("ada", &[1], &[]);
    assert_eq!(administrator(&ada).is_not(&ada), Err(NotPermitted::Oneself));
    assert_eq!(administrator(&ada).is_not(&user("bob", &[], &[])), Ok(()));
}
