//! The time and the methods of a sign-in, as a member of sessions and grants.

use std::collections::BTreeMap;

use valetkey_accounts::Amr;
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
        // It can be computed from the methods, but older versions need the member.
        acr: String,
        amr: Words<Amr>,
        // The times of the methods that were used before `auth_time`, by method.
        earlier: BTreeMap<String, Timestamp> = BTreeMap::new(),
    }
}

impl From<Authentication> for AuthenticationForm {
    fn from(authentication: Authentication) -> Self {
        let earlier = authentication.earlier().map(|proof| (proof.method.stored().to_owned(), proof.at));
        Self {
            auth_time: authentication.auth_time,
            acr: authentication.acr().stored().to_owned(),
            earlier: earlier.collect(),
            amr: Words::new(authentication.methods(), Vec::new()),
            unknown: super::form::Members::new(),
        }
    }
}

impl From<AuthenticationForm> for Authentication {
    /// Leaves out methods of newer versions. The class is computed from the known methods, so it is never too high.
    fn from(form: AuthenticationForm) -> Self {
        Self::read(form.auth_time, form.amr.known, |method| form.earlier.get(method.stored()).copied())
    }
}
