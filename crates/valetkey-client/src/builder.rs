//! Putting a client together.

use std::sync::Arc;

use valetkey_fetch::{
    Clock, HttpTransport, RemoteKeySet, RemoteMetadata, SystemClock, TlsClientCertificate,
    require_safe_metadata,
};
use valetkey_jose::{Algorithm, ClientSecretKey, SigningKey};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{
    ClientAuthenticationMethod, ClientId, Issuer, Scope, Seconds, Secret, validate_redirect_uri,
};

use crate::client::{Client, Inner, Switches};
use crate::credential::{Credential, SecretSource};
use crate::dpop::{Dpop, DpopKey};
use crate::id_token::DEFAULT_ALGORITHMS;
use crate::mutual_tls::transport_showing;
use crate::{ClientError, Dialect, IssuerRule, Problem, Stage, Standard};

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
    id_token_algorithms: Vec<Algorithm>,
    leeway: Seconds,
    transport: Option<Arc<dyn HttpTransport>>,
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
            id_token_algorithms: DEFAULT_ALGORITHMS.to_vec(),
            leeway: Seconds(30),
            transport: None,
            clock: Arc::new(SystemClock),
            metadata: None,
            issuer_rule: IssuerRule::Exact,
            dialect: Arc::new(Standard),
            dpop: None,
            request_key: None,
            switches: Switches::default(),
        }
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

    /// Where the browser comes back, exactly as registered at the issuer. Needed for logins.
    pub fn redirect_uri(mut self, redirect_uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(redirect_uri.into());
        self
    }

    /// What logins ask for, separated by spaces; `openid` unless set, and a login needs `openid` in it.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = scope.into();
        self
    }

    /// The algorithms accepted for ID tokens and logout tokens (RFC 8725 section 3.1).
    pub fn id_token_algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.id_token_algorithms = algorithms.to_vec();
        self
    }

    /// How far the clocks of issuer and client may differ; 30 seconds unless set.
    pub fn leeway(mut self, leeway: Seconds) -> Self {
        self.leeway = leeway;
        self
    }

    /// The way out; unless set a [`valetkey_fetch::ReqwestTransport`] that reaches the public internet, and loopback if the issuer is there.
    pub fn transport(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        self.transport = Some(transport);
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

    /// Does not look at ID tokens although `openid` is in the scope, for providers that know the word and give out none that can
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

    fn check_and_build(self) -> Result<Client, Problem> {
        let issuer = Issuer::parse(&self.issuer).map_err(|error| wrong("issuer", &error))?;
        let scope: Scope = self.scope.parse().map_err(|error| wrong("scope", &error))?;
        if self.client_id.is_empty() {
            return Err(wrong("client_id", &"expected a text, got an empty one"));
        }
        if let Some(redirect_uri) = &self.redirect_uri {
            validate_redirect_uri(redirect_uri).map_err(|error| wrong("redirect_uri", &error))?;
        }
        self.issuer_rule.check()?;
        let credential = self.credential()?;
        if self.switches.symmetric_id_token && credential.symmetric_keys().is_none() {
            return Err(wrong("client_secret", &"ID tokens signed with it need one of at least 32 bytes"));
        }
        let metadata = self.remote_metadata(issuer)?;
        Ok(Client(Arc::new(Inner {
            keys: RemoteKeySet::discovered(metadata.clone()),
            metadata,
            client_id: ClientId::new(self.client_id),
            credential: Arc::new(credential),
            redirect_uri: self.redirect_uri,
            scope,
            id_token_algorithms: self.id_token_algorithms,
            leeway: self.leeway,
            issuer_rule: self.issuer_rule,
            dialect: self.dialect,
            dpop: self.dpop,
            request_key: self.request_key,
            switches: self.switches,
        })))
    }

    fn credential(&self) -> Result<Credential, Problem> {
        let (secret, method) = (self.client_secret.clone(), self.authentication_method);
        let other_proof = self.signed_proof.is_some();
        if self.certificate.is_some() && (secret.is_some() || other_proof || method.is_some()) {
            let text = "a certificate and another proof or authentication method contradict each other";
            return Err(wrong("tls_client_certificate", &text));
        }
        check_method(method, secret.is_some() || matches!(self.signed_proof, Some(SignedProof::Source(_))))?;
        let contradiction = |text: &str| Err(wrong("client_secret", &text));
        match &self.signed_proof {
            None => Ok(secret.map_or(Credential::Public, |secret| Credential::Secret(secret, method))),
            Some(SignedProof::ClientSecret | SignedProof::PrivateKey(_))
                if method.is_some() && other_proof =>
            {
                Err(wrong("authentication_method", &"signed assertions are a method of their own"))
            }
            Some(SignedProof::ClientSecret) => {
                let Some(secret) = secret else { return contradiction("client_secret_jwt needs a secret") };
                let key = ClientSecretKey::new(secret.expose().as_bytes());
                Ok(Credential::SecretKey(key.map_err(|error| wrong("client_secret", &error))?))
            }
            Some(_) if secret.is_some() => contradiction("a secret and another proof contradict each other"),
            Some(SignedProof::PrivateKey(key)) => Ok(Credential::PrivateKey(Arc::clone(key))),
            Some(SignedProof::Source(source)) => Ok(Credential::Source(Arc::clone(source), method)),
        }
    }

    fn remote_metadata(&self, issuer: Issuer) -> Result<RemoteMetadata, Problem> {
        let transport = transport_showing(self.certificate.as_ref(), self.transport.as_ref(), &issuer)?;
        let clock = Arc::clone(&self.clock);
        let Some(mut metadata) = self.metadata.clone() else {
            return Ok(match self.issuer_rule.named() {
                Some(named) => RemoteMetadata::naming(issuer, named.to_owned(), transport, clock),
                None => RemoteMetadata::with_clock(issuer, transport, clock),
            });
        };
        let named = self.issuer_rule.named().unwrap_or(issuer.as_str());
        if metadata.issuer.is_empty() {
            named.clone_into(&mut metadata.issuer);
        }
        if metadata.issuer != named {
            return Err(Problem::mismatch("issuer of the metadata", named, &metadata.issuer));
        }
        require_safe_metadata(&issuer, &metadata).map_err(|error| wrong("metadata", &error))?;
        Ok(RemoteMetadata::fixed(issuer, metadata, transport, clock))
    }
}

fn check_method(method: Option<ClientAuthenticationMethod>, has_secret: bool) -> Result<(), Problem> {
    match method {
        Some(ClientAuthenticationMethod::None) if has_secret => {
            Err(wrong("authentication_method", &"`none` and a client_secret contradict each other"))
        }
        Some(method) if method != ClientAuthenticationMethod::None && !has_secret => {
            Err(wrong("authentication_method", &format!("`{}` needs a client_secret", method.as_str())))
        }
        _ => Ok(()),
    }
}

fn wrong(setting: &str, error: &dyn std::fmt::Display) -> Problem {
    Problem::Configuration(format!("the setting {setting} can't be used: {error}"))
}
