//! The accounts of a browser: the active one, and others beside it (`docs/decisions/0024-several-accounts.md`).

use uuid::Uuid;
use valetkey_authorization_server::{facts::SessionFacts, record::Session};
use valetkey_storage::StorageError;
use valetkey_types::{Handle, Timestamp, UserId};

use super::{SessionCookie, Visit};
use crate::{
    cookie::{Cookies, OtherAccount},
    request::note_user,
    sign_in::Present,
};

/// An account of this browser with its session, live or not.
#[derive(Clone)]
pub(crate) struct BrowserAccount {
    handle: Handle,
    /// The session with its user.
    pub(crate) facts: SessionFacts,
    /// Whether the user is signed in with it.
    pub(crate) is_live: bool,
    /// When the user was seen with it last.
    seen_at: Timestamp,
}

impl BrowserAccount {
    fn as_other(&self) -> OtherAccount {
        let session = &self.facts.session;
        OtherAccount {
            handle: self.handle.clone(),
            user: self.facts.user.id.clone(),
            kept_until: session.kept.then_some(session.expires_at),
            seen_at: self.seen_at,
        }
    }
}

impl Visit<'_> {
    /// Returns the account that a session cookie proves: a live one if there is one.
    pub(crate) async fn active_account(&self) -> Result<Option<BrowserAccount>, StorageError> {
        let mut found = None;
        for handle in self.session_handles() {
            let seen_at = self.seen_at(handle.selector());
            let Some(mut account) = self.account(&handle, seen_at).await? else { continue };
            if account.is_live {
                account.seen_at = self.now;
                note_user(&account.facts.user);
                self.note_use(&account.facts.session);
                return Ok(Some(account));
            }
            found = found.or(Some(account));
        }
        Ok(found)
    }

    /// Returns the accounts beside the active one, as the cookie names them. Nothing is read from the database.
    pub(crate) fn other_accounts(&self) -> &[OtherAccount] {
        self.others.get_or_init(|| {
            let mut others = self.server.cookies.other_accounts(self.headers, &self.browsers, self.now);
            let active = self.session_handles();
            others.retain(|other| !active.contains(&other.handle));
            others
        })
    }

    /// Returns every account of this browser: the active one first. An account counts once, with its live session if it has one.
    pub(crate) async fn accounts(&self) -> Result<Vec<BrowserAccount>, StorageError> {
        let mut accounts: Vec<BrowserAccount> = self.active_account().await?.into_iter().collect();
        for other in self.other_accounts() {
            let Some(account) = self.account_of(other).await? else { continue };
            match accounts.iter_mut().find(|known| known.facts.user.id == account.facts.user.id) {
                Some(known) if known.is_live || !account.is_live => {}
                Some(known) => *known = account,
                None => accounts.push(account),
            }
        }
        Ok(accounts)
    }

    /// Returns whether an account beside the active one is signed in.
    pub(crate) async fn has_other_live_account(&self) -> Result<bool, StorageError> {
        for other in self.other_accounts() {
            if self.account_of(other).await?.is_some_and(|account| account.is_live) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the account of a user in this browser, if there is one: the active one, or else another.
    pub(crate) async fn account_of_user(
        &self,
        user: &UserId,
    ) -> Result<Option<BrowserAccount>, StorageError> {
        let active = self.active_account().await?;
        self.account_of_user_or(user, active).await
    }

    /// [`account_of_user`](Self::account_of_user) where the active account was loaded.
    pub(crate) async fn account_of_user_or(
        &self,
        user: &UserId,
        active: Option<BrowserAccount>,
    ) -> Result<Option<BrowserAccount>, StorageError> {
        if active.as_ref().is_some_and(|active| active.facts.user.id == *user) {
            return Ok(active);
        }
        for other in self.other_accounts().iter().filter(|other| other.user == *user) {
            if let Some(account) = self.account_of(other).await? {
                return Ok(Some(account));
            }
        }
        Ok(None)
    }

    /// Returns the session that a sign-out means: the live one of this user, or else the active one.
    pub(crate) async fn session_to_end(
        &self,
        hinted: Option<&UserId>,
    ) -> Result<Option<SessionFacts>, StorageError> {
        let active = self.active_account().await?;
        let Some(hinted) = hinted else { return Ok(active.map(|account| account.facts)) };
        let of_user = self.account_of_user_or(hinted, active.clone()).await?;
        Ok(of_user.filter(|account| account.is_live).or(active).map(|account| account.facts))
    }

    /// Makes this account of the browser the active one.
    pub(crate) fn switch_to(&mut self, chosen: &BrowserAccount, accounts: &[BrowserAccount]) {
        let others = accounts.iter().filter(|account| account.handle != chosen.handle);
        self.set_others(others.map(BrowserAccount::as_other).collect());
        self.begin_session(chosen.handle.clone(), &chosen.facts.session);
    }

    /// Returns the other accounts after a sign-in of this user, and the sessions that end with it.
    pub(crate) async fn accounts_after_sign_in(
        &self,
        user: &UserId,
        active: Option<&BrowserAccount>,
        present: Present,
    ) -> Result<AccountsAfterSignIn, StorageError> {
        let active = active.filter(|active| active.facts.user.id != *user);
        let known = self.other_accounts();
        if active.is_none() && known.iter().all(|other| other.user != *user) {
            return Ok(AccountsAfterSignIn::default());
        }
        // A user who has an account in this browser adds none.
        let ends = present == Present::Ends && known.iter().all(|other| other.user != *user);
        let stays = active.filter(|_| !ends).map(BrowserAccount::as_other);
        let known = known.iter().filter(|other| other.user != *user).cloned();
        let mut after = self.shortened(stays.into_iter().chain(known).collect()).await?;
        let ended = active.filter(|active| ends && active.is_live);
        after.ended.extend(ended.map(|active| active.facts.session.clone()));
        Ok(after)
    }

    /// Leaves room for the active account: accounts whose sessions ended go first, then those that were active longest ago.
    async fn shortened(&self, others: Vec<OtherAccount>) -> Result<AccountsAfterSignIn, StorageError> {
        if others.len() < Cookies::MOST_ACCOUNTS {
            return Ok(AccountsAfterSignIn { others: Some(others), ended: Vec::new() });
        }
        let (mut live, mut ended) = (Vec::new(), Vec::new());
        for other in others {
            if let Some(account) = self.account_of(&other).await?.filter(|account| account.is_live) {
                live.push((other, account.facts.session));
            }
        }
        while live.len() >= Cookies::MOST_ACCOUNTS
            && let Some((_, session)) = live.pop()
        {
            ended.push(session);
        }
        let others = live.into_iter().map(|(other, _)| other).collect();
        Ok(AccountsAfterSignIn { others: Some(others), ended })
    }

    /// Takes the other accounts after a sign-in over into the cookies, once the session is stored.
    pub(crate) fn keep_accounts(&mut self, after: AccountsAfterSignIn) {
        if let Some(others) = after.others {
            self.set_others(others);
        }
    }

    /// Removes accounts whose sessions have just ended from the cookies.
    pub(crate) fn forget_sessions(&mut self, ended: &[Uuid]) {
        let is_ended = |handle: &Handle| ended.contains(&handle.selector());
        if self.session_handles().iter().any(is_ended) {
            self.session = SessionCookie::Cleared;
        }
        let others = self.other_accounts();
        if others.iter().any(|other| is_ended(&other.handle)) {
            let kept = others.iter().filter(|other| !is_ended(&other.handle)).cloned().collect();
            self.set_others(kept);
        }
    }

    /// Removes every account from the cookies.
    pub(crate) fn forget_accounts(&mut self) {
        self.session = SessionCookie::Cleared;
        self.set_others(Vec::new());
    }

    fn set_others(&mut self, others: Vec<OtherAccount>) {
        self.others = others.into();
        self.others_changed = true;
    }

    async fn account_of(&self, other: &OtherAccount) -> Result<Option<BrowserAccount>, StorageError> {
        let account = self.account(&other.handle, Some(other.seen_at)).await?;
        Ok(account.filter(|account| account.facts.user.id == other.user))
    }

    async fn account(
        &self,
        handle: &Handle,
        seen_at: Option<Timestamp>,
    ) -> Result<Option<BrowserAccount>, StorageError> {
        let server = self.server;
        let facts = server.storage.session_facts(&server.tenant, handle.selector()).await?;
        let Some(facts) = self.proven(facts, handle, seen_at) else { return Ok(None) };
        let is_live = self.is_live(&facts);
        let seen_at = seen_at.unwrap_or(facts.session.authentication.auth_time);
        Ok(Some(BrowserAccount { handle: handle.clone(), facts, is_live, seen_at }))
    }
}

/// The other accounts of a browser after a sign-in.
#[derive(Default)]
pub(crate) struct AccountsAfterSignIn {
    /// The accounts, if they change.
    others: Option<Vec<OtherAccount>>,
    /// The live sessions that end.
    pub(crate) ended: Vec<Session>,
}
