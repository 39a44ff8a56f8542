//! How many mails somebody may ask for: of one network (in memory, [`crate::sign_in_limits`]), for one typed name, and for one
//! account. The last two are stored counters. A name that nobody has is counted like any other.

use valetkey_accounts::{SignInFailures, User};
use valetkey_authorization_server::{
    Change,
    record::{Counter, CounterKey},
};
use valetkey_jose::digest::sha256;
use valetkey_storage::StorageError;
use valetkey_types::{Seconds, Timestamp};

use crate::Server;

/// Mails for one typed name: this many, each at most an hour after the one before. Then a pause of an hour.
const NAME: Limit = Limit { kind: "mail name", most: 5, pause: Seconds::hours(1) };

/// Mails to one account, whatever name is typed.
const ACCOUNT: Limit = Limit { kind: "mail account", most: 10, pause: Seconds::hours(1) };

struct Limit {
    kind: &'static str,
    most: u32,
    pause: Seconds,
}

impl Limit {
    fn counter(&self, server: &Server, key: CounterKey) -> Change {
        let now = server.environment.now();
        let counter = Counter {
            tenant: server.tenant.clone(),
            key,
            count: 1,
            last_at: now,
            expires_at: now.plus(self.pause),
        };
        Change::AddToCounter { counter, since: now.minus(self.pause) }
    }

    /// Returns when there may be one more; `None` for at once.
    fn next_at(&self, asked: SignInFailures, now: Timestamp) -> Option<Timestamp> {
        let counting = asked.counting_after(now.minus(self.pause));
        (counting.count >= self.most).then(|| counting.last_at.unwrap_or(now).plus(self.pause))
    }
}

/// Reads whether one more mail may be asked for with this name, and returns the change that counts it.
///
/// # Errors
/// The inner one: how long to wait. The outer one: the database does not answer.
pub(crate) async fn ask_for_name(
    server: &Server,
    name: &str,
) -> Result<Result<Change, Seconds>, StorageError> {
    let key = server.counter_secret.key(NAME.kind, &server.tenant, name);
    let [asked, _] = server.storage.sign_in_failures(&server.tenant, [&key, &key]).await?;
    let now = server.environment.now();
    Ok(match NAME.next_at(asked, now) {
        Some(next_at) => Err(next_at.since(now)),
        None => Ok(NAME.counter(server, key)),
    })
}

/// Whether an account may get one more mail. Where there is no account, the limit of the name is enough.
pub(crate) async fn account_may_get_mail(server: &Server, user: Option<&User>) -> Result<bool, StorageError> {
    let Some(user) = user else { return Ok(true) };
    let key = account_key(user);
    let [asked, _] = server.storage.sign_in_failures(&server.tenant, [&key, &key]).await?;
    Ok(ACCOUNT.next_at(asked, server.environment.now()).is_none())
}

/// Returns the change that counts a mail to an account.
pub(crate) fn count_mail_to(server: &Server, user: &User) -> Change {
    ACCOUNT.counter(server, account_key(user))
}

fn account_key(user: &User) -> CounterKey {
    CounterKey::of_hash(ACCOUNT.kind, &sha256(user.id.as_str().as_bytes()))
}
