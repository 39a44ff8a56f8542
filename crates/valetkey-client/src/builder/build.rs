//! Checks the settings and builds the client.

use std::sync::Arc;

use valetkey_fetch::{HttpTransport, RemoteKeySet, RemoteMetadata, require_safe_metadata};
use valetkey_jose::ClientSecretKey;
use valetkey_types::{ClientAuthenticationMethod, ClientId, Issuer, Scope, validate_redirect_uri};

use super::{ClientBuilder, SignedProof};
use crate::Problem;
use crate::client::{Client, Inner};
use crate::credential::Credential;
use crate::mutual_tls::transport_with_certificate;

impl ClientBuilder {
    pub(super) fn check_and_build(self) -> Result<Client, Problem> {
        let parse = if self.plain_http { Issuer::danger_parse_plain_http } else { Issuer::parse };
        let issuer = parse(&self.issuer).map_err(|error| wrong("issuer", &error))?;
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
            return Err(wrong("client_secret", &"for ID tokens signed with it, it needs at least 32 bytes"));
        }
        let metadata = self.remote_metadata(issuer)?;
        Ok(Client(Arc::new(Inner {
            keys: RemoteKeySet::discovered(metadata.clone()).with_refetch_floor(self.key_refetch_floor),
            metadata,
            client_id: ClientId::new(self.client_id),
            credential: Arc::new(credential),
            redirect_uri: self.redirect_uri,
            scope,
            scope_in_order: in_order(&self.scope),
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
                Err(wrong("authentication_method", &"signed assertions are a separate method"))
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

    fn checked_transport(&self, issuer: &Issuer) -> Result<Arc<dyn HttpTransport>, Problem> {
        if self.transport.is_some() && !self.networks.is_empty() {
            return Err(wrong("allow_networks", &"the transport that was set has its own networks"));
        }
        transport_with_certificate(self.certificate.as_ref(), self.transport.as_ref(), issuer, &self.networks)
    }

    fn remote_metadata(&self, issuer: Issuer) -> Result<RemoteMetadata, Problem> {
        let transport = self.checked_transport(&issuer)?;
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

/// Returns the scope tokens in the given order, each once, because some servers compare the whole text.
fn in_order(scope: &str) -> String {
    let mut tokens: Vec<&str> = Vec::new();
    for token in scope.split(' ').filter(|token| !token.is_empty()) {
        if !tokens.contains(&token) {
            tokens.push(token);
        }
    }
    tokens.join(" ")
}
