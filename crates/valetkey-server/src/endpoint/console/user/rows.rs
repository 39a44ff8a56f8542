//! The rows of the page of a user: ways to sign in, sessions, and applications with access.

use valetkey_accounts::{FactorKind, User};
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::record::{LinkedAccount, Passkey, Session};
use valetkey_pages::{ConsoleAccess, ConsoleMethodKind, ConsoleSession, ConsoleSignInMethod, ConsoleThing};
use valetkey_storage::directory::ClientWithAccess;

use super::super::{
    access::Entered,
    end::{AUTHENTICATOR, page_of},
    moment, path,
};
use crate::{
    administration::users::{UserDetails, provider_name},
    provider_sign_in::link_id,
    request::Device,
    visit::Visit,
};

/// Makes the rows of a user.
pub(super) struct Rows<'a> {
    pub(super) visit: &'a Visit<'a>,
    pub(super) entered: &'a Entered,
    pub(super) user: &'a User,
    /// Whether the administrator may change the user.
    pub(super) may_write: bool,
}

impl Rows<'_> {
    /// Returns the page that ends a thing, for an administrator who may.
    fn end_uri(&self, kind: ConsoleThing, id: &str) -> Option<String> {
        self.may_write.then(|| self.visit.server.path(page_of(kind, &self.user.id, id).path()))
    }

    /// Returns the ways to sign in, and the second factors.
    pub(super) fn methods(&self, details: &UserDetails) -> Vec<ConsoleSignInMethod> {
        let plain = |kind| ConsoleSignInMethod { kind, added: None, last_used: None, remove_uri: None };
        let mut rows = Vec::new();
        rows.extend(self.user.password_hash.is_some().then(|| plain(ConsoleMethodKind::Password)));
        if self.user.has_factor(FactorKind::Authenticator) {
            let app = details.factors.as_ref().and_then(|factors| factors.authenticator.as_ref());
            rows.push(ConsoleSignInMethod {
                added: app.map(|app| moment(self.visit, app.created_at)),
                last_used: app.map(|app| moment(self.visit, app.last_used_at)),
                remove_uri: self.end_uri(ConsoleThing::Authenticator, AUTHENTICATOR),
                ..plain(ConsoleMethodKind::Authenticator)
            });
        }
        if self.user.has_factor(FactorKind::RecoveryCodes) {
            rows.push(plain(ConsoleMethodKind::RecoveryCodes(details.recovery_codes_left())));
        }
        rows.extend(details.passkeys.iter().map(|passkey| self.passkey(passkey)));
        rows.extend(details.linked.iter().map(|account| self.linked_account(account)));
        rows
    }

    fn passkey(&self, passkey: &Passkey) -> ConsoleSignInMethod {
        ConsoleSignInMethod {
            kind: ConsoleMethodKind::Passkey(passkey.name.clone()),
            added: Some(moment(self.visit, passkey.created_at)),
            last_used: passkey.last_used_at.map(|at| moment(self.visit, at)),
            remove_uri: self.end_uri(ConsoleThing::Passkey, &passkey.credential_id),
        }
    }

    fn linked_account(&self, account: &LinkedAccount) -> ConsoleSignInMethod {
        ConsoleSignInMethod {
            kind: ConsoleMethodKind::LinkedAccount {
                provider: provider_name(self.visit.server, account),
                label: account.label.clone(),
            },
            added: Some(moment(self.visit, account.linked_at)),
            last_used: account.last_used_at.map(|at| moment(self.visit, at)),
            remove_uri: self.end_uri(ConsoleThing::LinkedAccount, &link_id(account)),
        }
    }

    /// Returns the live sessions.
    pub(super) fn sessions(&self, sessions: &[Session]) -> Vec<ConsoleSession> {
        let row = |session: &Session| {
            let Device { browser, system } = Device::read(session.device.as_deref());
            ConsoleSession {
                browser: browser.map(str::to_owned),
                system: system.map(str::to_owned),
                address: session.address.clone(),
                signed_in: moment(self.visit, session.authentication.auth_time),
                is_own: session.sid == self.entered.facts.session.sid,
                end_uri: self.end_uri(ConsoleThing::Session, &session.sid.to_string()),
            }
        };
        sessions.iter().map(row).collect()
    }

    /// Returns the applications with access.
    pub(super) fn applications(&self, applications: Vec<ClientWithAccess>) -> Vec<ConsoleAccess> {
        let sees_clients = self.entered.administrator.may(Permission::read(Area::Clients));
        let row = |access: ClientWithAccess| {
            let id = access.client.id.as_str();
            let page = || self.visit.server.path(path::page_of(path::APPLICATION, id).path());
            ConsoleAccess {
                name: access.client.name.clone(),
                scope: access.scope.to_string(),
                allowed: access.allowed_at.map(|at| moment(self.visit, at)),
                uri: sees_clients.then(page),
                withdraw_uri: self.end_uri(ConsoleThing::Access, id),
            }
        };
        applications.into_iter().map(row).collect()
    }
}
