//! The reasons why a response of a browser is refused.

use webauthn_rs_core::error::WebauthnError;

/// The reason why a response of a browser is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// The response is not the JSON that browsers send.
    #[error("expected a PublicKeyCredential as JSON, got something else")]
    Malformed,
    /// Another challenge was signed.
    #[error("expected the challenge of this page, got another one")]
    OtherChallenge,
    /// The response was made for another origin or relying party, or in a frame of another origin.
    #[error("expected our origin and RP ID, got others")]
    OtherOrigin,
    /// The response is of another kind: a registration instead of a sign-in, or a sign-in instead of a registration.
    #[error("expected the other kind of client data")]
    OtherCeremony,
    /// The user did not touch the authenticator.
    #[error("expected a present user, got none")]
    UserNotPresent,
    /// The authenticator did not verify the user, although this was required.
    #[error("expected a verified user, got a present one")]
    UserNotVerified,
    /// The user handle belongs to another user, or is missing.
    #[error("expected the user handle of the credential, got another one")]
    OtherUser,
    /// The credential uses an algorithm that was not offered, or contains contradicting values.
    #[error("expected a credential as offered, got one that breaks the rules")]
    UnsuitableCredential,
    /// The attestation statement is wrong.
    #[error("expected a valid attestation statement, got a wrong one")]
    WrongAttestation,
    /// The authenticator did not prove that its model is accepted.
    #[error("expected the attestation of an accepted model, got another one or none")]
    OtherModel,
    /// The signature is wrong.
    #[error("expected a signature by the credential, got a wrong one")]
    WrongSignature,
    /// The signature counter did not increase, so the authenticator may have been copied.
    #[error("expected a signature counter above the stored one, got one that did not increase")]
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
