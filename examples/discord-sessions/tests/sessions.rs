//! Sessions, people and permissions through real sockets and a real file, with Discord and GitHub imitated.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use std::path::PathBuf;
use std::process::{Command, Output};

use example_test_support::{Page, Visitor, free_port, serve};
use serde_json::Value;
use valetkey_axum::SqliteStore;
use valetkey_provider_simulator::{ProviderSimulator, Running};

const COOKIE: &str = "valetkey_session";

struct House {
    application: String,
    database: PathBuf,
    imitation: Running,
}

impl House {
    async fn open() -> Self {
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

    /// Somebody who has signed in with this provider.
    async fn visitor(&self, provider: &str, person: &str) -> Visitor {
        let mut visitor = Visitor::new();
        let consent = visitor.open(&self.at(&format!("/login/{provider}"))).await;
        let home = visitor.press(&consent, "allow", &[("person", person)]).await;
        assert_eq!((home.status(), home.url.as_str()), (200, self.at("/").as_str()), "{}", home.text());
        visitor
    }

    async fn me(&self, visitor: &mut Visitor) -> Value {
        visitor.ask(&self.at("/users/me")).await.response.json().unwrap()
    }

    /// Runs the program on the same file, as somebody at the terminal would.
    async fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_example-discord-sessions"));
        command.arg("--database").arg(&self.database).args(words);
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }
}

impl Drop for House {
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
async fn privileged_is_for_people_who_are_signed_in() {
    let house = House::open().await;
    let mut nobody = Visitor::new();
    for path in ["/privileged", "/users/me", "/admin"] {
        assert_eq!(refused(&nobody.ask(&house.at(path)).await), (401, true, false), "{path}");
    }
    let sent = nobody.look(&house.at("/privileged")).await;
    assert_eq!(sent.response.header("location"), Some("/login?return_to=%2Fprivileged"));
    let mut ada = house.visitor("discord", "ada").await;
    let greeted = ada.open(&house.at("/privileged")).await;
    assert_eq!(greeted.status(), 200);
    assert!(greeted.shows("Hello <strong>Ada Example</strong>"), "{}", greeted.text());
    let me = house.me(&mut ada).await;
    assert_eq!(
        (me["provider"].as_str(), me["issuer"].as_str()),
        (Some("discord"), Some("urn:valetkey:discord"))
    );
    assert!(me["id"].as_str().is_some_and(|id| id.len() == 36), "{me}");
    assert_eq!(house.imitation.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn the_login_lists_both_providers_and_leads_back() {
    let house = House::open().await;
    let mut grace = Visitor::new();
    let list = grace.open(&house.at("/privileged")).await;
    assert!(list.shows("Sign in with Discord") && list.shows("Sign in with GitHub"), "{}", list.text());
    let link =
        list.text().split("href=\"").find(|text| text.starts_with("/login/github")).unwrap().to_owned();
    let link = link.split('"').next().unwrap();
    let consent = grace.open(&house.at(link)).await;
    let landed = grace.press(&consent, "allow", &[("person", "grace")]).await;
    assert_eq!(landed.url, house.at("/privileged"));
    assert!(landed.shows("Grace"), "{}", landed.text());
    let mut ada = house.visitor("discord", "ada").await;
    let (grace, ada) = (house.me(&mut grace).await, house.me(&mut ada).await);
    assert_eq!(grace["provider"], "github");
    assert_ne!(grace["id"], ada["id"], "two people");
}

#[tokio::test]
async fn whoever_comes_back_is_the_same_person() {
    let house = House::open().await;
    let first = house.me(&mut house.visitor("discord", "ada").await).await;
    let second = house.me(&mut house.visitor("discord", "ada").await).await;
    assert_eq!(first["id"], second["id"]);
    let elsewhere = house.me(&mut house.visitor("github", "ada").await).await;
    assert_ne!(first["id"], elsewhere["id"], "the same name at another provider is somebody else");
}

#[tokio::test]
async fn a_changed_cookie_is_no_session() {
    let house = House::open().await;
    let mut ada = house.visitor("discord", "ada").await;
    let cookie = ada.cookie(&house.application, COOKIE).unwrap().to_owned();
    for place in [0, cookie.len() / 2, cookie.len() - 2] {
        let other = if &cookie[place..=place] == "A" { "B" } else { "A" };
        let changed = format!("{}{other}{}", &cookie[..place], &cookie[place + 1..]);
        ada.set_cookie(&house.application, COOKIE, &changed);
        assert_eq!(refused(&ada.ask(&house.at("/privileged")).await), (401, true, false), "byte {place}");
    }
    ada.set_cookie(&house.application, COOKIE, &cookie);
    assert_eq!(ada.ask(&house.at("/privileged")).await.status(), 200, "the cookie itself is still good");
}

#[tokio::test]
async fn admin_is_for_those_who_were_given_the_permission() {
    let house = House::open().await;
    let (mut ada, mut grace) =
        (house.visitor("discord", "ada").await, house.visitor("discord", "grace").await);
    let id = house.me(&mut ada).await["id"].as_str().unwrap().to_owned();
    assert_eq!(refused(&Visitor::new().ask(&house.at("/admin")).await), (401, true, false));
    assert_eq!(refused(&ada.ask(&house.at("/admin")).await), (403, false, true));
    assert!(house.run(&["grant", &id, "admin"]).await.status.success());
    let opened = ada.open(&house.at("/admin")).await;
    assert!(opened.status() == 200 && opened.shows("Ada Example may do everything"), "{}", opened.text());
    assert_eq!(refused(&grace.ask(&house.at("/admin")).await), (403, false, true), "nobody else may");
    assert_eq!(house.me(&mut ada).await["permissions"], serde_json::json!(["admin"]));
    assert!(house.run(&["revoke", &id, "admin"]).await.status.success());
    assert_eq!(
        refused(&ada.ask(&house.at("/admin")).await),
        (403, false, true),
        "what is taken is gone at once"
    );
}

#[tokio::test]
async fn a_permission_for_nobody_is_an_error() {
    let house = House::open().await;
    let nobody = house.run(&["grant", "019aabcd-0000-7000-8000-000000000000", "admin"]).await;
    assert!(!nobody.status.success());
    assert!(String::from_utf8(nobody.stderr).unwrap().contains("expected the id of a person"));
    assert!(!house.run(&["grant", "ada", "admin"]).await.status.success(), "no id");
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    let house = House::open().await;
    let mut ada = house.visitor("github", "ada").await;
    let cookie = ada.cookie(&house.application, COOKIE).unwrap().to_owned();
    let home = ada.open(&house.application).await;
    let after = ada.press(&home, "sign-out", &[]).await;
    assert!(after.shows("Nobody is signed in"), "{}: {}", after.url, after.text());
    ada.set_cookie(&house.application, COOKIE, &cookie);
    assert_eq!(ada.ask(&house.at("/privileged")).await.status(), 401, "the old cookie is worth nothing");
}
