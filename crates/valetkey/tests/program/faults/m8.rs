//! M8: connections that do nothing keep nobody out.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
    time::timeout,
};

use crate::support::server::Server;

/// As many as the listener takes at once.
const ALL: usize = 4_096;

/// The preface of HTTP/2, empty settings, and `GET /` as the only request (RFC 9113 section 3.4, RFC 7541 appendix A).
const FIRST_REQUEST: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\
    \x00\x00\x00\x04\x00\x00\x00\x00\x00\
    \x00\x00\x06\x01\x05\x00\x00\x00\x01\x82\x86\x84\x41\x01x";
const PING: &[u8] = b"\x00\x00\x08\x06\x00\x00\x00\x00\x00pingpong";

async fn connect(from: [u8; 4], server: &Server) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((from, 0).into())?;
    let address = server.issuer.strip_prefix("http://").expect("http").parse().expect("an address");
    socket.connect(address).await
}

async fn is_answered(stream: &mut TcpStream) -> bool {
    let request = b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let mut answer = String::new();
    let exchange = async {
        stream.write_all(request).await?;
        stream.read_to_string(&mut answer).await
    };
    matches!(timeout(Duration::from_secs(5), exchange).await, Ok(Ok(_))) && answer.starts_with("HTTP/1.1 200")
}

#[tokio::test(flavor = "multi_thread")]
async fn m8_one_address_with_4096_http2_connections_leaves_room_for_others() {
    let server = Server::start(&["--log", "error"], &[]);
    let mut held = Vec::new();
    for _ in 0..ALL {
        let mut stream = connect([127, 0, 0, 1], &server).await.expect("a connection");
        // The server may have closed it already.
        let _ = stream.write_all(FIRST_REQUEST).await;
        held.push(stream);
    }
    for stream in &held {
        let _ = stream.try_write(PING);
    }
    let mut other = connect([127, 0, 0, 2], &server).await.expect("a connection");
    assert!(is_answered(&mut other).await, "another address gets no answer");
}

#[tokio::test]
async fn m8_pings_do_not_keep_an_idle_http2_connection() {
    let server = Server::start(&[], &[("VALETKEY_CONNECTIONS_IDLE_TIMEOUT", "2s")]);
    let mut stream = connect([127, 0, 0, 1], &server).await.expect("a connection");
    stream.write_all(FIRST_REQUEST).await.expect("a request");
    let (begun, mut bytes) = (Instant::now(), [0; 1024]);
    let closed = loop {
        if begun.elapsed() > Duration::from_secs(30) {
            break false;
        }
        if stream.write_all(PING).await.is_err() {
            break true;
        }
        if let Ok(Ok(0) | Err(_)) = timeout(Duration::from_millis(200), stream.read(&mut bytes)).await {
            break true;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert!(closed, "the connection is still open after {:?}", begun.elapsed());
}
