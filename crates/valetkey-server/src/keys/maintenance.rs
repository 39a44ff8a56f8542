//! Keys look after themselves, those of every tenant in use.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use valetkey_jose::digest::sha256;
use valetkey_types::TenantId;

use crate::{Issuers, Server};

/// How often the records are read again, so that a rotation by another process is seen. Where the database tells, they are
/// read at once.
const RELOAD_EVERY: Duration = Duration::from_secs(5);

/// Every so many readings the policy is asked as well: once a minute, and with each reading while what it asks for can't be
/// stored.
const READINGS_PER_PLAN: u64 = 12;

/// Keeps tenants and keys fresh until the future is dropped. Run it as a task beside the listener.
pub async fn maintain(issuers: Issuers) {
    let mut ticks = interval(RELOAD_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut notices = issuers.default_server().storage.notices();
    let mut readings: u64 = 0;
    // The first tick comes at once: what the start left out is made then.
    let mut readings_since_plan = READINGS_PER_PLAN;
    loop {
        let is_tick = tokio::select! {
            _ = ticks.tick() => true,
            () = notices.next() => false,
        };
        readings += u64::from(is_tick);
        readings_since_plan += u64::from(is_tick);
        if let Err(error) = issuers.reload().await {
            tracing::error!(%error, "the tenants can't be read; those that are known stay known");
        }
        if !is_tick {
            issuers.doubt_idle();
        }
        for server in issuers.in_use() {
            let is_default = server.tenant.as_str() == TenantId::DEFAULT_NAME;
            let is_due = match is_default {
                true => readings_since_plan >= READINGS_PER_PLAN,
                false => readings % READINGS_PER_PLAN == turn_of(&server.tenant),
            };
            let is_done = look_after(&server, is_tick && is_due).await;
            if is_default && is_tick && is_due && is_done {
                readings_since_plan = 0;
            }
        }
        if is_tick && readings.is_multiple_of(READINGS_PER_PLAN) {
            issuers.forget_idle();
        }
    }
}

/// Reads the keys and the identity providers of a tenant again, and asks its policy if it is time. Returns whether that succeeded
/// for the keys.
async fn look_after(server: &Server, is_due: bool) -> bool {
    if let Err(error) = server.identity_providers.reload().await {
        let tenant = server.tenant.as_str();
        tracing::error!(%error, tenant, "the identity providers can't be read; those that are known stay known");
    }
    let done = if is_due { server.keys.ensure().await } else { server.keys.reload().await };
    if let Err(error) = &done {
        let tenant = server.tenant.as_str();
        tracing::error!(%error, tenant, "the signing keys can't be looked after; those in use stay in use");
    }
    done.is_ok()
}

/// The reading of a minute at which the policy of a tenant is asked: not all at once.
fn turn_of(tenant: &TenantId) -> u64 {
    u64::from(sha256(tenant.as_str().as_bytes())[4]) % READINGS_PER_PLAN
}
