//! An OpenID provider, found by its discovery document.

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use url::Url;
use valetkey_jose::{Algorithm, AudienceRule, Expectation, JwkSet, KeySet, TypExpectation, verify};
use valetkey_types::Timestamp;

use crate::http::{Connection, get};

/// The endpoints of a provider: paths with query, all on one authority.
#[derive(Debug)]
pub struct Provider {
    /// Its name.
    pub issuer: String,
    /// Host and port.
    pub authority: String,
    /// Path of the discovery document.
    pub discovery: String,
    /// Path of the authorization endpoint.
    pub authorization: String,
    /// Path of the token endpoint.
    pub token: String,
    /// Path of the userinfo endpoint.
    pub userinfo: String,
    /// Path of the introspection endpoint; empty if there is none.
    pub introspection: String,
    /// Path of the revocation endpoint; empty if there is none.
    pub revocation: String,
    /// Path of the key set.
    pub jwks: String,
    /// Its keys.
    pub keys: KeySet,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: String,
    jwks_uri: String,
    introspection_endpoint: Option<String>,
    revocation_endpoint: Option<String>,
}

impl Provider {
    /// Reads the discovery document and the keys (OpenID Connect Discovery section 4).
    ///
    /// # Errors
    /// If the issuer is not an `http` address, does not answer, or names another issuer.
    pub async fn discover(issuer: &str) -> Result<Self> {
        let provider = Self::discover_node(issuer).await?;
        ensure!(provider.issuer == issuer, "expected the issuer {issuer:?}, got {:?}", provider.issuer);
        Ok(provider)
    }

    /// Does the same with one node of an issuer. Every request goes to that node, even if the issuer has another address.
    ///
    /// # Errors
    /// If the node does not answer or its document is invalid.
    pub async fn discover_node(address: &str) -> Result<Self> {
        Self::discover_node_as(address, None).await
    }

    /// Does the same, and sends the `Host` header that a proxy in front of the node would send.
    ///
    /// # Errors
    /// As [`Provider::discover_node`].
    pub async fn discover_node_as(address: &str, host: Option<&str>) -> Result<Self> {
        let base = Url::parse(address).with_context(|| format!("the address {address:?}"))?;
        ensure!(base.scheme() == "http", "expected an address with http://, got {address:?}");
        let authority = authority_of(&base)?;
        let mut connection = Connection::to(&authority)?.named(host.unwrap_or(&authority))?;
        let discovery = format!("{}/.well-known/openid-configuration", base.path().trim_end_matches('/'));
        let answer = connection.send(get(&discovery, &[])).await?;
        ensure!(answer.status.is_success(), "{discovery}: {}", answer.excerpt());
        let document: Document = serde_json::from_slice(&answer.body).context("the discovery document")?;
        let home = authority_of(&Url::parse(&document.issuer)?)?;
        let path = |url: &str| path_on(&home, url);
        let optional = |url: Option<String>| url.map_or(Ok(String::new()), |url| path(&url));
        let jwks = path(&document.jwks_uri)?;
        let answer = connection.send(get(&jwks, &[])).await?;
        Ok(Self {
            discovery,
            authorization: path(&document.authorization_endpoint)?,
            token: path(&document.token_endpoint)?,
            userinfo: path(&document.userinfo_endpoint)?,
            introspection: optional(document.introspection_endpoint)?,
            revocation: optional(document.revocation_endpoint)?,
            jwks,
            keys: KeySet::from_jwk_set(&JwkSet::parse(&answer.body)?),
            issuer: document.issuer,
            authority,
        })
    }

    /// Verifies an ID token's signature, issuer, audience, times and nonce (OpenID Connect Core section 3.1.3.7).
    ///
    /// # Errors
    /// If a check fails.
    pub fn verify_id_token(&self, token: &str, client_id: &str, nonce: &str, now: Timestamp) -> Result<()> {
        let audience = AudienceRule::Contains(client_id.to_owned());
        let expectation = Expectation::new(TypExpectation::Any, audience, now).issuer(&self.issuer);
        let verified = verify::<serde_json::Value>(token, &self.keys, &expectation)?;
        let seen = verified.claims.get("nonce").and_then(serde_json::Value::as_str);
        ensure!(seen == Some(nonce), "expected the nonce {nonce:?} in the ID token, got {seen:?}");
        Ok(())
    }

    /// Verifies an access token's signature, type, claims and audience (RFC 9068 section 4).
    ///
    /// # Errors
    /// If a check fails.
    pub fn verify_access_token(&self, token: &str, audience: &str, now: Timestamp) -> Result<()> {
        let audience = AudienceRule::Contains(audience.to_owned());
        let expectation = Expectation::new(TypExpectation::Exactly(&["at+jwt"]), audience, now)
            .issuer(&self.issuer)
            .require(&["exp", "sub", "client_id", "iat", "jti"]);
        let verified = verify::<serde_json::Value>(token, &self.keys, &expectation)?;
        let algorithm = verified.header.algorithm;
        ensure!(algorithm == Algorithm::ES256, "expected ES256, got {algorithm}");
        Ok(())
    }
}

/// Returns the host and port of an address.
///
/// # Errors
/// If it has no host.
pub fn authority_of(url: &Url) -> Result<String> {
    let host = url.host_str().context("a host")?;
    let port = url.port_or_known_default().context("a port")?;
    Ok(format!("{host}:{port}"))
}

fn path_on(authority: &str, url: &str) -> Result<String> {
    let url = Url::parse(url)?;
    let found = authority_of(&url)?;
    ensure!(found == authority, "expected every endpoint on {authority}, got {url}");
    Ok(url[url::Position::BeforePath..url::Position::AfterQuery].to_owned())
}
