//! One server with Alice, and an application that she can sign in to.

use std::net::TcpListener;

use super::{
    browser::{Browser, Page},
    folder::Folder,
    program::{Running, command, run, run_with_input},
};

pub(crate) const PASSWORD: &str = "correct horse battery";

/// A server on an address of its own.
pub(crate) struct Server {
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    running: Running,
    _folder: Folder,
}

impl Server {
    /// Starts a server with these further words and variables.
    pub(crate) fn start(words: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::start_with_password(PASSWORD, words, variables)
    }

    /// The same with another password of Alice's.
    pub(crate) fn start_with_password(password: &str, words: &[&str], variables: &[(&str, &str)]) -> Self {
        let folder = Folder::new();
        let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
        let listen = probe.local_addr().expect("an address").to_string();
        let issuer = format!("http://{listen}");
        let landing = format!("{issuer}/landing");
        let client =
            run(&folder, &["client", "add", "--name", "Notes", "--redirect-uri", &landing, "--json"]).json();
        let add = ["user", "add", "--username", "alice", "--email", "alice@example.com", "--password-stdin"];
        let added = run_with_input(&folder, &add, &format!("{password}\n"));
        assert_eq!(added.code, 0, "{}", added.stderr);
        drop(probe);
        let place = ["serve", "--issuer", &issuer, "--listen", &listen];
        let mut serve = command(&folder, &[&place[..], words].concat());
        serve.envs(variables.iter().copied());
        let text = |name: &str| client[name].as_str().expect("a text").to_owned();
        let (client_id, client_secret) = (text("client_id"), text("client_secret"));
        Self { running: Running::start(serve), issuer, client_id, client_secret, _folder: folder }
    }

    /// The query of a whole authorization request.
    pub(crate) fn authorization(&self) -> Vec<(&'static str, String)> {
        vec![
            ("response_type", "code".to_owned()),
            ("client_id", self.client_id.clone()),
            ("redirect_uri", format!("{}/landing", self.issuer)),
            ("scope", "openid".to_owned()),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned()),
            ("code_challenge_method", "S256".to_owned()),
        ]
    }

    /// Signs alice in and allows. Returns the code and its verifier.
    pub(crate) fn first_code(&self) -> (String, &'static str) {
        let mut browser = Browser::default();
        let login = self.open_login(&mut browser);
        let consent = browser.press(&login, "sign-in", &[("username", "alice"), ("password", PASSWORD)]);
        let landed = browser.press(&consent, "allow", &[]);
        let (_, query) = landed.url.split_once('?').unwrap_or_else(|| panic!("no query: {}", landed.url));
        let code = query.split('&').find_map(|pair| pair.strip_prefix("code="));
        let code = code.unwrap_or_else(|| panic!("no code in {}", landed.url));
        (code.to_owned(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    }

    /// Opens the sign-in page.
    pub(crate) fn open_login(&self, browser: &mut Browser) -> Page {
        browser.open(&format!("{}/authorize?{}", self.issuer, form(&self.authorization())))
    }

    /// Stops the server and returns its log.
    pub(crate) fn stop(self) -> String {
        let (code, log) = self.running.stop();
        assert_eq!(code, Some(0), "{log}");
        log
    }
}

/// Encodes names and values as a form.
pub(crate) fn form(fields: &[(&str, String)]) -> String {
    let pair = |(name, value): &(&str, String)| format!("{}={}", encoded(name), encoded(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
