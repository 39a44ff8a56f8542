//! Name resolution that returns only allowed addresses. The connection uses the checked address, so a name can't change after
//! the check.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::AddressPolicy;

/// The resolver of this machine, with an [`AddressPolicy`].
pub(crate) struct GuardedResolver {
    pub(crate) policy: Arc<AddressPolicy>,
}

/// All addresses of the name were refused. Contains the first one.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0} is not in an allowed network")]
pub(crate) struct RefusedByPolicy(pub(crate) IpAddr);

/// The resolver of this machine returned no address.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{reason}")]
pub(crate) struct DidNotResolve {
    /// The message of the resolver.
    pub(crate) reason: String,
    /// `true` if the name does not exist; `false` if the resolver failed.
    pub(crate) no_such_name: bool,
}

impl DidNotResolve {
    /// Creates the error from the resolver's message, because the standard library does not return the resolver's error code.
    /// An unknown message counts as a failure of the resolver, so that a retry is possible.
    fn new(error: &std::io::Error) -> Self {
        // The messages for EAI_NONAME in glibc, musl and the BSDs.
        const NO_SUCH_NAME: [&str; 3] =
            ["Name or service not known", "Name does not resolve", "nodename nor servname provided"];
        // The code is WSAHOST_NOT_FOUND.
        let on_windows = cfg!(windows) && error.raw_os_error() == Some(11001);
        let reason = error.to_string();
        let no_such_name = on_windows || NO_SUCH_NAME.iter().any(|words| reason.contains(words));
        Self { reason, no_such_name }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let policy = Arc::clone(&self.policy);
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let found: Vec<SocketAddr> = found.map_err(|error| DidNotResolve::new(&error))?.collect();
            let permitted = permitted_addresses(name.as_str(), &found, &policy)?;
            Ok(Box::new(permitted.into_iter()) as Addrs)
        })
    }
}

/// Returns the allowed addresses. `localhost` may only be loopback (RFC 6761 section 6.3).
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
        None => Err(Box::new(DidNotResolve { reason: "no address".to_owned(), no_such_name: true })),
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
    fn ss1_a_name_with_only_private_addresses_is_refused() {
        let policy = AddressPolicy::default();
        let error = permitted_addresses("internal.example", &addresses(&["10.0.0.1"]), &policy).unwrap_err();
        assert!(error.downcast_ref::<RefusedByPolicy>().is_some());
    }

    #[test]
    fn ss1_only_the_public_address_of_a_mixed_answer_is_used() {
        let found = addresses(&["169.254.169.254", "8.8.8.8"]);
        let permitted = permitted_addresses("mixed.example", &found, &AddressPolicy::default()).unwrap();
        assert_eq!(permitted, addresses(&["8.8.8.8"]));
    }

    #[test]
    fn f16_an_unknown_name_and_a_failing_resolver_are_distinguished() {
        for (words, no_such_name) in [
            ("failed to lookup address information: Name or service not known", true),
            ("failed to lookup address information: Name does not resolve", true),
            ("failed to lookup address information: nodename nor servname provided, or not known", true),
            ("failed to lookup address information: Temporary failure in name resolution", false),
            ("failed to lookup address information: Try again", false),
            ("words of another system", false),
        ] {
            let error = DidNotResolve::new(&std::io::Error::other(words));
            assert_eq!((error.no_such_name, error.reason.as_str()), (no_such_name, words));
        }
    }

    #[test]
    fn localhost_is_only_loopback() {
        let mut policy = AddressPolicy::default();
        policy.allow_loopback();
        assert!(permitted_addresses("localhost", &addresses(&["8.8.8.8"]), &policy).is_err());
        assert!(permitted_addresses("localhost", &addresses(&["127.0.0.1"]), &policy).is_ok());
        assert!(
            permitted_addresses("localhost", &addresses(&["127.0.0.1"]), &AddressPolicy::default()).is_err()
        );
    }
}
