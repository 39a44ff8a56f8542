//! Signing out where it is not RP-initiated logout.

use crate::{Deviation, Provider};

impl Provider {
    /// Where to send the browser to sign out at a provider with parameters of its own. `None` where RP-initiated logout
    /// (OpenID Connect RP-Initiated Logout 1.0) or nothing applies.
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
