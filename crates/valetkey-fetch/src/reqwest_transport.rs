//! The default transport, based on reqwest.

use std::error::Error;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use url::{Host, Url};
use valetkey_types::{Issuer, is_loopback_host};

use crate::resolver::{DidNotResolve, GuardedResolver, RefusedByPolicy};
use crate::{
    AddressPolicy, HttpRequest, HttpResponse, HttpTransport, IpNet, Method, TlsClientCertificate,
    TransportError, TrustedRoots,
};

/// Sends requests over the network. Uses https (http only on allowed loopback hosts), follows no redirects, ignores proxies
/// from the environment, connects to no private networks unless they are listed, and limits time and size. Cheap to clone.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    policy: Arc<AddressPolicy>,
    timeout: Duration,
    maximum_response_bytes: usize,
    certificate: Option<TlsClientCertificate>,
    plain_http_hosts: Vec<String>,
}

/// The settings of a [`ReqwestTransport`].
#[derive(Clone, Debug)]
pub struct ReqwestTransportBuilder {
    policy: AddressPolicy,
    timeout: Duration,
    connect_timeout: Duration,
    maximum_response_bytes: usize,
    certificate: Option<TlsClientCertificate>,
    roots: TrustedRoots,
    plain_http_hosts: Vec<String>,
    proxy: Option<String>,
}

impl ReqwestTransport {
    /// Starts with the defaults: 10 s in total, 5 s to connect, 1 MiB, no private networks.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder {
            policy: AddressPolicy::default(),
            timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(5),
            maximum_response_bytes: 1024 * 1024,
            certificate: None,
            roots: TrustedRoots::default(),
            plain_http_hosts: Vec::new(),
            proxy: None,
        }
    }

    /// Creates a transport with the defaults for an issuer. Loopback is allowed only if the issuer is on loopback. Plain http
    /// to its host is allowed only if the issuer is from [`Issuer::danger_parse_plain_http`].
    ///
    /// # Errors
    /// [`TransportError::Setup`] if the HTTP client can't be built.
    pub fn for_issuer(issuer: &Issuer) -> Result<Self, TransportError> {
        Self::builder_for_issuer(issuer).build()
    }

    /// Starts with the settings of [`ReqwestTransport::for_issuer`].
    pub fn builder_for_issuer(issuer: &Issuer) -> ReqwestTransportBuilder {
        let url = Url::parse(issuer.as_str()).ok();
        let on_loopback = url.as_ref().and_then(Url::host_str).is_some_and(is_loopback_host);
        let builder = Self::builder();
        let builder = if on_loopback { builder.allow_loopback() } else { builder };
        match issuer.plain_http_host() {
            Some(host) => builder.danger_plain_http_to(host),
            None => builder,
        }
    }

    /// Checks the form, the scheme and a literal address of a URL before a request is sent. Returns the URL and its host.
    fn check_url(&self, text: &str) -> Result<(Url, String), TransportError> {
        let invalid = |reason: &str| TransportError::InvalidUrl {
            url: text.split('?').next().unwrap_or_default().to_owned(),
            reason: reason.to_owned(),
        };
        let url = Url::parse(text).map_err(|error| invalid(&error.to_string()))?;
        let host = url.host_str().ok_or_else(|| invalid("it has no host"))?.to_owned();
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid("it has user information"));
        }
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
            _ => None,
        };
        if let Some(address) = literal.filter(|address| !self.policy.permits(*address)) {
            return Err(TransportError::RefusedAddress { host, address });
        }
        match url.scheme() {
            "https" => Ok((url, host)),
            "http" if is_loopback_host(&host) || self.may_be_plain(&url, &host) => Ok((url, host)),
            "http" => Err(invalid("plain http is allowed only on this machine")),
            _ => Err(invalid("the scheme is not https")),
        }
    }

    fn may_be_plain(&self, url: &Url, host: &str) -> bool {
        let with_port = url.port().map(|port| format!("{host}:{port}"));
        self.plain_http_hosts.iter().any(|allowed| allowed == with_port.as_deref().unwrap_or(host))
    }

    async fn read_body(
        &self,
        mut response: reqwest::Response,
        host: &str,
    ) -> Result<Vec<u8>, TransportError> {
        let limit = self.maximum_response_bytes;
        let too_large = || TransportError::TooLarge { host: host.to_owned(), limit };
        if response.content_length().is_some_and(|length| length > limit as u64) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.explain(&error, host))? {
            if body.len() + chunk.len() > limit {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn explain(&self, error: &reqwest::Error, host: &str) -> TransportError {
        let host = host.to_owned();
        if error.is_timeout() {
            return TransportError::Timeout { host, seconds: self.timeout.as_secs() };
        }
        let mut reason = String::new();
        let mut source: Option<&(dyn Error + 'static)> = error.source();
        while let Some(cause) = source {
            if let Some(RefusedByPolicy(address)) = cause.downcast_ref() {
                return TransportError::RefusedAddress { host, address: *address };
            }
            if let Some(DidNotResolve { reason, no_such_name }) = cause.downcast_ref() {
                let reason = reason.clone();
                return match no_such_name {
                    true => TransportError::UnknownHost { host, reason },
                    false => TransportError::NameLookup { host, reason },
                };
            }
            reason = cause.to_string();
            source = cause.source();
        }
        let lower = reason.to_ascii_lowercase();
        if ["certificate", "tls", "handshake", "alert"].iter().any(|word| lower.contains(word)) {
            TransportError::Tls { host, reason }
        } else {
            TransportError::Connection { host, reason }
        }
    }
}

/// Refuses compressed bodies, which this transport can't decompress. Without this check they would look like malformed JSON.
fn check_encoding(response: &reqwest::Response, host: &str) -> Result<(), TransportError> {
    let encoded = |value: &&http::HeaderValue| !value.as_bytes().eq_ignore_ascii_case(b"identity");
    match response.headers().get_all(CONTENT_ENCODING).iter().find(encoded) {
        None => Ok(()),
        Some(value) => {
            let encoding = String::from_utf8_lossy(value.as_bytes()).chars().take(40).collect();
            Err(TransportError::Encoded { host: host.to_owned(), encoding })
        }
    }
}

#[async_trait]
impl HttpTransport for ReqwestTransport {
    async fn send(&self, mut request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let (url, host) = self.check_url(&request.url)?;
        let mut outgoing = self.client.request(request.method.clone(), url);
        if request.method != Method::GET {
            outgoing = outgoing.body(std::mem::take(&mut request.body));
        }
        for (name, value) in &request.headers {
            outgoing = outgoing.header(name, value);
        }
        if request.header("accept-encoding").is_none() {
            // Without this header the server may compress the response (RFC 9110 section 12.5.3).
            outgoing = outgoing.header(ACCEPT_ENCODING, "identity");
        }
        let response = outgoing.send().await.map_err(|error| self.explain(&error, &host))?;
        check_encoding(&response, &host)?;
        let status = response.status().as_u16();
        let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers =
            response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let body = self.read_body(response, &host).await?;
        Ok(HttpResponse { status, headers, body })
    }

    fn client_certificate(&self) -> Option<&[u8]> {
        self.certificate.as_ref().map(TlsClientCertificate::der)
    }
}

impl ReqwestTransportBuilder {
    /// Sets the time limit for a request and its response.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the time limit for the connection.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets the maximum size of a response body, in bytes. It is checked while the body arrives.
    #[must_use]
    pub fn maximum_response_bytes(mut self, limit: usize) -> Self {
        self.maximum_response_bytes = limit;
        self
    }

    /// Allows these networks besides the public internet.
    #[must_use]
    pub fn allow_networks(mut self, networks: impl IntoIterator<Item = IpNet>) -> Self {
        self.policy.allow(networks);
        self
    }

    /// Allows the loopback addresses of this machine, also with plain http.
    #[must_use]
    pub fn allow_loopback(mut self) -> Self {
        self.policy.allow_loopback();
        self
    }

    /// Sends this certificate to every server that asks for one (RFC 8705).
    #[must_use]
    pub fn client_certificate(mut self, certificate: TlsClientCertificate) -> Self {
        self.certificate = Some(certificate);
        self
    }

    /// Trusts these root certificates, in addition to those of this machine.
    #[must_use]
    pub fn trust(mut self, roots: TrustedRoots) -> Self {
        self.roots.extend(roots);
        self
    }

    /// Allows plain http to this host, written as in a URL: `keycloak:8080`, or `keycloak` for port 80. Its address must be
    /// public or in an allowed network. Danger: anyone on the network can read and change the messages.
    #[must_use]
    pub fn danger_plain_http_to(mut self, host: impl Into<String>) -> Self {
        self.plain_http_hosts.push(host.into());
        self
    }

    /// Sends all requests through this HTTP proxy, for example `http://proxy.example:3128`. The proxy's own address must be
    /// public or in an allowed network. Environment variables such as `HTTPS_PROXY` are not read; pass their value here.
    ///
    /// Danger: the proxy resolves names, so a name can lead to any network that the proxy can reach. Only literal addresses in
    /// a URL are still checked. Requests to loopback never use the proxy.
    #[must_use]
    pub fn danger_proxy(mut self, proxy: impl Into<String>) -> Self {
        self.proxy = Some(proxy.into());
        self
    }

    /// Builds the transport.
    ///
    /// On a machine without CA certificates, the transport trusts only the roots of [`ReqwestTransportBuilder::trust`]. Plain
    /// http on loopback still works.
    ///
    /// # Errors
    /// [`TransportError::Setup`] if the HTTP client can't be built.
    pub fn build(self) -> Result<ReqwestTransport, TransportError> {
        let policy = Arc::new(self.policy.clone());
        let setup = |error: reqwest::Error| TransportError::Setup { reason: error.to_string() };
        let proxy = self.proxy.as_deref().map(reqwest::Proxy::all).transpose().map_err(setup)?;
        let proxy =
            proxy.map(|proxy| proxy.no_proxy(reqwest::NoProxy::from_string("localhost,127.0.0.0/8,::1")));
        let client = self.client(&policy, proxy.clone()).tls_certs_merge(self.roots.certificates()).build().or_else(|error| {
            tracing::warn!(%error, "no CA certificates found: public https addresses can't be reached (install ca-certificates)");
            self.client(&policy, proxy.clone()).tls_certs_only(self.roots.certificates()).build()
        });
        let client = client.map_err(setup)?;
        Ok(ReqwestTransport {
            client,
            policy,
            timeout: self.timeout,
            maximum_response_bytes: self.maximum_response_bytes,
            certificate: self.certificate,
            plain_http_hosts: self.plain_http_hosts,
        })
    }

    fn client(&self, policy: &Arc<AddressPolicy>, proxy: Option<reqwest::Proxy>) -> reqwest::ClientBuilder {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .user_agent(concat!("valetkey/", env!("CARGO_PKG_VERSION")))
            .timeout(self.timeout)
            .connect_timeout(self.connect_timeout)
            .pool_idle_timeout(Duration::from_secs(30))
            .dns_resolver(GuardedResolver { policy: Arc::clone(policy) });
        let client = match proxy {
            Some(proxy) => client.proxy(proxy),
            None => client,
        };
        match &self.certificate {
            Some(certificate) => client.identity(certificate.identity()),
            None => client,
        }
    }
}
