//! The commands, one file or folder each.

mod apply;
mod attribute;
mod audit;
mod branding;
mod client;
mod completions;
mod database;
mod demo;
mod event;
mod export;
mod group;
mod health;
mod identity_provider;
mod inspect;
mod keys;
mod mail;
mod passwords;
mod plan;
mod provider;
mod refusals;
mod role;
mod scope;
mod serve;
mod sign_in;
mod tenant;
mod user;
mod webhook;

pub(crate) use client::{client_id, secret_fault};
pub(crate) use identity_provider::{
    all as identity_providers, check as check_provider, seal as provider_seal,
};
pub(crate) use tenant::check as check_tenant;
pub(crate) use user::UserDetails;

use clap::{Args, Parser, Subcommand};
use valetkey_server::configuration::{self, LogSettings};

use crate::{
    configuration_file::variable,
    failure::Failure,
    logging::{self, LogFormat},
    output::Output,
};

/// OAuth 2.0 and OpenID Connect, both ends of the wire, in one program.
#[derive(Parser)]
#[command(
    name = "valetkey",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    propagate_version = false,
    after_help = EXAMPLES
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: CommonArguments,
}

const EXAMPLES: &str = "\
Examples:
  valetkey demo
      Try everything: a server, an application, an API, an imitated provider, two users and an administrator.

  valetkey client add --name Notes --redirect-uri https://notes.example/auth/callback
  valetkey user add --username alice --email alice@example.com
  valetkey serve --issuer https://id.example.com
      Register an application and a user, then serve them.

Exit codes: 0 success, 1 failure, 2 wrong command line or configuration.
With --json an error is one line of JSON on stderr: {\"error\":…,\"exit_code\":…}.";

/// The help of a command that only holds others: it leaves out the options, which each of them repeats.
const GROUP_HELP: &str =
    "{about-with-newline}\n{usage-heading} {usage}\n\nCommands:\n{subcommands}{after-help}";

#[derive(Subcommand)]
enum Command {
    /// Try it: server, application, API, an imitated provider, two users and an administrator in one process
    Demo(demo::DemoArguments),
    /// Run the authorization server
    Serve(Box<serve::ServeArguments>),
    /// Ask the server on this machine whether it lives
    Health(health::HealthArguments),
    /// Register, list, edit and remove applications and APIs
    Client(client::ClientArguments),
    /// Sign in at a running server, for commands with --server
    SignIn(sign_in::SignInArguments),
    /// Sign out at a running server: revoke the tokens and remove them here
    SignOut(sign_in::SignOutArguments),
    /// Show who is signed in at a running server
    Whoami(sign_in::WhoamiArguments),
    /// Add, find, edit, disable and remove users
    User(user::UserArguments),
    /// Add, list and remove groups of users, and their members
    Group(group::GroupArguments),
    /// Add, list, show, edit, grant and remove roles
    Role(role::RoleArguments),
    /// Add, list, edit and remove attributes of users besides the standard claims
    Attribute(attribute::AttributeArguments),
    /// Add, list, edit and remove scopes with the claims that they open
    Scope(scope::ScopeArguments),
    /// List what happened: sign-ins, consents, revocations, and what administrators did
    Event(event::EventArguments),
    /// Verify that nobody changed, removed or inserted events of the audit trail
    Audit(audit::AuditArguments),
    /// Add, list, edit, test, replay and remove webhooks: addresses that get events as they happen
    Webhook(webhook::WebhookArguments),
    /// List, rotate and seal the signing keys
    Keys(keys::KeysArguments),
    /// Try the mail server, and list the mails that wait or failed
    Mail(mail::MailArguments),
    /// Build the list of stolen passwords that users may not choose
    Passwords(passwords::PasswordsArguments),
    /// Add, list, edit and remove tenants, each with its issuer
    Tenant(tenant::TenantArguments),
    /// Show what valetkey apply would change
    Plan(plan::PlanArguments),
    /// Make clients, scopes, roles, groups, attributes, providers and settings equal to files
    Apply(apply::ApplyArguments),
    /// Write clients, scopes, roles, groups, attributes, providers and settings as a file
    Export(export::ExportArguments),
    /// Copy the records to another database, back them up, restore them
    Database(database::DatabaseCommandArguments),
    /// Show how many sign-ins and requests were refused, by the hour
    Refusals(refusals::RefusalsArguments),
    /// Add, list, edit, test, preview and remove the providers on the sign-in page
    IdentityProvider(identity_provider::IdentityProviderArguments),
    /// List, show, check and imitate the presets of identity providers
    Provider(provider::ProviderArguments),
    /// Decode a token, verify it, and say in words what is wrong
    Inspect(inspect::InspectArguments),
    /// Print a script that completes commands and options in a shell
    Completions(completions::CompletionsArguments),
}

/// Options of every command.
#[derive(Args)]
struct CommonArguments {
    /// Print results as JSON, for scripts
    #[arg(long, global = true, help_heading = "Global options")]
    json: bool,
    #[command(flatten)]
    logging: LoggingArguments,
}

/// Options of the log.
#[derive(Args)]
pub(crate) struct LoggingArguments {
    /// What to log to stderr: error, warn, info, debug, trace, or a list such as warn,valetkey_server=debug [env:
    /// VALETKEY_LOG]
    #[arg(long, global = true, value_name = "LEVEL", help_heading = "Global options")]
    log: Option<String>,
    /// What log lines look like: text or json [env: VALETKEY_LOG_FORMAT]
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        hide_possible_values = true,
        help_heading = "Global options"
    )]
    log_format: Option<LogFormat>,
}

impl LoggingArguments {
    /// For commands that answer and end: warnings only, unless asked for more. They report the errors of their requests themselves.
    fn start(&self) -> Result<(), Failure> {
        let format = match (self.log_format, variable("VALETKEY_LOG_FORMAT").as_deref()) {
            (Some(format), _) => format,
            (None, None | Some("text")) => LogFormat::Text,
            (None, Some("json")) => LogFormat::Json,
            (None, Some(other)) => {
                let problem = format!("VALETKEY_LOG_FORMAT: expected text or json, got {other:?}");
                return Err(Failure::usage(problem));
            }
        };
        self.start_with("warn,valetkey_fetch=error", format)
    }

    /// For the server: as configured, unless the command line says otherwise.
    fn start_for_serving(&self, settings: &LogSettings) -> Result<(), Failure> {
        let configured = match settings.format {
            configuration::LogFormat::Text => LogFormat::Text,
            configuration::LogFormat::Json => LogFormat::Json,
        };
        self.start_with(&settings.level, self.log_format.unwrap_or(configured))
    }

    fn start_with(&self, configured: &str, format: LogFormat) -> Result<(), Failure> {
        match (&self.log, variable("VALETKEY_LOG")) {
            (Some(filter), _) => logging::start("--log", filter, format),
            (None, Some(filter)) => logging::start("VALETKEY_LOG", &filter, format),
            (None, None) => logging::start("log.level", configured, format),
        }
    }
}

/// Runs the command that was asked for.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { command, common: CommonArguments { json, logging } } = arguments;
    let output = Output::new(json);
    if !matches!(command, Command::Serve(_)) {
        logging.start()?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = match command {
        Command::Demo(arguments) => runtime.block_on(demo::run(arguments, output)),
        Command::Serve(arguments) => runtime.block_on(serve::run(*arguments, logging, output)),
        Command::Health(arguments) => runtime.block_on(health::run(&arguments, output)),
        Command::Client(arguments) => runtime.block_on(client::run(arguments, output)),
        Command::SignIn(arguments) => runtime.block_on(sign_in::sign_in(&arguments, output)),
        Command::SignOut(arguments) => runtime.block_on(sign_in::sign_out(&arguments, output)),
        Command::Whoami(arguments) => runtime.block_on(sign_in::whoami(&arguments, output)),
        Command::User(arguments) => runtime.block_on(user::run(arguments, output)),
        Command::Group(arguments) => runtime.block_on(group::run(arguments, output)),
        Command::Role(arguments) => runtime.block_on(role::run(arguments, output)),
        Command::Attribute(arguments) => runtime.block_on(attribute::run(arguments, output)),
        Command::Scope(arguments) => runtime.block_on(scope::run(arguments, output)),
        Command::Event(arguments) => runtime.block_on(event::run(arguments, output)),
        Command::Audit(arguments) => runtime.block_on(audit::run(arguments, output)),
        Command::Webhook(arguments) => runtime.block_on(webhook::run(arguments, output)),
        Command::Keys(arguments) => runtime.block_on(keys::run(arguments, output)),
        Command::Mail(arguments) => runtime.block_on(mail::run(arguments, output)),
        Command::Passwords(arguments) => runtime.block_on(passwords::run(arguments, output)),
        Command::Tenant(arguments) => runtime.block_on(tenant::run(arguments, output)),
        Command::Plan(arguments) => runtime.block_on(plan::run(&arguments, output)),
        Command::Apply(arguments) => runtime.block_on(apply::run(&arguments, output)),
        Command::Export(arguments) => runtime.block_on(export::run(&arguments, output)),
        Command::Database(arguments) => runtime.block_on(database::run(arguments, output)),
        Command::Refusals(arguments) => runtime.block_on(refusals::run(arguments, output)),
        Command::IdentityProvider(arguments) => runtime.block_on(identity_provider::run(arguments, output)),
        Command::Provider(arguments) => runtime.block_on(provider::run(arguments, output)),
        Command::Inspect(arguments) => runtime.block_on(inspect::run(arguments, output)),
        Command::Completions(arguments) => completions::run(&arguments, output),
    };
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    done
}
