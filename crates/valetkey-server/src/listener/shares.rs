//! Limits the connections per address, so that one address cannot hold them all.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ipnet::IpNet;

use crate::request::Network;

/// Counts the open connections of each network: an IPv4 address, or 64 bits of an IPv6 address.
pub(super) struct Shares {
    most: usize,
    unlimited: Vec<IpNet>,
    open: Mutex<HashMap<Network, usize>>,
}

/// A place in the share of a network, until it is dropped. An unlimited peer needs none.
pub(super) struct Place(Option<(Arc<Shares>, Network)>);

impl Shares {
    /// At most `most` connections of each network, except for peers in `unlimited`.
    pub(super) fn new(most: usize, unlimited: Vec<IpNet>) -> Arc<Self> {
        Arc::new(Self { most, unlimited, open: Mutex::default() })
    }

    /// Takes a place; `None` when the peer's network has no more.
    pub(super) fn take(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let peer = peer.to_canonical();
        if self.unlimited.iter().any(|network| network.contains(&peer)) {
            return Some(Place(None));
        }
        let network = Network::of(peer);
        let mut open = self.lock();
        let count = open.entry(network).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Place(Some((Arc::clone(self), network))))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Network, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((shares, network)) = &self.0 else { return };
        let mut open = shares.lock();
        if let Some(count) = open.get_mut(network) {
            *count -= 1;
            if *count == 0 {
                open.remove(network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(shares: &Arc<Shares>, peer: &str) -> Option<Place> {
        shares.take(peer.parse().unwrap())
    }

    #[test]
    fn m8_a_network_has_its_share_and_no_more_and_gets_places_back() {
        let shares = Shares::new(2, Vec::new());
        let (first, _second) = (take(&shares, "2001:db8::1"), take(&shares, "2001:db8::2"));
        assert!(first.is_some());
        assert!(take(&shares, "2001:db8::3").is_none(), "the same 64 bits");
        assert!(take(&shares, "2001:db8:0:1::1").is_some() && take(&shares, "192.0.2.1").is_some());
        drop(first);
        assert!(take(&shares, "2001:db8::3").is_some());
        assert_eq!(shares.lock().len(), 1, "a network without connections is forgotten");
    }

    #[test]
    fn a_trusted_proxy_has_no_limit() {
        let shares = Shares::new(1, vec!["10.0.0.0/8".parse().unwrap()]);
        let places: Vec<_> = (0..5).map(|_| take(&shares, "::ffff:10.1.2.3")).collect();
        assert!(places.iter().all(Option::is_some));
        let (_one, other) = (take(&shares, "192.0.2.1"), take(&shares, "192.0.2.1"));
        assert!(other.is_none());
    }
}
