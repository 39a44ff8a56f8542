//! Changes of attributes, scopes and the things that files own.

use valetkey_authorization_server::{ClaimMapChange, FileOwnershipChange};

use super::{Lowering, statements::*};
use crate::{StorageError, operation::RowOperation, row::Stored, value::Value};

impl Lowering {
    pub(super) fn change_claim_map(&mut self, change: ClaimMapChange) -> Result<(), StorageError> {
        match change {
            ClaimMapChange::AddAttribute(attribute) => {
                self.push(RowOperation::Insert(attribute.into_row()?));
            }
            ClaimMapChange::ReplaceAttribute(attribute) => {
                self.replace(attribute.revision, attribute.into_row()?);
            }
            ClaimMapChange::RemoveAttribute { tenant, name } => {
                self.delete(&REMOVE_ATTRIBUTE, [tenant_in(&tenant), Value::Text(name)]);
            }
            ClaimMapChange::AddScope(scope) => self.push(RowOperation::Insert(scope.into_row()?)),
            ClaimMapChange::ReplaceScope(scope) => self.replace(scope.revision, scope.into_row()?),
            ClaimMapChange::RemoveScope { tenant, name } => {
                self.delete(&REMOVE_SCOPE, [tenant_in(&tenant), Value::Text(name)]);
            }
        }
        Ok(())
    }

    pub(super) fn change_file_ownership(&mut self, change: FileOwnershipChange) -> Result<(), StorageError> {
        match change {
            FileOwnershipChange::Put(ownership) => self.put(ownership.revision, ownership.into_row()?),
            FileOwnershipChange::Remove(ownership) => {
                let key = vec![
                    tenant_in(&ownership.tenant),
                    Value::text(ownership.kind.as_str()),
                    Value::text(&ownership.name),
                ];
                // The replacement checks the revision; a deletion has no such condition.
                self.replace(ownership.revision, ownership.into_row()?);
                self.delete(&REMOVE_FILE_OWNERSHIP, key);
            }
        }
        Ok(())
    }
}
