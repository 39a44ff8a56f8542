//! Logout at providers without RP-initiated logout.

use crate::{Deviation, Provider};

impl Provider {
    /// Returns the logout URL of a provider with its own parameters. `None` if the provider has RP-initiated logout (OpenID
    /// Connect RP-Initiated Logout 1.0) or no logout.
    pub fn logout_address(&self, client_id: &str, return_to: &str) -> Option<String> {
        let endpoint = self.preset().endpoints.end_session.as_deref()?;
        self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::LogoutParameters { client_id: client_name, return_to: return_name } => {
                let pairs = [(client_name.as_str(), client_id), (return_name.as_str(), return_to)];
                Some(format!("{endpoint}?{}", valetkey_types::encode_form(pairs)))
            }
            _ => None,
        })
    }
}
