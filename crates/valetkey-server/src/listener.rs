//! The accept loop: a cap on connections, a deadline for request headers, bounded HTTP/2, and a clean end.

mod first_request;

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::Request};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};
use tower::ServiceExt as _;

use crate::request::PeerAddress;

use first_request::FirstRequest;

/// Limits of a listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListenerSettings {
    /// The most connections at once; further ones wait in the system's queue.
    pub maximum_connections: usize,
    /// How long a client may take to send the headers of a request, and to begin the next one.
    pub header_timeout: Duration,
    /// How long requests in flight may go on after the shutdown began.
    pub drain_timeout: Duration,
    /// The most requests at once on one HTTP/2 connection.
    pub maximum_concurrent_streams: u32,
}

impl Default for ListenerSettings {
    /// 4096 connections, 10 seconds for headers, 10 seconds to drain, 100 streams.
    fn default() -> Self {
        Self {
            maximum_connections: 4096,
            header_timeout: Duration::from_secs(10),
            drain_timeout: Duration::from_secs(10),
            maximum_concurrent_streams: 100,
        }
    }
}

/// Opens a port. Port 0 lets the system choose; the address that was bound comes back.
///
/// # Errors
/// What the system says, for example that the port is taken.
pub async fn bind(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address).await?;
    let bound = listener.local_addr()?;
    Ok((listener, bound))
}

/// Serves until `shutdown` is done, then lets requests in flight finish.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    settings: ListenerSettings,
    shutdown: impl Future<Output = ()>,
) {
    let connections = Arc::new(Semaphore::new(settings.maximum_connections.clamp(1, Semaphore::MAX_PERMITS)));
    let builder = Arc::new(builder(&settings));
    let graceful = GracefulShutdown::new();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let (stream, peer, permit) = tokio::select! {
            () = &mut shutdown => break,
            accepted = accept(&listener, &connections) => accepted,
        };
        let connection = Connection { stream, peer, permit, router: router.clone() };
        connection.spawn(&builder, &graceful, settings.header_timeout);
    }
    drop(listener);
    if timeout(settings.drain_timeout, graceful.shutdown()).await.is_err() {
        tracing::warn!(limit = ?settings.drain_timeout, "some connections were still busy and are cut off");
    }
}

struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    permit: OwnedSemaphorePermit,
    router: Router,
}

impl Connection {
    fn spawn(
        self,
        builder: &Arc<Builder<TokioExecutor>>,
        graceful: &GracefulShutdown,
        header_timeout: Duration,
    ) {
        let Self { stream, peer, permit, router } = self;
        let (first_request, arrived) = FirstRequest::new();
        let service = hyper::service::service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
            arrived.mark();
            request.extensions_mut().insert(PeerAddress(peer));
            router.clone().oneshot(Request::from(request.map(Body::new)))
        });
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            tokio::select! {
                ended = connection => {
                    if let Err(error) = ended {
                        tracing::debug!(%error, "a connection broke");
                    }
                }
                () = first_request.missing_after(header_timeout) => {
                    tracing::debug!("a connection sent no request and is closed");
                }
            }
            drop(permit);
        });
    }
}

fn builder(settings: &ListenerSettings) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(settings.header_timeout)
        .keep_alive(true)
        .max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(settings.maximum_concurrent_streams)
        .max_header_list_size(32 * 1024)
        .max_pending_accept_reset_streams(20)
        .max_send_buf_size(256 * 1024)
        .keep_alive_interval(Duration::from_secs(30))
        .keep_alive_timeout(settings.header_timeout);
    builder
}

/// The next connection, once there is room for it. Running out of files is waited out, not fatal.
async fn accept(
    listener: &TcpListener,
    connections: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    loop {
        let Ok(permit) = Arc::clone(connections).acquire_owned().await else {
            // The semaphore is never closed while the loop runs.
            std::future::pending::<()>().await;
            continue;
        };
        match listener.accept().await {
            Ok((stream, peer)) => {
                let _ = stream.set_nodelay(true);
                return (stream, peer, permit);
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted; trying again in a second");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}
