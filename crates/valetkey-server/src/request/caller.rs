//! The sender of the current request, for log lines and limits.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    fmt,
    net::IpAddr,
    sync::Arc,
};

use http::{Method, Uri, uri::PathAndQuery};
use ipnet::IpNet;
use tracing::Span;
use valetkey_accounts::User;
use valetkey_pages::{Language, form_field};
use valetkey_types::encode_form;

use super::Network;
use crate::{
    interaction::LONGEST_ADDRESS,
    refusals::{RefusalKind, Refusals},
};

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
    page_address: RefCell<Option<PageAddress>>,
    language_of_user: Cell<Option<Language>>,
}

/// The path and query, below the issuer, at which a page can be opened again. Every request has one, and few show a page, so the text
/// of the request is shared instead of copied.
#[derive(Clone, Debug)]
enum PageAddress {
    /// The path and query of the request.
    OfRequest(PathAndQuery),
    /// The path of the request, without its query.
    PathOfRequest(PathAndQuery),
    /// Another address.
    Other(Cow<'static, str>),
}

impl PageAddress {
    fn as_str(&self) -> &str {
        match self {
            Self::OfRequest(uri) => uri.as_str(),
            Self::PathOfRequest(uri) => uri.path(),
            Self::Other(address) => address,
        }
    }
}

impl Caller {
    /// A caller at this address.
    pub(crate) fn new(address: Option<IpAddr>, trusted_proxies: &[IpNet]) -> Self {
        let is_proxy = |address: &IpAddr| {
            address.is_loopback() || trusted_proxies.iter().any(|network| network.contains(address))
        };
        let network = address.filter(|address| !is_proxy(address)).map(Network::of);
        Self {
            address,
            network,
            client_id_is_logged: Cell::new(false),
            refusals: None,
            page_address: RefCell::new(None),
            language_of_user: Cell::new(None),
        }
    }

    /// Counts the refusals of the request here.
    pub(crate) fn counting(self, refusals: &Arc<Refusals>) -> Self {
        Self { refusals: Some(Arc::clone(refusals)), ..self }
    }

    /// Remembers the address of the request, below the issuer: with GET, the page can be opened again there.
    pub(crate) fn opening(self, method: &Method, uri: &Uri) -> Self {
        let opened = || uri.path_and_query().cloned();
        let address = match (method, uri.path()) {
            (&Method::GET, _) => opened().map(PageAddress::OfRequest),
            // The page depends on the posted parameters.
            (_, "/authorize") => None,
            (_, "/account/sign-out" | "/language") => Some(PageAddress::Other(Cow::Borrowed("/"))),
            _ => opened().map(PageAddress::PathOfRequest),
        };
        Self { page_address: RefCell::new(address), ..self }
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

/// Notes the sealed value of a step: its page can be opened again there, if an address has room.
pub(crate) fn note_step(path: &str, sealed: &str) {
    let path = match path {
        // These take a form of the page of another path.
        "/login/passkey" => "/login",
        "/login/authenticator" | "/login/add-passkey" => "/login/second",
        path => path,
    };
    let address = format!("{path}?{}", encode_form([(form_field::CONTINUE, sealed)]));
    let fits = address.len() <= LONGEST_ADDRESS;
    let address = fits.then_some(PageAddress::Other(Cow::Owned(address)));
    // Outside of a request there is no page.
    let _ = CURRENT.try_with(|caller| caller.page_address.replace(address));
}

/// Returns the path and query, below the issuer, at which the page that answers this request can be opened again.
pub(crate) fn page_address() -> Option<String> {
    let text =
        |caller: &Caller| caller.page_address.borrow().as_ref().map(|address| address.as_str().to_owned());
    CURRENT.try_with(text).ok().flatten()
}

/// Remembers the signed-in user: pages use their language unless the request selects another.
pub(crate) fn note_user(user: &User) {
    let language = user.locale.as_deref().and_then(Language::of_tag);
    // Outside of a request there is no page.
    let _ = CURRENT.try_with(|caller| caller.language_of_user.set(language));
}

/// Returns the language of the user who is signed in, if they have one.
pub(crate) fn language_of_user() -> Option<Language> {
    CURRENT.try_with(|caller| caller.language_of_user.get()).ok().flatten()
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
