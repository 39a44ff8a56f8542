//! `/account/devices`: where the user is signed in, and the end of one or all other sessions.

use std::collections::BTreeMap;

use axum::{
    extract::{Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    account::end_sessions,
    event::Actor,
    facts::SessionFacts,
    interaction::AccountPage,
    record::{Grant, Session},
};
use valetkey_pages::{
    AccountDevicesPage, AccountNotice, DeviceSession, ErrorKind, Moment, TrustedBrowser, form_field,
};
use valetkey_storage::{StorageError, directory};
use valetkey_types::{ClientId, RawParams, Timestamp};

use super::{menu, notice_of, own_form, place_of, redirect_with_notice, show, signed_in};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    request::Device,
    respond::see_other,
    sign_out::end_all_with,
    trusted_devices,
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::Devices;

/// Stands for every other session in a form.
const OTHERS: &str = "others";

/// Shows the sessions, or ends some.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => end(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let facts = signed_in(visit, PAGE).await?;
    let page = AccountDevicesPage {
        menu: menu(visit, &facts, PAGE, notice_of(visit, params))?,
        sessions: devices(visit, &facts).await?,
        trusted: trusted(visit, &facts.user).await?,
        action: server.path(PAGE.path()),
        others: OTHERS.to_owned(),
        apps_uri: server.path(AccountPage::Apps.path()),
    };
    Ok(show(visit, &page))
}

/// Returns the live sessions: this one first, then those that were seen last.
pub(super) async fn devices(
    visit: &Visit<'_>,
    facts: &SessionFacts,
) -> Result<Vec<DeviceSession>, StorageError> {
    let server = visit.server;
    let grants = directory::grants_of_user(&*server.storage, &server.tenant, &facts.user.id).await?;
    let names = client_names(visit, &grants).await?;
    let mut devices = vec![device(visit, &facts.session, true, &grants, &names)];
    for session in others(visit, facts).await? {
        devices.push(device(visit, &session, false, &grants, &names));
    }
    devices.sort_by_key(|device| std::cmp::Reverse((device.is_this, device.last_seen.at)));
    Ok(devices)
}

/// Returns the live sessions of the user, without this one.
pub(super) async fn others(visit: &Visit<'_>, facts: &SessionFacts) -> Result<Vec<Session>, StorageError> {
    let (server, own) = (visit.server, &facts.session);
    let mut sessions = directory::sessions_of_user(&*server.storage, &server.tenant, &facts.user.id).await?;
    sessions.retain(|session| {
        session.sid != own.sid
            && session.is_live(visit.now)
            && server.lifetimes.counts(session.authentication.auth_time)
    });
    Ok(sessions)
}

/// Returns the names of the clients of these grants.
async fn client_names(
    visit: &Visit<'_>,
    grants: &[Grant],
) -> Result<BTreeMap<ClientId, String>, StorageError> {
    let mut names = BTreeMap::new();
    for grant in grants {
        if !names.contains_key(&grant.client_id)
            && let Some(client) = visit.server.storage.client(&visit.server.tenant, &grant.client_id).await?
        {
            names.insert(grant.client_id.clone(), client.name.clone());
        }
    }
    Ok(names)
}

fn device(
    visit: &Visit<'_>,
    session: &Session,
    is_this: bool,
    grants: &[Grant],
    names: &BTreeMap<ClientId, String>,
) -> DeviceSession {
    let moment = |at: Timestamp| Moment { at: at.seconds(), now: visit.now.seconds() };
    let opened: Vec<_> = grants.iter().filter(|grant| grant.sid == session.sid).collect();
    let signed_in = session.authentication.auth_time;
    let last_opened = opened.iter().map(|grant| grant.created_at).max();
    let last_seen = if is_this { visit.now } else { last_opened.unwrap_or(signed_in).max(signed_in) };
    let mut applications: Vec<_> =
        opened.iter().filter_map(|grant| names.get(&grant.client_id).cloned()).collect();
    applications.sort();
    applications.dedup();
    let Device { browser, system } = Device::read(session.device.as_deref());
    DeviceSession {
        id: session.sid.simple().to_string(),
        browser: browser.map(str::to_owned),
        system: system.map(str::to_owned),
        is_this,
        place: session.address.as_deref().and_then(|address| place_of(visit, address)),
        address: session.address.clone(),
        signed_in: moment(signed_in),
        last_seen: moment(last_seen),
        applications,
    }
}

async fn end(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    if let Some(id) = params.get(form_field::TRUSTED_DEVICE) {
        return forget(visit, &facts.user, id).await;
    }
    let named = params.get(form_field::SESSION).ok_or(ErrorKind::BadRequest)?;
    let mut ended = others(visit, &facts).await?;
    if named != OTHERS {
        let sid = Uuid::parse_str(named).map_err(|_| ErrorKind::BadRequest)?;
        ended.retain(|session| session.sid == sid);
    }
    if ended.is_empty() {
        // A second press finds none, and stores no event.
        return Ok(see_other(&visit.server.path(PAGE.path())));
    }
    let forgotten = match named {
        OTHERS => trusted_devices::forget_all(visit, &facts.user).await?,
        _ => Vec::new(),
    };
    end_with_events(visit, &facts, &ended, forgotten).await?;
    Ok(redirect_with_notice(visit, PAGE, &AccountNotice::SessionsEnded { count: ended.len() }))
}

/// Returns the trusted devices of the user; none where the tenant does not allow any.
async fn trusted(visit: &Visit<'_>, user: &User) -> Result<Vec<TrustedBrowser>, StorageError> {
    if !visit.server.sign_in_rules().sign_in.trusted_devices {
        return Ok(Vec::new());
    }
    let here = trusted_devices::find(visit, user).await?.map(|device| device.id);
    let moment = |at: Timestamp| Moment { at: at.seconds(), now: visit.now.seconds() };
    let devices = trusted_devices::of_user(visit, user).await?.into_iter().map(|device| {
        let Device { browser, system } = Device::read(device.device.as_deref());
        TrustedBrowser {
            browser: browser.map(str::to_owned),
            system: system.map(str::to_owned),
            is_this: here.as_ref() == Some(&device.id),
            trusted: moment(device.created_at),
            last_used: moment(device.last_used_at),
            ends: moment(device.expires_at),
            id: device.id,
        }
    });
    Ok(devices.collect())
}

/// Forgets a trusted device of the user. A second press finds none, and stores no event.
async fn forget(visit: &Visit<'_>, user: &User, id: &str) -> Result<Response, Failure> {
    let devices = trusted_devices::of_user(visit, user).await?;
    let Some(device) = devices.into_iter().find(|device| device.id == id) else {
        return Ok(see_other(&visit.server.path(PAGE.path())));
    };
    visit.server.storage.apply(trusted_devices::forget(visit, user, &device)).await?;
    Ok(redirect_with_notice(visit, PAGE, &AccountNotice::DeviceForgotten))
}

/// Ends sessions of the user, each with its event, makes other changes in the same commit, and tells the applications.
pub(super) async fn end_with_events(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    ended: &[Session],
    also: Vec<Change>,
) -> Result<(), Failure> {
    let actor = Actor::User { id: facts.user.id.clone() };
    let mut changes = visit.occasion(&actor, |occasion| end_sessions(ended, occasion));
    changes.extend(also);
    end_all_with(visit, ended, changes).await?;
    Ok(())
}
