//! When and how a user proved who they are, inside sessions and grants.

use valetkey_accounts::{Acr, Amr};
use valetkey_authorization_server::record::Authentication;
use valetkey_types::Timestamp;

use super::{
    form::form,
    words::{Word as _, Words},
};

form! {
    /// A sign-in as it is stored.
    AuthenticationForm {
        auth_time: Timestamp,
        acr: String,
        amr: Words<Amr>,
    }
}

impl From<Authentication> for AuthenticationForm {
    fn from(authentication: Authentication) -> Self {
        Self {
            auth_time: authentication.auth_time,
            acr: authentication.acr.stored().to_owned(),
            amr: Words::new(authentication.amr, Vec::new()),
            unknown: super::form::Members::new(),
        }
    }
}

impl From<AuthenticationForm> for Authentication {
    /// Leaves out methods of a newer version. A class of a newer version counts as the one that the known methods reach: never
    /// more than was proved.
    fn from(form: AuthenticationForm) -> Self {
        let amr = form.amr.known;
        let acr = Acr::from_stored(&form.acr).unwrap_or_else(|| Acr::of(&amr));
        Self { auth_time: form.auth_time, acr, amr }
    }
}
