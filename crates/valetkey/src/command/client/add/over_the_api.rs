//! `valetkey client add --server`.

use serde_json::json;
use valetkey_fetch::Method;

use super::{AddArguments, announcement::Registered, warnings};
use crate::{
    failure::Failure,
    output::Output,
    remote::{Api, Kind, Request, read_snapshot, record},
};

/// Registers a client at a running server, which chooses the identifier and the secret.
///
/// # Errors
/// A usage failure for an option that works on the database only, or what the server says.
pub(super) async fn run(mut arguments: AddArguments, api: &Api, output: Output) -> Result<(), Failure> {
    arguments.refuse_options_of_databases()?;
    let kinds = match arguments.access.is_given() {
        true => vec![Kind::Clients, Kind::Groups, Kind::Roles],
        false => vec![Kind::Clients],
    };
    let records = read_snapshot(api.clone(), &kinds).await?;
    let access = std::mem::take(&mut arguments.access);
    let (framework, is_public) = (arguments.framework, arguments.public);
    let (_, mut new) = arguments.registration();
    access.allow(&mut new.access, &records).await?;
    let mut body = record::client_values(&new);
    body["public"] = json!(is_public);
    let answer = api.change(Method::POST, &["clients"], Request::to(&body)).await?;
    let secret = match is_public {
        true => None,
        false => Some(record::secret(&answer, "client_secret")?),
    };
    let client = record::client(answer)?;
    let warnings = warnings(&client, framework, &records).await?;
    let registered = Registered {
        client: &client,
        new_secret: secret.as_ref(),
        issuer: api.address().issuer(),
        is_default_issuer: false,
        framework,
    };
    for warning in &warnings {
        output.note(&format!("warning: {warning}"))?;
    }
    let mut value = registered.as_json();
    value["warnings"] = json!(warnings);
    output.result(&value, |style| registered.in_words(style))
}

impl AddArguments {
    fn refuse_options_of_databases(&self) -> Result<(), Failure> {
        let given = [
            ("--command-line", self.command_line),
            ("--id and --secret-stdin", self.credentials.are_given()),
            ("--issuer", self.issuer.is_some()),
            ("the --brand options", !self.branding.are_empty()),
        ];
        match given.into_iter().find(|(_, is_given)| *is_given) {
            Some((options, _)) => Err(Failure::usage(format!(
                "{options}: for the database only; use them on the server's machine, without --server"
            ))),
            None => Ok(()),
        }
    }
}
