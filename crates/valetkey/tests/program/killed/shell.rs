//! The command line. One of four commands is killed.

use std::thread;

use super::{
    dice::Dice,
    installation::Installation,
    ledger::{Change, Ledger, Outcome},
    trail::Kind,
};
use crate::support::program::command;

/// A command takes about as long, in milliseconds.
const DURATION: u64 = 250;

/// Carries out operations.
pub(super) fn work(installation: &Installation, dice: &mut Dice, count: u64) -> Ledger {
    let mut ledger = Ledger::default();
    for number in 0..count {
        let name = dice.name("shell", number);
        let email = format!("{name}@example.com");
        let (words, change): (&[&str], _) = match number % 4 {
            0 => (
                &["user", "add", "--username", &name, "--email", &email],
                Change::Add(vec![Kind::User], name.clone()),
            ),
            1 => (&["group", "add", &name], Change::Add(vec![Kind::Group], name.clone())),
            2 => (&["scope", "add", &name], Change::Add(vec![Kind::Scope], name.clone())),
            _ => (
                &["client", "edit", &installation.notes, "--name", &name],
                Change::Set(Kind::Client, name.clone()),
            ),
        };
        let outcome = run(installation, dice, words);
        ledger.note("shell", change, outcome);
    }
    ledger
}

/// Runs a command, or kills it in the middle.
pub(super) fn run(installation: &Installation, dice: &mut Dice, words: &[&str]) -> Outcome {
    let mut child =
        command(&installation.folder, &installation.on_database(words)).spawn().expect("the program starts");
    drop(child.stdin.take());
    if dice.below(4) == 0 {
        thread::sleep(dice.milliseconds(0, DURATION));
        child.kill().expect("a kill");
    }
    let output = child.wait_with_output().expect("the program ends");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => Outcome::Done,
        Some(1) => Outcome::Refused,
        Some(code) => panic!("{words:?} ended with {code}: {complaint}"),
        None => Outcome::Unknown,
    }
}
