//! Fetches the tools that the tests need, only from Debian, PyPI, npm, crates.io and Maven Central. (Only `cargo xtask
//! advisories` fetches advisories, from their repository.)

mod cargo_deny;
mod debian;
mod keycloak;
mod node;
mod python;

use std::collections::BTreeMap;

use crate::place::Place;

pub(crate) use cargo_deny::program as cargo_deny_program;
pub(crate) use debian::chromium_program;
pub(crate) use keycloak::folder as keycloak_folder;
pub(crate) use python::program as python_program;

/// A tool that some tests need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    /// cargo-deny: licences, bans and sources of the crates we use.
    CargoDeny,
    /// A Python virtual environment with the libraries of `tests/foreign/python/requirements.txt`.
    Python,
    /// Node.js with the packages of `tests/package-lock.json`.
    Node,
    /// The Chromium browser.
    Chromium,
    /// The Lynx text browser.
    Lynx,
    /// Java, and the Keycloak server.
    Keycloak,
}

impl Tool {
    /// All tools, in the order of the set-up.
    pub(crate) const ALL: &'static [Self] =
        &[Self::CargoDeny, Self::Python, Self::Node, Self::Chromium, Self::Lynx, Self::Keycloak];

    /// Returns the name for messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::CargoDeny => "cargo-deny",
            Self::Python => "Python with libraries",
            Self::Node => "Node.js with packages",
            Self::Chromium => "Chromium",
            Self::Lynx => "Lynx",
            Self::Keycloak => "Java with Keycloak",
        }
    }

    fn set_up(self, place: &Place, debian: &mut debian::Debian) -> Result<(), String> {
        match self {
            Self::CargoDeny => cargo_deny::set_up(place),
            Self::Python => python::set_up(place, debian),
            Self::Node => node::set_up(place, debian),
            Self::Chromium => debian.need_chromium(),
            Self::Lynx => debian.need("lynx", "lynx"),
            Self::Keycloak => keycloak::set_up(place, debian),
        }
    }
}

/// The tools that are ready, and the reasons why others are not.
#[derive(Default)]
pub(crate) struct Tools {
    missing: BTreeMap<Tool, String>,
}

impl Tools {
    /// Returns the reason why a tool is missing; `None` if it is ready.
    pub(crate) fn reason_missing(&self, tool: Tool) -> Option<&str> {
        self.missing.get(&tool).map(String::as_str)
    }
}

/// Sets up all tools. Returns `false` if one is missing in a continuous-integration run.
pub(crate) fn run(place: &Place) -> anyhow::Result<bool> {
    let tools = set_up(place, Tool::ALL);
    Ok(!place.is_ci || tools.missing.is_empty())
}

/// Sets up these tools. Continues with the next tool after a failure.
pub(crate) fn set_up(place: &Place, asked: &[Tool]) -> Tools {
    let mut debian = debian::Debian::new(place);
    let mut tools = Tools::default();
    for tool in Tool::ALL.iter().filter(|tool| asked.contains(tool)) {
        match tool.set_up(place, &mut debian) {
            Ok(()) => println!("ready    {}", tool.name()),
            Err(reason) => {
                println!("MISSING  {}: {reason}", tool.name());
                tools.missing.insert(*tool, reason);
            }
        }
    }
    tools
}
