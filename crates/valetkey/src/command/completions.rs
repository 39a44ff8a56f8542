//! `valetkey completions`.

use clap::Args;
use clap_complete::{Shell, generate};
use serde_json::json;

use crate::{command_line, failure::Failure, output::Output};

/// Print a script that completes commands and options in a shell
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CompletionsArguments {
    /// The shell: bash, zsh, fish, powershell or elvish
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

const EXAMPLES: &str = "\
The script has the commands of this version. Print it again after an update.

Examples:
  valetkey completions bash > ~/.local/share/bash-completion/completions/valetkey
  valetkey completions zsh > ~/.zfunc/_valetkey
      With fpath+=~/.zfunc before compinit in ~/.zshrc.
  valetkey completions fish > ~/.config/fish/completions/valetkey.fish
  valetkey completions powershell >> $PROFILE
  valetkey completions elvish >> ~/.config/elvish/rc.elv";

/// Runs the command.
pub(crate) fn run(arguments: &CompletionsArguments, output: Output) -> Result<(), Failure> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut command_line::doors::command(), "valetkey", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let value = json!({ "shell": arguments.shell.to_string(), "script": script });
    output.result(&value, |_| script.trim_end().to_owned())
}
