//! The accept loop: a cap on connections and a share of them for each address, time limits for request headers and for
//! idle connections, bounded HTTP/2, and a clean end.

mod activity;
mod shares;

use std::{convert::Infallible, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{body::Body, extract::Request, response::Response};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto::Builder,
};
use ipnet::IpNet;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::timeout,
};
use tower::{Service, ServiceExt as _};

use crate::request::PeerAddress;

use activity::Activity;
use shares::{Place, Shares};

/// Limits of a listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenerSettings {
    /// Maximum connections at once; further ones wait in the system's queue.
    pub maximum_connections: usize,
    /// Maximum connections at once of one address (of IPv6: of one network of 64 bits); further ones are closed.
    pub maximum_connections_per_address: usize,
    /// Peers that may have any number of connections: the proxies in front.
    pub trusted_proxies: Vec<IpNet>,
    /// How long a client may take to send the headers of a request and, with HTTP/1, to begin the next one.
    pub header_timeout: Duration,
    /// How long a connection may stay without a request. It is closed between this time and twice this time.
    pub idle_timeout: Duration,
    /// How long requests in flight may go on after the shutdown began.
    pub drain_timeout: Duration,
    /// Maximum requests at once on one HTTP/2 connection.
    pub maximum_concurrent_streams: u32,
}

impl Default for ListenerSettings {
    /// 4096 connections, 1024 of them for one address, 10 seconds for headers, 60 seconds idle, 10 seconds to drain, 100
    /// streams.
    fn default() -> Self {
        Self {
            maximum_connections: 4096,
            maximum_connections_per_address: 1024,
            trusted_proxies: Vec::new(),
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(60),
            drain_timeout: Duration::from_secs(10),
            maximum_concurrent_streams: 100,
        }
    }
}

/// Opens a port. Port 0 lets the system choose; the address that was bound comes back.
///
/// # Errors
/// The error of the operating system, for example that the port is taken.
pub async fn bind(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address).await?;
    let bound = listener.local_addr()?;
    Ok((listener, bound))
}

/// Answers requests: the router of this server, or one of an embedding program.
pub trait Answers:
    Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
{
}

impl<S> Answers for S where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
{
}

/// Serves until `shutdown` is done, then lets requests in flight finish.
pub async fn serve(
    listener: TcpListener,
    router: impl Answers,
    settings: ListenerSettings,
    shutdown: impl Future<Output = ()>,
) {
    let connections = Arc::new(Semaphore::new(settings.maximum_connections.clamp(1, Semaphore::MAX_PERMITS)));
    let shares = Shares::new(settings.maximum_connections_per_address, settings.trusted_proxies.clone());
    let builder = Arc::new(builder(&settings));
    let (stop, stopping) = watch::channel(false);
    let mut shutdown = pin!(shutdown);
    loop {
        let (stream, peer, permit) = tokio::select! {
            () = &mut shutdown => break,
            accepted = accept(&listener, &connections) => accepted,
        };
        let Some(place) = shares.take(peer.ip()) else {
            tracing::debug!(address = %peer.ip(), "an address has all its connections; a further one is closed");
            continue;
        };
        let connection =
            Connection { stream, peer, router: router.clone(), stopping: stopping.clone(), permit, place };
        tokio::spawn(connection.serve(Arc::clone(&builder), settings.header_timeout, settings.idle_timeout));
    }
    drop((listener, stopping));
    stop.send_replace(true);
    // Each connection holds a receiver until it ends.
    if timeout(settings.drain_timeout, stop.closed()).await.is_err() {
        tracing::warn!(limit = ?settings.drain_timeout, "some connections were still busy and are cut off");
    }
}

struct Connection<S> {
    stream: TcpStream,
    peer: SocketAddr,
    router: S,
    stopping: watch::Receiver<bool>,
    permit: OwnedSemaphorePermit,
    place: Place,
}

impl<S: Answers> Connection<S> {
    /// Serves until the client ends the connection, brings no request in time, or the server stops.
    async fn serve(self, builder: Arc<Builder<TokioExecutor>>, header: Duration, idle: Duration) {
        let Self { stream, peer, router, mut stopping, permit, place } = self;
        let activity = Activity::default();
        let counted = activity.clone();
        let service = hyper::service::service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(PeerAddress(peer));
            let (activity, router) = (counted.clone(), router.clone());
            async move { activity.count(router.oneshot(Request::from(request.map(Body::new)))).await }
        });
        let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = activity.ended(header, idle) => {
                tracing::debug!(address = %peer.ip(), "a connection without requests is closed");
                connection.as_mut().graceful_shutdown();
                // The answer to a request that comes just now is still sent; a client that takes none is cut off.
                timeout(header, connection).await.unwrap_or(Ok(()))
            }
            () = async { drop(stopping.wait_for(|stopping| *stopping).await) } => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection broke");
        }
        drop((permit, place));
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
