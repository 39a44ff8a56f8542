//! A browser without JavaScript that signs in and consents at any provider; for preparing, not for the hot path.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail, ensure};
use http::{HeaderValue, StatusCode, header};
use url::Url;

use crate::{
    html,
    http::{Answer, Connection, form, get},
};

/// Redirects and pages until a sign-in must have arrived.
const MOST_STEPS: usize = 20;

/// Cookies, and the server they are of.
pub struct Browser {
    origin: Url,
    cookies: BTreeMap<String, String>,
}

/// Whose form values a sign-in uses, and where it ends.
pub struct Visitor<'a> {
    /// The name to type.
    pub username: &'a str,
    /// The password to type.
    pub password: &'a str,
    /// Where the application's answer goes.
    pub redirect_uri: &'a str,
}

/// How a visit ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Visit {
    /// At the application, with this address.
    Arrived(String),
    /// At the page that asks for the password, a second time.
    Refused,
    /// The server has too much to do: 503 with `Retry-After`.
    Busy,
}

impl Browser {
    /// A fresh browser for the server at this address.
    pub fn new(origin: &Url) -> Self {
        Self { origin: origin.clone(), cookies: BTreeMap::new() }
    }

    /// Opens a path, signs in where asked, allows where asked, and stops at the application.
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

    /// All cookies as one header.
    ///
    /// # Errors
    /// If a cookie is no header text.
    pub fn cookie_header(&self) -> Result<HeaderValue> {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Ok(HeaderValue::from_str(&pairs.join("; "))?)
    }

    async fn request(
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

    /// Keeps or drops a cookie. Its path is not looked at: the servers' cookies have names of their own.
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

/// Whether the answer is 503 with `Retry-After` (RFC 9110 section 15.6.4).
pub fn is_busy(answer: &Answer) -> bool {
    answer.status == StatusCode::SERVICE_UNAVAILABLE && answer.headers.contains_key(header::RETRY_AFTER)
}
