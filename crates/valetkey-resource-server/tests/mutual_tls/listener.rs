//! A TLS listener for an axum router. It adds the caller's certificate to the extensions of each request.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use rustls::ServerConfig;
use rustls::server::danger::ClientCertVerifier;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use valetkey_resource_server::ClientCertificate;

use crate::certificates::Authority;

pub(crate) struct TlsListener {
    socket: TcpListener,
    acceptor: TlsAcceptor,
}

/// Starts a listener on loopback with a certificate of the authority. Returns it and its address.
pub(crate) async fn listen(
    authority: &Authority,
    clients: Arc<dyn ClientCertVerifier>,
) -> (TlsListener, String) {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let (certificate, key) = authority.server();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients)
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", socket.local_addr().unwrap());
    (TlsListener { socket, acceptor: TlsAcceptor::from(Arc::new(config)) }, url)
}

pub(crate) fn serve(listener: TlsListener, router: Router) {
    let service = router.layer(from_fn(hand_over)).into_make_service_with_connect_info::<Peer>();
    tokio::spawn(async move { axum::serve(listener, service).await });
}

#[derive(Clone)]
struct Peer(Option<ClientCertificate>);

async fn hand_over(
    ConnectInfo(Peer(certificate)): ConnectInfo<Peer>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(certificate) = certificate {
        request.extensions_mut().insert(certificate);
    }
    next.run(request).await
}

impl Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        let chain = stream.io().get_ref().1.peer_certificates();
        Self(chain.and_then(<[_]>::first).map(|der| ClientCertificate::from_der(der.as_ref())))
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let Ok((socket, address)) = self.socket.accept().await else { continue };
            if let Ok(stream) = self.acceptor.accept(socket).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.socket.local_addr()
    }
}
