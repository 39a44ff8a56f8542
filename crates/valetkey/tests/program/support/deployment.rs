//! A server with a user, and the requests of an application at it.

use std::{net::TcpListener, thread, time::Duration};

use serde_json::Value;

use super::{
    browser::{Browser, Page},
    folder::Folder,
    http::{Answer, get, get_with, post_form},
    program::{Ended, Running, command, run, run_with_input},
};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const PASSWORD: &str = "correct horse battery";

/// A running server on SQLite that knows the user alice.
pub(crate) struct Deployment {
    pub(crate) issuer: String,
    folder: Folder,
    _server: Running,
}

impl Deployment {
    /// Starts the server and waits until it has every key.
    pub(crate) fn start() -> Self {
        let folder = Folder::new();
        let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
        let listen = probe.local_addr().expect("an address").to_string();
        drop(probe);
        let issuer = format!("http://{listen}");
        let add = ["user", "add", "--username", "alice", "--email", "a@example.com", "--password-stdin"];
        assert_eq!(run_with_input(&folder, &add, &format!("{PASSWORD}\n")).code, 0);
        let server = Running::start(command(&folder, &["serve", "--issuer", &issuer, "--listen", &listen]));
        let ready = (0..600).any(|_| {
            thread::sleep(Duration::from_millis(50));
            get(&format!("{issuer}/ready")).status == 200
        });
        assert!(ready, "the server is not ready");
        Self { issuer, folder, _server: server }
    }

    /// Registers an application; returns what `client add --json` says.
    pub(crate) fn add_client(&self, words: &[&str]) -> Value {
        let start = ["client", "add", "--name", "Notes", "--json"];
        run(&self.folder, &[&start[..], words].concat()).json()
    }

    /// Runs a command on the database of the server.
    pub(crate) fn run(&self, words: &[&str]) -> Ended {
        run(&self.folder, words)
    }

    /// Returns an address of the server that answers whatever comes: where applications live.
    pub(crate) fn landing(&self) -> String {
        format!("{}/landing", self.issuer)
    }

    /// Returns the address of a good request, with some parameters replaced; an empty value removes one. Values must not
    /// need encoding, but for spaces.
    pub(crate) fn request(&self, client: &Value, changes: &[(&str, &str)]) -> String {
        let landing = self.landing();
        let mut pairs = vec![
            ("client_id", text(client, "client_id")),
            ("redirect_uri", &landing),
            ("response_type", "code"),
            ("scope", "openid"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        for (name, value) in changes {
            pairs.retain(|(known, _)| known != name);
            pairs.push((name, value));
        }
        let filled = pairs.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<_> =
            filled.map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect();
        format!("{}/authorize?{}", self.issuer, query.join("&"))
    }

    /// Sends a request as a browser with these cookies, and follows no redirect.
    pub(crate) fn ask(&self, address: &str, cookies: &str) -> Answer {
        get_with(address, &[("accept", "text/html"), ("cookie", cookies)])
    }

    /// Signs alice in on a page that asks for it.
    pub(crate) fn sign_in(&self, browser: &mut Browser, page: &Page) -> Page {
        browser.press(page, "sign-in", &[("username", "alice"), ("password", PASSWORD)])
    }

    /// Signs alice in at her own page, for no application.
    pub(crate) fn signed_in(&self) -> Browser {
        let mut browser = Browser::default();
        let login = browser.open(&format!("{}/login", self.issuer));
        self.sign_in(&mut browser, &login);
        browser
    }

    /// Signs alice in, allows, and redeems the code of a client with a secret; returns the token answer.
    pub(crate) fn tokens(&self, client: &Value, changes: &[(&str, &str)]) -> Value {
        let mut browser = Browser::default();
        let login = browser.open(&self.request(client, changes));
        let consent = self.sign_in(&mut browser, &login);
        let landed = browser.press(&consent, "allow", &[]);
        self.redeem(client, &landed)
    }

    /// Redeems the code of the page where a browser landed; returns the token answer.
    pub(crate) fn redeem(&self, client: &Value, landed: &Page) -> Value {
        let (_, query) = landed.url.split_once('?').unwrap_or_else(|| panic!("no query: {}", landed.url));
        let code = query.split('&').find_map(|pair| pair.strip_prefix("code="));
        let code = code.unwrap_or_else(|| panic!("no code in {}", landed.url));
        let form = format!(
            "grant_type=authorization_code&code={code}&redirect_uri={}&code_verifier={VERIFIER}",
            self.landing()
        );
        self.token(client, &form).json()
    }

    /// Posts a form to the token endpoint as a client with a secret.
    pub(crate) fn token(&self, client: &Value, form: &str) -> Answer {
        let (id, secret) = (text(client, "client_id"), text(client, "client_secret"));
        post_form(&format!("{}/token", self.issuer), &format!("{form}&client_id={id}&client_secret={secret}"))
    }
}

/// A member of a JSON object that is a text.
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name}: {value}"))
}
