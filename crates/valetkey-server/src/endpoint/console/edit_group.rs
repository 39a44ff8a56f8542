//! The forms that add, edit and remove groups.

use std::sync::Arc;

use uuid::Uuid;
use valetkey_administration::{Describe, InvalidField, files::Thing, group::NewGroup, permission::Area};
use valetkey_authorization_server::{record::Group, role_map::RoleMap};
use valetkey_pages::{ConsoleField, ConsoleInput, ConsoleKind};
use valetkey_types::RawParams;

use super::{
    access::Entered,
    path,
    record::{Kind, Pages, Stored, Values},
};
use crate::administration::{AdministrationError, Context, Done, groups};

/// A group as the form shows it, with the names of what it refers to.
pub(super) struct PlacedGroup(Group, Arc<RoleMap>);

fn parent_name(group: &Group, map: &RoleMap) -> String {
    let parent = group.parent.and_then(|id| map.group(id));
    parent.map(|parent| parent.name.clone()).unwrap_or_default()
}

/// Returns the identifier of the group of the name that a field has; `None` for an empty name.
pub(super) fn group_called(
    field: ConsoleField,
    name: &str,
    map: &RoleMap,
) -> Result<Option<Uuid>, InvalidField> {
    if name.is_empty() {
        return Ok(None);
    }
    let unknown = || InvalidField::new(field.name(), "the name of a group, or nothing", format!("{name:?}"));
    map.group_called(name).map(|group| Some(group.id)).ok_or_else(unknown)
}

impl Describe for PlacedGroup {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let Self(group, map) = self;
        let roles = group.roles.iter().filter_map(|id| map.role(*id)).map(|role| role.name.clone());
        vec![
            ("name", group.name.clone()),
            ("parent", parent_name(group, map)),
            ("description", group.description.clone().unwrap_or_default()),
            ("roles", roles.collect::<Vec<_>>().join("\n")),
        ]
    }
}

fn inputs(name: &str, parent: &str, description: &str) -> Vec<ConsoleInput> {
    vec![
        ConsoleInput::text(ConsoleField::Name, name).required(),
        ConsoleInput::text(ConsoleField::Parent, parent),
        ConsoleInput::text(ConsoleField::Description, description),
    ]
}

/// Sets the values in a group.
fn apply(values: &Values<'_>, new: &mut NewGroup, map: &RoleMap) -> Result<(), InvalidField> {
    values.text(ConsoleField::Name).clone_into(&mut new.name);
    new.parent = group_called(ConsoleField::Parent, values.text(ConsoleField::Parent), map)?;
    new.description = values.optional(ConsoleField::Description);
    Ok(())
}

fn stored(done: Done<Group>) -> Done<Stored> {
    let Group { id, name, .. } = done.answer.clone();
    done.with(Stored { id: id.simple().to_string(), name })
}

fn identifier(id: &str) -> Result<Uuid, AdministrationError> {
    Uuid::try_parse(id).map_err(|_| AdministrationError::NotFound("group"))
}

impl Kind for PlacedGroup {
    const KIND: ConsoleKind = ConsoleKind::Group;
    const AREA: Area = Area::Groups;
    const PAGES: Pages = Pages {
        list: path::GROUPS,
        new: path::NEW_GROUP,
        record: path::GROUP,
        edit: path::EDIT_GROUP,
        remove: path::REMOVE_GROUP,
    };
    const COMMAND: &'static str = "valetkey group";

    async fn load(context: &Context<'_>, id: &str) -> Result<Self, AdministrationError> {
        let (group, map) = groups::show(context, identifier(id)?).await?;
        Ok(Self(group, map))
    }

    fn identity(&self) -> (Stored, u64) {
        let Self(group, _) = self;
        let stored = Stored { id: group.id.simple().to_string(), name: group.name.clone() };
        (stored, group.revision)
    }

    fn thing(&self) -> Thing {
        Thing::group(&self.0.name)
    }

    fn new_inputs(_params: &RawParams) -> Vec<ConsoleInput> {
        inputs("", "", "")
    }

    fn inputs(&self, _entered: &Entered) -> Vec<ConsoleInput> {
        let Self(group, map) = self;
        inputs(&group.name, &parent_name(group, map), group.description.as_deref().unwrap_or_default())
    }

    async fn add(
        context: &Context<'_>,
        entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        let mut new = NewGroup::default();
        apply(values, &mut new, &entered.map)?;
        Ok(stored(groups::add(context, new).await?))
    }

    async fn edit(
        context: &Context<'_>,
        id: &str,
        entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        let edited = groups::edit(context, identifier(id)?, |new| apply(values, new, &entered.map));
        Ok(stored(edited.await?))
    }

    async fn remove(&self, context: &Context<'_>) -> Result<Done<()>, AdministrationError> {
        groups::remove(context, self.0.id).await
    }
}
