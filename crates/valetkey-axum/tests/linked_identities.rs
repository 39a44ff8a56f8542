//! Users with several identities: linking, unlinking, and attacks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::sync::Arc;

use axum::Router;
use axum::http::Request;
use axum::routing::get;
use serde_json::json;
use support::{APP, Answer, Browser, Issuer, Kept, TemporaryFile, client, come_back};
use valetkey_axum::{Login, Provider, SqliteStore, User, UserStore, Uuid};

struct Setup {
    ours: Issuer,
    other: Issuer,
    users: Arc<SqliteStore>,
    app: Router,
    _file: TemporaryFile,
    _kept: Kept,
}

/// Returns an application with two providers. `ours` vouches for addresses; `other` does so if `other_vouches` is set.
fn setup_with(other_vouches: bool, kept: Kept) -> Setup {
    let (ours, other) = (Issuer::new(), Issuer::named("https://other.example"));
    let file = TemporaryFile::new();
    let users = Arc::new(SqliteStore::open(file.path()).unwrap());
    let mut second = Provider::new("other", client(&other));
    if other_vouches {
        second = second.vouches_for_addresses();
    }
    let builder = Login::with_providers(APP)
        .with_provider(Provider::new("ours", client(&ours)).vouches_for_addresses())
        .with_provider(second)
        .user_store(users.clone());
    let login = kept.builder(builder).build().unwrap();
    let home = |user: Option<User>| async move {
        user.map_or_else(|| "nobody -".into(), |user| format!("{} {}", user.id().unwrap(), user.form_token()))
    };
    let forms = |user: User| async move {
        let unlink = user.stored_user().unwrap().identities.iter().map(|identity| user.unlink_form(identity));
        format!("{}{}", user.link_form("other"), unlink.collect::<String>())
    };
    let app = Router::new()
        .route("/", get(home))
        .route("/forms", get(forms))
        .route(
            "/end-all",
            get(|user: User| async move { user.end_all_sessions().await.unwrap().to_string() }),
        )
        .route(
            "/end-others",
            get(|user: User| async move { user.end_other_sessions().await.unwrap().to_string() }),
        )
        .merge(login.routes())
        .layer(login.sessions());
    Setup { ours, other, users, app, _file: file, _kept: kept }
}

fn setup() -> Setup {
    setup_with(false, Kept::Cookies)
}

/// Returns one setup for each way to keep sessions.
fn setups() -> impl Iterator<Item = Setup> {
    Kept::every_way().into_iter().map(|kept| setup_with(false, kept))
}

impl Setup {
    async fn identities(&self, id: &str) -> Vec<String> {
        let user = self.users.find_by_id(id.parse().unwrap()).await.unwrap().unwrap();
        user.identities.iter().map(|one| format!("{}@{}", one.subject, one.issuer)).collect()
    }
}

/// Posts the form that starts linking, confirms at the provider as `subject`, and opens the callback.
async fn link(browser: &mut Browser, issuer: &Issuer, name: &str, subject: &str) -> Answer {
    let form = format!("form_token={}&return_to=/account", browser.form_token().await);
    let answer = browser.post(&format!("/link/{name}"), &form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let callback = come_back(issuer, answer.location(), subject);
    browser.get(&callback).await
}

#[tokio::test]
async fn each_user_has_an_id_that_stays_the_same_at_every_login() {
    let setup = setup();
    let mut browser = Browser::new(&setup.app);
    let mut ids = Vec::new();
    for subject in ["alice", "bob", "alice"] {
        browser.sign_in_as(&setup.ours, "/login/ours", subject).await;
        ids.push(browser.who().await);
    }
    assert!(ids[0] == ids[2] && ids[0] != ids[1], "{ids:?}");
    assert_eq!(ids[0].parse::<Uuid>().unwrap().get_version_num(), 7);
    browser.sign_in_as(&setup.other, "/login/other", "alice").await;
    assert!(!ids.contains(&browser.who().await), "the same subject at another issuer is another user");
}

#[tokio::test]
async fn a_signed_in_user_links_a_second_identity_and_is_the_same_user_with_both() {
    for setup in setups() {
        let mut browser = Browser::new(&setup.app);
        browser.sign_in_as(&setup.ours, "/login/ours", "alice").await;
        let id = browser.who().await;
        let session = browser.cookie("valetkey_session");
        let answer = link(&mut browser, &setup.other, "other", "alice2").await;
        assert_eq!((answer.status, answer.location()), (303, "https://app.example/account"));
        assert_eq!(browser.cookie("valetkey_session"), session, "the session stays as it was");
        assert_eq!(browser.login_cookies(), 0);
        assert_eq!(setup.identities(&id).await, ["alice@https://id.example", "alice2@https://other.example"]);
        let mut elsewhere = Browser::new(&setup.app);
        elsewhere.sign_in_as(&setup.other, "/login/other", "alice2").await;
        assert_eq!(elsewhere.who().await, id);
    }
}

#[tokio::test]
async fn al2_an_identity_of_another_user_is_not_linked() {
    let setup = setup();
    let (mut alice, mut bob) = (Browser::new(&setup.app), Browser::new(&setup.app));
    alice.sign_in_as(&setup.ours, "/login/ours", "alice").await;
    bob.sign_in_as(&setup.other, "/login/other", "bob").await;
    let (id, bobs) = (alice.who().await, bob.who().await);
    let answer = link(&mut alice, &setup.other, "other", "bob").await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("That account already belongs to another user here."), "{}", answer.body);
    assert_eq!(setup.identities(&id).await, ["alice@https://id.example"]);
    assert_eq!((alice.who().await, bob.who().await), (id, bobs));
}

#[tokio::test]
async fn linking_needs_a_session_and_our_own_form() {
    let setup = setup();
    let mut browser = Browser::new(&setup.app);
    let nobody = browser.post("/link/other", "form_token=x").await;
    assert_eq!(nobody.status, 401);
    browser.sign_in_as(&setup.ours, "/login/ours", "alice").await;
    let form = format!("form_token={}&issuer=https://id.example&subject=alice", browser.form_token().await);
    for path in ["/link/other", "/unlink"] {
        let post = || Request::post(path).header("accept", "text/html");
        for (request, form) in [
            (post().header("origin", "https://evil.example"), form.as_str()),
            (post().header("sec-fetch-site", "cross-site"), &form),
            (post().header("sec-fetch-site", "same-site"), &form),
            (post().header("origin", APP), "form_token=made-up"),
            (post().header("origin", APP), ""),
        ] {
            let shown = format!("{path} {:?} {form}", request.headers_ref().unwrap());
            let answer = browser.send(request, form).await;
            assert_eq!((answer.status, browser.login_cookies()), (403, 0), "{shown}");
        }
        assert_eq!(browser.get(path).await.status, 405, "a GET request is not accepted");
    }
    assert_eq!(browser.post("/link/nobody", &form).await.status, 404);
}

#[tokio::test]
async fn al1_a_link_that_one_user_started_is_not_finished_for_another() {
    for setup in setups() {
        let mut browser = Browser::new(&setup.app);
        browser.sign_in_as(&setup.ours, "/login/ours", "mallory").await;
        let mallory = browser.who().await;
        let form = format!("form_token={}", browser.form_token().await);
        let begun = browser.post("/link/other", &form).await;
        let callback = come_back(&setup.other, begun.location(), "alice");
        let kept = browser.cookies.clone();

        // Meanwhile another user signs in in this browser.
        browser.sign_in_as(&setup.ours, "/login/ours", "alice").await;
        let alice = browser.who().await;
        let answer = browser.get(&callback).await;
        assert_eq!(answer.status, 400);
        assert_eq!(setup.identities(&mallory).await.len(), 1);
        assert_eq!(setup.identities(&alice).await.len(), 1);

        // Another browser has no session. Even with the cookie of the attempt, its callback is refused.
        let mut victim = Browser::new(&setup.app);
        victim.cookies = kept.into_iter().filter(|(name, _)| name.contains("valetkey_login_")).collect();
        assert_eq!(victim.get(&callback).await.status, 400);
        assert_eq!(victim.who().await, "nobody", "linking never starts a session");
    }
}

#[tokio::test]
async fn al1_an_address_links_an_identity_only_if_both_providers_verified_it() {
    let mail = |verified: bool| json!({"email": "Alice@X.example", "email_verified": verified});
    for (other_vouches, at_ours, at_other, joins) in [
        (true, mail(true), mail(true), true),
        (false, mail(true), mail(true), false),
        (true, mail(false), mail(true), false),
        (true, mail(true), mail(false), false),
        (true, mail(true), json!({"email": "alice@x.example"}), false),
        (true, mail(true), json!({"email": "alice@x.example", "email_verified": "true"}), false),
        (true, mail(true), json!({"email": "malice@x.example", "email_verified": true}), false),
        (
            true,
            json!({"email": "", "email_verified": true}),
            json!({"email": "", "email_verified": true}),
            false,
        ),
    ] {
        let setup = setup_with(other_vouches, Kept::Cookies);
        setup.ours.set_claims(at_ours.clone());
        setup.other.set_claims(at_other.clone());
        let mut browser = Browser::new(&setup.app);
        browser.sign_in_as(&setup.ours, "/login/ours", "a").await;
        let first = browser.who().await;
        browser.sign_in_as(&setup.other, "/login/other", "b").await;
        assert_eq!(browser.who().await == first, joins, "{other_vouches} {at_ours} {at_other}");
    }
}

#[tokio::test]
async fn al1_an_address_of_two_users_links_no_identity() {
    let setup = setup_with(true, Kept::Cookies);
    let mail = json!({"email": "shared@x.example", "email_verified": true});
    let mut browser = Browser::new(&setup.app);
    let mut ids = std::collections::BTreeSet::new();
    // Two users are created while their addresses differ; later both have the same address.
    for subject in ["a", "b"] {
        browser.sign_in_as(&setup.ours, "/login/ours", subject).await;
        ids.insert(browser.who().await);
    }
    setup.ours.set_claims(mail.clone());
    for subject in ["a", "b"] {
        browser.sign_in_as(&setup.ours, "/login/ours", subject).await;
        assert!(ids.contains(&browser.who().await));
    }
    setup.other.set_claims(mail);
    browser.sign_in_as(&setup.other, "/login/other", "c").await;
    assert!(!ids.contains(&browser.who().await), "a third user is created");
}

#[tokio::test]
async fn unlinking_ends_the_sessions_of_the_identity_and_is_refused_for_the_last_one() {
    for setup in setups() {
        let (mut browser, mut elsewhere) = (Browser::new(&setup.app), Browser::new(&setup.app));
        browser.sign_in_as(&setup.ours, "/login/ours", "alice").await;
        let id = browser.who().await;
        link(&mut browser, &setup.other, "other", "alice2").await;
        elsewhere.sign_in_as(&setup.other, "/login/other", "alice2").await;
        assert_eq!(elsewhere.who().await, id);
        let token = browser.form_token().await;
        let form = |issuer: &str, subject: &str| {
            format!("form_token={token}&issuer={issuer}&subject={subject}&return_to=/account")
        };
        let stranger = browser.post("/unlink", &form("https://other.example", "alice")).await;
        assert_eq!(stranger.status, 404);
        let answer = browser.post("/unlink", &form("https://other.example", "alice2")).await;
        assert_eq!((answer.status, answer.location()), (303, "https://app.example/account"));
        assert_eq!(elsewhere.who().await, "nobody", "the session of the unlinked identity has ended");
        assert_eq!(browser.who().await, id);
        elsewhere.sign_in_as(&setup.other, "/login/other", "alice2").await;
        assert_ne!(elsewhere.who().await, id, "the unlinked identity is now a new user");
        let last = browser.post("/unlink", &form("https://id.example", "alice")).await;
        assert_eq!(last.status, 409);
        assert!(last.body.contains("This is your only way to sign in."), "{}", last.body);
        assert_eq!(browser.who().await, id);
        assert_eq!(browser.post("/unlink", &format!("form_token={token}")).await.status, 400);
    }
}

#[tokio::test]
async fn a_user_cannot_unlink_another_users_identity() {
    let setup = setup();
    let (mut alice, mut bob) = (Browser::new(&setup.app), Browser::new(&setup.app));
    alice.sign_in_as(&setup.ours, "/login/ours", "alice").await;
    let id = alice.who().await;
    link(&mut alice, &setup.other, "other", "alice2").await;
    bob.sign_in_as(&setup.ours, "/login/ours", "bob").await;
    let form = format!("form_token={}&issuer=https://other.example&subject=alice2", bob.form_token().await);
    assert_eq!(bob.post("/unlink", &form).await.status, 404);
    assert_eq!(setup.identities(&id).await.len(), 2);
}

#[tokio::test]
async fn a_removed_user_is_signed_out_at_once() {
    for setup in setups() {
        let mut browser = Browser::new(&setup.app);
        browser.sign_in_as(&setup.ours, "/login/ours", "alice").await;
        let id = browser.who().await;
        assert!(setup.users.remove_user(id.parse().unwrap()).await.unwrap());
        assert_eq!(browser.who().await, "nobody");
        // The same identity signs in as a new user, and the old session does not become valid again.
        let mut elsewhere = Browser::new(&setup.app);
        elsewhere.sign_in_as(&setup.ours, "/login/ours", "alice").await;
        assert_ne!(elsewhere.who().await, id);
        assert_eq!(browser.who().await, "nobody");
    }
}

#[tokio::test]
async fn the_forms_escape_values_from_outside() {
    let setup = setup();
    let mut browser = Browser::new(&setup.app);
    browser.sign_in_as(&setup.ours, "/login/ours", "\"><script>'&").await;
    let forms = browser.get("/forms").await.body;
    assert!(forms.contains("value=\"&quot;&gt;&lt;script&gt;&#39;&amp;\""), "{forms}");
    assert!(!forms.contains("<script>"), "{forms}");
    assert!(forms.contains("action=\"/link/other\"") && forms.contains("action=\"/unlink\""));
}

#[tokio::test]
async fn all_sessions_of_a_user_end_at_once_and_no_others() {
    for setup in setups() {
        let [mut first, mut second, mut bob] = [(); 3].map(|()| Browser::new(&setup.app));
        first.sign_in_as(&setup.ours, "/login/ours", "alice").await;
        let id = first.who().await;
        link(&mut first, &setup.other, "other", "alice2").await;
        second.sign_in_as(&setup.other, "/login/other", "alice2").await;
        bob.sign_in_as(&setup.ours, "/login/ours", "bob").await;
        assert_eq!(first.get("/end-others").await.body, "1", "sessions of all identities end");
        assert_eq!(second.who().await, "nobody");
        assert_eq!(first.who().await, id);
        second.sign_in_as(&setup.other, "/login/other", "alice2").await;
        assert_eq!(first.get("/end-all").await.body, "2");
        assert_eq!((first.who().await.as_str(), second.who().await.as_str()), ("nobody", "nobody"));
        assert_ne!(bob.who().await, "nobody");
    }
}
