//! The complete login through real sockets with a simulated GitHub, with correct and wrong requests.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use std::collections::HashMap;

use example_test_support::{Page, Visitor, free_port, serve};
use serde_json::Value;
use url::Url;
use valetkey_provider_simulator::{ProviderSimulator, Running};

struct Setup {
    application: String,
    github: Running,
}

impl Setup {
    /// Starts the application. If `auto` is set, GitHub shows no page and signs the user in immediately.
    async fn start(auto: bool) -> Self {
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

    /// Starts a login in this browser and returns the address of the callback to which the provider redirects.
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
async fn the_redirect_to_github_has_all_parameters() {
    let setup = Setup::start(true).await;
    let sent = location(&Visitor::new().look(&setup.at("/api/v1/oauth/login")).await);
    let url = Url::parse(&sent).unwrap();
    assert!(url.path().ends_with("/github.com/login/oauth/authorize"), "{url}");
    let sent: HashMap<String, String> = url.query_pairs().into_owned().collect();
    assert_eq!((sent["client_id"].as_str(), sent["allow_signup"].as_str()), ("notes", "true"));
    assert_eq!(sent["scope"], "read:user user:email");
    assert_eq!(sent["redirect_uri"], setup.at("/api/v1/oauth/code"));
    assert!(sent["state"].len() >= 40 && sent["code_challenge_method"] == "S256", "{sent:?}");
    let again = location(&Visitor::new().look(&setup.at("/api/v1/oauth/login")).await);
    assert!(!again.contains(&sent["state"]), "every login has a different state");
}

#[tokio::test]
async fn a_login_ends_on_the_documentation() {
    let setup = Setup::start(false).await;
    let mut ada = Visitor::new();
    let home = ada.open(&setup.application).await;
    assert!(home.shows("Log in with GitHub") && home.shows("GET /api/v1/me") && !home.shows("Signed in as"));
    assert_eq!(setup.me(&mut ada).await.0, 401);
    let consent = ada.open(&setup.at("/api/v1/oauth/login")).await;
    assert!(consent.shows("imitation"), "{}", consent.text());
    let landed = ada.press(&consent, "allow", &[("person", "ada")]).await;
    assert_eq!(landed.url, setup.at("/api/docs"));
    assert!(landed.shows("Signed in as") && landed.shows("Ada"), "{}", landed.text());
    let (status, me) = setup.me(&mut ada).await;
    assert_eq!((status, me["issuer"].as_str()), (200, Some("urn:valetkey:github")));
    assert!(me["subject"].as_str().is_some_and(|subject| !subject.is_empty()), "{me}");
    assert_eq!(setup.me(&mut Visitor::new()).await.0, 401, "nobody else is signed in");
    assert_eq!(setup.github.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn a_refusal_at_github_signs_nobody_in_and_offers_the_way_back() {
    let setup = Setup::start(false).await;
    let mut ada = Visitor::new();
    let consent = ada.open(&setup.at("/api/v1/oauth/login")).await;
    let refused = ada.press(&consent, "deny", &[]).await;
    assert_eq!(refused.status(), 400);
    assert!(refused.shows("cancelled") && refused.shows("href=\"/\""), "{}", refused.text());
    assert_eq!(setup.me(&mut ada).await.0, 401);
}

#[tokio::test]
async fn a_login_ends_once_and_only_in_the_browser_that_began_it() {
    let setup = Setup::start(true).await;
    let (mut ada, mut mallory) = (Visitor::new(), Visitor::new());
    let callback = setup.callback(&mut ada).await;
    assert_eq!(mallory.look(&callback).await.status(), 400, "began no login");
    setup.callback(&mut mallory).await;
    assert_eq!(mallory.look(&callback).await.status(), 400, "began another login");
    assert_eq!(setup.me(&mut mallory).await.0, 401);
    assert_eq!(ada.look(&callback).await.status(), 303);
    assert_eq!(setup.me(&mut ada).await.0, 200);
    assert_eq!(ada.look(&callback).await.status(), 400, "a callback works once");
}

#[tokio::test]
async fn a_changed_callback_signs_nobody_in() {
    let setup = Setup::start(true).await;
    let mut ada = Visitor::new();
    let good = setup.callback(&mut ada).await;
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
        setup.at("/api/v1/oauth/code"),
        changed("state", "made-up"),
        changed("iss", "https://evil.example"),
        format!("{good}&state={state}"),
        setup.at(&format!("/api/v1/oauth/code?state={state}")),
        changed("code", "made-up"),
    ] {
        let answer = ada.look(&wrong).await;
        assert_eq!(answer.status(), 400, "{wrong}");
        assert!(answer.shows("Back to the application") && !answer.shows("made-up"), "{}", answer.text());
        assert_eq!(setup.me(&mut ada).await.0, 401, "{wrong}");
    }
}

#[tokio::test]
async fn a_changed_cookie_signs_nobody_in() {
    let setup = Setup::start(true).await;
    let mut ada = Visitor::new();
    let callback = setup.callback(&mut ada).await;
    ada.look(&callback).await;
    let cookie = ada.cookie(&setup.application, "signed-in").unwrap().to_owned();
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
        ada.set_cookie(&setup.application, "signed-in", &changed);
        assert_eq!(setup.me(&mut ada).await.0, 401, "{changed}");
    }
    ada.set_cookie(&setup.application, "signed-in", &cookie);
    assert_eq!(setup.me(&mut ada).await.0, 200, "the unchanged cookie is still valid");
}

#[tokio::test]
async fn the_openapi_document_names_paths_that_exist() {
    let setup = Setup::start(true).await;
    let mut nobody = Visitor::new();
    let document: Value = nobody.ask(&setup.at("/api/openapi.json")).await.response.json().unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    for path in document["paths"].as_object().unwrap().keys() {
        assert_ne!(nobody.look(&setup.at(path)).await.status(), 404, "{path}");
    }
    let page = nobody.look(&setup.at("/api/docs")).await;
    let policy = page.response.header("content-security-policy").unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe") && !page.shows("<script"),
        "{policy}"
    );
}
