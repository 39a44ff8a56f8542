//! `valetkey mail list`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_authorization_server::record::{Delivery, Message};
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::{Listing, directory, record::DELIVERY};
use valetkey_types::Timestamp;

use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::{Output, Style, table, visible},
    time_words::{relative, utc},
};

/// Deliveries that are read at once.
const PAGE: usize = 500;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
A mail stays in the list until the mail server accepts it. A running server tries again with growing pauses, and gives up \
after about six hours; a mail that was given up stays in the list for 30 days. Links and codes are sealed and not shown. \
With --json each mail is one line.

Examples:
  valetkey mail list
  valetkey mail list --json | jq 'select(.given_up_at != null)'";

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.open_existing().await?;
    let mails = mails(&records).await?;
    if output.is_json() {
        for mail in &mails {
            output.result(&as_json(mail), |_| String::new())?;
        }
        return Ok(());
    }
    output.result(&Value::Null, |style| in_words(&mails, SystemEnvironment.now(), style))
}

/// Returns the mails of a tenant in the outbox, oldest first.
async fn mails(records: &Records) -> Result<Vec<Delivery>, Failure> {
    let (mut mails, mut after) = (Vec::new(), None);
    loop {
        let listing = Listing::of_tenant(&DELIVERY, &records.tenant, PAGE).behind(after);
        let page = directory::page::<Delivery>(&*records.storage, &listing).await?;
        mails.extend(page.records.into_iter().filter(|delivery| delivery.message.is_mail()));
        after = page.next;
        if after.is_none() {
            return Ok(mails);
        }
    }
}

/// Returns the address and what the mail is for. Who gets a mail that was just asked for is not looked up yet.
fn receiver(mail: &Delivery) -> (Option<&str>, String) {
    match &mail.message {
        Message::Mail { to, purpose, .. } => (Some(to), purpose.as_str().to_owned()),
        Message::SecurityNotice(notice) => {
            let about = serde_json::to_value(&notice.about).unwrap_or_default();
            (Some(&notice.to), about["kind"].as_str().unwrap_or("notice").to_owned())
        }
        _ => (None, "request".to_owned()),
    }
}

fn as_json(mail: &Delivery) -> Value {
    let (to, purpose) = receiver(mail);
    json!({
        "id": mail.id,
        "to": to,
        "purpose": purpose,
        "created_at": utc(mail.created_at),
        "due_at": mail.given_up_at.is_none().then(|| utc(mail.due_at)),
        "failed_attempts": mail.failed_attempts,
        "last_failure": mail.last_failure,
        "given_up_at": mail.given_up_at.map(utc),
    })
}

fn in_words(mails: &[Delivery], now: Timestamp, style: Style) -> String {
    if mails.is_empty() {
        return "No mail waits, and none was given up.".to_owned();
    }
    let row = |mail: &Delivery| {
        let (to, purpose) = receiver(mail);
        let state = match mail.given_up_at {
            Some(at) => format!("given up {}", relative(at, now)),
            None if mail.due_at <= now => "waits".to_owned(),
            None => format!("next attempt {}", relative(mail.due_at, now)),
        };
        let failure = mail.last_failure.as_deref().map(visible).unwrap_or_default();
        vec![
            utc(mail.created_at),
            purpose,
            to.map_or_else(|| "-".to_owned(), visible),
            state,
            mail.failed_attempts.to_string(),
            failure,
        ]
    };
    let rows: Vec<Vec<String>> = mails.iter().map(row).collect();
    table(style, &["CREATED", "FOR", "TO", "STATE", "FAILED", "LAST FAILURE"], &rows)
}
