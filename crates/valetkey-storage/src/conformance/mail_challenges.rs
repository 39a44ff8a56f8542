//! Links and codes in emails.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Storage, directory, record::MAIL_CHALLENGE};
use valetkey_authorization_server::{Change, record::MailChallenge};
use valetkey_types::{TenantId, UserId};

async fn stored(storage: &dyn Storage) -> Vec<MailChallenge> {
    let listing = Listing::all(&MAIL_CHALLENGE, None, 10);
    directory::page(storage, &listing).await.unwrap().records
}

fn store(challenge: MailChallenge) -> Change {
    Change::StoreMailChallenge(Box::new(challenge))
}

fn remove(tenant: TenantId, number: u32) -> Change {
    Change::RemoveMailChallenge { tenant, id: id(number) }
}

fn take(attempts_left: u32) -> Change {
    Change::TakeMailAttempt { tenant: tenant(), id: id(1), attempts_left }
}

pub(super) async fn a_mail_challenge_comes_back_and_is_used_once(storage: Arc<dyn Storage>) {
    let nobodys = MailChallenge { user_id: None, code_hash: None, ..mail_challenge(2) };
    apply(&*storage, [store(mail_challenge(1)), store(nobodys.clone())]).await;
    assert_eq!(stored(&*storage).await, [mail_challenge(1), nobodys.clone()]);
    refuse(&*storage, 0, [store(mail_challenge(1))]).await;
    refuse(&*storage, 0, [remove(TenantId::new("other"), 1)]).await;
    apply(&*storage, [remove(tenant(), 1)]).await;
    refuse(&*storage, 0, [remove(tenant(), 1)]).await;
    refuse(&*storage, 0, [take(5)]).await;
    assert_eq!(stored(&*storage).await, [nobodys]);
}

pub(super) async fn attempts_at_the_same_time_all_count(storage: Arc<dyn Storage>) {
    apply(&*storage, [store(mail_challenge(1))]).await;
    apply(&*storage, [take(5)]).await;
    refuse(&*storage, 0, [take(5)]).await;
    assert_eq!(stored(&*storage).await[0].attempts_left, 4);
    let guesses = (0..8).map(|_| {
        let storage = Arc::clone(&storage);
        tokio::spawn(async move { storage.apply(vec![take(4)]).await.is_ok() })
    });
    let mut taken = 0;
    for guess in guesses.collect::<Vec<_>>() {
        taken += usize::from(guess.await.unwrap());
    }
    assert_eq!((taken, stored(&*storage).await[0].attempts_left), (1, 3));
}

pub(super) async fn the_mail_challenges_of_a_user_go_together(storage: Arc<dyn Storage>) {
    let alice = UserId::new("alice");
    let bobs = MailChallenge { user_id: Some(UserId::new("bob")), ..mail_challenge(3) };
    apply(&*storage, [store(mail_challenge(1)), store(mail_challenge(2)), store(bobs.clone())]).await;
    let other = Change::RemoveMailChallengesOfUser { tenant: TenantId::new("other"), user_id: alice.clone() };
    apply(&*storage, [other]).await;
    assert_eq!(stored(&*storage).await.len(), 3);
    let theirs = || Change::RemoveMailChallengesOfUser { tenant: tenant(), user_id: alice.clone() };
    apply(&*storage, [theirs()]).await;
    assert_eq!(stored(&*storage).await, [bobs]);
    apply(&*storage, [theirs()]).await;
}
