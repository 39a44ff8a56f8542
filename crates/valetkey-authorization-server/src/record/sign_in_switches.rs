//! The switches of sign-ins, as a tenant and each of its clients have them.

/// The switches of sign-ins of a tenant or a client. The stricter of the two counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInSwitches {
    /// Whether a sign-in may begin with a link or a code by mail.
    pub mail_sign_in: bool,
    /// When a code by mail is asked for beside the first factor.
    pub confirm_by_mail: ConfirmByMail,
    /// Whether users may trust a device, so that a sign-in there does not ask for their own second factor again.
    pub trusted_devices: bool,
}

/// When a sign-in is confirmed by a code that the user gets by mail. Two factors need no such code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConfirmByMail {
    /// Never.
    #[default]
    Never,
    /// In a browser that the user has not signed in with before.
    NewDevice,
    /// At each sign-in.
    Always,
}

impl SignInSwitches {
    /// The defaults of a tenant.
    pub const OF_TENANT: Self =
        Self { mail_sign_in: false, confirm_by_mail: ConfirmByMail::Never, trusted_devices: true };

    /// The defaults of a client: the switches of the tenant count.
    pub const OF_CLIENT: Self = Self { mail_sign_in: true, ..Self::OF_TENANT };

    /// Returns the switches that count for a client of this tenant.
    #[must_use]
    pub fn for_client(self, client: Self) -> Self {
        Self {
            mail_sign_in: self.mail_sign_in && client.mail_sign_in,
            confirm_by_mail: self.confirm_by_mail.max(client.confirm_by_mail),
            trusted_devices: self.trusted_devices && client.trusted_devices,
        }
    }
}

impl ConfirmByMail {
    /// Returns the word for storage and the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::NewDevice => "new-device",
            Self::Always => "always",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stricter_one_of_tenant_and_client_counts() {
        let open = SignInSwitches { mail_sign_in: true, ..SignInSwitches::OF_TENANT };
        assert_eq!(open.for_client(SignInSwitches::OF_CLIENT), open);
        let strict = SignInSwitches {
            mail_sign_in: false,
            confirm_by_mail: ConfirmByMail::Always,
            trusted_devices: false,
        };
        assert_eq!(open.for_client(strict), strict);
        assert_eq!(strict.for_client(SignInSwitches::OF_CLIENT), strict, "a client opens nothing");
    }
}
