//! Changes of webhooks.

use valetkey_types::TenantId;

use crate::record::Webhook;

/// One change of the webhooks of a tenant. Conditions as in [`Change`](crate::Change).
#[derive(Clone, Debug)]
pub enum WebhookChange {
    /// Adds a webhook. *Conditional*: the name is free.
    Add(Box<Webhook>),
    /// Replaces a webhook with an edited one and stores the next revision. *Conditional*: the stored revision is that of the record.
    Replace(Box<Webhook>),
    /// Removes a webhook. Messages that wait for it are never sent. *Conditional*: it exists.
    Remove {
        /// The tenant.
        tenant: TenantId,
        /// The name.
        name: String,
    },
}
