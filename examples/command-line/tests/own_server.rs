//! Tests of the program with our server: login in the browser, the token file, refresh, logout.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use example_test_support::{NewClient, TestIssuer, Visitor};
use serde_json::{Value, json};
use support::Terminal;

struct Setup {
    _issuer: TestIssuer,
    terminal: Terminal,
}

impl Setup {
    async fn start() -> Self {
        let issuer = TestIssuer::start().await;
        issuer.add_user("alice", "Alice Liddell", &[]).await;
        let mut new = NewClient::web_application("Terminal", vec!["http://127.0.0.1/callback".to_owned()]);
        new.scope = "openid profile email offline_access".parse().unwrap();
        let client_id = issuer.add_public_client(new).await;
        let terminal = Terminal::new(&[("ISSUER", &issuer.address), ("CLIENT_ID", &client_id)]);
        Self { _issuer: issuer, terminal }
    }

    async fn log_in(&self) {
        let (running, address) = self.terminal.start(&["login", "--no-browser"]).line_with("http").await;
        let mut alice = Visitor::new();
        let login = alice.open(&address).await;
        let consent = alice.sign_in(&login, "alice").await;
        let done = alice.press(&consent, "allow", &[]).await;
        assert!(
            done.url.starts_with("http://127.0.0.1:") && done.shows("Back to the program"),
            "{}",
            done.text()
        );
        let ended = running.end().await;
        assert!(ended.success, "{}{}", ended.stdout, ended.stderr);
        assert!(ended.stdout.contains("Logged in as Alice Liddell."), "{}", ended.stdout);
    }

    fn content(&self) -> Value {
        serde_json::from_str(&std::fs::read_to_string(self.terminal.token_file()).unwrap()).unwrap()
    }

    /// Returns the tokens of the only login.
    fn tokens(&self) -> Value {
        let content = self.content();
        let logins = content["logins"].as_object().unwrap();
        assert_eq!(logins.len(), 1, "{content}");
        logins.values().next().unwrap()["tokens"].clone()
    }

    fn set(&self, name: &str, value: Value) {
        let mut content = self.content();
        content["logins"].as_object_mut().unwrap().values_mut().next().unwrap()["tokens"][name] = value;
        std::fs::write(self.terminal.token_file(), content.to_string()).unwrap();
    }
}

#[tokio::test]
async fn a_login_in_the_browser_is_stored_and_whoami_shows_the_user() {
    let setup = Setup::start().await;
    let before = setup.terminal.run(&["whoami"]).await;
    assert!(!before.success && before.stderr.contains("nobody is logged in"), "{}", before.stderr);
    setup.log_in().await;
    let who = setup.terminal.run(&["whoami"]).await;
    assert!(
        who.success && who.stdout.contains("user-alice") && who.stdout.contains("alice@example.com"),
        "{}",
        who.stdout
    );
    let claims: Value =
        serde_json::from_str(&setup.terminal.run(&["whoami", "--json"]).await.stdout).unwrap();
    assert_eq!(claims["sub"], "user-alice");
    let token = setup.tokens()["access_token"].as_str().unwrap().to_owned();
    assert!(!who.stdout.contains(&token), "no token on the terminal");
}

#[cfg(unix)]
#[tokio::test]
async fn tokens_that_others_can_read_are_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let setup = Setup::start().await;
    setup.log_in().await;
    let path = setup.terminal.token_file();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
    let refused = setup.terminal.run(&["whoami"]).await;
    assert!(!refused.success && refused.stderr.contains("mode 644"), "{}", refused.stderr);
}

#[tokio::test]
async fn processes_with_an_expired_token_refresh_once() {
    let setup = Setup::start().await;
    setup.log_in().await;
    let old = setup.tokens();
    setup.set("expires_at", json!(1));
    let running: Vec<_> = (0..6).map(|_| setup.terminal.start(&["whoami"])).collect();
    for one in running {
        let ended = one.end().await;
        assert!(ended.success, "{}", ended.stderr);
    }
    let new = setup.tokens();
    assert_eq!((old["version"].as_u64(), new["version"].as_u64()), (Some(1), Some(2)), "one refresh");
    assert_ne!(old["access_token"], new["access_token"]);
    assert_ne!(old["refresh_token"], new["refresh_token"], "the server rotates them");
}

#[tokio::test]
async fn a_token_that_the_server_refuses_is_renewed() {
    let setup = Setup::start().await;
    setup.log_in().await;
    setup.set("access_token", json!("spoilt"));
    assert!(setup.terminal.run(&["whoami"]).await.success);
    assert_eq!(setup.tokens()["version"], 2);
    setup.set("access_token", json!("spoilt"));
    setup.set("refresh_token", json!("spoilt"));
    let ended = setup.terminal.run(&["whoami"]).await;
    assert!(!ended.success && ended.stderr.contains("run `login` again"), "{}", ended.stderr);
}

#[tokio::test]
async fn a_logout_revokes_and_removes_the_tokens() {
    let setup = Setup::start().await;
    setup.log_in().await;
    let kept = std::fs::read(setup.terminal.token_file()).unwrap();
    let out = setup.terminal.run(&["logout"]).await;
    assert!(out.success && out.stdout.contains("Logged out."), "{}{}", out.stdout, out.stderr);
    assert_eq!(setup.content(), json!({ "logins": {} }));
    assert!(!setup.terminal.run(&["whoami"]).await.success);
    assert!(setup.terminal.run(&["logout"]).await.stdout.contains("Nobody was logged in"));
    // A copy of the file is useless after the logout.
    std::fs::write(setup.terminal.token_file(), kept).unwrap();
    setup.set("expires_at", json!(1));
    assert!(!setup.terminal.run(&["whoami"]).await.success);
}

#[tokio::test]
async fn a_missing_setting_is_named() {
    let nothing = Terminal::new(&[]).run(&["whoami"]).await;
    assert!(!nothing.success && nothing.stderr.contains("--client-id"), "{}", nothing.stderr);
    let nowhere = Terminal::new(&[("CLIENT_ID", "x")]).run(&["whoami"]).await;
    assert!(!nowhere.success && nowhere.stderr.contains("--issuer or --provider"), "{}", nowhere.stderr);
    let both = Terminal::new(&[("CLIENT_ID", "x"), ("ISSUER", "https://id.example"), ("PROVIDER", "github")]);
    assert!(!both.run(&["whoami"]).await.success);
}
