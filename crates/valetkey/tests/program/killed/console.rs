//! The console, in a browser that keeps its session while the server is killed.

use std::thread;

use super::{
    PAUSE,
    dice::Dice,
    installation::{Installation, PASSWORD},
    ledger::{Change, Ledger, Outcome},
    trail::Kind,
};
use crate::support::browser::{Browser, Page};

/// Carries out operations.
pub(super) fn work(installation: &Installation, dice: &mut Dice, count: u64) -> Ledger {
    let mut ledger = Ledger::default();
    let mut browser = sign_in(installation);
    // The page of the newest group, and the name.
    let mut group: Option<(String, String)> = None;
    for number in 0..count {
        let name = dice.name("console", number);
        let (form, button, fields, change) = match (number % 4, group.clone()) {
            (1, Some((page, _))) => {
                let change = Change::Set(Kind::Group, name.clone());
                (format!("{page}/edit"), "save", vec![("description", name.as_str())], change)
            }
            (2, Some((page, removed))) => {
                group = None;
                (format!("{page}/remove"), "confirm", vec![], Change::Remove(Kind::Group, removed))
            }
            (3, _) => {
                let change = Change::Add(vec![Kind::Role], name.clone());
                (
                    format!("{}/admin/new-role", installation.issuer),
                    "save",
                    vec![("name", name.as_str())],
                    change,
                )
            }
            _ => {
                let change = Change::Add(vec![Kind::Group], name.clone());
                (
                    format!("{}/admin/new-group", installation.issuer),
                    "save",
                    vec![("name", name.as_str())],
                    change,
                )
            }
        };
        let page = open(installation, &mut browser, &form);
        let after = browser.try_press(&page, button, &fields);
        let outcome = outcome(&form, after.as_ref());
        if let (true, Outcome::Done, Some(after)) = (form.ends_with("/new-group"), outcome, &after) {
            let address = after.url.split('?').next().unwrap_or_default();
            group = Some((address.to_owned(), name.clone()));
        }
        ledger.note("console", change, outcome);
        thread::sleep(dice.milliseconds(0, PAUSE));
    }
    ledger
}

fn sign_in(installation: &Installation) -> Browser {
    loop {
        if let Some(browser) = installation.browser() {
            return browser;
        }
        installation.wait_until_ready();
    }
}

/// Opens a form: again if the server went away, and with the password if the last proof is not fresh enough.
fn open(installation: &Installation, browser: &mut Browser, form: &str) -> Page {
    loop {
        let page = match browser.try_open(form) {
            Some(page) if page.url.contains("/login") => {
                browser.try_press(&page, "sign-in", &[("username", "root"), ("password", PASSWORD)])
            }
            page => page,
        };
        match page {
            Some(page) if page.answer.status < 500 => {
                assert_eq!(page.answer.status, 200, "{form}: {}", page.answer.body);
                return page;
            }
            _ => installation.wait_until_ready(),
        }
    }
}

/// A form that was accepted leads to another page. A form that met a newer change comes back with a notice.
fn outcome(form: &str, after: Option<&Page>) -> Outcome {
    let Some(Page { url, answer }) = after else { return Outcome::Unknown };
    match answer.status {
        200 if url != form => Outcome::Done,
        200 if answer.body.contains("Nothing was stored") => Outcome::Refused,
        500.. => Outcome::Unknown,
        status => panic!("{form}: {status} {}", answer.body),
    }
}
