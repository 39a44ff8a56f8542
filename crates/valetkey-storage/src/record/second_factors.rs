//! The authenticators and recovery codes of users.

use uuid::Uuid;
use valetkey_accounts::FactorKind;
use valetkey_authorization_server::record::{
    Authenticator, RecoveryCodes, SecondFactors, Sha256Hash, UsedAttempt,
};
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{
    document,
    form::{Bag, form},
    read,
    words::Word as _,
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// The second factors of users, one row for each user.
pub static SECOND_FACTORS: Description = Description {
    name: "second factors",
    plural: "second factors",
    table: "second_factors",
    columns: &[Column::copy("tenant", ColumnKind::Text), Column::copy("user_id", ColumnKind::Text)],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(12),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// The second factors of a user as they are stored.
    SecondFactorsForm {
        tenant: TenantId,
        user_id: UserId,
        authenticator: Option<AuthenticatorForm> = None,
        recovery_codes: Option<RecoveryCodesForm> = None,
        last_used: Option<String> = None,
        used_attempts: Vec<UsedAttemptForm> = Vec::new(),
    }
}

form! {
    /// An authenticator as it is stored.
    AuthenticatorForm {
        seed_sealed: String,
        last_step: u64,
        clock_drift: i64 = 0,
        label: Option<String> = None,
        created_at: Timestamp,
        last_used_at: Timestamp,
    }
}

form! {
    /// Recovery codes as they are stored.
    RecoveryCodesForm {
        hashes: Vec<Sha256Hash>,
        created_at: Timestamp,
    }
}

form! {
    /// A used attempt as it is stored.
    UsedAttemptForm {
        id: Uuid,
        at: Timestamp,
    }
}

impl Stored for SecondFactors {
    fn description() -> &'static Description {
        &SECOND_FACTORS
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: SecondFactorsForm = read(fields, &[])?;
        let mut bag = Bag::new(form.unknown);
        let authenticator = form.authenticator.map(|authenticator| {
            bag.keep_members("authenticator", authenticator.unknown);
            Authenticator {
                seed_sealed: authenticator.seed_sealed,
                last_step: authenticator.last_step,
                clock_drift: authenticator.clock_drift,
                label: authenticator.label,
                created_at: authenticator.created_at,
                last_used_at: authenticator.last_used_at,
            }
        });
        let recovery_codes = form.recovery_codes.map(|codes| {
            bag.keep_members("recovery_codes", codes.unknown);
            RecoveryCodes { hashes: codes.hashes, created_at: codes.created_at }
        });
        let used = form.used_attempts.into_iter().map(|used| UsedAttempt { id: used.id, at: used.at });
        Ok(Self {
            tenant: form.tenant,
            user_id: form.user_id,
            authenticator,
            recovery_codes,
            last_used: form.last_used.as_deref().and_then(FactorKind::from_stored),
            used_attempts: used.collect(),
            revision: fields.revision()?,
            unknown: bag.close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![Value::text(self.tenant.as_str()), Value::text(self.user_id.as_str())];
        let mut bag = Bag::open(&self.unknown);
        let (of_authenticator, of_codes) =
            (bag.take_members("authenticator"), bag.take_members("recovery_codes"));
        let used = self.used_attempts.into_iter().map(|used| UsedAttemptForm {
            id: used.id,
            at: used.at,
            unknown: super::form::Members::new(),
        });
        let form = SecondFactorsForm {
            tenant: self.tenant,
            user_id: self.user_id,
            authenticator: self.authenticator.map(|authenticator| AuthenticatorForm {
                seed_sealed: authenticator.seed_sealed,
                last_step: authenticator.last_step,
                clock_drift: authenticator.clock_drift,
                label: authenticator.label,
                created_at: authenticator.created_at,
                last_used_at: authenticator.last_used_at,
                unknown: of_authenticator,
            }),
            recovery_codes: self.recovery_codes.map(|codes| RecoveryCodesForm {
                hashes: codes.hashes,
                created_at: codes.created_at,
                unknown: of_codes,
            }),
            last_used: self.last_used.map(|kind| kind.stored().to_owned()),
            used_attempts: used.collect(),
            unknown: bag.into_members(),
        };
        Ok(Row::new(&SECOND_FACTORS, values, document(&form)?))
    }
}
