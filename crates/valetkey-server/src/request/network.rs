//! The network of an address: what one subscriber usually has to himself.

use std::net::{IpAddr, Ipv6Addr};

/// An IPv4 address, or an IPv6 network of 64 bits: one subscriber has all of its addresses (RFC 6177).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Network(IpAddr);

impl Network {
    /// Returns the network of an address.
    pub(crate) fn of(address: IpAddr) -> Self {
        Self(masked(address.to_canonical(), 32, 64))
    }

    /// Returns the neighbourhood of the network: 24 bits of an IPv4 address, 48 of an IPv6 one.
    pub(crate) fn neighbourhood(self) -> Self {
        Self(masked(self.0, 24, 48))
    }
}

fn masked(address: IpAddr, of_v4: u32, of_v6: u32) -> IpAddr {
    match address {
        IpAddr::V4(address) => IpAddr::V4((u32::from(address) & (u32::MAX << (32 - of_v4))).into()),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from(u128::from(address) & (u128::MAX << (128 - of_v6)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_counts_as_one_and_an_ipv4_address_as_itself() {
        let network = |text: &str| Network::of(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::2"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        let neighbourhood = |text: &str| network(text).neighbourhood();
        assert_eq!(neighbourhood("192.0.2.1"), neighbourhood("192.0.2.254"));
        assert_ne!(neighbourhood("192.0.2.1"), neighbourhood("192.0.3.1"));
        assert_eq!(neighbourhood("2001:db8:1:2::1"), neighbourhood("2001:db8:1:3::1"));
        assert_ne!(neighbourhood("2001:db8:1::1"), neighbourhood("2001:db8:2::1"));
    }
}
