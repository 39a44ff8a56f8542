//! Measures one workload with several servers in turn, so that noise on the machine affects all of them alike.

use std::{rc::Rc, time::Duration};

use anyhow::{Context as _, Result, ensure};
use valetkey_server::PasswordPool;

use crate::{
    commits::Commits,
    floor::HashingAlone,
    generator::{self, Tally, Worker, Workload},
    machine::Ticks,
    outcome::{Open, Outcome, Peak},
    process::{self, cpu_time, threads_time},
    site::{Site, Track},
    workload::Kind,
};

/// Durations and repetitions.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Closed loops per server.
    pub rounds: u32,
    /// Duration of each closed loop.
    pub time: Duration,
    /// Duration of the warm-up before each closed loop, which does not count.
    pub warm_up: Duration,
    /// Number of connections; `None` for the default of the workload.
    pub connections: Option<usize>,
    /// Duration of each open loop.
    pub open_time: Duration,
    /// Open loops, in percent of the peak.
    pub percents: Vec<u32>,
}

/// A workload prepared for one server.
struct Turn<'a> {
    kind: Kind,
    site: &'a Site,
    workload: Rc<dyn Workload>,
    workers: Vec<Worker>,
    outcome: Outcome,
}

/// Measures the peak of each server in turn, round by round; then the latencies, again in turn.
///
/// # Errors
/// At the first wrong response of a server, and at a 503 response.
pub async fn interleaved(
    kind: Kind,
    sites: &[(&Site, Track)],
    settings: &Settings,
    say: &dyn Fn(&str),
) -> Result<Vec<Outcome>> {
    let mut turns = Vec::new();
    for (site, track) in sites {
        turns.push(Turn::prepare(kind, site, *track, settings).await?);
    }
    for _ in 0..settings.rounds.max(1) {
        for turn in &mut turns {
            let peak = turn.peak(settings).await.with_context(|| turn.name())?;
            say(&format!("{}: {:.0} units/s", turn.name(), peak.units_per_second));
            turn.outcome.peaks.push(peak);
        }
    }
    for percent in &settings.percents {
        for turn in &mut turns {
            let open = turn.open(*percent, settings).await.with_context(|| turn.name())?;
            turn.outcome.open.push(open);
        }
    }
    turns.into_iter().map(Turn::finish).collect()
}

impl<'a> Turn<'a> {
    async fn prepare(kind: Kind, site: &'a Site, track: Track, settings: &Settings) -> Result<Self> {
        let context = || format!("{} at {}", kind.letter(), site.facts.name);
        let workload = kind.prepare(site, track).await.with_context(context)?;
        let connections = settings.connections.unwrap_or_else(|| kind.usual_connections());
        let outcome = Outcome {
            workload: kind.letter().to_owned(),
            track,
            server: site.facts.clone(),
            requests_per_unit: workload.requests_per_unit(),
            peaks: Vec::new(),
            open: Vec::new(),
            memory: None,
            checks: Vec::new(),
        };
        Ok(Self { kind, site, workload, workers: site.workers(connections)?, outcome })
    }

    fn name(&self) -> String {
        format!("{} {} {:?}", self.outcome.workload, self.site.facts.name, self.outcome.track)
    }

    async fn peak(&mut self, settings: &Settings) -> Result<Peak> {
        let alone_before = self.hashing_alone(settings).await?;
        generator::closed(&self.workload, &mut self.workers, settings.warm_up).await?;
        // Count commits outside the measured time: the query takes CPU time of the database.
        let committed_before = self.commits()?;
        let (ticks, before) = (Ticks::now(), Usage::of(self.site)?);
        let tally = generator::closed(&self.workload, &mut self.workers, settings.time).await?;
        let used = Usage::of(self.site)?.since(&before);
        require_all_done(&tally)?;
        let stolen_percent = Ticks::now().stolen_percent_since(ticks);
        let committed = self.commits()?.zip(committed_before).map(|(now, then)| now.saturating_sub(then));
        let alone_after = self.hashing_alone(settings).await?;
        let alone = alone_before.zip(alone_after).map(|(before, after)| before.between(after));
        let (units, seconds) = (tally.units as f64, tally.elapsed.as_secs_f64());
        Ok(Peak {
            units: tally.units,
            seconds,
            units_per_second: tally.per_second(),
            connections: self.workers.len(),
            server_microseconds: used.server.map(|time| time.as_secs_f64() * 1e6 / units),
            database_microseconds: used.database.map(|time| time.as_secs_f64() * 1e6 / units),
            server_percent: used.server.map(|time| 100.0 * time.as_secs_f64() / seconds),
            written_bytes: used.written.map(|bytes| bytes as f64 / units),
            commits: committed.map(|commits| commits as f64 / units),
            p50_microseconds: tally.quantile(0.5),
            stolen_percent,
            hashing_percent: used.hashing.map(|time| 100.0 * time.as_secs_f64() / seconds),
            hashes_per_second: alone.map(|alone| alone.per_second),
            hashing_alone_percent: alone.map(|alone| alone.core_percent),
        })
    }

    fn commits(&self) -> Result<Option<u64>> {
        self.site.commits.as_ref().map(Commits::count).transpose()
    }

    /// Measures hashing alone for half the duration of a loop. Call it before and after the loop.
    async fn hashing_alone(&self, settings: &Settings) -> Result<Option<HashingAlone>> {
        Ok(match self.kind.hashes_a_password() {
            true => Some(generator::awake(HashingAlone::measure(settings.time / 2)).await?),
            false => None,
        })
    }

    async fn open(&mut self, percent: u32, settings: &Settings) -> Result<Open> {
        let peak = self.outcome.median_peak().context("a peak before a share of it")?.units_per_second;
        let rate = peak * f64::from(percent) / 100.0;
        let tally = generator::open(&self.workload, &mut self.workers, rate, settings.open_time).await?;
        require_all_done(&tally)?;
        Ok(Open {
            percent,
            units_per_second: rate,
            achieved_per_second: tally.per_second(),
            p50_microseconds: tally.quantile(0.5),
            p99_microseconds: tally.quantile(0.99),
            p999_microseconds: tally.quantile(0.999),
            longest_microseconds: tally.longest(),
        })
    }

    fn finish(self) -> Result<Outcome> {
        let mut outcome = self.outcome;
        outcome.checks = self.workload.check_samples()?;
        outcome.memory = process::memory_of_all(&self.site.processes)?;
        Ok(outcome)
    }
}

/// The CPU time and bytes used so far.
struct Usage {
    /// CPU time of all nodes.
    server: Option<Duration>,
    /// CPU time of the threads that hash passwords, if the server names them.
    hashing: Option<Duration>,
    /// CPU time of the database's processes, if it has any.
    database: Option<Duration>,
    written: Option<u64>,
}

impl Usage {
    fn of(site: &Site) -> Result<Self> {
        let nodes = || site.processes.iter().copied();
        let is_known = nodes().next().is_some();
        let server = nodes().map(cpu_time).sum::<Result<Duration>>()?;
        let hashing =
            nodes().map(|node| threads_time(node, PasswordPool::THREAD_NAME)).sum::<Result<Duration>>()?;
        let written = || -> Result<u64> {
            let by_database = site.database.map_or(Ok(0), process::written_bytes_with_children)?;
            Ok(by_database + nodes().map(process::written_bytes).sum::<Result<u64>>()?)
        };
        Ok(Self {
            server: is_known.then_some(server),
            hashing: Some(hashing).filter(|time| !time.is_zero()),
            database: site.database.map(process::cpu_time_with_children).transpose()?,
            // Only readable for processes of this user.
            written: written().ok().filter(|_| is_known),
        })
    }

    fn since(self, earlier: &Self) -> Self {
        let time = |now: Duration, then: Duration| now.saturating_sub(then);
        Self {
            server: self.server.zip(earlier.server).map(|(now, then)| time(now, then)),
            hashing: self.hashing.zip(earlier.hashing).map(|(now, then)| time(now, then)),
            database: self.database.zip(earlier.database).map(|(now, then)| time(now, then)),
            written: self.written.zip(earlier.written).map(|(now, then)| now.saturating_sub(then)),
        }
    }
}

fn require_all_done(tally: &Tally) -> Result<()> {
    ensure!(tally.units > 0, "no unit was done within {:?}", tally.elapsed);
    ensure!(tally.turned_away == 0, "{} units were turned away with 503", tally.turned_away);
    Ok(())
}
