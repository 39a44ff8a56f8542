//! When and how a user proved who they are, inside sessions and grants.

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
        // It follows from the methods. An older program wants the member.
        acr: String,
        amr: Words<Amr>,
        // By method, the times of those that were proved before `auth_time`.
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
    /// Leaves out methods of a newer version. The class is that of the known methods: never more than was proved.
    fn from(form: AuthenticationForm) -> Self {
        Self::read(form.auth_time, form.amr.known, |method| form.earlier.get(method.stored()).copied())
    }
}
