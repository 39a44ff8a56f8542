//! Tenants with their issuers.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use uuid::Uuid;
use valetkey_accounts::Acr;
use valetkey_authorization_server::{
    Lifetime,
    record::{ConfirmByMail, SignInSwitches, TenantRecord},
};
use valetkey_jose::Algorithm;
use valetkey_types::{Issuer, Seconds, TenantId, Timestamp};

use super::{
    OneWords,
    branding::BrandingForm,
    document,
    form::{Bag, Members, form},
    networks::NetworksForm,
    read,
    words::{OneWord, Word, Words},
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Tenants. Servers keep copies of them.
pub static TENANT: Description = Description {
    name: "tenant",
    plural: "tenants",
    table: "tenants",
    columns: &[Column::copy("tenant", ColumnKind::Text)],
    key_length: 1,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(5),
    is_announced: true,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A tenant as it is stored.
    TenantForm {
        tenant: TenantId,
        issuer: Issuer,
        name: Option<String> = None,
        lifetimes: Members = Members::new(),
        algorithms: Words<Algorithm> = Words::new(Vec::new(), Vec::new()),
        required_acr: OneWord<Acr> = OneWord(Acr::SingleFactor),
        mail_sign_in: bool = SignInSwitches::OF_TENANT.mail_sign_in,
        confirm_by_mail: OneWord<ConfirmByMail> = OneWord(SignInSwitches::OF_TENANT.confirm_by_mail),
        trusted_devices: bool = SignInSwitches::OF_TENANT.trusted_devices,
        networks: NetworksForm = NetworksForm::default(),
        passkey_models: Vec<Uuid> = Vec::new(),
        self_deletion: bool = true,
        branding: BrandingForm = BrandingForm::default(),
        claim_map_revision: u64 = 0,
        recorded_at: Timestamp,
        legacy_seals_until: Option<Timestamp> = None,
        nothing_before: Option<Timestamp> = None,
    }
}

const ONE_WORDS: OneWords = &[("required_acr", Acr::knows), ("confirm_by_mail", ConfirmByMail::knows)];

impl Stored for TenantRecord {
    fn description() -> &'static Description {
        &TENANT
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: TenantForm = read(fields, ONE_WORDS)?;
        let (lifetimes, others) = known_lifetimes(form.lifetimes);
        let mut unknown = Bag::new(form.unknown);
        unknown.keep_members("lifetimes", others);
        unknown.keep_words("algorithms", form.algorithms.unknown);
        let (networks, others) = form.networks.read();
        unknown.keep_members("networks", others);
        let (branding, others) = form.branding.read();
        unknown.keep_members("branding", others);
        Ok(Self {
            tenant: form.tenant,
            issuer: form.issuer,
            name: form.name,
            lifetimes,
            algorithms: form.algorithms.known,
            required_acr: form.required_acr.0,
            sign_in: SignInSwitches {
                mail_sign_in: form.mail_sign_in,
                confirm_by_mail: form.confirm_by_mail.0,
                trusted_devices: form.trusted_devices,
            },
            networks,
            passkey_models: form.passkey_models,
            self_deletion: form.self_deletion,
            branding,
            claim_map_revision: form.claim_map_revision,
            recorded_at: form.recorded_at,
            legacy_seals_until: form.legacy_seals_until,
            nothing_before: form.nothing_before,
            revision: fields.revision()?,
            unknown: unknown.close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![Value::text(self.tenant.as_str())];
        let mut unknown = Bag::open(&self.unknown);
        let mut lifetimes = unknown.take_members("lifetimes");
        lifetimes
            .extend(self.lifetimes.iter().map(|(name, length)| (name.name().to_owned(), length.0.into())));
        let form = TenantForm {
            tenant: self.tenant,
            issuer: self.issuer,
            name: self.name,
            lifetimes,
            algorithms: Words::new(self.algorithms, unknown.take_words("algorithms")),
            required_acr: OneWord(self.required_acr),
            mail_sign_in: self.sign_in.mail_sign_in,
            confirm_by_mail: OneWord(self.sign_in.confirm_by_mail),
            trusted_devices: self.sign_in.trusted_devices,
            networks: NetworksForm::new(self.networks, unknown.take_members("networks")),
            passkey_models: self.passkey_models,
            self_deletion: self.self_deletion,
            branding: BrandingForm::new(self.branding, unknown.take_members("branding")),
            claim_map_revision: self.claim_map_revision,
            recorded_at: self.recorded_at,
            legacy_seals_until: self.legacy_seals_until,
            nothing_before: self.nothing_before,
            unknown: unknown.into_members(),
        };
        Ok(Row::new(&TENANT, values, document(&form)?))
    }
}

/// Splits lifetimes, in seconds by name, into known lifetimes and the others.
fn known_lifetimes(mut members: Members) -> (BTreeMap<Lifetime, Seconds>, Members) {
    let mut known = BTreeMap::new();
    for lifetime in Lifetime::ALL {
        if let Some(seconds) = members.get(lifetime.name()).and_then(Json::as_i64) {
            known.insert(lifetime, Seconds(seconds));
            members.remove(lifetime.name());
        }
    }
    (known, members)
}

impl Word for Algorithm {
    fn stored(&self) -> &str {
        self.as_str()
    }

    fn from_stored(word: &str) -> Option<Self> {
        word.parse().ok()
    }
}
