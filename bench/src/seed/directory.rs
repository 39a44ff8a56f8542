//! Groups, roles and events.

use uuid::Uuid;
use valetkey_authorization_server::{
    AuditChange, Change,
    audit::{self, NewEntries},
    event::EventKind,
    record::{Actor, Event, Group, Role, RoleOwner},
};
use valetkey_types::{Seconds, Unknown};

use super::{Seed, identifier, other_client, user_id};
use crate::population::Population;

/// The groups without a group above them. The others lie below them in turn.
const TOP_GROUPS: usize = 10;

/// The roles. Each is granted to every group whose number has this remainder.
const ROLES: usize = 20;

/// The roles from the first on with a permission: their holders are administrators of one kind of record.
const PERMISSIONS: [&str; 4] = ["users:read", "events:read", "clients:read", "groups:read"];

/// Returns the identifier of a group.
pub fn group_id(number: usize) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)
}

/// Returns the identifier of a role.
pub fn role_id(number: usize) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_9000_0000_0000_0000 + (number % ROLES) as u128)
}

impl Seed {
    /// Returns the changes that add roles and groups.
    pub(super) fn groups_and_roles(&self, groups: usize) -> Vec<Change> {
        let advance = Change::AdvanceRoleMap { tenant: self.tenant.clone(), revision: 0, at: self.now };
        let roles = (0..ROLES).map(|number| Change::AddRole(self.role(number)));
        let groups = (0..groups).map(|number| Change::AddGroup(self.group(number)));
        std::iter::once(advance).chain(roles).chain(groups).collect()
    }

    fn role(&self, number: usize) -> Role {
        Role {
            tenant: self.tenant.clone(),
            id: role_id(number),
            name: format!("role{number}"),
            owner: RoleOwner::Tenant,
            description: None,
            permissions: PERMISSIONS.get(number).map(|word| (*word).to_owned()).into_iter().collect(),
            limited_to_group: None,
            created_at: self.now,
            revision: 0,
            unknown: Unknown::default(),
        }
    }

    fn group(&self, number: usize) -> Group {
        Group {
            tenant: self.tenant.clone(),
            id: group_id(number),
            name: format!("group{number}"),
            parent: (number >= TOP_GROUPS).then(|| group_id(number % TOP_GROUPS)),
            description: None,
            roles: vec![role_id(number)],
            created_at: self.now,
            revision: 0,
            unknown: Unknown::default(),
        }
    }

    /// Returns an event of a sign-in.
    pub(super) fn event(&self, population: &Population, number: usize) -> Event {
        let user = user_id(number % population.users.count.max(1));
        Event {
            tenant: self.tenant.clone(),
            id: identifier(self.now),
            at: self.now.minus(Seconds::hours(1)),
            kind: EventKind::SignedIn,
            actor: Actor::User { id: user.clone() },
            subject: Some(user),
            client_id: Some(other_client(number)),
            network_address: Some("192.0.2.7".to_owned()),
            reference: None,
            changed: Vec::new(),
            salt: Some(identifier(self.now)),
            expires_at: self.now.plus(Seconds::days(365)),
        }
    }

    /// Returns the block of the audit chain that ends with this event, so that the server does not begin to chain all events.
    pub(super) fn block_through(&self, last: &Event) -> Change {
        let new = NewEntries { entries: vec![audit::entry(last)], through: last.id, swept_to: last.id };
        let block = audit::next_block(&self.tenant, None, new, self.now);
        Change::Audit(AuditChange::Append(Box::new(block)))
    }
}
