//! Many callers at the same time.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::task::JoinSet;

use super::{
    changes::*,
    codes::{end_session, require_session},
    sample::*,
};
use crate::{ApplyError, Storage};
use valetkey_authorization_server::{Change, record::Grant};

const CALLERS: u32 = 50;

/// Applies one list per caller, all at the same time. The answers are in no particular order.
async fn all_at_once(
    storage: &Arc<dyn Storage>,
    list: impl Fn(u32) -> Vec<Change>,
) -> Vec<Result<(), ApplyError>> {
    let gate = Arc::new(tokio::sync::Barrier::new(CALLERS as usize));
    let mut callers = JoinSet::new();
    for caller in 0..CALLERS {
        let (storage, gate, changes) = (storage.clone(), gate.clone(), list(caller));
        callers.spawn(async move {
            gate.wait().await;
            storage.apply(changes).await
        });
    }
    callers.join_all().await
}

/// Asserts that exactly one caller succeeded, and that all others got a conflict at this position.
fn assert_one_winner(answers: &[Result<(), ApplyError>], position: usize) {
    let winners = answers.iter().filter(|answer| answer.is_ok()).count();
    let losers = answers.iter().filter(|answer| **answer == Err(ApplyError::Conflict { position })).count();
    assert_eq!((winners, losers), (1, CALLERS as usize - 1), "{answers:?}");
}

/// Returns the numbers of those of the fifty grants that were stored.
async fn stored_grants(storage: &dyn Storage) -> Vec<u32> {
    let mut stored = Vec::new();
    for caller in 0..CALLERS {
        if stored_grant(storage, &tenant(), id(100 + caller)).await.is_some() {
            stored.push(caller);
        }
    }
    stored
}

pub(super) async fn fifty_redemptions_of_one_code_have_one_winner(storage: Arc<dyn Storage>) {
    for round in 1..=5 {
        let answers = all_at_once(&storage, |caller| {
            let mut grant = grant(round, "app", "alice");
            grant.sid = id(caller);
            vec![revoke_grant(id(404), moment(7)), Change::StoreGrant(grant)]
        });
        assert_one_winner(&answers.await, 1);
        assert!(stored_grant(&*storage, &tenant(), id(round)).await.is_some());
    }
}

pub(super) async fn fifty_refreshes_with_one_token_have_one_winner(storage: Arc<dyn Storage>) {
    apply(&*storage, [Change::StoreGrant(grant(1, "app", "alice"))]).await;
    let mut expected = None;
    for round in 0..5 {
        let answers = all_at_once(&storage, |caller| {
            let other = grant(1_000 * (round + 1) + caller, "app", "alice");
            vec![redeem(id(1), expected, id(500 + round)), Change::StoreGrant(other)]
        });
        assert_one_winner(&answers.await, 0);
        expected = Some(id(500 + round));
        let grant = stored_grant(&*storage, &tenant(), id(1)).await.unwrap();
        assert_eq!(grant.redeemed_refresh_token, expected);
        let mut others = 0;
        for caller in 0..CALLERS {
            let other = id(1_000 * (round + 1) + caller);
            others += usize::from(stored_grant(&*storage, &tenant(), other).await.is_some());
        }
        assert_eq!(others, 1, "what is stored is the winner's alone");
    }
}

pub(super) async fn parallel_failures_are_all_counted(storage: Arc<dyn Storage>) {
    let answers = all_at_once(&storage, |_| vec![count(1), count(2)]).await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    let keys = [counter(1).key, counter(2).key];
    let failures = storage.sign_in_failures(&tenant(), [&keys[0], &keys[1]]).await.unwrap();
    assert_eq!(failures.map(|failures| failures.count), [CALLERS; 2]);
}

pub(super) async fn fifty_users_want_one_name_and_one_gets_it(storage: Arc<dyn Storage>) {
    let answers = all_at_once(&storage, |caller| {
        let mut user = bare_user(&format!("user {caller}"));
        user.username = if caller % 2 == 0 { "Alice".to_owned() } else { "aLICE".to_owned() };
        vec![add_user(&user)]
    });
    assert_one_winner(&answers.await, 0);
    assert_eq!(everybody(&*storage, &tenant()).await.len(), 1);
}

/// Half of the users want it as username, half as mail address.
pub(super) async fn f1_fifty_users_want_one_name_as_username_or_address_and_one_gets_it(
    storage: Arc<dyn Storage>,
) {
    for round in 0..3 {
        let name = format!("Alice{round}@mail.example");
        let answers = all_at_once(&storage, |caller| {
            let mut user = bare_user(&format!("user {round} {caller}"));
            match caller % 2 {
                0 => user.username = name.to_ascii_uppercase(),
                _ => user.email = Some(name.clone()),
            }
            vec![add_user(&user)]
        });
        assert_one_winner(&answers.await, 0);
        assert_eq!(everybody(&*storage, &tenant()).await.len(), round + 1);
    }
}

/// Runs sign-outs and redemptions of one session at the same time. Either the redemption is first and its grant is revoked, or
/// the sign-out is first and the redemption stores nothing.
pub(super) async fn m6_a_sign_out_and_a_redemption_have_one_order(storage: Arc<dyn Storage>) {
    for round in 0..10 {
        let session = session(2_000 + round, "alice");
        let grant_id = |caller: u32| id(10_000 * (round + 1) + caller);
        apply(&*storage, [Change::StartSession(session.clone())]).await;
        let (session_id, sid) = (session.id, session.sid);
        let (tenant, user_id) = (tenant(), session.user_id);
        let answers = all_at_once(&storage, |caller| match caller % 5 {
            2 => vec![
                Change::EndSession { tenant: tenant.clone(), id: session_id, at: moment(50) },
                Change::RevokeGrantsOfSession {
                    tenant: tenant.clone(),
                    user_id: user_id.clone(),
                    sid,
                    at: moment(50),
                },
            ],
            _ => vec![
                Change::RequireSession { tenant: tenant.clone(), id: session_id },
                Change::StoreGrant(Grant {
                    id: grant_id(caller),
                    sid,
                    scope: scope("openid"),
                    ..grant(1, "app", "alice")
                }),
            ],
        });
        let answers = answers.await;
        let expected = |answer: &Result<(), ApplyError>| {
            matches!(answer, Ok(()) | Err(ApplyError::Conflict { position: 0 }))
        };
        assert!(answers.iter().all(expected), "{answers:?}");
        for caller in 0..CALLERS {
            if let Some(grant) = stored_grant(&*storage, &tenant, grant_id(caller)).await {
                assert!(grant.revoked_at.is_some(), "a grant of round {round} outlives its session");
            }
        }
    }
}

/// Each caller redeems a code of a different session, and every third of these sessions has ended.
pub(super) async fn m6_redemptions_at_the_same_time_each_need_their_own_session(storage: Arc<dyn Storage>) {
    let has_ended = |caller: u32| caller.is_multiple_of(3);
    for caller in 0..CALLERS {
        apply(&*storage, [Change::StartSession(session(2_000 + caller, "alice"))]).await;
        if has_ended(caller) {
            apply(&*storage, [end_session(2_000 + caller, 20)]).await;
        }
    }
    let answers = all_at_once(&storage, |caller| {
        let required = require_session(2_000 + caller);
        vec![required, Change::StoreGrant(Grant { id: id(100 + caller), ..grant(1, "app", "alice") })]
    });
    let answers = answers.await;
    let refused = answers.iter().filter(|answer| **answer == Err(ApplyError::Conflict { position: 0 }));
    let ended = (0..CALLERS).filter(|caller| has_ended(*caller)).count();
    assert_eq!(refused.count(), ended, "{answers:?}");
    let live: Vec<u32> = (0..CALLERS).filter(|caller| !has_ended(*caller)).collect();
    assert_eq!(stored_grants(&*storage).await, live);
}

pub(super) async fn a_reader_never_sees_half_of_a_list(storage: Arc<dyn Storage>) {
    // Each list changes the user and the consent together. A reader who sees only one change has seen half a list.
    let list = |at: u32| {
        let (mut alice, mut consent) = (user("alice"), consent("alice", "app", "openid"));
        (alice.updated_at, consent.granted_at) = (moment(at.into()), moment(at.into()));
        // The user is stored before the first list.
        (alice.revision, consent.revision) = (u64::from(at) + 1, at.into());
        [replace_user(&alice), Change::RememberConsent(consent)]
    };
    let first =
        [add_client(&client("app")), add_user(&user("alice")), Change::StartSession(session(1, "alice"))];
    apply(&*storage, first.into_iter().chain(list(0))).await;
    let stop = Arc::new(AtomicBool::new(false));
    let mut readers = JoinSet::new();
    for _ in 0..3 {
        readers.spawn(read_until_stopped(storage.clone(), stop.clone()));
    }
    for at in 1..=400 {
        apply(&*storage, list(at)).await;
    }
    stop.store(true, Ordering::Relaxed);
    for reads in readers.join_all().await {
        assert!(reads > 0, "a reader never came to read");
    }
}

/// Reads and checks the records until it is stopped; returns the number of reads.
async fn read_until_stopped(storage: Arc<dyn Storage>, stop: Arc<AtomicBool>) -> usize {
    let client_id = client("app").id;
    let mut reads = 0;
    loop {
        let facts = storage.authorization_facts(&tenant(), &client_id, id(1)).await.unwrap();
        let (consent, user) = (facts.consent.unwrap(), facts.session.unwrap().user);
        assert_eq!(consent.granted_at, user.updated_at, "half a list was seen");
        reads += 1;
        if stop.load(Ordering::Relaxed) {
            return reads;
        }
        tokio::task::yield_now().await;
    }
}

pub(super) async fn a_conflict_does_not_affect_other_lists(storage: Arc<dyn Storage>) {
    let answers = all_at_once(&storage, |caller| {
        let mut changes = vec![Change::StoreGrant(grant(100 + caller, "app", "alice"))];
        if caller % 3 == 0 {
            changes.push(impossible());
        }
        changes
    });
    let refused = answers.await.iter().filter(|answer| answer.is_err()).count();
    let expected: Vec<u32> = (0..CALLERS).filter(|caller| caller % 3 != 0).collect();
    assert_eq!(stored_grants(&*storage).await, expected);
    assert_eq!(refused, CALLERS as usize - expected.len());
}
