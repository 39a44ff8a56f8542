//! The machine and the source code of a result.

use std::{fs, process::Command};

use serde::{Deserialize, Serialize};

/// The machine and the source code, as far as known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// Its cores.
    pub cores: usize,
    /// Memory in KiB.
    pub memory_kib: u64,
    /// The kernel.
    pub kernel: String,
    /// The commit that was checked out.
    pub commit: String,
    /// Whether files differed from that commit.
    pub changed: bool,
    /// The build profile of `bench` and of the server beside it: `dist`, `release`, `debug`. Up to November 2026 `dist` was
    /// called `release`.
    pub profile: String,
}

/// Ticks of all cores since the machine started: busy, idle, stolen by the host.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Ticks {
    /// All of them.
    pub total: u64,
    /// Ticks that the host gave to other virtual machines.
    pub stolen: u64,
}

impl Machine {
    /// Describes this machine and the source code in the working folder.
    pub fn here() -> Self {
        let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let name = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
        let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let memory_kib = memory.split_whitespace().nth(1).and_then(|number| number.parse().ok());
        Self {
            processor: name.map_or_else(String::new, |(_, name)| name.to_owned()),
            cores: processors.matches("processor\t").count(),
            memory_kib: memory_kib.unwrap_or(0),
            kernel: output("uname", &["-sr"]),
            commit: output("git", &["rev-parse", "--short=12", "HEAD"]),
            changed: !output("git", &["status", "--porcelain"]).is_empty(),
            profile: profile().unwrap_or_default(),
        }
    }
}

/// Returns the build profile of this program: its folder in `target`.
pub fn profile() -> Option<String> {
    let own = std::env::current_exe().ok()?;
    // Tests are one level deeper, in the folder `deps`.
    let folder =
        own.ancestors().skip(1).find(|folder| folder.file_name().is_some_and(|name| name != "deps"))?;
    Some(folder.file_name()?.to_string_lossy().into_owned())
}

impl Ticks {
    /// Reads the current ticks.
    pub fn now() -> Self {
        let text = fs::read_to_string("/proc/stat").unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        let ticks: Vec<u64> =
            line.split_whitespace().skip(1).filter_map(|number| number.parse().ok()).collect();
        Self { total: ticks.iter().take(8).sum(), stolen: ticks.get(7).copied().unwrap_or(0) }
    }

    /// Returns the share of time since `earlier` that the host took away, in percent.
    pub fn stolen_percent_since(self, earlier: Self) -> f64 {
        let total = self.total.saturating_sub(earlier.total).max(1);
        100.0 * self.stolen.saturating_sub(earlier.stolen) as f64 / total as f64
    }
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}
