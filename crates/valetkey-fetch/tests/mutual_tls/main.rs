//! Certificates on both sides of a real TLS connection (RFC 8705), especially wrong ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod aliases;
mod server;

use server::{Authority, serve};
use valetkey_fetch::{
    CertificateError, HttpRequest, HttpTransport, ReqwestTransport, ReqwestTransportBuilder,
    TlsClientCertificate, TransportError, TrustedRoots,
};

fn trusting(authority: &Authority) -> ReqwestTransportBuilder {
    let roots = TrustedRoots::from_pem(authority.pem().as_bytes()).unwrap();
    ReqwestTransport::builder().allow_loopback().trust(roots)
}

async fn seen(builder: ReqwestTransportBuilder, url: &str) -> Result<String, TransportError> {
    let response = builder.build().unwrap().send(HttpRequest::get(url)).await?;
    Ok(String::from_utf8(response.body).unwrap())
}

#[tokio::test]
async fn the_server_sees_the_certificate() {
    let authority = Authority::new();
    let url = serve(&authority, "127.0.0.1", Some(&authority)).await;
    let certificate = authority.client();
    let answer = seen(trusting(&authority).client_certificate(certificate.clone()), &url).await;
    assert_eq!(answer.unwrap(), certificate.thumbprint());
}

#[tokio::test]
async fn mt1_without_a_certificate_or_with_a_foreign_one_the_connection_is_refused() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let url = serve(&authority, "127.0.0.1", Some(&authority)).await;
    let none = seen(trusting(&authority), &url).await.unwrap_err();
    let another = seen(trusting(&authority).client_certificate(stranger.client()), &url).await.unwrap_err();
    for error in [none, another] {
        assert!(matches!(error, TransportError::Tls { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_ask_gets_no_certificate() {
    let authority = Authority::new();
    let url = serve(&authority, "127.0.0.1", None).await;
    let answer = seen(trusting(&authority).client_certificate(authority.client()), &url).await;
    assert_eq!(answer.unwrap(), "no certificate");
}

#[tokio::test]
async fn mt1_a_server_of_an_unknown_authority_or_another_name_is_refused() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let url = serve(&authority, "127.0.0.1", None).await;
    let other_name = serve(&authority, "id.example", None).await;
    let machine_only = ReqwestTransport::builder().allow_loopback();
    for (name, builder, url) in [
        ("the machine's roots", machine_only, &url),
        ("another root", trusting(&stranger), &url),
        ("another name", trusting(&authority), &other_name),
    ] {
        let error = seen(builder, url).await.unwrap_err();
        assert!(matches!(error, TransportError::Tls { .. }), "{name}: {error}");
    }
    assert_eq!(seen(trusting(&authority), &url).await.unwrap(), "no certificate");
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_a_certificate() {
    let authority = Authority::new();
    let url = serve(&authority, "127.0.0.1", Some(&authority)).await;
    let transport = trusting(&authority).client_certificate(authority.client()).build().unwrap();
    let response = transport.send(HttpRequest::get(format!("{url}/elsewhere"))).await.unwrap();
    assert_eq!(response.status, 302);
}

#[test]
fn a_wrong_certificate_or_key_is_refused() {
    let authority = Authority::new();
    let ((certificate, key), (_, other_key)) =
        (authority.issue("app.example"), authority.issue("app.example"));
    let (key, other_key) = (key.serialize_pem(), other_key.serialize_pem());
    let both_keys = format!("{key}{other_key}");
    let locked = key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    let broken = certificate.replace("MII", "!!!");
    let read =
        |certificate: &str, key: &str| TlsClientCertificate::from_pem(certificate.as_bytes(), key.as_bytes());
    assert_eq!(read("", &key).unwrap_err(), CertificateError::NoCertificate);
    assert_eq!(read("nonsense", &key).unwrap_err(), CertificateError::NoCertificate);
    assert_eq!(read(&broken, &key).unwrap_err(), CertificateError::NoCertificate);
    for no_key in ["", "nonsense", &both_keys, &locked] {
        assert_eq!(read(&certificate, no_key).unwrap_err(), CertificateError::NoPrivateKey);
    }
    let error = read(&certificate, &other_key).unwrap_err();
    assert!(matches!(error, CertificateError::Unusable { .. }), "{error}");
    assert!(read(&certificate, &key).is_ok());
    assert!(read(&format!("{certificate}{key}"), "").is_ok(), "certificate and key in one text");
    assert!(read(certificate.trim_end(), &key).is_ok(), "no line end between certificate and key");
    assert!(matches!(TrustedRoots::from_pem(key.as_bytes()), Err(CertificateError::NoCertificate)));
    assert!(matches!(TrustedRoots::from_pem(broken.as_bytes()), Err(CertificateError::NoCertificate)));
}

#[test]
fn no_part_of_the_key_is_printed() {
    let authority = Authority::new();
    let (certificate, key) = authority.issue("app.example");
    let key = key.serialize_pem();
    let certificate = TlsClientCertificate::from_pem(certificate.as_bytes(), key.as_bytes()).unwrap();
    let shown = format!("{certificate:?}");
    assert_eq!(shown, format!("TlsClientCertificate({})", certificate.thumbprint()));
    let builder = format!("{:#?}", ReqwestTransport::builder().client_certificate(certificate));
    for line in key.lines().filter(|line| !line.starts_with('-')) {
        assert!(!builder.contains(line));
    }
    assert!(builder.contains(&shown));
}
