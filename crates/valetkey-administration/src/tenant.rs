//! Operations on tenants.

use std::collections::BTreeMap;

use uuid::Uuid;
use valetkey_accounts::Acr;
use valetkey_authorization_server::{
    Change, Decision, Lifetime,
    branding::{Branding, BrandingError, check_branding},
    event::{EventKind, FieldChange, Occasion},
    networks::NetworkRules,
    record::{SignInSwitches, TenantRecord},
    tenant::{AddressError, TenantNameError, check_address, tenant_id},
};
use valetkey_jose::Algorithm;
use valetkey_types::{Issuer, Seconds, TenantId};

use crate::{difference::difference, logos};

/// The settings of a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantSettings {
    /// The display name.
    pub name: Option<String>,
    /// The lifetimes that differ from those of the configuration.
    pub lifetimes: BTreeMap<Lifetime, Seconds>,
    /// The algorithms that it signs with; empty: those of the configuration.
    pub algorithms: Vec<Algorithm>,
    /// The class that every sign-in must reach at least.
    pub required_acr: Acr,
    /// The switches of its sign-ins.
    pub sign_in: SignInSwitches,
    /// The rules for the networks that users sign in from.
    pub networks: NetworkRules,
    /// The models of authenticators (AAGUIDs) that may register passkeys; empty: all.
    pub passkey_models: Vec<Uuid>,
    /// Whether users may ask for the deletion of their account themselves.
    pub self_deletion: bool,
    /// The branding of its pages, where it differs from the configuration.
    pub branding: Branding,
}

impl From<&TenantRecord> for TenantSettings {
    /// Starts an edit from the present state.
    fn from(tenant: &TenantRecord) -> Self {
        Self {
            name: tenant.name.clone(),
            lifetimes: tenant.lifetimes.clone(),
            algorithms: tenant.algorithms.clone(),
            required_acr: tenant.required_acr,
            sign_in: tenant.sign_in,
            networks: tenant.networks.clone(),
            passkey_models: tenant.passkey_models.clone(),
            self_deletion: tenant.self_deletion,
            branding: tenant.branding.clone(),
        }
    }
}

/// Why a tenant can't be added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddTenantError {
    /// The name is no name of a tenant.
    #[error(transparent)]
    Name(#[from] TenantNameError),
    /// There is a tenant of this name.
    #[error("expected a name that no tenant has, got {0}; valetkey tenant list shows all")]
    Taken(String),
    /// The issuer can't be its own.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The look of its pages.
    #[error("branding.{0}")]
    Branding(#[from] BrandingError),
}

/// Adds a tenant. What a removed tenant of the same name left behind does not count.
///
/// # Errors
/// [`AddTenantError`] when the name or the address of the issuer is taken.
pub fn add(
    name: &str,
    issuer: Issuer,
    settings: TenantSettings,
    all: &[TenantRecord],
    occasion: &Occasion<'_>,
) -> Result<Decision<TenantRecord>, AddTenantError> {
    let id = tenant_id(name)?;
    if all.iter().any(|other| other.tenant == id) {
        return Err(AddTenantError::Taken(name.to_owned()));
    }
    let mut tenant = TenantRecord::new(id, issuer, occasion.now);
    tenant.nothing_before = Some(occasion.now);
    tenant = with(tenant, settings);
    check_address(&tenant, all)?;
    check_branding(&tenant.branding)?;
    let occasion = Occasion { tenant: &tenant.tenant, ..*occasion };
    let event = occasion.event(EventKind::TenantAdded);
    let changes = vec![Change::AddTenant(tenant.clone()), Change::StoreEvent(event)];
    Ok(Decision { answer: tenant, changes })
}

/// Edits a tenant, but not its issuer. Without a difference nothing is stored.
///
/// # Errors
/// [`BrandingError`] names the value of the look that is wrong.
pub fn edit(
    tenant: &TenantRecord,
    settings: TenantSettings,
    occasion: &Occasion<'_>,
) -> Result<Decision<TenantRecord>, BrandingError> {
    let edited = with(tenant.clone(), settings);
    check_branding(&edited.branding)?;
    if edited == *tenant {
        return Ok(Decision::without_changes(edited));
    }
    let mut event = occasion.event(EventKind::TenantEdited);
    event.changed = difference(tenant, &edited);
    let mut changes = vec![Change::ReplaceTenant(edited.clone()), Change::StoreEvent(event)];
    changes.extend(logos::removals(&tenant.branding, &edited.branding, occasion));
    Ok(Decision { answer: edited, changes })
}

fn with(tenant: TenantRecord, settings: TenantSettings) -> TenantRecord {
    let TenantSettings {
        name,
        lifetimes,
        algorithms,
        required_acr,
        sign_in,
        networks,
        passkey_models,
        self_deletion,
        branding,
    } = settings;
    TenantRecord {
        name,
        lifetimes,
        algorithms,
        required_acr,
        sign_in,
        networks,
        passkey_models,
        self_deletion,
        branding,
        ..tenant
    }
}

/// The default tenant stays: the configuration of the server names its issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected another tenant, got default, whose issuer the configuration of the server names; it can't be removed"
)]
pub struct DefaultTenant;

/// Removes a tenant: it is not served any more. Its records are removed afterwards, step by step.
///
/// # Errors
/// [`DefaultTenant`].
pub fn remove(tenant: &TenantRecord, occasion: &Occasion<'_>) -> Result<Decision<()>, DefaultTenant> {
    let default = TenantId::default();
    if tenant.tenant == default {
        return Err(DefaultTenant);
    }
    // Its own trail is removed with it.
    let mut event = Occasion { tenant: &default, ..*occasion }.event(EventKind::TenantRemoved);
    let field = |field: &str, before: &str| FieldChange {
        field: field.to_owned(),
        before: before.to_owned(),
        after: String::new(),
    };
    event.changed = vec![field("tenant", tenant.tenant.as_str()), field("issuer", tenant.issuer.as_str())];
    let remove = Change::RemoveTenant { tenant: tenant.tenant.clone() };
    Ok(Decision { answer: (), changes: vec![remove, Change::StoreEvent(event)] })
}

#[cfg(test)]
mod tests {
    use valetkey_authorization_server::{LogoChange, event::Actor, record::Logo};
    use valetkey_types::Timestamp;

    use super::*;

    fn occasion(tenant: &TenantId) -> Occasion<'_> {
        let (network_address, reference) = (None, None);
        Occasion {
            tenant,
            actor: &Actor::Server,
            now: Timestamp(7),
            network_address,
            reference,
            events_kept_for: Seconds(1),
            fresh_id: &Uuid::nil,
        }
    }

    fn settings() -> TenantSettings {
        TenantSettings {
            name: Some("Acme".to_owned()),
            lifetimes: [(Lifetime::Session, Seconds(60))].into(),
            algorithms: vec![Algorithm::EdDSA],
            required_acr: Acr::MultiFactor,
            sign_in: SignInSwitches { trusted_devices: false, ..SignInSwitches::OF_TENANT },
            networks: NetworkRules::NONE,
            passkey_models: vec![Uuid::from_u128(7)],
            self_deletion: false,
            branding: Branding::default(),
        }
    }

    fn issuer(text: &str) -> Issuer {
        Issuer::parse(text).unwrap()
    }

    #[test]
    fn a_tenant_is_added_with_its_event_in_its_own_trail() {
        let default = TenantId::default();
        let added =
            add("acme", issuer("https://acme.example"), settings(), &[], &occasion(&default)).unwrap();
        let tenant = added.answer;
        assert_eq!((tenant.nothing_before, tenant.recorded_at), (Some(Timestamp(7)), Timestamp(7)));
        assert_eq!(tenant.algorithms, [Algorithm::EdDSA]);
        let [Change::AddTenant(stored), Change::StoreEvent(event)] = added.changes.as_slice() else {
            panic!("{:?}", added.changes)
        };
        assert_eq!((stored, &event.tenant, &event.kind), (&tenant, &tenant.tenant, &EventKind::TenantAdded));

        let all = [tenant];
        let again = |name, text| add(name, issuer(text), settings(), &all, &occasion(&default));
        assert!(matches!(again("acme", "https://b.example"), Err(AddTenantError::Taken(_))));
        assert!(matches!(again("b", "https://acme.example"), Err(AddTenantError::Address(_))));
        for name in ["", "Acme", "a b", "a/b", "-a", "1a", &"a".repeat(41)] {
            assert!(matches!(again(name, "https://b.example"), Err(AddTenantError::Name(_))), "{name:?}");
        }
    }

    #[test]
    fn an_edit_says_what_it_changed_and_keeps_the_issuer() {
        let id = TenantId::new("acme");
        let tenant = TenantRecord::new(id.clone(), issuer("https://acme.example"), Timestamp(1));
        let edited = edit(&tenant, settings(), &occasion(&id)).unwrap();
        assert_eq!(edited.answer.issuer, tenant.issuer);
        let [Change::ReplaceTenant(_), Change::StoreEvent(event)] = edited.changes.as_slice() else {
            panic!("{:?}", edited.changes)
        };
        let fields: Vec<_> = event.changed.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "name",
                "lifetimes",
                "algorithms",
                "required_acr",
                "passkey_models",
                "self_deletion",
                "trusted_devices"
            ]
        );
        assert!(edit(&edited.answer, settings(), &occasion(&id)).unwrap().changes.is_empty());
    }

    #[test]
    fn u3_a_logo_is_stored_and_removed_with_the_edit() {
        let id = TenantId::new("acme");
        let occasion = occasion(&id);
        let tenant = TenantRecord::new(id.clone(), issuer("https://acme.example"), Timestamp(1));
        let logo = |image: &str| logos::new_logo(image.as_bytes().to_vec(), None, &occasion).unwrap();
        let named = |logo: Option<&Logo>| TenantSettings {
            branding: Branding { logo: logo.map(|logo| logo.id.clone()), ..Branding::default() },
            ..settings()
        };
        let (first, second) = (logo("<svg ></svg>"), logo("<svg  ></svg>"));
        let decision = edit(&tenant, named(Some(&first)), &occasion).unwrap();
        let decision = logos::storing(decision, &tenant.branding, vec![first.clone(), first.clone()]);
        assert!(
            matches!(decision.changes.as_slice(), [_, _, Change::Logo(LogoChange::Store(stored))] if **stored == first)
        );

        let branded = decision.answer;
        let same = edit(&branded, named(Some(&first)), &occasion).unwrap();
        assert!(logos::storing(same, &branded.branding, vec![first.clone()]).changes.is_empty());

        let decision = edit(&branded, named(Some(&second)), &occasion).unwrap();
        let decision = logos::storing(decision, &branded.branding, vec![second.clone()]);
        let [
            _,
            Change::StoreEvent(event),
            Change::Logo(LogoChange::Remove { id: gone, .. }),
            Change::Logo(LogoChange::Store(stored)),
        ] = decision.changes.as_slice()
        else {
            panic!("{:?}", decision.changes)
        };
        assert_eq!((gone, &**stored), (&first.id, &second));
        assert_eq!(event.changed[0].field, "branding.logo");

        let decision = edit(&decision.answer, named(None), &occasion).unwrap();
        assert!(
            matches!(&decision.changes[2], Change::Logo(LogoChange::Remove { id, .. }) if *id == second.id)
        );
    }

    #[test]
    fn u3_a_look_that_is_hard_to_read_is_refused() {
        let (id, accent) = (TenantId::new("acme"), Some("#ffff00".parse().unwrap()));
        let tenant = TenantRecord::new(id.clone(), issuer("https://acme.example"), Timestamp(1));
        let pale = TenantSettings { branding: Branding { accent, ..Branding::default() }, ..settings() };
        assert!(edit(&tenant, pale.clone(), &occasion(&id)).unwrap_err().nearest.is_some());
        let added = add("acme", issuer("https://acme.example"), pale, &[], &occasion(&id));
        assert!(matches!(added, Err(AddTenantError::Branding(_))));
    }

    #[test]
    fn the_default_tenant_stays_and_a_removal_is_remembered_there() {
        let (id, default) = (TenantId::new("acme"), TenantId::default());
        let tenant = TenantRecord::new(id.clone(), issuer("https://acme.example"), Timestamp(1));
        let removed = remove(&tenant, &occasion(&id)).unwrap();
        let [Change::RemoveTenant { tenant: gone }, Change::StoreEvent(event)] = removed.changes.as_slice()
        else {
            panic!("{:?}", removed.changes)
        };
        assert_eq!((gone, &event.tenant), (&id, &default));
        let stays = TenantRecord { tenant: default.clone(), ..tenant };
        assert_eq!(remove(&stays, &occasion(&default)).unwrap_err(), DefaultTenant);
    }
}
