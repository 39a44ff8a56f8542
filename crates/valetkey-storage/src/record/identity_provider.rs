//! Providers on the sign-in page.

use std::collections::BTreeMap;

use uuid::Uuid;
use valetkey_authorization_server::record::{FirstSignIn, GroupMapping, IdentityProvider};
use valetkey_types::{TenantId, Timestamp};

use super::{
    OneWords, document,
    form::{Bag, Members, form},
    read,
    words::{OneWord, Word},
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Providers on the sign-in page. Servers keep copies of them.
pub static IDENTITY_PROVIDER: Description = Description {
    name: "identity provider",
    plural: "identity providers",
    table: "identity_providers",
    columns: &[Column::copy("tenant", ColumnKind::Text), Column::copy("name", ColumnKind::Text)],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(55),
    is_announced: true,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A provider as it is stored.
    IdentityProviderForm {
        tenant: TenantId,
        name: String,
        preset: String,
        variables: BTreeMap<String, String> = BTreeMap::new(),
        accepted_tenants: Vec<String> = Vec::new(),
        simulator: Option<String> = None,
        display_name: Option<String> = None,
        client_id: String,
        client_secret_sealed: Option<String> = None,
        scope: Vec<String> = Vec::new(),
        first_sign_in: OneWord<FirstSignIn>,
        domains: Vec<String> = Vec::new(),
        claim_mappings: BTreeMap<String, String> = BTreeMap::new(),
        updates_claims: bool = false,
        group_mappings: Vec<GroupMappingForm> = Vec::new(),
        offers_sign_out: bool = false,
        position: u32 = 0,
        disabled: bool,
        created_at: Timestamp,
    }
}

form! {
    /// A mapping of a group as it is stored.
    GroupMappingForm {
        group: Uuid,
        pointer: String,
        value: String,
    }
}

const ONE_WORDS: OneWords = &[("first_sign_in", FirstSignIn::knows)];

impl Stored for IdentityProvider {
    fn description() -> &'static Description {
        &IDENTITY_PROVIDER
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: IdentityProviderForm = read(fields, ONE_WORDS)?;
        Ok(Self {
            tenant: form.tenant,
            name: form.name,
            preset: form.preset,
            variables: form.variables,
            accepted_tenants: form.accepted_tenants,
            simulator: form.simulator,
            display_name: form.display_name,
            client_id: form.client_id,
            client_secret_sealed: form.client_secret_sealed,
            scope: form.scope,
            first_sign_in: form.first_sign_in.0,
            domains: form.domains,
            claim_mappings: form.claim_mappings,
            updates_claims: form.updates_claims,
            group_mappings: form.group_mappings.into_iter().map(GroupMapping::from).collect(),
            offers_sign_out: form.offers_sign_out,
            position: form.position,
            disabled: form.disabled,
            created_at: form.created_at,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![Value::text(self.tenant.as_str()), Value::text(&self.name)];
        let form = IdentityProviderForm {
            tenant: self.tenant,
            name: self.name,
            preset: self.preset,
            variables: self.variables,
            accepted_tenants: self.accepted_tenants,
            simulator: self.simulator,
            display_name: self.display_name,
            client_id: self.client_id,
            client_secret_sealed: self.client_secret_sealed,
            scope: self.scope,
            first_sign_in: OneWord(self.first_sign_in),
            domains: self.domains,
            claim_mappings: self.claim_mappings,
            updates_claims: self.updates_claims,
            group_mappings: self.group_mappings.into_iter().map(GroupMappingForm::from).collect(),
            offers_sign_out: self.offers_sign_out,
            position: self.position,
            disabled: self.disabled,
            created_at: self.created_at,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&IDENTITY_PROVIDER, values, document(&form)?))
    }
}

impl From<GroupMappingForm> for GroupMapping {
    fn from(form: GroupMappingForm) -> Self {
        Self { group: form.group, pointer: form.pointer, value: form.value }
    }
}

impl From<GroupMapping> for GroupMappingForm {
    fn from(mapping: GroupMapping) -> Self {
        let GroupMapping { group, pointer, value } = mapping;
        Self { group, pointer, value, unknown: Members::new() }
    }
}
