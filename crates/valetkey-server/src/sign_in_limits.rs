//! How many sign-ins may fail: of one address, of its neighbourhood, and with one form. In memory, bounded, and forgotten
//! as time goes on. The stored counters are in [`crate::failure_counters`].

mod rates;

use std::time::Duration;

use valetkey_jose::digest::{random_bytes, sha256};

use crate::request::Network;
use rates::{Rate, Rates};

/// Failed sign-ins of one address: 100 at once, then one more every 3 seconds.
const ADDRESS: Rate = Rate { burst: 100, milliseconds: 3_000 };
/// Failed sign-ins of a neighbourhood (24 bits of IPv4, 48 of IPv6): 400 at once, then one more every second.
const NEIGHBOURHOOD: Rate = Rate { burst: 400, milliseconds: 1_000 };
/// Long requests that an address has stored: 100 at once, then one more every 3 seconds.
const STORED_REQUEST: Rate = Rate { burst: 100, milliseconds: 3_000 };
/// Mails that an address asks for: 20 at once, then one more every minute.
const MAIL: Rate = Rate { burst: 20, milliseconds: 60_000 };
/// Mails that a neighbourhood asks for: 100 at once, then one more every 10 seconds.
const MAIL_OF_NEIGHBOURHOOD: Rate = Rate { burst: 100, milliseconds: 10_000 };
/// Posts of one form. The answer to each has a fresh form, so a browser sends a form once, or a few times by mistake.
const FORM: Rate = Rate { burst: 5, milliseconds: 60 * 60 * 1_000 };

/// The limits of one server process.
pub(crate) struct SignInLimits {
    addresses: Rates<Network>,
    neighbourhoods: Rates<Network>,
    stored_requests: Rates<Network>,
    mails: Rates<Network>,
    mails_of_neighbourhoods: Rates<Network>,
    forms: Rates<[u8; 32]>,
    key: [u8; 32],
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self {
            addresses: Rates::new(ADDRESS),
            neighbourhoods: Rates::new(NEIGHBOURHOOD),
            stored_requests: Rates::new(STORED_REQUEST),
            mails: Rates::new(MAIL),
            mails_of_neighbourhoods: Rates::new(MAIL_OF_NEIGHBOURHOOD),
            forms: Rates::new(FORM),
            key: random_bytes(),
        }
    }
}

impl SignInLimits {
    /// Counts an attempt before the password is compared, so that attempts at the same time all count. A network that nobody
    /// knows has no limit.
    ///
    /// # Errors
    /// How long to wait when the address or its neighbourhood has no more.
    pub(crate) fn begin(&self, network: Option<Network>, now_milliseconds: i64) -> Result<(), Duration> {
        let Some(network) = network else { return Ok(()) };
        self.addresses.take(network, now_milliseconds)?;
        let taken = self.neighbourhoods.take(network.neighbourhood(), now_milliseconds);
        taken.inspect_err(|_| self.addresses.give_back(network))
    }

    /// Takes an attempt back: it succeeded, or no password was compared.
    pub(crate) fn take_back(&self, network: Option<Network>) {
        if let Some(network) = network {
            self.addresses.give_back(network);
            self.neighbourhoods.give_back(network.neighbourhood());
        }
    }

    /// Counts a request that is stored until it is answered.
    ///
    /// # Errors
    /// How long to wait when the network has stored too many.
    pub(crate) fn store_request(
        &self,
        network: Option<Network>,
        now_milliseconds: i64,
    ) -> Result<(), Duration> {
        network.map_or(Ok(()), |network| self.stored_requests.take(network, now_milliseconds))
    }

    /// Counts a mail that somebody asks for.
    ///
    /// # Errors
    /// How long to wait when the network or its neighbourhood asked for too many.
    pub(crate) fn ask_for_mail(
        &self,
        network: Option<Network>,
        now_milliseconds: i64,
    ) -> Result<(), Duration> {
        let Some(network) = network else { return Ok(()) };
        self.mails.take(network, now_milliseconds)?;
        let taken = self.mails_of_neighbourhoods.take(network.neighbourhood(), now_milliseconds);
        taken.inspect_err(|_| self.mails.give_back(network))
    }

    /// Counts a post of a form. Returns `false` when the form was posted too often.
    pub(crate) fn use_form(&self, sealed: &str, now_milliseconds: i64) -> bool {
        self.forms.take(sha256(sealed.as_bytes()), now_milliseconds).is_ok()
    }

    /// Returns what stands in the log for a name that nobody has: it can be a password typed into the wrong field. The same
    /// name gives the same text until this process ends.
    pub(crate) fn unknown_name(&self, name: &str) -> String {
        let hash = sha256(&[&self.key, name.as_bytes()].concat());
        hash[..4].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Option<Network> {
        Some(Network::of(text.parse().unwrap()))
    }

    #[test]
    fn h4_an_address_runs_dry_others_do_not_and_time_fills_it_up() {
        let limits = SignInLimits::default();
        let taken = (0..1_000).filter(|_| limits.begin(network("192.0.2.1"), 0).is_ok()).count();
        assert_eq!(taken, 100);
        assert!(limits.begin(network("192.0.2.2"), 0).is_ok() && limits.begin(None, 0).is_ok());
        assert!(limits.begin(network("192.0.2.1"), 2_999).is_err());
        assert!(
            limits.begin(network("192.0.2.1"), 3_000).is_ok()
                && limits.begin(network("192.0.2.1"), 3_000).is_err()
        );
    }

    #[test]
    fn h4_many_addresses_of_one_neighbourhood_run_dry_together() {
        let limits = SignInLimits::default();
        let address = |number: u32| network(&format!("2001:db8:1:{number:x}::1"));
        assert_eq!((0..1_000).filter(|number| limits.begin(address(*number), 0).is_ok()).count(), 400);
        assert!(limits.begin(network("2001:db8:2::1"), 0).is_ok());
    }

    #[test]
    fn h4_a_right_password_costs_nothing() {
        let limits = SignInLimits::default();
        for _ in 0..1_000 {
            assert!(limits.begin(network("192.0.2.1"), 0).is_ok());
            limits.take_back(network("192.0.2.1"));
        }
    }

    #[test]
    fn h4_mails_of_one_network_run_dry_and_fill_up_again() {
        let limits = SignInLimits::default();
        assert_eq!((0..100).filter(|_| limits.ask_for_mail(network("192.0.2.1"), 0).is_ok()).count(), 20);
        assert!(limits.ask_for_mail(network("192.0.2.2"), 0).is_ok());
        assert!(limits.ask_for_mail(network("192.0.2.1"), 60_000).is_ok());
        assert!(limits.ask_for_mail(network("192.0.2.1"), 60_000).is_err());
        assert!(limits.begin(network("192.0.2.1"), 0).is_ok(), "sign-ins have their own limit");
    }

    #[test]
    fn h4_a_form_is_good_for_few_tries() {
        let limits = SignInLimits::default();
        assert_eq!((0..20).filter(|_| limits.use_form("sealed", 0)).count(), 5);
        assert!(limits.use_form("another", 0));
    }

    #[test]
    fn an_unknown_name_is_hidden_and_recognisable() {
        let (limits, others) = (SignInLimits::default(), SignInLimits::default());
        assert_eq!(limits.unknown_name("hunter2"), limits.unknown_name("hunter2"));
        assert_ne!(limits.unknown_name("hunter2"), limits.unknown_name("hunter3"));
        assert_ne!(
            limits.unknown_name("hunter2"),
            others.unknown_name("hunter2"),
            "the key is the process's own"
        );
    }
}
