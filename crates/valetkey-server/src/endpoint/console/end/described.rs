//! Describes a thing of a user, and what ends with it.

use valetkey_accounts::FactorKind;
use valetkey_administration::sign_in_way::Removed;
use valetkey_authorization_server::record::{ConsentPolicy, Session};
use valetkey_pages::{ConsoleThing, EndConsequence, Moment};
use valetkey_types::ClientId;

use super::{
    super::{access::Entered, moment, shell_word},
    AUTHENTICATOR, Thing,
};
use crate::{
    administration::{
        AdministrationError, access,
        users::{UserDetails, provider_name},
    },
    request::Device,
    second_factors,
    visit::Visit,
};

/// A thing in words.
pub(super) struct Described {
    pub(super) name: String,
    pub(super) began: Option<Moment>,
    pub(super) detail: Option<String>,
    pub(super) consequences: Vec<EndConsequence>,
    pub(super) command: String,
}

impl Thing {
    /// Describes the thing as it is stored.
    pub(super) async fn describe(
        &self,
        visit: &Visit<'_>,
        entered: &Entered,
        details: &UserDetails,
    ) -> Result<Described, AdministrationError> {
        let mut described = match self.kind {
            ConsoleThing::Session => self.session(visit, entered, details).await?,
            ConsoleThing::Access => self.access(visit, entered, details).await?,
            ConsoleThing::Authenticator => self.authenticator(visit, details)?,
            ConsoleThing::Passkey => self.passkey(visit, details)?,
            ConsoleThing::LinkedAccount => self.linked_account(visit, entered, details)?,
        };
        if entered.facts.user.id == details.user.id {
            described.consequences.insert(0, EndConsequence::OwnAccount);
        }
        Ok(described)
    }

    async fn session(
        &self,
        visit: &Visit<'_>,
        entered: &Entered,
        details: &UserDetails,
    ) -> Result<Described, AdministrationError> {
        let context = entered.context(visit, None);
        let (session, told) = access::session(&context, &self.user, self.sid()?).await?;
        let is_own = entered.facts.session.sid == session.sid;
        let mut consequences: Vec<EndConsequence> =
            is_own.then_some(EndConsequence::OwnSession).into_iter().collect();
        consequences.extend((!told.is_empty()).then_some(EndConsequence::Told(told)));
        let command = format!("valetkey user session end {} {}", username(details), session.sid);
        Ok(Described {
            name: device(&session),
            began: Some(moment(visit, session.authentication.auth_time)),
            detail: session.address,
            consequences,
            command,
        })
    }

    async fn access(
        &self,
        visit: &Visit<'_>,
        entered: &Entered,
        details: &UserDetails,
    ) -> Result<Described, AdministrationError> {
        let id = ClientId::new(self.id.as_str());
        let applications = access::applications(&entered.context(visit, None), &self.user).await?;
        let found = applications.into_iter().find(|one| one.client.id == id);
        let found = found.ok_or(AdministrationError::NotFound("application with access to the account"))?;
        let comes_back = found.client.consent == ConsentPolicy::Trusted;
        let command = format!("valetkey user withdraw {} {}", username(details), shell_word(id.as_str()));
        Ok(Described {
            name: found.client.name.clone(),
            began: found.allowed_at.or(found.opened_at).map(|at| moment(visit, at)),
            detail: Some(found.scope.to_string()),
            consequences: comes_back.then_some(EndConsequence::ComesBack).into_iter().collect(),
            command,
        })
    }

    fn authenticator(
        &self,
        visit: &Visit<'_>,
        details: &UserDetails,
    ) -> Result<Described, AdministrationError> {
        let user = &details.user;
        let app = details.factors.as_ref().and_then(|factors| factors.authenticator.as_ref());
        if self.id != AUTHENTICATOR || !user.has_factor(FactorKind::Authenticator) {
            return Err(AdministrationError::NotFound("authenticator app"));
        }
        let removes_codes = details.recovery_codes_left() > 0 && !user.has_factor(FactorKind::Passkey);
        let mut consequences = losses(visit, details, Removed::Authenticator);
        consequences.extend(removes_codes.then_some(EndConsequence::RecoveryCodes));
        Ok(Described {
            name: second_factors::AUTHENTICATOR.to_owned(),
            began: app.map(|app| moment(visit, app.created_at)),
            detail: app.and_then(|app| app.label.clone()),
            consequences,
            command: format!("valetkey user remove-factor {} --factor authenticator", username(details)),
        })
    }

    fn passkey(&self, visit: &Visit<'_>, details: &UserDetails) -> Result<Described, AdministrationError> {
        let passkey = details.passkey(&self.id).ok_or(AdministrationError::NotFound("passkey"))?;
        // The credential ID, because two passkeys can have one name.
        let id = shell_word(&passkey.credential_id);
        Ok(Described {
            name: passkey.name.clone(),
            began: Some(moment(visit, passkey.created_at)),
            detail: None,
            consequences: losses(visit, details, Removed::Passkey(passkey)),
            command: format!("valetkey user passkey remove {} {id}", username(details)),
        })
    }

    fn linked_account(
        &self,
        visit: &Visit<'_>,
        entered: &Entered,
        details: &UserDetails,
    ) -> Result<Described, AdministrationError> {
        let found = details.linked_account(&self.id);
        let account = found.ok_or(AdministrationError::NotFound("linked account"))?;
        let mut consequences = losses(visit, details, Removed::LinkedAccount(account));
        let given = details.groups_given_only_by(account);
        let groups: Vec<String> =
            given.into_iter().filter_map(|id| Some(entered.map.group(id)?.name.clone())).collect();
        consequences.extend((!groups.is_empty()).then_some(EndConsequence::Groups(groups)));
        let (provider, subject) = (shell_word(&account.provider), shell_word(&account.subject));
        Ok(Described {
            name: provider_name(visit.server, account),
            began: Some(moment(visit, account.linked_at)),
            detail: account.label.clone(),
            consequences,
            command: format!("valetkey user unlink {} {provider} --subject {subject}", username(details)),
        })
    }
}

/// Returns what the user can no longer do without this way to sign in.
fn losses(visit: &Visit<'_>, details: &UserDetails, removed: Removed<'_>) -> Vec<EndConsequence> {
    let offered = details.offered(visit.server);
    let ways = details.ways(&offered);
    let last_way = ways.loses_last_way(removed).then_some(EndConsequence::LastWay);
    let last_factor = ways.loses_last_factor(removed).then_some(EndConsequence::LastFactor);
    last_way.into_iter().chain(last_factor).collect()
}

fn username(details: &UserDetails) -> String {
    shell_word(&details.user.username)
}

/// Returns the browser and the system of a session, or its identifier.
fn device(session: &Session) -> String {
    let Device { browser, system } = Device::read(session.device.as_deref());
    let parts: Vec<&str> = browser.into_iter().chain(system).collect();
    if parts.is_empty() { session.sid.to_string() } else { parts.join(", ") }
}
