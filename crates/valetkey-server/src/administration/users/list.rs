//! Lists users.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::role_map::RoleMap;
use valetkey_storage::{directory, user_search::keys_of};
use valetkey_types::UserId;

use super::{
    super::{AdministrationError, Context, List, Part, list::Cursors},
    sees,
};

/// The filters of a list of users. A user matches all of them.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct UserFilter {
    /// A prefix of the username, the email address or the full name.
    pub(crate) search: Option<String>,
    /// The whole username or email address.
    pub(crate) name: Option<String>,
    /// A group. Its members and those of the groups below it match.
    pub(crate) group: Option<Uuid>,
    /// Whether the members of the groups below do not match.
    pub(crate) is_direct: bool,
}

/// The most members that are read for one part of a list, as a multiple of its limit.
const MEMBERS_PER_RECORD: usize = 10;

/// Returns a part of the users that the administrator may see.
pub(crate) async fn list(
    context: &Context<'_>,
    filter: &UserFilter,
    part: &Part,
) -> Result<List<User>, AdministrationError> {
    let permission = Permission::read(Area::Users);
    context.administrator.require_somewhere(permission)?;
    let map = context.role_map().await?;
    if let Some(name) = &filter.name {
        return called(context, filter, name, &map).await;
    }
    if context.administrator.may(permission) && filter.group.is_none() {
        return found(context, filter, part).await;
    }
    let groups = groups_to_walk(context, filter, &map);
    members(context, filter, part, (&groups, &map)).await
}

async fn called(
    context: &Context<'_>,
    filter: &UserFilter,
    name: &str,
    map: &RoleMap,
) -> Result<List<User>, AdministrationError> {
    let server = context.server;
    let mut records = directory::users_called(&*server.storage, &server.tenant, name).await?;
    let is_in = |user: &User, group: Uuid| match filter.is_direct {
        true => user.groups.contains(&group),
        false => user.groups.iter().any(|id| map.upwards(*id).iter().any(|above| above.id == group)),
    };
    records.retain(|user| {
        sees(context, user, map) && fits(filter, user) && filter.group.is_none_or(|group| is_in(user, group))
    });
    Ok(List { records, next: None })
}

/// The last user of a part. The next part begins after these names, even if that user was removed meanwhile.
#[derive(Serialize, Deserialize)]
struct LastUser {
    username: String,
    email: Option<String>,
    name: Option<String>,
}

async fn found(
    context: &Context<'_>,
    filter: &UserFilter,
    part: &Part,
) -> Result<List<User>, AdministrationError> {
    let server = context.server;
    let cursors = Cursors::of(server, "users", filter);
    let after = cursors.open::<LastUser>(part.after.as_deref())?.map(|last| {
        let user = User::new(server.tenant.clone(), UserId::new(""), last.username, server.environment.now());
        User { email: last.email, name: last.name, ..user }
    });
    let beginning = filter.search.as_deref().unwrap_or_default();
    let records = server.storage.find_users(&server.tenant, beginning, after.as_ref(), part.limit).await?;
    let last = records.last().filter(|_| records.len() == part.limit);
    let last = last.map(|user| LastUser {
        username: user.username.clone(),
        email: user.email.clone(),
        name: user.name.clone(),
    });
    let next = last.map(|last| cursors.seal(&last)).transpose()?;
    Ok(List { records, next })
}

/// Returns the groups whose direct members the list has, each once, in a fixed order.
fn groups_to_walk(context: &Context<'_>, filter: &UserFilter, map: &RoleMap) -> Vec<Uuid> {
    let permission = Permission::read(Area::Users);
    let reached = context.administrator.authority.groups(permission);
    let is_below = |group: Uuid, above: &[Uuid]| map.upwards(group).iter().any(|one| above.contains(&one.id));
    let mut groups: Vec<Uuid> = map.groups().iter().map(|group| group.id).collect();
    groups.retain(|group| {
        let is_reached = context.administrator.may(permission) || is_below(*group, &reached);
        let matches = |wanted| *group == wanted || (!filter.is_direct && is_below(*group, &[wanted]));
        is_reached && filter.group.is_none_or(matches)
    });
    groups.sort_unstable();
    groups
}

/// Lists the members of groups. A part can have fewer records than its limit although another part follows.
async fn members(
    context: &Context<'_>,
    filter: &UserFilter,
    part: &Part,
    (groups, map): (&[Uuid], &RoleMap),
) -> Result<List<User>, AdministrationError> {
    let server = context.server;
    let cursors = Cursors::of(server, "members", filter);
    let begin: Option<(Uuid, UserId)> = cursors.open(part.after.as_deref())?;
    let (mut records, mut left) = (Vec::new(), part.limit.saturating_mul(MEMBERS_PER_RECORD));
    let (first, mut after) = begin.map_or((None, None), |(group, user)| (Some(group), Some(user)));
    for (position, id) in groups.iter().enumerate() {
        if first.is_some_and(|first| *id < first) {
            continue;
        }
        let mut after_user = after.take().filter(|_| first == Some(*id));
        loop {
            let size = left.min(part.limit - records.len());
            let Some(group) = map.group(*id) else { break };
            let page = directory::members(&*server.storage, group, after_user.as_ref(), size).await?;
            let is_last = page.len() < size;
            left -= page.len();
            after_user = page.last().map(|user| user.id.clone()).or(after_user);
            // A member of an earlier group is in the list already.
            let is_new = |user: &User| !groups[..position].iter().any(|group| user.groups.contains(group));
            records.extend(page.into_iter().filter(|user| is_new(user) && fits(filter, user)));
            if is_last {
                break;
            }
            if records.len() == part.limit || left == 0 {
                let place = after_user.map(|user| (*id, user));
                return Ok(List { records, next: place.map(|place| cursors.seal(&place)).transpose()? });
            }
        }
    }
    Ok(List { records, next: None })
}

/// Returns whether the search finds a user.
fn fits(filter: &UserFilter, user: &User) -> bool {
    let Some(beginning) = filter.search.as_ref().map(|text| text.to_ascii_lowercase()) else { return true };
    keys_of(user).iter().flatten().any(|key| key.starts_with(&beginning))
}
