//! Measures the cost of changes of a large group. It asserts nothing.

use std::time::{Duration, Instant};

use super::sample::{bare_user, group, id, role, tenant};
use crate::{Storage, directory};
use valetkey_accounts::User;
use valetkey_authorization_server::{Change, record::Group};

/// The number of users in one commit.
const LIST: usize = 1_000;

fn member(number: usize) -> User {
    User { groups: vec![id(1)], ..bare_user(&format!("{number:032x}")) }
}

fn advance(revision: u64) -> Change {
    Change::AdvanceRoleMap { tenant: tenant(), revision, at: super::sample::moment(1) }
}

/// Creates `groups` groups, one of them with `members` members, and returns how long each change of that group takes. The last
/// entry is the time that rewriting the record of each member would take.
pub async fn time_changes(
    storage: &dyn Storage,
    members: usize,
    groups: u32,
) -> Vec<(&'static str, Duration)> {
    let mut times = Vec::new();
    let all = (1..=groups).map(|number| Change::AddGroup(group(number, &format!("group {number}"))));
    storage.apply(std::iter::once(advance(0)).chain(all).collect()).await.unwrap();
    for start in (0..members).step_by(LIST) {
        let users = (start..members.min(start + LIST)).map(member);
        storage.apply(users.map(|user| Change::AddUser(Box::new(user))).collect()).await.unwrap();
    }

    let map = directory::role_map(storage, &tenant()).await.unwrap();
    let begun = Instant::now();
    directory::role_map(storage, &tenant()).await.unwrap();
    times.push(("read all groups and roles", begun.elapsed()));

    let begun = Instant::now();
    let with_role = Group { revision: 1, roles: vec![id(1)], ..group(1, "group 1") };
    let add = Change::AddRole(role(1, "editor"));
    let changes = vec![advance(map.revision()), add, Change::ReplaceGroup(with_role)];
    storage.apply(changes).await.unwrap();
    times.push(("grant a role to the group", begun.elapsed()));

    let begun = Instant::now();
    for start in (0..members).step_by(LIST) {
        let users = (start..members.min(start + LIST)).map(member);
        let replace =
            |user: User| Change::ReplaceUser { before: Box::new(user.clone()), after: Box::new(user) };
        storage.apply(users.map(replace).collect()).await.unwrap();
    }
    let rewritten = begun.elapsed();

    let begun = Instant::now();
    let remove = Change::RemoveGroup { tenant: tenant(), id: id(1) };
    storage.apply(vec![advance(map.revision() + 1), remove]).await.unwrap();
    times.push(("remove the group", begun.elapsed()));
    times.push(("rewrite every member, 1,000 in a commit", rewritten));
    times
}
