//! A login by code at node-oidc-provider, which is not our server. Needs Node.js and the packages of `tests/`; `cargo xtask test`
//! sets them up and runs this test with `--ignored`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

mod support;

#[path = "../../../crates/valetkey-client/tests/foreign_provider/plain_browser.rs"]
mod plain_browser;
#[path = "../../../crates/valetkey-client/tests/foreign_provider/provider.rs"]
#[allow(dead_code, reason = "the client's own tests use more of it")]
mod provider;

use plain_browser::PlainBrowser;
use provider::ForeignProvider;
use support::Terminal;

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_code_on_another_device_logs_in_at_a_foreign_server() {
    let provider = ForeignProvider::start();
    let settings =
        [("ISSUER", &*provider.issuer), ("CLIENT_ID", "public"), ("SCOPE", "openid email profile")];
    let terminal = Terminal::new(&settings);
    let (running, address) = terminal.start(&["login", "--device"]).line_with("Open ").await;
    let (running, line) = running.line_with("The code is").await;
    let code = line.strip_prefix("The code is ").unwrap().split('.').next().unwrap().to_owned();
    let typed = format!("{}?user_code={code}", address.strip_prefix("Open ").unwrap());
    let known = [("login", "alice"), ("password", "any")];
    PlainBrowser::new().walk(&typed, "no-such-address", &known).await;
    let ended = running.end().await;
    assert!(
        ended.success && ended.stdout.contains("Logged in as alice."),
        "{}{}",
        ended.stdout,
        ended.stderr
    );
    let who = terminal.run(&["whoami"]).await;
    assert!(who.success && who.stdout.contains("alice@example.org"), "{}{}", who.stdout, who.stderr);
    assert!(terminal.run(&["logout"]).await.stdout.contains("Logged out."));
    assert!(!terminal.run(&["whoami"]).await.success);
}
