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
