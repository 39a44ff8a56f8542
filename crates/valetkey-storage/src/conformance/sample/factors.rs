//! Proofs of users: passkeys, second factors, trusted devices, links and codes.

use valetkey_accounts::FactorKind;
use valetkey_authorization_server::record::{
    Authenticator, MailChallenge, MailPurpose, Passkey, RecoveryCodes, SecondFactors, Sha256Hash,
    TrustedDevice, UsedAttempt, UsedChallenge,
};
use valetkey_types::{Unknown, UserId};

use super::{id, moment, tenant};

/// Returns a passkey of `user` that was used.
pub fn passkey(credential_id: &str, user: &str) -> Passkey {
    Passkey {
        tenant: tenant(),
        credential_id: credential_id.to_owned(),
        user_id: UserId::new(user),
        user_handle: format!("handle of {user}"),
        public_key: "pQECAyYgASFYIA".to_owned(),
        name: "Phone \0".to_owned(),
        aaguid: id(9),
        transports: vec!["internal".to_owned(), "hybrid".to_owned()],
        backup_eligible: true,
        created_at: moment(40),
        sign_count: 7,
        backed_up: true,
        last_used_at: Some(moment(50)),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns a challenge that was used.
pub fn used_challenge(number: u32) -> UsedChallenge {
    UsedChallenge { tenant: tenant(), id: id(number), expires_at: moment(60) }
}

/// Returns second factors of every kind of a user.
pub fn second_factors(user: &str) -> SecondFactors {
    SecondFactors {
        authenticator: Some(Authenticator {
            seed_sealed: "sealed seed".to_owned(),
            last_step: 60_000_000,
            clock_drift: -1,
            label: Some("phone \0".to_owned()),
            created_at: moment(3),
            last_used_at: moment(4),
        }),
        recovery_codes: Some(RecoveryCodes {
            hashes: vec![Sha256Hash::of(b"first code"), Sha256Hash::of(b"second code")],
            created_at: moment(5),
        }),
        last_used: Some(FactorKind::RecoveryCodes),
        used_attempts: vec![UsedAttempt { id: id(4), at: moment(6) }],
        revision: 1,
        ..SecondFactors::none(tenant(), UserId::new(user))
    }
}

/// Returns a trusted device of this user.
pub fn trusted_device(id: &str, user: &str) -> TrustedDevice {
    TrustedDevice {
        tenant: tenant(),
        user_id: UserId::new(user),
        id: id.to_owned(),
        device: Some("firefox linux".to_owned()),
        address: Some("192.0.2.7".to_owned()),
        created_at: moment(40),
        last_used_at: moment(50),
        expires_at: moment(60),
    }
}

/// Returns a mail challenge with a link and a code for alice.
pub fn mail_challenge(number: u32) -> MailChallenge {
    MailChallenge {
        tenant: tenant(),
        id: id(number),
        purpose: MailPurpose::ResetPassword,
        user_id: Some(UserId::new("alice")),
        link_hash: Sha256Hash::of(b"link"),
        code_hash: Some(Sha256Hash::of(b"code")),
        attempts_left: MailChallenge::ATTEMPTS,
        sealed: "sealed".to_owned(),
        expires_at: moment(60),
    }
}
