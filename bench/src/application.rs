//! What an application does at a provider: the requests of the code flow, as cheap as they can be made.

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

/// Pairs of verifier and challenge made in advance: hashing them is not what is measured.
const PKCE_PAIRS: usize = 64;

/// A registered client, with everything about its requests that never changes.
pub struct Application {
    /// Its name.
    pub client_id: String,
    /// Its `Authorization` header.
    pub authorization: HeaderValue,
    redirect_uri: String,
    token_path: String,
    userinfo_path: String,
    /// Path and query of an authorization request but for challenge, state and nonce.
    authorization_start: String,
    encoded_redirect_uri: String,
    pkce: Vec<(String, String)>,
}

/// One authorization request: its place in the run makes state and nonce unlike any other's.
#[derive(Clone, Copy, Debug)]
pub struct Attempt(pub u64);

/// What a token endpoint gave.
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
    /// A client of this provider.
    ///
    /// # Errors
    /// If its credentials can't stand in a header.
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

    /// Path and query of an authorization request (OpenID Connect Core section 3.1.2.1).
    pub fn authorization_path(&self, attempt: Attempt) -> String {
        let (challenge, _) = self.pair(attempt);
        let (state, nonce) = (attempt.state(), attempt.nonce());
        format!("{}&code_challenge={challenge}&state={state}&nonce={nonce}", self.authorization_start)
    }

    /// Asks for a code in a browser that is signed in and has allowed everything.
    ///
    /// # Errors
    /// If the answer is no redirect to the application with a code and the state.
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

    /// The code in the address that the provider sent the browser to (RFC 6749 section 4.1.2).
    ///
    /// # Errors
    /// If it goes somewhere else, lacks a code or brings another state.
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

    /// Redeems a code and gives the whole answer, whatever it is.
    ///
    /// # Errors
    /// If there is none.
    pub async fn redeem(&self, connection: &mut Connection, code: &str, attempt: Attempt) -> Result<Answer> {
        let (_, verifier) = self.pair(attempt);
        let body = format!(
            "grant_type=authorization_code&code={code}&redirect_uri={}&code_verifier={verifier}",
            self.encoded_redirect_uri
        );
        self.ask_for_token(connection, body).await
    }

    /// Uses a refresh token and gives the whole answer, whatever it is.
    ///
    /// # Errors
    /// If there is none.
    pub async fn refresh(&self, connection: &mut Connection, refresh_token: &str) -> Result<Answer> {
        let body = format!("grant_type=refresh_token&refresh_token={}", encoded(refresh_token));
        self.ask_for_token(connection, body).await
    }

    /// Posts to the token endpoint as this client.
    ///
    /// # Errors
    /// If there is no answer.
    pub async fn ask_for_token(&self, connection: &mut Connection, body: String) -> Result<Answer> {
        connection.send(form(&self.token_path, &[(header::AUTHORIZATION, &self.authorization)], body)).await
    }

    /// Asks who the token speaks for (OpenID Connect Core section 5.3).
    ///
    /// # Errors
    /// If the answer has no `sub`.
    pub async fn userinfo(&self, connection: &mut Connection, access_token: &str) -> Result<()> {
        let bearer = HeaderValue::from_str(&format!("Bearer {access_token}"))?;
        self.userinfo_as(connection, &bearer).await
    }

    /// The same with a header made before.
    ///
    /// # Errors
    /// If the answer has no `sub`.
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

    /// The nonce that its ID token must bring.
    pub fn nonce(self) -> String {
        format!("n{:016x}", self.0)
    }
}

impl Tokens {
    /// The tokens in the answer of a token endpoint (RFC 6749 section 5.1).
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

    /// The refresh token.
    ///
    /// # Errors
    /// If there is none.
    pub fn into_refresh_token(self) -> Result<String> {
        self.refresh_token.context("expected a refresh token beside the access token")
    }
}

/// The refusal of a grant that does not count any more (RFC 6749 section 5.2).
///
/// # Errors
/// If the answer is anything else.
pub fn require_invalid_grant(answer: &Answer, what: &str) -> Result<()> {
    let refused =
        answer.status == StatusCode::BAD_REQUEST && json_text(&answer.body, "error") == Some("invalid_grant");
    ensure!(refused, "expected {what} to be refused with invalid_grant, got {}", answer.excerpt());
    Ok(())
}

/// A member of a JSON object, found without reading the rest. Only for text without escapes, such as tokens.
pub fn json_text<'a>(body: &'a Bytes, name: &str) -> Option<&'a str> {
    let text = std::str::from_utf8(body).ok()?;
    let after = text.split(&format!("\"{name}\"")).nth(1)?;
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split('"').next()
}

/// A value for a form body.
pub fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

/// `client_secret_basic` (RFC 6749 section 2.3.1).
///
/// # Errors
/// If the credentials can't stand in a header.
pub fn basic(credentials: &Credentials) -> Result<HeaderValue> {
    let pair = format!("{}:{}", encoded(&credentials.client_id), encoded(&credentials.client_secret));
    Ok(HeaderValue::from_str(&format!("Basic {}", standard_base64(pair.as_bytes())))?)
}

/// Base64 with padding (RFC 4648 section 4).
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
    fn basic_credentials_are_those_of_the_standard() {
        let credentials =
            Credentials { client_id: "s6BhdRkqt3".to_owned(), client_secret: "gX1fBat3bV".to_owned() };
        assert_eq!(basic(&credentials).unwrap(), "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW");
    }
}
