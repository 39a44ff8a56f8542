//! Rules for the networks that users sign in from.

use std::net::IpAddr;

use ipnet::IpNet;
use valetkey_accounts::Acr;
use valetkey_types::ErrorCode;

use crate::{Check, Reason, Refusal};

/// The network rules of a tenant or client. A user whose address is not known is in no network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkRules {
    /// The networks that users may sign in from; empty: all.
    pub sign_in_from: Vec<IpNet>,
    /// The networks from which one factor is enough; empty: one factor is enough everywhere.
    pub one_factor_from: Vec<IpNet>,
}

impl NetworkRules {
    /// No rules.
    pub const NONE: Self = Self { sign_in_from: Vec::new(), one_factor_from: Vec::new() };

    /// Refuses a sign-in from an address outside the allowed networks.
    ///
    /// # Errors
    /// `access_denied`.
    pub fn check(&self, address: Option<IpAddr>) -> Result<(), Refusal> {
        if self.sign_in_from.is_empty() || is_in(&self.sign_in_from, address) {
            return Ok(());
        }
        let expected: Vec<String> = self.sign_in_from.iter().map(ToString::to_string).collect();
        let got = address.map_or_else(|| "an unknown address".to_owned(), |address| address.to_string());
        Err(Refusal::new(
            ErrorCode::AccessDenied,
            "The user may not sign in from this network.",
            Reason::new(Check::Network, expected.join(" "), got),
        ))
    }

    /// Returns the class that a sign-in from this address must reach.
    pub fn required(&self, address: Option<IpAddr>) -> Acr {
        let is_enough = self.one_factor_from.is_empty() || is_in(&self.one_factor_from, address);
        if is_enough { Acr::SingleFactor } else { Acr::MultiFactor }
    }
}

fn is_in(networks: &[IpNet], address: Option<IpAddr>) -> bool {
    let Some(address) = address.map(|address| address.to_canonical()) else { return false };
    networks.iter().any(|network| network.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(networks: &[&str]) -> NetworkRules {
        let networks: Vec<IpNet> = networks.iter().map(|text| text.parse().unwrap()).collect();
        NetworkRules { sign_in_from: networks.clone(), one_factor_from: networks }
    }

    fn at(text: &str) -> Option<IpAddr> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn an_address_counts_in_its_network_and_an_unknown_one_in_none() {
        let rules = rules(&["10.0.0.0/8", "2001:db8::/32"]);
        for inside in ["10.1.2.3", "::ffff:10.1.2.3", "2001:db8::1"] {
            assert!(rules.check(at(inside)).is_ok(), "{inside}");
            assert_eq!(rules.required(at(inside)), Acr::SingleFactor, "{inside}");
        }
        for outside in [at("11.0.0.1"), at("2001:db9::1"), None] {
            assert_eq!(rules.check(outside).unwrap_err().reason.check, Check::Network, "{outside:?}");
            assert_eq!(rules.required(outside), Acr::MultiFactor, "{outside:?}");
        }
        assert!(NetworkRules::NONE.check(None).is_ok());
        assert_eq!(NetworkRules::NONE.required(None), Acr::SingleFactor);
    }
}
