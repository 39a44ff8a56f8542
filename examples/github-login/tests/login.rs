//! The whole login through real sockets, with GitHub imitated, from the right side and the wrong ones.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use std::collections::HashMap;

use example_test_support::{Page, Visitor, free_port, serve};
use serde_json::Value;
use url::Url;
use valetkey_provider_simulator::{ProviderSimulator, Running};

struct House {
    application: String,
    github: Running,
}

impl House {
    /// `auto`: GitHub shows no page and signs everybody in.
    async fn open(auto: bool) -> Self {
        let server = ProviderSimulator::of(&["github"]).unwrap();
        let github = if auto { server.auto() } else { server }.start().await.unwrap();
        let client = github.provider("github").unwrap().client("notes").client_secret("s3cret".to_owned());
        let (port, address) = free_port().await;
        let application = format!("http://{address}");
        serve(port, example_github_login::router(client, &application).unwrap());
        Self { application, github }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.application)
    }

    /// Begins a login in this browser; gives the callback that the provider would send it to.
    async fn callback(&self, visitor: &mut Visitor) -> String {
        let to_github = location(&visitor.look(&self.at("/api/v1/oauth/login")).await);
        location(&visitor.look(&to_github).await)
    }

    async fn me(&self, visitor: &mut Visitor) -> (u16, Value) {
        let answer = visitor.ask(&self.at("/api/v1/me")).await;
        (answer.status(), answer.response.json().unwrap())
    }
}

fn location(page: &Page) -> String {
    page.response.header("location").unwrap_or_else(|| panic!("{}: {}", page.url, page.text())).to_owned()
}

#[tokio::test]
async fn the_browser_goes_to_github_with_all_it_needs() {
    let house = House::open(true).await;
    let sent = location(&Visitor::new().look(&house.at("/api/v1/oauth/login")).await);
    let url = Url::parse(&sent).unwrap();
    assert!(url.path().ends_with("/github.com/login/oauth/authorize"), "{url}");
    let sent: HashMap<String, String> = url.query_pairs().into_owned().collect();
    assert_eq!((sent["client_id"].as_str(), sent["allow_signup"].as_str()), ("notes", "true"));
    assert_eq!(sent["scope"], "read:user user:email");
    assert_eq!(sent["redirect_uri"], house.at("/api/v1/oauth/code"));
    assert!(sent["state"].len() >= 40 && sent["code_challenge_method"] == "S256", "{sent:?}");
    let again = location(&Visitor::new().look(&house.at("/api/v1/oauth/login")).await);
    assert!(!again.contains(&sent["state"]), "every login has a state of its own");
}

#[tokio::test]
async fn a_login_lands_on_the_documentation() {
    let house = House::open(false).await;
    let mut ada = Visitor::new();
    let home = ada.open(&house.application).await;
    assert!(home.shows("Log in with GitHub") && home.shows("GET /api/v1/me") && !home.shows("Signed in as"));
    assert_eq!(house.me(&mut ada).await.0, 401);
    let consent = ada.open(&house.at("/api/v1/oauth/login")).await;
    assert!(consent.shows("imitation"), "{}", consent.text());
    let landed = ada.press(&consent, "allow", &[("person", "ada")]).await;
    assert_eq!(landed.url, house.at("/api/docs"));
    assert!(landed.shows("Signed in as") && landed.shows("Ada"), "{}", landed.text());
    let (status, me) = house.me(&mut ada).await;
    assert_eq!((status, me["issuer"].as_str()), (200, Some("urn:valetkey:github")));
    assert!(me["subject"].as_str().is_some_and(|subject| !subject.is_empty()), "{me}");
    assert_eq!(house.me(&mut Visitor::new()).await.0, 401, "nobody else is signed in");
    assert_eq!(house.github.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn a_no_at_github_signs_nobody_in_and_leads_back() {
    let house = House::open(false).await;
    let mut ada = Visitor::new();
    let consent = ada.open(&house.at("/api/v1/oauth/login")).await;
    let refused = ada.press(&consent, "deny", &[]).await;
    assert_eq!(refused.status(), 400);
    assert!(refused.shows("cancelled") && refused.shows("href=\"/\""), "{}", refused.text());
    assert_eq!(house.me(&mut ada).await.0, 401);
}

#[tokio::test]
async fn only_the_browser_that_began_a_login_finishes_it_and_only_once() {
    let house = House::open(true).await;
    let (mut ada, mut mallory) = (Visitor::new(), Visitor::new());
    let callback = house.callback(&mut ada).await;
    assert_eq!(mallory.look(&callback).await.status(), 400, "began no login");
    house.callback(&mut mallory).await;
    assert_eq!(mallory.look(&callback).await.status(), 400, "began another login");
    assert_eq!(house.me(&mut mallory).await.0, 401);
    assert_eq!(ada.look(&callback).await.status(), 303);
    assert_eq!(house.me(&mut ada).await.0, 200);
    assert_eq!(ada.look(&callback).await.status(), 400, "a callback counts once");
}

#[tokio::test]
async fn a_callback_that_was_changed_signs_nobody_in() {
    let house = House::open(true).await;
    let mut ada = Visitor::new();
    let good = house.callback(&mut ada).await;
    let changed = |name: &str, value: &str| {
        let mut url = Url::parse(&good).unwrap();
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let pairs = pairs
            .into_iter()
            .map(|(known, old)| (known.clone(), if known == name { value.to_owned() } else { old }));
        url.query_pairs_mut().clear().extend_pairs(pairs.collect::<Vec<_>>());
        url.to_string()
    };
    let state =
        Url::parse(&good).unwrap().query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    for wrong in [
        house.at("/api/v1/oauth/code"),
        changed("state", "made-up"),
        changed("iss", "https://evil.example"),
        format!("{good}&state={state}"),
        house.at(&format!("/api/v1/oauth/code?state={state}")),
        changed("code", "made-up"),
    ] {
        let answer = ada.look(&wrong).await;
        assert_eq!(answer.status(), 400, "{wrong}");
        assert!(answer.shows("Back to the application") && !answer.shows("made-up"), "{}", answer.text());
        assert_eq!(house.me(&mut ada).await.0, 401, "{wrong}");
    }
}

#[tokio::test]
async fn a_cookie_that_was_changed_is_nobody() {
    let house = House::open(true).await;
    let mut ada = Visitor::new();
    let callback = house.callback(&mut ada).await;
    ada.look(&callback).await;
    let cookie = ada.cookie(&house.application, "signed-in").unwrap().to_owned();
    let other_letter_at = |place: usize| {
        let letter = if &cookie[place..=place] == "A" { 'B' } else { 'A' };
        format!("{}{letter}{}", &cookie[..place], &cookie[place + 1..])
    };
    for changed in [
        other_letter_at(cookie.len() / 2),
        other_letter_at(cookie.len() - 1),
        cookie[1..].to_owned(),
        "ada".to_owned(),
    ] {
        ada.set_cookie(&house.application, "signed-in", &changed);
        assert_eq!(house.me(&mut ada).await.0, 401, "{changed}");
    }
    ada.set_cookie(&house.application, "signed-in", &cookie);
    assert_eq!(house.me(&mut ada).await.0, 200, "the cookie itself is still good");
}

#[tokio::test]
async fn the_document_is_openapi_and_names_what_is_there() {
    let house = House::open(true).await;
    let mut nobody = Visitor::new();
    let document: Value = nobody.ask(&house.at("/api/openapi.json")).await.response.json().unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    for path in document["paths"].as_object().unwrap().keys() {
        assert_ne!(nobody.look(&house.at(path)).await.status(), 404, "{path}");
    }
    let page = nobody.look(&house.at("/api/docs")).await;
    let policy = page.response.header("content-security-policy").unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe") && !page.shows("<script"),
        "{policy}"
    );
}
