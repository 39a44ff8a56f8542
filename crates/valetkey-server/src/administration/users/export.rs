//! The export of a user's data.

use serde_json::Value;
use valetkey_administration::permission::{Area, Permission, Verb};
use valetkey_authorization_server::{Change, Decision, event::EventKind};
use valetkey_types::UserId;

use super::{
    super::{AdministrationError, Context},
    load,
};

/// Returns everything that the server holds about a user, without secrets, and stores an event. The export has the events of the user, so
/// it needs the permission to read events too.
pub(crate) async fn export(context: &Context<'_>, id: &UserId) -> Result<Value, AdministrationError> {
    let (user, _) = load(context, Verb::Read, id).await?;
    context.require(Permission::read(Area::Events))?;
    let server = context.server;
    let data = crate::export::export(&*server.storage, &server.issuer, &user, context.now()).await?;
    let event = context.decide(|occasion| occasion.about_user(EventKind::UserDataExported, &user.id));
    let changes = vec![Change::StoreEvent(event)];
    context.store_new(Decision { answer: (), changes }).await?;
    Ok(data)
}
