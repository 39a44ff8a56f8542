//! The rules of the house: allowed dependencies, pure crates, length of files, and others.

mod arrows;
mod bans;
mod crates;
mod machine;
mod metadata;
mod publishing;
mod purity;
mod secrecy;
mod security_tests;
mod sources;
mod table;
#[cfg(test)]
mod testing;
mod tokens;
mod workspace;

use crate::place::Place;
use workspace::Workspace;

/// A violation of a rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    /// The file or crate, with the line if there is one.
    pub place: String,
    /// The problem.
    pub problem: String,
    /// The instruction to fix it.
    pub fix: String,
}

/// A rule: its name, its text, and its check.
struct Rule {
    name: &'static str,
    says: &'static str,
    check: fn(&Workspace) -> Vec<Violation>,
}

/// All rules, in the order in which they are printed.
const RULES: &[Rule] = &[
    Rule {
        name: "arrows",
        says: "each crate uses only the crates that the table allows",
        check: arrows::check,
    },
    Rule { name: "folders", says: "a crate's folder has the crate's name", check: crates::check_folders },
    Rule { name: "lints", says: "every crate inherits the workspace's lints", check: crates::check_lints },
    Rule {
        name: "pure-dependencies",
        says: "pure crates depend on no runtime, server or database",
        check: purity::check_dependencies,
    },
    Rule {
        name: "pure-sources",
        says: "pure crates use no clock, file, environment or randomness",
        check: purity::check_sources,
    },
    Rule { name: "bans", says: "no banned crate is built", check: bans::check },
    Rule { name: "file-length", says: "no Rust file has more than 400 lines", check: sources::check_length },
    Rule { name: "machine-paths", says: "no file has a path of one machine", check: machine::check_paths },
    Rule {
        name: "one-way-out",
        says: "only valetkey-fetch opens connections over HTTP",
        check: secrecy::check_way_out,
    },
    Rule {
        name: "secret-comparisons",
        says: "no secret is compared in variable time",
        check: secrecy::check_comparisons,
    },
    Rule {
        name: "security-tests",
        says: "the documents about security name only tests that exist",
        check: security_tests::check,
    },
    Rule {
        name: "publishing",
        says: "a published library has its metadata and its files",
        check: publishing::check,
    },
    Rule {
        name: "design-tokens",
        says: "every page has the design tokens of valetkey-pages",
        check: tokens::check,
    },
    Rule { name: "lock-hosts", says: "lock files have no download host", check: machine::check_lock_hosts },
];

/// Checks all rules and prints one line for each. Returns `false` if a rule is broken.
pub(crate) fn run(place: &Place) -> anyhow::Result<bool> {
    let (kept, broken) = check(place)?;
    println!("house: {kept} rules kept, {broken} broken");
    Ok(broken == 0)
}

/// Checks all rules and prints one line for each. Returns the number of kept and of broken rules.
pub(crate) fn check(place: &Place) -> anyhow::Result<(usize, usize)> {
    let workspace = workspace::read(&place.root)?;
    let mut broken = 0;
    for rule in RULES {
        let violations = (rule.check)(&workspace);
        println!("{}", heading(rule, violations.len()));
        for violation in &violations {
            println!("  {}: {}. Fix: {}.", violation.place, violation.problem, violation.fix);
        }
        broken += usize::from(!violations.is_empty());
    }
    Ok((RULES.len() - broken, broken))
}

fn heading(rule: &Rule, count: usize) -> String {
    match count {
        0 => format!("kept    {:<18} {}", rule.name, rule.says),
        1 => format!("BROKEN  {:<18} {} (1 place)", rule.name, rule.says),
        _ => format!("BROKEN  {:<18} {} ({count} places)", rule.name, rule.says),
    }
}
