//! RFC 8705 over real TLS connections: our client, an issuer that identifies it by its certificate, and an API behind our layer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod any_certificate;
mod certificates;
mod issuer;
mod listener;

use std::sync::Arc;

use any_certificate::AnyCertificate;
use axum::Router;
use axum::routing::get;
use certificates::{Authority, self_signed};
use issuer::{AUDIENCE, Issuer};
use listener::{listen, serve};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use valetkey_client::revocation::TokenKind;
use valetkey_client::{AuthorizationOptions, Client, ClientBuilder, ClientError, Introspection, Problem};
use valetkey_fetch::{HttpRequest, ReqwestTransport, SystemClock, TlsClientCertificate, TransportError};
use valetkey_resource_server::{AccessToken, AccessTokenValidator, BearerLayer, TokenGuard};
use valetkey_types::{Scope, Secret};

fn transport(authority: &Authority, certificate: Option<&TlsClientCertificate>) -> Arc<ReqwestTransport> {
    let builder = ReqwestTransport::builder().allow_loopback().trust(authority.trusted());
    Arc::new(match certificate {
        Some(certificate) => builder.client_certificate(certificate.clone()).build().unwrap(),
        None => builder.build().unwrap(),
    })
}

fn builder(issuer: &Issuer) -> ClientBuilder {
    Client::builder(issuer.url(), "app").redirect_uri("https://app.example/callback")
}

fn client(issuer: &Issuer, authority: &Authority, certificate: &TlsClientCertificate) -> Client {
    let transport = transport(authority, Some(certificate));
    builder(issuer).transport(transport).tls_client_certificate(certificate.clone()).build().unwrap()
}

/// Starts an API that accepts every connection, but only bound tokens. Returns its address.
async fn api(issuer: &Issuer, authority: &Authority) -> String {
    let (listener, url) = listen(authority, AnyCertificate::verifier()).await;
    let issuer = valetkey_types::Issuer::parse(issuer.url()).unwrap();
    let validator = AccessTokenValidator::new(issuer, AUDIENCE).require_bound_tokens();
    let guard = TokenGuard::remote(validator, transport(authority, None), Arc::new(SystemClock));
    let hello = |token: AccessToken| async move { token.client_id().to_owned() };
    serve(listener, Router::new().route("/", get(hello)).layer(BearerLayer::new(guard)));
    url
}

fn signed_by(authority: &Authority) -> Arc<dyn ClientCertVerifier> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    WebPkiClientVerifier::builder_with_provider(Arc::new(authority.roots()), provider).build().unwrap()
}

async fn token_of(client: &Client) -> Result<Secret, ClientError> {
    Ok(client.client_credentials(&Scope::default()).await?.access_token)
}

#[tokio::test]
async fn a_certificate_of_an_authority_authenticates_the_client_at_every_endpoint() {
    let authority = Authority::new();
    let certificate = authority.client();
    let issuer = Issuer::start(&authority, signed_by(&authority), &certificate.thumbprint()).await;
    let client = client(&issuer, &authority, &certificate);
    let token = token_of(&client).await.unwrap();
    client.revoke(&token, TokenKind::AccessToken).await.unwrap();
    let Introspection::Active(active) = client.introspect(&token, TokenKind::AccessToken).await.unwrap()
    else {
        panic!("the token is active");
    };
    assert_eq!(active.get("cnf").unwrap()["x5t#S256"], certificate.thumbprint());
    client.device_authorization().await.unwrap();
    let pushing = builder(&issuer)
        .transport(transport(&authority, Some(&certificate)))
        .tls_client_certificate(certificate)
        .pushed_authorization();
    let request =
        pushing.build().unwrap().authorization_request(AuthorizationOptions::default()).await.unwrap();
    assert!(request.url.starts_with(&format!("{}/authorize", issuer.url())), "{}", request.url);
    let names =
        ["token", "revocation", "introspection", "device_authorization", "pushed_authorization_request"];
    assert_eq!(issuer.asked(), names);
}

#[tokio::test]
async fn mt1_without_the_right_certificate_the_connection_or_the_client_is_refused() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let registered = authority.client();
    let issuer = Issuer::start(&authority, signed_by(&authority), &registered.thumbprint()).await;
    // Another client of the same authority can connect, but is not this client.
    let another = token_of(&client(&issuer, &authority, &authority.client())).await.unwrap_err();
    assert_eq!(another.error_code(), Some("invalid_client"));
    for unknown in [stranger.client(), self_signed()] {
        let error = token_of(&client(&issuer, &authority, &unknown)).await.unwrap_err();
        assert!(matches!(error.problem(), Problem::Transport(TransportError::Tls { .. })), "{error}");
    }
    // Without a certificate the client does not use the aliases, and the other endpoints do not exist.
    let without = builder(&issuer).transport(transport(&authority, None)).build().unwrap();
    let error = token_of(&without).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::Status { expected: 200, seen: 404 });
    assert_eq!(issuer.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn mt1_a_self_signed_certificate_is_compared_with_the_registered_one() {
    let (authority, mine) = (Authority::new(), self_signed());
    let issuer = Issuer::start(&authority, AnyCertificate::verifier(), &mine.thumbprint()).await;
    token_of(&client(&issuer, &authority, &mine)).await.unwrap();
    for other in [self_signed(), authority.client()] {
        let error = token_of(&client(&issuer, &authority, &other)).await.unwrap_err();
        assert_eq!(error.error_code(), Some("invalid_client"));
    }
}

#[tokio::test]
async fn a_bound_token_is_accepted_only_from_its_owner() {
    let (authority, mine) = (Authority::new(), self_signed());
    let issuer = Issuer::start(&authority, AnyCertificate::verifier(), &mine.thumbprint()).await;
    let request = HttpRequest::get(api(&issuer, &authority).await);
    let owner = client(&issuer, &authority, &mine);
    let token = token_of(&owner).await.unwrap();
    let answer = owner.call_api(&request, &token).await.unwrap();
    assert_eq!((answer.status, &*answer.body), (200, &b"app"[..]));

    let other = client(&issuer, &authority, &self_signed());
    let without_certificate = builder(&issuer).transport(transport(&authority, None)).build().unwrap();
    for thief in [other, without_certificate] {
        let answer = thief.call_api(&request, &token).await.unwrap();
        assert_eq!(answer.status, 401);
        assert!(answer.header("www-authenticate").unwrap().contains("invalid_token"));
    }
}

#[tokio::test]
async fn a_redirect_at_the_token_endpoint_is_not_followed() {
    let (authority, mine) = (Authority::new(), self_signed());
    let issuer = Issuer::start(&authority, AnyCertificate::verifier(), &mine.thumbprint()).await;
    let metadata = valetkey_types::metadata::ProviderMetadata {
        token_endpoint: format!("{}/redirecting", issuer.mutual_tls_url()),
        ..Default::default()
    };
    let client = builder(&issuer)
        .transport(transport(&authority, Some(&mine)))
        .tls_client_certificate(mine)
        .metadata(metadata)
        .build()
        .unwrap();
    let error = token_of(&client).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::Status { expected: 200, seen: 307 });
    assert_eq!(issuer.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn an_issuer_with_an_unknown_root_is_refused_even_with_a_client_certificate() {
    let (authority, mine) = (Authority::new(), self_signed());
    let issuer = Issuer::start(&authority, AnyCertificate::verifier(), &mine.thumbprint()).await;
    let client = builder(&issuer).tls_client_certificate(mine).build().unwrap();
    let error = token_of(&client).await.unwrap_err();
    assert!(error.to_string().contains("check its certificate"), "{error}");
    assert_eq!(issuer.asked(), Vec::<String>::new());
}
