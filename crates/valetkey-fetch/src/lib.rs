//! The one way out: HTTP requests with limits, no redirects and no private networks, and documents that
//! refresh themselves.
//!
//! Nothing else in this project opens an outgoing connection. [`HttpTransport`] is the plug point: a request value
//! goes in, a response value comes out, and no foreign type shows. [`ReqwestTransport`] is the default one.
//! [`RemoteMetadata`] and [`RemoteKeySet`] keep an issuer's documents fresh.

mod address;
mod cache_control;
mod clock;
mod message;
mod metadata;
mod metadata_members;
mod remote_key_set;
mod remote_metadata;
mod reqwest_transport;
mod resolver;
mod tls_client_certificate;
mod transport;
mod trusted_roots;

pub use address::AddressPolicy;
pub use clock::{Clock, SystemClock};
pub use http::Method;
pub use ipnet::IpNet;
pub use message::{BodyError, HttpRequest, HttpResponse, kind_of};
pub use metadata::{
    MetadataError, check_metadata, check_metadata_naming, metadata_request, oauth_metadata_request,
    require_safe_endpoint, require_safe_metadata,
};
pub use remote_key_set::{KeySetError, RemoteKeySet};
pub use remote_metadata::{RemoteMetadata, RemoteMetadataError};
pub use reqwest_transport::{ReqwestTransport, ReqwestTransportBuilder};
pub use tls_client_certificate::{CertificateError, TlsClientCertificate};
pub use transport::{HttpTransport, TransportError, is_temporary_status};
pub use trusted_roots::TrustedRoots;
pub use valetkey_jose::KeySet;
pub use valetkey_types::metadata::ProviderMetadata;
pub use valetkey_types::{Issuer, Seconds, Timestamp};
