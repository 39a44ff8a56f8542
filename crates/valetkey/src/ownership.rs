//! Lets commands refuse to edit things that files own.

use clap::Args;
use valetkey_administration::files::{Thing, changed_things, require_unowned};
use valetkey_authorization_server::Change;
use valetkey_storage::directory;

use crate::{database::Records, failure::Failure};

/// The option to edit a thing that a file owns.
#[derive(Args)]
pub(crate) struct OwnershipArguments {
    /// Edit it although a file owns it; the next valetkey apply of the file sets it again
    #[arg(long)]
    override_file_ownership: bool,
}

impl OwnershipArguments {
    /// Returns whether a thing that a file owns is edited too.
    pub(crate) fn overrides(&self) -> bool {
        self.override_file_ownership
    }

    /// Refuses a thing that a file owns, unless the options override that.
    ///
    /// # Errors
    /// A text with the name of the file, or the error of the database.
    pub(crate) async fn check(&self, thing: &Thing, records: &Records) -> Result<(), Failure> {
        let owner =
            directory::file_owner(&*records.storage, &records.tenant, thing.kind(), thing.key()).await?;
        require_unowned(owner.as_ref(), self.override_file_ownership).map_err(|error| {
            Failure::failed(format!(
                "{error}; edit the file and run valetkey apply, or use --override-file-ownership"
            ))
        })
    }

    /// Refuses changes that touch a thing that a file owns, unless the options override that: for a command that reaches other things
    /// than the named one.
    ///
    /// # Errors
    /// A text with the name of the file, or the error of the database.
    pub(crate) async fn check_changes(&self, changes: &[Change], records: &Records) -> Result<(), Failure> {
        let map = records.role_map().await?;
        for (_, thing) in changed_things(changes, &map) {
            self.check(&thing, records).await?;
        }
        Ok(())
    }
}
