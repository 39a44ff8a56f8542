//! Begins the session of a user who proved enough.

use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    record::NoticeKind,
    session::{self, CompletedSignIn, FreshSession},
};
use valetkey_storage::ApplyError;

use super::{ProvenUser, is_known_device};
use crate::{
    request::{Caller, device_of},
    sign_out, trusted_devices,
    visit::Visit,
};

/// The effect on another user who is signed in in this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Present {
    /// They stay signed in beside the user who signs in.
    Stays,
    /// Their session ends: they were asked to sign in again, and another user did.
    Ends,
}

/// Starts a session under a fresh cookie. The sessions that end with it, because the browser has too many accounts or another user
/// was expected, end in the same commit, and their applications get logout messages.
///
/// The browser becomes a known device of the user.
pub(crate) async fn start_session(
    visit: &mut Visit<'_>,
    proven: ProvenUser,
    sign_in: CompletedSignIn,
    (present, kept): (Present, Option<bool>),
) -> Result<(), ApplyError> {
    let server = visit.server;
    let ProvenUser { user, spent, resets, tells_new_device, trusts_device, proved_at, .. } = proven;
    let active = visit.active_account().await?;
    let after = visit.accounts_after_sign_in(&user.id, active.as_ref(), present).await?;
    let before = visit.account_of_user_or(&user.id, active).await?;
    let handle = server.environment.handle();
    let fresh = FreshSession {
        handle: &handle,
        sid: server.environment.identifier(),
        kept,
        device: device_of(visit.headers),
        address: Caller::current().address().map(|address| address.to_string()),
    };
    let previous = before.as_ref().map(|account| &account.facts.session);
    let decision = session::start(&user, previous, sign_in, fresh, &server.lifetimes, visit.now);
    let actor = Actor::User { id: user.id.clone() };
    let event = visit.occasion(&actor, |occasion| occasion.about_user(EventKind::SignedIn, &user.id));
    let session = decision.answer;
    let from_provider = proved_at.and_then(|proved| proved.session(&session));
    // These changes come first, because they may end every session of the user.
    let mut changes = spent;
    changes.extend(decision.changes);
    changes.extend(from_provider.map(Change::StoreProviderSession));
    changes.extend(resets);
    changes.push(Change::StoreEvent(event));
    let notice = match tells_new_device && server.mail.is_some() && !is_known_device(visit, &user) {
        true => visit.notice(&user, NoticeKind::NewDevice),
        false => None,
    };
    changes.extend(notice);
    // The deliveries so far are mails. The logout messages of sessions that end are added later.
    let sends_mail = changes.iter().any(|change| matches!(change, Change::StoreDelivery(_)));
    if trusts_device {
        changes.extend(trusted_devices::begin(visit, &user));
    }
    sign_out::end_sessions_with(visit, &after.ended, changes).await?;
    server.metrics().count_sign_in();
    if sends_mail {
        server.mail_waits().notify_one();
    }
    visit.begin_session(handle, &session);
    visit.keep_accounts(after);
    visit.know_device(&user, session.authentication.is_confirmed());
    Ok(())
}
