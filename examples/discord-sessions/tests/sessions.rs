//! Sessions, users and permissions through real sockets and a real file, with a simulated Discord and GitHub.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use std::path::PathBuf;
use std::process::{Command, Output};

use example_test_support::{Page, Visitor, free_port, serve};
use serde_json::Value;
use valetkey_axum::SqliteStore;
use valetkey_provider_simulator::{ProviderSimulator, Running};

const COOKIE: &str = "valetkey_session";

struct Setup {
    application: String,
    database: PathBuf,
    imitation: Running,
}

impl Setup {
    async fn start() -> Self {
        let imitation = ProviderSimulator::of(&["discord", "github"]).unwrap().start().await.unwrap();
        let client =
            |name| imitation.provider(name).unwrap().client("notes").client_secret("s3cret".to_owned());
        let (port, address) = free_port().await;
        let database = std::env::temp_dir().join(format!(
            "discord-sessions-{}-{}.db",
            std::process::id(),
            address.port()
        ));
        let (application, store) = (format!("http://{address}"), SqliteStore::open(&database).unwrap());
        let router =
            example_discord_sessions::router(client("discord"), client("github"), &application, &store);
        serve(port, router.unwrap());
        Self { application, database, imitation }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.application)
    }

    /// Returns the browser of a user who has signed in with this provider.
    async fn visitor(&self, provider: &str, user: &str) -> Visitor {
        let mut visitor = Visitor::new();
        let consent = visitor.open(&self.at(&format!("/login/{provider}"))).await;
        let home = visitor.press(&consent, "allow", &[("person", user)]).await;
        assert_eq!((home.status(), home.url.as_str()), (200, self.at("/").as_str()), "{}", home.text());
        visitor
    }

    async fn me(&self, visitor: &mut Visitor) -> Value {
        visitor.ask(&self.at("/users/me")).await.response.json().unwrap()
    }

    /// Runs the program with the same file.
    async fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_example-discord-sessions"));
        command.arg("--database").arg(&self.database).args(words);
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }
}

impl Drop for Setup {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.database.display()));
        }
    }
}

fn refused(page: &Page) -> (u16, bool, bool) {
    (page.status(), page.shows("Not logged in"), page.shows("Insufficient permissions"))
}

#[tokio::test]
async fn the_privileged_page_is_for_signed_in_users() {
    let setup = Setup::start().await;
    let mut nobody = Visitor::new();
    for path in ["/privileged", "/users/me", "/admin"] {
        assert_eq!(refused(&nobody.ask(&setup.at(path)).await), (401, true, false), "{path}");
    }
    let sent = nobody.look(&setup.at("/privileged")).await;
    assert_eq!(sent.response.header("location"), Some("/login?return_to=%2Fprivileged"));
    let mut ada = setup.visitor("discord", "ada").await;
    let greeted = ada.open(&setup.at("/privileged")).await;
    assert_eq!(greeted.status(), 200);
    assert!(greeted.shows("Hello <strong>Ada Example</strong>"), "{}", greeted.text());
    let me = setup.me(&mut ada).await;
    assert_eq!(
        (me["provider"].as_str(), me["issuer"].as_str()),
        (Some("discord"), Some("urn:valetkey:discord"))
    );
    assert!(me["id"].as_str().is_some_and(|id| id.len() == 36), "{me}");
    assert_eq!(setup.imitation.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn the_login_page_lists_both_providers_and_returns_to_the_page() {
    let setup = Setup::start().await;
    let mut grace = Visitor::new();
    let list = grace.open(&setup.at("/privileged")).await;
    assert!(list.shows("Sign in with Discord") && list.shows("Sign in with GitHub"), "{}", list.text());
    let link =
        list.text().split("href=\"").find(|text| text.starts_with("/login/github")).unwrap().to_owned();
    let link = link.split('"').next().unwrap();
    let consent = grace.open(&setup.at(link)).await;
    let landed = grace.press(&consent, "allow", &[("person", "grace")]).await;
    assert_eq!(landed.url, setup.at("/privileged"));
    assert!(landed.shows("Grace"), "{}", landed.text());
    let mut ada = setup.visitor("discord", "ada").await;
    let (grace, ada) = (setup.me(&mut grace).await, setup.me(&mut ada).await);
    assert_eq!(grace["provider"], "github");
    assert_ne!(grace["id"], ada["id"], "two users");
}

#[tokio::test]
async fn a_second_login_finds_the_same_user() {
    let setup = Setup::start().await;
    let first = setup.me(&mut setup.visitor("discord", "ada").await).await;
    let second = setup.me(&mut setup.visitor("discord", "ada").await).await;
    assert_eq!(first["id"], second["id"]);
    let elsewhere = setup.me(&mut setup.visitor("github", "ada").await).await;
    assert_ne!(first["id"], elsewhere["id"], "the same name at another provider is another user");
}

#[tokio::test]
async fn a_changed_cookie_is_no_session() {
    let setup = Setup::start().await;
    let mut ada = setup.visitor("discord", "ada").await;
    let cookie = ada.cookie(&setup.application, COOKIE).unwrap().to_owned();
    for place in [0, cookie.len() / 2, cookie.len() - 2] {
        let other = if &cookie[place..=place] == "A" { "B" } else { "A" };
        let changed = format!("{}{other}{}", &cookie[..place], &cookie[place + 1..]);
        ada.set_cookie(&setup.application, COOKIE, &changed);
        assert_eq!(refused(&ada.ask(&setup.at("/privileged")).await), (401, true, false), "byte {place}");
    }
    ada.set_cookie(&setup.application, COOKIE, &cookie);
    assert_eq!(ada.ask(&setup.at("/privileged")).await.status(), 200, "the unchanged cookie is still valid");
}

#[tokio::test]
async fn only_users_with_the_permission_open_the_admin_page() {
    let setup = Setup::start().await;
    let (mut ada, mut grace) =
        (setup.visitor("discord", "ada").await, setup.visitor("discord", "grace").await);
    let id = setup.me(&mut ada).await["id"].as_str().unwrap().to_owned();
    assert_eq!(refused(&Visitor::new().ask(&setup.at("/admin")).await), (401, true, false));
    assert_eq!(refused(&ada.ask(&setup.at("/admin")).await), (403, false, true));
    assert!(setup.run(&["grant", &id, "admin"]).await.status.success());
    let opened = ada.open(&setup.at("/admin")).await;
    assert!(opened.status() == 200 && opened.shows("Ada Example may do everything"), "{}", opened.text());
    assert_eq!(refused(&grace.ask(&setup.at("/admin")).await), (403, false, true), "other users may not");
    assert_eq!(setup.me(&mut ada).await["permissions"], serde_json::json!(["admin"]));
    assert!(setup.run(&["revoke", &id, "admin"]).await.status.success());
    assert_eq!(
        refused(&ada.ask(&setup.at("/admin")).await),
        (403, false, true),
        "a revoked permission is gone immediately"
    );
}

#[tokio::test]
async fn a_permission_for_an_unknown_user_is_an_error() {
    let setup = Setup::start().await;
    let nobody = setup.run(&["grant", "019aabcd-0000-7000-8000-000000000000", "admin"]).await;
    assert!(!nobody.status.success());
    assert!(String::from_utf8(nobody.stderr).unwrap().contains("expected the id of a user"));
    assert!(!setup.run(&["grant", "ada", "admin"]).await.status.success(), "no id");
}

#[tokio::test]
async fn after_sign_out_the_old_cookie_is_refused() {
    let setup = Setup::start().await;
    let mut ada = setup.visitor("github", "ada").await;
    let cookie = ada.cookie(&setup.application, COOKIE).unwrap().to_owned();
    let home = ada.open(&setup.application).await;
    let after = ada.press(&home, "sign-out", &[]).await;
    assert!(after.shows("Nobody is signed in"), "{}: {}", after.url, after.text());
    ada.set_cookie(&setup.application, COOKIE, &cookie);
    assert_eq!(ada.ask(&setup.at("/privileged")).await.status(), 401, "the old cookie is refused");
}
