//! The server and commands are killed at random while administrators change records through all four doors.
//!
//! Afterwards each change has its event, each event its change, no change is half stored, the audit trail is whole, and each event
//! reached its webhook at least once. `tests/README.md` names the variables that set the number of operations and the seed.

mod console;
mod dice;
mod files;
mod installation;
mod ledger;
mod machine;
mod shell;
mod trail;

use std::{
    sync::Arc,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use self::{
    dice::Dice,
    installation::Installation,
    ledger::{Ledger, Outcome},
    trail::Trail,
};
use crate::support::receiver::Receiver;

/// Operations in the usual run. `VALETKEY_KILL_OPERATIONS` sets another number.
const OPERATIONS: u64 = 200;

/// The seed in the usual run, so that it is the same each time. `VALETKEY_KILL_SEED` sets another one.
const SEED: u64 = 20_261_201;

/// The longest pause between two requests of a worker, in milliseconds. Commands take longer than requests, and all doors should be open
/// when the server is killed.
const PAUSE: u64 = 300;

/// Kills while messages to webhooks are sent, after the operations.
const KILLS_WHILE_SENDING: u32 = 2;

/// Longer than a lease and the turns that send all messages.
const PATIENCE: Duration = Duration::from_secs(240);

/// A door: carries out a number of operations, and returns what became of each.
type Door = fn(&Installation, &mut Dice, u64) -> Ledger;

/// The doors. Each is used by one worker, and the command line and the API by two.
const DOORS: [(&str, Door); 6] = [
    ("shell", shell::work),
    ("shell-again", shell::work),
    ("machine", machine::work),
    ("machine-again", machine::work),
    ("console", console::work),
    ("files", files::work),
];

#[test]
fn rc2_kills_during_operations_through_all_doors_leave_no_half_change_on_sqlite() {
    survive("sqlite:valetkey.db");
}

#[test]
fn rc2_kills_during_operations_through_all_doors_leave_no_half_change_on_postgres() {
    let database = valetkey_test_postgres::empty_database();
    survive(&database.url);
}

fn survive(database: &str) {
    let (operations, seed) =
        (setting("VALETKEY_KILL_OPERATIONS", OPERATIONS), setting("VALETKEY_KILL_SEED", SEED));
    let begun = Instant::now();
    let receiver = Receiver::start();
    let installation = Arc::new(Installation::start(database, &receiver));
    let workers = start_workers(&installation, operations, seed);
    let kills = kill_until_done(&installation, &workers, &mut Dice::new(seed, "kills"));
    let mut ledger = Ledger::default();
    for worker in workers {
        ledger.append(worker.join().expect("a worker"));
    }
    let worked = begun.elapsed();
    installation.wait_until_ready();

    let trail = Trail::read(&installation);
    trail.check_against_the_records(&installation);
    ledger.check(&trail);
    let messages = trail.check_webhooks(&receiver, PATIENCE);
    let verified = installation.command(&["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}", verified.stderr);
    report(&format!(
        "seed {seed}, {database}: {} in {worked:?}; {kills} kills of the server; {messages}; all in {:?}",
        ledger.summary(),
        begun.elapsed()
    ));
    for door in ["shell", "machine", "console", "files"] {
        let done = ledger.count(door, Outcome::Done);
        assert!(done >= operations / 40, "{door}: only {done} operations were carried out");
    }
    assert!(kills > KILLS_WHILE_SENDING, "the server was killed during the operations");
}

fn start_workers(installation: &Arc<Installation>, operations: u64, seed: u64) -> Vec<JoinHandle<Ledger>> {
    let count = DOORS.len() as u64;
    let start = |(number, (name, work)): (usize, (&'static str, Door))| {
        let installation = Arc::clone(installation);
        let share = operations / count + u64::from((number as u64) < operations % count);
        thread::spawn(move || work(&installation, &mut Dice::new(seed, name), share))
    };
    DOORS.into_iter().enumerate().map(start).collect()
}

/// Kills and restarts the server until the workers are done, and some times more. Returns the number of kills.
fn kill_until_done(installation: &Installation, workers: &[JoinHandle<Ledger>], dice: &mut Dice) -> u32 {
    let mut kills = 0;
    while workers.iter().any(|worker| !worker.is_finished()) {
        thread::sleep(dice.milliseconds(100, 2_500));
        installation.kill_and_restart(dice.milliseconds(0, 300));
        kills += 1;
    }
    for _ in 0..KILLS_WHILE_SENDING {
        thread::sleep(dice.milliseconds(4_000, 9_000));
        installation.kill_and_restart(dice.milliseconds(0, 300));
        kills += 1;
    }
    kills
}

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().expect("a number"))
}

#[expect(
    clippy::print_stderr,
    reason = "the test runner keeps it for tests that fail, and --nocapture shows it"
)]
fn report(line: &str) {
    eprintln!("{line}");
}
