//! A TLS server on loopback that returns the thumbprint of the client's certificate, and certificate authorities.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use valetkey_fetch::TlsClientCertificate;
use valetkey_jose::digest::{base64url, sha256};

/// A certificate authority that signs certificates of servers and clients.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        let mut parameters = CertificateParams::new([]).unwrap();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    /// Returns a certificate as PEM, and its key.
    pub(crate) fn issue(&self, name: &str) -> (String, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let parameters = CertificateParams::new([name.to_owned()]).unwrap();
        (parameters.signed_by(&key, &self.0).unwrap().pem(), key)
    }

    pub(crate) fn client(&self) -> TlsClientCertificate {
        let (certificate, key) = self.issue("app.example");
        TlsClientCertificate::from_pem(certificate.as_bytes(), key.serialize_pem().as_bytes()).unwrap()
    }
}

/// Serves with a certificate for `name`. If `clients` is given, only clients with a certificate of this authority can connect.
pub(crate) async fn serve(authority: &Authority, name: &str, clients: Option<&Authority>) -> String {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider));
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(clients) => {
            let mut roots = RootCertStore::empty();
            roots.add(clients.0.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    let key = KeyPair::generate().unwrap();
    let certificate =
        CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &authority.0).unwrap();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der()).into();
    let config = builder.with_single_cert(vec![certificate.der().clone()], key).unwrap();
    let (acceptor, listener) =
        (TlsAcceptor::from(Arc::new(config)), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(answer(acceptor.clone(), socket));
        }
    });
    format!("https://{address}")
}

/// Answers `/elsewhere` with a redirect, and other paths with the thumbprint of the client's certificate.
async fn answer(acceptor: TlsAcceptor, socket: TcpStream) -> Option<()> {
    let mut stream = acceptor.accept(socket).await.ok()?;
    let seen = stream.get_ref().1.peer_certificates().and_then(<[CertificateDer<'_>]>::first);
    let seen = seen.map_or("no certificate".to_owned(), |der| base64url(&sha256(der)));
    let mut request = [0; 4096];
    let length = stream.read(&mut request).await.ok()?;
    let answer = if request[..length].starts_with(b"GET /elsewhere") {
        "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
    } else {
        let length = seen.len();
        format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{seen}")
    };
    stream.write_all(answer.as_bytes()).await.ok()?;
    stream.shutdown().await.ok()
}
