//! A challenge by mail: a link and, where typing helps, a code. Both work once.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{Seconds, TenantId, Timestamp, UserId};

use super::Sha256Hash;

/// The purpose of a mail with a link or a code. A link or code for one purpose is worth nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailPurpose {
    /// To choose a new password.
    ResetPassword,
    /// To prove the address of the account.
    VerifyAddress,
    /// To prove the next address of the account.
    ChangeAddress,
    /// To make an account.
    Register,
    /// To accept an invitation.
    AcceptInvitation,
    /// To sign in.
    SignIn,
    /// To confirm a sign-in that began with another proof.
    SecondStep,
    /// To set up an administrator. No mail has it: the program prints it.
    SetUp,
}

/// A link, and perhaps a code, of a mail. Each works once.
///
/// One is also stored for an unknown name, so that typing a code does the same work there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailChallenge {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its identifier. The link holds it with the secret.
    pub id: Uuid,
    /// The purpose.
    pub purpose: MailPurpose,
    /// The user; `None` where there is no account yet, or nobody has the name.
    pub user_id: Option<UserId>,
    /// The hash of the secret in the link.
    pub link_hash: Sha256Hash,
    /// The keyed hash of the code; `None` where the link alone counts.
    pub code_hash: Option<Sha256Hash>,
    /// The number of codes that may still be tried.
    pub attempts_left: u32,
    /// The address it was sent to and other values, sealed.
    pub sealed: String,
    /// When it stops counting, and housekeeping may remove it.
    pub expires_at: Timestamp,
}

impl MailPurpose {
    /// Every purpose.
    pub const ALL: [Self; 8] = [
        Self::ResetPassword,
        Self::VerifyAddress,
        Self::ChangeAddress,
        Self::Register,
        Self::AcceptInvitation,
        Self::SignIn,
        Self::SecondStep,
        Self::SetUp,
    ];

    /// Returns the word for storage, seals and logs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ResetPassword => "reset_password",
            Self::VerifyAddress => "verify_address",
            Self::ChangeAddress => "change_address",
            Self::Register => "register",
            Self::AcceptInvitation => "accept_invitation",
            Self::SignIn => "sign_in",
            Self::SecondStep => "second_step",
            Self::SetUp => "set_up",
        }
    }

    /// Returns the purpose of a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == word)
    }

    /// Returns the path of the page that its link opens, or that asks for its code, below the issuer.
    pub fn path(self) -> &'static str {
        match self {
            Self::ResetPassword => "/reset",
            Self::VerifyAddress | Self::ChangeAddress => "/verify",
            Self::Register => "/signup/finish",
            Self::AcceptInvitation => "/invite",
            Self::SignIn => "/login/mail",
            Self::SecondStep => "/login/second",
            Self::SetUp => "/admin/set-up",
        }
    }

    /// Returns how long its link and code count (OWASP ASVS 6.5.5 for a sign-in: ten minutes).
    pub fn lifetime(self) -> Seconds {
        match self {
            Self::SignIn | Self::SecondStep => Seconds::minutes(10),
            Self::ResetPassword | Self::ChangeAddress => Seconds::minutes(30),
            Self::VerifyAddress | Self::Register | Self::SetUp => Seconds::days(1),
            Self::AcceptInvitation => Seconds::days(7),
        }
    }
}

impl MailChallenge {
    /// Maximum number of codes that may be tried. With eight digits, a guesser succeeds once in 20 million times.
    pub const ATTEMPTS: u32 = 5;

    /// Digits of a code: 26 bits (OWASP ASVS 6.5.4 asks for 20).
    pub const CODE_DIGITS: usize = 8;

    /// Whether it still counts.
    pub fn is_live(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }
}
