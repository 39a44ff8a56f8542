//! Plans from files: one change of each record, on condition of the revision that was read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod roles;

use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;
use valetkey_administration::{
    attribute::{AttributeSettings, NewAttribute},
    files::*,
    permission::Permissions,
    scope::ScopeSettings,
};
use valetkey_authorization_server::{
    Change, ClaimMapChange, FileOwnershipChange,
    claim_map::ClaimMap,
    event::{Actor, Occasion},
    record::*,
    registration::NewClient,
    role_map::RoleMap,
};
use valetkey_types::*;

const NOW: Timestamp = Timestamp(1_800_000_000);

fn occasion<T>(operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    operation(&Occasion {
        tenant: &TenantId::default(),
        actor: &Actor::CommandLine { account: None },
        now: NOW,
        network_address: None,
        reference: None,
        events_kept_for: Seconds::days(1),
        fresh_id: &|| Uuid::from_u64_pair(0, NEXT.fetch_add(1, Ordering::Relaxed)),
    })
}

fn empty() -> State {
    let issuer = Issuer::parse("https://id.example").unwrap();
    let tenant = TenantRecord::new(TenantId::default(), issuer, NOW);
    State {
        tenant: TenantRecord { revision: 4, claim_map_revision: 2, ..tenant },
        claim_map: ClaimMap::default(),
        role_map: RoleMap::new(7, [], []),
        clients: Vec::new(),
        identity_providers: Vec::new(),
        ownerships: Vec::new(),
        users: Vec::new(),
    }
}

fn wanted<T>(value: T) -> Wanted<T> {
    Wanted { file: "infra/main.toml".to_owned(), value }
}

fn sources() -> Sources {
    Sources {
        folder: Some("infra".to_owned()),
        files: vec!["infra/main.toml".to_owned()],
        ..Sources::default()
    }
}

fn plan_of(desired: &Desired, state: &State, sources: &Sources) -> Result<Plan, Vec<Problem>> {
    occasion(|occasion| plan(desired, state, sources, occasion))
}

fn tenant_role(name: &str) -> RoleName {
    RoleName { name: name.to_owned(), owner: RoleOwner::Tenant }
}

/// A role of the tenant without permissions.
fn role(name: &str) -> DesiredRole {
    DesiredRole {
        name: tenant_role(name),
        description: None,
        permissions: Permissions::default(),
        limited_to_group: None,
    }
}

/// Two attributes, a scope with their claims, a role, and a group and a client that have it.
fn desired() -> Desired {
    let attribute = |name: &str| {
        wanted(NewAttribute {
            name: name.to_owned(),
            kind: AttributeKind::Text,
            claim: Some(name.to_owned()),
            settings: AttributeSettings {
                choices: Vec::new(),
                labels: OperatorText::new(),
                is_required: false,
                seen_by: AttributeAccess::User,
                edited_by: AttributeAccess::Administrator,
                add_to_scopes: Vec::new(),
            },
        })
    };
    let claims = vec!["department".to_owned(), "badge".to_owned()];
    let settings = ScopeSettings { claims, ..ScopeSettings::default() };
    let redirect_uris = vec!["https://notes.example/callback".to_owned()];
    Desired {
        attributes: vec![attribute("department"), attribute("badge")],
        scopes: vec![wanted(DesiredScope { name: "company".to_owned(), settings })],
        roles: vec![wanted(role("editor"))],
        groups: vec![wanted(DesiredGroup {
            name: "Staff".to_owned(),
            parent: None,
            description: None,
            roles: vec![tenant_role("editor")],
        })],
        clients: vec![wanted(DesiredClient {
            id: ClientId::new("notes"),
            secret_hash: Some(Sha256Hash::of(b"secret")),
            old_secret: None,
            settings: NewClient::web_application("Notes", redirect_uris),
            access: DesiredAccess::Only { groups: vec!["staff".to_owned()], users: Vec::new() },
            roles: vec![tenant_role("Editor")],
            disabled: true,
            images: Images::default(),
        })],
        ..Desired::default()
    }
}

fn count(plan: &Plan, is_it: impl Fn(&Change) -> bool) -> usize {
    plan.changes.iter().filter(|change| is_it(change)).count()
}

#[test]
fn one_change_of_each_record_is_stored_over_the_revision_that_was_read() {
    let plan = plan_of(&desired(), &empty(), &sources()).unwrap();
    assert_eq!(plan.steps.len(), 6);
    let tenants: Vec<_> = plan
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::ReplaceTenant(tenant) => Some((tenant.revision, tenant.claim_map_revision)),
            _ => None,
        })
        .collect();
    assert_eq!(tenants, [(4, 3)], "three operations, one change");
    assert_eq!(count(&plan, |change| matches!(change, Change::AdvanceRoleMap { revision: 7, .. })), 1);
    assert_eq!(count(&plan, |change| matches!(change, Change::AddGroup(group) if group.roles.len() == 1)), 1);
    let is_whole = |client: &Client| {
        client.disabled && client.roles.len() == 1 && client.access != ClientAccess::Everyone
    };
    assert_eq!(count(&plan, |change| matches!(change, Change::AddClient(client) if is_whole(client))), 1);
    let replaces = |change: &Change| matches!(change, Change::ReplaceClient(_) | Change::ReplaceGroup(_));
    assert_eq!(count(&plan, replaces), 0);
    let owns = |change: &Change| matches!(change, Change::FileOwnership(FileOwnershipChange::Put(_)));
    assert_eq!(count(&plan, owns), 6);
    for change in &plan.changes {
        if let Change::StoreEvent(event) = change
            && event.kind != EventKind::FileOwnersChanged
        {
            assert_eq!(event.reference.as_deref(), Some("infra/main.toml"), "{event:?}");
        }
    }
}

#[test]
fn a_second_plan_of_the_same_files_is_empty() {
    let first = plan_of(&desired(), &empty(), &sources()).unwrap();
    let after = stored(&first);
    let second = plan_of(&desired(), &after, &sources()).unwrap();
    assert!(second.steps.is_empty() && second.changes.is_empty(), "{:?}", second.steps);
}

/// The state after a plan of an empty server.
fn stored(plan: &Plan) -> State {
    let (mut state, mut attributes, mut scopes) = (empty(), Vec::new(), Vec::new());
    let (mut groups, mut roles) = (Vec::new(), Vec::new());
    for change in plan.changes.iter().cloned() {
        match change {
            Change::ReplaceTenant(tenant) => state.tenant = tenant,
            Change::ClaimMap(ClaimMapChange::AddAttribute(attribute)) => attributes.push(*attribute),
            Change::ClaimMap(ClaimMapChange::AddScope(scope)) => scopes.push(scope),
            Change::AddGroup(group) => groups.push(group),
            Change::AddRole(role) => roles.push(role),
            Change::AddClient(client) => state.clients.push(*client),
            Change::FileOwnership(FileOwnershipChange::Put(owned)) => {
                state.ownerships.push(FileOwnership { revision: 1, ..owned });
            }
            Change::StoreEvent(_) | Change::AdvanceRoleMap { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    (state.claim_map, state.role_map) = (ClaimMap::new(attributes, scopes), RoleMap::new(8, groups, roles));
    state
}

#[test]
fn a_pruned_role_and_attribute_are_removed_from_clients_and_scopes() {
    let state = stored(&plan_of(&desired(), &empty(), &sources()).unwrap());
    let mut less = desired();
    less.roles.clear();
    less.attributes.pop();
    less.groups[0].value.roles.clear();
    less.clients[0].value.roles.clear();
    less.scopes[0].value.settings.claims.pop();
    let pruned = plan_of(&less, &state, &Sources { prune: true, ..sources() }).unwrap();
    let shown: Vec<String> =
        pruned.steps.iter().map(|step| format!("{} {}", step.action.as_str(), step.thing)).collect();
    assert_eq!(shown, ["remove attribute badge", "remove role editor"]);
    let is_lost = |client: &Client| client.roles.is_empty();
    assert_eq!(
        count(&pruned, |change| matches!(change, Change::ReplaceClient(client) if is_lost(client))),
        1
    );
    let scope = |change: &Change| matches!(change, Change::ClaimMap(ClaimMapChange::ReplaceScope(scope)) if scope.claims == ["department"]);
    assert_eq!(count(&pruned, scope), 1);
    let releases = |change: &Change| matches!(change, Change::FileOwnership(FileOwnershipChange::Remove(owned)) if owned.revision == 1);
    assert_eq!(count(&pruned, releases), 2, "on condition of the revision that was read");

    let kept = plan_of(&less, &state, &sources()).unwrap();
    assert_eq!(kept.leftovers.len(), 2);
    let text =
        plan_of(&Desired { groups: desired().groups, ..less }, &state, &Sources { prune: true, ..sources() });
    assert!(text.unwrap_err()[0].text.contains("expected a role of the tenant of these files"));
}

#[test]
fn settings_of_the_tenant_keep_their_values_and_lose_their_owner() {
    let owned = FileOwnership {
        tenant: TenantId::default(),
        kind: OwnedKind::Tenant,
        name: String::new(),
        file: "infra/main.toml".to_owned(),
        owned_since: NOW,
        revision: 1,
        unknown: Unknown::default(),
    };
    let state = State { ownerships: vec![owned], ..empty() };
    for prune in [false, true] {
        let plan = plan_of(&Desired::default(), &state, &Sources { prune, ..sources() }).unwrap();
        let actions: Vec<_> = plan.steps.iter().map(|step| (&step.thing, step.action)).collect();
        assert_eq!(actions, [(&Thing::tenant(), Action::Release)]);
        assert_eq!(count(&plan, |change| matches!(change, Change::ReplaceTenant(_))), 0);
    }
}

#[test]
fn a_role_that_is_limited_to_a_removed_group_prevents_no_plan() {
    let mut state = stored(&plan_of(&desired(), &empty(), &sources()).unwrap());
    let groups: Vec<Group> = state.role_map.groups().into_iter().cloned().collect();
    let limited_to_group = Some(Uuid::from_u64_pair(9, 9));
    let role = Role { limited_to_group, ..state.role_map.roles()[0].clone() };
    state.role_map = RoleMap::new(8, groups, [role]);
    let plan = plan_of(&desired(), &state, &sources()).unwrap();
    let [Step { action: Action::Edit, changed, .. }] = plan.steps.as_slice() else {
        panic!("{:?}", plan.steps);
    };
    assert_eq!(changed.iter().map(|change| change.field.as_str()).collect::<Vec<_>>(), ["limited_to_group"]);
}

#[test]
fn every_problem_is_found_and_nothing_is_planned() {
    let mut wrong = desired();
    wrong.scopes[0].value.settings.claims.push("salary".to_owned());
    wrong.groups[0].value.parent = Some("top".to_owned());
    wrong.clients[0].value.settings.redirect_uris.clear();
    let problems = plan_of(&wrong, &empty(), &sources()).unwrap_err();
    let places: Vec<_> = problems
        .iter()
        .map(|problem| (problem.thing.to_string(), problem.field.as_str(), problem.item))
        .collect();
    assert!(places.contains(&("scope company".to_owned(), "claims", None)), "{places:?}");
    assert!(places.contains(&("group staff".to_owned(), "parent", None)), "{places:?}");
    assert!(places.contains(&("client notes".to_owned(), "redirect_uris", None)), "{places:?}");
    assert_eq!(places.len(), 3, "a reference to the wrong group is no further problem: {places:?}");
}

#[test]
fn another_owner_is_refused_unless_it_is_overridden() {
    let mut state = stored(&plan_of(&desired(), &empty(), &sources()).unwrap());
    let owner = state.owner(&Thing::client(&ClientId::new("notes"))).unwrap().clone();
    let refused = require_unowned(Some(&owner), false).unwrap_err();
    assert_eq!(
        (refused.thing.to_string(), refused.file.as_str()),
        ("client notes".to_owned(), "infra/main.toml")
    );
    assert!(require_unowned(Some(&owner), true).is_ok() && require_unowned(None, false).is_ok());

    for owned in &mut state.ownerships {
        owned.file = "team/main.toml".to_owned();
    }
    let problems = plan_of(&desired(), &state, &sources()).unwrap_err();
    assert_eq!(problems.len(), 6);
    let taken = plan_of(&desired(), &state, &Sources { takes_over: true, ..sources() }).unwrap();
    assert_eq!(taken.steps.iter().filter(|step| step.action == Action::Own).count(), 6);
    assert!(
        plan_of(&Desired::default(), &state, &Sources { prune: true, ..sources() }).unwrap().steps.is_empty()
    );
}

#[test]
fn changes_of_others_are_named_by_field() {
    let before = stored(&plan_of(&desired(), &empty(), &sources()).unwrap());
    let mut now = before.clone();
    (now.clients[0].name, now.clients[0].revision) = ("Other".to_owned(), 5);
    now.role_map = RoleMap::new(9, [], before.role_map.roles().into_iter().cloned().collect::<Vec<_>>());
    let found = changed_meanwhile(&before, &now);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].thing.to_string(), found[0].changed[0].after.as_str()),
        ("client notes".to_owned(), "Other")
    );
    assert_eq!((found[1].thing.to_string(), found[1].existed), ("group staff".to_owned(), (true, false)));
    assert_eq!(changed_meanwhile(&before, &before), []);

    let mut taken = before.clone();
    taken.ownerships[0].file = "team/main.toml".to_owned();
    let found = changed_meanwhile(&before, &taken);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].thing, Thing::from(&before.ownerships[0]));
    assert_eq!(
        (found[0].changed[0].field.as_str(), found[0].changed[0].after.as_str()),
        ("owner", "team/main.toml")
    );
}
