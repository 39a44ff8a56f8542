//! A bare hyper server with one answer: the minimum cost of an HTTP request, and the maximum rate of the generator.

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

/// Size of the answer: about that of a token response.
const ANSWER: usize = 1_200;
const CONNECTIONS: usize = 64;
/// Number of slices; the result is their median.
const SLICES: u32 = 5;
/// Minimum length of a slice, so that the resolution of CPU accounting does not matter.
const SHORTEST_SLICE: Duration = Duration::from_millis(200);

/// The responder as a process on the server's core.
pub struct Responder {
    child: Child,
    authority: String,
}

/// Serves on a free loopback port until it is killed; prints `host:port` first.
///
/// # Errors
/// If there is no free port.
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
                // An unread body would close the connection.
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
    /// If this program can't start itself.
    pub fn start() -> Result<Self> {
        let own = std::env::current_exe()?;
        let (child, line) =
            Child::start(own.as_os_str(), &[OsString::from("responder")], Path::new(&std::env::temp_dir()))?;
        Ok(Self { child, authority: line.trim().to_owned() })
    }
}

/// Measures the CPU time of the bare server per request. The best value is the median of the slices: other processes do not
/// change CPU time, and a single slice with late accounting would give a floor that is too low.
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

/// Measures the rate of the generator against the bare server.
///
/// # Errors
/// If the responder does not start.
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
