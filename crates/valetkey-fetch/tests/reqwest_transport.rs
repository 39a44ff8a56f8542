//! The network transport with real sockets on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport, ReqwestTransport, TransportError};
use valetkey_types::Issuer;

/// Starts a server that answers every connection with these bytes. Returns its address.
async fn serve(answer: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = socket.read(&mut request).await;
                let _ = socket.write_all(&answer).await;
                let _ = socket.shutdown().await;
            });
        }
    });
    format!("http://{address}")
}

fn loopback() -> ReqwestTransport {
    ReqwestTransport::builder().allow_loopback().maximum_response_bytes(100).build().unwrap()
}

async fn get(transport: &ReqwestTransport, url: &str) -> Result<HttpResponse, TransportError> {
    transport.send(HttpRequest::get(url)).await
}

#[tokio::test]
async fn a_response_with_any_status_is_returned_completely() {
    let answer = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";
    let response = get(&loopback(), &serve(answer.to_vec()).await).await.unwrap();
    assert_eq!((response.status, response.header("content-type")), (404, Some("text/plain")));
    assert_eq!(response.body, b"hello");
}

#[tokio::test]
async fn ss2_redirects_are_not_followed() {
    let answer = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let response = get(&loopback(), &serve(answer.to_vec()).await).await.unwrap();
    assert_eq!(response.status, 302);
}

#[tokio::test]
async fn ss3_a_too_large_body_is_refused_with_and_without_a_content_length() {
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n".to_vec();
    let mut silent = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    silent.extend(std::iter::repeat_n(b'x', 101));
    for answer in [announced, silent] {
        let error = get(&loopback(), &serve(answer).await).await.unwrap_err();
        assert_eq!(error, TransportError::TooLarge { host: "127.0.0.1".to_owned(), limit: 100 });
    }
}

#[tokio::test]
async fn ss1_loopback_is_refused_unless_allowed() {
    let strict = ReqwestTransport::builder().build().unwrap();
    for url in [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://0/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/",
        "https://10.0.0.1/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://localhost/",
    ] {
        let error = get(&strict, url).await.unwrap_err();
        assert!(matches!(error, TransportError::RefusedAddress { .. }), "{url} {error}");
    }
}

#[tokio::test]
async fn ss3_only_https_is_sent_to_other_machines() {
    for url in [
        "http://id.example/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "nonsense",
        "https://u:p@127.0.0.1/",
        "http://8.8.8.8/",
    ] {
        let error = get(&loopback(), url).await.unwrap_err();
        assert!(matches!(error, TransportError::InvalidUrl { .. }), "{url} {error}");
    }
}

#[tokio::test]
async fn a_silent_host_and_a_closed_port_are_distinguished() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let hasty =
        ReqwestTransport::builder().allow_loopback().timeout(Duration::from_millis(50)).build().unwrap();
    let error = get(&hasty, &url).await.unwrap_err();
    assert!(matches!(error, TransportError::Timeout { .. }), "{error}");
    drop(listener);
    let error = get(&loopback(), &url).await.unwrap_err();
    assert!(matches!(error, TransportError::Connection { .. }), "{error}");
}

/// A label has at most 63 octets (RFC 1035 section 2.3.4), so the resolver refuses this name without the network.
#[tokio::test]
async fn f16_an_impossible_name_is_not_temporary() {
    let host = format!("{}.example", "a".repeat(64));
    let transport = ReqwestTransport::builder().danger_plain_http_to(host.as_str()).build().unwrap();
    let error = get(&transport, &format!("http://{host}/")).await.unwrap_err();
    assert!(matches!(error, TransportError::UnknownHost { .. }), "{error:?}");
    assert!(!error.is_temporary());
}

#[tokio::test]
async fn a_plain_http_server_at_an_https_url_is_a_secure_connection_error() {
    let url = serve(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()).await.replace("http:", "https:");
    let error = get(&loopback(), &url).await.unwrap_err();
    assert!(matches!(error, TransportError::Tls { .. } | TransportError::Connection { .. }), "{error}");
}

#[tokio::test]
async fn only_a_transport_for_an_issuer_on_loopback_reaches_loopback() {
    let url = serve(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()).await;
    let local = ReqwestTransport::for_issuer(&Issuer::parse(&url).unwrap()).unwrap();
    assert_eq!(get(&local, &url).await.unwrap().status, 204);
    let public = ReqwestTransport::for_issuer(&Issuer::parse("https://id.example").unwrap()).unwrap();
    assert!(matches!(get(&public, &url).await, Err(TransportError::RefusedAddress { .. })));
}

#[test]
fn debug_shows_no_secret() {
    let request = HttpRequest::post_form("https://id.example/token?q=secret-1", [("code", "secret-2")])
        .with_header("Authorization", "secret-3");
    let response = HttpResponse {
        status: 200,
        headers: vec![("Set-Cookie".to_owned(), "secret-4".to_owned())],
        body: b"secret-5".to_vec(),
    };
    let shown = format!("{request:?} {response:?}");
    assert!(!shown.contains("secret"), "{shown}");
}

/// Starts a server that answers with the head of the request. Returns its address.
async fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let length = socket.read(&mut request).await.unwrap_or_default();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
            let _ = socket.write_all(head.as_bytes()).await;
            let _ = socket.write_all(&request[..length]).await;
        }
    });
    format!("http://{address}")
}

#[tokio::test]
async fn f13_requests_ask_for_an_uncompressed_response() {
    let transport = ReqwestTransport::builder().allow_loopback().build().unwrap();
    let response = get(&transport, &echo().await).await.unwrap();
    let head = String::from_utf8(response.body).unwrap().to_ascii_lowercase();
    assert_eq!(head.matches("accept-encoding").count(), 1, "{head}");
    assert!(head.contains("accept-encoding: identity\r\n"), "{head}");
}

#[tokio::test]
async fn f13_a_compressed_response_has_its_own_error() {
    for (encoding, good) in [("gzip", false), ("br", false), ("Identity", true)] {
        let answer =
            format!("HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: 2\r\n\r\n{{}}");
        let result = get(&loopback(), &serve(answer.into_bytes()).await).await;
        let expected =
            TransportError::Encoded { host: "127.0.0.1".to_owned(), encoding: encoding.to_owned() };
        assert_eq!(result.err(), (!good).then_some(expected));
    }
}
