//! Tenants.

use valetkey_authorization_server::record::TenantRecord;

use super::{Made, conditional, step};
use crate::{
    document,
    parameter::{text, value},
};

pub(super) fn add(record: &TenantRecord) -> Made {
    step!(
        "INSERT INTO tenants (tenant, document) VALUES ($1, $2)",
        text(record.tenant.as_str()),
        value(document::write(record)?),
    )
}

pub(super) fn replace(record: &TenantRecord) -> Made {
    step!(
        conditional!("UPDATE tenants SET document = $2 WHERE tenant = $1"),
        text(record.tenant.as_str()),
        value(document::write(record)?),
    )
}
