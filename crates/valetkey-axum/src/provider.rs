//! One way to sign in: a client of an issuer under a name.

use valetkey_client::{AuthorizationOptions, Client};

/// The name of the provider of [`crate::Login::builder`]. Its callback has no name in its path.
pub(crate) const DEFAULT_NAME: &str = "default";

/// The last segment of its callback path. No provider may have this name.
pub(crate) const DEFAULT_CALLBACK: &str = "callback";

/// The longest name, in bytes.
const LONGEST_NAME: usize = 32;

/// One way to sign in: a client of an issuer, under a name that appears in paths (`/login/{name}`, `/auth/{name}`).
#[derive(Clone)]
#[must_use]
pub struct Provider {
    pub(crate) name: String,
    pub(crate) label: Option<String>,
    pub(crate) client: Client,
    pub(crate) authorization_options: Option<AuthorizationOptions>,
    pub(crate) roles_claim: String,
    pub(crate) vouches_for_addresses: bool,
    pub(crate) token_scheme: Option<String>,
}

impl Provider {
    /// A provider under a name: lower-case letters, digits and hyphens, at most 32; neither `callback` nor `default`.
    pub fn new(name: impl Into<String>, client: Client) -> Self {
        Self {
            name: name.into(),
            label: None,
            client,
            authorization_options: None,
            roles_claim: "/roles".to_owned(),
            vouches_for_addresses: false,
            token_scheme: None,
        }
    }

    /// Sets the label on the sign-in page. Default: the provider's display name, else the name in paths.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Sets the authorization options of logins with this provider. They replace those of the [`crate::LoginBuilder`].
    pub fn authorization_options(mut self, options: AuthorizationOptions) -> Self {
        self.authorization_options = Some(options);
        self
    }

    /// Where the claims have the user's roles, as a JSON pointer (RFC 6901) to a list of texts; `/roles` unless set. Keycloak
    /// has them at `/realm_access/roles`.
    pub fn roles_claim(mut self, pointer: impl Into<String>) -> Self {
        self.roles_claim = pointer.into();
        self
    }

    /// The provider checks that users control the addresses it calls verified, and never assigns an address to another user.
    ///
    /// Only then may an address join a new identity to a known user, and only if the other identity's provider is marked so as well.
    /// The operator of such a provider can become any user with a verified address.
    pub fn vouches_for_addresses(mut self) -> Self {
        self.vouches_for_addresses = true;
        self
    }

    /// The scheme of the `Authorization` header at the provider's own API; `Bearer` unless set.
    pub fn token_scheme(mut self, scheme: impl Into<String>) -> Self {
        self.token_scheme = Some(scheme.into());
        self
    }

    /// What users read.
    pub(crate) fn shown(&self) -> &str {
        self.label.as_deref().or(self.client.display_name()).unwrap_or(&self.name)
    }

    /// The path that starts a login. The name needs no escaping.
    pub(crate) fn login_path(&self) -> String {
        format!("/login/{}", self.name)
    }

    /// The path of the callback.
    pub(crate) fn callback_path(&self) -> String {
        let last = if self.name == DEFAULT_NAME { DEFAULT_CALLBACK } else { &self.name };
        format!("/auth/{last}")
    }
}

/// Whether a name needs no escaping in a path and is no route of ours.
pub(crate) fn is_usable_name(name: &str) -> bool {
    let harmless = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let short = (1..=LONGEST_NAME).contains(&name.len());
    short && name.bytes().all(harmless) && name != DEFAULT_NAME && name != DEFAULT_CALLBACK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_words_that_no_route_has() {
        for name in ["github", "our-server", "a1", &"a".repeat(32)] {
            assert!(is_usable_name(name), "{name}");
        }
        for name in
            ["", "callback", "default", "GitHub", "a/b", "a b", "..", "ü", "a?b", "a%2f", &"a".repeat(33)]
        {
            assert!(!is_usable_name(name), "{name}");
        }
    }
}
