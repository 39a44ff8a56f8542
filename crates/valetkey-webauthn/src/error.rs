//! Why a response of a browser proves nothing.

use webauthn_rs_core::error::WebauthnError;

/// Why a response of a browser proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// Not the JSON that browsers send.
    #[error("expected a PublicKeyCredential as JSON, got something else")]
    Malformed,
    /// Another challenge was signed.
    #[error("expected the challenge of this page, got another one")]
    OtherChallenge,
    /// The response was made for another origin or relying party, or in a frame of another origin.
    #[error("expected our origin and RP ID, got others")]
    OtherOrigin,
    /// Another kind of response: a registration for a sign-in, or the other way round.
    #[error("expected the other kind of client data")]
    OtherCeremony,
    /// The user did not touch the authenticator.
    #[error("expected a present user, got none")]
    UserNotPresent,
    /// The authenticator did not verify the user, although that was required.
    #[error("expected a verified user, got a present one")]
    UserNotVerified,
    /// The user handle belongs to somebody else, or is missing.
    #[error("expected the user handle of the credential, got another one")]
    OtherUser,
    /// The credential uses an algorithm that was not offered, or values that contradict each other.
    #[error("expected a credential as offered, got one that breaks the rules")]
    UnsuitableCredential,
    /// The attestation statement is wrong.
    #[error("expected a valid attestation statement, got a wrong one")]
    WrongAttestation,
    /// The authenticator did not prove that it is of an accepted model.
    #[error("expected the attestation of an accepted model, got another one or none")]
    OtherModel,
    /// The signature is wrong.
    #[error("expected a signature by the credential, got a wrong one")]
    WrongSignature,
    /// The signature counter did not grow: the authenticator may have been copied.
    #[error("expected a signature counter above the stored one, got one that did not grow")]
    CounterWentBack,
}

impl PasskeyError {
    pub(crate) fn of_library(error: &WebauthnError) -> Self {
        use WebauthnError as Library;
        match error {
            Library::MismatchedChallenge => Self::OtherChallenge,
            Library::InvalidRPOrigin | Library::InvalidRPIDHash | Library::CredentialCrossOrigin => {
                Self::OtherOrigin
            }
            Library::InvalidClientDataType => Self::OtherCeremony,
            Library::UserNotPresent => Self::UserNotPresent,
            Library::UserNotVerified => Self::UserNotVerified,
            Library::CredentialPossibleCompromise => Self::CounterWentBack,
            Library::AuthenticationFailure | Library::SignatureInvalid => Self::WrongSignature,
            Library::CredentialAlteredAlgFromRequest
            | Library::CredentialMayNotBeHardwareBound
            | Library::CredentialBackupEligibilityInconsistent
            | Library::COSEKeyInvalidAlgorithm
            | Library::COSEKeyInvalidType
            | Library::COSEKeyECDSAXYInvalid
            | Library::COSEKeyECDSAInvalidCurve => Self::UnsuitableCredential,
            Library::AttestationNotSupported
            | Library::AttestationStatementSigInvalid
            | Library::AttestationStatementAlgMismatch
            | Library::AttestationStatementMapInvalid
            | Library::AttestationCertificateAAGUIDMismatch
            | Library::AttestationCertificateRequirementsNotMet => Self::WrongAttestation,
            Library::AttestationNotVerifiable
            | Library::AttestationChainNotTrusted(_)
            | Library::AttestationUntrustedAaguid
            | Library::AttestationFormatMissingAaguid
            | Library::AttestationLeafCertMissing
            | Library::MissingAttestationCaList => Self::OtherModel,
            _ => Self::Malformed,
        }
    }
}
