//! Who sent the request that is being answered, for its log lines and for limits.

use std::{cell::Cell, fmt, net::IpAddr, sync::Arc};

use ipnet::IpNet;
use tracing::Span;

use super::Network;
use crate::refusals::{RefusalKind, Refusals};

tokio::task_local! {
    static CURRENT: Caller;
}

/// The client's address, if the listener knows it. It travels with the task of the request.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    address: Option<IpAddr>,
    network: Option<Network>,
    client_id_is_logged: Cell<bool>,
    refusals: Option<Arc<Refusals>>,
}

impl Caller {
    /// A caller at this address.
    pub(crate) fn new(address: Option<IpAddr>, trusted_proxies: &[IpNet]) -> Self {
        let is_proxy = |address: &IpAddr| {
            address.is_loopback() || trusted_proxies.iter().any(|network| network.contains(address))
        };
        let network = address.filter(|address| !is_proxy(address)).map(Network::of);
        Self { address, network, client_id_is_logged: Cell::new(false), refusals: None }
    }

    /// Counts the refusals of the request here.
    pub(crate) fn counting(self, refusals: &Arc<Refusals>) -> Self {
        Self { refusals: Some(Arc::clone(refusals)), ..self }
    }

    /// Returns the caller whose request this task answers; outside of a request, one without an address.
    pub(crate) fn current() -> Self {
        CURRENT.try_with(Self::clone).unwrap_or_else(|_| Self::new(None, &[]))
    }

    /// Returns the address of the caller, if it is known.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        self.address
    }

    /// Returns the network to which the limits of an address apply. `None` where the address is that of a proxy that does
    /// not say for whom it asks, or of this machine: then a limit would be one for everybody.
    pub(crate) fn network(&self) -> Option<Network> {
        self.network
    }

    /// Runs the future as the answer to this caller.
    pub(crate) fn scope<F: Future>(self, future: F) -> impl Future<Output = F::Output> {
        CURRENT.scope(self, future)
    }
}

/// Shows the address, or `-`.
impl fmt::Display for Caller {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            Some(address) => address.fmt(formatter),
            None => formatter.write_str("-"),
        }
    }
}

/// Adds the client identifier of a request, as it came, to each later log line of the request. The first one stays.
pub(crate) fn log_client_id(client_id: &str) {
    let is_first = CURRENT.try_with(|caller| !caller.client_id_is_logged.replace(true));
    if is_first == Ok(true) {
        Span::current().record("client_id", client_id);
    }
}

/// Counts a refusal of the request that this task answers.
pub(crate) fn count_refusal(kind: RefusalKind) {
    let count = |caller: &Caller| caller.refusals.iter().for_each(|refusals| refusals.count(kind));
    // Outside of a request nothing is refused.
    let _ = CURRENT.try_with(count);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h4_a_proxy_that_does_not_say_for_whom_it_asks_is_no_network() {
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        let network = |address: &str| Caller::new(Some(address.parse().unwrap()), &trusted).network();
        for proxy in ["127.0.0.1", "::1", "10.0.0.1"] {
            assert_eq!(network(proxy), None, "{proxy}");
        }
        assert!(network("192.0.2.1").is_some() && network("2001:db8::1").is_some());
        assert_eq!(Caller::current().network(), None, "outside of a request");
    }
}
