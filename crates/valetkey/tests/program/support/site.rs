//! One server with one user and its clients, under an issuer that may have a path.

use std::{thread, time::Duration};

use super::{
    browser::{Browser, Page},
    folder::Folder,
    http::try_get_with,
    nodes::free_port,
    program::{Running, command, run, run_with_input},
};

/// RFC 7636 appendix B.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) const PASSWORD: &str = "correct horse battery";

/// Waits until the server has every key: it makes an RSA key at its first start.
fn wait_until_ready(origin: &str) {
    let is_ready =
        || try_get_with(&format!("{origin}/ready"), &[]).is_some_and(|answer| answer.status == 200);
    for _ in 0..600 {
        if is_ready() {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("the server is not ready");
}

/// The server. Alice can sign in.
pub(crate) struct Site {
    folder: Folder,
    pub(crate) issuer: String,
    /// Where the server listens.
    pub(crate) origin: String,
    running: Option<Running>,
}

impl Site {
    /// Starts a server whose issuer has this path: empty, or `/auth`.
    pub(crate) fn start(path: &str) -> Self {
        Self::start_as(|origin| format!("{origin}{path}"))
    }

    /// Starts a server with the issuer that follows from the address it listens at.
    pub(crate) fn start_as(issuer: impl Fn(&str) -> String) -> Self {
        let folder = Folder::new();
        let listen = format!("127.0.0.1:{}", free_port());
        let origin = format!("http://{listen}");
        let issuer = issuer(&origin);
        let add = ["user", "add", "--username", "alice", "--email", "a@example.com", "--password-stdin"];
        assert_eq!(run_with_input(&folder, &add, &format!("{PASSWORD}\n")).code, 0);
        let serve = ["serve", "--issuer", &issuer, "--listen", &listen];
        let running = Some(Running::start(command(&folder, &serve)));
        wait_until_ready(&origin);
        Self { folder, issuer, origin, running }
    }

    /// Registers a client and returns its identifier.
    pub(crate) fn add_client(&self, words: &[&str]) -> String {
        let client = run(&self.folder, &[&["client", "add", "--name", "Notes", "--json"], words].concat());
        client.json()["client_id"].as_str().expect("a text").to_owned()
    }

    /// Returns the address of an authorization request of a client that comes back to `redirect_uri`.
    pub(crate) fn authorize(&self, client_id: &str, redirect_uri: &str) -> String {
        format!(
            "{}/authorize?response_type=code&scope=openid&client_id={client_id}&redirect_uri={redirect_uri}\
             &code_challenge={CHALLENGE}&code_challenge_method=S256",
            self.issuer
        )
    }

    /// Signs Alice in on the page that has the form.
    pub(crate) fn sign_in(&self, browser: &mut Browser, login: &Page) -> Page {
        browser.press(login, "sign-in", &[("username", "alice"), ("password", PASSWORD)])
    }

    /// A browser in which Alice is signed in.
    pub(crate) fn signed_in(&self) -> Browser {
        let mut browser = Browser::default();
        let login = browser.open(&format!("{}/login", self.issuer));
        let page = self.sign_in(&mut browser, &login);
        assert!(page.answer.body.contains("a@example.com"), "{}", page.answer.body);
        browser
    }

    /// Stops the server and returns its log.
    pub(crate) fn stop(mut self) -> String {
        self.running.take().expect("a server").stop().1
    }
}
