//! Trusted devices: browsers in which users are not asked for their own second factor again. What a tenant, a client or a request
//! requires is always asked for (`docs/decisions/0023-codes-by-mail-and-trusted-devices.md`).

use valetkey_accounts::{Acr, User};
use valetkey_authorization_server::{
    Change, TrustedDeviceChange,
    authorization::SignInReason,
    event::{Actor, EventKind},
    record::TrustedDevice,
};
use valetkey_storage::{Listing, Match, StorageError, directory, record::TRUSTED_DEVICE, value::Value};
use valetkey_types::{Prompt, Seconds, parameter};

use crate::{
    interaction::SignInForm,
    request::{Caller, device_of},
    visit::Visit,
};

/// How long a device is trusted.
pub(crate) const LIFETIME: Seconds = Seconds::days(30);

/// Maximum devices of one user that a page shows.
const MOST: usize = 50;

/// Returns whether a sign-in may rest on a trusted device, or make the browser one. Not where the request names a strength or an
/// age, or asks for a fresh sign-in; not where more than one factor is required; and not before a change of the account, such as
/// the link of an account at a provider.
pub(crate) fn may_trust(visit: &Visit<'_>, form: &SignInForm, user: &User) -> bool {
    let (rules, client) = (visit.server.sign_in_rules(), form.client.as_deref());
    let asks = |name| form.params.get(name).is_some();
    let wants_login = || {
        let prompt = form.params.get(parameter::PROMPT).unwrap_or_default();
        prompt.split_whitespace().any(|word| word == Prompt::Login.as_str())
    };
    let goes_on_with_a_session =
        !matches!(form.reason(), None | Some(SignInReason::NoSession | SignInReason::DifferentPerson));
    rules.switches(client).trusted_devices
        && !goes_on_with_a_session
        && !form.interaction.is_confirmation()
        && form.interaction.link.is_none()
        && !asks(parameter::ACR_VALUES)
        && !asks(parameter::MAX_AGE)
        && !wants_login()
        && rules.required_of_session(client, None, Some(user)).is_ok_and(|class| class == Acr::SingleFactor)
}

/// Returns the record of this browser, if the user trusts it.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub(crate) async fn find(visit: &Visit<'_>, user: &User) -> Result<Option<TrustedDevice>, StorageError> {
    let server = visit.server;
    let trusted = server.cookies.trusted_devices(visit.headers, visit.now);
    for secret in trusted.secrets_of(&user.id) {
        let listing = Listing::of_tenant(&TRUSTED_DEVICE, &server.tenant, 1)
            .with("user_id", Match::Equals(Value::text(user.id.as_str())))
            .with("id", Match::Equals(Value::Text(TrustedDevice::id_of(secret.as_bytes()))));
        let page = directory::page::<TrustedDevice>(&*server.storage, &listing).await?;
        if let Some(device) = page.records.into_iter().find(|device| counts(visit, device)) {
            return Ok(Some(device));
        }
    }
    Ok(None)
}

/// Returns the devices that the user trusts, the latest first.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub(crate) async fn of_user(visit: &Visit<'_>, user: &User) -> Result<Vec<TrustedDevice>, StorageError> {
    let server = visit.server;
    let listing = Listing::of_tenant(&TRUSTED_DEVICE, &server.tenant, MOST)
        .with("user_id", Match::Equals(Value::text(user.id.as_str())));
    let page = directory::page::<TrustedDevice>(&*server.storage, &listing).await?;
    let mut devices: Vec<_> = page.records.into_iter().filter(|device| counts(visit, device)).collect();
    devices.sort_by_key(|device| std::cmp::Reverse(device.created_at));
    Ok(devices)
}

/// Returns whether a device counts: not expired, and not trusted before the database was restored.
fn counts(visit: &Visit<'_>, device: &TrustedDevice) -> bool {
    device.is_live(visit.now) && visit.server.lifetimes.counts(device.created_at)
}

/// Returns the changes that make the browser a trusted device of the user. Its cookie goes out with the answer.
pub(crate) fn begin(visit: &mut Visit<'_>, user: &User) -> Vec<Change> {
    let (server, now) = (visit.server, visit.now);
    let mut trusted = server.cookies.trusted_devices(visit.headers, now);
    let key =
        |secret: &str| (server.tenant.clone(), user.id.clone(), TrustedDevice::id_of(secret.as_bytes()));
    let mut changes: Vec<Change> = trusted
        .secrets_of(&user.id)
        .map(|secret| {
            let (tenant, user_id, id) = key(secret);
            Change::TrustedDevice(TrustedDeviceChange::Remove { tenant, user_id, id })
        })
        .collect();
    let mut fresh = [0; 32];
    server.environment.fill_random(&mut fresh);
    let secret = trusted.add(&user.id, fresh, now);
    let Some(cookie) = server.cookies.set_trusted_devices(&trusted) else { return Vec::new() };
    let (tenant, user_id, id) = key(&secret);
    changes.push(Change::TrustedDevice(TrustedDeviceChange::Store(Box::new(TrustedDevice {
        tenant,
        user_id,
        id,
        device: device_of(visit.headers),
        address: Caller::current().address().map(|address| address.to_string()),
        created_at: now,
        last_used_at: now,
        expires_at: now.plus(LIFETIME),
    }))));
    changes.push(event(visit, user, EventKind::DeviceTrusted));
    visit.trust_device(cookie);
    changes
}

/// Returns the change that records a sign-in which rests on a device.
pub(crate) fn use_now(visit: &Visit<'_>, device: TrustedDevice) -> Change {
    let TrustedDevice { tenant, user_id, id, .. } = device;
    Change::TrustedDevice(TrustedDeviceChange::Use { tenant, user_id, id, at: visit.now })
}

/// Returns the changes that forget one device of the user.
pub(crate) fn forget(visit: &Visit<'_>, user: &User, device: &TrustedDevice) -> Vec<Change> {
    let TrustedDevice { tenant, user_id, id, .. } = device.clone();
    vec![
        Change::TrustedDevice(TrustedDeviceChange::Remove { tenant, user_id, id }),
        event(visit, user, EventKind::DeviceForgotten),
    ]
}

/// Returns the changes that forget every device of the user; none where there is none.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub(crate) async fn forget_all(visit: &Visit<'_>, user: &User) -> Result<Vec<Change>, StorageError> {
    if of_user(visit, user).await?.is_empty() {
        return Ok(Vec::new());
    }
    let (tenant, user_id) = (user.tenant.clone(), user.id.clone());
    let forget = Change::TrustedDevice(TrustedDeviceChange::RemoveAll { tenant, user_id });
    Ok(vec![forget, event(visit, user, EventKind::DeviceForgotten)])
}

fn event(visit: &Visit<'_>, user: &User, kind: EventKind) -> Change {
    let actor = Actor::User { id: user.id.clone() };
    Change::StoreEvent(visit.occasion(&actor, |occasion| occasion.about_user(kind, &user.id)))
}
