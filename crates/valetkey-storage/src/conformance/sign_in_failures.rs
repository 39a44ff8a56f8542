//! The counter of wrong passwords.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_accounts::SignInFailures;
use valetkey_authorization_server::Change;
use valetkey_types::UserId;

fn reset(user: &str, expected: SignInFailures) -> Change {
    Change::ResetSignInFailures { tenant: tenant(), user_id: UserId::new(user), expected }
}

async fn failures(storage: &dyn Storage) -> SignInFailures {
    user_of(storage, "alice").await.unwrap().sign_in_failures
}

pub(super) async fn failures_are_counted_in_the_record(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&bare_user("alice")), add_user(&bare_user("bob"))]).await;
    apply(&*storage, [count_failure("alice", moment(7))]).await;
    assert_eq!(failures(&*storage).await, SignInFailures { count: 1, last_at: Some(moment(7)) });
    apply(&*storage, [count_failure("alice", moment(8)), count_failure("alice", moment(9))]).await;
    assert_eq!(failures(&*storage).await, SignInFailures { count: 3, last_at: Some(moment(9)) });
    assert_eq!(user_of(&*storage, "bob").await, Some(bare_user("bob")));
}

pub(super) async fn failures_of_nobody_are_not_counted(storage: Arc<dyn Storage>) {
    apply(&*storage, [count_failure("nobody", moment(7)), add_user(&bare_user("alice"))]).await;
    assert_eq!(user_of(&*storage, "nobody").await, None);
    assert_eq!(failures(&*storage).await, SignInFailures::default());
}

pub(super) async fn a_counter_is_reset_from_what_was_seen(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&bare_user("alice")), count_failure("alice", moment(7))]).await;
    let seen = failures(&*storage).await;
    apply(&*storage, [reset("alice", seen)]).await;
    assert_eq!(failures(&*storage).await, SignInFailures::default());
    apply(&*storage, [reset("alice", SignInFailures::default())]).await;
}

pub(super) async fn a_counter_that_moved_is_not_reset(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&bare_user("alice"))]).await;
    let seen = failures(&*storage).await;
    apply(&*storage, [count_failure("alice", moment(7))]).await;
    refuse(&*storage, 0, [reset("alice", seen)]).await;
    let other_moment = SignInFailures { count: 1, last_at: Some(moment(6)) };
    refuse(&*storage, 0, [reset("alice", other_moment)]).await;
    let no_moment = SignInFailures { count: 1, last_at: None };
    refuse(&*storage, 0, [reset("alice", no_moment)]).await;
    assert_eq!(failures(&*storage).await, SignInFailures { count: 1, last_at: Some(moment(7)) });
}

pub(super) async fn a_counter_of_nobody_is_not_reset(storage: Arc<dyn Storage>) {
    refuse(&*storage, 0, [reset("nobody", SignInFailures::default())]).await;
}

pub(super) async fn editing_a_profile_forgives_no_guess(storage: Arc<dyn Storage>) {
    let before = bare_user("alice");
    apply(&*storage, [add_user(&before), count_failure("alice", moment(7))]).await;
    apply(&*storage, [replace_user(&before)]).await;
    assert_eq!(failures(&*storage).await, SignInFailures { count: 1, last_at: Some(moment(7)) });
}
