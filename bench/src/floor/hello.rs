//! A bare hyper server that answers everything alike: the floor of an HTTP request, and the ceiling of the generator.

use std::{convert::Infallible, ffi::OsString, io::Write as _, path::Path, rc::Rc, time::Duration};

use anyhow::{Context as _, Result, ensure};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::{Primitive, Stopwatch};
use crate::{
    generator::{self, Finish, Worker, Workload},
    http::get,
    outcome::Ceiling,
    process::main_thread_time,
    server::Child,
};

/// Bytes of the answer: about those of a token response.
const ANSWER: usize = 1_200;
const CONNECTIONS: usize = 64;
/// Slices whose middle one counts.
const SLICES: u32 = 5;
/// A shorter slice would say more about the kernel's bookkeeping.
const SHORTEST_SLICE: Duration = Duration::from_millis(200);

/// The responder as a process on the server's core.
pub struct Responder {
    child: Child,
    authority: String,
}

/// Serves on a free loopback port until it is killed; prints `host:port` first.
///
/// # Errors
/// When there is no port.
pub async fn serve() -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?)?;
    let body = Bytes::from(vec![b'x'; ANSWER]);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let body = body.clone();
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let mut response = Response::new(Full::new(body.clone()));
            let json = http::HeaderValue::from_static("application/json");
            response.headers_mut().insert(header::CONTENT_TYPE, json);
            async move {
                // Whoever does not read a body can't keep the connection.
                let _ = request.into_body().collect().await;
                Ok::<_, Infallible>(response)
            }
        });
        tokio::task::spawn_local(async move {
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

impl Responder {
    /// Starts `bench responder`.
    ///
    /// # Errors
    /// When this program can't start itself.
    pub fn start() -> Result<Self> {
        let own = std::env::current_exe()?;
        let (child, line) =
            Child::start(own.as_os_str(), &[OsString::from("responder")], Path::new(&std::env::temp_dir()))?;
        Ok(Self { child, authority: line.trim().to_owned() })
    }
}

/// The CPU time of the bare server per request. Its best is the median of the slices: CPU time is not what a busy
/// machine takes away, and a slice in which the kernel counted late would make a floor that nobody can reach.
pub(super) async fn http_request(each: Duration) -> Result<Primitive> {
    let responder = Responder::start()?;
    let mut workers = Worker::many(&[&responder.authority], CONNECTIONS, &Rc::default())?;
    let hello: Rc<dyn Workload> = Rc::new(Hello);
    let slice = each.max(SHORTEST_SLICE);
    generator::closed(&hello, &mut workers, slice).await?;
    let mut stopwatch = Stopwatch::default();
    for _ in 0..SLICES {
        let before = main_thread_time(responder.child.id())?;
        let tally = generator::closed(&hello, &mut workers, slice).await?;
        let used = main_thread_time(responder.child.id())?.saturating_sub(before);
        stopwatch.add(used, u32::try_from(tally.units)?);
    }
    let median = stopwatch.result().median;
    Ok(Primitive { best: median, median })
}

/// How fast the generator is against a server that does nothing.
///
/// # Errors
/// When the responder does not start.
pub async fn ceiling(time: Duration) -> Result<Ceiling> {
    let responder = Responder::start()?;
    let mut workers = Worker::many(&[&responder.authority], CONNECTIONS, &Rc::default())?;
    let hello: Rc<dyn Workload> = Rc::new(Hello);
    generator::closed(&hello, &mut workers, time / 4).await?;
    let tally = generator::closed(&hello, &mut workers, time).await?;
    ensure!(tally.units > 0, "no answer from the responder within {time:?}");
    Ok(Ceiling { requests_per_second: tally.per_second() })
}

struct Hello;

#[async_trait(?Send)]
impl Workload for Hello {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let answer = worker.connection.send(get("/hello", &[])).await.context("the responder")?;
        ensure!(answer.status == StatusCode::OK && answer.body.len() == ANSWER, "{}", answer.excerpt());
        Ok(Finish::Done)
    }

    fn requests_per_unit(&self) -> f64 {
        1.0
    }
}
