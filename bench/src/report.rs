//! Formats results as Markdown.

pub mod comparison;

use std::fmt::Write as _;

use crate::{
    floor::{Floors, floor_of},
    outcome::{Ceiling, Outcome, Peak, Quartiles, Run},
    site::Track,
    workload::Kind,
};
use clap::ValueEnum as _;

/// A result above this share of the generator's ceiling depends on the generator as well.
const CEILING_SHARE: f64 = 1.0 / 3.0;

/// Returns the tables of all runs.
pub fn markdown(runs: &[Run]) -> String {
    runs.iter().map(one_run).collect::<Vec<_>>().join("\n\n")
}

/// Returns the table of the floors, and the ceiling.
pub fn floors(floors: &Floors, ceiling: Option<&Ceiling>) -> String {
    let mut text =
        String::from("| Primitive | best µs | median µs | best, per second |\n|---|---|---|---|\n");
    for (name, primitive) in floors.named() {
        let _ = writeln!(
            text,
            "| {name} | {:.2} | {:.2} | {:.0} |",
            primitive.best,
            primitive.median,
            1e6 / primitive.best
        );
    }
    text += "\n| Workload | Track | Floor | CPU µs | units/s/core |\n|---|---|---|---|---|\n";
    for kind in Kind::value_variants() {
        for track in [Track::Opaque, Track::Jwt] {
            if track == Track::Jwt && kind.has_one_track() {
                continue;
            }
            let floor = floor_of(*kind, track, floors);
            let (letter, track) = (kind.letter(), track_name(*kind, track));
            let _ = writeln!(
                text,
                "| {letter} | {track} | {} | {:.0} | {:.0} |",
                floor.formula, floor.microseconds, floor.units_per_second
            );
        }
    }
    if let Some(ceiling) = ceiling {
        let _ = write!(
            text,
            "\nGenerator: {:.0} requests/s against a server that does nothing.",
            ceiling.requests_per_second
        );
    }
    text
}

fn one_run(run: &Run) -> String {
    let machine = &run.machine;
    let changed = if machine.changed { " with changes" } else { "" };
    let mut text = format!(
        "Commit {}{changed}, {} build; {}, {} cores; {}; {:.0} s, {:.1} % of the time stolen by the host.\n\n",
        machine.commit,
        machine.profile,
        machine.processor,
        machine.cores,
        machine.kernel,
        run.seconds,
        run.stolen_percent
    );
    text += &outcomes(run);
    for (letter, figures) in &run.others {
        let _ = write!(text, "\n| {letter} | | |\n|---|---|---|\n");
        for figure in figures {
            let _ = writeln!(text, "| {} | {:.2} | {} |", figure.name, figure.value, figure.unit);
        }
    }
    if let Some(known) = &run.floors {
        text += "\n";
        text += &floors(known, run.ceiling.as_ref());
    }
    text
}

/// Returns the table of workloads A to G and O, with the notes below it.
fn outcomes(run: &Run) -> String {
    if run.outcomes.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "| | Track | Server | units/s/core (rounds) | CPU µs/unit | ÷ floor | p50 / p99 / p99.9 ms at 70 % | \
             commits/unit | KiB written/unit | RSS MiB | % of ceiling | |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for outcome in &run.outcomes {
        text += &row(outcome, run);
    }
    text += "\nServers:\n\n";
    let mut seen = Vec::new();
    for outcome in &run.outcomes {
        if !seen.contains(&&outcome.server) {
            seen.push(&outcome.server);
            let server = &outcome.server;
            let _ = writeln!(text, "- {}: {}; {}", server.name, server.version, server.durability);
        }
    }
    for outcome in &run.outcomes {
        let (letter, server) = (&outcome.workload, &outcome.server.name);
        if let Some(Quartiles { lower, middle, upper, readings }) = outcome.percent_of_hashing_alone() {
            let _ = write!(
                text,
                "\n{letter} {server}: {middle:.0} % of the rate of a program that only hashes passwords, on the same core \
                 in turn; half of the {readings} rounds are between {lower:.0} and {upper:.0} %.\n"
            );
        }
        if let Some(Quartiles { lower, middle, upper, .. }) = outcome.percent_of_hashing_time_alone() {
            let _ = write!(
                text,
                "\n{letter} {server}: {middle:.1} % ({lower:.1}–{upper:.1}) of the core's time that such a program gets \
                 went into hashing.\n"
            );
        }
    }
    text += "\nChecked inside the run:\n\n";
    for outcome in run.outcomes.iter().filter(|outcome| !outcome.checks.is_empty()) {
        let _ =
            writeln!(text, "- {} {}: {}", outcome.workload, outcome.server.name, outcome.checks.join(", "));
    }
    text
}

fn row(outcome: &Outcome, run: &Run) -> String {
    let Some(peak) = outcome.median_peak() else { return String::new() };
    let (least, most) = outcome.spread().unwrap_or_default();
    let kind = Kind::value_variants().iter().copied().find(|kind| kind.letter() == outcome.workload);
    let floor = kind.zip(run.floors.as_ref()).map(|(kind, floors)| floor_of(kind, outcome.track, floors));
    let share = floor.map(|floor| format!("{:.0} %", 100.0 * peak.units_per_second / floor.units_per_second));
    let open = outcome.open.iter().find(|open| open.percent == 70).or(outcome.open.first());
    let latencies = open.map(|open| {
        let milliseconds = |value: u64| value as f64 / 1_000.0;
        format!(
            "{:.2} / {:.2} / {:.2}{}",
            milliseconds(open.p50_microseconds),
            milliseconds(open.p99_microseconds),
            milliseconds(open.p999_microseconds),
            if open.achieved_per_second < 0.95 * open.units_per_second { " (fell behind)" } else { "" }
        )
    });
    let cell = |value: Option<String>| value.unwrap_or_else(|| "not measured".to_owned());
    let number = |value: Option<f64>, digits: usize| value.map(|value| format!("{value:.digits$}"));
    format!(
        "| {} | {} | {} | {:.0} ({:.0}–{:.0}) | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        outcome.workload,
        kind.map_or("", |kind| track_name(kind, outcome.track)),
        outcome.server.name,
        peak.units_per_second,
        least,
        most,
        cell(processor_time(peak)),
        cell(share),
        cell(latencies),
        cell(number(peak.commits, 2)),
        cell(number(peak.written_bytes.map(|bytes| bytes / 1024.0), 2)),
        cell(outcome.memory.map(|memory| format!("{:.0}", memory.rss_kib as f64 / 1024.0))),
        cell(number(share_of_ceiling(outcome, peak, run).map(|share| 100.0 * share), 0)),
        flags(outcome, run),
    )
}

/// Returns the CPU time of the server, and of the database if it has its own processes.
fn processor_time(peak: &Peak) -> Option<String> {
    let server = peak.server_microseconds.map(|time| format!("{time:.0}"))?;
    let database = peak.database_microseconds.map(|time| format!(" + {time:.0}"));
    Some(server + &database.unwrap_or_default())
}

/// Returns the requests of a peak as a share of the generator's ceiling.
fn share_of_ceiling(outcome: &Outcome, peak: &Peak, run: &Run) -> Option<f64> {
    Some(peak.units_per_second * outcome.requests_per_unit / run.ceiling?.requests_per_second)
}

/// Returns the warnings about a figure.
fn flags(outcome: &Outcome, run: &Run) -> String {
    let Some(peak) = outcome.median_peak() else { return String::new() };
    let mut flags = Vec::new();
    if share_of_ceiling(outcome, peak, run).is_some_and(|share| share > CEILING_SHARE) {
        flags.push("above a third of the generator's ceiling");
    }
    if peak.stolen_percent > 5.0 {
        flags.push("the host took time away");
    }
    flags.join("; ")
}

fn track_name(kind: Kind, track: Track) -> &'static str {
    match (kind, track) {
        (Kind::ClientCredentials, _) => "JWT",
        (Kind::Metadata | Kind::PasskeySignIn, _) => "–",
        (_, Track::Opaque) => "opaque",
        (_, Track::Jwt) => "JWT",
    }
}

#[cfg(test)]
mod tests;
