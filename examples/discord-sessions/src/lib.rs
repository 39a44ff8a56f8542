//! Log in with Discord or GitHub, stay logged in, and be somebody here: pages for everybody, for people, and for those who may.

mod pages;

use std::sync::Arc;

use axum::routing::get;
use axum::{Json, Router};
use example_support::AnyError;
use serde_json::{Value, json};
use valetkey_axum::{ClientBuilder, Login, Named, RequirePermission, SqliteStore, User};

/// The permission that `/admin` asks for.
pub struct Admin;

impl Named for Admin {
    const NAME: &'static str = "admin";
}

/// The whole application, at this address as browsers see it. Sessions and people are kept in the store.
///
/// # Errors
/// When a setting can't be used.
pub fn router(
    discord: ClientBuilder,
    github: ClientBuilder,
    address: &str,
    store: &SqliteStore,
) -> Result<Router, AnyError> {
    let login = Login::with_providers(address)
        .provider("discord", discord.build()?)
        .provider("github", github.build()?)
        .session_store(Arc::new(store.clone()))
        .user_store(Arc::new(store.clone()))
        .build()?;
    Ok(Router::new()
        .route("/", get(pages::home))
        .route("/privileged", get(pages::privileged))
        .route("/admin", get(pages::admin))
        .route("/users/me", get(me))
        .merge(login.routes())
        .layer(login.sessions()))
}

/// Who is signed in, as JSON.
async fn me(user: User) -> Json<Value> {
    let permissions = user.person().map(|person| &person.permissions);
    Json(json!({
        "id": user.id(),
        "name": user.name(),
        "provider": user.provider(),
        "issuer": user.issuer(),
        "subject": user.subject(),
        "permissions": permissions,
    }))
}

/// The guard of `/admin`: somebody who was given the permission.
pub(crate) type Administrator = RequirePermission<Admin>;
