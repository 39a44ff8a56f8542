use std::collections::BTreeMap;

use super::*;
use crate::{
    machine::Machine,
    outcome::{Figure, Open, Peak},
    site::ServerFacts,
};

fn peak(units_per_second: f64) -> Peak {
    Peak {
        units: 1_000,
        seconds: 1.0,
        units_per_second,
        connections: 64,
        server_microseconds: Some(400.0),
        database_microseconds: None,
        server_percent: Some(99.0),
        written_bytes: None,
        commits: None,
        p50_microseconds: 900,
        stolen_percent: 0.0,
        hashing_percent: None,
        hashes_per_second: None,
        hashing_alone_percent: None,
    }
}

fn outcome(peaks: Vec<Peak>) -> Outcome {
    run(peaks, 700.0).outcomes.remove(0)
}

fn run(peaks: Vec<Peak>, achieved_per_second: f64) -> Run {
    let open = Open {
        percent: 70,
        units_per_second: 700.0,
        achieved_per_second,
        p50_microseconds: 1_500,
        p99_microseconds: 2_500,
        p999_microseconds: 3_500,
        longest_microseconds: 9_000,
    };
    let server = ServerFacts {
        name: "some-server".to_owned(),
        version: "1.0".to_owned(),
        durability: "memory".to_owned(),
    };
    let outcome = Outcome {
        workload: "A".to_owned(),
        track: Track::Opaque,
        server,
        requests_per_unit: 3.0,
        peaks,
        open: vec![open],
        memory: None,
        checks: vec!["1 thing checked".to_owned()],
    };
    Run {
        machine: Machine::default(),
        began_at: 0,
        seconds: 1.0,
        stolen_percent: 0.0,
        floors: None,
        ceiling: Some(Ceiling { requests_per_second: 30_000.0 }),
        outcomes: vec![outcome],
        others: BTreeMap::from([("J".to_owned(), vec![Figure::new("first token".to_owned(), 42.0, "ms")])]),
    }
}

fn line<'a>(text: &'a str, start: &str) -> &'a str {
    text.lines().find(|line| line.starts_with(start)).unwrap()
}

#[test]
fn the_middle_round_counts_and_unknown_values_are_shown_as_not_measured() {
    let text = markdown(&[run(vec![peak(900.0), peak(1_000.0), peak(1_200.0)], 700.0)]);
    assert_eq!(
        line(&text, "| A |"),
        "| A | opaque | some-server | 1000 (900–1200) | 400 | not measured | 1.50 / 2.50 / 3.50 | not measured | \
         not measured | not measured | 10 |  |"
    );
    assert_eq!(line(&text, "| first token"), "| first token | 42.00 | ms |");
    assert!(text.contains("- A some-server: 1 thing checked"), "{text}");
}

#[test]
fn warnings_are_beside_the_figure() {
    let too_fast = Peak { stolen_percent: 20.0, ..peak(9_000.0) };
    let text = markdown(&[run(vec![too_fast], 500.0)]);
    let line = line(&text, "| A |");
    for expected in ["(fell behind)", "a third of the generator's ceiling", "took time away"] {
        assert!(line.contains(expected), "{expected}: {line}");
    }
}

#[test]
fn the_row_shows_the_cpu_time_of_server_and_database() {
    let text = markdown(&[run(vec![Peak { database_microseconds: Some(120.0), ..peak(1_000.0) }], 700.0)]);
    assert!(line(&text, "| A |").contains("| 400 + 120 |"), "{text}");
}

#[test]
fn each_round_is_compared_with_hashing_alone_right_before_and_after() {
    let round = |rate, hashes| Peak { hashes_per_second: Some(hashes), ..peak(rate) };
    let rounds = [(40.0, 50.0), (36.0, 40.0), (20.0, 20.0), (38.0, 40.0), (30.0, 40.0)];
    let text = markdown(&[run(rounds.map(|(rate, hashes)| round(rate, hashes)).to_vec(), 700.0)]);
    let share = "A some-server: 90 % of the rate of a program that only hashes";
    let spread = "half of the 5 rounds are between 80 and 95 %";
    assert!(text.contains(share) && text.contains(spread), "{text}");
    assert!(!markdown(&[run(vec![peak(1_000.0)], 700.0)]).contains("hash"));
}

#[test]
fn the_time_of_hashing_is_compared_with_hashing_alone() {
    let round =
        |percent| Peak { hashing_percent: Some(percent), hashing_alone_percent: Some(96.0), ..peak(40.0) };
    let text = markdown(&[run([84.0, 72.0, 90.0].map(round).to_vec(), 700.0)]);
    assert!(text.contains("A some-server: 87.5 % (75.0–87.5) of the core's time"), "{text}");
}

#[test]
fn rounds_of_several_starts_are_one_result() {
    let (mut first, second) = (outcome(vec![peak(40.0)]), outcome(vec![peak(60.0), peak(50.0)]));
    let checks = first.checks.clone();
    first.append_rounds(second);
    let rates: Vec<f64> = first.peaks.iter().map(|peak| peak.units_per_second).collect();
    assert_eq!(rates, [40.0, 60.0, 50.0]);
    assert_eq!(first.checks, checks, "the same check is listed once");
}

#[test]
fn a_result_is_the_same_after_writing_and_reading() {
    let run = run(vec![peak(1_000.0)], 700.0);
    let text = serde_json::to_string(&run).unwrap();
    let read: Run = serde_json::from_str(&text).unwrap();
    assert_eq!(markdown(&[read]), markdown(&[run]));
}
