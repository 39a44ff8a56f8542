//! Changes of webhooks.

use valetkey_authorization_server::WebhookChange;

use super::{
    Lowering,
    statements::{REMOVE_WEBHOOK, tenant_in},
};
use crate::{StorageError, operation::RowOperation, row::Stored as _, value::Value};

impl Lowering {
    pub(super) fn change_webhook(&mut self, change: WebhookChange) -> Result<(), StorageError> {
        match change {
            WebhookChange::Add(webhook) => self.push(RowOperation::Insert(webhook.into_row()?)),
            WebhookChange::Replace(webhook) => self.replace(webhook.revision, webhook.into_row()?),
            WebhookChange::Remove { tenant, name } => {
                self.delete(&REMOVE_WEBHOOK, [tenant_in(&tenant), Value::Text(name)]);
            }
        }
        Ok(())
    }
}
