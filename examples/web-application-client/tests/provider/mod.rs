//! A provider on this machine that answers as GitHub does.

use std::collections::HashMap;

use axum::extract::Form;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use valetkey_client::digest::pkce_s256;

pub(crate) struct Provider {
    pub(crate) address: String,
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let routes = Router::new().route("/login/oauth/access_token", post(token)).route("/user", get(user));
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { address }
    }
}

/// Returns the address of the callback after the user agreed. The code is the challenge, so that the provider stores nothing.
pub(crate) fn callback(authorization_url: &str) -> String {
    let url = url::Url::parse(authorization_url).unwrap();
    let asked: HashMap<String, String> = url.query_pairs().into_owned().collect();
    assert_eq!((asked["response_type"].as_str(), asked["code_challenge_method"].as_str()), ("code", "S256"));
    assert_eq!((asked["client_id"].as_str(), asked["scope"].as_str()), ("notes", "read:user user:email"));
    let issuer = url.origin().ascii_serialization();
    let (redirect_uri, code, state) = (&asked["redirect_uri"], &asked["code_challenge"], &asked["state"]);
    format!("{redirect_uri}?code={code}&state={state}&iss={issuer}")
}

async fn token(headers: HeaderMap, Form(form): Form<HashMap<String, String>>) -> Json<Value> {
    assert_eq!(headers["accept"], "application/json", "without it the answer would be a form");
    let is_ours = form["client_id"] == "notes" && form["client_secret"] == "s3cret";
    if !is_ours || form["code"] != pkce_s256(&form["code_verifier"]) {
        return Json(json!({ "error": "bad_verification_code", "error_description": "The code is wrong." }));
    }
    Json(json!({
        "access_token": "access-1", "token_type": "bearer", "scope": "read:user,user:email",
        "expires_in": 28800, "refresh_token": "refresh-1",
    }))
}

async fn user(headers: HeaderMap) -> (StatusCode, Json<Value>) {
    match headers.get("authorization") {
        Some(value) if value == "Bearer access-1" => (StatusCode::OK, Json(json!({ "login": "octocat" }))),
        _ => (StatusCode::UNAUTHORIZED, Json(json!({ "message": "Bad credentials" }))),
    }
}
