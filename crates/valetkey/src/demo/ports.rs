//! Three ports on this machine: those asked for, or free ones.

use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
};

use tokio::net::TcpListener;

use crate::failure::Failure;

/// A port that is ours: on 127.0.0.1, and on ::1 too where `localhost` may mean that.
pub(super) struct Port {
    pub(super) number: u16,
    pub(super) listeners: Vec<TcpListener>,
    /// The port that was asked for, if it was taken.
    pub(super) instead_of: Option<u16>,
}

/// Opens the wanted port, or a free one.
///
/// # Errors
/// When not even a free port can be opened.
pub(super) async fn open(wanted: u16, both_families: bool) -> Result<Port, Failure> {
    if let Ok(listeners) = bind(wanted, both_families).await {
        return port(listeners, None);
    }
    let mut problem = None;
    // The free port of one family may be taken in the other.
    for _ in 0..20 {
        match bind(0, both_families).await {
            Ok(listeners) => return port(listeners, Some(wanted)),
            Err(error) => problem = Some(error),
        }
    }
    let reason = problem.map_or_else(String::new, |error| error.to_string());
    Err(Failure::failed(format!("no port of this machine can be opened: {reason}")))
}

fn port(listeners: Vec<TcpListener>, instead_of: Option<u16>) -> Result<Port, Failure> {
    let first = listeners.first().ok_or_else(|| Failure::failed("no port was opened"))?;
    Ok(Port { number: first.local_addr()?.port(), listeners, instead_of })
}

async fn bind(number: u16, both_families: bool) -> io::Result<Vec<TcpListener>> {
    let first = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, number))).await?;
    let number = first.local_addr()?.port();
    let mut listeners = vec![first];
    if both_families {
        match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, number))).await {
            Ok(second) => listeners.push(second),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            // A machine without IPv6.
            Err(_) => {}
        }
    }
    Ok(listeners)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_is_replaced_by_a_free_one() {
        let first = open(0, false).await.expect("a port");
        let second = open(first.number, false).await.expect("another port");
        assert_ne!(first.number, second.number);
        assert_eq!((first.instead_of, second.instead_of), (None, Some(first.number)));
    }

    #[tokio::test]
    async fn a_port_that_is_taken_in_one_family_is_taken() {
        let Ok(other) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).await else { return };
        let number = other.local_addr().expect("an address").port();
        let opened = open(number, true).await.expect("a port");
        assert_eq!(opened.instead_of, Some(number));
    }
}
