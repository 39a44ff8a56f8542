//! Fills a Valetkey database in bulk, through the storage contract.

mod directory;

use anyhow::{Context as _, Result};
use uuid::Uuid;
use valetkey_accounts::{Amr, PasswordHash, PasswordParameters, User, hash_password};
use valetkey_authorization_server::{
    Change,
    record::{AccessTokenFormat, Authentication, Client, Consent, Grant, Session, Sha256Hash, TenantRecord},
    registration::{NewClient, NewUser, new_client, new_user},
    sealed::AccessToken,
};
use valetkey_jose::{Algorithm, digest::random_bytes};
use valetkey_server::{EncryptionKey, SealedTokens};
use valetkey_storage::{ApplyError, Storage, StorageError};
use valetkey_types::{
    ClientId, GrantType, Handle, Issuer, Scope, Seconds, Secret, TenantId, Timestamp, Unknown, UserId,
};

pub use directory::{group_id, role_id};

use crate::{
    population::{Credentials, Population},
    progress::{Progress, say},
};

/// Number of changes per call. Consents are spread over all other clients, so larger calls write each page of an index fewer
/// times.
const BATCH: usize = 4_000;
/// Maximum attempts per call if the database times out. A disk may stall during gigabytes of writes.
const ATTEMPTS: usize = 10;
/// Number of expired opaque access tokens for workload E.
const EXPIRED_TOKENS: usize = 20;
/// Number of unused clients, so that looking up a client has a realistic cost.
const OTHER_CLIENTS: usize = 1_000;

/// Number of records to store beside the population.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent {
    /// Live sessions; each belongs to the next user in turn.
    pub sessions: usize,
    /// Live grants with a stored consent.
    pub grants: usize,
    /// Groups with their roles. Each user is a member of one group.
    pub groups: usize,
    /// Events of the audit trail; each is about the next user in turn.
    pub events: usize,
    /// Other tenants, on paths of [`TENANTS_HOST`], each with a client.
    pub tenants: usize,
}

/// The host of the other tenants.
pub const TENANTS_HOST: &str = "tenants.example";

/// Returns the path of another tenant.
pub fn tenant_path(number: usize) -> String {
    format!("/tenant-{number}")
}

/// Stores the population in any storage. Hashes the password at this cost.
///
/// # Errors
/// If a write fails.
pub async fn fill(
    storage: &dyn Storage,
    population: &mut Population,
    extent: Extent,
    cost: PasswordParameters,
) -> Result<()> {
    let seed = Seed { tenant: TenantId::default(), now: now(), scope: population.scope.parse()? };
    // All users share one hash: 20,000 hashes would take minutes, and the server's work is the same.
    let hash = hash_password(&population.users.password, &random_bytes::<16>(), cost)?;
    let clients = seed.clients(population)?;
    let total = clients.len()
        + population.users.count
        + extent.sessions
        + 2 * (extent.grants + extent.tenants)
        + extent.events;
    let progress = Progress::of("records stored", total);
    let mut batch = Batch { storage, changes: Vec::new(), progress };
    for client in clients {
        batch.push(Change::AddClient(Box::new(client))).await?;
    }
    batch.flush().await?;
    if extent.groups > 0 {
        batch.changes = seed.groups_and_roles(extent.groups);
        batch.flush().await?;
    }
    for number in 0..population.users.count {
        let mut user = seed.user(population, number, &hash)?;
        user.groups.extend((extent.groups > 0).then(|| group_id(number % extent.groups)));
        batch.push(Change::AddUser(Box::new(user))).await?;
    }
    for number in 0..extent.sessions {
        batch.push(Change::StartSession(seed.session(population, number))).await?;
    }
    // Store one kind of record after the other: a database may combine inserts of the same kind.
    for number in 0..extent.grants {
        batch.push(Change::RememberConsent(seed.consent(population, number))).await?;
    }
    for number in 0..extent.grants {
        batch.push(Change::StoreGrant(seed.grant(population, number))).await?;
    }
    let mut last = None;
    for number in 0..extent.events {
        let event = seed.event(population, number);
        last = Some(event.clone());
        batch.push(Change::StoreEvent(event)).await?;
    }
    if let Some(last) = last {
        batch.push(seed.block_through(&last)).await?;
    }
    let example = seed.clients(population)?.into_iter().next().context("a client")?;
    for number in 0..extent.tenants {
        let tenant = seed.tenant(number)?;
        let client = Client { tenant: tenant.tenant.clone(), ..example.clone() };
        batch.push(Change::AddTenant(tenant)).await?;
        batch.push(Change::AddClient(Box::new(client))).await?;
    }
    batch.flush().await
}

/// Adds expired opaque access tokens, as a server with this issuer and encryption key issues them.
///
/// # Errors
/// If the crypto library refuses.
pub fn expired_tokens(key: &EncryptionKey, issuer: &str, population: &mut Population) -> Result<()> {
    let tenant = TenantRecord::new(TenantId::default(), Issuer::parse(issuer)?, now());
    let seal = SealedTokens::new(key, &tenant)?;
    for _ in 0..EXPIRED_TOKENS {
        let now = now();
        let token = AccessToken {
            id: identifier(now),
            grant_id: None,
            client_id: ClientId::new(&population.clients.opaque.client_id),
            scope: population.scope.parse()?,
            audiences: Vec::new(),
            issued_at: now.minus(Seconds::minutes(11)),
            expires_at: now.minus(Seconds::minutes(1)),
        };
        population.expired_access_tokens.push(seal.seal(&token)?);
    }
    Ok(())
}

struct Batch<'a> {
    storage: &'a dyn Storage,
    changes: Vec<Change>,
    progress: Progress,
}

impl Batch<'_> {
    async fn push(&mut self, change: Change) -> Result<()> {
        self.changes.push(change);
        if self.changes.len() >= BATCH { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> Result<()> {
        let changes = std::mem::take(&mut self.changes);
        self.progress.add(changes.len());
        let mut unanswered = None;
        for _ in 0..ATTEMPTS {
            match self.storage.apply(changes.clone()).await {
                Err(ApplyError::Storage(error @ StorageError::Unavailable(_))) => {
                    say(&format!("retrying: {error}"));
                    unanswered = Some(error);
                }
                // All records are new, so a conflict means that an earlier attempt stored them in spite of its timeout.
                Err(ApplyError::Conflict { position: 0 }) if unanswered.is_some() => return Ok(()),
                applied => return applied.context("seeding"),
            }
        }
        Err(unanswered.context("an attempt")?).context("seeding")
    }
}

struct Seed {
    tenant: TenantId,
    now: Timestamp,
    scope: Scope,
}

impl Seed {
    fn clients(&self, population: &Population) -> Result<Vec<Client>> {
        let clients = &population.clients;
        let web = |credentials: &Credentials, format| {
            let mut new = NewClient::web_application("Measured", vec![population.redirect_uri.clone()]);
            new.scope = self.scope.clone();
            new.id_token_signed_response_alg = Algorithm::ES256;
            new.access_token_format = format;
            self.client(credentials, new)
        };
        let mut all = vec![web(&clients.opaque, AccessTokenFormat::Opaque)?];
        if let Some(jwt) = &clients.jwt {
            all.push(web(jwt, AccessTokenFormat::Jwt)?);
        }
        let mut service = NewClient::web_application("Service", Vec::new());
        service.grant_types = vec![GrantType::ClientCredentials];
        service.audiences = vec![population.resource.clone()];
        service.scope = "read".parse()?;
        all.push(self.client(&clients.service, service)?);
        for number in 0..OTHER_CLIENTS {
            let client_id = other_client(number).as_str().to_owned();
            let other = Credentials { client_id, client_secret: clients.service.client_secret.clone() };
            all.push(web(&other, AccessTokenFormat::Jwt)?);
        }
        Ok(all)
    }

    fn client(&self, credentials: &Credentials, new: NewClient) -> Result<Client> {
        let (id, secret) = (ClientId::new(&credentials.client_id), Secret::new(&credentials.client_secret));
        Ok(new_client(self.tenant.clone(), id, Some(&secret), new, self.now)?)
    }

    /// Returns one of the other tenants. The server creates the measured tenant at its first start.
    fn tenant(&self, number: usize) -> Result<TenantRecord> {
        let issuer = Issuer::parse(&format!("https://{TENANTS_HOST}{}", tenant_path(number)))?;
        Ok(TenantRecord::new(TenantId::new(format!("tenant-{number}")), issuer, self.now))
    }

    fn user(&self, population: &Population, number: usize, hash: &PasswordHash) -> Result<User> {
        let username = population.users.username(number);
        let new = NewUser {
            email: Some(format!("{username}@example.org")),
            email_verified: true,
            name: Some(format!("{username} Person")),
            password_hash: Some(hash.clone()),
            username,
            ..NewUser::default()
        };
        Ok(new_user(self.tenant.clone(), user_id(number), new, self.now)?)
    }

    fn session(&self, population: &Population, number: usize) -> Session {
        let handle = handle(self.now);
        Session {
            tenant: self.tenant.clone(),
            id: handle.selector(),
            verifier_hash: Sha256Hash::of(handle.verifier()),
            sid: identifier(self.now),
            user_id: user_id(number % population.users.count.max(1)),
            authentication: self.authentication(),
            attempt: Some(identifier(self.now)),
            by_trusted_device: false,
            kept: false,
            device: Some("firefox linux".to_owned()),
            address: Some("192.0.2.7".to_owned()),
            expires_at: self.now.plus(Seconds::hours(12)),
            ended_at: None,
            continued_by: None,
        }
    }

    fn consent(&self, population: &Population, number: usize) -> Consent {
        Consent {
            tenant: self.tenant.clone(),
            user_id: user_id(number % population.users.count.max(1)),
            client_id: other_client(number),
            scope: self.scope.clone(),
            granted_at: self.now,
            revision: 0,
            unknown: Unknown::default(),
        }
    }

    fn grant(&self, population: &Population, number: usize) -> Grant {
        Grant {
            tenant: self.tenant.clone(),
            id: identifier(self.now),
            client_id: other_client(number),
            user_id: user_id(number % population.users.count.max(1)),
            sid: identifier(self.now),
            scope: self.scope.clone(),
            audiences: Vec::new(),
            authentication: self.authentication(),
            created_at: self.now,
            expires_at: self.now.plus(Seconds::days(30)),
            revoked_at: None,
            redeemed_refresh_token: None,
        }
    }

    fn authentication(&self) -> Authentication {
        Authentication::by(Amr::Password, self.now)
    }
}

/// Returns the `sub` of a user.
pub fn user_id(number: usize) -> UserId {
    UserId::new(format!("{number:032x}"))
}

/// Returns the `client_id` of a client that no workload uses.
pub fn other_client(number: usize) -> ClientId {
    ClientId::new(format!("other-{}", number % OTHER_CLIENTS))
}

fn handle(now: Timestamp) -> Handle {
    Handle::new(identifier(now), random_bytes())
}

/// Returns the next time-ordered identifier (UUID version 7), as the server makes them. They are a millisecond apart and start a
/// day before `now`.
fn identifier(now: Timestamp) -> Uuid {
    static MADE: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    let yesterday = u64::try_from(now.minus(Seconds::hours(24)).seconds()).unwrap_or(0) * 1000;
    let milliseconds = yesterday + MADE.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &random_bytes()).into_uuid()
}

fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
