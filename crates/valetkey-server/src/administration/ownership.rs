//! The things that configuration files own. Only `valetkey apply` changes them.

use valetkey_administration::files::{Thing, changed_things, require_unowned};
use valetkey_authorization_server::Change;
use valetkey_storage::directory;

use super::{AdministrationError, Context};

impl Context<'_> {
    /// Returns the name of the file that owns a thing; `None` if no file owns it.
    pub(crate) async fn file_owner(&self, thing: &Thing) -> Result<Option<String>, AdministrationError> {
        let server = self.server;
        let owner = directory::file_owner(&*server.storage, &server.tenant, thing.kind(), thing.key());
        Ok(owner.await?.map(|owner| owner.file))
    }

    /// Requires that no file owns a thing, unless the administrator overrides that. Pages call this before they show a change or a wrong value.
    pub(crate) async fn require_unowned(&self, thing: &Thing) -> Result<(), AdministrationError> {
        let server = self.server;
        let owner = directory::file_owner(&*server.storage, &server.tenant, thing.kind(), thing.key());
        Ok(require_unowned(owner.await?.as_ref(), self.options.overrides_file_ownership)?)
    }

    /// Requires that no file owns the things that changes touch, unless the administrator overrides that. Every change of an administrator
    /// comes through here before it is stored, so no operation can forget it.
    pub(super) async fn require_no_owner(&self, changes: &[Change]) -> Result<(), AdministrationError> {
        if changes.is_empty() || self.options.overrides_file_ownership {
            return Ok(());
        }
        let (storage, map) = (&*self.server.storage, self.role_map().await?);
        for (tenant, thing) in changed_things(changes, &map) {
            let owner = directory::file_owner(storage, &tenant, thing.kind(), thing.key()).await?;
            require_unowned(owner.as_ref(), false)?;
        }
        Ok(())
    }
}
