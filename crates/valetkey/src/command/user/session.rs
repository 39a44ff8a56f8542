//! `valetkey user session`: the sessions of a user.

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::user::{self, Access};
use valetkey_authorization_server::{
    event::Occasion,
    record::{Session, TenantRecord},
};
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::directory;

use super::NamedUser;
use crate::{
    administration::remark,
    database::Records,
    failure::Failure,
    output::{Output, table, visible},
    time_words::utc,
};

/// List the sessions of a user, and end one
#[derive(Args)]
#[command(arg_required_else_help = true, after_help = EXAMPLES)]
pub(super) struct SessionArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
valetkey user sign-out ends all sessions, and all access of applications.

Examples:
  valetkey user session list alice
  valetkey user session end alice 0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

#[derive(Subcommand)]
enum Action {
    /// List the live sessions of a user
    List(ListArguments),
    /// End a session of a user; the server tells the applications that were opened in it
    End(EndArguments),
}

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey user session list alice")]
struct ListArguments {
    #[command(flatten)]
    user: NamedUser,
}

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey user session end alice 0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")]
struct EndArguments {
    #[command(flatten)]
    user: NamedUser,
    /// The session, by its ID in valetkey user session list
    #[arg(value_name = "SESSION")]
    session: Uuid,
}

pub(super) async fn run(arguments: &SessionArguments, output: Output) -> Result<(), Failure> {
    match &arguments.action {
        Action::List(arguments) => list(arguments, output).await,
        Action::End(arguments) => end(arguments, output).await,
    }
}

async fn list(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let sessions = live_sessions(&records, &user).await?;
    let values: Vec<Value> = sessions.iter().map(as_json).collect();
    output.result(&json!({ "sub": user.id, "sessions": values }), |style| match sessions.is_empty() {
        true => format!("{} is not signed in anywhere.", visible(&user.username)),
        false => {
            let rows: Vec<Vec<String>> = sessions.iter().map(row).collect();
            table(style, &["SESSION", "SIGNED IN", "WITH", "DEVICE", "ADDRESS", "ENDS"], &rows)
        }
    })
}

async fn end(arguments: &EndArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let sessions = live_sessions(&records, &user).await?;
    let found = sessions.iter().find(|session| session.sid == arguments.session);
    let Some(session) = found else {
        return Err(Failure::failed(format!(
            "expected a session of {}, as valetkey user session list shows it, got {}",
            visible(&user.username),
            arguments.session
        )));
    };
    let clients = records.storage.clients_of_session(&records.tenant, &user.id, session.sid).await?;
    let end = |access: Access<'_>, occasion: &Occasion<'_>| user::end_session(session, access, occasion);
    let ended = records.with_clients(clients, end).await?;
    super::store(&records, ended.decision.changes, &user).await?;
    let value =
        json!({ "ended": session.sid, "username": user.username, "sub": user.id, "told": ended.told });
    output.result(&value, |_| {
        format!("The session of {} ended.{}", visible(&user.username), remark(&ended.told))
    })
}

/// Returns the sessions of a user that count, oldest first.
async fn live_sessions(records: &Records, user: &User) -> Result<Vec<Session>, Failure> {
    let tenant: Option<TenantRecord> = records.storage.tenant(&records.tenant).await?;
    let nothing_before = tenant.and_then(|tenant| tenant.nothing_before);
    let now = SystemEnvironment.now();
    let mut sessions = directory::sessions_of_user(&*records.storage, &records.tenant, &user.id).await?;
    sessions.retain(|session| {
        session.is_live(now) && nothing_before.is_none_or(|moment| session.authentication.auth_time >= moment)
    });
    sessions.sort_by_key(|session| (session.authentication.auth_time, session.sid));
    Ok(sessions)
}

fn as_json(session: &Session) -> Value {
    let authentication = &session.authentication;
    json!({
        "sid": session.sid,
        "auth_time": authentication.auth_time,
        "acr": authentication.acr().as_str(),
        "amr": authentication.amr(),
        "device": session.device,
        "address": session.address,
        "expires_at": session.expires_at,
    })
}

fn row(session: &Session) -> Vec<String> {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    vec![
        session.sid.to_string(),
        utc(session.authentication.auth_time),
        session.authentication.amr().join(" "),
        or_dash(&session.device),
        or_dash(&session.address),
        utc(session.expires_at),
    ]
}
