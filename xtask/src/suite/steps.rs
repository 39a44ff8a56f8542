//! The programs that the runners start.

use std::fs;

use anyhow::Context;

use super::counts::Counts;
use crate::place::{Place, cargo};
use crate::process::Step;
use crate::setup::{cargo_deny_program, chromium_program, keycloak_folder, python_program};

/// The name of the step that builds the program.
pub(crate) const BUILD: &str = "build";

/// The examples that runners start. Each is a program in the same folder as ours, with the name of its crate.
const EXAMPLES: &[&str] =
    &["example-web-application-client", "example-discord-sessions", "example-single-sign-on"];

/// Runs a step and counts its tests. A step without counts is one test.
///
/// If a step fails and its counts have no failure, adds one failure. A runner that ran no test has failed, too.
pub(crate) fn run(step: &Step, read_counts: Option<fn(&str) -> Option<Counts>>) -> anyhow::Result<Counts> {
    println!("$ {}", step.shown());
    let outcome = step.run()?;
    let Some(read_counts) = read_counts else {
        return Ok(Counts::one(outcome.success));
    };
    let mut counts = read_counts(&outcome.output).unwrap_or_default();
    if !outcome.success && counts.failed == 0 {
        println!("the runner failed, though no single test did: {}", outcome.ending);
        counts.failed = 1;
    }
    if outcome.success && counts.passed + counts.failed == 0 {
        println!("the runner ran no test");
        counts.failed = 1;
    }
    Ok(counts)
}

/// Builds the program and the examples once, for all runners that start them.
pub(crate) fn build(place: &Place) -> anyhow::Result<Counts> {
    let mut arguments = vec!["build", "--quiet", "-p", "valetkey"];
    arguments.extend(EXAMPLES.iter().flat_map(|example| ["-p", example]));
    run(&cargo_step(place, &arguments), None)
}

pub(crate) fn format(place: &Place) -> anyhow::Result<Step> {
    Ok(cargo_step(place, &["fmt", "--all", "--", "--check"]))
}

pub(crate) fn clippy(place: &Place) -> anyhow::Result<Step> {
    Ok(cargo_step(place, &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// Returns clippy for the crates that these options of cargo choose.
pub(crate) fn clippy_of(place: &Place, packages: &[String]) -> Step {
    cargo_step(place, &["clippy", "--quiet"]).arguments(packages.iter().cloned()).arguments([
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])
}

/// Returns the unit tests of the crates that these options of cargo choose. Examples are programs without unit tests.
pub(crate) fn unit_tests_of(place: &Place, packages: &[String]) -> Step {
    let has_library = |name: &String| {
        name == "--workspace"
            || place.root.join("crates").join(name).join("src/lib.rs").is_file()
            || name == "bench"
    };
    let library = packages.iter().any(has_library).then_some("--lib");
    cargo_step(place, &["test", "--quiet", "--no-fail-fast"])
        .arguments(packages.iter().cloned())
        .arguments(library)
        .arguments(["--bins"])
}

pub(crate) fn deny(place: &Place) -> anyhow::Result<Step> {
    let arguments = ["--offline", "check", "bans", "licenses", "sources"];
    Ok(Step::new(cargo_deny_program(place), &place.root).arguments(arguments))
}

pub(crate) fn cargo_test(place: &Place) -> anyhow::Result<Step> {
    Ok(cargo_step(place, &["test", "--quiet", "--workspace", "--no-fail-fast"]))
}

/// The tests that send requests through a router.
const ROUTER_TESTS: &[&str] = &["people", "mail", "providers", "security", "token_endpoints", "grant"];

/// Parts of the names of router tests that are correct for one node only, grouped by reason.
const ONE_NODE_ONLY: &[&str] = &[
    // Statements per request: each node reads clients, roles and brands itself.
    "budgets::",
    "_cost_",
    "_costs_",
    // These limits are in the memory of each process.
    "h4_one_form_is_good_for_few_codes",
    "h4_failed_passkeys_have_the_limits_of_an_address",
    "one_sign_in_too_many_is_asked_to_come_back",
    // Each process counts only its own work.
    "metrics::",
    // SQLite sends no notices, so another process uses a removed client for up to a second. `two_nodes.rs` has the tests with
    // PostgreSQL.
    "changed_clients::",
    "model::rf3_",
    // Nodes read tenants, attributes and providers again every few seconds, but the tests make only one node do so.
    "tenants::",
    "passkeys::namespace::",
    "attributes::",
    "account::a_user_links_an_account",
    "account::al1_linking_and_unlinking",
    "first_sign_in::al1_a_trusted_device_is_no_second_factor_before_a_link",
    "wrong_side::a_provider_that_was_disabled",
    "wrong_side::a_dead_provider",
    // The clock of the tests does not move, and the events of two nodes have no order within one millisecond.
    "account_password::a_change_stores_one_event",
    "account_devices::ending_one_session",
    "account_activity::the_page_shows_the_own_events_newest_first",
    "account_activity::that_was_not_me_signs_everybody_else_out",
    "account_data::lk4_the_download_has_everything",
    "account_deletion::the_page_says_what_follows",
];

/// Runs the router tests with two nodes on one database. Each request goes to the next node, as behind a load balancer.
pub(crate) fn two_nodes(place: &Place) -> anyhow::Result<Step> {
    let tests = ROUTER_TESTS.iter().flat_map(|&name| ["--test", name]);
    let skipped = ONE_NODE_ONLY.iter().flat_map(|&name| ["--skip", name]);
    let arguments = ["test", "--quiet", "--workspace", "--no-fail-fast"].into_iter();
    let arguments: Vec<&str> = arguments.chain(tests).chain(["--"]).chain(skipped).collect();
    Ok(cargo_step(place, &arguments).variable("VALETKEY_TEST_NODES", "2"))
}

/// Returns the same step with PostgreSQL for the tests that do not choose their database.
pub(crate) fn two_nodes_on_postgres(place: &Place) -> anyhow::Result<Step> {
    // This test stops the clock. A database that does not answer meanwhile is treated as dead.
    let skipped = ["--skip", "wrong_side::a_provider_that_never_answers"];
    Ok(two_nodes(place)?.arguments(skipped).variable("VALETKEY_TEST_DATABASE", "postgres"))
}

pub(crate) fn foreign_python(place: &Place) -> anyhow::Result<Step> {
    Ok(pytest(place, "tests/foreign/python"))
}

pub(crate) fn text_browser(place: &Place) -> anyhow::Result<Step> {
    Ok(pytest(place, "tests/text-browser"))
}

pub(crate) fn foreign_node(place: &Place) -> anyhow::Result<Step> {
    node_test(place, "tests/foreign/node", 5, 1)
}

pub(crate) fn foreign_server(place: &Place) -> anyhow::Result<Step> {
    let packages = ["-p", "valetkey-client", "-p", "valetkey-resource-server", "-p", "example-command-line"];
    let tests =
        ["--test", "foreign_provider", "--test", "foreign_tokens", "--no-fail-fast", "--", "--ignored"];
    Ok(cargo_step(place, &[&["test", "--quiet"], &packages[..], &tests].concat()))
}

pub(crate) fn foreign_keycloak(place: &Place) -> anyhow::Result<Step> {
    Ok(node_test(place, "tests/foreign/keycloak", 5, 1)?
        .variable("VALETKEY_CHROMIUM", chromium()?)
        .variable("VALETKEY_KEYCLOAK", keycloak_folder(place).to_string_lossy()))
}

pub(crate) fn browser(place: &Place) -> anyhow::Result<Step> {
    let screenshots = place.target_folder().join("screenshots");
    // Two files at once: a browser waits for the server half of the time.
    Ok(node_test(place, "tests/browser", 20, 2)?
        .variable("VALETKEY_CHROMIUM", chromium()?)
        .variable("VALETKEY_SCREENSHOTS", screenshots.to_string_lossy()))
}

/// Returns the tests of the tutorial. One of them compiles an application.
pub(crate) fn tutorial(place: &Place) -> anyhow::Result<Step> {
    Ok(node_test(place, "tests/tutorial", 20, 1)?
        .variable("VALETKEY_CHROMIUM", chromium()?)
        .limit_minutes(25))
}

fn chromium() -> anyhow::Result<String> {
    chromium_program().context("expected Chromium, found none")
}

fn cargo_step(place: &Place, arguments: &[&str]) -> Step {
    Step::new(cargo(), &place.root).arguments(arguments.iter().copied())
}

fn pytest(place: &Place, folder: &str) -> Step {
    Step::new(python_program(place), &place.root)
        .arguments(["-m", "pytest", "-q", "-p", "no:cacheprovider", "--color=no", folder])
        .variable("PYTHONDONTWRITEBYTECODE", "1")
        .variable("VALETKEY_PROGRAM", place.program().to_string_lossy())
        .limit_minutes(10)
}

/// Returns Node's test runner with all test files of a folder, because it does not search folders. It runs `files_at_once` files
/// at the same time, each for at most `minutes`.
fn node_test(place: &Place, folder: &str, minutes: u64, files_at_once: u8) -> anyhow::Result<Step> {
    let entries =
        fs::read_dir(place.root.join(folder)).with_context(|| format!("could not read {folder}"))?;
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> =
        names.filter(|name| name.ends_with(".test.mjs")).map(|name| format!("{folder}/{name}")).collect();
    files.sort();
    anyhow::ensure!(!files.is_empty(), "expected files like {folder}/NAME.test.mjs, there are none");
    Ok(Step::new("node", &place.root)
        .arguments(["--test", "--test-reporter=spec"])
        .arguments([format!("--test-concurrency={files_at_once}")])
        .arguments([format!("--test-timeout={}", minutes * 60_000)])
        .arguments(files)
        .variable("VALETKEY_PROGRAM", place.program().to_string_lossy())
        .limit_minutes(25))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(script: &str, counts: Counts) -> Counts {
        // The function pointer cannot capture the counts, so the script prints them as cargo does.
        let line = format!(
            "echo 'test result: ok. {} passed; {} failed; {} ignored; 0 measured'; {script}",
            counts.passed, counts.failed, counts.skipped
        );
        let step = Step::new("sh", ".").arguments(["-c", &line]);
        run(&step, Some(super::super::counts::cargo_test)).expect("sh runs")
    }

    #[test]
    fn a_failure_without_a_failed_test_still_counts() {
        let counts = counted("exit 101", Counts { passed: 3, failed: 0, skipped: 1 });
        assert_eq!(counts, Counts { passed: 3, failed: 1, skipped: 1 });
    }

    #[test]
    fn a_failed_test_is_not_counted_twice() {
        let counts = counted("exit 101", Counts { passed: 3, failed: 2, skipped: 0 });
        assert_eq!(counts.failed, 2);
    }

    #[test]
    fn a_runner_without_tests_has_failed() {
        assert_eq!(counted("true", Counts::default()).failed, 1);
    }

    #[test]
    fn a_step_that_does_not_count_is_one_test() {
        let step = |script: &str| Step::new("sh", ".").arguments(["-c", script]);
        assert_eq!(run(&step("true"), None).expect("sh runs"), Counts { passed: 1, failed: 0, skipped: 0 });
        assert_eq!(run(&step("false"), None).expect("sh runs"), Counts { passed: 0, failed: 1, skipped: 0 });
    }
}
