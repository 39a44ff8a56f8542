//! Settings of a client.

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

/// Settings of a [`Client`]. Nothing is checked before [`ClientBuilder::build`].
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
    /// Empty: those that the issuer publishes.
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

/// What a client proves itself with instead of a plain secret.
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

    /// Takes tokens of the algorithm only that the client is registered with, unless algorithms were set.
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

    /// The secret of a confidential client. Without one the client is public.
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// How the client proves itself. Unless set: `client_secret_basic`, or `client_secret_post` where the issuer offers only
    /// that; `none` without a secret.
    pub fn authentication_method(mut self, method: ClientAuthenticationMethod) -> Self {
        self.authentication_method = Some(method);
        self
    }

    /// The redirect URI, exactly as registered at the issuer. Needed for logins.
    pub fn redirect_uri(mut self, redirect_uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(redirect_uri.into());
        self
    }

    /// What logins ask for, separated by spaces; `openid` unless set, and a login needs `openid` in it.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = scope.into();
        self
    }

    /// The algorithms accepted for ID tokens, logout tokens and signed answers (RFC 8725 section 3.1). Unless set: those that
    /// the issuer publishes in its discovery document, and RS256 where it publishes none. Set it to the one that the client
    /// is registered with (`id_token_signed_response_alg`) where that is known.
    pub fn id_token_algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.id_token_algorithms = algorithms.to_vec();
        self
    }

    /// How far the clocks of issuer and client may differ; 30 seconds unless set, whole seconds count.
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = Seconds::from(leeway);
        self
    }

    /// The average time between two fetches of the issuer's keys that unknown key identifiers cause; 10 seconds unless set. A
    /// key that is new since the last fetch is fetched at once, twice in a row; then this time must pass.
    pub fn key_refetch_floor(mut self, floor: Duration) -> Self {
        self.key_refetch_floor = floor;
        self
    }

    /// The way out; unless set a [`valetkey_fetch::ReqwestTransport`] that reaches the public internet, and loopback if the issuer is there.
    pub fn transport(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Networks beside the public internet that the issuer may be in, for example `10.0.0.0/8`. For the usual transport; one of
    /// your own has settings of its own.
    pub fn allow_networks(mut self, networks: impl IntoIterator<Item = IpNet>) -> Self {
        self.networks.extend(networks);
        self
    }

    /// Lets the issuer be one with plain http, such as `http://keycloak:8080` inside a container network, and its endpoints
    /// on that host too. Gives up: everyone on the way can read and change tokens, secrets and keys.
    pub fn danger_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// The clock; the machine's unless set.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Proves the client by signatures of this key instead of a secret: `private_key_jwt` (RFC 7523 section 2.2). The issuer
    /// needs the public half.
    pub fn private_key_jwt(mut self, key: impl Into<Arc<SigningKey>>) -> Self {
        self.signed_proof = Some(SignedProof::PrivateKey(key.into()));
        self
    }

    /// Proves the client by signatures with the secret, which never travels: `client_secret_jwt` (RFC 7523 section 2.2, OpenID
    /// Connect Core section 9). The secret must have at least 32 bytes.
    pub fn client_secret_jwt(mut self) -> Self {
        self.signed_proof = Some(SignedProof::ClientSecret);
        self
    }

    /// Proves the client by this certificate instead of a secret: `tls_client_auth` or `self_signed_tls_client_auth`, whichever the
    /// issuer has registered (RFC 8705 section 2). Every connection of the client shows it, those to APIs too, so that access
    /// tokens may be bound to it (section 3); endpoints are the issuer's aliases for mutual TLS (section 5).
    ///
    /// A transport of one's own must show the same certificate. For tokens that are bound to a certificate while the client proves
    /// itself in another way, give the certificate to the transport alone.
    pub fn tls_client_certificate(mut self, certificate: TlsClientCertificate) -> Self {
        self.certificate = Some(certificate);
        self
    }

    /// Gets the secret anew for each request, for providers whose secrets are short-lived signed texts.
    pub fn client_secret_source(mut self, source: SecretSource) -> Self {
        self.signed_proof = Some(SignedProof::Source(source));
        self
    }

    /// The endpoints of an issuer without discovery. Nothing is fetched then. An empty `issuer` in it stands for the
    /// builder's; another one is an error.
    pub fn metadata(mut self, metadata: ProviderMetadata) -> Self {
        self.metadata = Some(metadata);
        self
    }

    /// Which issuers tokens may come from, where one discovery document serves several. The issuer alone unless set.
    pub fn issuer_rule(mut self, rule: IssuerRule) -> Self {
        self.issuer_rule = rule;
        self
    }

    /// Where the provider speaks differently from the standards. Word for word unless set.
    pub fn dialect(mut self, dialect: Arc<dyn Dialect>) -> Self {
        self.dialect = dialect;
        self
    }

    /// Lets logins do without `openid`, for providers that give out no ID tokens. Finish them with [`Client::finish_plain`].
    pub fn without_id_token(mut self) -> Self {
        self.switches.without_id_token = true;
        self
    }

    /// Takes an ID token although `openid` is not in the scope, for providers that know no such scope. A login without one is
    /// refused.
    pub fn expect_id_token(mut self) -> Self {
        self.switches.expect_id_token = true;
        self
    }

    /// Takes ID tokens that are signed with the client's secret (HS256) and no others (OpenID Connect Core section 10.1). The
    /// secret must have at least 32 bytes.
    pub fn symmetric_id_token(mut self) -> Self {
        self.switches.symmetric_id_token = true;
        self.id_token_algorithms = vec![Algorithm::HS256];
        self
    }

    /// Asks for access tokens that only the holder of this key can use, and takes no others (RFC 9449).
    pub fn dpop(mut self, key: SigningKey) -> Self {
        self.dpop = Some(Dpop { key: Arc::new(DpopKey::new(key)), required: true });
        self
    }

    /// The same where the issuer's discovery document offers DPoP; bearer tokens elsewhere.
    pub fn dpop_if_offered(mut self, key: SigningKey) -> Self {
        self.dpop = Some(Dpop { key: Arc::new(DpopKey::new(key)), required: false });
        self
    }

    /// Hands the parameters of every login to the issuer directly (RFC 9126). Where the issuer demands it that happens anyway.
    pub fn pushed_authorization(mut self) -> Self {
        self.switches.push = true;
        self
    }

    /// Signs the parameters of every login with this key (RFC 9101). The issuer needs the public half.
    pub fn request_object_key(mut self, key: impl Into<Arc<SigningKey>>) -> Self {
        self.request_key = Some(key.into());
        self
    }

    /// Asks for signed answers to logins and takes no others (JWT Secured Authorization Response Mode).
    pub fn signed_authorization_response(mut self) -> Self {
        self.switches.signed_response = true;
        self
    }

    /// Takes signed userinfo answers only, for clients registered with `userinfo_signed_response_alg`.
    pub fn signed_userinfo(mut self) -> Self {
        self.switches.signed_userinfo = true;
        self
    }

    /// Sends no PKCE challenge, for providers that refuse one. Gives up: a code that leaks from the browser can be used by
    /// whoever also has, or needs no, client secret.
    pub fn danger_without_pkce(mut self) -> Self {
        self.switches.without_pkce = true;
        self
    }

    /// Does not look at ID tokens although `openid` is in the scope, for providers that know the word and issue none that can
    /// be checked. Gives up: the `nonce`, and every claim of the ID token; userinfo says who it is.
    pub fn danger_ignore_id_token(mut self) -> Self {
        self.switches.ignore_id_token = true;
        self.without_id_token()
    }

    /// Logs an `iss` in the callback that nobody configured instead of refusing the login, for providers without a published
    /// issuer. Gives up: the defence against mix-up between providers (RFC 9207).
    pub fn danger_accept_unknown_iss(mut self) -> Self {
        self.switches.unknown_iss_parameter = true;
        self
    }

    /// Checks the settings. Nothing is fetched.
    ///
    /// # Errors
    /// [`ClientError`] at [`Stage::Configuration`], saying which setting is wrong.
    pub fn build(self) -> Result<Client, ClientError> {
        let issuer_text = self.issuer.clone();
        self.check_and_build()
            .map_err(|problem| ClientError::new(Stage::Configuration, &issuer_text, problem))
    }
}
