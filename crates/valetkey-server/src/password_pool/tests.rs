//! Tests the order of waiting requests, the refusals, and that every place is returned.

use super::*;

fn pool() -> PasswordPool {
    PasswordPool::new(1, PasswordParameters::FOR_TESTS).unwrap()
}

fn password() -> Secret {
    Secret::new("correct horse")
}

#[tokio::test]
async fn only_the_right_password_matches_and_nobody_never_does() {
    let pool = pool();
    let hash = pool.hash(password()).await.unwrap();
    assert_eq!(pool.verify(password(), Some(hash.clone())).await, Ok(true));
    assert_eq!(pool.verify(Secret::new("correct horsf"), Some(hash.clone())).await, Ok(false));
    assert_eq!(pool.verify(password(), None).await, Ok(false));
    assert_ne!(hash, pool.hash(password()).await.unwrap(), "the salt is fresh");
}

#[tokio::test]
async fn en1_the_dummy_costs_what_a_real_hash_costs() {
    let pool = pool();
    let hash = pool.hash(password()).await.unwrap();
    let cost = |hash: &PasswordHash| hash.as_phc().split('$').nth(3).map(str::to_owned);
    assert!(cost(&hash).is_some());
    assert_eq!(cost(&hash), cost(&pool.dummy));
}

#[tokio::test]
async fn a_pool_without_a_line_turns_away_and_recovers() {
    let pool = pool().with_line(0);
    let occupied = pool.occupy().await.unwrap();
    assert_eq!(pool.verify(password(), None).await, Err(Busy));
    assert_eq!(pool.hash(password()).await, Err(HashError::Busy(Busy)));
    drop(occupied);
    // The thread is free a moment after its work is done.
    while pool.verify(password(), None).await != Ok(false) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn who_waits_too_long_leaves_the_line_to_others() {
    let pool = pool().with_line(2).with_longest_wait(Duration::ZERO);
    let occupied = pool.occupy().await.unwrap();
    for _ in 0..10 {
        assert_eq!(pool.verify(password(), None).await, Err(Busy), "the longest wait is over");
    }
    let pool = pool.with_longest_wait(PasswordPool::LONGEST_WAIT);
    let patient = pool.verify(password(), None);
    drop(occupied);
    assert_eq!(patient.await, Ok(false), "those who left take no place in the line");
}

#[tokio::test]
async fn dos5_many_more_than_there_are_places_are_served_in_turn() {
    let pool = std::sync::Arc::new(PasswordPool::new(2, PasswordParameters::FOR_TESTS).unwrap());
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..2 * PasswordPool::LINE_PER_PLACE {
        let pool = pool.clone();
        waiting.spawn(async move { pool.verify(password(), None).await });
    }
    let answers = waiting.join_all().await;
    assert!(answers.iter().all(|answer| *answer == Ok(false)));
}

#[tokio::test]
async fn a_request_that_goes_away_keeps_its_place_until_the_hash_is_done() {
    let pool = std::sync::Arc::new(pool().with_line(0));
    let (finish, finished) = std::sync::mpsc::channel::<()>();
    let (begin, begun) = oneshot::channel();
    let work = move |_: &mut PasswordMemory| {
        let _ = begin.send(());
        finished.recv()
    };
    let of_request = pool.clone();
    let request = tokio::spawn(async move { of_request.run(work).await });
    begun.await.unwrap();
    request.abort();
    assert!(request.await.unwrap_err().is_cancelled());
    assert_eq!(pool.verify(password(), None).await, Err(Busy));
    drop(finish);
    while pool.verify(password(), None).await != Ok(false) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_request_that_goes_away_before_its_turn_leaves_the_line() {
    let pool = std::sync::Arc::new(pool().with_line(1));
    let occupied = pool.occupy().await.unwrap();
    let waiting = pool.verify(password(), None);
    assert!(timeout(Duration::ZERO, waiting).await.is_err(), "it waits in the line, and then it is gone");
    let mut next = std::pin::pin!(pool.verify(password(), None));
    assert!(
        timeout(Duration::ZERO, &mut next).await.is_err(),
        "its place in the line is free: nobody is turned away"
    );
    drop(occupied);
    assert_eq!(next.await, Ok(false));
}

#[tokio::test]
async fn a_fault_in_one_hash_costs_no_place() {
    let pool = pool();
    let fault = pool.run(|_| -> u8 { panic!("a fault, on purpose") }).await;
    assert_eq!(fault, Err(Busy));
    assert_eq!(pool.verify(password(), None).await, Ok(false));
}

#[tokio::test]
async fn the_wait_and_the_work_stand_in_the_meter_of_the_request() {
    let pool = PasswordPool::new(1, PasswordParameters { memory_kib: 1024, passes: 2 }).unwrap();
    let meter = Meter::new();
    meter.measure(pool.verify(password(), None)).await.unwrap();
    let cost = meter.cost();
    assert!(!cost.hash_wait.is_zero() && !cost.processor_time.is_zero(), "{cost:?}");
}
