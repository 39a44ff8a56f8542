//! Calls APIs on behalf of the user.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use support::{APP, Browser, Issuer, client, come_back};
use tokio::net::TcpListener;
use valetkey_axum::{
    AccessTokenError, ApiError, AuthorizationOptions, HttpRequest, HttpResponse, HttpTransport, Login,
    Provider, TransportError, User,
};

/// An API that records its requests and refuses revoked tokens.
#[derive(Clone, Default)]
struct Api(Arc<Mutex<ApiState>>);

#[derive(Default)]
struct ApiState {
    requests: Vec<HttpRequest>,
    revoked: BTreeSet<String>,
    /// The status of every response, if it is set.
    refusal: Option<u16>,
    /// The challenge that demands a stronger sign-in, if it is set.
    demand: Option<String>,
}

impl Api {
    fn requests(&self) -> Vec<HttpRequest> {
        self.0.lock().unwrap().requests.clone()
    }

    fn credentials(&self) -> Vec<String> {
        let shown = |request: &HttpRequest| request.header("authorization").unwrap().to_owned();
        self.requests().iter().map(shown).collect()
    }
}

#[async_trait]
impl HttpTransport for Api {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        tokio::task::yield_now().await;
        let mut state = self.0.lock().unwrap();
        let credentials = request.header("authorization").unwrap_or_default().to_owned();
        state.requests.push(request);
        if let Some(status) = state.refusal {
            return Ok(HttpResponse { status, headers: Vec::new(), body: Vec::new() });
        }
        if let Some(demand) = &state.demand {
            let headers = vec![("www-authenticate".to_owned(), demand.clone())];
            return Ok(HttpResponse { status: 401, headers, body: Vec::new() });
        }
        let challenge = ("www-authenticate".to_owned(), "Bearer error=\"invalid_token\"".to_owned());
        Ok(match state.revoked.contains(&credentials) {
            true => HttpResponse { status: 401, headers: vec![challenge], body: Vec::new() },
            false => HttpResponse { status: 200, headers: Vec::new(), body: b"notes".to_vec() },
        })
    }
}

const NOTES: &str = "https://api.example/notes";

fn shown(answer: Result<HttpResponse, ApiError>) -> String {
    match answer {
        Ok(response) => format!("{} {}", response.status, String::from_utf8(response.body).unwrap()),
        Err(ApiError::AccessToken(AccessTokenError::SignInAgain)) => "sign in again".to_owned(),
        Err(error) => error.to_string(),
    }
}

async fn prices(user: User) -> Response {
    let answer = user.api().get(NOTES).await.unwrap();
    user.step_up(&answer, "/prices?a=b").unwrap_or_else(|| answer.status.to_string().into_response())
}

fn app(login: &Login) -> Router {
    let forms = |user: User| async move {
        let form = shown(user.api().post_form(NOTES, &[("title", "a b"), ("x", "&")]).await);
        let json = shown(user.api().post_json(NOTES, &json!({"title": "ä"})).await);
        format!("{form} {json}")
    };
    Router::new()
        .route("/get", get(|user: User| async move { shown(user.api().get(NOTES).await) }))
        .route("/post", get(forms))
        .route("/prices", get(prices))
        .route(
            "/twice",
            get(|user: User| async move {
                let api = user.api();
                format!("{} {}", shown(api.get(NOTES).await), shown(api.get(NOTES).await))
            }),
        )
        .merge(login.routes())
        .layer(login.sessions())
}

async fn setup() -> (Issuer, Api, Browser) {
    let (issuer, api) = (Issuer::new(), Api::default());
    let login = Login::builder(client(&issuer), APP).api_transport(Arc::new(api.clone())).build().unwrap();
    let mut browser = Browser::new(&app(&login));
    browser.sign_in(&issuer).await;
    (issuer, api, browser)
}

async fn many(browser: &Browser, count: usize) -> Vec<String> {
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..count {
        let mut window = browser.clone();
        calls.spawn(async move { window.get("/get").await.body });
    }
    calls.join_all().await
}

#[tokio::test]
async fn requests_contain_the_token_and_the_body() {
    let (_, api, mut browser) = setup().await;
    assert_eq!(browser.get("/get").await.body, "200 notes");
    assert_eq!(browser.get("/post").await.body, "200 notes 200 notes");
    let requests = api.requests();
    let credentials: BTreeSet<String> = api.credentials().into_iter().collect();
    assert_eq!(credentials.len(), 1);
    assert!(credentials.first().unwrap().starts_with("Bearer "), "{credentials:?}");
    assert!(requests.iter().all(|request| request.url == NOTES));
    assert_eq!(requests[1].body, b"title=a+b&x=%26");
    assert_eq!(requests[1].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(requests[2].body, "{\"title\":\"ä\"}".as_bytes());
    assert_eq!(requests[2].header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_hundred_calls_with_an_expired_token_refresh_once() {
    let (issuer, api, browser) = setup().await;
    issuer.advance(300);
    assert!(many(&browser, 100).await.iter().all(|answer| answer == "200 notes"));
    assert_eq!(issuer.refreshes(), 1);
    assert_eq!(api.credentials().into_iter().collect::<BTreeSet<_>>().len(), 1);
}

#[tokio::test]
async fn a_token_that_the_api_refuses_is_refreshed_once_for_all_calls() {
    let (issuer, api, mut browser) = setup().await;
    browser.get("/get").await;
    let revoked = api.credentials().remove(0);
    api.0.lock().unwrap().revoked.insert(revoked.clone());
    assert!(many(&browser, 20).await.iter().all(|answer| answer == "200 notes"));
    assert_eq!(issuer.refreshes(), 1);
    assert_ne!(api.credentials().pop().unwrap(), revoked);
}

#[tokio::test]
async fn one_handle_continues_with_the_new_token() {
    let (issuer, api, mut browser) = setup().await;
    issuer.advance(300);
    assert_eq!(browser.get("/twice").await.body, "200 notes 200 notes");
    assert_eq!((issuer.refreshes(), api.credentials().len()), (1, 2));
}

#[tokio::test]
async fn other_refusals_are_responses_and_cause_no_refresh() {
    let (issuer, api, mut browser) = setup().await;
    for status in [401, 403, 500] {
        api.0.lock().unwrap().refusal = Some(status);
        assert_eq!(browser.get("/get").await.body, format!("{status} "));
    }
    assert_eq!((issuer.refreshes(), api.requests().len()), (0, 3));
}

#[tokio::test]
async fn a_revoked_grant_requires_a_new_login() {
    let (issuer, api, mut browser) = setup().await;
    browser.get("/get").await;
    issuer.revoke_all();
    let token = api.credentials().remove(0);
    api.0.lock().unwrap().revoked.insert(token);
    assert_eq!(browser.get("/get").await.body, "401 ", "the response of the API, after one request");
    issuer.advance(300);
    assert_eq!(browser.get("/get").await.body, "sign in again");
    assert_eq!(api.requests().len(), 2, "no request is sent without a valid token");
}

#[tokio::test]
async fn a_provider_may_have_its_own_scheme() {
    let (issuer, api) = (Issuer::new(), Api::default());
    let provider = Provider::new("ours", client(&issuer)).token_scheme("OAuth");
    let login = Login::with_providers(APP).with_provider(provider).api_transport(Arc::new(api.clone()));
    let mut browser = Browser::new(&app(&login.build().unwrap()));
    browser.sign_in(&issuer).await;
    browser.get("/get").await;
    assert!(api.credentials()[0].starts_with("OAuth "));
}

#[tokio::test]
async fn the_token_is_sent_neither_to_a_redirect_nor_to_a_private_network() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let name = format!("http://{}", listener.local_addr().unwrap());
    let issuer = Issuer::named(&name);
    let stolen = Arc::new(Mutex::new(0));
    let count = Arc::clone(&stolen);
    let steal = move || {
        *count.lock().unwrap() += 1;
        std::future::ready("stolen")
    };
    let server = Router::new()
        .route("/notes", get(|| async { axum::response::Redirect::temporary("/steal") }))
        .route("/steal", get(steal))
        .fallback_service(issuer.router());
    let server = tokio::spawn(axum::serve(listener, server).into_future());
    let client = valetkey_axum::Client::builder(&name, "app").clock(issuer.clock()).build().unwrap();
    let login = Login::builder(client, APP).build().unwrap();
    let notes = format!("{name}/notes");
    let app = Router::new()
        .route("/get", get(move |user: User| async move { shown(user.api().get(&notes).await) }))
        .route("/inside", get(|user: User| async move { shown(user.api().get("http://10.0.0.1/").await) }))
        .merge(login.routes())
        .layer(login.sessions());
    let mut browser = Browser::new(&app);
    assert_eq!(browser.sign_in(&issuer).await.status, 303);
    assert_eq!(browser.get("/get").await.body, "307 ");
    assert_eq!(*stolen.lock().unwrap(), 0);
    assert!(browser.get("/inside").await.body.contains("10.0.0.1"));
    server.abort();
}

const DEMAND: &str = "Bearer realm=\"api\", error=\"insufficient_user_authentication\", acr_values=\"urn:strong urn:best\", max_age=\"60\"";

#[tokio::test]
async fn sf3_a_demand_for_a_stronger_sign_in_is_passed_to_the_provider_and_met() {
    let (issuer, api, mut browser) = setup().await;
    assert_eq!(browser.get("/prices").await.body, "200");
    api.0.lock().unwrap().demand = Some(DEMAND.to_owned());
    let redirect = browser.get("/prices").await;
    assert_eq!(
        redirect.location(),
        "/login/default?acr_values=urn%3Astrong+urn%3Abest&max_age=60&return_to=%2Fprices%3Fa%3Db"
    );
    let authorize = browser.get(redirect.location()).await.location().to_owned();
    let asked = Issuer::asked(&authorize);
    assert_eq!(asked.get("acr_values").map(String::as_str), Some("urn:strong urn:best"));
    assert_eq!(asked.get("max_age").map(String::as_str), Some("60"));
    issuer.set_claims(json!({"acr": "urn:best", "auth_time": issuer.now()}));
    let back = browser.get(&come_back(&issuer, &authorize, "alice")).await;
    assert!(back.location().ends_with("/prices?a=b"), "{}", back.whole());
    api.0.lock().unwrap().demand = None;
    assert_eq!(browser.get("/prices?a=b").await.body, "200");
}

#[tokio::test]
async fn sf3_a_provider_that_ignores_the_demand_leads_to_an_error_page_and_not_to_a_loop() {
    let (issuer, api, mut browser) = setup().await;
    api.0.lock().unwrap().demand = Some(DEMAND.to_owned());
    let old = browser.clone();
    for claims in [json!({"acr": "urn:weak"}), json!({}), json!({"acr": ["urn:strong"]})] {
        let redirect = browser.get("/prices").await;
        let authorize = browser.get(redirect.location()).await.location().to_owned();
        let mut all = json!({"auth_time": issuer.now()});
        all.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
        issuer.set_claims(all);
        let refused = browser.get(&come_back(&issuer, &authorize, "alice")).await;
        assert_eq!(refused.status, 403, "{claims}: {}", refused.whole());
        assert!(refused.body.contains("needs a stronger sign-in"), "{}", refused.body);
        assert_eq!(
            browser.cookie("valetkey_session"),
            old.cookie("valetkey_session"),
            "the session stays as it was"
        );
    }
}

#[tokio::test]
async fn sf3_a_query_never_makes_the_applications_max_age_longer() {
    let issuer = Issuer::new();
    let options = AuthorizationOptions::default().max_age(Duration::from_secs(300));
    let login = Login::builder(client(&issuer), APP).authorization_options(options).build().unwrap();
    let mut browser = Browser::new(&app(&login));
    for (query, expected) in
        [("", "300"), ("?max_age=9999", "300"), ("?max_age=60", "60"), ("?acr_values=a", "300")]
    {
        let authorize = browser.get(&format!("/login{query}")).await.location().to_owned();
        assert_eq!(Issuer::asked(&authorize).get("max_age").map(String::as_str), Some(expected), "{query}");
    }
}
