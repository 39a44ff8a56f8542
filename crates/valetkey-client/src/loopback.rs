//! Receives one callback on a port of this machine (RFC 8252 section 7.3).

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use valetkey_jose::digest::constant_time_eq;
use valetkey_types::{RawParams, parameter};

use crate::Problem;

/// Listens on a free port of 127.0.0.1 for the callback. Other machines can't reach it. Other programs and web pages on this
/// machine can, so a request must contain the `state` of the login.
pub struct LoopbackListener {
    listener: TcpListener,
    path: String,
    port: u16,
}

impl LoopbackListener {
    /// Opens a free port. `path` begins with a slash.
    ///
    /// # Errors
    /// [`Problem::Local`] if no port can be opened.
    pub async fn bind(path: &str) -> Result<Self, Problem> {
        let failed = |error| Problem::Local(format!("no port can be opened on 127.0.0.1: {error}"));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        Ok(Self { listener, path: path.to_owned(), port })
    }

    /// Returns the redirect URI for this login. Issuers accept any port.
    pub fn redirect_uri(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.path)
    }

    /// Waits for the callback and shows a page that tells the user to return to the program. Ignores requests for other paths,
    /// with another `state`, or in another form. With `signed`, the `state` is inside a signed response, which is not checked
    /// here. Has no timeout: wrap it in one.
    ///
    /// # Errors
    /// [`Problem::Local`] if the port fails.
    pub async fn wait_for(self, state: &str, signed: bool) -> Result<RawParams, Problem> {
        loop {
            let (mut stream, _) =
                self.listener.accept().await.map_err(|error| Problem::Local(error.to_string()))?;
            // A connection without a request must not block the others.
            let Ok(head) = tokio::time::timeout(SILENCE, read_head(&mut stream)).await else { continue };
            let found = head.as_deref().and_then(|head| self.params(head));
            let params = found.filter(|params| {
                let seen = params.get(parameter::STATE).unwrap_or_default();
                let signed_response = signed && params.get(parameter::RESPONSE).is_some();
                signed_response || constant_time_eq(seen.as_bytes(), state.as_bytes())
            });
            let answer = if params.is_some() { DONE } else { NOT_FOUND };
            // The login succeeds even if the page can't be sent.
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
            if let Some(params) = params {
                return Ok(params);
            }
        }
    }

    /// Returns the query of `GET <our path>?<query>`, if the request names our own host. A request with another host name comes
    /// from a foreign page.
    fn params(&self, head: &str) -> Option<RawParams> {
        let mut lines = head.split("\r\n");
        let target = lines.next()?.strip_prefix("GET ")?.strip_suffix(" HTTP/1.1")?;
        let host = lines.find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("host").then(|| value.trim())
        })?;
        let (path, query) = target.split_once('?')?;
        let ours = path == self.path && host == format!("127.0.0.1:{}", self.port);
        ours.then(|| RawParams::parse(query.as_bytes()).ok()).flatten()
    }
}

const SILENCE: std::time::Duration = std::time::Duration::from_secs(2);
const LONGEST_HEAD: usize = 16 * 1024;

const DONE: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncache-control: no-store\r\n\
content-security-policy: default-src 'none'; style-src 'sha256-oA9O8690vbOXjteWY5XL86VYYcPl1dlB7P69jBwfaPE='\r\n\
referrer-policy: no-referrer\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n\
<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
<title>Back to the program</title><style>:root{color-scheme:light dark}body{max-width:26rem;margin:12vh auto;\
padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}h1{font-size:1.4rem}</style>\
<h1>Back to the program</h1><p>The sign-in goes on there. You can close this page.</p></html>";

const NOT_FOUND: &str = "HTTP/1.1 404 Not Found\r\ncontent-type: text/plain; charset=utf-8\r\n\
cache-control: no-store\r\nconnection: close\r\n\r\nThere is nothing here.\n";

/// Reads a request up to the empty line. Returns `None` if it is too long, incomplete or not text.
async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut buffer = [0; 2048];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        let read = stream.read(&mut buffer).await.ok()?;
        if read == 0 || head.len() + read > LONGEST_HEAD {
            return None;
        }
        head.extend_from_slice(&buffer[..read]);
    }
    String::from_utf8(head).ok()
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use valetkey_jose::digest::sha256;

    use super::DONE;

    #[test]
    fn the_policy_of_the_page_allows_its_own_style() {
        let (_, rest) = DONE.split_once("<style>").unwrap_or_default();
        let (style, _) = rest.split_once("</style>").unwrap_or_default();
        assert!(!style.is_empty());
        assert!(DONE.contains(&format!("style-src 'sha256-{}'", STANDARD.encode(sha256(style.as_bytes())))));
    }
}
