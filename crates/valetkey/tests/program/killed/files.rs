//! Configuration files. Each run of `apply` adds a group, a role and a scope, and becomes their owner: all or none.

use super::{
    dice::Dice,
    installation::Installation,
    ledger::{Change, Ledger, Outcome},
    shell,
    trail::Kind,
};

/// Attempts to apply a folder while others change records.
const ATTEMPTS: u32 = 5;

/// Carries out operations.
pub(super) fn work(installation: &Installation, dice: &mut Dice, count: u64) -> Ledger {
    let mut ledger = Ledger::default();
    for number in 0..count {
        let name = dice.name("files", number);
        let folder = installation.folder.path().join(&name);
        std::fs::create_dir(&folder).expect("a folder");
        installation.folder.write(&format!("{name}/main.toml"), &document(&name));
        let outcome = apply(installation, dice, &name);
        let kinds = vec![Kind::Group, Kind::Role, Kind::Scope, Kind::File];
        ledger.note("files", Change::Add(kinds, name), outcome);
    }
    ledger
}

/// Applies a folder; again if somebody changed a record after the plan was computed, as the message of the command says.
fn apply(installation: &Installation, dice: &mut Dice, folder: &str) -> Outcome {
    for _ in 0..ATTEMPTS {
        let outcome = shell::run(installation, dice, &["apply", folder, "--yes"]);
        if outcome != Outcome::Refused {
            return outcome;
        }
    }
    Outcome::Refused
}

/// A file with a role, a group that has it, and a scope.
fn document(name: &str) -> String {
    format!(
        "[[role]]\nname = \"{name}\"\n\n[[group]]\nname = \"{name}\"\nroles = [\"{name}\"]\n\n[[scope]]\nname = \"{name}\"\n"
    )
}
