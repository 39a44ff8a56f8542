//! Guards as layers, as arguments and inside handlers: which requests pass, and the complete response to all others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::sync::Arc;

use axum::Router;
use axum::http::Request;
use axum::routing::{get, post};
use serde_json::json;
use support::{APP, Browser, Issuer, client};
use valetkey_axum::{
    Forbidden, Login, MemoryUserStore, Named, Provider, RequireLogin, RequirePermission, RequireRole,
    RequireScope, User, UserStore,
};

struct Admin;
impl Named for Admin {
    const NAME: &'static str = "admin";
}
struct WriteNotes;
impl Named for WriteNotes {
    const NAME: &'static str = "notes.write";
}
struct Profile;
impl Named for Profile {
    const NAME: &'static str = "profile";
}

const GUARDED: [&str; 3] = ["role", "permission", "scope"];

fn app(login: &Login) -> Router {
    let inside = || async { "inside" };
    let id = |user: User| async move { user.id().map(|id| id.to_string()).unwrap_or_default() };
    Router::new()
        .route("/", get(|user: Option<User>| async move { user.map_or("nobody", |_| "somebody") }))
        .route("/layer/login", get(inside).layer(login.require_login()))
        .route("/layer/role", get(inside).post(inside).layer(login.require_role("admin")))
        .route("/layer/permission", get(inside).layer(login.require_permission("notes.write")))
        .route("/layer/scope", get(inside).layer(login.require_scope("profile")))
        .route("/argument/login", get(|user: RequireLogin| async move { user.subject().to_owned() }))
        .route("/argument/role", get(|user: RequireRole<Admin>| async move { user.subject().to_owned() }))
        .route(
            "/argument/permission",
            get(|user: RequirePermission<WriteNotes>| async move { user.into_user().subject().to_owned() }),
        )
        .route(
            "/argument/scope",
            post(inside).get(|user: RequireScope<Profile>| async move { user.subject().to_owned() }),
        )
        .route("/by-hand", get(by_hand))
        .route("/id", get(id))
        .merge(login.routes())
        .layer(login.sessions())
}

async fn by_hand(user: User) -> Result<&'static str, Forbidden> {
    user.require_role("admin")?;
    user.require_permission("notes.write")?;
    user.require_scope("profile")?;
    Ok("inside")
}

fn setup() -> (Issuer, Arc<MemoryUserStore>, Router) {
    let (issuer, users) = (Issuer::new(), Arc::new(MemoryUserStore::new()));
    let login = Login::builder(client(&issuer), APP).user_store(users.clone()).build().unwrap();
    (issuer, users, app(&login))
}

fn program(path: &str) -> axum::http::request::Builder {
    Request::get(path).header("accept", "application/json")
}

#[tokio::test]
async fn without_a_session_programs_get_401_and_browsers_go_to_the_login() {
    let (_, _, app) = setup();
    let mut visitor = Browser::new(&app);
    for kind in ["layer", "argument"] {
        for guard in ["login", "role", "permission", "scope"] {
            let path = format!("/{kind}/{guard}");
            let answer = visitor.send(program(&path), "").await;
            assert_eq!(
                answer.whole(),
                "401\ncache-control: no-store\ncontent-type: application/json\n\n\
                 {\"error\":\"login_required\",\"error_description\":\"Not logged in\"}",
                "{path}"
            );
            let answer = visitor.get(&path).await;
            let login = format!("/login?return_to=%2F{kind}%2F{guard}");
            assert_eq!((answer.status, answer.location()), (303, login.as_str()));
        }
    }
}

#[tokio::test]
async fn a_user_without_the_permission_gets_403_and_stays_signed_in() {
    let (issuer, _, app) = setup();
    issuer.set_token_answer(json!({"scope": "openid"}));
    let mut browser = Browser::new(&app);
    browser.sign_in(&issuer).await;
    for kind in ["layer", "argument"] {
        assert_eq!(
            browser.get(&format!("/{kind}/login")).await.status,
            200,
            "this page requires only a session"
        );
        for guard in GUARDED {
            let path = format!("/{kind}/{guard}");
            let answer = browser.send(program(&path), "").await;
            assert_eq!(
                answer.whole(),
                "403\ncache-control: no-store\ncontent-type: application/json\n\n\
                 {\"error\":\"insufficient_permissions\",\"error_description\":\"Insufficient permissions\"}",
                "{path}"
            );
        }
    }
    assert_eq!(browser.send(program("/by-hand"), "").await.status, 403);
    assert_eq!(browser.post("/layer/role", "").await.status, 403, "every method is guarded");
    assert_eq!(browser.get("/").await.body, "somebody");
    insta::assert_snapshot!(browser.get("/layer/role").await.whole(), @r#"
    403
    cache-control: no-store
    content-security-policy: default-src 'none'; style-src 'sha256-VKoPxc4eUgaZMmR+JzOq4lKpt7medryVeMk1Fvs+FvA='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    content-type: text/html; charset=utf-8
    referrer-policy: no-referrer
    vary: accept-language
    x-content-type-options: nosniff
    x-frame-options: DENY

    <!doctype html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Insufficient permissions</title>
    </head>
    <body>
    <main>
    <h1>Insufficient permissions</h1>
    <p>Your account may not open this page.</p>
    <p><a id="back" href="/">Back to the application</a></p>
    </main>
    </body>
    </html>
    "#);
}

#[tokio::test]
async fn a_user_with_the_permission_passes_and_changes_of_permissions_apply_at_once() {
    let (issuer, users, app) = setup();
    issuer.set_claims(json!({"roles": ["reader", "admin"]}));
    let mut browser = Browser::new(&app);
    browser.sign_in(&issuer).await;
    for path in ["/layer/role", "/layer/scope"] {
        assert_eq!(browser.get(path).await.body, "inside", "{path}");
    }
    for path in ["/argument/role", "/argument/scope"] {
        assert_eq!(browser.get(path).await.body, "alice", "{path}");
    }
    let id = browser.get("/id").await.body.parse().unwrap();
    assert_eq!(browser.get("/argument/permission").await.status, 403);
    assert!(users.grant(id, "notes.write").await.unwrap());
    assert_eq!(browser.get("/layer/permission").await.body, "inside");
    assert_eq!(browser.get("/argument/permission").await.body, "alice");
    assert_eq!(browser.get("/by-hand").await.body, "inside");
    assert!(users.revoke(id, "notes.write").await.unwrap());
    assert_eq!(browser.get("/layer/permission").await.status, 403, "the revocation needs no new login");
}

#[tokio::test]
async fn a_role_is_not_a_permission_or_a_scope() {
    let (issuer, users, app) = setup();
    issuer.set_claims(json!({"roles": ["notes.write", "profile", "admins", "Admin", 7]}));
    issuer.set_token_answer(json!({"scope": "admin notes.write profiles"}));
    let mut browser = Browser::new(&app);
    browser.sign_in(&issuer).await;
    let id = browser.get("/id").await.body.parse().unwrap();
    for permission in ["admin", "profile", "notes", "notes.write.all", ""] {
        users.grant(id, permission).await.unwrap();
    }
    for guard in GUARDED {
        assert_eq!(browser.get(&format!("/layer/{guard}")).await.status, 403, "{guard}");
        assert_eq!(browser.get(&format!("/argument/{guard}")).await.status, 403, "{guard}");
    }
}

#[tokio::test]
async fn roles_are_read_only_from_the_configured_claim() {
    for (pointer, claims, status) in [
        ("/realm_access/roles", json!({"realm_access": {"roles": ["admin"]}}), 200),
        ("/realm_access/roles", json!({"roles": ["admin"]}), 403),
        ("/realm_access/roles", json!({"realm_access": {"roles": "admin"}}), 403),
        ("/https:~1~1app.example~1roles", json!({"https://app.example/roles": ["admin"]}), 200),
        ("/roles", json!({"roles": {"admin": true}}), 403),
        ("", json!({"": ["admin"], "roles": ["admin"]}), 403),
    ] {
        let issuer = Issuer::new();
        issuer.set_claims(claims.clone());
        let provider = Provider::new("ours", client(&issuer)).roles_claim(pointer);
        let login = Login::with_providers(APP).with_provider(provider).build().unwrap();
        let mut browser = Browser::new(&app(&login));
        browser.sign_in(&issuer).await;
        assert_eq!(browser.get("/layer/role").await.status, status, "{pointer} {claims}");
    }
}

#[tokio::test]
async fn the_scope_is_the_granted_one_or_without_a_granted_one_the_requested_one() {
    let (issuer, _, app) = setup();
    let mut browser = Browser::new(&app);
    browser.sign_in(&issuer).await;
    assert_eq!(browser.get("/layer/scope").await.status, 200, "`openid profile` was requested");
    issuer.set_token_answer(json!({"scope": "openid"}));
    let mut other = Browser::new(&app);
    other.sign_in(&issuer).await;
    assert_eq!(other.get("/layer/scope").await.status, 403, "less was granted");
}

#[tokio::test]
async fn px0_a_guard_without_the_session_layer_admits_nobody() {
    let issuer = Issuer::new();
    let login = Login::builder(client(&issuer), APP).build().unwrap();
    let bare =
        Router::new().route("/bare", get(|_: RequireRole<Admin>| async { "inside" })).merge(login.routes());
    assert_eq!(Browser::new(&bare).get("/bare").await.status, 500);
}

#[tokio::test]
async fn without_a_user_store_nobody_has_a_permission() {
    let issuer = Issuer::new();
    issuer.set_claims(json!({"permissions": ["notes.write"], "roles": ["notes.write"]}));
    let login = Login::builder(client(&issuer), APP).build().unwrap();
    let mut browser = Browser::new(&app(&login));
    browser.sign_in(&issuer).await;
    assert_eq!(browser.get("/layer/permission").await.status, 403);
    assert_eq!(browser.get("/id").await.body, "");
}
