//! The requests of an application in the code flow, with as little work for the generator as possible.

use anyhow::{Context as _, Result, bail, ensure};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use url::form_urlencoded::byte_serialize;
use valetkey_jose::digest::{base64url, pkce_s256, random_token};
use valetkey_types::encode_form;

use crate::{
    http::{Answer, Connection, form, get},
    population::{Credentials, Population},
    provider::Provider,
};

/// Number of pairs of verifier and challenge. They are made in advance, so that their hashing is not measured.
const PKCE_PAIRS: usize = 64;

/// A registered client, with the constant parts of its requests.
pub struct Application {
    /// Its `client_id`.
    pub client_id: String,
    /// Its `Authorization` header.
    pub authorization: HeaderValue,
    redirect_uri: String,
    token_path: String,
    userinfo_path: String,
    /// Path and query of an authorization request, without challenge, state and nonce.
    authorization_start: String,
    encoded_redirect_uri: String,
    pkce: Vec<(String, String)>,
}

/// The number of an authorization request. It makes state and nonce unique in a run.
#[derive(Clone, Copy, Debug)]
pub struct Attempt(pub u64);

/// The tokens in a token response.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The access token.
    pub access_token: String,
    /// The refresh token.
    pub refresh_token: Option<String>,
    /// The ID token.
    pub id_token: Option<String>,
}

impl Application {
    /// Creates a client of this provider.
    ///
    /// # Errors
    /// If its credentials are not valid in a header.
    pub fn new(provider: &Provider, population: &Population, credentials: &Credentials) -> Result<Self> {
        let query = encode_form([
            ("response_type", "code"),
            ("client_id", credentials.client_id.as_str()),
            ("redirect_uri", population.redirect_uri.as_str()),
            ("scope", population.scope.as_str()),
            ("code_challenge_method", "S256"),
        ]);
        let separator = if provider.authorization.contains('?') { '&' } else { '?' };
        let pairs = (0..PKCE_PAIRS).map(|_| random_token());
        Ok(Self {
            client_id: credentials.client_id.clone(),
            authorization: basic(credentials)?,
            redirect_uri: population.redirect_uri.clone(),
            token_path: provider.token.clone(),
            userinfo_path: provider.userinfo.clone(),
            authorization_start: format!("{}{separator}{query}", provider.authorization),
            encoded_redirect_uri: encoded(&population.redirect_uri),
            pkce: pairs.map(|verifier| (pkce_s256(&verifier), verifier)).collect(),
        })
    }

    /// Returns path and query of an authorization request (OpenID Connect Core section 3.1.2.1).
    pub fn authorization_path(&self, attempt: Attempt) -> String {
        let (challenge, _) = self.pair(attempt);
        let (state, nonce) = (attempt.state(), attempt.nonce());
        format!("{}&code_challenge={challenge}&state={state}&nonce={nonce}", self.authorization_start)
    }

    /// Requests a code in a browser with a session and a stored consent.
    ///
    /// # Errors
    /// If the response is not a redirect to the application with a code and the state.
    pub async fn authorize(
        &self,
        connection: &mut Connection,
        cookies: &HeaderValue,
        attempt: Attempt,
    ) -> Result<String> {
        let path = self.authorization_path(attempt);
        let answer = connection.send(get(&path, &[(header::COOKIE, cookies)])).await?;
        ensure!(answer.status.is_redirection(), "the authorization endpoint: {}", answer.excerpt());
        self.code_in(answer.header(&header::LOCATION), attempt)
    }

    /// Returns the code in a redirect to the application (RFC 6749 section 4.1.2).
    ///
    /// # Errors
    /// If it redirects elsewhere, has no code or has another state.
    pub fn code_in(&self, location: &str, attempt: Attempt) -> Result<String> {
        let query = location.strip_prefix(&self.redirect_uri).and_then(|rest| rest.strip_prefix('?'));
        let query =
            query.with_context(|| format!("expected a redirect to the application, got {location:?}"))?;
        let value = |name: &str| {
            query.split('&').find_map(|pair| pair.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')))
        };
        let state = attempt.state();
        ensure!(value("state") == Some(&state), "expected the state {state:?} back, got {location:?}");
        Ok(value("code").with_context(|| format!("expected a code, got {location:?}"))?.to_owned())
    }

    /// Redeems a code and returns the response, also if it is an error.
    ///
    /// # Errors
    /// If there is no response.
    pub async fn redeem(&self, connection: &mut Connection, code: &str, attempt: Attempt) -> Result<Answer> {
        let (_, verifier) = self.pair(attempt);
        let body = format!(
            "grant_type=authorization_code&code={code}&redirect_uri={}&code_verifier={verifier}",
            self.encoded_redirect_uri
        );
        self.ask_for_token(connection, body).await
    }

    /// Uses a refresh token and returns the response, also if it is an error.
    ///
    /// # Errors
    /// If there is no response.
    pub async fn refresh(&self, connection: &mut Connection, refresh_token: &str) -> Result<Answer> {
        let body = format!("grant_type=refresh_token&refresh_token={}", encoded(refresh_token));
        self.ask_for_token(connection, body).await
    }

    /// Sends a request to the token endpoint as this client.
    ///
    /// # Errors
    /// If there is no response.
    pub async fn ask_for_token(&self, connection: &mut Connection, body: String) -> Result<Answer> {
        connection.send(form(&self.token_path, &[(header::AUTHORIZATION, &self.authorization)], body)).await
    }

    /// Requests the userinfo of a token (OpenID Connect Core section 5.3).
    ///
    /// # Errors
    /// If the response has no `sub`.
    pub async fn userinfo(&self, connection: &mut Connection, access_token: &str) -> Result<()> {
        let bearer = HeaderValue::from_str(&format!("Bearer {access_token}"))?;
        self.userinfo_as(connection, &bearer).await
    }

    /// Does the same with a prepared header.
    ///
    /// # Errors
    /// If the response has no `sub`.
    pub async fn userinfo_as(&self, connection: &mut Connection, bearer: &HeaderValue) -> Result<()> {
        let answer = connection.send(get(&self.userinfo_path, &[(header::AUTHORIZATION, bearer)])).await?;
        let fits = answer.status == StatusCode::OK && json_text(&answer.body, "sub").is_some();
        ensure!(fits, "the userinfo endpoint: {}", answer.excerpt());
        Ok(())
    }

    fn pair(&self, attempt: Attempt) -> (&str, &str) {
        let index = usize::try_from(attempt.0).unwrap_or(0) % self.pkce.len().max(1);
        self.pkce.get(index).map_or(("", ""), |(challenge, verifier)| (challenge, verifier))
    }
}

impl Attempt {
    fn state(self) -> String {
        format!("s{:016x}", self.0)
    }

    /// Returns the expected nonce of the ID token.
    pub fn nonce(self) -> String {
        format!("n{:016x}", self.0)
    }
}

impl Tokens {
    /// Reads a token response (RFC 6749 section 5.1).
    ///
    /// # Errors
    /// If it is an error or has no access token.
    pub fn of(answer: &Answer) -> Result<Self> {
        ensure!(answer.status == StatusCode::OK, "the token endpoint: {}", answer.excerpt());
        let text = |name| json_text(&answer.body, name).map(str::to_owned);
        let Some(access_token) = text("access_token") else {
            bail!("expected an access token, got {}", answer.excerpt())
        };
        Ok(Self { access_token, refresh_token: text("refresh_token"), id_token: text("id_token") })
    }

    /// Returns the refresh token.
    ///
    /// # Errors
    /// If there is no response.
    pub fn into_refresh_token(self) -> Result<String> {
        self.refresh_token.context("expected a refresh token beside the access token")
    }
}

/// Expects the refusal of a grant that is used, expired or revoked (RFC 6749 section 5.2).
///
/// # Errors
/// If the response is anything else.
pub fn require_invalid_grant(answer: &Answer, what: &str) -> Result<()> {
    let refused =
        answer.status == StatusCode::BAD_REQUEST && json_text(&answer.body, "error") == Some("invalid_grant");
    ensure!(refused, "expected {what} to be refused with invalid_grant, got {}", answer.excerpt());
    Ok(())
}

/// Searches for a member of a JSON object, without parsing the object. Only for text without escapes, such as tokens.
pub fn json_text<'a>(body: &'a Bytes, name: &str) -> Option<&'a str> {
    let text = std::str::from_utf8(body).ok()?;
    let after = text.split(&format!("\"{name}\"")).nth(1)?;
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split('"').next()
}

/// Encodes a value for a form body.
pub fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

/// Makes the header of `client_secret_basic` (RFC 6749 section 2.3.1).
///
/// # Errors
/// If the credentials are not valid in a header.
pub fn basic(credentials: &Credentials) -> Result<HeaderValue> {
    let pair = format!("{}:{}", encoded(&credentials.client_id), encoded(&credentials.client_secret));
    Ok(HeaderValue::from_str(&format!("Basic {}", standard_base64(pair.as_bytes())))?)
}

/// Encodes bytes in base64 with padding (RFC 4648 section 4).
fn standard_base64(bytes: &[u8]) -> String {
    let mut text = base64url(bytes).replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_without_parsing() {
        let body = Bytes::from_static(br#"{"token_type":"Bearer","access_token" : "abc","x":1}"#);
        assert_eq!(json_text(&body, "access_token"), Some("abc"));
        assert_eq!(json_text(&body, "x"), None);
        assert_eq!(json_text(&body, "token"), None);
    }

    #[test]
    fn basic_credentials_are_encoded_as_in_the_standard() {
        let credentials =
            Credentials { client_id: "s6BhdRkqt3".to_owned(), client_secret: "gX1fBat3bV".to_owned() };
        assert_eq!(basic(&credentials).unwrap(), "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW");
    }
}
