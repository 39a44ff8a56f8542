//! Changes of trusted devices.

use valetkey_authorization_server::TrustedDeviceChange;

use super::{
    Lowering,
    statements::{
        REMOVE_TRUSTED_DEVICE, REMOVE_TRUSTED_DEVICES_OF_USER, USE_TRUSTED_DEVICE, moment_in, tenant_in,
        user_in,
    },
};
use crate::{StorageError, operation::RowOperation, row::Stored as _, value::Value};

impl Lowering {
    pub(super) fn change_trusted_device(&mut self, change: TrustedDeviceChange) -> Result<(), StorageError> {
        match change {
            TrustedDeviceChange::Store(device) => self.push(RowOperation::Insert(device.into_row()?)),
            TrustedDeviceChange::Use { tenant, user_id, id, at } => {
                let values = [tenant_in(&tenant), user_in(&user_id), Value::Text(id), moment_in(at)];
                self.patch(&USE_TRUSTED_DEVICE, values);
            }
            TrustedDeviceChange::Remove { tenant, user_id, id } => {
                let key = [tenant_in(&tenant), user_in(&user_id), Value::Text(id)];
                self.delete(&REMOVE_TRUSTED_DEVICE, key);
            }
            TrustedDeviceChange::RemoveAll { tenant, user_id } => {
                self.delete(&REMOVE_TRUSTED_DEVICES_OF_USER, [tenant_in(&tenant), user_in(&user_id)]);
            }
        }
        Ok(())
    }
}
