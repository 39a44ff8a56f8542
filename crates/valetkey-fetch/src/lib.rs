//! Outgoing HTTP requests with limits, without redirects and without private networks, and documents that are refreshed
//! automatically.
//!
//! No other crate of this project opens outgoing HTTP connections. [`HttpTransport`] is the interface to implement for another
//! HTTP library: it takes a request value and returns a response value. [`ReqwestTransport`] is the default. [`RemoteMetadata`]
//! and [`RemoteKeySet`] keep an issuer's documents up to date.

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
