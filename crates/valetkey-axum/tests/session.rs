//! Sessions: access to guarded pages, the ways a session ends, and the refresh of tokens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use axum::http::Request;
use serde_json::{Value, json};
use support::{Browser, Issuer, Kept, app, login};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Returns one application for each way to keep sessions.
fn setups() -> impl Iterator<Item = (Kept, Issuer, axum::Router)> {
    Kept::every_way().into_iter().map(|kept| {
        let issuer = Issuer::new();
        let app = app(&kept.login(&issuer));
        (kept, issuer, app)
    })
}

fn logout_claims(issuer: &Issuer) -> Value {
    json!({
        "iss": "https://id.example", "aud": "app", "iat": issuer.now(), "exp": issuer.now() + 120, "jti": "j1",
        "sub": "alice", "sid": "s1", "events": {EVENT: {}},
    })
}

#[tokio::test]
async fn programs_get_401_and_browsers_are_redirected_to_the_login() {
    for (_kept, _, app) in setups() {
        let mut visitor = Browser::new(&app);
        for accept in ["*/*", "application/json"] {
            for path in ["/private", "/guarded/page"] {
                let answer = visitor.send(Request::get(path).header("accept", accept), "").await;
                assert_eq!(
                    answer.whole(),
                    "401\ncache-control: no-store\ncontent-type: application/json\n\n{\"error\":\"login_required\",\
                 \"error_description\":\"Not logged in\"}"
                );
            }
        }
        let answer = visitor.send(Request::get("/private"), "").await;
        assert_eq!(answer.status, 401, "a request without Accept is from a program");
        let answer = visitor.get("/guarded/page?x=1").await;
        assert_eq!((answer.status, answer.location()), (303, "/login?return_to=%2Fguarded%2Fpage%3Fx%3D1"));
        for path in ["/form", "/guarded/page"] {
            let answer = visitor.post(path, "a=b").await;
            assert_eq!(
                (answer.status, answer.location()),
                (303, "/login?return_to=%2F"),
                "a form submission is not resumed"
            );
        }
    }
}

#[tokio::test]
async fn a_session_opens_the_guarded_pages_until_it_expires() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        assert_eq!(browser.get("/guarded/page").await.body, "inside");
        assert_eq!(browser.post("/form", "").await.body, "done");
        issuer.advance(12 * 3_600 - 1);
        assert_eq!(browser.get("/guarded/page").await.body, "inside");
        issuer.advance(1);
        assert_eq!(browser.get("/guarded/page").await.status, 303);
    }
}

#[tokio::test]
async fn a_tampered_session_cookie_is_refused() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        let value = browser.cookie("valetkey_session").unwrap();
        for position in 0..value.len() {
            let mut bytes = value.clone().into_bytes();
            bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            browser.cookies.insert("__Host-valetkey_session".to_owned(), changed);
            assert_eq!(browser.who().await, "nobody", "{position}");
        }
        for odd in ["", "x", &format!("{value}A"), &value[..value.len() - 1]] {
            browser.cookies.insert("__Host-valetkey_session".to_owned(), odd.to_owned());
            assert_eq!(browser.who().await, "nobody", "{odd}");
        }
        browser.cookies.insert("__Host-valetkey_session".to_owned(), value);
        assert_eq!(browser.who().await, "Alice");
    }
}

#[tokio::test]
async fn a_cookie_without_the_host_prefix_is_ignored() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        let value = browser.cookie("valetkey_session").unwrap();
        browser.cookies = [("valetkey_session".to_owned(), value)].into();
        assert_eq!(browser.who().await, "nobody");
    }
}

#[tokio::test]
async fn sf1_every_login_starts_a_new_session_and_ends_the_old_one() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        let mut thief = Browser::new(&app);
        thief.cookies = browser.cookies.clone();
        assert_eq!(thief.who().await, "Alice");
        browser.sign_in(&issuer).await;
        assert_ne!(browser.cookie("valetkey_session"), thief.cookie("valetkey_session"));
        assert_eq!(thief.who().await, "nobody");
        assert_eq!(browser.who().await, "Alice");
    }
}

#[tokio::test]
async fn logging_out_ends_the_session_here_and_redirects_to_the_issuer() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        let mut other_window = Browser::new(&app);
        other_window.cookies = browser.cookies.clone();
        let form = format!("form_token={}", browser.form_token().await);
        let answer = browser.post("/logout", &form).await;
        assert_eq!(answer.status, 303);
        let url = url::Url::parse(answer.location()).unwrap();
        assert_eq!((url.host_str(), url.path()), (Some("id.example"), "/logout"));
        let pairs: std::collections::HashMap<_, _> = url.query_pairs().into_owned().collect();
        assert_eq!(
            (pairs["client_id"].as_str(), pairs["post_logout_redirect_uri"].as_str()),
            ("app", "https://app.example/")
        );
        assert!(pairs.contains_key("id_token_hint"));
        assert!(browser.cookies.is_empty(), "{:?}", browser.cookies);
        assert_eq!(other_window.who().await, "nobody", "the session itself has ended, not only its cookie");
        assert_eq!(issuer.living_refresh_tokens(), 0, "the refresh token is revoked");
    }
}

#[tokio::test]
async fn st4_another_site_cannot_log_a_user_out() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        let form = format!("form_token={}", browser.form_token().await);
        let post = || Request::post("/logout").header("accept", "text/html");
        let attempts = [
            (post().header("origin", "https://evil.example"), form.as_str()),
            (post().header("origin", "https://app.example.evil.example"), &form),
            (post().header("origin", "http://app.example"), &form),
            (post().header("origin", "null"), &form),
            (post().header("sec-fetch-site", "cross-site"), &form),
            (post().header("sec-fetch-site", "same-site").header("origin", "https://app.example"), &form),
            (post().header("origin", "https://app.example"), ""),
            (post().header("origin", "https://app.example"), "form_token="),
            (post().header("origin", "https://app.example"), "form_token=made-up"),
            (post(), ""),
        ];
        for (request, form) in attempts {
            let shown = format!("{:?} {form}", request.headers_ref().unwrap());
            assert_eq!(browser.send(request, form).await.status, 403, "{shown}");
            assert_eq!(browser.who().await, "Alice", "{shown}");
        }
        assert_eq!(browser.get("/logout").await.status, 405, "a link cannot log anybody out");
        let without_referrer = post().header("origin", "null").header("sec-fetch-site", "same-origin");
        assert_eq!(browser.send(without_referrer, &form).await.status, 303);
    }
}

#[tokio::test]
async fn logging_out_without_a_session_redirects_to_the_front_page() {
    for (_kept, _, app) in setups() {
        let answer = Browser::new(&app).post("/logout", "").await;
        assert_eq!((answer.status, answer.location()), (303, "https://app.example/"));
    }
}

#[tokio::test]
async fn logging_out_works_while_the_issuer_is_down() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        let form = format!("form_token={}", browser.form_token().await);
        issuer.set_down(true);
        assert_eq!(browser.post("/logout", &form).await.status, 303);
        assert_eq!(browser.who().await, "nobody");
    }
}

#[tokio::test]
async fn a_user_logs_out_everywhere_or_everywhere_else() {
    for (_kept, issuer, app) in setups() {
        let sign_in = async |subject| {
            let mut browser = Browser::new(&app);
            issuer.set_claims(json!({ "sub": subject, "sid": null, "name": subject }));
            browser.sign_in(&issuer).await;
            browser
        };
        let (mut phone, mut desk, mut bob) = (sign_in("a1").await, sign_in("a1").await, sign_in("b1").await);
        assert_eq!(desk.post("/end-others", "").await.body, "1");
        let all = (phone.who().await, desk.who().await, bob.who().await);
        assert_eq!(all, ("nobody".into(), "a1".into(), "b1".into()));
        assert_ne!(desk.get("/token").await.body, "sign in again", "its tokens are kept too");
        // A session that was excepted once can be ended later.
        phone = sign_in("a1").await;
        assert_eq!(phone.post("/end-others", "").await.body, "1");
        assert_eq!((phone.who().await, desk.who().await), ("a1".into(), "nobody".into()));
        desk = sign_in("a1").await;
        assert_eq!(desk.post("/end-all", "").await.body, "2");
        let all = (phone.who().await, desk.who().await, bob.who().await);
        assert_eq!(all, ("nobody".into(), "nobody".into(), "b1".into()));
        assert_eq!(
            phone.post("/end-others", "").await.status,
            303,
            "an ended session can't end other sessions"
        );
        assert_eq!(sign_in("a1").await.who().await, "a1");
    }
}

#[tokio::test]
async fn a_logout_token_ends_only_the_named_session() {
    for (_kept, issuer, app) in setups() {
        let (mut alice, mut bob) = (Browser::new(&app), Browser::new(&app));
        alice.sign_in(&issuer).await;
        issuer.set_claims(json!({"sub": "bob", "sid": "s2", "name": "Bob"}));
        bob.sign_in(&issuer).await;
        let token = issuer.sign(Some("logout+jwt"), &logout_claims(&issuer));
        let answer = Browser::new(&app)
            .send(Request::post("/backchannel-logout"), &format!("logout_token={token}"))
            .await;
        assert_eq!(answer.whole(), "200\ncache-control: no-store\n\n");
        assert_eq!(alice.who().await, "nobody");
        assert_eq!(bob.who().await, "Bob");
    }
}

#[tokio::test]
async fn a_forged_logout_token_ends_no_session() {
    for (_kept, issuer, app) in setups() {
        let mut alice = Browser::new(&app);
        alice.sign_in(&issuer).await;
        let mut foreign = logout_claims(&issuer);
        foreign["aud"] = "other".into();
        let mut id_token = logout_claims(&issuer);
        id_token.as_object_mut().unwrap().remove("events");
        id_token["nonce"] = "n1".into();
        let stranger = Issuer::new();
        let forms = [
            format!("logout_token={}", issuer.sign(Some("logout+jwt"), &foreign)),
            format!("logout_token={}", issuer.sign(None, &id_token)),
            format!("logout_token={}", stranger.sign(Some("logout+jwt"), &logout_claims(&issuer))),
            "logout_token=x".to_owned(),
            "logout_token=".to_owned(),
            String::new(),
        ];
        for form in forms {
            let answer = Browser::new(&app).send(Request::post("/backchannel-logout"), &form).await;
            let expected = "400\ncache-control: no-store\ncontent-type: application/json\n\n{\"error\":\"invalid_request\"}";
            assert_eq!(answer.whole(), expected, "{form}");
            assert_eq!(alice.who().await, "Alice", "{form}");
        }
    }
}

#[tokio::test]
async fn an_access_token_is_refreshed_once_for_many_requests_at_once() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        let first = browser.get("/token").await.body;
        assert_eq!(browser.get("/token").await.body, first);
        issuer.advance(271);
        let requests: Vec<_> = (0..20)
            .map(|_| {
                let mut window = Browser::new(&app);
                window.cookies = browser.cookies.clone();
                tokio::spawn(async move { window.get("/token").await.body })
            })
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        for request in requests {
            seen.insert(request.await.unwrap());
        }
        assert_eq!((seen.len(), issuer.refreshes()), (1, 1), "{seen:?}");
        assert!(!seen.contains(&first) && !seen.contains("sign in again"));
        issuer.advance(300);
        assert_ne!(browser.get("/token").await.body, "sign in again", "the rotated refresh token was kept");
    }
}

#[tokio::test]
async fn a_revoked_grant_requires_a_new_login_and_an_issuer_that_is_down_a_retry() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        issuer.advance(271);
        issuer.set_down(true);
        assert!(browser.get("/token").await.body.starts_with("the access token can't be renewed right now"));
        issuer.set_down(false);
        issuer.revoke_all();
        assert_eq!(browser.get("/token").await.body, "sign in again");
    }
}

#[tokio::test]
async fn a_refresh_response_about_another_user_is_refused() {
    for (_kept, issuer, app) in setups() {
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        issuer.advance(271);
        issuer.set_claims(json!({"sub": "mallory"}));
        assert_eq!(browser.get("/token").await.body, "sign in again");
    }
}

#[tokio::test]
async fn fo3_a_handler_without_the_layer_admits_nobody() {
    let issuer = Issuer::new();
    let login = login(&issuer);
    let bare = axum::Router::new()
        .route(
            "/bare",
            axum::routing::get(|user: valetkey_axum::User| async move { user.subject().to_owned() }),
        )
        .merge(login.routes());
    assert_eq!(Browser::new(&bare).get("/bare").await.status, 500);
}
