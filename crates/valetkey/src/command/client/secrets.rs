//! `valetkey client rotate-secret` and `end-secret`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_administration::{client, files::Thing};
use valetkey_authorization_server::{Decision, record::Client};
use valetkey_fetch::Method;
use valetkey_jose::digest::random_token;
use valetkey_server::{Environment as _, SystemEnvironment, configuration::Duration};
use valetkey_types::{Seconds, Secret, Timestamp};

use super::{show::NamedClient, state::store};
use crate::{
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Request, record},
    time_words::utc,
};

#[derive(Args)]
#[command(after_help = ROTATE_EXAMPLES)]
pub(super) struct RotateSecretArguments {
    #[command(flatten)]
    client: NamedClient,
    /// How long the old secret works beside the new one, at most 90d [default: it stops at once]
    #[arg(long, value_name = "TIME")]
    keep_old: Option<Duration>,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

const ROTATE_EXAMPLES: &str = "\
The new secret is shown once. Without --keep-old, every earlier secret stops working at once. With it, give the application the new \
secret within that time; client show lists both.

Examples:
  valetkey client rotate-secret notes-k3x9mwpd7q2a
  valetkey client rotate-secret notes-k3x9mwpd7q2a --keep-old 7d";

#[derive(Args)]
#[command(
    after_help = "client show lists the secrets with their numbers.\n\nExample:\n  valetkey client end-secret notes-k3x9mwpd7q2a 1"
)]
pub(super) struct EndSecretArguments {
    #[command(flatten)]
    client: NamedClient,
    /// The number of the old secret
    #[arg(value_name = "NUMBER")]
    number: u32,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

pub(super) async fn rotate(arguments: &RotateSecretArguments, output: Output) -> Result<(), Failure> {
    let (records, client) = arguments.client.load().await?;
    let kept_for = arguments.keep_old.map_or(Seconds(0), Duration::seconds);
    let overrides = arguments.ownership.overrides();
    let (answer, secret) = match records.api() {
        Some(api) => {
            let body = json!({ "keep_old_for": kept_for.0 });
            let request = Request::of(client.revision).with(&body).overriding(overrides);
            let path = ["clients", client.id.as_str(), "rotate-secret"];
            let answer = api.change(Method::POST, &path, request).await?;
            let secret = record::secret(&answer, "client_secret")?;
            (record::client(answer)?, secret)
        }
        None => {
            arguments.ownership.check(&Thing::client(&client.id), &records).await?;
            let secret = Secret::new(random_token());
            let decided =
                records.decide(|occasion| client::rotate_secret(&client, &secret, kept_for, occasion));
            let Decision { answer, changes } = decided.map_err(Failure::failed)?;
            store(&records, changes, &client).await?;
            (answer, secret)
        }
    };
    let secrets = as_json(&answer, SystemEnvironment.now());
    let value = json!({ "client_id": answer.id, "client_secret": secret.expose(), "secrets": secrets });
    output.result(&value, |style| {
        let heading = style.strong(&format!("New secret of {}.", answer.name));
        let old = match &answer.secret_rotation.old {
            Some(old) => format!("The old one, number {}, works until {}.", old.number, utc(old.ends_at)),
            None => "The old one stopped working.".to_owned(),
        };
        format!(
            "{heading}\n\n  client_secret  {}\n\n{old} Keep this one now: it is not shown again.",
            secret.expose()
        )
    })
}

pub(super) async fn end(arguments: &EndSecretArguments, output: Output) -> Result<(), Failure> {
    let (records, client) = arguments.client.load().await?;
    let number = arguments.number;
    let decided = records.decide(|occasion| client::end_secret(&client, number, occasion));
    let Decision { answer, changes } = decided.map_err(Failure::failed)?;
    match records.api() {
        Some(api) => {
            let request = Request::of(client.revision).overriding(arguments.ownership.overrides());
            let path = ["clients", client.id.as_str(), "secrets", &number.to_string()];
            api.change(Method::DELETE, &path, request).await?;
        }
        None => {
            arguments.ownership.check(&Thing::client(&client.id), &records).await?;
            store(&records, changes, &client).await?;
        }
    }
    let done = format!("Secret {number} of {} stopped working.", answer.name);
    let value = json!({ "client_id": answer.id, "secrets": as_json(&answer, SystemEnvironment.now()) });
    output.result(&value, |_| done)
}

/// Returns the secrets that count, without the secrets themselves.
pub(super) fn as_json(client: &Client, now: Timestamp) -> Vec<Value> {
    let secrets = client.secrets(now).into_iter();
    secrets
        .map(
            |secret| json!({ "number": secret.number, "made_at": secret.made_at, "ends_at": secret.ends_at }),
        )
        .collect()
}

/// Describes the secrets that count: `2, made 2026-03-01T12:00:00Z; 1, until 2026-03-08T12:00:00Z`.
pub(super) fn in_words(client: &Client, now: Timestamp) -> String {
    let words = client.secrets(now).into_iter().map(|secret| {
        let made = secret.made_at.map(|at| format!(", made {}", utc(at))).unwrap_or_default();
        let end = secret.ends_at.map(|at| format!(", until {}", utc(at))).unwrap_or_default();
        format!("{}{made}{end}", secret.number)
    });
    words.collect::<Vec<_>>().join("; ")
}
