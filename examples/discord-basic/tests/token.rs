//! The login through real sockets, with a simulated Discord.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use example_test_support::{Page, Visitor, free_port, serve};
use serde_json::Value;
use valetkey_provider_simulator::{ProviderSimulator, Running};

async fn open() -> (String, Running) {
    let discord = ProviderSimulator::of(&["discord"]).unwrap().auto().start().await.unwrap();
    let client = discord.provider("discord").unwrap().client("notes").client_secret("s3cret".to_owned());
    let (port, address) = free_port().await;
    let application = format!("http://{address}");
    serve(port, example_discord_basic::router(client, &application).unwrap());
    (application, discord)
}

fn location(page: &Page) -> String {
    page.response.header("location").unwrap_or_else(|| panic!("{}: {}", page.url, page.text())).to_owned()
}

/// Starts a login and returns the address of the callback to which Discord redirects.
async fn callback(visitor: &mut Visitor, application: &str) -> String {
    let to_discord = location(&visitor.look(&format!("{application}/login")).await);
    assert!(to_discord.contains("/discord.com/oauth2/authorize?"), "{to_discord}");
    location(&visitor.look(&to_discord).await)
}

#[tokio::test]
async fn a_login_shows_the_token() {
    let (application, discord) = open().await;
    let before = now();
    let answer = Visitor::new().open(&format!("{application}/login")).await;
    assert_eq!((answer.status(), answer.response.header("cache-control")), (200, Some("no-store")));
    let token: Value = answer.response.json().unwrap();
    let mut names: Vec<&String> = token.as_object().unwrap().keys().collect();
    names.sort();
    let expected = ["access_token", "expires_at", "expires_in", "refresh_token", "scope", "token_type"];
    assert_eq!(names, expected);
    // A scope is a set (RFC 6749 section 3.3).
    let mut scope: Vec<&str> = token["scope"].as_str().unwrap().split(' ').collect();
    scope.sort_unstable();
    assert_eq!((token["token_type"].as_str(), scope), (Some("Bearer"), vec!["email", "identify"]));
    let (lifetime, end) = (token["expires_in"].as_i64().unwrap(), token["expires_at"].as_i64().unwrap());
    assert!(lifetime > 0 && (before + lifetime..=now() + lifetime).contains(&end), "{token}");
    assert_ne!(token["access_token"], token["refresh_token"]);
    assert_eq!(discord.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn a_callback_works_once_and_only_in_the_browser_of_the_login() {
    let (application, _discord) = open().await;
    let (mut ada, mut mallory) = (Visitor::new(), Visitor::new());
    let good = callback(&mut ada, &application).await;
    callback(&mut mallory, &application).await;
    assert_eq!(mallory.look(&good).await.status(), 400, "another browser's login");
    assert_eq!(Visitor::new().look(&good).await.status(), 400, "a browser without a login");
    assert_eq!(ada.look(&good.replace("state=", "state=x")).await.status(), 400, "another state");
    assert_eq!(ada.look(&format!("{application}/auth")).await.status(), 400, "no query");
    assert_eq!(ada.look(&good).await.status(), 200);
    assert_eq!(ada.look(&good).await.status(), 400, "a second time");
}

#[tokio::test]
async fn an_unreachable_provider_gives_a_page_with_a_way_back() {
    let (application, discord) = open().await;
    let mut ada = Visitor::new();
    let good = callback(&mut ada, &application).await;
    discord.stop().await;
    let answer = ada.look(&good).await;
    assert_eq!(answer.status(), 502);
    assert!(answer.shows("can&#39;t be reached") || answer.shows("can't be reached"), "{}", answer.text());
    assert!(answer.shows("href=\"/\""), "{}", answer.text());
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    since.as_secs().try_into().unwrap()
}
