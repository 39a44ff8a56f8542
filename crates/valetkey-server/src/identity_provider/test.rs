//! Tests a provider: reads its metadata, and makes the address of a sign-in.

use std::sync::Arc;

use valetkey_client::{AuthorizationOptions, ClientError};
use valetkey_types::metadata::ProviderMetadata;

use super::Connection;

/// The answers of a provider.
pub struct Tested {
    /// Its issuer.
    pub issuer: String,
    /// Its metadata.
    pub metadata: Arc<ProviderMetadata>,
    /// The address that a sign-in opens.
    pub sign_in: String,
}

/// Asks a provider for its metadata, as a sign-in does.
///
/// # Errors
/// [`ClientError`] says what was expected and what came.
pub async fn test(connection: &Connection) -> Result<Tested, ClientError> {
    let client = connection.client();
    let metadata = client.metadata().await?;
    let request = client.authorization_request(AuthorizationOptions::default()).await?;
    Ok(Tested { issuer: client.issuer().to_string(), metadata, sign_in: request.url })
}
