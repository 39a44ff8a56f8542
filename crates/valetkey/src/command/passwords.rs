//! `valetkey passwords`: the list of breached passwords.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use serde_json::json;
use valetkey_server::breached_passwords::{BuildError, BuildProgress, build};

use crate::{failure::Failure, output::Output};

/// Build the list of stolen passwords that users may not choose
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLE)]
pub(crate) struct PasswordsArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLE: &str = "\
Example:
  valetkey passwords build-list --from pwnedpasswords.txt --to breached.list";

#[derive(Subcommand)]
enum Action {
    /// Build the list from a download of Have I Been Pwned
    BuildList(BuildListArguments),
}

#[derive(Args)]
#[command(after_help = EXAMPLES)]
struct BuildListArguments {
    /// The file to read, with lines of a SHA-1, a colon and a count, in any order; - reads stdin
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The list to write; an existing list is replaced when the new one is complete
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Leave out passwords that were found fewer times
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    minimum_count: u32,
}

const EXAMPLES: &str = "\
The server refuses the passwords of the list when a password is set. Name it in the configuration:

  [passwords]
  breached_list = \"/var/lib/valetkey/breached.list\"

A billion passwords make a list of 5 GB, and need 7 GB beside it while it is built. A server that runs reads the old list until \
it is started again.

Examples:
  valetkey passwords build-list --from pwnedpasswords.txt --to breached.list
  zcat pwnedpasswords.txt.gz | valetkey passwords build-list --from - --to breached.list --minimum-count 10";

/// Runs the command.
pub(crate) async fn run(arguments: PasswordsArguments, output: Output) -> Result<(), Failure> {
    let Action::BuildList(arguments) = arguments.action;
    tokio::task::spawn_blocking(move || build_list(&arguments, output)).await?
}

fn build_list(arguments: &BuildListArguments, output: Output) -> Result<(), Failure> {
    let from: Box<dyn BufRead> = match arguments.from == Path::new("-") {
        true => Box::new(io::stdin().lock()),
        false => {
            let file = File::open(&arguments.from).map_err(|error| {
                let shown = arguments.from.display();
                Failure::usage(format!("--from: expected a file that can be read, got {shown} ({error})"))
            })?;
            Box::new(BufReader::with_capacity(1 << 20, file))
        }
    };
    let tell = |progress| {
        let text = match progress {
            BuildProgress::Read(lines) => format!("{} million lines read", lines / 1_000_000),
            BuildProgress::Sorted(parts) if parts % 64 == 0 => format!("{} % sorted", parts * 100 / 256),
            BuildProgress::Sorted(_) => return,
        };
        // A closed stderr does not stop the work.
        let _ = output.note(&text);
    };
    let built = build(from, &arguments.to, arguments.minimum_count, tell).map_err(|error| match error {
        BuildError::Line(_) | BuildError::Ntlm(_) | BuildError::Empty => Failure::usage(error),
        BuildError::Io { .. } => Failure::failed(error),
    })?;
    let shown = arguments.to.display().to_string();
    let value =
        json!({ "list": shown, "lines": built.lines, "entries": built.entries, "bytes": built.length });
    output.result(&value, |_| {
        format!(
            "Built {shown} from {} lines: {} passwords, {} bytes.",
            built.lines, built.entries, built.length
        )
    })
}
