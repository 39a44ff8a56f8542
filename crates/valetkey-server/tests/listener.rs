//! The accept loop against clients that misbehave, over real loopback connections.

use std::{
    future::pending,
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use axum::{Router, extract::Request, routing::get};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::oneshot,
    task::JoinHandle,
};
use valetkey_server::{
    listener::{self, ListenerSettings},
    request::PeerAddress,
};

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

#[allow(clippy::expect_used, reason = "without a port there is no test")]
async fn start(router: Router, settings: ListenerSettings) -> Running {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let (listener, address) = listener::bind(any_port).await.expect("loopback can be bound");
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(listener::serve(listener, router, settings, async move {
        let _ = stopped.await;
    }));
    Running { address, stop, task }
}

fn hello() -> Router {
    Router::new().route("/", get(|| async { "hello" }))
}

fn impatient() -> ListenerSettings {
    ListenerSettings { header_timeout: Duration::from_millis(200), ..ListenerSettings::default() }
}

/// What the server says until it closes the connection.
async fn until_closed(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let reading = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut bytes)).await;
    // A reset is a way of closing too; a connection that stays open is not.
    assert!(reading.is_ok(), "the connection stays open");
    String::from_utf8_lossy(&bytes).into_owned()
}

const LAST_REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn a_request_is_answered_on_the_bound_address() {
    let running = start(hello(), ListenerSettings::default()).await;
    assert_ne!(running.address.port(), 0);
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(LAST_REQUEST).await.unwrap();
    let answer = until_closed(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("hello"), "{answer}");
}

#[tokio::test]
async fn the_peer_s_address_reaches_the_handlers() {
    let address = |request: Request| async move {
        request
            .extensions()
            .get::<PeerAddress>()
            .map_or("none".to_owned(), |PeerAddress(peer)| peer.to_string())
    };
    let running = start(Router::new().route("/", get(address)), ListenerSettings::default()).await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    let own = stream.local_addr().unwrap().to_string();
    stream.write_all(LAST_REQUEST).await.unwrap();
    assert!(until_closed(&mut stream).await.ends_with(&own));
}

#[tokio::test]
async fn a_client_that_dawdles_with_its_headers_is_cut_off() {
    let running = start(hello(), impatient()).await;
    for begun in [
        &b""[..],
        b"G",
        b"GET / HTTP/1.1\r\nhost: x\r\n",
        b"PRI * HTTP/2.0\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(begun).await.unwrap();
        let answer = until_closed(&mut stream).await;
        assert!(!answer.contains("200 OK"), "{:?}: {answer}", String::from_utf8_lossy(begun));
    }
}

#[tokio::test]
async fn an_idle_kept_connection_is_closed() {
    let running = start(hello(), impatient()).await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    assert!(until_closed(&mut stream).await.contains("200 OK"));
}

/// The preface of HTTP/2, empty settings, and `GET /` (RFC 9113 section 3.4, RFC 7541 appendix A).
const HTTP2_REQUEST: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\
    \x00\x00\x00\x04\x00\x00\x00\x00\x00\
    \x00\x00\x06\x01\x05\x00\x00\x00\x01\x82\x86\x84\x41\x01x";
const HTTP2_PING: &[u8] = b"\x00\x00\x08\x06\x00\x00\x00\x00\x00pingpong";

#[tokio::test]
async fn m8_an_idle_http2_connection_is_closed_whatever_pings_it_sends() {
    let settings = ListenerSettings { idle_timeout: Duration::from_millis(300), ..impatient() };
    let running = start(hello(), settings).await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(HTTP2_REQUEST).await.unwrap();
    let (mut reading, mut writing) = stream.split();
    let pings = async {
        while writing.write_all(HTTP2_PING).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let mut bytes = Vec::new();
    let closed = async {
        tokio::select! {
            () = pings => {}
            _ = reading.read_to_end(&mut bytes) => {}
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(20), closed).await.is_ok(), "it stays open");
}

#[tokio::test]
async fn m8_an_http2_client_that_takes_no_answer_is_cut_off() {
    let settings = ListenerSettings { idle_timeout: Duration::from_millis(300), ..impatient() };
    let large = Router::new().route("/", get(|| async { vec![0_u8; 1024 * 1024] }));
    let running = start(large, settings).await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    // No window is ever opened, so most of the answer waits for ever.
    stream.write_all(HTTP2_REQUEST).await.unwrap();
    let mut bytes = Vec::new();
    let reading = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut bytes)).await;
    assert!(reading.is_ok(), "it stays open");
    assert!(bytes.len() < 512 * 1024, "{} bytes", bytes.len());
}

#[tokio::test]
async fn m8_an_address_with_all_its_connections_gets_no_further_one_and_others_do() {
    let settings = ListenerSettings {
        maximum_connections: 8,
        maximum_connections_per_address: 4,
        ..ListenerSettings::default()
    };
    let running = start(hello(), settings).await;
    let mut held = Vec::new();
    for _ in 0..4 {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
        held.push(stream);
    }
    let mut refused = TcpStream::connect(running.address).await.unwrap();
    let _ = refused.write_all(LAST_REQUEST).await;
    assert_eq!(until_closed(&mut refused).await, "", "closed without an answer");
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 2], 0).into()).unwrap();
    let mut other = socket.connect(running.address).await.unwrap();
    other.write_all(LAST_REQUEST).await.unwrap();
    assert!(until_closed(&mut other).await.ends_with("hello"));
    held.pop();
    let answered = async {
        loop {
            let mut again = TcpStream::connect(running.address).await.unwrap();
            let _ = again.write_all(LAST_REQUEST).await;
            if until_closed(&mut again).await.ends_with("hello") {
                break;
            }
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(20), answered).await.is_ok(), "its place comes back");
}

#[tokio::test]
async fn a_slow_request_that_has_arrived_is_not_cut_off() {
    let slow = || async {
        tokio::time::sleep(Duration::from_millis(600)).await;
        "done"
    };
    let running = start(Router::new().route("/", get(slow)), impatient()).await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(LAST_REQUEST).await.unwrap();
    assert!(until_closed(&mut stream).await.ends_with("done"));
}

#[tokio::test]
async fn connections_beyond_the_cap_wait_for_their_turn() {
    let settings = ListenerSettings { maximum_connections: 1, ..impatient() };
    let running = start(hello(), settings).await;
    let _idle = TcpStream::connect(running.address).await.unwrap();
    let mut second = TcpStream::connect(running.address).await.unwrap();
    second.write_all(LAST_REQUEST).await.unwrap();
    // The idle one is cut off by the header deadline; only then comes the second one's turn.
    assert!(until_closed(&mut second).await.ends_with("hello"));
}

#[tokio::test]
async fn shutting_down_lets_a_request_in_flight_finish_and_takes_no_new_one() {
    let (begun, mut begins) = tokio::sync::mpsc::channel::<()>(1);
    let (finish, finished) = tokio::sync::watch::channel(false);
    let handler = move || {
        let (begun, mut finished) = (begun.clone(), finished.clone());
        async move {
            begun.send(()).await.unwrap();
            finished.wait_for(|finished| *finished).await.unwrap();
            "finished"
        }
    };
    let running = start(Router::new().route("/", get(handler)), ListenerSettings::default()).await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    begins.recv().await.unwrap();
    running.stop.send(()).unwrap();
    // The port closes while the request is still in flight.
    while TcpStream::connect(running.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    finish.send(true).unwrap();
    assert!(until_closed(&mut stream).await.ends_with("finished"));
    running.task.await.unwrap();
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_hold_up_the_shutdown_for_ever() {
    let (begun, mut begins) = tokio::sync::mpsc::channel::<()>(1);
    let handler = move || {
        let begun = begun.clone();
        async move {
            begun.send(()).await.unwrap();
            pending::<()>().await;
        }
    };
    let settings =
        ListenerSettings { drain_timeout: Duration::from_millis(50), ..ListenerSettings::default() };
    let running = start(Router::new().route("/", get(handler)), settings).await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(LAST_REQUEST).await.unwrap();
    begins.recv().await.unwrap();
    running.stop.send(()).unwrap();
    running.task.await.unwrap();
}
