//! Decides a sign-in with an account at a provider: finds its user, or applies the rule for an account without a link.

mod mapping;
mod returning;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;
use valetkey_accounts::{FactorKind, ProvidedGroups, ReservedUsernames, User};
use valetkey_jose::digest::base64url;
use valetkey_types::{Seconds, Timestamp, Unknown, UserId};

use crate::{
    Change, Decision,
    event::{Actor, Event, EventKind, FieldChange, Occasion},
    record::{FirstSignIn, IdentityProvider, LinkedAccount, ProviderSession, Session, issuer_digest},
    registration::{NewUser, UserRegistrationError, is_mail_address, new_user},
    role_map::RoleMap,
};

pub use mapping::{Mapped, MappedClaimError, read_claim};
pub use returning::{remember_use, return_with};

/// The most bytes of a name or an address that are kept: they travel in an address of ours.
const LONGEST_TEXT: usize = 254;

/// An account after a sign-in at its provider. Issuer and subject identify it (OpenID Connect Core section 5.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderAccount {
    /// The name of the provider.
    pub provider: String,
    /// The issuer.
    pub issuer: String,
    /// The account, within the issuer.
    pub subject: String,
    /// The name that it signs in with there.
    pub username: Option<String>,
    /// The full name.
    pub name: Option<String>,
    /// The email address.
    pub email: Option<String>,
    /// Whether the provider proved that the address belongs to the account.
    pub email_verified: bool,
    /// The result of the operator's mappings.
    #[serde(default)]
    pub mapped: Mapped,
}

/// The decision about a sign-in with an account at a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The user whom it is linked to has proved who they are.
    SignIn,
    /// A user is added, and it is linked to them.
    AddUser,
    /// A user of this server must sign in; then it is linked to them. An address alone links nothing.
    ProveUser {
        /// Whether the verified address is that of a user.
        has_address_of_user: bool,
    },
    /// It is refused.
    Refuse(ArrivalRefusal),
}

/// Why a sign-in with an account at a provider is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrivalRefusal {
    /// Its user is disabled.
    Disabled,
    /// The account is not linked, and the provider accepts linked accounts only.
    NotLinked,
    /// It has no verified address in the domains of the provider.
    Domain,
}

/// An account of a provider that waits for its user to sign in. It is sealed for one browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingLink {
    /// The account.
    pub account: ProviderAccount,
    /// Whether its verified address is that of a user.
    pub has_address_of_user: bool,
    /// When it signed in at the provider.
    pub proved_at: Timestamp,
}

/// The account at a provider that a sign-in attempt was proved with. It becomes a [`ProviderSession`] with the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvedAtProvider {
    /// The attempt.
    pub attempt: Uuid,
    /// The user who proved it.
    pub user_id: UserId,
    /// The name of the provider.
    pub provider: String,
    /// See [`ProviderSession::account`].
    pub account: String,
    /// See [`ProviderSession::upstream`].
    pub upstream: String,
}

impl ProvedAtProvider {
    /// Returns the record for a session that began with this proof; `None` for a session of another attempt or user.
    pub fn session(self, session: &Session) -> Option<ProviderSession> {
        let is_of = session.attempt == Some(self.attempt) && session.user_id == self.user_id;
        is_of.then(|| ProviderSession {
            tenant: session.tenant.clone(),
            id: session.id,
            sid: session.sid,
            user_id: self.user_id,
            provider: self.provider,
            account: self.account,
            upstream: self.upstream,
            expires_at: session.expires_at,
        })
    }
}

impl PendingLink {
    /// How long the sign-in at the provider counts.
    pub const LIFETIME: Seconds = Seconds::minutes(10);

    /// Whether the sign-in at the provider still counts.
    pub fn counts(&self, now: Timestamp) -> bool {
        now.since(self.proved_at) <= Self::LIFETIME
    }
}

impl ProviderAccount {
    /// Reads an account from the claims of a provider, by the rules of its preset: `email_verified` is true only where the preset
    /// says that the provider proves addresses. A longer name is cut, a longer address is left out.
    pub fn new(
        provider: &IdentityProvider,
        issuer: String,
        subject: String,
        claims: &Map<String, Value>,
    ) -> Self {
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let email = text("email").filter(|email| email.len() <= LONGEST_TEXT);
        Self {
            provider: provider.name.clone(),
            issuer,
            subject,
            username: text("preferred_username").map(cut),
            name: text("name").map(cut),
            email: email.map(str::to_owned),
            email_verified: claims.get("email_verified").and_then(Value::as_bool).unwrap_or(false),
            mapped: Mapped::of(provider, claims),
        }
    }

    /// Returns the key that marks groups of this account on the record of a user.
    fn key(&self) -> String {
        account_key(&self.issuer, &self.subject)
    }

    /// Returns the proof of a sign-in with this account. `sid` is the session at the provider, if it names one.
    pub fn proved(&self, attempt: Uuid, user: &User, sid: Option<&str>) -> ProvedAtProvider {
        ProvedAtProvider {
            attempt,
            user_id: user.id.clone(),
            provider: self.provider.clone(),
            account: ProviderSession::hash(&self.issuer, &self.subject),
            upstream: sid.map(|sid| ProviderSession::hash(&self.issuer, sid)).unwrap_or_default(),
        }
    }

    /// Whether a sign-in may change the groups of a user. If not, the groups of the tenant need not be read.
    pub fn concerns_groups_of(&self, user: Option<&User>) -> bool {
        let key = self.key();
        let has_some = |user: &User| user.provided_groups.iter().any(|provided| provided.account == key);
        !self.mapped.groups.is_empty() || user.is_some_and(has_some)
    }

    /// Returns what pages call it: the username, else the address, else the name.
    pub fn label(&self) -> Option<String> {
        let texts = [&self.username, &self.email, &self.name];
        texts.into_iter().flatten().find_map(|text| line(text, 100))
    }

    /// Returns the address, if it counts: the provider proved it, and it is one plain ASCII address. Look-alikes, lists, quotes and
    /// comments count as no address.
    pub fn verified_address(&self) -> Option<&str> {
        let email = self.email.as_deref().filter(|_| self.email_verified)?;
        (email.is_ascii() && is_mail_address(email)).then_some(email)
    }

    /// Whether the verified address is in one of these domains, compared as a whole.
    fn is_in(&self, domains: &[String]) -> bool {
        let domain = self.verified_address().and_then(|address| address.rsplit_once('@'));
        domain.is_some_and(|(_, domain)| domains.iter().any(|allowed| allowed.eq_ignore_ascii_case(domain)))
    }

    /// Returns a username to begin with, which is not a reserved one. It is a name only: nothing follows from it, and it never
    /// looks like an address.
    pub fn proposed_username(&self, reserved: &ReservedUsernames) -> String {
        let texts = [self.username.as_deref(), self.verified_address(), self.name.as_deref()];
        let cleaned = texts.into_iter().flatten().map(|text| {
            let before_at = text.split('@').next().unwrap_or_default();
            let allowed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
            before_at.to_ascii_lowercase().chars().filter(allowed).take(60).collect::<String>()
        });
        let is_fit =
            |name: &String| name.chars().any(|c| c.is_ascii_alphanumeric()) && !reserved.contains(name);
        let named = cleaned.into_iter().find(is_fit);
        named.unwrap_or_else(|| "user".to_owned())
    }

    fn link_to(&self, user: &UserId, occasion: &Occasion<'_>) -> LinkedAccount {
        LinkedAccount {
            tenant: occasion.tenant.clone(),
            issuer: self.issuer.clone(),
            subject: self.subject.clone(),
            user_id: user.clone(),
            provider: self.provider.clone(),
            label: self.label(),
            linked_at: occasion.now,
            last_used_at: Some(occasion.now),
            revision: 0,
            unknown: Unknown::default(),
        }
    }
}

/// Decides what becomes of a sign-in. `linked_to` is the user whom the account is linked to; `has_address` is the user whose
/// username or address is its verified address.
pub fn arrive(
    provider: &IdentityProvider,
    account: &ProviderAccount,
    linked_to: Option<&User>,
    has_address: Option<&User>,
) -> Arrival {
    match linked_to {
        Some(user) if user.disabled => return Arrival::Refuse(ArrivalRefusal::Disabled),
        Some(_) => return Arrival::SignIn,
        None => {}
    }
    if provider.first_sign_in == FirstSignIn::Refuse {
        return Arrival::Refuse(ArrivalRefusal::NotLinked);
    }
    if !provider.domains.is_empty() && !account.is_in(&provider.domains) {
        return Arrival::Refuse(ArrivalRefusal::Domain);
    }
    match (provider.first_sign_in, has_address) {
        (FirstSignIn::Create, None) => Arrival::AddUser,
        (_, has_address) => Arrival::ProveUser { has_address_of_user: has_address.is_some() },
    }
}

/// Adds a user for an account at a provider, and links it to them. Like a user who registers, they are asked to accept the terms.
/// Storage alone knows whether the username is free.
///
/// # Errors
/// [`UserRegistrationError`] when the username does not fit.
pub fn add_user(
    id: UserId,
    username: String,
    account: &ProviderAccount,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Result<Decision<User>, UserRegistrationError> {
    let email = account.verified_address().map(str::to_owned);
    let new = NewUser {
        username,
        email_verified: email.is_some(),
        email,
        name: account.name.as_deref().and_then(|name| line(name, 200)),
        ..NewUser::default()
    };
    let user = new_user(occasion.tenant.clone(), id, new, occasion.now)?;
    let user = User { accepted_terms: Some(String::new()), ..user };
    let actor = Actor::User { id: user.id.clone() };
    let occasion = Occasion { actor: &actor, ..*occasion };
    let added = occasion.about_user(EventKind::UserAdded, &user.id);
    let mapped = mapping::onto(&user, account, true, map, &occasion);
    let mut changes = mapping::changes(&user, &mapped, &account.provider, true, map, &occasion);
    if changes.is_empty() {
        changes.push(Change::AddUser(Box::new(mapped.clone())));
    }
    changes.push(Change::StoreEvent(added));
    changes.extend(link_to(&mapped.id, account, &occasion));
    Ok(Decision { answer: mapped, changes })
}

/// Links an account to a user who is signed in, and applies the provider's mappings to the user.
pub fn link(
    user: &User,
    account: &ProviderAccount,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Decision<User> {
    let mut decision = bring_up_to_date(user, account, map, occasion);
    decision.changes.extend(link_to(&user.id, account, occasion));
    decision
}

fn link_to(user: &UserId, account: &ProviderAccount, occasion: &Occasion<'_>) -> [Change; 2] {
    let linked = account.link_to(user, occasion);
    let event = about(EventKind::AccountLinked, &linked, occasion);
    [Change::AddLinkedAccount(linked), Change::StoreEvent(event)]
}

/// Applies the provider's mappings to a user at a sign-in. Without a difference nothing is stored.
pub fn bring_up_to_date(
    user: &User,
    account: &ProviderAccount,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Decision<User> {
    let mapped = mapping::onto(user, account, false, map, occasion);
    let changes = mapping::changes(user, &mapped, &account.provider, false, map, occasion);
    Decision { answer: mapped, changes }
}

/// Whether an account is the last way for its user to sign in: no password, no passkey, and no other account of a provider that
/// is offered.
pub fn is_last_way(
    user: &User,
    account: &LinkedAccount,
    all: &[LinkedAccount],
    is_offered: impl Fn(&LinkedAccount) -> bool,
) -> bool {
    let has_other = |other: &LinkedAccount| {
        (&other.issuer, &other.subject) != (&account.issuer, &account.subject) && is_offered(other)
    };
    let has_own_way = user.password_hash.is_some() || user.factors.contains(&FactorKind::Passkey);
    !has_own_way && is_offered(account) && !all.iter().any(has_other)
}

/// Returns the user without the groups that only this account gave.
pub fn without_account(user: &User, linked: &LinkedAccount) -> User {
    let nothing = ProvidedGroups {
        provider: linked.provider.clone(),
        account: account_key(&linked.issuer, &linked.subject),
        groups: Vec::new(),
    };
    user.clone().with_provided_groups(nothing)
}

/// Unlinks an account, and takes away the groups that it gave. The user is stored again, so that only one of two removals at the same
/// moment counts: each was allowed because of the way to sign in that the other removes.
pub fn unlink(user: &User, linked: &LinkedAccount, map: &RoleMap, occasion: &Occasion<'_>) -> Decision<()> {
    let after = without_account(user, linked);
    let remove = Change::RemoveLinkedAccount {
        tenant: linked.tenant.clone(),
        issuer: linked.issuer.clone(),
        subject: linked.subject.clone(),
        user_id: linked.user_id.clone(),
    };
    let mut changes = mapping::changes(user, &after, &linked.provider, false, map, occasion);
    if changes.is_empty() {
        changes.push(Change::ReplaceUser { before: Box::new(user.clone()), after: Box::new(after) });
    }
    let event = about(EventKind::AccountUnlinked, linked, occasion);
    changes.extend([remove, Change::StoreEvent(event)]);
    Decision { answer: (), changes }
}

fn about(kind: EventKind, linked: &LinkedAccount, occasion: &Occasion<'_>) -> Event {
    let is_added = kind == EventKind::AccountLinked;
    let field = |field: &str, value: &str| {
        let (before, after) = if is_added { ("", value) } else { (value, "") };
        FieldChange::new(field, before, after)
    };
    let mut event = occasion.about_user(kind, &linked.user_id);
    event.changed = vec![
        field("provider", &linked.provider),
        field("issuer", &linked.issuer),
        field("subject", &linked.subject),
    ];
    event
}

/// Returns a hash of an account that is short enough to stand beside its groups on the record of a user.
fn account_key(issuer: &str, subject: &str) -> String {
    base64url(&issuer_digest(issuer, subject)[..16])
}

fn cut(text: &str) -> String {
    let end = text.char_indices().map(|(start, letter)| start + letter.len_utf8());
    let end = end.take_while(|end| *end <= LONGEST_TEXT).last().unwrap_or_default();
    text[..end].to_owned()
}

/// Returns a text of the provider as one line: without control and invisible characters, cut; `None` when nothing is left.
fn line(text: &str, longest: usize) -> Option<String> {
    let line: String = text.chars().filter(|c| !c.is_control() && !is_invisible(*c)).take(longest).collect();
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// Returns whether a character is invisible; some of these change the order of other characters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
