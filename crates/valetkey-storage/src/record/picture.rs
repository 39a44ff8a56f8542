//! Pictures of users.

use valetkey_authorization_server::record::{Picture, PictureId};
use valetkey_jose::digest;
use valetkey_types::{TenantId, Timestamp, UserId};

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

/// Pictures of users. They are not changed after they are stored.
pub static PICTURE: Description = Description {
    name: "picture",
    plural: "pictures",
    table: "pictures",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Text),
        Column::copy("user_id", ColumnKind::Text),
    ],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(98),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A picture as it is stored.
    PictureForm {
        tenant: TenantId,
        id: String,
        user_id: UserId,
        image: String,
        added_at: Timestamp,
    }
}

impl Stored for Picture {
    fn description() -> &'static Description {
        &PICTURE
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: PictureForm = read(fields, &[])?;
        let corrupt = |reason: String| StorageError::Corrupt(format!("picture {}: {reason}", form.id));
        let id = form.id.parse::<PictureId>().map_err(|error| corrupt(error.to_string()))?;
        let image = digest::base64url_decode(&form.image).map_err(|error| corrupt(error.to_string()))?;
        Ok(Self {
            tenant: form.tenant,
            id,
            user_id: form.user_id,
            image,
            added_at: form.added_at,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let id = self.id.to_string();
        let values =
            vec![Value::text(self.tenant.as_str()), Value::text(&id), Value::text(self.user_id.as_str())];
        let form = PictureForm {
            tenant: self.tenant,
            id,
            user_id: self.user_id,
            image: digest::base64url(&self.image),
            added_at: self.added_at,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&PICTURE, values, document(&form)?))
    }
}
