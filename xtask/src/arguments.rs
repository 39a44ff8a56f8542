//! The command line.

use crate::suite::runners::RUNNERS;

/// A task.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Print the help text.
    Help,
    /// Run the quick checks.
    Check {
        /// Whether to check every crate, not only those that differ from `main`.
        all: bool,
    },
    /// Check the rules of the house.
    House,
    /// Fetch the tools that the tests need.
    Setup,
    /// Fetch the newest advisories, then check the crates we use.
    Advisories {
        /// A git repository to fetch from in place of the official one.
        from: Option<String>,
    },
    /// Set up, then run the tests; an empty list means all of them.
    Test {
        /// The names of the runners to run.
        only: Vec<&'static str>,
    },
}

/// Parses the arguments after the name of the program.
pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Task, String> {
    let arguments: Vec<String> = arguments.collect();
    if arguments.is_empty() || arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        return Ok(Task::Help);
    }
    let (task, rest) = (arguments[0].as_str(), &arguments[1..]);
    match task {
        "help" => Ok(Task::Help),
        "check" if rest.is_empty() => Ok(Task::Check { all: false }),
        "check" if rest == ["--all"] => Ok(Task::Check { all: true }),
        "check" => Err(format!("`check` knows only the option --all, but there is `{}`", rest.join(" "))),
        "house" if rest.is_empty() => Ok(Task::House),
        "setup" if rest.is_empty() => Ok(Task::Setup),
        "house" | "setup" => Err(format!("`{task}` takes no arguments, but there is `{}`", rest.join(" "))),
        "advisories" => Ok(Task::Advisories { from: parse_from(rest)? }),
        "test" => Ok(Task::Test { only: parse_only(rest)? }),
        other => {
            Err(format!("there is no task `{other}`; the tasks are check, house, setup, advisories and test"))
        }
    }
}

fn parse_from(rest: &[String]) -> Result<Option<String>, String> {
    match rest {
        [] => Ok(None),
        [option, address] if option == "--from" => Ok(Some(address.clone())),
        _ => Err(format!(
            "`advisories` knows only the option --from ADDRESS, but there is `{}`",
            rest.join(" ")
        )),
    }
}

fn parse_only(rest: &[String]) -> Result<Vec<&'static str>, String> {
    let mut only = Vec::new();
    let mut rest = rest.iter();
    while let Some(argument) = rest.next() {
        let name = match argument.strip_prefix("--only=") {
            Some(name) => name.to_owned(),
            None if argument == "--only" => rest.next().ok_or("`--only` needs a name after it")?.clone(),
            None => {
                return Err(format!("`test` knows only the option --only NAME, but there is `{argument}`"));
            }
        };
        let runner = RUNNERS.iter().find(|runner| runner.name == name);
        only.push(runner.ok_or_else(|| format!("there is no runner `{name}`; there are {}", names()))?.name);
    }
    Ok(only)
}

fn names() -> String {
    RUNNERS.iter().map(|runner| runner.name).collect::<Vec<_>>().join(", ")
}

/// Returns the text of `--help`.
pub(crate) fn help() -> String {
    let mut text = String::from(
        "The developer tasks of Valetkey.\n\n\
         Usage: cargo xtask <TASK>\n\n\
         Tasks:\n  \
           check [--all]          the quick checks: format, house, clippy and unit tests of the crates that differ from main\n  \
           house                  check the rules of the house, and say how to fix what breaks them\n  \
           setup                  fetch what the tests need, into .setup/ and tests/node_modules/\n  \
           advisories [--from ADDRESS]\n                         \
           fetch the newest advisories into xtask/advisory-db/, then check Cargo.lock;\n                         \
           without a network the copy that is there counts\n  \
           test [--only NAME]...  set up, then run every test, or only the named ones\n\n\
         Names for --only:\n",
    );
    for runner in RUNNERS {
        text.push_str(&format!("  {:<22} {}\n", runner.name, runner.says));
    }
    text.push_str(
        "\nA runner without its tools is skipped and reported. With CI=true it counts as a failure.\n\
         The exit code is 0 only if nothing failed.\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_words(line: &str) -> Result<Task, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn tasks_are_recognised() {
        assert_eq!(parse_words("check"), Ok(Task::Check { all: false }));
        assert_eq!(parse_words("check --all"), Ok(Task::Check { all: true }));
        assert_eq!(parse_words("house"), Ok(Task::House));
        assert_eq!(parse_words("setup"), Ok(Task::Setup));
        assert_eq!(parse_words("advisories"), Ok(Task::Advisories { from: None }));
        let from = Some("https://mirror.example/db".to_owned());
        assert_eq!(parse_words("advisories --from https://mirror.example/db"), Ok(Task::Advisories { from }));
        assert_eq!(parse_words("test"), Ok(Task::Test { only: vec![] }));
        assert_eq!(
            parse_words("test --only house --only=browser"),
            Ok(Task::Test { only: vec!["house", "browser"] })
        );
        assert_eq!(parse_words(""), Ok(Task::Help));
        assert_eq!(parse_words("test --help"), Ok(Task::Help));
    }

    #[test]
    fn wrong_words_are_named_in_the_answer() {
        assert!(parse_words("tset").is_err_and(|problem| problem.contains("tset")));
        assert!(parse_words("advisories now").is_err_and(|problem| problem.contains("now")));
        assert!(parse_words("advisories --from").is_err());
        assert!(parse_words("check everything").is_err_and(|problem| problem.contains("everything")));
        assert!(parse_words("house now").is_err_and(|problem| problem.contains("now")));
        assert!(parse_words("test --only nonsense").is_err_and(|problem| problem.contains("nonsense")));
        assert!(parse_words("test --only").is_err_and(|problem| problem.contains("needs a name")));
        assert!(parse_words("test browser").is_err_and(|problem| problem.contains("browser")));
    }

    #[test]
    fn help_names_every_runner() {
        let help = help();
        for runner in RUNNERS {
            assert!(help.contains(runner.name), "{} is missing in the help", runner.name);
        }
    }
}
