//! The table of the test runners, in the order in which they run. Fast runners that find most errors come first.

use super::counts::{self, Counts};
use super::steps;
use crate::place::Place;
use crate::process::Step;
use crate::setup::Tool;

/// A test runner.
pub(crate) struct Runner {
    /// The name for `--only`.
    pub name: &'static str,
    /// A short description.
    pub says: &'static str,
    /// The tools it needs.
    pub tools: &'static [Tool],
    /// Whether it needs the built program.
    pub needs_program: bool,
    /// The work.
    pub work: Work,
}

/// The work of a runner.
pub(crate) enum Work {
    /// The rules of the house, in this process.
    House,
    /// The advisories about the crates we use, in this process.
    Advisories,
    /// Another program, whose output has the counts.
    Program {
        /// Returns the program to start.
        step: fn(&Place) -> anyhow::Result<Step>,
        /// Reads the counts from its output; if `None`, the program counts as one test.
        counts: Option<fn(&str) -> Option<Counts>>,
    },
}

/// All runners.
pub(crate) const RUNNERS: &[Runner] = &[
    Runner {
        name: "format",
        says: "cargo fmt changes nothing",
        tools: &[],
        needs_program: false,
        work: Work::Program { step: steps::format, counts: None },
    },
    Runner {
        name: "house",
        says: "the rules of the house",
        tools: &[],
        needs_program: false,
        work: Work::House,
    },
    Runner {
        name: "deny",
        says: "licences, bans and sources of the crates we use",
        tools: &[Tool::CargoDeny],
        needs_program: false,
        work: Work::Program { step: steps::deny, counts: None },
    },
    Runner {
        name: "advisories",
        says: "no advisory of the committed copy applies to the crates we use",
        tools: &[],
        needs_program: false,
        work: Work::Advisories,
    },
    Runner {
        name: "clippy",
        says: "the compiler and clippy have nothing to say",
        tools: &[],
        needs_program: false,
        work: Work::Program { step: steps::clippy, counts: None },
    },
    Runner {
        name: "cargo-test",
        says: "unit, storage, router and documentation tests",
        tools: &[],
        needs_program: false,
        work: Work::Program { step: steps::cargo_test, counts: Some(counts::cargo_test) },
    },
    Runner {
        name: "two-nodes",
        says: "the router tests once more, each request at the next of two nodes",
        tools: &[],
        needs_program: false,
        work: Work::Program { step: steps::two_nodes, counts: Some(counts::cargo_test) },
    },
    Runner {
        name: "two-nodes-on-postgres",
        says: "the same on PostgreSQL, wherever a test does not choose its database",
        tools: &[],
        needs_program: false,
        work: Work::Program { step: steps::two_nodes_on_postgres, counts: Some(counts::cargo_test) },
    },
    Runner {
        name: "foreign-python",
        says: "Authlib and requests-oauthlib against the program",
        tools: &[Tool::Python],
        needs_program: true,
        work: Work::Program { step: steps::foreign_python, counts: Some(counts::pytest) },
    },
    Runner {
        name: "foreign-node",
        says: "openid-client against the program",
        tools: &[Tool::Node],
        needs_program: true,
        work: Work::Program { step: steps::foreign_node, counts: Some(counts::node) },
    },
    Runner {
        name: "foreign-server",
        says: "our client, our API guard and a command line against node-oidc-provider",
        tools: &[Tool::Node],
        needs_program: false,
        work: Work::Program { step: steps::foreign_server, counts: Some(counts::cargo_test) },
    },
    Runner {
        name: "foreign-keycloak",
        says: "the example single-sign-on against Keycloak, in Chromium",
        tools: &[Tool::Node, Tool::Chromium, Tool::Keycloak],
        needs_program: true,
        work: Work::Program { step: steps::foreign_keycloak, counts: Some(counts::node) },
    },
    Runner {
        name: "browser",
        says: "the demo and two examples in Chromium",
        tools: &[Tool::Node, Tool::Chromium],
        needs_program: true,
        work: Work::Program { step: steps::browser, counts: Some(counts::node) },
    },
    Runner {
        name: "tutorial",
        says: "docs/tutorial.md word for word, with its user in Chromium",
        tools: &[Tool::Node, Tool::Chromium],
        needs_program: true,
        work: Work::Program { step: steps::tutorial, counts: Some(counts::node) },
    },
    Runner {
        name: "text-browser",
        says: "every flow of users but passkeys in Lynx",
        tools: &[Tool::Python, Tool::Lynx],
        needs_program: true,
        work: Work::Program { step: steps::text_browser, counts: Some(counts::pytest) },
    },
];
