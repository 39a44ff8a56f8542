//! Tests of the generator with a scripted server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

use std::{
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::{Result, ensure};
use async_trait::async_trait;
use bench::{
    generator::{self, Finish, Schedule, Worker, Workload},
    http::get,
};
use bytes::Bytes;
use http::{Response, StatusCode};
use http_body_util::Full;
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, task::LocalSet, time::Instant};

/// The action of the scripted server for its n-th request, from 1.
type Script = fn(u64) -> (StatusCode, Duration);

struct Scripted {
    authority: String,
    requests: Arc<AtomicU64>,
}

impl Scripted {
    async fn start(script: Script) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let authority = listener.local_addr().unwrap().to_string();
        let requests = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&requests);
        tokio::task::spawn_local(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let counter = Arc::clone(&counter);
                let service = service_fn(move |_| {
                    let (status, delay) = script(counter.fetch_add(1, Ordering::SeqCst) + 1);
                    async move {
                        tokio::time::sleep(delay).await;
                        let mut response = Response::new(Full::new(Bytes::from_static(b"{}")));
                        *response.status_mut() = status;
                        Ok::<_, std::convert::Infallible>(response)
                    }
                });
                let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
                tokio::task::spawn_local(async move {
                    let _ = connection.await;
                });
            }
        });
        Self { authority, requests }
    }

    fn workers(&self, count: usize) -> Vec<Worker> {
        Worker::many(&[&self.authority], count, &Rc::default()).unwrap()
    }

    fn requests(&self) -> u64 {
        self.requests.load(Ordering::SeqCst)
    }
}

/// A request that must succeed.
struct Ask;

#[async_trait(?Send)]
impl Workload for Ask {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let answer = worker.connection.send(get("/", &[])).await?;
        match answer.status {
            StatusCode::SERVICE_UNAVAILABLE => Ok(Finish::TurnedAway),
            status => {
                ensure!(status == StatusCode::OK, "{}", answer.excerpt());
                Ok(Finish::Done)
            }
        }
    }

    fn requests_per_unit(&self) -> f64 {
        1.0
    }
}

fn ask() -> Rc<dyn Workload> {
    Rc::new(Ask)
}

fn at_once(_: u64) -> (StatusCode, Duration) {
    (StatusCode::OK, Duration::ZERO)
}

async fn in_local_set<T>(work: impl Future<Output = T>) -> T {
    LocalSet::new().run_until(work).await
}

#[tokio::test]
async fn a_closed_loop_counts_each_request_once() {
    in_local_set(async {
        let server = Scripted::start(at_once).await;
        let mut workers = server.workers(4);
        let tally = generator::closed(&ask(), &mut workers, Duration::from_millis(200)).await.unwrap();
        assert!(tally.units > 4, "{}", tally.units);
        assert_eq!((tally.units, tally.turned_away), (server.requests(), 0));
        assert_eq!(workers.len(), 4, "the connections come back for the next loop");
        assert!(tally.elapsed >= Duration::from_millis(200));
    })
    .await;
}

#[tokio::test]
async fn connections_are_spread_over_all_nodes() {
    in_local_set(async {
        let (one, other) = (Scripted::start(at_once).await, Scripted::start(at_once).await);
        let mut workers = Worker::many(&[&one.authority, &other.authority], 3, &Rc::default()).unwrap();
        let tally = generator::open(&ask(), &mut workers, 300.0, Duration::from_millis(200)).await.unwrap();
        assert_eq!(tally.units, one.requests() + other.requests());
        assert!(one.requests() > 0 && other.requests() > 0);
        assert!(Worker::many(&[] as &[&str], 1, &Rc::default()).is_err());
    })
    .await;
}

#[tokio::test]
async fn units_refused_with_503_are_counted_separately() {
    in_local_set(async {
        let every_third = |number| {
            let status = if number % 3 == 0 { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
            (status, Duration::ZERO)
        };
        let server = Scripted::start(every_third).await;
        let tally = generator::open(&ask(), &mut server.workers(1), 300.0, Duration::from_millis(300)).await;
        let tally = tally.unwrap();
        assert_eq!((tally.units, tally.turned_away), (60, 30));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_answer_ends_the_run() {
    in_local_set(async {
        let broken_at_ten = |number| {
            let status = if number < 10 { StatusCode::OK } else { StatusCode::INTERNAL_SERVER_ERROR };
            (status, Duration::ZERO)
        };
        for open in [false, true] {
            let server = Scripted::start(broken_at_ten).await;
            let mut workers = server.workers(2);
            let long = Duration::from_secs(60);
            let done = match open {
                false => generator::closed(&ask(), &mut workers, long).await,
                true => generator::open(&ask(), &mut workers, 1_000.0, long).await,
            };
            let error = done.unwrap_err().to_string();
            assert!(error.contains("500"), "{error}");
            assert!(server.requests() < 20, "both connections stop");
        }
    })
    .await;
}

#[tokio::test]
async fn an_open_loop_counts_the_waiting_time_of_late_units() {
    in_local_set(async {
        let stall = Duration::from_millis(400);
        let stalls_once = |number| {
            let delay = if number == 20 { Duration::from_millis(400) } else { Duration::ZERO };
            (StatusCode::OK, delay)
        };
        let server = Scripted::start(stalls_once).await;
        let (rate, time) = (100.0, Duration::from_secs(1));
        let tally = generator::open(&ask(), &mut server.workers(1), rate, time).await.unwrap();
        assert_eq!((tally.units, server.requests()), (100, 100));
        assert!(u128::from(tally.longest()) >= stall.as_micros());
        // 40 of 100 units were due while the server stalled: 10 of them waited 300 ms or longer.
        assert!(tally.quantile(0.91) >= 250_000, "{}", tally.quantile(0.91));
    })
    .await;
}

#[tokio::test]
async fn a_schedule_gives_no_time_early_and_ends() {
    in_local_set(async {
        let begun = Instant::now();
        let schedule = Schedule::new(Duration::from_millis(5), 4);
        let mut moments = Vec::new();
        while let Some(due) = schedule.next_due().await {
            assert!(Instant::now() >= due);
            moments.push(due);
        }
        assert_eq!(moments.len(), 4);
        assert!(moments.windows(2).all(|pair| pair[1] - pair[0] == Duration::from_millis(5)));
        assert!(begun.elapsed() >= Duration::from_millis(15));
    })
    .await;
}
