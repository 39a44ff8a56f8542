//! M6: a code, and the grant that it becomes, do not outlive the session.

use crate::support::{
    account::{CHALLENGE, VERIFIER},
    browser::Browser,
    http::Answer,
    http::post_form,
    program::{Running, command, run, run_with_input},
    {folder::Folder, nodes::free_port},
};

const PASSWORD: &str = "correct horse battery";

/// A server with alice and a trusted application.
struct Server {
    issuer: String,
    credentials: String,
    client_id: String,
    _running: Running,
    _folder: Folder,
}

impl Server {
    fn start() -> Self {
        let (folder, listen) = (Folder::new(), format!("127.0.0.1:{}", free_port()));
        let issuer = format!("http://{listen}");
        let landing = format!("{issuer}/landing");
        let words = ["client", "add", "--name", "Notes", "--redirect-uri", &landing, "--trusted"];
        let client =
            run(&folder, &[&words[..], &["--id-token-algorithm", "ES256", "--json"]].concat()).json();
        let text = |name: &str| client[name].as_str().expect("a text").to_owned();
        let add = ["user", "add", "--username", "alice", "--email", "a@example.com", "--password-stdin"];
        assert_eq!(run_with_input(&folder, &add, &format!("{PASSWORD}\n")).code, 0);
        let running = Running::start(command(&folder, &["serve", "--issuer", &issuer, "--listen", &listen]));
        let client_id = text("client_id");
        let credentials = format!("client_id={client_id}&client_secret={}", text("client_secret"));
        Self { issuer, credentials, client_id, _running: running, _folder: folder }
    }

    fn address(&self, more: &str) -> String {
        format!(
            "{}/authorize?response_type=code&scope=openid&client_id={}&redirect_uri={}/landing\
             &code_challenge={CHALLENGE}&code_challenge_method=S256{more}",
            self.issuer, self.client_id, self.issuer
        )
    }

    /// Opens the application's request, signs alice in where a page asks for it, and returns the code.
    fn code(&self, browser: &mut Browser, more: &str) -> String {
        let mut page = browser.open(&self.address(more));
        if !page.url.contains("code=") {
            page = browser.press(&page, "sign-in", &[("username", "alice"), ("password", PASSWORD)]);
        }
        let code = page.url.split(['?', '&']).find_map(|pair| pair.strip_prefix("code="));
        code.unwrap_or_else(|| panic!("no code in {}", page.url)).to_owned()
    }

    fn redeem(&self, code: &str) -> Answer {
        let form = format!(
            "grant_type=authorization_code&code={code}&redirect_uri={}/landing&code_verifier={VERIFIER}&{}",
            self.issuer, self.credentials
        );
        post_form(&format!("{}/token", self.issuer), &form)
    }

    fn sign_out(&self, browser: &mut Browser) {
        let page = browser.open(&format!("{}/", self.issuer));
        browser.press(&page, "sign-out", &[]);
    }
}

#[test]
fn m6_a_code_is_refused_after_its_session_signed_out() {
    let server = Server::start();
    let mut browser = Browser::default();
    let code = server.code(&mut browser, "");
    server.sign_out(&mut browser);
    let refused = server.redeem(&code);
    assert_eq!((refused.status, refused.json()["error"].as_str()), (400, Some("invalid_grant")));
}

#[test]
fn m6_a_code_survives_a_fresh_sign_in_in_the_same_session_and_no_sign_out_after_it() {
    let server = Server::start();
    let mut browser = Browser::default();
    let (first, second) = (server.code(&mut browser, ""), server.code(&mut browser, ""));
    server.code(&mut browser, "&prompt=login");
    let answer = server.redeem(&first);
    assert_eq!(answer.status, 200, "{}", answer.body);
    server.sign_out(&mut browser);
    assert_eq!(server.redeem(&second).status, 400, "the session that continued it signed out");
}
