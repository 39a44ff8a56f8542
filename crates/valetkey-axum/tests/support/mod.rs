//! An application behind the login, an issuer in memory, and browsers.
#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

mod browser;
mod issuer;
mod temporary_file;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use valetkey_axum::{
    AccessTokenError, Client, Login, LoginBuilder, MemorySessionStore, Secret, SqliteStore, User,
};

pub(crate) use browser::{Answer, Browser, come_back};
pub(crate) use issuer::Issuer;
pub(crate) use temporary_file::TemporaryFile;

pub(crate) const APP: &str = "https://app.example";

pub(crate) fn login(issuer: &Issuer) -> Login {
    login_at(issuer, APP)
}

pub(crate) fn client(issuer: &Issuer) -> Client {
    Client::builder(issuer.name(), "app")
        .client_secret(Secret::new("s1"))
        .scope("openid profile")
        .transport(Arc::new(issuer.clone()))
        .clock(issuer.clock())
        .build()
        .unwrap()
}

/// The ways to keep sessions. The file is removed when the value is dropped.
pub(crate) enum Kept {
    Cookies,
    Memory(Arc<MemorySessionStore>),
    File(Arc<SqliteStore>, TemporaryFile),
}

impl Kept {
    /// Returns each way to keep sessions, without sessions.
    pub(crate) fn every_way() -> [Self; 3] {
        let file = TemporaryFile::new();
        let store = Arc::new(SqliteStore::open(file.path()).unwrap());
        [Self::Cookies, Self::Memory(Arc::default()), Self::File(store, file)]
    }

    /// Returns a login that keeps its sessions in this way.
    pub(crate) fn login(&self, issuer: &Issuer) -> Login {
        self.builder(Login::builder(client(issuer), APP)).build().unwrap()
    }

    pub(crate) fn builder(&self, builder: LoginBuilder) -> LoginBuilder {
        let builder = builder.cookie_secret([7; 32]);
        match self {
            Self::Cookies => builder.danger_keep_sessions_over_restarts(),
            Self::Memory(store) => builder.session_store(store.clone()),
            Self::File(store, _) => builder.session_store(store.clone()),
        }
    }
}

pub(crate) fn login_at(issuer: &Issuer, base_url: &str) -> Login {
    let builder = Login::builder(client(issuer), base_url).cookie_secret([7; 32]);
    builder.danger_keep_sessions_over_restarts().build().unwrap()
}

/// Returns an application with a public front page, and with pages for signed-in users that use extractors and guards.
pub(crate) fn app(login: &Login) -> Router {
    let home = |user: Option<User>| async move {
        user.map_or_else(|| "nobody".to_owned(), |user| format!("{} {}", user.name(), user.form_token()))
    };
    let private = |user: User| async move { user.subject().to_owned() };
    let token = |user: User| async move {
        match user.access_token().await {
            Ok(token) => token.expose().to_owned(),
            Err(AccessTokenError::SignInAgain) => "sign in again".to_owned(),
            Err(error) => error.to_string(),
        }
    };
    let guarded = Router::new()
        .route("/page", get(|| async { "inside" }).post(|| async { "changed" }))
        .layer(login.require_login());
    Router::new()
        .route("/", get(home))
        .route("/private", get(private))
        .route("/token", get(token))
        .route("/form", post(|_: User| async { "done" }))
        .route("/end-all", post(async |user: User| user.end_all_sessions().await.unwrap().to_string()))
        .route("/end-others", post(async |user: User| user.end_other_sessions().await.unwrap().to_string()))
        .nest("/guarded", guarded)
        .merge(login.routes())
        .layer(login.sessions())
}
