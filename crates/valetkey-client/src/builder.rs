//! The settings of a client.

mod build;

use std::sync::Arc;
use std::time::Duration;

use valetkey_fetch::{Clock, HttpTransport, IpNet, SystemClock, TlsClientCertificate};
use valetkey_jose::{Algorithm, SigningKey};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{ClientAuthenticationMethod, Seconds, Secret};

use crate::client::{Client, Switches};
use crate::credential::SecretSource;
use crate::dpop::{Dpop, DpopKey};
use crate::{ClientError, Dialect, IssuerRule, Stage, Standard};

/// The settings of a [`Client`]. They are checked by [`ClientBuilder::build`].
#[derive(Clone)]
#[must_use]
pub struct ClientBuilder {
    issuer: String,
    client_id: String,
    client_secret: Option<Secret>,
    authentication_method: Option<ClientAuthenticationMethod>,
    signed_proof: Option<SignedProof>,
    certificate: Option<TlsClientCertificate>,
    redirect_uri: Option<String>,
    scope: String,
    /// The accepted algorithms. Empty: those that the issuer publishes.
    id_token_algorithms: Vec<Algorithm>,
    leeway: Seconds,
    transport: Option<Arc<dyn HttpTransport>>,
    networks: Vec<IpNet>,
    plain_http: bool,
    key_refetch_floor: Duration,
    clock: Arc<dyn Clock>,
    metadata: Option<ProviderMetadata>,
    issuer_rule: IssuerRule,
    dialect: Arc<dyn Dialect>,
    dpop: Option<Dpop>,
    request_key: Option<Arc<SigningKey>>,
    switches: Switches,
}

/// Credentials that are signed instead of sent.
#[derive(Clone)]
enum SignedProof {
    ClientSecret,
    PrivateKey(Arc<SigningKey>),
    Source(SecretSource),
}

impl ClientBuilder {
    pub(crate) fn new(issuer: &str, client_id: &str) -> Self {
        Self {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client_secret: None,
            authentication_method: None,
            signed_proof: None,
            certificate: None,
            redirect_uri: None,
            scope: "openid".to_owned(),
            id_token_algorithms: Vec::new(),
            leeway: Seconds(30),
            transport: None,
            networks: Vec::new(),
            plain_http: false,
            key_refetch_floor: Duration::from_secs(10),
            clock: Arc::new(SystemClock),
            metadata: None,
            issuer_rule: IssuerRule::Exact,
            dialect: Arc::new(Standard),
            dpop: None,
            request_key: None,
            switches: Switches::default(),
        }
    }

    /// Accepts only the registered algorithm of the client, unless algorithms were set.
    pub(crate) fn registered_algorithm(mut self, algorithm: Algorithm) -> Self {
        if self.id_token_algorithms.is_empty() {
            self.id_token_algorithms = vec![algorithm];
        }
        self
    }

    pub(crate) fn client_id(mut self, client_id: &str) -> Self {
        client_id.clone_into(&mut self.client_id);
        self
    }

    /// Sets the secret of a confidential client. Without one the client is public.
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// Sets the authentication method. Default: `client_secret_basic`, or `client_secret_post` if the issuer supports only
    /// that; `none` without a secret.
    pub fn authentication_method(mut self, method: ClientAuthenticationMethod) -> Self {
        self.authentication_method = Some(method);
        self
    }

    /// Sets the redirect URI, exactly as registered at the issuer. Required for logins.
    pub fn redirect_uri(mut self, redirect_uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(redirect_uri.into());
        self
    }

    /// Sets the scope of logins, separated by spaces. Default: `openid`. OpenID Connect logins require `openid`.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = scope.into();
        self
    }

    /// Sets the accepted algorithms for ID tokens, logout tokens and signed responses (RFC 8725 section 3.1). Default: those in
    /// the discovery document, or RS256 if it names none. Set the registered algorithm of the client
    /// (`id_token_signed_response_alg`) if you know it.
    pub fn id_token_algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.id_token_algorithms = algorithms.to_vec();
        self
    }

    /// Sets the accepted difference between the clocks of issuer and client, in whole seconds. Default: 30 seconds.
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = Seconds::from(leeway);
        self
    }

    /// Sets the minimum average time between fetches of the issuer's keys because of unknown key identifiers. Default: 10
    /// seconds. An unknown key identifier causes a fetch immediately, up to twice in a row; then this time must pass.
    pub fn key_refetch_floor(mut self, floor: Duration) -> Self {
        self.key_refetch_floor = floor;
        self
    }

    /// Sets the transport. Default: a [`valetkey_fetch::ReqwestTransport`] for the public internet, and for loopback if the
    /// issuer is on loopback.
    pub fn transport(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Allows the issuer to be in these networks, for example `10.0.0.0/8`, besides the public internet. Only for the default
    /// transport.
    pub fn allow_networks(mut self, networks: impl IntoIterator<Item = IpNet>) -> Self {
        self.networks.extend(networks);
        self
    }

    /// Allows plain http for the issuer and its endpoints on the same host, such as `http://keycloak:8080` inside a container
    /// network. Gives up confidentiality and integrity: anyone on the network can read and change tokens, secrets and keys.
    pub fn danger_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Sets the clock. Default: the system clock.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Authenticates the client with signatures of this key instead of a secret: `private_key_jwt` (RFC 7523 section 2.2). The
    /// issuer needs the public key.
    pub fn private_key_jwt(mut self, key: impl Into<Arc<SigningKey>>) -> Self {
        self.signed_proof = Some(SignedProof::PrivateKey(key.into()));
        self
    }

    /// Authenticates the client with signatures by the secret, which is never sent: `client_secret_jwt` (RFC 7523 section 2.2,
    /// OpenID Connect Core section 9). The secret must have at least 32 bytes.
    pub fn client_secret_jwt(mut self) -> Self {
        self.signed_proof = Some(SignedProof::ClientSecret);
        self
    }

    /// Authenticates the client with this certificate instead of a secret: `tls_client_auth` or `self_signed_tls_client_auth`,
    /// as registered at the issuer (RFC 8705 section 2). Every connection of the client uses it, including those to APIs, so
    /// that access tokens can be bound to it (section 3). Uses the issuer's endpoint aliases for mutual TLS (section 5).
    ///
    /// A custom transport must use the same certificate. If the client authenticates in another way and only its tokens are
    /// bound to a certificate, configure the certificate only in the transport.
    pub fn tls_client_certificate(mut self, certificate: TlsClientCertificate) -> Self {
        self.certificate = Some(certificate);
        self
    }

    /// Gets a new secret for each request, for providers with short-lived signed secrets.
    pub fn client_secret_source(mut self, source: SecretSource) -> Self {
        self.signed_proof = Some(SignedProof::Source(source));
        self
    }

    /// Sets the metadata of an issuer without discovery. Then no discovery document is fetched. An empty `issuer` in it means the
    /// builder's issuer; another one is an error.
    pub fn metadata(mut self, metadata: ProviderMetadata) -> Self {
        self.metadata = Some(metadata);
        self
    }

    /// Sets the accepted issuers of tokens, if one discovery document serves several. Default: only the issuer.
    pub fn issuer_rule(mut self, rule: IssuerRule) -> Self {
        self.issuer_rule = rule;
        self
    }

    /// Sets how the provider deviates from the standards. Default: no deviations.
    pub fn dialect(mut self, dialect: Arc<dyn Dialect>) -> Self {
        self.dialect = dialect;
        self
    }

    /// Allows logins without `openid`, for providers without ID tokens. Finish them with [`Client::finish_plain`].
    pub fn without_id_token(mut self) -> Self {
        self.switches.without_id_token = true;
        self
    }

    /// Requires an ID token although `openid` is not in the scope, for providers without such a scope.
    pub fn expect_id_token(mut self) -> Self {
        self.switches.expect_id_token = true;
        self
    }

    /// Accepts only ID tokens that are signed with the client's secret (HS256, OpenID Connect Core section 10.1). The secret
    /// must have at least 32 bytes.
    pub fn symmetric_id_token(mut self) -> Self {
        self.switches.symmetric_id_token = true;
        self.id_token_algorithms = vec![Algorithm::HS256];
        self
    }

    /// Requires access tokens that only the holder of this key can use (RFC 9449).
    pub fn dpop(mut self, key: SigningKey) -> Self {
        self.dpop = Some(Dpop { key: Arc::new(DpopKey::new(key)), required: true });
        self
    }

    /// Uses the key as [`ClientBuilder::dpop`] does if the discovery document offers DPoP. Otherwise accepts bearer tokens.
    pub fn dpop_if_offered(mut self, key: SigningKey) -> Self {
        self.dpop = Some(Dpop { key: Arc::new(DpopKey::new(key)), required: false });
        self
    }

    /// Pushes the parameters of every login to the issuer (RFC 9126). This always happens if the issuer requires it.
    pub fn pushed_authorization(mut self) -> Self {
        self.switches.push = true;
        self
    }

    /// Signs the parameters of every login with this key (RFC 9101). The issuer needs the public key.
    pub fn request_object_key(mut self, key: impl Into<Arc<SigningKey>>) -> Self {
        self.request_key = Some(key.into());
        self
    }

    /// Requires signed authorization responses (JWT Secured Authorization Response Mode).
    pub fn signed_authorization_response(mut self) -> Self {
        self.switches.signed_response = true;
        self
    }

    /// Accepts only signed userinfo responses, for clients registered with `userinfo_signed_response_alg`.
    pub fn signed_userinfo(mut self) -> Self {
        self.switches.signed_userinfo = true;
        self
    }

    /// Sends no PKCE challenge, for providers that refuse one. Gives up the protection of the code: anyone who gets the code
    /// from the browser can use it, if they know the client secret or the client has none.
    pub fn danger_without_pkce(mut self) -> Self {
        self.switches.without_pkce = true;
        self
    }

    /// Ignores ID tokens although `openid` is in the scope, for providers whose ID tokens can't be validated. Gives up the
    /// `nonce` and every claim of the ID token; userinfo identifies the user.
    pub fn danger_ignore_id_token(mut self) -> Self {
        self.switches.ignore_id_token = true;
        self.without_id_token()
    }

    /// Accepts an unknown `iss` in the callback and only logs it, for providers without a published issuer. Gives up the
    /// defence against mix-up between providers (RFC 9207).
    pub fn danger_accept_unknown_iss(mut self) -> Self {
        self.switches.unknown_iss_parameter = true;
        self
    }

    /// Checks the settings. Sends no request.
    ///
    /// # Errors
    /// [`ClientError`] at [`Stage::Configuration`] names the wrong setting.
    pub fn build(self) -> Result<Client, ClientError> {
        let issuer_text = self.issuer.clone();
        self.check_and_build()
            .map_err(|problem| ClientError::new(Stage::Configuration, &issuer_text, problem))
    }
}
