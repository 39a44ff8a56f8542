//! The transport of a client with a certificate (RFC 8705).

use std::sync::Arc;

use valetkey_fetch::{HttpTransport, IpNet, ReqwestTransport, TlsClientCertificate};
use valetkey_types::Issuer;

use crate::Problem;

/// Returns the configured transport, or the default one. It must use the configured certificate, because otherwise the client
/// could not authenticate.
pub(crate) fn transport_with_certificate(
    certificate: Option<&TlsClientCertificate>,
    own: Option<&Arc<dyn HttpTransport>>,
    issuer: &Issuer,
    networks: &[IpNet],
) -> Result<Arc<dyn HttpTransport>, Problem> {
    match (own, certificate) {
        (Some(own), Some(certificate)) if own.client_certificate() != Some(certificate.der()) => {
            let text = "the setting tls_client_certificate can't be used: the transport that was set shows another certificate or \
                        none; give the certificate to that transport too (ReqwestTransportBuilder::client_certificate)";
            Err(Problem::Configuration(text.to_owned()))
        }
        (Some(own), _) => Ok(Arc::clone(own)),
        (None, certificate) => {
            let builder =
                ReqwestTransport::builder_for_issuer(issuer).allow_networks(networks.iter().copied());
            Ok(Arc::new(match certificate {
                Some(certificate) => builder.client_certificate(certificate.clone()).build()?,
                None => builder.build()?,
            }))
        }
    }
}
