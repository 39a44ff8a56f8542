//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): a change that is sent again is not made again.
//!
//! The answer is stored in the commit of the change, under the tenant, the caller and the key. So a program that got no answer sends the
//! request again, and either finds the answer or makes the change for the first time.

mod kept;
mod key;

use axum::response::Response;
use http::HeaderValue;
use valetkey_authorization_server::{Change, record::KeptAnswer};
use valetkey_storage::{
    ApplyError, Listing, Match, directory,
    record::{COUNTER, KEPT_ANSWER},
    value::Value,
};
use valetkey_types::Timestamp;

use super::{call::Call, problem::Problem, routes::Route};
use crate::administration::Staged;

use kept::{Kept, Place};
pub(super) use key::{IdempotencyKey, content_of};

/// The header of an answer that was kept.
const REPLAYED: &str = "idempotent-replayed";

/// Answers a change with a key.
pub(super) async fn answer(call: Call, key: &IdempotencyKey, route: &Route) -> Result<Response, Problem> {
    let place = Place::of(&call, key)?;
    let before = find(&call, &place).await?;
    if let Some(kept) = &before
        && let Some(answer) = replay(&call, &place, kept)?
    {
        return Ok(answer);
    }
    require_room(&call, &place).await?;
    let staged = std::sync::Arc::new(Staged::default());
    let response = (route.handler)(call.clone().staging(&staged)).await?;
    let (response, answer) = Kept::of(response, &call.content).await?;
    let now = call.server.environment.now();
    let kept = KeptAnswer {
        tenant: call.server.tenant.clone(),
        caller: place.caller().to_owned(),
        key: place.key().to_owned(),
        sealed: place.seal(&answer)?,
        expires_at: now.plus(KeptAnswer::KEPT_FOR),
        revision: before.map_or(0, |expired| expired.revision),
    };
    let counter = KeptAnswer::counter(&kept.tenant, &kept.caller, now);
    let since = now.minus(KeptAnswer::KEPT_FOR);
    let others = vec![Change::AddToCounter { counter, since }, Change::KeepAnswer(kept)];
    match staged.commit(&call.server, others).await {
        Ok(()) => Ok(response),
        Err(ApplyError::Conflict { .. }) => after_conflict(call, &place, route).await,
        Err(ApplyError::Storage(error)) => Err(error.into()),
    }
}

/// Answers after a conflict. Either the same request was faster, so its answer counts; or somebody else changed a record, and the operation
/// says what changed.
async fn after_conflict(call: Call, place: &Place, route: &Route) -> Result<Response, Problem> {
    if let Some(kept) = find(&call, place).await?
        && let Some(answer) = replay(&call, place, &kept)?
    {
        return Ok(answer);
    }
    (route.handler)(call.staging(&std::sync::Arc::new(Staged::refusing()))).await
}

/// Returns the kept answer, expired or not.
async fn find(call: &Call, place: &Place) -> Result<Option<KeptAnswer>, Problem> {
    let listing = Listing::of_tenant(&KEPT_ANSWER, &call.server.tenant, 1)
        .with("caller", Match::Equals(Value::text(place.caller())))
        .with("key", Match::Equals(Value::text(place.key())));
    let page = directory::page::<KeptAnswer>(&*call.server.storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(valetkey_storage::StorageError::Corrupt(reason).into()),
        None => Ok(page.records.into_iter().next()),
    }
}

/// Returns the kept answer if it has not expired. A request with other content is refused.
fn replay(call: &Call, place: &Place, kept: &KeptAnswer) -> Result<Option<Response>, Problem> {
    let now = call.server.environment.now();
    if kept.expires_at <= now {
        return Ok(None);
    }
    let answer = place.open(kept, now)?;
    if !answer.is_to(&call.content) {
        return Err(Problem::key_of_another_request());
    }
    let mut response = answer.into_response();
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    Ok(Some(response))
}

/// Refuses a new key of a caller with too many of them.
async fn require_room(call: &Call, place: &Place) -> Result<(), Problem> {
    let now = call.server.environment.now();
    let counter = KeptAnswer::counter(&call.server.tenant, place.caller(), now);
    let listing = Listing::of_tenant(&COUNTER, &call.server.tenant, 1)
        .with("kind", Match::Equals(Value::text(&counter.key.kind)))
        .with("number", Match::Equals(Value::Integer(counter.key.number.into())));
    let page =
        directory::page::<valetkey_authorization_server::record::Counter>(&*call.server.storage, &listing);
    let counters = page.await?.records;
    let counts = |last_at: Timestamp| last_at > now.minus(KeptAnswer::KEPT_FOR);
    let count = counters.first().filter(|counter| counts(counter.last_at)).map_or(0, |counter| counter.count);
    match count < KeptAnswer::MOST_IN_AN_HOUR {
        true => Ok(()),
        false => Err(Problem::too_many_keys(KeptAnswer::MOST_IN_AN_HOUR, seconds_to_the_hour(now))),
    }
}

fn seconds_to_the_hour(now: Timestamp) -> u32 {
    u32::try_from(3_600 - now.seconds().rem_euclid(3_600)).unwrap_or(3_600)
}
