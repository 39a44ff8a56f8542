//! The ways of a user to sign in, and whether one is left when another is removed.

use valetkey_accounts::{FactorKind, User};
use valetkey_authorization_server::record::{LinkedAccount, Passkey};

/// The ways of a user to sign in without a link from an administrator.
#[derive(Clone, Copy, Debug)]
pub struct SignInWays<'a> {
    /// The user, who may have a password.
    pub user: &'a User,
    /// The passkeys.
    pub passkeys: &'a [Passkey],
    /// The accounts at providers that the sign-in page offers.
    pub linked: &'a [LinkedAccount],
}

/// A way to sign in that an administrator removes.
#[derive(Clone, Copy, Debug)]
pub enum Removed<'a> {
    /// The authenticator app, and the recovery codes unless the user has a passkey.
    Authenticator,
    /// A passkey.
    Passkey(&'a Passkey),
    /// A linked account.
    LinkedAccount(&'a LinkedAccount),
    /// The authenticator app, the recovery codes and every passkey.
    Factors,
}

impl SignInWays<'_> {
    /// Returns whether the user can sign in now, and not any more after the removal.
    pub fn loses_last_way(&self, removed: Removed<'_>) -> bool {
        let has_way = self.has_way_without(None);
        has_way && !self.has_way_without(Some(removed))
    }

    /// Returns whether the user has a second factor now, and none after the removal.
    pub fn loses_last_factor(&self, removed: Removed<'_>) -> bool {
        let has_passkey = self.has_passkey_without(Some(removed));
        match removed {
            Removed::LinkedAccount(_) => false,
            Removed::Factors => !self.user.factors.is_empty(),
            Removed::Authenticator => self.user.has_factor(FactorKind::Authenticator) && !has_passkey,
            Removed::Passkey(_) => !has_passkey && !self.user.has_factor(FactorKind::Authenticator),
        }
    }

    fn has_way_without(&self, removed: Option<Removed<'_>>) -> bool {
        let stays = |account: &LinkedAccount| match removed {
            Some(Removed::LinkedAccount(gone)) => {
                (&gone.issuer, &gone.subject) != (&account.issuer, &account.subject)
            }
            _ => true,
        };
        self.user.password_hash.is_some()
            || self.has_passkey_without(removed)
            || self.linked.iter().any(stays)
    }

    fn has_passkey_without(&self, removed: Option<Removed<'_>>) -> bool {
        match removed {
            Some(Removed::Factors) => false,
            Some(Removed::Passkey(gone)) => {
                self.passkeys.iter().any(|passkey| passkey.credential_id != gone.credential_id)
            }
            _ => !self.passkeys.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use valetkey_accounts::PasswordHash;
    use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

    use super::*;

    fn user() -> User {
        User::new(TenantId::default(), UserId::new("u"), "ada", Timestamp(1))
    }

    fn passkey(credential_id: &str) -> Passkey {
        Passkey {
            tenant: TenantId::default(),
            credential_id: credential_id.to_owned(),
            user_id: UserId::new("u"),
            user_handle: String::new(),
            public_key: String::new(),
            name: credential_id.to_owned(),
            aaguid: uuid::Uuid::nil(),
            transports: Vec::new(),
            backup_eligible: false,
            created_at: Timestamp(1),
            sign_count: 0,
            backed_up: false,
            last_used_at: None,
            revision: 1,
            unknown: Unknown::default(),
        }
    }

    fn account(subject: &str) -> LinkedAccount {
        LinkedAccount {
            tenant: TenantId::default(),
            issuer: "https://provider.example".to_owned(),
            subject: subject.to_owned(),
            user_id: UserId::new("u"),
            provider: "provider".to_owned(),
            label: None,
            linked_at: Timestamp(1),
            last_used_at: None,
            revision: 1,
            unknown: Unknown::default(),
        }
    }

    #[test]
    fn the_last_way_is_the_one_without_another() {
        let plain = user();
        let with_password = User { password_hash: Some(PasswordHash::from_phc("x")), ..user() };
        let (passkeys, linked) = ([passkey("a"), passkey("b")], [account("1"), account("2")]);
        let loses = |user: &User, passkeys: &[Passkey], linked: &[LinkedAccount], removed| {
            SignInWays { user, passkeys, linked }.loses_last_way(removed)
        };
        let one = Removed::Passkey(&passkeys[0]);
        assert!(loses(&plain, &passkeys[..1], &[], one));
        assert!(!loses(&plain, &passkeys, &[], one) && !loses(&plain, &passkeys[..1], &linked[..1], one));
        assert!(!loses(&with_password, &passkeys[..1], &[], one));
        assert!(loses(&plain, &passkeys, &[], Removed::Factors));
        assert!(!loses(&plain, &passkeys, &linked, Removed::Factors));
        let one = Removed::LinkedAccount(&linked[0]);
        assert!(loses(&plain, &[], &linked[..1], one) && !loses(&plain, &[], &linked, one));
        assert!(!loses(&plain, &passkeys, &linked[..1], one));
        assert!(!loses(&plain, &[], &linked[1..], one), "another account stays");
        assert!(!loses(&plain, &[], &[], Removed::Authenticator), "there was no way before");
        assert!(!loses(&with_password, &[], &[], Removed::Authenticator));
    }

    #[test]
    fn the_last_factor_is_the_one_without_another() {
        let plain = user();
        let with_app = user().with_factor(FactorKind::Authenticator);
        let with_both = with_app.clone().with_factor(FactorKind::Passkey);
        let passkeys = [passkey("a"), passkey("b")];
        let linked = [account("1")];
        let loses = |user: &User, passkeys: &[Passkey], removed| {
            SignInWays { user, passkeys, linked: &linked }.loses_last_factor(removed)
        };
        assert!(loses(&with_app, &[], Removed::Authenticator) && !loses(&plain, &[], Removed::Authenticator));
        assert!(!loses(&with_both, &passkeys[..1], Removed::Authenticator));
        assert!(!loses(&with_both, &passkeys[..1], Removed::Passkey(&passkeys[0])));
        let with_passkey = user().with_factor(FactorKind::Passkey);
        assert!(loses(&with_passkey, &passkeys[..1], Removed::Passkey(&passkeys[0])));
        assert!(!loses(&with_passkey, &passkeys, Removed::Passkey(&passkeys[0])));
        assert!(loses(&with_both, &passkeys, Removed::Factors) && !loses(&plain, &[], Removed::Factors));
        assert!(!loses(&with_both, &passkeys, Removed::LinkedAccount(&linked[0])));
    }
}
