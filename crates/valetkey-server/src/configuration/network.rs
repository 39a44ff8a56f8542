//! Addresses and networks as operators write them.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use ipnet::IpNet;
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, Visitor},
};

/// A text that names no place to listen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a port such as 8080, or an address with a port such as 127.0.0.1:8080, [::1]:8080 or 0.0.0.0:8080, got \
     {0:?}"
)]
pub struct ListenError(String);

/// Reads where to listen. A port alone is a port of `127.0.0.1`, and `localhost` is that address too.
///
/// # Errors
/// [`ListenError`] for any other text.
pub fn parse_listen(text: &str) -> Result<SocketAddr, ListenError> {
    let error = || ListenError(text.to_owned());
    if let Some(port) = text.strip_prefix("localhost:").or(Some(text).filter(|text| !text.contains(':'))) {
        let port = port.parse().map_err(|_| error())?;
        return Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    }
    text.parse().map_err(|_| error())
}

pub(super) fn listen<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SocketAddr, D::Error> {
    struct Listen;

    impl Visitor<'_> for Listen {
        type Value = SocketAddr;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a port such as 8080, or an address with a port such as \"127.0.0.1:8080\"")
        }

        fn visit_i64<E: serde::de::Error>(self, port: i64) -> Result<SocketAddr, E> {
            self.visit_str(&port.to_string())
        }

        fn visit_u64<E: serde::de::Error>(self, port: u64) -> Result<SocketAddr, E> {
            self.visit_str(&port.to_string())
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<SocketAddr, E> {
            parse_listen(text).map_err(E::custom)
        }
    }

    deserializer.deserialize_any(Listen)
}

/// Reads where to listen, for a key that has no default.
pub(super) fn listen_if_set<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SocketAddr>, D::Error> {
    listen(deserializer).map(Some)
}

pub(super) fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|text| network(text).map_err(D::Error::custom)).collect()
}

fn network(text: &str) -> Result<IpNet, String> {
    let single = |text: &str| text.parse::<IpAddr>().map(IpNet::from);
    text.parse().or_else(|_| single(text)).map_err(|_| {
        format!("expected an address such as 127.0.0.1 or a network such as 10.0.0.0/8, got {text:?}")
    })
}
