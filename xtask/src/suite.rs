//! Sets up the tools, runs the test runners one after the other, and prints a summary.

pub(crate) mod check;
mod counts;
pub(crate) mod runners;
mod steps;
mod summary;

use std::collections::BTreeSet;
use std::time::Instant;

use crate::advisories;
use crate::house;
use crate::place::Place;
use crate::setup::{self, Tool, Tools};
use counts::Counts;
use runners::{RUNNERS, Runner, Work};
use summary::{Line, Verdict};

/// Runs the named runners, or all runners. Returns `false` if anything failed.
///
/// The last line printed is `N passed, N failed`, with `, N skipped` if something was.
pub(crate) fn run(place: &Place, only: &[&str]) -> anyhow::Result<bool> {
    let chosen: Vec<&Runner> =
        RUNNERS.iter().filter(|runner| only.is_empty() || only.contains(&runner.name)).collect();
    let mut lines = Vec::new();
    heading("set-up", "fetch what the tests need");
    let asked: BTreeSet<Tool> = chosen.iter().flat_map(|runner| runner.tools.iter().copied()).collect();
    let tools = setup::set_up(place, &asked.into_iter().collect::<Vec<_>>());
    let mut program_is_built = None;
    for runner in chosen {
        heading(runner.name, runner.says);
        if runner.needs_program && program_is_built.is_none() {
            let line = timed(steps::BUILD, || steps::build(place));
            program_is_built = Some(line.verdict == Verdict::Passed);
            lines.push(line);
        }
        let blocked = runner.needs_program && program_is_built == Some(false);
        lines.push(if blocked {
            Line::failed(runner.name, "the program does not build")
        } else {
            run_one(runner, place, &tools)
        });
    }
    heading("summary", "");
    print!("{}", summary::table(&lines));
    let total = summary::total(&lines);
    println!("{total}");
    Ok(total.failed == 0)
}

fn run_one(runner: &Runner, place: &Place, tools: &Tools) -> Line {
    let missing = runner.tools.iter().find_map(|tool| Some((tool, tools.reason_missing(*tool)?)));
    if let Some((tool, reason)) = missing {
        let reason = format!("{} could not be set up: {reason}", tool.name());
        println!("{} {}: {reason}", if place.is_ci { "FAILED" } else { "SKIPPED" }, runner.name);
        return if place.is_ci {
            Line::failed(runner.name, reason)
        } else {
            Line::skipped(runner.name, reason)
        };
    }
    timed(runner.name, || match runner.work {
        Work::House => {
            let (passed, failed) = house::check(place)?;
            Ok(Counts { passed, failed, skipped: 0 })
        }
        Work::Advisories => Ok(Counts::one(advisories::check(place)? == 0)),
        Work::Program { step, counts } => steps::run(&step(place)?, counts),
    })
}

fn timed(name: &'static str, work: impl FnOnce() -> anyhow::Result<Counts>) -> Line {
    let started = Instant::now();
    let line = match work() {
        Ok(counts) => Line::counted(name, counts),
        Err(error) => {
            println!("FAILED {name}: {error:#}");
            Line::failed(name, format!("{error:#}"))
        }
    };
    line.after(started.elapsed())
}

fn heading(name: &str, says: &str) {
    let rest = if says.is_empty() { String::new() } else { format!(": {says}") };
    println!("\n=== {name}{rest} ===");
}
