//! Reads the numbers of passed, failed and skipped tests from the output of a runner.

use std::fmt;

/// The numbers of tests by result.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Passed.
    pub passed: usize,
    /// Failed, or ended with an error.
    pub failed: usize,
    /// Skipped or ignored.
    pub skipped: usize,
}

impl Counts {
    /// Returns the counts of one test that passed or failed.
    pub(crate) fn one(passed: bool) -> Self {
        Self { passed: usize::from(passed), failed: usize::from(!passed), skipped: 0 }
    }

    /// Adds other counts.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(formatter, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

/// Adds up the lines `test result: ok. 3 passed; 0 failed; 1 ignored; …` of cargo test.
pub(crate) fn cargo_test(output: &str) -> Option<Counts> {
    let results = output.lines().filter_map(|line| line.trim_start().strip_prefix("test result: "));
    let all = results.map(|line| Counts {
        passed: number_before(line, "passed"),
        failed: number_before(line, "failed"),
        skipped: number_before(line, "ignored"),
    });
    all.reduce(Counts::plus)
}

/// Reads the last line `3 passed, 1 failed, 2 errors in 1.23s` of pytest.
pub(crate) fn pytest(output: &str) -> Option<Counts> {
    let line = output.lines().rev().find(|line| {
        let line = line.trim_matches(['=', ' ']);
        line.contains(" in ") && line.starts_with(|letter: char| letter.is_ascii_digit())
    })?;
    Some(Counts {
        passed: number_before(line, "passed"),
        failed: number_before(line, "failed") + number_before(line, "error"),
        skipped: number_before(line, "skipped"),
    })
}

/// Reads the last lines `ℹ pass 3`, `ℹ fail 1` and so on of node's test runner.
pub(crate) fn node(output: &str) -> Option<Counts> {
    let closing = |word: &str| {
        let lines =
            output.lines().rev().filter_map(|line| line.trim_start_matches(['ℹ', '#', ' ']).split_once(' '));
        lines.filter(|(name, _)| *name == word).find_map(|(_, number)| number.trim().parse::<usize>().ok())
    };
    Some(Counts {
        passed: closing("pass")?,
        failed: closing("fail")? + closing("cancelled").unwrap_or(0),
        skipped: closing("skipped").unwrap_or(0) + closing("todo").unwrap_or(0),
    })
}

/// Returns the number right before a word, as in `3 passed`; 0 if there is none.
fn number_before(line: &str, word: &str) -> usize {
    let words: Vec<&str> =
        line.split_whitespace().map(|part| part.trim_matches([',', ';', '.', '='])).collect();
    let pairs = words.windows(2).find(|pair| pair[1].trim_end_matches('s') == word);
    pairs.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: usize, failed: usize, skipped: usize) -> Option<Counts> {
        Some(Counts { passed, failed, skipped })
    }

    #[test]
    fn results_of_cargo_test_are_summed_up() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 9 filtered out; finished in 1.00s\n";
        assert_eq!(cargo_test(output), counts(5, 2, 1));
        assert_eq!(cargo_test("error: could not compile"), None);
    }

    #[test]
    fn the_closing_line_of_pytest_is_read() {
        assert_eq!(pytest("...\n3 passed in 1.23s\n"), counts(3, 0, 0));
        assert_eq!(pytest("= 1 failed, 3 passed, 2 skipped, 1 error in 1.23s =\n"), counts(3, 2, 2));
        assert_eq!(pytest("2 errors in 0.10s\n"), counts(0, 2, 0));
        assert_eq!(pytest("Traceback"), None);
    }

    #[test]
    fn the_closing_lines_of_node_are_read() {
        let output = "✔ pass 99 (1ms)\nℹ tests 6\nℹ suites 0\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n";
        assert_eq!(node(output), counts(3, 2, 1));
        assert_eq!(node("# pass 2\n# fail 0\n"), counts(2, 0, 0));
        assert_eq!(node("SyntaxError"), None);
    }

    #[test]
    fn counts_are_shown_as_one_plain_line() {
        assert_eq!(Counts { passed: 3, failed: 0, skipped: 0 }.to_string(), "3 passed, 0 failed");
        assert_eq!(Counts { passed: 3, failed: 1, skipped: 2 }.to_string(), "3 passed, 1 failed, 2 skipped");
    }
}
