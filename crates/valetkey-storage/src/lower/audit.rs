//! Changes of the audit chain.

use valetkey_authorization_server::AuditChange;

use super::{
    Lowering,
    statements::{REMOVE_AUDIT_BLOCK, tenant_in},
};
use crate::{StorageError, operation::RowOperation, row::Stored as _, value::Value};

impl Lowering {
    pub(super) fn change_audit(&mut self, change: AuditChange) -> Result<(), StorageError> {
        match change {
            AuditChange::Append(block) => self.push(RowOperation::Insert(block.into_row()?)),
            AuditChange::Remove { tenant, number } => {
                self.delete(&REMOVE_AUDIT_BLOCK, [tenant_in(&tenant), Value::Integer(number.into())]);
            }
        }
        Ok(())
    }
}
