//! The application's registration at the server.

use valetkey_administration::client;
use valetkey_authorization_server::{Change, registration::NewClient};
use valetkey_jose::{Algorithm, digest::random_token};
use valetkey_server::{Configuration, fresh_client_id};
use valetkey_types::{ClientId, Secret, TenantId};

use super::addresses::Addresses;
use crate::{administration::decide, failure::Failure};

/// The registration of the application.
pub(super) struct Registration {
    pub(super) client_id: String,
    pub(super) client_secret: Secret,
}

/// A confidential client whose access tokens are for the API.
///
/// # Errors
/// None in practice: the values are good.
pub(super) fn register(
    addresses: &Addresses,
    configuration: &Configuration,
    tenant: &TenantId,
) -> Result<(Registration, Vec<Change>), Failure> {
    let name = "Valetkey Notes";
    let mut new = NewClient::web_application(name, vec![format!("{}/auth/callback", addresses.app)]);
    new.post_logout_redirect_uris = vec![format!("{}/", addresses.app)];
    new.backchannel_logout_uri = Some(format!("{}/backchannel-logout", addresses.app));
    new.scope = "openid profile email roles notes.read offline_access".parse()?;
    new.audiences = vec![addresses.api.clone()];
    new.client_uri = Some(format!("{}/", addresses.app));
    new.id_token_signed_response_alg = Algorithm::ES256;
    let (client_id, client_secret) = (fresh_client_id("notes"), Secret::new(random_token()));
    let id = ClientId::new(client_id.as_str());
    let added =
        decide(configuration, tenant, |occasion| client::add(id, Some(&client_secret), new, occasion))?;
    Ok((Registration { client_id, client_secret }, added.changes))
}
