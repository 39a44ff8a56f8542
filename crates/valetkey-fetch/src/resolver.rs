//! Name look-ups that hand out permitted addresses only, so that a name cannot change between check and connect.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::AddressPolicy;

/// The machine's resolver behind an [`AddressPolicy`].
pub(crate) struct GuardedResolver {
    pub(crate) policy: Arc<AddressPolicy>,
}

/// Every address of the name was refused; carries the first.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0} is not in an allowed network")]
pub(crate) struct RefusedByPolicy(pub(crate) IpAddr);

/// The machine's resolver knows no address.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct DidNotResolve(pub(crate) String);

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let policy = Arc::clone(&self.policy);
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let found: Vec<SocketAddr> = found.map_err(|error| DidNotResolve(error.to_string()))?.collect();
            let permitted = permitted_addresses(name.as_str(), &found, &policy)?;
            Ok(Box::new(permitted.into_iter()) as Addrs)
        })
    }
}

/// The addresses that may be reached. `localhost` is loopback or nothing (RFC 6761 section 6.3).
fn permitted_addresses(
    name: &str,
    found: &[SocketAddr],
    policy: &AddressPolicy,
) -> Result<Vec<SocketAddr>, Box<dyn std::error::Error + Send + Sync>> {
    let is_localhost = name.eq_ignore_ascii_case("localhost");
    let may_reach =
        |address: &&SocketAddr| policy.permits(address.ip()) && (!is_localhost || address.ip().is_loopback());
    let permitted: Vec<SocketAddr> = found.iter().filter(may_reach).copied().collect();
    match found.first() {
        None => Err(Box::new(DidNotResolve("no address".to_owned()))),
        Some(first) if permitted.is_empty() => Err(Box::new(RefusedByPolicy(first.ip()))),
        Some(_) => Ok(permitted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(texts: &[&str]) -> Vec<SocketAddr> {
        texts.iter().map(|text| SocketAddr::new(text.parse().unwrap(), 0)).collect()
    }

    #[test]
    fn ss1_a_name_with_a_private_address_only_is_refused() {
        let policy = AddressPolicy::default();
        let error = permitted_addresses("internal.example", &addresses(&["10.0.0.1"]), &policy).unwrap_err();
        assert!(error.downcast_ref::<RefusedByPolicy>().is_some());
    }

    #[test]
    fn ss1_of_a_mixed_answer_only_the_public_address_is_used() {
        let found = addresses(&["169.254.169.254", "8.8.8.8"]);
        let permitted = permitted_addresses("mixed.example", &found, &AddressPolicy::default()).unwrap();
        assert_eq!(permitted, addresses(&["8.8.8.8"]));
    }

    #[test]
    fn localhost_is_loopback_or_nothing() {
        let mut policy = AddressPolicy::default();
        policy.allow_loopback();
        assert!(permitted_addresses("localhost", &addresses(&["8.8.8.8"]), &policy).is_err());
        assert!(permitted_addresses("localhost", &addresses(&["127.0.0.1"]), &policy).is_ok());
        assert!(
            permitted_addresses("localhost", &addresses(&["127.0.0.1"]), &AddressPolicy::default()).is_err()
        );
    }
}
