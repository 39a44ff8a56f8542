//! One way to sign in: a client of an issuer, with a name.

use valetkey_client::{AuthorizationOptions, Client};

/// The name of the provider that [`crate::Login::builder`] adds. Its callback path does not contain the name.
pub(crate) const DEFAULT_NAME: &str = "default";

/// The last segment of that provider's callback path. Not allowed as the name of a provider.
pub(crate) const DEFAULT_CALLBACK: &str = "callback";

/// Maximum length of a name, in bytes.
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
    /// Creates a provider. A name has 1 to 32 lower-case letters, digits and hyphens, and is neither `callback` nor `default`.
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

    /// Sets the label on the sign-in page. Default: the provider's display name, otherwise its name in paths.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Sets the authorization options of logins with this provider. They replace those of the [`crate::LoginBuilder`].
    pub fn authorization_options(mut self, options: AuthorizationOptions) -> Self {
        self.authorization_options = Some(options);
        self
    }

    /// Sets the location of the user's roles in the claims, as a JSON pointer (RFC 6901) to a list of strings. Default: `/roles`.
    /// Keycloak uses `/realm_access/roles`.
    pub fn roles_claim(mut self, pointer: impl Into<String>) -> Self {
        self.roles_claim = pointer.into();
        self
    }

    /// Trusts the provider's verified email addresses: it checks that users control them and never gives one to another user.
    ///
    /// A new identity is linked to a known user by its email address only if the providers of both identities are marked this
    /// way. The operator of such a provider can sign in as any user with a verified address.
    pub fn vouches_for_addresses(mut self) -> Self {
        self.vouches_for_addresses = true;
        self
    }

    /// Sets the scheme of the `Authorization` header for the provider's own API. Default: `Bearer`.
    pub fn token_scheme(mut self, scheme: impl Into<String>) -> Self {
        self.token_scheme = Some(scheme.into());
        self
    }

    /// Returns the label for users.
    pub(crate) fn shown(&self) -> &str {
        self.label.as_deref().or(self.client.display_name()).unwrap_or(&self.name)
    }

    /// Returns the path that starts a login. The name needs no escaping.
    pub(crate) fn login_path(&self) -> String {
        format!("/login/{}", self.name)
    }

    /// Returns the path of the callback.
    pub(crate) fn callback_path(&self) -> String {
        let last = if self.name == DEFAULT_NAME { DEFAULT_CALLBACK } else { &self.name };
        format!("/auth/{last}")
    }
}

/// Returns whether a name can be used in a path without escaping and is not one of our own routes.
pub(crate) fn is_usable_name(name: &str) -> bool {
    let harmless = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let short = (1..=LONGEST_NAME).contains(&name.len());
    short && name.bytes().all(harmless) && name != DEFAULT_NAME && name != DEFAULT_CALLBACK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_words_and_not_our_own_routes() {
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
