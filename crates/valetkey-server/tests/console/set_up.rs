//! The link to make the account of the first administrator.

use valetkey_accounts::User;
use valetkey_administration::{permission::Authority, permission::Permissions, set_up::link_made};
use valetkey_authorization_server::{Change, record::TenantRecord};
use valetkey_server::{
    EncryptionKey, Environment as _,
    mail::{self, HandedLink},
    set_up::{has_administrator, store_link},
    testing::{Answer, Browser, Form, TestServer},
};
use valetkey_storage::{Listing, directory, record::MAIL_CHALLENGE};
use valetkey_types::{Issuer, TenantId, UserId};

use crate::support::*;

const NEW_PASSWORD: &str = "a good long password";
const SESSION: &str = "__Host-valetkey_session";

async fn tenant(server: &TestServer) -> TenantRecord {
    server.storage.tenant(&server.server.tenant).await.unwrap().unwrap()
}

/// Makes and stores a link. Returns its path and query.
async fn link(server: &TestServer, tenant: &TenantRecord, recovers: bool) -> String {
    let HandedLink { uri, changes, expires_at } =
        mail::set_up_link(&EncryptionKey::new([7; 32]), tenant, recovers, &*server.environment).unwrap();
    let event = decide(server, link_made);
    let link = HandedLink { uri: uri.clone(), changes, expires_at };
    store_link(&*server.storage, &server.server.tenant, &link, event).await.unwrap();
    uri.strip_prefix(tenant.issuer.as_str()).unwrap().to_owned()
}

async fn fresh_link(server: &TestServer) -> String {
    link(server, &tenant(server).await, false).await
}

fn filled(page: &Answer) -> Form {
    let form = page.form_with_button("save").with("username", "ada").with("email", "ada@example.org");
    form.with("name", "Ada Lovelace").with("new_password", NEW_PASSWORD)
}

async fn is_administrator(server: &TestServer, username: &str) -> bool {
    let Some(user) = user_called(server, username).await else { return false };
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    *Authority::of_user(&user, &map).permissions() == Permissions::all()
}

fn is_gone(answer: &Answer) -> bool {
    answer.status == 410 && answer.text().contains("This link no longer works")
}

/// Posts the fields of a form to the page of a link, as from a tab that stays open.
async fn post(browser: &mut Browser<'_>, form: &Form) -> Answer {
    browser.submit(form, "save").await
}

#[tokio::test]
async fn al6_the_link_makes_an_administrator_who_adds_a_second_factor_before_anything_opens() {
    let server = strict_server().await;
    assert!(!has_administrator(&*server.storage, &server.server.tenant).await.unwrap());
    let mut browser = server.browser();
    let page = browser.get(&fresh_link(&server).await).await;
    assert_eq!(page.status, 200, "{}", page.show());
    let second = browser.submit_and_follow(&filled(&page), "save").await;
    assert!(is_administrator(&server, "ada").await);
    assert!(has_administrator(&*server.storage, &server.server.tenant).await.unwrap());
    assert!(!browser.cookies().contains_key(SESSION), "one factor opens nothing");
    assert!(browser.open("/admin").await.text().contains("id=\"sign-in\""));
    let (_, overview) = add_app(&server, &mut browser, &second).await;
    assert!(overview.text().contains("The administrator is set up"), "{}", overview.show());
    assert!(browser.cookies().contains_key(SESSION));
    assert_eq!(browser.get("/admin").await.status, 200);
    let kinds = kinds(&server).await;
    for kind in ["tenant.set_up_link_made", "role.added", "user.added", "role.granted"] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}: {kinds:?}");
    }
    let ada = user_called(&server, "ada").await.unwrap();
    assert!(!ada.email_verified, "nobody has proved the address");
}

#[tokio::test]
async fn al6_a_second_use_in_another_tab_or_browser_changes_nothing() {
    let server = strict_server().await;
    let address = fresh_link(&server).await;
    let (mut browser, mut other) = (server.browser(), server.browser());
    let first = browser.get(&address).await;
    let tab = other.get(&address).await;
    browser.submit(&filled(&first), "save").await;
    let before = kinds(&server).await.len();
    let late = post(&mut other, &filled(&tab).with("username", "eve").with("email", "eve@example.org")).await;
    assert!(is_gone(&late), "{}", late.show());
    assert!(is_gone(&other.get(&address).await) && is_gone(&browser.get(&address).await));
    assert!(user_called(&server, "eve").await.is_none());
    assert_eq!(kinds(&server).await.len(), before);
    assert!(!other.cookies().contains_key(SESSION));
}

#[tokio::test]
async fn of_two_uses_of_a_link_at_the_same_moment_one_counts() {
    // The role exists, so only the link decides.
    let server = server().await;
    let address = link(&server, &tenant(&server).await, true).await;
    let (mut one, mut other) = (server.browser(), server.browser());
    let ada = filled(&one.get(&address).await);
    let eve = filled(&other.get(&address).await).with("username", "eve").with("email", "eve@example.org");
    tokio::join!(one.submit(&ada, "save"), other.submit(&eve, "save"));
    let made = [is_administrator(&server, "ada").await, is_administrator(&server, "eve").await];
    assert_eq!(made.iter().filter(|is_made| **is_made).count(), 1, "{made:?}");
    assert!(is_gone(&one.get(&address).await));
}

#[tokio::test]
async fn al6_a_guess_an_old_link_and_one_of_another_issuer_open_nothing() {
    let server = strict_server().await;
    let mut browser = server.browser();
    let replaced = fresh_link(&server).await;
    let page = browser.get(&replaced).await;
    let live = fresh_link(&server).await;
    assert!(is_gone(&browser.get(&replaced).await), "a new link ends the one before");
    assert!(is_gone(&post(&mut browser, &filled(&page)).await));
    let (start, end) = live.split_at(live.len() - 1);
    let guessed = format!("{start}{}", if end == "A" { "B" } else { "A" });
    for wrong in ["/admin/set-up", "/admin/set-up?token=", "/admin/set-up?token=x", guessed.as_str()] {
        assert!(is_gone(&browser.get(wrong).await), "{wrong}");
    }
    // A link for another purpose.
    let alice = user_called(&server, "alice").await.unwrap();
    let key = EncryptionKey::new([7; 32]);
    let reset = mail::reset_link(&key, &tenant(&server).await, &alice, &*server.environment).unwrap();
    server.apply(reset.changes).await;
    let token = reset.uri.split_once("?token=").unwrap().1.to_owned();
    assert!(is_gone(&browser.get(&format!("/admin/set-up?token={token}")).await));
    let as_reset = live.replace("/admin/set-up", "/reset");
    assert_eq!(browser.get(&as_reset).await.status, 410, "and this one is for nothing else");
    server.advance(24 * 60 * 60);
    assert!(is_gone(&browser.get(&live).await), "it ends after a day");
    let issuer = Issuer::parse("https://other.example").unwrap();
    let foreign = link(&server, &TenantRecord { issuer, ..tenant(&server).await }, false).await;
    assert!(is_gone(&browser.get(&foreign).await), "it is for one issuer");
    assert!(!has_administrator(&*server.storage, &server.server.tenant).await.unwrap());
}

#[tokio::test]
async fn al6_with_an_administrator_only_a_link_of_the_command_line_counts() {
    let server = server().await;
    let mut browser = server.browser();
    assert!(is_gone(&browser.get(&fresh_link(&server).await).await));
    let recovering = link(&server, &tenant(&server).await, true).await;
    let page = browser.get(&recovering).await;
    let overview = browser.submit_and_follow(&filled(&page), "save").await;
    assert!(overview.text().contains("The administrator is set up"), "{}", overview.show());
    assert!(is_administrator(&server, "ada").await);
    let roles = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    assert_eq!(roles.roles().len(), 1, "the role that permits everything is used again");
}

#[tokio::test]
async fn a_wrong_value_is_said_and_the_link_still_counts() {
    let server = strict_server().await;
    let mut browser = server.browser();
    let address = fresh_link(&server).await;
    let page = browser.get(&address).await;
    for (field, value, says) in [
        ("username", " ", "Fill in every field"),
        ("username", "a b", "This username has characters"),
        ("email", "ada", "This is not a mail address"),
        ("username", "alice", "Somebody has this username"),
        ("new_password", "short", "at least"),
        ("new_password", "ada@example.org", "password"),
    ] {
        let answer = post(&mut browser, &filled(&page).with(field, value)).await;
        assert!(answer.status == 200 && answer.text().contains(says), "{field}={value}: {}", answer.show());
        assert!(answer.text().contains("<title>Error: "), "{field}={value}");
        assert!(!answer.text().contains(NEW_PASSWORD));
    }
    assert!(user_called(&server, "ada").await.is_none());
    let elsewhere = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let fields: Vec<(String, String)> = filled(&page).fields;
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    let foreign = browser.post_form_with("/admin/set-up", &fields, &elsewhere).await;
    assert_eq!(foreign.status, 400, "{}", foreign.show());
    post(&mut browser, &filled(&page)).await;
    assert!(is_administrator(&server, "ada").await);
}

#[tokio::test]
async fn a_role_called_administrator_that_gives_nothing_gets_no_permissions() {
    let server = strict_server().await;
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    let new = valetkey_administration::role::NewRole::new(
        "Administrator",
        valetkey_authorization_server::record::RoleOwner::Tenant,
    );
    let id = valetkey_server::Environment::identifier(&*server.environment);
    let added =
        decide(&server, |occasion| valetkey_administration::role::add(id, new, &map, occasion)).unwrap();
    server.apply(added.changes).await;
    let alice = user_called(&server, "alice").await.unwrap();
    let holder = valetkey_accounts::User { granted_roles: vec![id], ..alice.clone() };
    server.replace_user(&alice, holder).await;
    let mut browser = server.browser();
    let page = browser.get(&fresh_link(&server).await).await;
    post(&mut browser, &filled(&page)).await;
    assert!(is_administrator(&server, "ada").await);
    assert!(!is_administrator(&server, "alice").await, "its holders would become administrators");
}

#[tokio::test]
async fn al6_a_used_link_leaves_the_link_of_another_tenant() {
    let server = strict_server().await;
    let (id, issuer) = (TenantId::new("acme"), Issuer::parse("https://acme.example").unwrap());
    let acme = TenantRecord::new(id.clone(), issuer, server.environment.now());
    let link = mail::set_up_link(&EncryptionKey::new([7; 32]), &acme, false, &*server.environment).unwrap();
    server.apply([vec![Change::AddTenant(acme)], link.changes].concat()).await;
    let links = async |tenant: &TenantId| {
        server.storage.rows(&Listing::of_tenant(&MAIL_CHALLENGE, tenant, 10)).await.unwrap().len()
    };
    let mut browser = server.browser();
    let page = browser.get(&fresh_link(&server).await).await;
    assert_eq!((links(&server.server.tenant).await, links(&id).await), (1, 1));
    browser.submit_and_follow(&filled(&page), "save").await;
    assert!(is_administrator(&server, "ada").await);
    assert_eq!((links(&server.server.tenant).await, links(&id).await), (0, 1));
}

#[tokio::test]
async fn al6_many_disabled_holders_of_a_role_hide_no_administrator() {
    let server = strict_server().await;
    let tenant = server.server.tenant.clone();
    let root = add_administrator(&server, "root", Permissions::all()).await;
    let user = |name: String| User::new(tenant.clone(), UserId::new(&name), &name, server.environment.now());
    let set = async |active: &[&str]| {
        for name in ["root", "zoe"] {
            let before = user_called(&server, name).await.unwrap();
            let after = User { disabled: !active.contains(&name), ..before.clone() };
            server.replace_user(&before, after).await;
        }
        has_administrator(&*server.storage, &tenant).await.unwrap()
    };
    // Holders are read by identifier: those with a come first.
    for number in 0..250 {
        let user = user(format!("a{number}"));
        let disabled = User { disabled: true, granted_roles: root.granted_roles.clone(), ..user };
        server.apply(vec![Change::AddUser(Box::new(disabled))]).await;
    }
    let zoe = User { granted_roles: root.granted_roles.clone(), ..user("zoe".to_owned()) };
    server.apply(vec![Change::AddUser(Box::new(zoe))]).await;
    assert!(set(&["zoe"]).await);
    assert!(set(&["root"]).await);
    assert!(!set(&[]).await);
}
