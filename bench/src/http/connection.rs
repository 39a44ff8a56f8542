//! A kept-alive connection. Reconnects if the server closes it between two requests.

use anyhow::{Context as _, Result};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A connection to `host:port`. Needs a `LocalSet` around it.
pub struct Connection {
    authority: String,
    host: HeaderValue,
    sender: Option<SendRequest<Full<Bytes>>>,
}

/// A complete response.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Connection {
    /// Creates a connection that opens with its first request.
    ///
    /// # Errors
    /// If the authority is not valid in a header.
    pub fn to(authority: &str) -> Result<Self> {
        let host = HeaderValue::from_str(authority).context("a host and a port")?;
        Ok(Self { authority: authority.to_owned(), host, sender: None })
    }

    /// Sends another host in each request, as a proxy in front does.
    ///
    /// # Errors
    /// If the host is not valid in a header.
    pub fn named(self, host: &str) -> Result<Self> {
        Ok(Self { host: HeaderValue::from_str(host).context("a host")?, ..self })
    }

    /// Sends a request and waits for the complete response.
    ///
    /// # Errors
    /// If the server can't be reached or closes the connection. If the server closed the connection before the request was sent,
    /// retries once on a new one.
    pub async fn send(&mut self, mut request: Request<Full<Bytes>>) -> Result<Answer> {
        request.headers_mut().insert(header::HOST, self.host.clone());
        for last_try in [false, true] {
            let sender = self.sender().await?;
            match sender.try_send_request(request).await {
                Ok(response) => {
                    let (parts, body) = response.into_parts();
                    let body = body.collect().await.context("the rest of an answer")?.to_bytes();
                    return Ok(Answer { status: parts.status, headers: parts.headers, body });
                }
                Err(mut error) => {
                    self.sender = None;
                    match error.take_message().filter(|_| !last_try) {
                        Some(unsent) => request = unsent,
                        None => return Err(error.into_error()).context("no answer"),
                    }
                }
            }
        }
        anyhow::bail!("{} closed two connections in a row", self.authority)
    }

    async fn sender(&mut self) -> Result<&mut SendRequest<Full<Bytes>>> {
        let ready = match &mut self.sender {
            Some(sender) => sender.ready().await.is_ok(),
            None => false,
        };
        if !ready {
            self.sender = None;
        }
        if self.sender.is_none() {
            self.sender = Some(open(&self.authority).await?);
        }
        self.sender.as_mut().context("an open connection")
    }
}

impl Answer {
    /// Returns a header as text; empty if it is missing or not text.
    pub fn header(&self, name: &HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Returns the status and up to 300 characters of the body, for error messages.
    pub fn excerpt(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        format!("{} {}", self.status, text.chars().take(300).collect::<String>())
    }
}

async fn open(authority: &str) -> Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(authority).await.with_context(|| format!("can't reach {authority}"))?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // The sender reports its errors too.
    tokio::task::spawn_local(async move {
        let _ = connection.await;
    });
    Ok(sender)
}
