//! The rules for the addresses of outgoing connections.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// The allowed networks: the public internet and the listed networks. The list is empty by default.
#[derive(Clone, Debug, Default)]
pub struct AddressPolicy {
    allowed: Vec<IpNet>,
}

impl AddressPolicy {
    /// Allows these networks too.
    pub fn allow(&mut self, networks: impl IntoIterator<Item = IpNet>) {
        self.allowed.extend(networks);
    }

    /// Allows 127.0.0.0/8 and ::1.
    pub fn allow_loopback(&mut self) {
        self.allow([IpNet::V4(LOOPBACK_V4), IpNet::V6(LOOPBACK_V6)]);
    }

    /// Returns `true` if a connection to this address is allowed.
    pub fn permits(&self, address: IpAddr) -> bool {
        is_public(address) || self.lists(address)
    }

    /// Returns `true` if the address is in a listed network.
    pub(crate) fn lists(&self, address: IpAddr) -> bool {
        self.allowed.iter().any(|network| network.contains(&address))
    }
}

const LOOPBACK_V4: Ipv4Net = Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8);
const LOOPBACK_V6: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::LOCALHOST, 128);

const fn v4(a: u8, b: u8, c: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, 0), length)
}

const fn v6(a: u16, b: u16, length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0), length)
}

/// The IPv4 networks of the special-purpose registry (RFC 6890) that are not globally reachable, and multicast.
const NOT_PUBLIC_V4: [Ipv4Net; 15] = [
    v4(0, 0, 0, 8),
    v4(10, 0, 0, 8),
    v4(100, 64, 0, 10),
    v4(127, 0, 0, 8),
    v4(169, 254, 0, 16),
    v4(172, 16, 0, 12),
    v4(192, 0, 0, 24),
    v4(192, 0, 2, 24),
    v4(192, 88, 99, 24),
    v4(192, 168, 0, 16),
    v4(198, 18, 0, 15),
    v4(198, 51, 100, 24),
    v4(203, 0, 113, 24),
    v4(224, 0, 0, 4),
    v4(240, 0, 0, 4),
];

/// The public IPv6 addresses: global unicast. Mapped, NAT64, link-local, unique local and multicast addresses are outside of it.
const GLOBAL_UNICAST: Ipv6Net = v6(0x2000, 0, 3);

/// Networks in global unicast that are not public: protocol assignments with Teredo, documentation, and 6to4 (which contains an
/// IPv4 address).
const NOT_PUBLIC_V6: [Ipv6Net; 4] =
    [v6(0x2001, 0, 23), v6(0x2001, 0xdb8, 32), v6(0x2002, 0, 16), v6(0x3fff, 0, 20)];

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !NOT_PUBLIC_V4.iter().any(|network| network.contains(&address)),
        IpAddr::V6(address) => {
            GLOBAL_UNICAST.contains(&address)
                && !NOT_PUBLIC_V6.iter().any(|network| network.contains(&address))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permits(policy: &AddressPolicy, address: &str) -> bool {
        policy.permits(address.parse().unwrap())
    }

    #[test]
    fn ss1_addresses_outside_the_public_internet_are_refused() {
        let policy = AddressPolicy::default();
        for address in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2002:808:808::1",
            "2001::1",
            "2001:db8::1",
            "fe80::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "fec0::1",
        ] {
            assert!(!permits(&policy, address), "{address}");
        }
    }

    #[test]
    fn public_addresses_are_permitted() {
        let policy = AddressPolicy::default();
        for address in
            ["8.8.8.8", "100.63.255.255", "100.128.0.0", "172.32.0.1", "2606:4700::1111", "2a00::1"]
        {
            assert!(permits(&policy, address), "{address}");
        }
    }

    #[test]
    fn a_listed_network_is_permitted_but_the_next_one_is_not() {
        let mut policy = AddressPolicy::default();
        policy.allow(["10.1.0.0/16".parse().unwrap()]);
        assert!(permits(&policy, "10.1.2.3"));
        assert!(!permits(&policy, "10.2.0.1"));
        assert!(!permits(&policy, "::ffff:10.1.2.3"));
        policy.allow_loopback();
        assert!(permits(&policy, "127.0.0.1") && permits(&policy, "::1"));
        assert!(!permits(&policy, "::ffff:127.0.0.1"));
    }
}
