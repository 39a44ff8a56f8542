//! The network rules of a tenant or a client, as a member of its document. If a network can't be read, the record can't be read:
//! without the rule, users could sign in from everywhere.

use ipnet::IpNet;
use valetkey_authorization_server::networks::NetworkRules;

use super::form::{Members, form};

form! {
    /// Networks as they are stored.
    NetworksForm {
        sign_in_from: Vec<IpNet> = Vec::new(),
        one_factor_from: Vec<IpNet> = Vec::new(),
    }
}

impl Default for NetworksForm {
    fn default() -> Self {
        Self::new(NetworkRules::NONE, Members::new())
    }
}

impl NetworksForm {
    /// Creates the stored form.
    pub(super) fn new(rules: NetworkRules, unknown: Members) -> Self {
        let NetworkRules { sign_in_from, one_factor_from } = rules;
        Self { sign_in_from, one_factor_from, unknown }
    }

    /// Returns the rules, and the members that this version does not know.
    pub(super) fn read(self) -> (NetworkRules, Members) {
        let Self { sign_in_from, one_factor_from, unknown } = self;
        (NetworkRules { sign_in_from, one_factor_from }, unknown)
    }
}
