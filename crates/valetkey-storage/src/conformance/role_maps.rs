//! Groups, roles, members, and the revision that changes with them.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Storage, directory, record::MEMBERSHIP};
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenKey, CodeKey},
    record::{Group, Role, RoleOwner},
};
use valetkey_types::{ClientId, TenantId, UserId};

fn advance(revision: u64) -> Change {
    Change::AdvanceRoleMap { tenant: tenant(), revision, at: moment(2) }
}

fn remove_group(number: u32) -> Change {
    Change::RemoveGroup { tenant: tenant(), id: id(number) }
}

async fn members(storage: &dyn Storage, number: u32) -> Vec<String> {
    let found = directory::members(storage, &group(number, "staff"), None, 10).await.unwrap();
    found.into_iter().map(|user| user.username).collect()
}

fn member_of(name: &str, groups: &[u32]) -> User {
    User { groups: groups.iter().map(|number| id(*number)).collect(), ..bare_user(name) }
}

pub(super) async fn groups_and_roles_come_back_with_every_field(storage: Arc<dyn Storage>) {
    apply(&*storage, [Change::AddGroup(group(1, "Staff")), Change::AddRole(role(2, "Admin"))]).await;
    let map = directory::role_map(&*storage, &tenant()).await.unwrap();
    assert_eq!(map.group(id(1)), Some(&group(1, "Staff")));
    assert_eq!(map.role(id(2)), Some(&role(2, "Admin")));
    let bare = Group { parent: None, description: None, roles: Vec::new(), ..group(1, "Crew") };
    apply(&*storage, [Change::ReplaceGroup(bare.clone())]).await;
    refuse(&*storage, 0, [Change::ReplaceGroup(bare.clone())]).await;
    let map = directory::role_map(&*storage, &tenant()).await.unwrap();
    assert_eq!(map.group(id(1)), Some(&Group { revision: 2, ..bare }));
    let plain = Role { permissions: Vec::new(), limited_to_group: None, ..role(2, "Admin") };
    apply(&*storage, [Change::ReplaceRole(plain.clone())]).await;
    refuse(&*storage, 0, [Change::ReplaceRole(plain.clone())]).await;
    let map = directory::role_map(&*storage, &tenant()).await.unwrap();
    assert_eq!(map.role(id(2)), Some(&Role { revision: 2, ..plain }));
    apply(&*storage, [remove_group(1), Change::RemoveRole { tenant: tenant(), id: id(2) }]).await;
    refuse(&*storage, 0, [remove_group(1)]).await;
    refuse(&*storage, 0, [Change::RemoveRole { tenant: tenant(), id: id(2) }]).await;
    assert_eq!(directory::role_map(&*storage, &tenant()).await.unwrap(), Default::default());
}

pub(super) async fn names_of_groups_and_roles_are_unique_across_case(storage: Arc<dyn Storage>) {
    apply(&*storage, [Change::AddGroup(group(1, "Staff")), Change::AddGroup(group(2, "Crew"))]).await;
    refuse(&*storage, 0, [Change::AddGroup(group(3, "sTAFF"))]).await;
    refuse(&*storage, 0, [Change::ReplaceGroup(group(2, "staff"))]).await;
    let owned = |number, owner| Change::AddRole(Role { owner, ..role(number, "Admin") });
    let (client, other) = (ClientId::new("app"), ClientId::new("App"));
    apply(
        &*storage,
        [
            owned(1, RoleOwner::Tenant),
            owned(2, RoleOwner::Client(client.clone())),
            owned(3, RoleOwner::Client(other)),
            owned(4, RoleOwner::Audience("app".to_owned())),
        ],
    )
    .await;
    for owner in [RoleOwner::Tenant, RoleOwner::Client(client), RoleOwner::Audience("app".to_owned())] {
        refuse(&*storage, 0, [Change::AddRole(Role { owner, ..role(9, "admin") })]).await;
    }
}

pub(super) async fn of_two_changes_of_groups_and_roles_at_once_one_is_refused(storage: Arc<dyn Storage>) {
    apply(&*storage, [advance(0), Change::AddGroup(group(1, "staff"))]).await;
    refuse(&*storage, 0, [advance(0), Change::AddGroup(group(2, "crew"))]).await;
    let first = directory::role_map(&*storage, &tenant()).await.unwrap().revision();
    assert!(first > 1, "a tenant that is added again does not repeat revisions");
    apply(&*storage, [advance(first), Change::AddRole(role(1, "admin"))]).await;
    refuse(&*storage, 0, [advance(first), Change::RemoveRole { tenant: tenant(), id: id(1) }]).await;
    let map = directory::role_map(&*storage, &tenant()).await.unwrap();
    assert_eq!((map.revision(), map.groups().len(), map.roles().len()), (first + 1, 1, 1));
    let other = directory::role_map(&*storage, &TenantId::new("other")).await.unwrap();
    assert_eq!(other, Default::default());
}

pub(super) async fn facts_have_the_revision_of_groups_and_roles(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&bare_user("alice")), Change::StoreGrant(grant(1, "app", "alice"))]).await;
    let (user_id, client_id) = (UserId::new("alice"), ClientId::new("app"));
    let revisions = async || {
        let code = CodeKey { grant_id: id(2), user_id: &user_id, client_id: &client_id, session_id: id(1) };
        let token = AccessTokenKey { id: id(1), grant_id: Some(id(1)) };
        [
            storage.code_facts(&tenant(), code).await.unwrap().role_map.revision,
            storage.refresh_facts(&tenant(), id(1)).await.unwrap().unwrap().role_map.revision,
            storage.access_token_facts(&tenant(), token).await.unwrap().role_map.revision,
        ]
    };
    assert_eq!(revisions().await, [0; 3]);
    apply(&*storage, [advance(0)]).await;
    let first = directory::role_map(&*storage, &tenant()).await.unwrap().revision();
    assert_eq!(revisions().await, [first; 3]);
    apply(&*storage, [advance(first)]).await;
    assert_eq!(revisions().await, [first + 1; 3]);
}

pub(super) async fn members_of_a_group_follow_the_records_of_users(storage: Arc<dyn Storage>) {
    apply(&*storage, [1, 2].map(|number| Change::AddGroup(group(number, &format!("group {number}"))))).await;
    apply(&*storage, [add_user(&member_of("alice", &[1])), add_user(&member_of("bob", &[1, 2]))]).await;
    assert_eq!(members(&*storage, 1).await, ["alice", "bob"]);
    let behind =
        directory::members(&*storage, &group(1, "staff"), Some(&UserId::new("alice")), 10).await.unwrap();
    assert_eq!(behind.len(), 1);

    let alice = user_of(&*storage, "alice").await.unwrap();
    let moved = User { groups: vec![id(2)], ..alice.clone() };
    apply(&*storage, [Change::ReplaceUser { before: Box::new(alice), after: Box::new(moved) }]).await;
    assert_eq!((members(&*storage, 1).await, members(&*storage, 2).await.len()), (vec!["bob".to_owned()], 2));

    apply(&*storage, [remove_user("bob", moment(50))]).await;
    assert_eq!(members(&*storage, 2).await, ["alice"]);
    apply(&*storage, [remove_group(2)]).await;
    let left = storage.rows(&Listing::of_tenant(&MEMBERSHIP, &tenant(), 10)).await.unwrap();
    assert_eq!(left, [], "members go with their group");
    let alice = user_of(&*storage, "alice").await.unwrap();
    assert_eq!(alice.groups, [id(2)], "the record keeps the identifier, which counts nothing");
    let edited = User { groups: Vec::new(), ..alice.clone() };
    apply(&*storage, [Change::ReplaceUser { before: Box::new(alice), after: Box::new(edited) }]).await;
}

pub(super) async fn holders_of_a_role_are_found(storage: Arc<dyn Storage>) {
    let staff = Group { roles: vec![id(7)], parent: None, ..group(1, "staff") };
    let crew = Group { roles: Vec::new(), parent: Some(id(1)), ..group(2, "crew") };
    let added = [Change::AddGroup(staff), Change::AddGroup(crew), Change::AddRole(role(7, "admin"))];
    apply(&*storage, [advance(0)].into_iter().chain(added)).await;
    let granted = |name: &str, groups: &[u32]| User { granted_roles: vec![id(7)], ..member_of(name, groups) };
    let users =
        [granted("alice", &[]), granted("carol", &[2]), member_of("bob", &[2]), member_of("dora", &[])];
    apply(&*storage, users.map(|user| add_user(&user))).await;
    let map = directory::role_map(&*storage, &tenant()).await.unwrap();
    let holders = async |limit: usize| {
        let found = directory::holders(&*storage, &tenant(), &map, id(7), limit).await.unwrap();
        found.into_iter().map(|user| user.username).collect::<Vec<_>>()
    };
    assert_eq!(holders(10).await, ["alice", "carol", "bob"], "granted directly first, each once");
    assert_eq!(holders(1).await, ["alice"]);
    let alice = user_of(&*storage, "alice").await.unwrap();
    let plain = User { granted_roles: Vec::new(), ..alice.clone() };
    apply(&*storage, [Change::ReplaceUser { before: Box::new(alice), after: Box::new(plain) }]).await;
    assert_eq!(holders(10).await, ["carol", "bob"]);
    apply(&*storage, [remove_user("carol", moment(50))]).await;
    assert_eq!(holders(10).await, ["bob"]);
    apply(&*storage, [Change::RemoveRole { tenant: tenant(), id: id(7) }]).await;
    let rows = storage.rows(&Listing::of_tenant(&MEMBERSHIP, &tenant(), 10)).await.unwrap();
    assert_eq!(rows.len(), 1, "only the membership of bob is left");
}

pub(super) async fn a_required_group_must_be_there(storage: Arc<dyn Storage>) {
    let list = || {
        let require = Change::RequireGroup { tenant: tenant(), id: id(1) };
        [require, add_user(&member_of("alice", &[1]))]
    };
    refuse(&*storage, 0, list()).await;
    assert_eq!(user_of(&*storage, "alice").await, None);
    apply(&*storage, [Change::AddGroup(group(1, "staff"))]).await;
    apply(&*storage, list()).await;
    assert_eq!(members(&*storage, 1).await, ["alice"]);
}
