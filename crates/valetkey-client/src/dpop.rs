//! DPoP: access tokens that only this client can use (RFC 9449), with proofs on requests and nonces of servers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use url::Url;
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_jose::SigningKey;
use valetkey_jose::digest::random_token;
use valetkey_jose::dpop::{ProofRequest, sign_proof};
use valetkey_types::{ErrorResponse, Timestamp};

use crate::Problem;

/// The values of a proof besides the request.
#[derive(Clone, Copy)]
pub struct ProofParameters<'a> {
    /// The access token of the request; `None` at the token endpoint.
    pub access_token: Option<&'a str>,
    /// The last nonce of this server.
    pub nonce: Option<&'a str>,
    /// Must be new and random for each proof.
    pub jti: &'a str,
    /// The current time.
    pub now: Timestamp,
}

/// Adds a proof to a request, in the `DPoP` header (RFC 9449 section 4.1).
///
/// # Errors
/// [`Problem::Signing`].
pub fn with_proof(
    request: HttpRequest,
    key: &SigningKey,
    parameters: &ProofParameters<'_>,
) -> Result<HttpRequest, Problem> {
    let about = ProofRequest {
        method: request.method.as_str(),
        url: &request.url,
        access_token: parameters.access_token,
        nonce: parameters.nonce,
    };
    let proof = sign_proof(key, &about, parameters.jti, parameters.now)?;
    Ok(request.replacing_header("dpop", proof))
}

/// Returns the nonce for the next proof from a response (RFC 9449 sections 8 and 9). Ignores invalid values.
pub fn nonce_of(response: &HttpResponse) -> Option<&str> {
    let allowed = |byte: u8| matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e);
    let nonce = response.header("dpop-nonce")?;
    let good = !nonce.is_empty() && nonce.len() <= LONGEST_NONCE && nonce.bytes().all(allowed);
    good.then_some(nonce)
}

/// Returns whether a response refuses a request only because of the nonce in its proof: at the token endpoint (section 8) or at
/// an API (section 9). The request can then be repeated with the nonce of the response.
pub fn wants_nonce(response: &HttpResponse) -> bool {
    const CODE: &str = "use_dpop_nonce";
    if nonce_of(response).is_none() {
        return false;
    }
    match response.status {
        400 => response.json::<ErrorResponse>().is_ok_and(|answer| answer.error == CODE),
        401 => response.headers.iter().any(|(name, value)| {
            let scheme = value.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("dpop "));
            name.eq_ignore_ascii_case("www-authenticate") && scheme && value.contains(CODE)
        }),
        _ => false,
    }
}

/// A key and the nonces of servers. Clones of a client share it.
pub(crate) struct DpopKey {
    key: SigningKey,
    /// The nonces by origin, because each server has its own (RFC 9449 section 8.2).
    nonces: Mutex<HashMap<String, String>>,
}

/// A client's use of DPoP.
#[derive(Clone)]
pub(crate) struct Dpop {
    pub(crate) key: Arc<DpopKey>,
    /// `true`: bearer tokens are refused. `false`: they are accepted from issuers without DPoP.
    pub(crate) required: bool,
}

impl DpopKey {
    pub(crate) fn new(key: SigningKey) -> Self {
        Self { key, nonces: Mutex::default() }
    }

    /// Returns the `jkt`: the thumbprint of the key, to which tokens are bound.
    pub(crate) fn thumbprint(&self) -> &str {
        self.key.kid()
    }

    /// Adds a new proof to a request.
    pub(crate) fn prove(
        &self,
        request: HttpRequest,
        access_token: Option<&str>,
        now: Timestamp,
    ) -> Result<HttpRequest, Problem> {
        let origin = origin_of(&request.url);
        let nonce = self.nonces.lock().unwrap_or_else(PoisonError::into_inner).get(&origin).cloned();
        let jti = random_token();
        let parameters = ProofParameters { access_token, nonce: nonce.as_deref(), jti: &jti, now };
        with_proof(request, &self.key, &parameters)
    }

    /// Stores the nonce of a response for the next proof.
    pub(crate) fn remember(&self, url: &str, response: &HttpResponse) {
        let Some(nonce) = nonce_of(response) else { return };
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        let origin = origin_of(url);
        if nonces.len() >= MOST_ORIGINS && !nonces.contains_key(&origin) {
            nonces.clear();
        }
        nonces.insert(origin, nonce.to_owned());
    }
}

const LONGEST_NONCE: usize = 512;
const MOST_ORIGINS: usize = 64;

fn origin_of(url: &str) -> String {
    Url::parse(url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}
