//! Login with Discord or GitHub, sessions and local users: public pages, pages for users, and pages for users with a permission.

mod pages;

use std::sync::Arc;

use axum::routing::get;
use axum::{Json, Router};
use example_support::AnyError;
use serde_json::{Value, json};
use valetkey_axum::{ClientBuilder, Login, Named, RequirePermission, SqliteStore, User};

/// The permission for `/admin`.
pub struct Admin;

impl Named for Admin {
    const NAME: &'static str = "admin";
}

/// Builds the application with this public address. Keeps sessions and users in the store.
///
/// # Errors
/// If a setting is invalid.
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

/// Returns the signed-in user as JSON.
async fn me(user: User) -> Json<Value> {
    let permissions = user.stored_user().map(|user| &user.permissions);
    Json(json!({
        "id": user.id(),
        "name": user.name(),
        "provider": user.provider(),
        "issuer": user.issuer(),
        "subject": user.subject(),
        "permissions": permissions,
    }))
}

/// The guard of `/admin`: a user with the permission.
pub(crate) type Administrator = RequirePermission<Admin>;
