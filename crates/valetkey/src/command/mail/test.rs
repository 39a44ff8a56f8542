//! `valetkey mail test`.

use clap::Args;
use serde_json::json;
use valetkey_pages::{Language, Mail, MailBrand, MailFrame};
use valetkey_server::{Environment as _, SystemEnvironment, mail::OutgoingMail};

use crate::{
    database::PlaceArguments,
    failure::Failure,
    issuer_server,
    output::{Output, visible},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TestArguments {
    /// The address that gets the mail
    #[arg(value_name = "ADDRESS")]
    address: String,
    #[command(flatten)]
    place: PlaceArguments,
}

const EXAMPLES: &str = "\
The mail leaves at once, with the table [mail] of the configuration, and not through the outbox. The exit code is 0 when \
the mail server accepted it. Whether it arrives is for the mail server to say.

Example:
  valetkey mail test alice@example.com --config /etc/valetkey.toml";

pub(super) async fn run(arguments: &TestArguments, output: Output) -> Result<(), Failure> {
    let configuration = arguments.place.configuration()?;
    let transport = issuer_server::mail_transport(&configuration)?.ok_or_else(|| {
        Failure::usage(
            "expected a mail server in the table [mail] of the configuration, got none; name the file with --config",
        )
    })?;
    let issuer = configuration.issuer()?;
    let host = issuer.as_str().split_once("://").map_or(issuer.as_str(), |(_, host)| host);
    let brand = MailBrand::named(host);
    let frame = MailFrame { language: Language::English, account: None, host, brand: &brand };
    let mail = Mail::Test.render(&frame);
    let mail = OutgoingMail {
        id: SystemEnvironment.identifier(),
        to: arguments.address.clone(),
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
    };
    match transport.send(&mail).await {
        Ok(answer) => {
            let value = json!({ "to": mail.to, "accepted": true, "answer": answer });
            output.result(&value, |style| {
                let heading = format!("The mail server accepted a test mail to {}.", visible(&mail.to));
                format!("{}\n\nIt said: {}", style.strong(&heading), visible(&answer))
            })
        }
        Err(failure) => Err(Failure::failed(format!(
            "expected the mail server to accept a test mail to {}, got: {failure}",
            visible(&mail.to)
        ))),
    }
}
