//! The program against our own server: the browser, the tokens' file, refreshing, logging out.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use example_test_support::{NewClient, TestIssuer, Visitor};
use serde_json::{Value, json};
use support::Terminal;

struct House {
    _issuer: TestIssuer,
    terminal: Terminal,
}

impl House {
    async fn open() -> Self {
        let issuer = TestIssuer::start().await;
        issuer.add_person("alice", "Alice Liddell", &[]).await;
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
        assert!(ended.success, "{}{}", ended.said, ended.complained);
        assert!(ended.said.contains("Logged in as Alice Liddell."), "{}", ended.said);
    }

    fn content(&self) -> Value {
        serde_json::from_str(&std::fs::read_to_string(self.terminal.token_file()).unwrap()).unwrap()
    }

    /// The tokens of the only login.
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
async fn a_login_in_the_browser_is_remembered_and_answers_who_it_is() {
    let house = House::open().await;
    let before = house.terminal.run(&["whoami"]).await;
    assert!(!before.success && before.complained.contains("nobody is logged in"), "{}", before.complained);
    house.log_in().await;
    let who = house.terminal.run(&["whoami"]).await;
    assert!(
        who.success && who.said.contains("user-alice") && who.said.contains("alice@example.com"),
        "{}",
        who.said
    );
    let claims: Value = serde_json::from_str(&house.terminal.run(&["whoami", "--json"]).await.said).unwrap();
    assert_eq!(claims["sub"], "user-alice");
    let token = house.tokens()["access_token"].as_str().unwrap().to_owned();
    assert!(!who.said.contains(&token), "no token on the terminal");
}

#[cfg(unix)]
#[tokio::test]
async fn tokens_that_others_can_read_are_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::open().await;
    house.log_in().await;
    let path = house.terminal.token_file();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
    let refused = house.terminal.run(&["whoami"]).await;
    assert!(!refused.success && refused.complained.contains("mode 644"), "{}", refused.complained);
}

#[tokio::test]
async fn processes_that_find_the_token_expired_refresh_once() {
    let house = House::open().await;
    house.log_in().await;
    let old = house.tokens();
    house.set("expires_at", json!(1));
    let running: Vec<_> = (0..6).map(|_| house.terminal.start(&["whoami"])).collect();
    for one in running {
        let ended = one.end().await;
        assert!(ended.success, "{}", ended.complained);
    }
    let new = house.tokens();
    assert_eq!((old["version"].as_u64(), new["version"].as_u64()), (Some(1), Some(2)), "one refresh");
    assert_ne!(old["access_token"], new["access_token"]);
    assert_ne!(old["refresh_token"], new["refresh_token"], "the server rotates them");
}

#[tokio::test]
async fn a_token_that_the_server_refuses_is_renewed() {
    let house = House::open().await;
    house.log_in().await;
    house.set("access_token", json!("spoilt"));
    assert!(house.terminal.run(&["whoami"]).await.success);
    assert_eq!(house.tokens()["version"], 2);
    house.set("access_token", json!("spoilt"));
    house.set("refresh_token", json!("spoilt"));
    let ended = house.terminal.run(&["whoami"]).await;
    assert!(!ended.success && ended.complained.contains("run `login` again"), "{}", ended.complained);
}

#[tokio::test]
async fn a_logout_gives_the_tokens_back() {
    let house = House::open().await;
    house.log_in().await;
    let kept = std::fs::read(house.terminal.token_file()).unwrap();
    let out = house.terminal.run(&["logout"]).await;
    assert!(out.success && out.said.contains("Logged out."), "{}{}", out.said, out.complained);
    assert_eq!(house.content(), json!({ "logins": {} }));
    assert!(!house.terminal.run(&["whoami"]).await.success);
    assert!(house.terminal.run(&["logout"]).await.said.contains("Nobody was logged in"));
    // Whoever copied the file has nothing.
    std::fs::write(house.terminal.token_file(), kept).unwrap();
    house.set("expires_at", json!(1));
    assert!(!house.terminal.run(&["whoami"]).await.success);
}

#[tokio::test]
async fn a_setting_that_is_missing_is_named() {
    let nothing = Terminal::new(&[]).run(&["whoami"]).await;
    assert!(!nothing.success && nothing.complained.contains("--client-id"), "{}", nothing.complained);
    let nowhere = Terminal::new(&[("CLIENT_ID", "x")]).run(&["whoami"]).await;
    assert!(
        !nowhere.success && nowhere.complained.contains("--issuer or --provider"),
        "{}",
        nowhere.complained
    );
    let both = Terminal::new(&[("CLIENT_ID", "x"), ("ISSUER", "https://id.example"), ("PROVIDER", "github")]);
    assert!(!both.run(&["whoami"]).await.success);
}
