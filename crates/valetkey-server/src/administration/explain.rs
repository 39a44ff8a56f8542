//! Explains administrators why a user has a permission or a role, or may use an application.

use valetkey_accounts::User;
use valetkey_administration::{
    explain::{self, Reason, ScopeReason},
    permission::{Area, Permission, Verb},
};
use valetkey_authorization_server::{record::RoleOwner, role_map::RoleMap};
use valetkey_types::{ClientId, Scope, UserId};

use super::{AdministrationError, Context, access, clients, users};

/// The questions. Without any, the answer has every permission of the user.
#[derive(Clone, Debug, Default)]
pub(crate) struct Questions {
    /// A permission.
    pub(crate) permission: Option<Permission>,
    /// The name of a role. Several owners can have a role of this name.
    pub(crate) role: Option<String>,
    /// A client.
    pub(crate) client: Option<ClientId>,
}

/// A permission, role or application that a question is about.
#[derive(Clone, Debug)]
pub(crate) enum Explained {
    /// A permission.
    Permission(Permission),
    /// A role.
    Role {
        /// The name.
        name: String,
        /// The owner.
        owner: RoleOwner,
    },
    /// The use of an application.
    Application {
        /// The client.
        id: ClientId,
        /// The display name.
        name: String,
        /// The reason of each scope that it may ask for.
        scopes: Vec<(String, ScopeReason)>,
    },
}

/// The answer to a question: without reasons, the user does not have it.
#[derive(Clone, Debug)]
pub(crate) struct Explanation {
    /// The subject of the question.
    pub(crate) about: Explained,
    /// The reasons.
    pub(crate) reasons: Vec<Reason>,
}

/// Answers the questions about a user. The question about an application needs the permission to read applications too.
pub(crate) async fn explain(
    context: &Context<'_>,
    id: &UserId,
    questions: &Questions,
) -> Result<(User, Vec<Explanation>), AdministrationError> {
    let (user, map) = users::load(context, Verb::Read, id).await?;
    let Questions { permission, role, client } = questions;
    let mut explanations = Vec::new();
    if permission.is_none() && role.is_none() && client.is_none() {
        explanations
            .extend(explain::permissions_of(&user, &map).iter().map(|one| of_permission(&user, one, &map)));
    }
    explanations.extend(permission.map(|permission| of_permission(&user, permission, &map)));
    if let Some(name) = role {
        let roles = of_roles(&user, name, &map);
        if roles.is_empty() {
            return Err(AdministrationError::NotFound("role"));
        }
        explanations.extend(roles);
    }
    if let Some(client) = client {
        explanations.push(of_application(context, &user, client, &map).await?);
    }
    Ok((user, explanations))
}

fn of_permission(user: &User, permission: Permission, map: &RoleMap) -> Explanation {
    Explanation {
        about: Explained::Permission(permission),
        reasons: explain::permission(user, permission, map),
    }
}

/// Returns the roles of this name, and the name on the record of the user.
fn of_roles(user: &User, name: &str, map: &RoleMap) -> Vec<Explanation> {
    let of_name = explain::role_by_name(user, name);
    let named = map.roles().into_iter().filter(|role| role.name == name);
    let mut all: Vec<Explanation> = named
        .map(|role| Explanation {
            about: Explained::Role { name: role.name.clone(), owner: role.owner.clone() },
            reasons: explain::role(user, role, map),
        })
        .collect();
    let is_of_tenant =
        |one: &&mut Explanation| matches!(&one.about, Explained::Role { owner: RoleOwner::Tenant, .. });
    match all.iter_mut().find(is_of_tenant) {
        Some(of_tenant) => of_tenant.reasons.splice(0..0, of_name).for_each(drop),
        None if of_name.is_empty() => {}
        None => {
            let about = Explained::Role { name: name.to_owned(), owner: RoleOwner::Tenant };
            all.insert(0, Explanation { about, reasons: of_name });
        }
    }
    all
}

async fn of_application(
    context: &Context<'_>,
    user: &User,
    client: &ClientId,
    map: &RoleMap,
) -> Result<Explanation, AdministrationError> {
    context.require(Permission::read(Area::Clients))?;
    let client = clients::show(context, client).await?;
    let with_access = access::with_access(context, &user.id).await?;
    let allowed = with_access.into_iter().find(|one| one.client.id == client.id && one.allowed_at.is_some());
    let allowed = allowed.map_or_else(Scope::default, |one| one.scope);
    Ok(Explanation {
        reasons: explain::application(user, &client, map),
        about: Explained::Application {
            scopes: explain::scopes(&client, &allowed),
            id: client.id,
            name: client.name,
        },
    })
}
