//! Signing keys.

use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_jose::{Algorithm, Jwk};
use valetkey_types::{TenantId, Timestamp};

use super::{
    OneWords, document,
    form::{Bag, form},
    read,
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Signing keys. Servers keep copies of them.
pub static SIGNING_KEY: Description = Description {
    name: "signing key",
    plural: "signing keys",
    table: "signing_keys",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("kid", ColumnKind::Text),
        Column::copy("created_at", ColumnKind::Integer),
    ],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(60),
    is_announced: true,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A signing key as it is stored.
    SigningKeyForm {
        tenant: TenantId,
        kid: String,
        algorithm: Algorithm,
        public_jwk: Jwk,
        private_key_sealed: String,
        created_at: Timestamp,
        signs_from: Timestamp,
        published_until: Option<Timestamp> = None,
    }
}

const ONE_WORDS: OneWords = &[("algorithm", |name| name.parse::<Algorithm>().is_ok())];

impl Stored for SigningKeyRecord {
    fn description() -> &'static Description {
        &SIGNING_KEY
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: SigningKeyForm = read(fields, ONE_WORDS)?;
        Ok(Self {
            tenant: form.tenant,
            kid: form.kid,
            algorithm: form.algorithm,
            public_jwk: form.public_jwk,
            private_key_sealed: form.private_key_sealed,
            created_at: form.created_at,
            signs_from: form.signs_from,
            published_until: form.published_until,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::text(&self.kid),
            Value::Integer(self.created_at.seconds()),
        ];
        let form = SigningKeyForm {
            tenant: self.tenant,
            kid: self.kid,
            algorithm: self.algorithm,
            public_jwk: self.public_jwk,
            private_key_sealed: self.private_key_sealed,
            created_at: self.created_at,
            signs_from: self.signs_from,
            published_until: self.published_until,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&SIGNING_KEY, values, document(&form)?))
    }
}
