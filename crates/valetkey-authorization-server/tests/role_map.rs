//! Who has which role, and in which token it is.

#![allow(clippy::unwrap_used, reason = "tests")]

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    record::{Client, ClientRole, Group, Role, RoleOwner},
    registration::{NewClient, new_client},
    role_map::{Held, RoleMap, Way, owner_called},
};
use valetkey_types::*;

const NOW: Timestamp = Timestamp(1_800_000_000);
const API: &str = "https://api.example/";

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn group(number: u128, name: &str, parent: Option<u128>, roles: &[u128]) -> Group {
    Group {
        tenant: TenantId::default(),
        id: id(number),
        name: name.to_owned(),
        parent: parent.map(id),
        description: None,
        roles: roles.iter().copied().map(id).collect(),
        created_at: NOW,
        revision: 1,
        unknown: Unknown::default(),
    }
}

fn role(number: u128, name: &str, owner: RoleOwner) -> Role {
    Role {
        tenant: TenantId::default(),
        id: id(number),
        name: name.to_owned(),
        owner,
        description: None,
        permissions: Vec::new(),
        limited_to_group: None,
        created_at: NOW,
        revision: 1,
        unknown: Unknown::default(),
    }
}

fn client(name: &str) -> Client {
    let new = NewClient::web_application("App", vec!["https://app.example/callback".into()]);
    new_client(TenantId::default(), ClientId::new(name), None, new, NOW).unwrap()
}

fn user(groups: &[u128], granted: &[u128]) -> User {
    User {
        groups: groups.iter().copied().map(id).collect(),
        granted_roles: granted.iter().copied().map(id).collect(),
        ..User::new(TenantId::default(), UserId::new("u"), "ada", NOW)
    }
}

/// engineering < staff, and sales: editor for staff, admin for engineering, and roles of an application and of an API.
fn map() -> RoleMap {
    let of_app = RoleOwner::Client(ClientId::new("app"));
    RoleMap::new(
        1,
        [
            group(1, "staff", None, &[10]),
            group(2, "engineering", Some(1), &[11, 12, 13, 99]),
            group(3, "sales", Some(98), &[10]),
        ],
        [
            role(10, "editor", RoleOwner::Tenant),
            role(11, "admin", RoleOwner::Tenant),
            role(12, "owner", of_app),
            role(13, "publisher", RoleOwner::Audience(API.to_owned())),
        ],
    )
}

fn audience(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn members_of_a_group_are_members_of_those_above_it_and_have_their_roles() {
    let held = Held::of_user(&user(&[2], &[]), &map());
    assert_eq!(held.groups(), ["engineering", "staff"]);
    assert_eq!(held.roles(&client("app"), &audience(&["https://id.example"])), ["admin", "editor"]);
    let above = Held::of_user(&user(&[1], &[]), &map());
    assert_eq!(above.groups(), ["staff"]);
    assert_eq!(above.roles(&client("app"), &[]), ["editor"], "nothing flows down");
}

#[test]
fn sc3_a_role_of_a_client_or_audience_is_in_tokens_for_it_alone() {
    let held = Held::of_user(&user(&[2], &[]), &map());
    let (app, other) = (client("app"), client("other"));
    assert_eq!(held.roles_for(&app), ["admin", "editor", "owner"]);
    assert_eq!(held.roles_for(&other), ["admin", "editor"]);
    assert_eq!(held.roles(&app, &audience(&[API])), ["admin", "editor", "publisher"]);
    assert_eq!(held.roles(&other, &audience(&["https://api.example"])), ["admin", "editor", "publisher"]);
    assert_eq!(held.roles(&other, &audience(&["app"])), ["admin", "editor"], "another client's tokens");
    let both = audience(&[API, "https://other.example"]);
    assert_eq!(held.roles(&app, &both), ["admin", "editor"], "nobody could tell whose role it is");
    let later = Client { created_at: NOW.plus(Seconds(1)), ..client("app") };
    assert_eq!(held.roles_for(&later), ["admin", "editor"], "the role was of an earlier client of this name");
}

#[test]
fn rf3_what_was_removed_counts_nothing() {
    let held = Held::of_user(&user(&[77, 3], &[88]), &map());
    assert_eq!(held.groups(), ["sales"], "neither the group of 77 nor the parent 98 is there");
    assert_eq!(held.roles_for(&client("app")), ["editor"]);
    let nothing = Held::of_user(&user(&[1, 2], &[10]), &RoleMap::default());
    assert_eq!((nothing.groups().len(), nothing.roles_for(&client("app")).len()), (0, 0));
}

#[test]
fn names_that_were_granted_without_a_role_record_stay_and_come_first() {
    let mut ada = user(&[2], &[10]);
    ada.roles = vec!["zoo".to_owned(), "admin".to_owned()];
    let held = Held::of_user(&ada, &map());
    assert_eq!(held.roles(&client("other"), &[]), ["zoo", "admin", "editor"], "each once");
}

#[test]
fn nothing_is_worked_out_that_the_scope_does_not_open() {
    let ada = User { roles: vec!["admin".to_owned()], ..user(&[2], &[10]) };
    for (scope, opens) in [("openid profile", false), ("roles", true), ("groups openid", true)] {
        let held = Held::in_scope(&scope.parse().unwrap(), &ada, &map());
        assert_eq!(held != Held::default(), opens, "{scope}");
    }
}

#[test]
fn every_way_to_a_role_is_named() {
    let map = map();
    let ada = user(&[2, 3, 77], &[10]);
    let ways = map.ways(&ada, id(10));
    let names = |way: &Way<'_>| match way {
        Way::Directly => "directly".to_owned(),
        Way::Through(groups) => {
            groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>().join(" < ")
        }
    };
    assert_eq!(ways.iter().map(names).collect::<Vec<_>>(), ["directly", "engineering < staff", "sales"]);
    assert_eq!(map.ways(&ada, id(99)), [], "a role that is not there");
    assert_eq!(map.ways(&user(&[1], &[99]), id(99)), []);
}

#[test]
fn a_cycle_that_somebody_stored_past_every_check_ends() {
    let map = RoleMap::new(1, [group(1, "a", Some(2), &[]), group(2, "b", Some(1), &[10])], []);
    assert_eq!(map.upwards(id(1)).len(), RoleMap::MAXIMUM_DEPTH);
    assert_eq!(Held::of_user(&user(&[1], &[]), &map).groups(), ["a", "b"]);
}

#[test]
fn a_client_has_the_roles_on_its_own_record() {
    let roles = [
        role(10, "editor", RoleOwner::Tenant),
        role(13, "publisher", RoleOwner::Audience(API.to_owned())),
        role(14, "owner", RoleOwner::Client(ClientId::new("app"))),
    ];
    let service = Client { roles: roles.iter().map(ClientRole::from).collect(), ..client("service") };
    let held = Held::of_client(&service);
    assert_eq!(held.roles(&service, &audience(&[API])), ["editor", "publisher"]);
    assert_eq!(held.roles(&service, &audience(&["https://id.example"])), ["editor"]);
    assert_eq!(held.roles(&service, &audience(&["app"])), ["editor"]);
    assert_eq!(held.groups().len(), 0);
}

#[test]
fn an_owner_is_a_client_or_an_audience_that_is_registered() {
    let mut api = client("api");
    (api.grant_types, api.audiences) = (Vec::new(), vec![API.to_owned()]);
    let mut clients = [client("app"), api];
    let of_api = Some(RoleOwner::Audience(API.to_owned()));
    assert_eq!(owner_called("app", &clients), Some(RoleOwner::Client(ClientId::new("app"))));
    assert_eq!(owner_called("https://api.example", &clients), of_api);
    assert_eq!(owner_called("api", &clients), of_api, "an API gets no tokens itself");
    assert_eq!(owner_called("App", &clients), None);
    assert_eq!(owner_called("https://other.example", &clients), None);
    clients[1].audiences.push("https://second.example".to_owned());
    assert_eq!(owner_called("api", &clients), None, "which audience is meant?");
}
