//! The state that every handler uses: its issuer, and the parts that all issuers of the process share.

use std::{
    ops::Deref,
    sync::{Arc, OnceLock},
};

use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;
use valetkey_accounts::{Acr, Amr};
use valetkey_authorization_server::{
    Lifetimes,
    authorization::SignInRules,
    claim_map::ClaimMap,
    keys::KeyPolicy,
    networks::NetworkRules,
    record::{SignInSwitches, TenantRecord},
};
use valetkey_fetch::HttpTransport;
use valetkey_storage::{Storage, directory};
use valetkey_types::{Issuer, TenantId};
use valetkey_webauthn::{AttestationPolicy, RelyingParty};

use crate::{
    ConfiguredBrand, Cookies, CounterSecret, EncryptionKey, Environment, Grants, HttpSettings, IssuerBrand,
    Keys, Seal, SealedTokens,
    configuration::{AccountSettings, Passkeys},
    cookie,
    endpoint::discovery,
    identity_provider::{self, IdentityProviders},
    keys::{self, Making},
    layer::References,
    mail::{MailSeal, SharedMailTransport},
    metrics::Metrics,
    password_pool::PasswordPool,
    places::Places,
    refusals::{Refusals, UnstoredRefusals},
    refused_redirects::RefusedRedirects,
    request::Caller,
    respond::Document,
    role_map::KeptRoleMap,
    sign_in_limits::SignInLimits,
    tenant::TenantError,
};

/// The authorization server of one issuer. Cheap to clone.
///
/// Its fields are those of [`IssuerParts`], of [`Shared`] and of [`Parts`].
#[derive(Clone)]
pub struct Server(Arc<IssuerParts>);

/// The parts of one issuer.
pub struct IssuerParts {
    /// The issuer identifier; every address in an answer is built from it, never from a request.
    pub issuer: Issuer,
    /// The tenant this issuer serves.
    pub tenant: TenantId,
    /// Lifetimes.
    pub lifetimes: Lifetimes,
    /// The signing keys of the moment.
    pub keys: Keys,
    /// Cookies and sealed form values.
    pub cookies: Cookies,
    /// The seal of codes, refresh tokens and opaque access tokens.
    pub sealed_tokens: SealedTokens,
    /// The seal of what waits for a mail.
    pub mail_seal: MailSeal,
    /// The class that every sign-in must reach at least.
    required_acr: Acr,
    sign_in: SignInSwitches,
    /// The networks that the tenant distinguishes.
    networks: NetworkRules,
    /// Whether users may ask for the deletion of their account themselves.
    pub self_deletion: bool,
    /// The name and the look of its pages.
    pub brand: IssuerBrand,
    /// The attributes and scopes of the tenant. Every change of them loads the tenant again.
    pub claim_map: Arc<ClaimMap>,
    /// The providers that users can sign in with.
    pub identity_providers: IdentityProviders,
    discovery: OnceLock<Document>,
    pub(crate) role_map: KeptRoleMap,
    relying_party: Option<RelyingParty>,
    /// What a new passkey must prove about its authenticator; `None`: nothing.
    attestation_policy: Option<AttestationPolicy>,
    refusals: Arc<Refusals>,
    shared: Arc<Shared>,
}

/// The number of tests of webhooks and providers that run at the same time. Each may wait ten seconds for an answer.
const TESTS: usize = 4;

/// The parts that all issuers of a process share.
pub struct Shared {
    parts: Parts,
    sign_in_limits: SignInLimits,
    unstored_refusals: UnstoredRefusals,
    refused_redirects: RefusedRedirects,
    metrics: Arc<Metrics>,
    references: References,
    mail_waits: Notify,
    tests: Semaphore,
    node: Uuid,
}

/// The parts of a process.
pub struct Parts {
    /// The records.
    pub storage: Arc<dyn Storage>,
    /// The key from which every seal is derived.
    pub encryption_key: EncryptionKey,
    /// The settings of a tenant without settings of its own.
    pub defaults: TenantDefaults,
    /// Password hashing, bounded.
    pub password_pool: PasswordPool,
    /// The key of the hashes that counters of failed sign-ins are found by.
    pub counter_secret: CounterSecret,
    /// The one way out.
    pub transport: Arc<dyn HttpTransport>,
    /// The way for mails; `None` where none can be sent.
    pub mail: Option<SharedMailTransport>,
    /// Registration, and the rule for passwords.
    pub accounts: AccountSettings,
    /// Where passkeys live, and what proves the model of an authenticator.
    pub passkeys: Passkeys,
    /// The places of addresses; `None` where the operator gave no file.
    pub places: Option<Arc<Places>>,
    /// Clock and chance.
    pub environment: Arc<dyn Environment>,
    /// Limits of one request, and trusted proxies.
    pub http: HttpSettings,
    /// The grants of the token endpoint.
    pub grants: Grants,
}

/// The lifetimes, the rotation of keys and the look of a tenant that says nothing else.
#[derive(Clone, Debug)]
pub struct TenantDefaults {
    /// Lifetimes.
    pub lifetimes: Lifetimes,
    /// The rotation of signing keys.
    pub keys: KeyPolicy,
    /// The look of the default tenant.
    pub brand: ConfiguredBrand,
}

impl Deref for Server {
    type Target = IssuerParts;

    fn deref(&self) -> &IssuerParts {
        &self.0
    }
}

impl Deref for IssuerParts {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl Deref for Shared {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl Shared {
    pub(crate) fn new(parts: Parts) -> Self {
        let (sign_in_limits, node) = (SignInLimits::default(), parts.environment.identifier());
        Self {
            metrics: Arc::new(Metrics::new(&parts.grants)),
            parts,
            sign_in_limits,
            unstored_refusals: UnstoredRefusals::default(),
            refused_redirects: RefusedRedirects::default(),
            references: References::default(),
            mail_waits: Notify::new(),
            tests: Semaphore::new(TESTS),
            node,
        }
    }

    /// Returns the grants of the token endpoint.
    pub fn grants(&self) -> &Grants {
        &self.grants
    }

    /// Returns the name of this process among those that share a database, for leases.
    pub(crate) fn node(&self) -> Uuid {
        self.node
    }

    /// Returns what wakes the sender of mails.
    pub(crate) fn mail_waits(&self) -> &Notify {
        &self.mail_waits
    }

    /// Returns the slots for tests of webhooks and providers.
    pub(crate) fn tests(&self) -> &Semaphore {
        &self.tests
    }

    /// Returns the counts of this process.
    pub(crate) fn metrics(&self) -> &Arc<Metrics> {
        &self.metrics
    }

    /// Returns what names requests.
    pub(crate) fn references(&self) -> &References {
        &self.references
    }

    /// Returns how many sign-ins may fail.
    pub(crate) fn sign_in_limits(&self) -> &SignInLimits {
        &self.sign_in_limits
    }

    /// Returns the refusals of all tenants that are not stored yet.
    pub(crate) fn unstored_refusals(&self) -> &UnstoredRefusals {
        &self.unstored_refusals
    }

    /// Returns the redirect URIs that were refused last.
    pub(crate) fn refused_redirects(&self) -> &RefusedRedirects {
        &self.refused_redirects
    }
}

impl Server {
    /// Puts the server of a tenant together. Reads its signing keys, and makes the usual one if there is none.
    ///
    /// # Errors
    /// [`TenantError`] when the database or a seal refuses.
    pub(crate) async fn load(shared: Arc<Shared>, tenant: &TenantRecord) -> Result<Self, TenantError> {
        let mut lifetimes = shared.defaults.lifetimes.clone().with(&tenant.lifetimes);
        lifetimes.nothing_before = lifetimes.nothing_before.max(tenant.nothing_before);
        let (key_policy, making) = key_policy(&shared.defaults.keys, &lifetimes, tenant);
        let seal = |usage| Seal::new(&shared.encryption_key, usage, tenant);
        let (storage, environment) = (Arc::clone(&shared.storage), Arc::clone(&shared.environment));
        let identity_providers = IdentityProviders::load(
            Arc::clone(&storage),
            seal(identity_provider::USAGE)?,
            Arc::clone(&shared.transport),
            Arc::clone(&environment),
        )
        .await?;
        let claim_map = directory::claim_map(&*storage, tenant).await?;
        let keys = Keys::load(storage, seal(keys::USAGE)?, key_policy, environment).await?.making(making);
        Ok(Self(Arc::new(IssuerParts {
            cookies: Cookies::new(seal(cookie::USAGE)?, lifetimes.interaction),
            sealed_tokens: SealedTokens::new(&shared.encryption_key, tenant)?,
            mail_seal: MailSeal::new(&shared.encryption_key, tenant)?,
            brand: IssuerBrand::of(tenant, &shared.defaults.brand),
            issuer: tenant.issuer.clone(),
            tenant: tenant.tenant.clone(),
            lifetimes,
            keys,
            required_acr: tenant.required_acr,
            sign_in: tenant.sign_in,
            claim_map: Arc::new(claim_map),
            networks: tenant.networks.clone(),
            self_deletion: tenant.self_deletion,
            identity_providers,
            discovery: OnceLock::new(),
            role_map: KeptRoleMap::default(),
            relying_party: relying_party(&shared.passkeys, tenant),
            attestation_policy: attestation_policy(&shared.passkeys, tenant),
            refusals: shared.unstored_refusals.of(&tenant.tenant),
            shared,
        })))
    }

    /// Returns the relying party of passkeys; `None` where browsers offer none.
    pub(crate) fn relying_party(&self) -> Option<&RelyingParty> {
        self.0.relying_party.as_ref()
    }

    /// Returns what a new passkey must prove about its authenticator; `None`: nothing.
    pub(crate) fn attestation_policy(&self) -> Option<&AttestationPolicy> {
        self.0.attestation_policy.as_ref()
    }

    /// Returns the refusals of this tenant that are not stored yet.
    pub(crate) fn refusals(&self) -> &Arc<Refusals> {
        &self.0.refusals
    }

    /// Returns the methods that users can sign in with. Everything that is said about methods follows from them: what pages ask
    /// for, what counts, and `acr_values_supported`. Codes by mail count where mail can be sent.
    pub(crate) fn sign_in_methods(&self) -> &'static [Amr] {
        const WITH_PASSKEYS: &[Amr] = &[
            Amr::MailCode,
            Amr::Password,
            Amr::Provider,
            Amr::OneTimePassword,
            Amr::RecoveryCode,
            Amr::DevicePasskey,
            Amr::VerifiedDevicePasskey,
            Amr::SyncedPasskey,
            Amr::VerifiedSyncedPasskey,
        ];
        const WITHOUT_PASSKEYS: &[Amr] =
            &[Amr::MailCode, Amr::Password, Amr::Provider, Amr::OneTimePassword, Amr::RecoveryCode];
        let with_mail = if self.relying_party().is_some() { WITH_PASSKEYS } else { WITHOUT_PASSKEYS };
        if self.mail.is_some() { with_mail } else { &with_mail[1..] }
    }

    /// Returns the sign-in rules of the tenant, for the user whose request this is.
    pub(crate) fn sign_in_rules(&self) -> SignInRules<'_> {
        let switches = self.0.sign_in;
        let sign_in =
            SignInSwitches { mail_sign_in: switches.mail_sign_in && self.mail.is_some(), ..switches };
        SignInRules {
            methods: self.sign_in_methods(),
            required: self.required_acr,
            sign_in,
            networks: &self.0.networks,
            address: Caller::current().address(),
        }
    }

    /// Returns the discovery document. It lists the algorithms of the key policy, also those whose keys are not made yet.
    pub(crate) fn discovery(&self) -> Document {
        self.discovery.get_or_init(|| discovery::document(self)).clone()
    }

    /// A path of this server as browsers see it: below the issuer's own path. `path` starts with a slash.
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.issuer.path())
    }
}

fn relying_party(passkeys: &Passkeys, tenant: &TenantRecord) -> Option<RelyingParty> {
    let of_issuer = RelyingParty::of_issuer(tenant.issuer.as_str())?;
    Some(match passkeys.rp_id_of(&tenant.issuer) {
        Some(rp_id) => of_issuer.related_to(rp_id),
        None => of_issuer,
    })
}

/// Without certificates of makers nothing proves a model, so a tenant that accepts certain models accepts no passkey.
fn attestation_policy(passkeys: &Passkeys, tenant: &TenantRecord) -> Option<AttestationPolicy> {
    let models = Some(&tenant.passkey_models).filter(|models| !models.is_empty())?;
    match &passkeys.attestation_roots {
        Some(roots) => Some(roots.accepting(models)),
        None => {
            let tenant = tenant.tenant.as_str();
            tracing::error!(
                tenant,
                "passkeys.attestation_roots: expected certificates of makers, because the tenant accepts certain models only, got none; nobody can add a passkey"
            );
            Some(AttestationPolicy::without_roots())
        }
    }
}

/// The rotation of a tenant's keys. The default tenant has all of its keys from the first start on; other tenants rotate at
/// moments of their own, and a key that is slow to make waits for its first use.
fn key_policy(defaults: &KeyPolicy, lifetimes: &Lifetimes, tenant: &TenantRecord) -> (KeyPolicy, Making) {
    let mut keys = defaults.clone();
    keys.retire_after = KeyPolicy::new(lifetimes).retire_after;
    if !tenant.algorithms.is_empty() {
        keys.algorithms.clone_from(&tenant.algorithms);
    }
    match tenant.tenant == TenantId::default() {
        true => (keys, Making::AtOnce),
        false => (keys.spread(&tenant.tenant), Making::WhenNeeded),
    }
}
