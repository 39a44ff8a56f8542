//! The commands that work on a running server too, with `--server`.

use std::ffi::OsString;

use clap::{ArgMatches, Command, CommandFactory as _};

use crate::{command::Arguments, configuration_file::variable, failure::Failure, remote::SERVER_VARIABLE};

/// The commands that take `--server`.
pub(crate) const OVER_THE_API: &[&str] = &[
    "sign-in",
    "sign-out",
    "whoami",
    "user add",
    "user invite",
    "user list",
    "user show",
    "user edit",
    "user password",
    "user reset-link",
    "user disable",
    "user enable",
    "user sign-out",
    "user unlock",
    "user withdraw",
    "user remove",
    "client add",
    "client list",
    "client show",
    "client edit",
    "client disable",
    "client enable",
    "client rotate-secret",
    "client end-secret",
    "client remove",
    "group add",
    "group list",
    "group show",
    "group edit",
    "group remove",
    "group add-member",
    "group remove-member",
    "role add",
    "role list",
    "role show",
    "role edit",
    "role remove",
    "role grant",
    "role ungrant",
    "scope add",
    "scope list",
    "scope show",
    "scope edit",
    "scope remove",
    "attribute add",
    "attribute list",
    "attribute show",
    "attribute edit",
    "attribute remove",
    "identity-provider add",
    "identity-provider list",
    "identity-provider show",
    "identity-provider edit",
    "identity-provider remove",
    "tenant add",
    "tenant list",
    "tenant show",
    "tenant edit",
    "tenant set-up-link",
    "keys list",
    "keys rotate",
    "event list",
    "webhook add",
    "webhook list",
    "webhook show",
    "webhook edit",
    "webhook test",
    "webhook replay",
    "webhook remove",
];

/// The options for a server.
const OF_SERVERS: [&str; 3] = ["server", "server_client_id", "server_client_secret_file"];

/// The options that name a database. They win over the variable that names a server.
const OF_DATABASES: [&str; 3] = ["database", "encryption_key_file", "config"];

/// The commands that run the server or copy its database: it is clear which one they mean.
const OF_THE_SERVER: [&str; 2] = ["serve", "database"];

/// Returns the commands. Those that work on a database only do not show the options for a server.
pub(crate) fn command() -> Command {
    with_doors(Arguments::command(), "")
}

fn with_doors(command: Command, name: &str) -> Command {
    let below: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    if below.is_empty() && !OVER_THE_API.contains(&name) && has_option(&command, "server") {
        return OF_SERVERS
            .iter()
            .fold(command, |command, id| command.mut_arg(id, |option| option.hide(true)));
    }
    below.into_iter().fold(command, |command, word| {
        let full = format!("{name} {word}").trim_start().to_owned();
        command.mut_subcommand(word, |below| with_doors(below, &full))
    })
}

/// Refuses `--server` for a command that does not take it, before other mistakes of the command line are named.
///
/// # Errors
/// A usage failure with the name of the command.
pub(crate) fn refuse_server(words: &[OsString]) -> Result<(), Failure> {
    let words: Vec<&str> = words.iter().skip(1).map(|word| word.to_str().unwrap_or_default()).collect();
    let words = words.split(|word| *word == "--").next().unwrap_or_default();
    let asks_for_help = words.iter().any(|word| matches!(*word, "-h" | "--help" | "help"));
    let names_a_server = words.iter().any(|word| *word == "--server" || word.starts_with("--server="));
    if !names_a_server || asks_for_help {
        return Ok(());
    }
    let root = Arguments::command();
    let (mut command, mut name) = (&root, String::new());
    for word in words {
        if let Some(below) = command.find_subcommand(word) {
            (command, name) = (below, format!("{name} {word}").trim_start().to_owned());
        }
    }
    // A group of commands shows its help.
    match command.has_subcommands() || OVER_THE_API.contains(&name.as_str()) {
        true => Ok(()),
        false => Err(refused(&name, command, "--server")),
    }
}

/// Refuses the variable that names a server for a command that works on the database only. Otherwise the command would change another
/// server than the one that the administrator means.
///
/// # Errors
/// A usage failure with the name of the command.
pub(super) fn refuse_variable(matches: &ArgMatches) -> Result<(), Failure> {
    let (name, leaf) = leaf(matches, String::new());
    let mut root = Arguments::command();
    root.build();
    let command = name.split(' ').try_fold(&root, |command, word| command.find_subcommand(word));
    let Some(command) = command.filter(|command| has_option(command, "database")) else { return Ok(()) };
    let is_given = |id: &str| leaf.try_get_raw(id).is_ok_and(|values| values.is_some());
    // `valetkey tenant add` and `remove` have an argument `tenant` that is no option: it says nothing about the database.
    let tenant = command.get_arguments().find(|argument| argument.get_id() == "tenant");
    let names_a_tenant = tenant.is_some_and(|tenant| !tenant.is_positional()) && is_given("tenant");
    let names_a_database = names_a_tenant || OF_DATABASES.iter().any(|id| is_given(id));
    let is_of_server = OF_THE_SERVER.iter().any(|word| name.split(' ').next() == Some(word));
    let is_named = variable(SERVER_VARIABLE).is_some() && !names_a_database && !is_of_server;
    match is_named && !OVER_THE_API.contains(&name.as_str()) {
        true => Err(refused(&name, command, SERVER_VARIABLE)),
        false => Ok(()),
    }
}

fn refused(name: &str, command: &Command, source: &str) -> Failure {
    Failure::usage(match has_option(command, "database") {
        true => {
            format!(
                "valetkey {name} works on the database only: run it on the server's machine, without {source}"
            )
        }
        false => format!("valetkey {name} does not work on the records of a server: run it without {source}"),
    })
}

fn has_option(command: &Command, id: &str) -> bool {
    command.get_arguments().any(|argument| argument.get_id() == id)
}

/// Returns the innermost command with its full name.
fn leaf(matches: &ArgMatches, above: String) -> (String, &ArgMatches) {
    match matches.subcommand() {
        Some((name, below)) => leaf(below, format!("{above} {name}").trim_start().to_owned()),
        None => (above, matches),
    }
}
