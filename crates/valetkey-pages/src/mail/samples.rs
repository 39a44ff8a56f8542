//! Mails with example values.

use std::time::Duration;

use super::{Mail, MailFacts, MailLinks, MailProof};
use crate::Place;

impl Mail {
    /// Returns each kind of mail, with a name for each.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let proof = || MailProof {
            uri: "https://id.example.org/reset?token=0190a1b2c3d47e5f8a9b0c1d2e3f4a5b.c2VjcmV0".to_owned(),
            code: Some("12345678".to_owned()),
            lifetime: Duration::from_secs(30 * 60),
        };
        let days = |days: u64| MailProof { lifetime: Duration::from_secs(days * 86_400), ..proof() };
        let links = || MailLinks { sign_in_uri: "https://id.example.org/login".to_owned() };
        let facts = || MailFacts {
            time: "2026-11-30 10:05 UTC".to_owned(),
            network_address: Some("192.0.2.7".to_owned()),
            place: Some(Place::sample()),
            device: Some("Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0".to_owned()),
            factor: None,
            deletion_day: None,
            forgot_uri: "https://id.example.org/forgot".to_owned(),
        };
        let day = || MailFacts { deletion_day: Some("2026-12-14 10:05 UTC".to_owned()), ..facts() };
        let factor = || MailFacts { factor: Some("Authenticator app".to_owned()), ..facts() };
        let provider = || MailFacts { factor: Some("GitHub".to_owned()), ..facts() };
        vec![
            ("test", Self::Test),
            ("reset-password", Self::ResetPassword(proof())),
            ("verify-address", Self::VerifyAddress(days(1))),
            ("change-address", Self::ChangeAddress(proof())),
            ("address-taken", Self::AddressTaken(links())),
            ("register", Self::Register(days(1))),
            ("already-registered", Self::AlreadyRegistered(links())),
            ("invitation", Self::Invitation(MailProof { code: None, ..days(7) })),
            ("sign-in", Self::SignIn(MailProof { lifetime: Duration::from_secs(600), ..proof() })),
            ("confirm-sign-in", Self::ConfirmSignIn(proof())),
            ("password-changed", Self::PasswordChanged(facts())),
            ("address-changed", Self::AddressChanged(facts())),
            ("new-device", Self::NewDevice(facts())),
            ("factor-added", Self::FactorAdded(factor())),
            ("factor-removed", Self::FactorRemoved(factor())),
            ("recovery-codes-made", Self::RecoveryCodesMade(facts())),
            ("recovery-code-used", Self::RecoveryCodeUsed(facts())),
            ("account-linked", Self::AccountLinked(provider())),
            ("account-unlinked", Self::AccountUnlinked(provider())),
            ("deletion-requested", Self::DeletionRequested(day())),
            ("deletion-cancelled", Self::DeletionCancelled(facts())),
        ]
    }
}
