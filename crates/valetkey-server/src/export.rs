//! The export of a user's data, for the user. The code names each value that it takes from a record, so that the export holds no
//! secret of a record and no data about another user. Sessions and grants that ended are left out.

use serde_json::{Map, Value, json};
use valetkey_accounts::{FailureLimit, User};
use valetkey_authorization_server::{
    claim_map::{ClaimMap, Editor},
    record::{
        Actor, Attribute, Consent, CounterKey, Event, Grant, LinkedAccount, MailChallenge, Passkey, Session,
        TrustedDevice,
    },
    role_map::Held,
};
use valetkey_storage::{
    Description, Listing, Match, Storage, StorageError,
    directory::{self, Page},
    passkeys,
    record::{EVENT, LINKED_ACCOUNT, MAIL_CHALLENGE, TRUSTED_DEVICE},
    row::Stored,
    value::Value as Cell,
};
use valetkey_types::{ClientId, Issuer, Scope, Timestamp, UserId};

use crate::second_factors;

/// The version of the format. It grows when a value changes its meaning or is removed, not when one is added.
const VERSION: u32 = 1;

/// Maximum records of one query.
const PAGE: usize = 500;

/// Returns the export of a user as JSON. Moments are in UTC (RFC 3339).
///
/// # Errors
/// [`StorageError`] when the database does not answer, or a record of the user can't be read.
pub async fn export(
    storage: &dyn Storage,
    issuer: &Issuer,
    user: &User,
    now: Timestamp,
) -> Result<Value, StorageError> {
    let (tenant, id) = (&user.tenant, &user.id);
    let map = directory::role_map(storage, tenant).await?;
    let claim_map = match storage.tenant(tenant).await? {
        Some(record) => directory::claim_map(storage, &record).await?,
        None => ClaimMap::default(),
    };
    let sessions = directory::sessions_of_user(storage, tenant, id).await?;
    let grants = directory::grants_of_user(storage, tenant, id).await?;
    let consents = storage.consents(tenant, id).await?.into_iter().map(|(consent, _)| consent);
    let devices: Vec<TrustedDevice> = of_user(storage, &TRUSTED_DEVICE, user, "user_id").await?;
    let links: Vec<MailChallenge> = of_user(storage, &MAIL_CHALLENGE, user, "user_id").await?;
    let events: Vec<Event> = of_user(storage, &EVENT, user, "subject").await?;
    Ok(json!({
        "version": VERSION,
        "issuer": issuer.as_str(),
        "exported_at": moment(now),
        "account": account(user, &Held::of_user(user, &map), &claim_map),
        "sign_in": sign_in(storage, user).await?,
        "sessions": sessions.iter().filter(|session| session.is_live(now)).map(session).collect::<Vec<_>>(),
        "trusted_devices": devices.iter().filter(|device| device.is_live(now)).map(trusted_device).collect::<Vec<_>>(),
        "consents": named(storage, user, consents.filter(Consent::is_given).map(|given| consent(&given))).await?,
        "grants": named(storage, user, grants.iter().filter(|grant| grant.is_live(now)).map(grant)).await?,
        "mail_links": links.iter().filter(|link| now < link.expires_at).map(mail_link).collect::<Vec<_>>(),
        "events": named(storage, user, events.iter().map(|one| event(one, id, &claim_map))).await?,
    }))
}

/// Reads every record of a user. A record that can't be read is an error, so that no export has a silent gap.
async fn of_user<T: Stored>(
    storage: &dyn Storage,
    description: &'static Description,
    user: &User,
    column: &'static str,
) -> Result<Vec<T>, StorageError> {
    let is_theirs = Match::Equals(Cell::text(user.id.as_str()));
    let listing = Listing::of_tenant(description, &user.tenant, PAGE).with(column, is_theirs);
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let Page { records, unreadable, next } =
            directory::page(storage, &listing.clone().behind(after)).await?;
        if let Some(reason) = unreadable.into_iter().next() {
            return Err(StorageError::Corrupt(reason));
        }
        all.extend(records);
        after = next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// Adds the names of the applications.
async fn named(
    storage: &dyn Storage,
    user: &User,
    entries: impl Iterator<Item = Map<String, Value>>,
) -> Result<Vec<Value>, StorageError> {
    let mut all: Vec<Map<String, Value>> = entries.collect();
    for entry in &mut all {
        let Some(id) = entry.get("client_id").and_then(Value::as_str) else { continue };
        if let Some(client) = storage.client(&user.tenant, &ClientId::new(id)).await? {
            entry.insert("application".to_owned(), json!(client.name));
        }
    }
    Ok(all.into_iter().map(Value::Object).collect())
}

/// Returns an object without the empty values.
fn object<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    let is_there = |value: &Value| !matches!(value, Value::Null) && *value != json!([]);
    members
        .into_iter()
        .filter(|(_, value)| is_there(value))
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn account(user: &User, held: &Held, claim_map: &ClaimMap) -> Map<String, Value> {
    let everything: Scope = "profile email phone address".parse().unwrap_or_default();
    let claims = serde_json::to_value(user.claims(&everything)).unwrap_or_default();
    let mut account = object([
        ("username", json!(user.username)),
        ("attributes", json!(attributes(user, claim_map))),
        ("roles", json!(user.roles)),
        ("groups", json!(held.groups())),
        ("granted_roles", held.granted().map(|role| format!("{} ({})", role.name, role.owner)).collect()),
        ("accepted_terms", json!(user.accepted_terms.as_deref().filter(|version| !version.is_empty()))),
        ("disabled", json!(user.disabled)),
        ("created_at", moment(user.created_at)),
        ("deletion_at", user.deletion_at.map_or(Value::Null, moment)),
    ]);
    if let Value::Object(mut claims) = claims {
        // The username again, and the last change in another form.
        claims.remove("preferred_username");
        claims.remove("updated_at");
        account.extend(claims.into_iter().filter(|(_, value)| !value.is_null()));
    }
    account.insert("updated_at".to_owned(), moment(user.updated_at));
    account
}

/// Returns the values of the operator's attributes that the user may see, or none.
fn attributes(user: &User, claim_map: &ClaimMap) -> Option<Map<String, Value>> {
    let value = |attribute: &Attribute| Some((attribute.name.clone(), attribute.value_of(user)?.to_json()));
    let values: Map<String, Value> = claim_map.visible(Editor::User).filter_map(value).collect();
    (!values.is_empty()).then_some(values)
}

/// Returns whether the user may see that a field changed: an attribute may be hidden from them.
fn may_see(field: &str, claim_map: &ClaimMap) -> bool {
    field
        .strip_prefix("attribute.")
        .is_none_or(|name| claim_map.visible(Editor::User).any(|attribute| attribute.name == name))
}

async fn sign_in(storage: &dyn Storage, user: &User) -> Result<Value, StorageError> {
    let factors = second_factors::load(storage, &user.tenant, &user.id).await?;
    let passkeys = passkeys::of_user(storage, &user.tenant, &user.id).await?;
    let linked: Vec<LinkedAccount> = of_user(storage, &LINKED_ACCOUNT, user, "user_id").await?;
    let counter = CounterKey::of_account(&user.id);
    let [failures, _] = storage.sign_in_failures(&user.tenant, [&counter, &counter]).await?;
    let (authenticator, codes) =
        factors.map(|all| (all.authenticator, all.recovery_codes)).unwrap_or_default();
    Ok(Value::Object(object([
        ("password_set", json!(user.password_hash.is_some())),
        (
            "authenticator",
            authenticator.map_or(Value::Null, |app| {
                Value::Object(object([
                    ("name", json!(app.label)),
                    ("created_at", moment(app.created_at)),
                    ("last_used_at", moment(app.last_used_at)),
                ]))
            }),
        ),
        (
            "recovery_codes",
            codes.map_or(
                Value::Null,
                |codes| json!({ "left": codes.hashes.len(), "created_at": moment(codes.created_at) }),
            ),
        ),
        ("passkeys", passkeys.iter().map(passkey).collect()),
        ("linked_accounts", linked.iter().map(linked_account).collect()),
        ("failed_sign_ins", json!(failures.count)),
        ("failures_forgotten_after_days", json!(FailureLimit::ACCOUNT.forgotten_after.0 / 86_400)),
    ])))
}

fn passkey(passkey: &Passkey) -> Map<String, Value> {
    object([
        ("name", json!(passkey.name)),
        ("synchronised", json!(passkey.backup_eligible)),
        ("created_at", moment(passkey.created_at)),
        ("last_used_at", passkey.last_used_at.map_or(Value::Null, moment)),
    ])
}

fn linked_account(account: &LinkedAccount) -> Map<String, Value> {
    object([
        ("provider", json!(account.provider)),
        ("provider_issuer", json!(account.issuer)),
        ("provider_subject", json!(account.subject)),
        ("name", json!(account.label)),
        ("created_at", moment(account.linked_at)),
        ("last_used_at", account.last_used_at.map_or(Value::Null, moment)),
    ])
}

fn session(session: &Session) -> Map<String, Value> {
    object([
        ("device", json!(session.device)),
        ("network_address", json!(session.address)),
        ("signed_in_at", moment(session.authentication.auth_time)),
        ("methods", json!(session.authentication.amr())),
        ("expires_at", moment(session.expires_at)),
    ])
}

fn trusted_device(device: &TrustedDevice) -> Map<String, Value> {
    object([
        ("device", json!(device.device)),
        ("network_address", json!(device.address)),
        ("created_at", moment(device.created_at)),
        ("last_used_at", moment(device.last_used_at)),
        ("expires_at", moment(device.expires_at)),
    ])
}

fn consent(consent: &Consent) -> Map<String, Value> {
    object([
        ("client_id", json!(consent.client_id.as_str())),
        ("scope", json!(consent.scope.to_string())),
        ("allowed_at", moment(consent.granted_at)),
    ])
}

fn grant(grant: &Grant) -> Map<String, Value> {
    object([
        ("client_id", json!(grant.client_id.as_str())),
        ("scope", json!(grant.scope.to_string())),
        ("audiences", json!(grant.audiences)),
        ("created_at", moment(grant.created_at)),
        ("expires_at", moment(grant.expires_at)),
    ])
}

fn mail_link(link: &MailChallenge) -> Map<String, Value> {
    object([("purpose", json!(link.purpose.as_str())), ("expires_at", moment(link.expires_at))])
}

/// Returns an event. Network address and reference belong to the actor, so only the user's own actions have them.
fn event(event: &Event, user: &UserId, claim_map: &ClaimMap) -> Map<String, Value> {
    let is_own = matches!(&event.actor, Actor::User { id } if id == user);
    let own = |value: &Option<String>| json!(value.as_ref().filter(|_| is_own));
    let visible = event.changed.iter().filter(|change| may_see(&change.field, claim_map));
    let changed = visible.map(|change| match (change.before.as_str(), change.after.as_str()) {
        ("", after) => format!("{}: {after}", change.field),
        (before, "") => format!("{}: {before} → (nothing)", change.field),
        (before, after) => format!("{}: {before} → {after}", change.field),
    });
    object([
        ("kind", json!(event.kind.as_str())),
        ("happened_at", moment(event.at)),
        ("by", json!(by(&event.actor, is_own))),
        ("client_id", json!(event.client_id.as_ref().map(ClientId::as_str))),
        ("network_address", own(&event.network_address)),
        ("reference", own(&event.reference)),
        ("changed", changed.collect()),
    ])
}

fn by(actor: &Actor, is_own: bool) -> &'static str {
    match actor {
        _ if is_own => "you",
        Actor::Server => "server",
        Actor::Client { .. } => "application",
        Actor::User { .. } | Actor::CommandLine { .. } | Actor::Unknown => "administrator",
    }
}

fn moment(at: Timestamp) -> Value {
    jiff::Timestamp::from_second(at.seconds()).map_or(Value::Null, |moment| json!(moment.to_string()))
}
