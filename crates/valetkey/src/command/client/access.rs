//! The options that say who may use an application.

use clap::Args;
use serde_json::{Value, json};
use uuid::Uuid;
use valetkey_authorization_server::record::ClientAccess;
use valetkey_types::UserId;

use crate::{command::user::user_called, database::Records, failure::Failure, role_map::group_called};

/// The users and groups that may use an application.
#[derive(Args, Default)]
pub(super) struct AccessArguments {
    /// Let the members of this group use the application, and those of the groups below it; others may not. Repeatable
    #[arg(long = "allow-group", value_name = "GROUP")]
    groups: Vec<String>,
    /// Let this user use the application; others may not. Repeatable
    #[arg(long = "allow-user", value_name = "USERNAME")]
    users: Vec<String>,
}

impl AccessArguments {
    /// Returns whether they name groups or users.
    pub(super) fn is_given(&self) -> bool {
        !(self.groups.is_empty() && self.users.is_empty())
    }

    /// Adds the groups and users to those that may use the application.
    ///
    /// # Errors
    /// A text for a name that nobody has.
    pub(super) async fn allow(self, access: &mut ClientAccess, records: &Records) -> Result<(), Failure> {
        if !self.is_given() {
            return Ok(());
        }
        let (mut groups, mut users) = named(std::mem::take(access));
        let map = records.role_map().await?;
        for name in &self.groups {
            groups.push(group_called(&map, name)?.id);
        }
        for name in &self.users {
            users.push(user_called(records, name).await?.id);
        }
        groups.sort();
        groups.dedup();
        users.sort();
        users.dedup();
        *access = ClientAccess::Only { groups, users };
        Ok(())
    }
}

/// Changes of who may use an application.
#[derive(Args, Default)]
pub(super) struct AccessEdit {
    #[command(flatten)]
    allowed: AccessArguments,
    /// Take this group off the list of groups whose members may use the application. Repeatable
    #[arg(long = "disallow-group", value_name = "GROUP")]
    disallowed_groups: Vec<String>,
    /// Take this user off the list of users who may use the application. Repeatable
    #[arg(long = "disallow-user", value_name = "USERNAME")]
    disallowed_users: Vec<String>,
    /// Let every user use the application
    #[arg(long, conflicts_with_all = ["groups", "users", "disallowed_groups", "disallowed_users"])]
    allow_everyone: bool,
}

impl AccessEdit {
    /// Applies the changes.
    ///
    /// # Errors
    /// A text for a name that nobody has, or that is not among those that may use the application.
    pub(super) async fn apply(self, access: &mut ClientAccess, records: &Records) -> Result<(), Failure> {
        if self.allow_everyone {
            *access = ClientAccess::Everyone;
            return Ok(());
        }
        self.allowed.allow(access, records).await?;
        if self.disallowed_groups.is_empty() && self.disallowed_users.is_empty() {
            return Ok(());
        }
        let ClientAccess::Only { groups, users } = access else {
            return Err(Failure::usage(
                "--disallow-group, --disallow-user: every user may use the application; --allow-group or --allow-user names \
                 those that may",
            ));
        };
        let map = records.role_map().await?;
        for name in &self.disallowed_groups {
            let id = group_called(&map, name)?.id;
            remove(groups, &id, "--disallow-group", name)?;
        }
        for name in &self.disallowed_users {
            let id = user_called(records, name).await?.id;
            remove(users, &id, "--disallow-user", name)?;
        }
        Ok(())
    }
}

fn named(access: ClientAccess) -> (Vec<Uuid>, Vec<UserId>) {
    match access {
        ClientAccess::Everyone => (Vec::new(), Vec::new()),
        ClientAccess::Only { groups, users } => (groups, users),
    }
}

fn remove<T: PartialEq>(known: &mut Vec<T>, value: &T, option: &str, name: &str) -> Result<(), Failure> {
    let before = known.len();
    known.retain(|one| one != value);
    match known.len() == before {
        true => Err(Failure::usage(format!(
            "{option}: expected a name that may use the application, got {name:?}; valetkey client show lists them"
        ))),
        false => Ok(()),
    }
}

/// The names of those that may use an application; `None` if everyone may. A removed user or group has its identifier.
pub(super) struct AllowedNames {
    groups: Vec<String>,
    users: Vec<String>,
}

impl AllowedNames {
    /// Loads the names.
    ///
    /// # Errors
    /// The error of the database.
    pub(super) async fn load(access: &ClientAccess, records: &Records) -> Result<Option<Self>, Failure> {
        let ClientAccess::Only { groups, users } = access else { return Ok(None) };
        let map = records.role_map().await?;
        let name = |id: &Uuid| map.group(*id).map_or_else(|| id.to_string(), |group| group.name.clone());
        let mut names = Self { groups: groups.iter().map(name).collect(), users: Vec::new() };
        for id in users {
            let user = records.user(id).await?;
            names.users.push(user.map_or_else(|| id.to_string(), |user| user.username));
        }
        Ok(Some(names))
    }

    pub(super) fn as_json(&self) -> Value {
        json!({ "groups": self.groups, "users": self.users })
    }

    pub(super) fn in_words(&self) -> String {
        let groups = self.groups.iter().map(|name| format!("group {name}"));
        let all: Vec<String> = groups.chain(self.users.iter().map(|name| format!("user {name}"))).collect();
        if all.is_empty() { "nobody".to_owned() } else { all.join("  ") }
    }
}
