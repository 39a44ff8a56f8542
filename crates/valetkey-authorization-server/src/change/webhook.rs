//! Changes of webhooks.

use valetkey_types::TenantId;

use crate::record::Webhook;

/// One change of the webhooks of a tenant. Conditions as in [`Change`](crate::Change).
#[derive(Clone, Debug)]
pub enum WebhookChange {
    /// Adds a webhook. *Conditional*: the name is free.
    Add(Box<Webhook>),
    /// Replaces a webhook by an edited one. *Conditional*: the stored revision is that of the record. It is stored as the next
    /// revision.
    Replace(Box<Webhook>),
    /// Removes a webhook. What waits for it is never sent. *Conditional*: it exists.
    Remove {
        /// The tenant.
        tenant: TenantId,
        /// The name.
        name: String,
    },
}
