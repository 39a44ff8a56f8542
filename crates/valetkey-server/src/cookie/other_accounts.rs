//! The cookie with the accounts of a browser beside the active one (`docs/decisions/0024-several-accounts.md`).

use ::cookie::Cookie;
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use valetkey_jose::digest::constant_time_eq;
use valetkey_types::{Handle, Seconds, Timestamp, UserId};

use super::{BrowserId, Cookies, values};
use crate::seal::Purpose;

const PURPOSE: &str = "other accounts";

/// An account of a browser that is not the active one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OtherAccount {
    /// The handle of its session, as secret as the session cookie.
    pub(crate) handle: Handle,
    /// The user.
    pub(crate) user: UserId,
    /// Until when it stays when the browser is closed; `None`: it ends with the browser.
    pub(crate) kept_until: Option<Timestamp>,
    /// When the user was seen with it last.
    pub(crate) seen_at: Timestamp,
}

/// The content of the cookie. It counts in the browser that it was sealed for.
#[derive(Serialize, Deserialize)]
struct Written {
    browser: String,
    accounts: Vec<WrittenAccount>,
}

#[derive(Serialize, Deserialize)]
struct WrittenAccount {
    handle: String,
    user: UserId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept_until: Option<Timestamp>,
    seen_at: Timestamp,
}

impl Cookies {
    /// Returns the other accounts of a browser with these names, in the order they were active, the last one first. Each cookie
    /// of the name is opened, because a neighbour can plant others; one that was sealed for another browser counts as none.
    pub(crate) fn other_accounts(
        &self,
        headers: &HeaderMap,
        browsers: &[BrowserId],
        now: Timestamp,
    ) -> Vec<OtherAccount> {
        let open = |sealed: String| self.seal.open_json::<Written>(Purpose::of(PURPOSE), &sealed, now).ok();
        let is_of = |written: &Written, browser: &BrowserId| {
            constant_time_eq(written.browser.as_bytes(), browser.0.as_bytes())
        };
        let named = |name| values(headers, name).take(Self::MOST_OF_A_NAME);
        let opened = named(&self.accounts_name).chain(named(&self.kept_accounts_name)).filter_map(open);
        let of_browser = opened.filter(|written| browsers.iter().any(|browser| is_of(written, browser)));
        let mut accounts: Vec<OtherAccount> = Vec::new();
        for written in of_browser.flat_map(|written| written.accounts) {
            let Ok(handle) = written.handle.parse::<Handle>() else { continue };
            if accounts.len() < Self::MOST_ACCOUNTS && accounts.iter().all(|known| known.handle != handle) {
                let WrittenAccount { user, kept_until, seen_at, .. } = written;
                accounts.push(OtherAccount { handle, user, kept_until, seen_at });
            }
        }
        accounts.sort_by_key(|account| std::cmp::Reverse(account.seen_at));
        accounts
    }

    /// `Set-Cookie`s for the other accounts of a browser: one cookie ends with the browser, the other stays. A cookie without any is
    /// removed. Accounts that can't be sealed are left out, with a line in the log.
    pub(crate) fn set_other_accounts(
        &self,
        accounts: &[OtherAccount],
        browser: &BrowserId,
        now: Timestamp,
    ) -> [Option<HeaderValue>; 2] {
        let (kept, others): (Vec<_>, Vec<_>) =
            accounts.iter().partition(|account| account.kept_until.is_some());
        let kept_until = kept.iter().filter_map(|account| account.kept_until).max();
        let kept_for = kept_until.map(|until| until.since(now));
        [
            self.set_accounts(&self.accounts_name, &others, browser, None),
            self.set_accounts(&self.kept_accounts_name, &kept, browser, kept_for),
        ]
    }

    fn set_accounts(
        &self,
        name: &str,
        accounts: &[&OtherAccount],
        browser: &BrowserId,
        kept_for: Option<Seconds>,
    ) -> Option<HeaderValue> {
        if accounts.is_empty() {
            return Some(self.clear(name.to_owned()));
        }
        let write = |account: &&OtherAccount| WrittenAccount {
            handle: account.handle.expose(),
            user: account.user.clone(),
            kept_until: account.kept_until,
            seen_at: account.seen_at,
        };
        let written = Written { browser: browser.0.clone(), accounts: accounts.iter().map(write).collect() };
        let sealed = self.seal.seal_json(PURPOSE, &written);
        let sealed =
            sealed.inspect_err(|error| tracing::warn!(%error, "accounts are not remembered")).ok()?;
        Some(self.kept_header(Cookie::new(name, sealed), kept_for))
    }
}
