//! The summary table at the end.

use std::time::Duration;

use super::counts::Counts;

/// The result of a runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing failed.
    Passed,
    /// Something failed.
    Failed,
    /// The runner could not run on this machine.
    Skipped,
}

/// The result of one runner.
#[derive(Debug)]
pub(crate) struct Line {
    /// The runner.
    pub name: &'static str,
    /// The result.
    pub verdict: Verdict,
    counts: Counts,
    remark: String,
    time: Duration,
}

impl Line {
    /// Returns the line of a runner that ran.
    pub(crate) fn counted(name: &'static str, counts: Counts) -> Self {
        let verdict = if counts.failed == 0 { Verdict::Passed } else { Verdict::Failed };
        Self { name, verdict, counts, remark: counts.to_string(), time: Duration::ZERO }
    }

    /// Returns the line of a runner that could not run, as a failure.
    pub(crate) fn failed(name: &'static str, remark: impl Into<String>) -> Self {
        let counts = Counts { failed: 1, ..Counts::default() };
        Self { name, verdict: Verdict::Failed, counts, remark: remark.into(), time: Duration::ZERO }
    }

    /// Returns the line of a runner that could not run, as skipped.
    pub(crate) fn skipped(name: &'static str, remark: impl Into<String>) -> Self {
        let counts = Counts { skipped: 1, ..Counts::default() };
        Self { name, verdict: Verdict::Skipped, counts, remark: remark.into(), time: Duration::ZERO }
    }

    /// Adds the duration of the runner.
    pub(crate) fn after(self, time: Duration) -> Self {
        Self { time, ..self }
    }
}

/// Returns a table with one row for each line.
pub(crate) fn table(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        let verdict = match line.verdict {
            Verdict::Passed => "passed",
            Verdict::Failed => "FAILED",
            Verdict::Skipped => "SKIPPED",
        };
        let seconds = line.time.as_secs_f32();
        let remark = line.remark.lines().next().unwrap_or_default();
        text.push_str(&format!("{:<16} {verdict:<8} {seconds:>7.1} s  {remark}\n", line.name));
    }
    text
}

/// Returns the sum of all counts.
pub(crate) fn total(lines: &[Line]) -> Counts {
    lines.iter().map(|line| line.counts).fold(Counts::default(), Counts::plus)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_each_and_the_total_sums_up() {
        let lines = [
            Line::counted("house", Counts { passed: 9, failed: 0, skipped: 0 }).after(Duration::from_secs(2)),
            Line::counted("cargo-test", Counts { passed: 5, failed: 1, skipped: 0 }),
            Line::skipped("browser", "no Chromium\nsecond line"),
            Line::failed("deny", "not installed"),
        ];
        let table = table(&lines);
        assert_eq!(table.lines().count(), 4);
        assert!(table.contains("house            passed       2.0 s  9 passed, 0 failed"), "{table}");
        assert!(table.contains("browser          SKIPPED") && !table.contains("second line"), "{table}");
        assert_eq!(total(&lines).to_string(), "14 passed, 2 failed, 1 skipped");
    }
}
