//! Loads groups and roles for commands.

use valetkey_authorization_server::{
    Change,
    record::{Client, Group, Role, RoleOwner},
    role_map::{RoleMap, owner_called},
};
use valetkey_storage::directory;

use crate::{database::Records, failure::Failure};

impl Records {
    /// Loads the groups and roles of the tenant.
    ///
    /// # Errors
    /// The error of the database.
    pub(crate) async fn role_map(&self) -> Result<RoleMap, Failure> {
        Ok(directory::role_map(&*self.storage, &self.tenant).await?)
    }

    /// Returns whose roles `--of` means: those of the tenant without it.
    ///
    /// # Errors
    /// A text for a name that is neither a client nor an audience.
    pub(crate) async fn role_owner(&self, of: Option<&str>) -> Result<RoleOwner, Failure> {
        let Some(name) = of else { return Ok(RoleOwner::Tenant) };
        let clients: Vec<Client> = self.storage.clients(&self.tenant).await?;
        owner_called(name, &clients).ok_or_else(|| {
            Failure::usage(format!(
                "--of: expected a client_id or an audience that a client is registered for (of an API with several audiences, \
                 one of these), got {name:?}; valetkey client list shows all"
            ))
        })
    }

    /// Stores changes of groups and roles, unless somebody else changed one meanwhile.
    ///
    /// # Errors
    /// That text, or what the database says.
    pub(crate) async fn store_roles(&self, changes: Vec<Change>) -> Result<(), Failure> {
        let conflict = || {
            "somebody else changed a group, a role or this record meanwhile; nothing was stored. Run the command again".to_owned()
        };
        self.apply(changes, conflict).await
    }
}

/// Returns the group of this name.
///
/// # Errors
/// A text that says where groups are listed.
pub(crate) fn group_called<'a>(map: &'a RoleMap, name: &str) -> Result<&'a Group, Failure> {
    map.group_called(name)
        .ok_or_else(|| Failure::failed(format!("there is no group {name:?}; valetkey group list shows all")))
}

/// Returns the role of this name.
///
/// # Errors
/// A text that says where roles are listed.
pub(crate) fn role_called<'a>(map: &'a RoleMap, name: &str, owner: &RoleOwner) -> Result<&'a Role, Failure> {
    map.role_called(name, owner).ok_or_else(|| {
        let hint = match owner {
            RoleOwner::Tenant => "; --of names the client or audience of its other roles",
            _ => "",
        };
        Failure::failed(format!("there is no role {name:?} of {owner}; valetkey role list shows all{hint}"))
    })
}
