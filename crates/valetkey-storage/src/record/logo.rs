//! Logos of tenants and clients.

use valetkey_authorization_server::{branding::LogoId, record::Logo};
use valetkey_jose::digest;
use valetkey_types::{TenantId, Timestamp};

use super::{
    document,
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

/// Logos. They are not changed after they are stored.
pub static LOGO: Description = Description {
    name: "logo",
    plural: "logos",
    table: "logos",
    columns: &[Column::copy("tenant", ColumnKind::Text), Column::copy("id", ColumnKind::Text)],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(99),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A logo as it is stored.
    LogoForm {
        tenant: TenantId,
        id: String,
        image: String,
        added_at: Timestamp,
    }
}

impl Stored for Logo {
    fn description() -> &'static Description {
        &LOGO
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: LogoForm = read(fields, &[])?;
        let corrupt = |reason: String| StorageError::Corrupt(format!("logo {}: {reason}", form.id));
        let id = form.id.parse::<LogoId>().map_err(|error| corrupt(error.to_string()))?;
        let image = digest::base64url_decode(&form.image).map_err(|error| corrupt(error.to_string()))?;
        Ok(Self {
            tenant: form.tenant,
            id,
            image,
            added_at: form.added_at,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let id = self.id.to_string();
        let values = vec![Value::text(self.tenant.as_str()), Value::text(&id)];
        let form = LogoForm {
            tenant: self.tenant,
            id,
            image: digest::base64url(&self.image),
            added_at: self.added_at,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&LOGO, values, document(&form)?))
    }
}
