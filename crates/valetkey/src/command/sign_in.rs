//! `valetkey sign-in`, `sign-out` and `whoami`: the user at a running server.

use std::io::{self, Write as _};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    configuration_file::variable,
    demo::browser,
    failure::Failure,
    output::{Output, pairs, visible},
    remote::{Address, Api, SERVER_VARIABLE, Session, TokenFile},
    time_words::utc,
};

/// Sign in at a running server, for commands with --server
#[derive(Args)]
#[command(after_help = SIGN_IN_EXAMPLES)]
pub(crate) struct SignInArguments {
    #[command(flatten)]
    server: NamedServer,
    /// Print the address without opening a browser
    #[arg(long)]
    no_open: bool,
}

const SIGN_IN_EXAMPLES: &str = "\
The browser opens, or open the printed address on this machine yourself. Afterwards each command with --server has the permissions of \
your roles. The tokens lie in your configuration folder, in a file that only you may read.

The server must know the command line as a client. Run once on its machine: valetkey client add --command-line

Examples:
  valetkey sign-in --server https://id.example.com
  valetkey user list --server https://id.example.com
  VALETKEY_SERVER=https://id.example.com valetkey whoami";

/// Sign out at a running server: revoke the tokens and remove them here
#[derive(Args)]
#[command(after_help = "Example:\n  valetkey sign-out --server https://id.example.com")]
pub(crate) struct SignOutArguments {
    #[command(flatten)]
    server: NamedServer,
    /// Remove the tokens here even if the server can't revoke them
    #[arg(long)]
    forget: bool,
}

/// Show who is signed in at a running server, and ask it whether the sign-in still counts
#[derive(Args)]
#[command(after_help = "Example:\n  valetkey whoami --server https://id.example.com")]
pub(crate) struct WhoamiArguments {
    #[command(flatten)]
    server: NamedServer,
}

/// A server that must be named.
#[derive(Args)]
struct NamedServer {
    /// The issuer of the server, such as https://id.example.com [env: VALETKEY_SERVER]
    #[arg(long, value_name = "URL")]
    server: Option<String>,
}

impl NamedServer {
    fn address(&self) -> Result<Address, Failure> {
        let named = self.server.clone().or_else(|| variable(SERVER_VARIABLE));
        match named {
            Some(server) => Address::parse(&server),
            None => Err(Failure::usage(unnamed())),
        }
    }
}

/// Says that no server is named, and which ones the user signed in at.
fn unnamed() -> String {
    let known = match TokenFile::servers().join(", ") {
        none if none.is_empty() => String::new(),
        servers => format!("; you signed in at {servers}"),
    };
    format!("expected --server URL or the variable {SERVER_VARIABLE}, got neither{known}")
}

/// Runs `valetkey sign-in`.
pub(crate) async fn sign_in(arguments: &SignInArguments, output: Output) -> Result<(), Failure> {
    let address = arguments.server.address()?;
    let session = Session::at(&address)?;
    let opens = !arguments.no_open;
    let show = |page: &str| {
        // A closed terminal can't show it. The sign-in then ends with its time limit.
        let _ = writeln!(io::stderr(), "Sign in with your browser at this address:\n\n  {page}\n");
        if opens {
            browser::open(page);
        }
    };
    let signed_in = session.sign_in(show).await?;
    let api = Api::new(address.clone(), signed_in.access_token.clone());
    let username = username(&api, &signed_in.subject).await?;
    let value = json!({
        "server": signed_in.server,
        "sub": signed_in.subject,
        "username": username,
        "scope": signed_in.scope,
        "file": session.file().path(),
    });
    let name = username.as_deref().unwrap_or(&signed_in.subject);
    output.result(&value, |style| {
        let heading = style.strong(&format!("Signed in at {} as {}.", signed_in.server, visible(name)));
        format!("{heading}\nThe tokens are in {}.", session.file().path().display())
    })
}

/// Runs `valetkey sign-out`.
pub(crate) async fn sign_out(arguments: &SignOutArguments, output: Output) -> Result<(), Failure> {
    let address = arguments.server.address()?;
    let ended = Session::at(&address)?.sign_out(arguments.forget).await?;
    let server = address.issuer();
    output.result(&json!({ "server": server, "signed_out": ended }), |_| match ended {
        true => format!("Signed out at {server}."),
        false => format!("Nobody was signed in at {server} here."),
    })
}

/// Runs `valetkey whoami`.
pub(crate) async fn whoami(arguments: &WhoamiArguments, output: Output) -> Result<(), Failure> {
    let address = arguments.server.address()?;
    let session = Session::at(&address)?;
    let signed_in = session.fresh().await?;
    let api = Api::new(address.clone(), signed_in.access_token.clone());
    let username = username(&api, &signed_in.subject).await?;
    let value = json!({
        "server": signed_in.server,
        "sub": signed_in.subject,
        "username": username,
        "scope": signed_in.scope,
        "access_token_expires_at": signed_in.expires_at,
    });
    output.result(&value, |style| {
        let unknown = || "not known: no role with the permission users:read".to_owned();
        let expires = signed_in.expires_at.map(|at| ("access token until", utc(at)));
        let lines = [
            ("username", username.clone().unwrap_or_else(unknown)),
            ("sub", signed_in.subject.clone()),
            ("scope", signed_in.scope.clone()),
        ];
        format!("{}\n\n{}", style.strong(&signed_in.server), pairs(lines.into_iter().chain(expires)))
    })
}

/// Asks the API for the name of the user. The answer also shows that the token counts. `None` if the user may not read users.
async fn username(api: &Api, subject: &str) -> Result<Option<String>, Failure> {
    let own: Option<Value> = api.find_if_permitted(&["users", subject]).await?;
    Ok(own.and_then(|user| user["username"].as_str().map(str::to_owned)))
}
