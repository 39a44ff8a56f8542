//! A sign-in that waits for the answer of a provider. It lies in a cookie, sealed for the browser that began it.

use http::HeaderValue;
use serde::{Deserialize, Serialize};
use valetkey_authorization_server::interaction::Interaction;
use valetkey_client::PendingLogin;
use valetkey_jose::seal::SealingKeys;
use valetkey_pages::ErrorKind;

use super::Aim;
use crate::{endpoint::failure::Failure, visit::Visit};

/// The purpose of the seal.
const SIGN_IN: &str = "provider-sign-in";

/// A sign-in that waits.
#[derive(Serialize, Deserialize)]
pub(super) struct Waiting {
    /// The provider that the browser was sent to.
    pub(super) provider: String,
    /// The values to check the answer against, sealed by the client library.
    pending: String,
    /// The interaction to go on with, sealed.
    pub(super) interaction: String,
    /// The reason for the sign-in there.
    pub(super) aim: Aim,
}

impl Waiting {
    /// Remembers a sign-in. A long request is stored for it.
    pub(super) async fn new(
        visit: &Visit<'_>,
        provider: &str,
        pending: &PendingLogin,
        interaction: Interaction,
        aim: Aim,
    ) -> Result<Self, Failure> {
        let sealed = pending.seal(&keys(visit)?, "").map_err(|error| {
            tracing::error!(%error, "a sign-in can't be sealed");
            Failure::from(ErrorKind::ServerError)
        })?;
        let interaction = visit.seal_for_address(interaction).await?;
        Ok(Self { provider: provider.to_owned(), pending: sealed, interaction, aim })
    }

    /// Returns the cookies that keep it in the browser.
    pub(super) fn cookies(&self, visit: &Visit<'_>, state: &str) -> Result<Vec<HeaderValue>, Failure> {
        let (cookies, lifetime) = (&visit.server.cookies, PendingLogin::LIFETIME);
        let sealed = visit.seal_for(lifetime, SIGN_IN, self).ok_or(ErrorKind::ServerError)?;
        let mut set = cookies.clear_superfluous_provider_sign_ins(visit.headers);
        set.push(cookies.set_provider_sign_in(state, &sealed, lifetime));
        Ok(set)
    }

    /// Returns the sign-in of this browser with this `state`.
    pub(super) fn recall(visit: &Visit<'_>, state: &str) -> Option<Self> {
        let sealed = visit.server.cookies.provider_sign_ins(visit.headers, state);
        sealed.iter().find_map(|sealed| visit.open(SIGN_IN, sealed).ok())
    }

    /// Returns what the answer is checked against.
    pub(super) fn pending(&self, visit: &Visit<'_>) -> Option<PendingLogin> {
        let (pending, _) = PendingLogin::open(&keys(visit).ok()?, &self.pending).ok()?;
        Some(pending)
    }
}

fn keys(visit: &Visit<'_>) -> Result<SealingKeys, Failure> {
    visit.server.encryption_key.sealing_keys(SIGN_IN).map_err(|error| {
        tracing::error!(%error, "a key can't be derived");
        ErrorKind::ServerError.into()
    })
}
