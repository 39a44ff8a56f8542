//! A walk through every page of a request that looks at each address on its way.

use valetkey_server::testing::{Answer, Browser, TestServer};

use crate::support::*;

/// Maximum length of an address of ours. An address of the application may be longer by what the application sent itself.
const LONGEST: usize = 4 * 1024;

pub(crate) struct Walk<'a> {
    browser: Browser<'a>,
    /// The longest address so far.
    pub(crate) longest: usize,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(server: &'a TestServer) -> Self {
        Self { browser: server.browser(), longest: 0 }
    }

    /// Goes from an authorization request to its answer, by every page that comes.
    pub(crate) async fn through(&mut self, address: &str, username: &str) {
        let mut answer = self.browser.get(address).await;
        for _ in 0..12 {
            self.look_at(&answer);
            let location = answer.header("location").map(str::to_owned);
            answer = match location {
                Some(location) if location.starts_with('/') => self.browser.get(&location).await,
                Some(_) => return,
                None if has(&answer, "sign-in") => {
                    self.browser.submit(&sign_in_form(&answer, username), "sign-in").await
                }
                None if has(&answer, "another-account") => {
                    let form = answer.form_with_button("another-account");
                    self.browser.submit(&form, "another-account").await
                }
                None if has(&answer, "allow") => {
                    self.browser.submit(&answer.form_with_button("allow"), "allow").await
                }
                None => {
                    assert_eq!(answer.form_with_button("continue").action, CALLBACK, "{}", answer.show());
                    return;
                }
            };
        }
        panic!("no end: {}", answer.show());
    }

    fn look_at(&mut self, answer: &Answer) {
        if let Some(location) = answer.header("location") {
            self.judge(location);
        }
        for attribute in ["href=\"", "action=\"", "src=\""] {
            let text = String::from_utf8_lossy(&answer.body);
            for address in text.split(attribute).skip(1) {
                self.judge(address.split('"').next().unwrap_or_default());
            }
        }
    }

    fn judge(&mut self, address: &str) {
        let own = match address.strip_prefix(CALLBACK) {
            // The state comes back as the application sent it.
            Some(answer) => answer.split('&').filter(|pair| !pair.starts_with("state=")).map(str::len).sum(),
            None => address.len(),
        };
        assert!(own <= LONGEST, "{own} bytes of ours in {address}");
        self.longest = self.longest.max(own);
    }
}

fn has(answer: &Answer, button: &str) -> bool {
    answer.forms().iter().any(|form| form.button(button).is_some())
}
