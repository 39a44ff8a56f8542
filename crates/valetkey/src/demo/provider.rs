//! An imitation of another provider, and its button on the sign-in page.

use std::collections::BTreeMap;

use valetkey_administration::identity_provider::{self as operation, IdentityProviderSettings};
use valetkey_authorization_server::{
    Change,
    record::{FirstSignIn, TenantRecord},
};
use valetkey_jose::digest::random_token;
use valetkey_provider_simulator::{ProviderSimulator, Running};
use valetkey_server::{
    Configuration, Environment as _, Seal, SystemEnvironment,
    identity_provider::{USAGE, seal_secret},
};
use valetkey_types::{Secret, TenantId};

use super::ports::Port;
use crate::{administration::decide, failure::Failure, issuer_server};

/// The preset of the imitated provider.
const PRESET: &str = "github";
/// Its name on the button.
pub(super) const DISPLAY_NAME: &str = "GitHub (imitation)";
const CLIENT_ID: &str = "valetkey-demo";

/// The imitation. It stops when it is dropped.
pub(super) struct Imitation {
    running: Running,
    client_secret: Secret,
}

impl Imitation {
    /// Starts it on an open port.
    ///
    /// # Errors
    /// None in practice: the preset is built in, and the port is open.
    pub(super) fn start(port: Port) -> Result<Self, Failure> {
        let client_secret = Secret::new(random_token());
        let listener = port.listeners.into_iter().next();
        let listener = listener.ok_or_else(|| Failure::failed("no port was opened"))?;
        let simulator = ProviderSimulator::of(&[PRESET]).map_err(Failure::failed)?;
        let running = simulator.client(CLIENT_ID, client_secret.expose()).start_with(listener);
        Ok(Self { running: running.map_err(Failure::failed)?, client_secret })
    }

    /// Returns its address.
    pub(super) fn address(&self) -> &str {
        self.running.base_url()
    }

    /// Returns what puts its button on the sign-in page.
    ///
    /// # Errors
    /// When the encryption key can't be stored.
    pub(super) fn changes(
        &self,
        configuration: &Configuration,
        tenant: &TenantId,
    ) -> Result<Vec<Change>, Failure> {
        let owner = TenantRecord::new(tenant.clone(), configuration.issuer()?, SystemEnvironment.now());
        let key = issuer_server::encryption_key(configuration, false)?;
        let sealed = seal_secret(&Seal::new(&key, USAGE, &owner)?, PRESET, &self.client_secret)?;
        let settings = IdentityProviderSettings {
            preset: PRESET.to_owned(),
            variables: BTreeMap::new(),
            accepted_tenants: Vec::new(),
            simulator: Some(self.address().to_owned()),
            display_name: Some(DISPLAY_NAME.to_owned()),
            client_id: CLIENT_ID.to_owned(),
            scope: Vec::new(),
            first_sign_in: FirstSignIn::Create,
            domains: Vec::new(),
            claim_mappings: Default::default(),
            updates_claims: false,
            group_mappings: Vec::new(),
            offers_sign_out: false,
            position: 0,
            disabled: false,
        };
        let added = decide(configuration, tenant, |occasion| {
            operation::add(PRESET, settings, Some(sealed), occasion)
        });
        Ok(added.map_err(Failure::failed)?.changes)
    }

    /// Stops it.
    pub(super) async fn stop(self) {
        self.running.stop().await;
    }
}
