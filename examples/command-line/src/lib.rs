//! A command line that logs in: through the browser on this machine, or by a code on another device.

pub mod arguments;
mod file_token_store;
mod login;
mod logout;
mod open_browser;
mod qr_code;
mod session;
mod token_file;
mod who_am_i;

pub use file_token_store::FileTokenStore;
pub use token_file::{TokenFile, TokenFileError};

use arguments::{Arguments, Command};
use session::Session;

/// Any error, as a sentence for the terminal.
pub type AnyError = Box<dyn std::error::Error + Send + Sync>;

/// Runs one command, which prints its result to standard output.
///
/// # Errors
/// The error message for the terminal.
pub async fn run(arguments: &Arguments) -> Result<(), AnyError> {
    let session = Session::new(arguments)?;
    match arguments.command {
        Command::Login { device: true, .. } => login::by_device(&session).await,
        Command::Login { no_browser, .. } => login::in_browser(&session, !no_browser).await,
        Command::Whoami { json } => who_am_i::run(&session, json).await,
        Command::Logout => logout::run(&session).await,
    }
}
