//! A browser without JavaScript that signs in and consents at any provider. It prepares runs and is too slow for the hot path.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail, ensure};
use http::{HeaderValue, StatusCode, header};
use url::Url;

use crate::{
    html,
    http::{Answer, Connection, form, get},
};

/// Maximum number of redirects and pages of a sign-in.
const MOST_STEPS: usize = 20;

/// A server and its cookies.
pub struct Browser {
    origin: Url,
    cookies: BTreeMap<String, String>,
}

/// The form values of a sign-in, and the address where it ends.
pub struct Visitor<'a> {
    /// The name to type.
    pub username: &'a str,
    /// The password to type.
    pub password: &'a str,
    /// The redirect URI of the application.
    pub redirect_uri: &'a str,
}

/// The end of a visit.
#[derive(Debug, PartialEq, Eq)]
pub enum Visit {
    /// The browser was redirected to the application, with this address.
    Arrived(String),
    /// The server asked for the password again.
    Refused,
    /// The server is overloaded: 503 with `Retry-After`.
    Busy,
}

impl Browser {
    /// Creates a browser without cookies for the server at this address.
    pub fn new(origin: &Url) -> Self {
        Self { origin: origin.clone(), cookies: BTreeMap::new() }
    }

    /// Opens a path, signs in and consents if the server asks, and stops at the application.
    ///
    /// # Errors
    /// If it ends anywhere else.
    pub async fn visit(
        &mut self,
        connection: &mut Connection,
        path: &str,
        visitor: &Visitor<'_>,
    ) -> Result<Visit> {
        let mut here = self.origin.join(path)?;
        let mut answer = self.request(connection, &here, None).await?;
        let mut was_asked = false;
        for _ in 0..MOST_STEPS {
            if answer.status.is_redirection() {
                let location = answer.header(&header::LOCATION).to_owned();
                if location.starts_with(visitor.redirect_uri) {
                    return Ok(Visit::Arrived(location));
                }
                here = here.join(&location)?;
                ensure!(here.origin() == self.origin.origin(), "sent away to {here}");
                answer = self.request(connection, &here, None).await?;
                continue;
            }
            if is_busy(&answer) {
                return Ok(Visit::Busy);
            }
            let page = String::from_utf8_lossy(&answer.body).into_owned();
            let filled = html::fill_in(&page, visitor.username, visitor.password)
                .with_context(|| format!("{} {here}", answer.status))?;
            if filled.asks_password && was_asked {
                return Ok(Visit::Refused);
            }
            was_asked |= filled.asks_password;
            here = here.join(&filled.action)?;
            answer = self.request(connection, &here, Some(filled.body)).await?;
        }
        bail!("more than {MOST_STEPS} steps, the last one to {here}")
    }

    /// Returns all cookies as one header.
    ///
    /// # Errors
    /// If a cookie is not valid in a header.
    pub fn cookie_header(&self) -> Result<HeaderValue> {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Ok(HeaderValue::from_str(&pairs.join("; "))?)
    }

    /// Opens a path of the server, or posts a form to it.
    ///
    /// # Errors
    /// If there is no response.
    pub async fn send(
        &mut self,
        connection: &mut Connection,
        path: &str,
        body: Option<String>,
    ) -> Result<Answer> {
        let url = self.origin.join(path)?;
        self.request(connection, &url, body).await
    }

    /// Opens an address or posts a form to it, with the cookies of this browser. Follows no redirect.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn request(
        &mut self,
        connection: &mut Connection,
        url: &Url,
        body: Option<String>,
    ) -> Result<Answer> {
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let cookies = self.cookie_header()?;
        let origin = HeaderValue::from_str(&url.origin().ascii_serialization())?;
        let html = HeaderValue::from_static("text/html");
        let mut headers = vec![(header::ACCEPT, &html)];
        if !cookies.is_empty() {
            headers.push((header::COOKIE, &cookies));
        }
        let request = match body {
            None => get(path, &headers),
            Some(body) => {
                headers.push((header::ORIGIN, &origin));
                form(path, &headers, body)
            }
        };
        let answer = connection.send(request).await?;
        for line in answer.headers.get_all(header::SET_COOKIE) {
            self.keep(line.to_str().unwrap_or_default());
        }
        Ok(answer)
    }

    /// Stores or deletes a cookie. Ignores its path, because each cookie of a server has its own name.
    fn keep(&mut self, line: &str) {
        let pair = line.split(';').next().unwrap_or_default();
        let Some((name, value)) = pair.split_once('=') else { return };
        let attributes = line.to_ascii_lowercase();
        let gone = value.is_empty() || attributes.contains("max-age=0") || attributes.contains("01 jan 1970");
        if gone {
            self.cookies.remove(name.trim());
        } else {
            self.cookies.insert(name.trim().to_owned(), value.to_owned());
        }
    }
}

/// Returns `true` if the response is 503 with `Retry-After` (RFC 9110 section 15.6.4).
pub fn is_busy(answer: &Answer) -> bool {
    answer.status == StatusCode::SERVICE_UNAVAILABLE && answer.headers.contains_key(header::RETRY_AFTER)
}
