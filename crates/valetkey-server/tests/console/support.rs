//! Servers, administrators and the walk through the sign-in.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::{
    group::{self, NewGroup},
    permission::Permissions,
    role::{self, Holder, NewRole, RoleSettings},
};
use valetkey_authorization_server::{
    event::{Actor, EventKind, Occasion},
    record::{Event, RoleOwner},
    second_factor::totp,
};
use valetkey_server::{
    Environment as _,
    configuration::{AccountSettings, ConsoleStrength},
    testing::{Answer, Browser, TestServer},
};
use valetkey_storage::{Listing, directory, record::EVENT};
use valetkey_types::Seconds;

pub(crate) const PASSWORD: &str = "correct horse battery";

/// A server whose console asks for two factors, with `alice`, who has no role.
pub(crate) async fn strict_server() -> TestServer {
    let server = TestServer::new().await;
    server.add_user("alice", PASSWORD).await;
    server
}

/// A server whose console asks for one factor, with `alice` and the administrator `root`.
pub(crate) async fn server() -> TestServer {
    let accounts = AccountSettings { console: ConsoleStrength::OneFactor, ..AccountSettings::default() };
    let server = TestServer::builder().accounts(accounts).build().await;
    server.add_user("alice", PASSWORD).await;
    add_administrator(&server, "root", Permissions::all()).await;
    server
}

/// Decides as the command line.
pub(crate) fn decide<T>(server: &TestServer, operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
    operation(&Occasion {
        tenant: &server.server.tenant,
        actor: &Actor::CommandLine { account: None },
        now: server.environment.now(),
        network_address: None,
        reference: None,
        events_kept_for: Seconds::days(365),
        fresh_id: &|| server.environment.identifier(),
    })
}

/// Adds a user with a role that gives these permissions.
pub(crate) async fn add_administrator(server: &TestServer, username: &str, permissions: Permissions) -> User {
    add_administrator_with(server, username, RoleSettings { permissions, ..RoleSettings::default() }).await
}

/// Adds a user with a role of these settings.
pub(crate) async fn add_administrator_with(
    server: &TestServer,
    username: &str,
    settings: RoleSettings,
) -> User {
    let user = server.add_user(username, PASSWORD).await;
    let id = add_role(server, &format!("{username}-role"), settings).await;
    let before = user_called(server, &user.username).await.unwrap();
    server.replace_user(&before, User { granted_roles: vec![id], ..before.clone() }).await;
    user_called(server, username).await.unwrap()
}

pub(crate) async fn user_called(server: &TestServer, username: &str) -> Option<User> {
    server.storage.user_by_sign_in_name(&server.server.tenant, username).await.unwrap()
}

/// Opens a page and signs in; the answer is what follows the sign-in page.
pub(crate) async fn sign_in(browser: &mut Browser<'_>, address: &str, username: &str) -> Answer {
    let page = browser.open(address).await;
    prove_password(browser, &page, username).await
}

/// Types the password on a sign-in page.
pub(crate) async fn prove_password(browser: &mut Browser<'_>, page: &Answer, username: &str) -> Answer {
    let form = page.form_with_button("sign-in").with("username", username).with("password", PASSWORD);
    browser.submit_and_follow(&form, "sign-in").await
}

/// The names of the stored events, without those of the signing keys that a server makes at its start.
pub(crate) async fn kinds(server: &TestServer) -> Vec<String> {
    let listing = Listing::of_tenant(&EVENT, &server.server.tenant, 1_000);
    let page = directory::page::<Event>(&*server.storage, &listing).await.unwrap();
    let kinds = page.records.iter().map(|event| event.kind.to_string());
    kinds.filter(|kind| !kind.starts_with("signing_key.") && kind != "issuer.changed").collect()
}

/// Presses the button of a page of the console, and follows to the page that says what was done.
pub(crate) async fn confirm(browser: &mut Browser<'_>, path: &str) -> Answer {
    let page = browser.open(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.show());
    browser.submit_and_follow(&page.form_with_button("confirm"), "confirm").await
}

/// Reads the text of an element `code` of a page.
pub(crate) fn code(page: &Answer, id: &str) -> String {
    let (_, rest) = page.text().split_once(&format!("<code id=\"{id}\">")).unwrap_or_else(|| {
        panic!("no {id}: {}", page.show());
    });
    rest.split_once('<').unwrap().0.to_owned()
}

/// Registers an application. Returns the page that follows.
pub(crate) async fn register(
    browser: &mut Browser<'_>,
    name: &str,
    kind: &str,
    redirect_uris: &str,
) -> Answer {
    let page = browser.open("/admin/new-application").await;
    let mut form = page.form_with_button("save");
    form.fields.retain(|(field, _)| field == "form_state");
    let form = form.with("name", name).with("kind", kind).with("redirect_uris", redirect_uris);
    browser.submit_and_follow(&form, "save").await
}

/// The authenticator app of a user.
pub(crate) struct App(Vec<u8>);

impl App {
    /// Reads the key of a page.
    pub(crate) fn of(page: &Answer) -> Self {
        let (_, rest) =
            page.text().split_once("<code id=\"key\">").unwrap_or_else(|| panic!("no key: {}", page.show()));
        let key = rest.split_once('<').unwrap().0.replace(' ', "");
        let (mut bits, mut length, mut bytes) = (0_u32, 0, Vec::new());
        for letter in key.bytes() {
            let known = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
            let value = known.iter().position(|known| *known == letter).unwrap();
            bits = bits << 5 | u32::try_from(value).unwrap();
            length += 5;
            if length >= 8 {
                length -= 8;
                bytes.push(u8::try_from(bits >> length & 0xff).unwrap());
            }
        }
        Self(bytes)
    }

    /// The code that it shows now.
    pub(crate) fn code(&self, server: &TestServer) -> String {
        totp::code(&self.0, totp::step_at(server.environment.now()))
    }
}

/// Takes the first code of a new authenticator on the page that asks for one, and goes on past the recovery codes.
pub(crate) async fn add_app(server: &TestServer, browser: &mut Browser<'_>, page: &Answer) -> (App, Answer) {
    let app = App::of(page);
    let form = page.form_with_button("confirm").with("code", &app.code(server));
    let codes = browser.submit_and_follow(&form, "confirm").await;
    let (_, rest) = codes.text().split_once("id=\"continue\" href=\"").unwrap_or_else(|| {
        panic!("no way on: {}", codes.show());
    });
    let next = rest.split_once('"').unwrap().0.replace("&#38;", "&");
    // The next code is another one.
    server.advance(30);
    (app, browser.open(&next).await)
}

/// Adds a group with roles.
pub(crate) async fn add_group(server: &TestServer, name: &str, parent: Option<Uuid>, roles: &[Uuid]) -> Uuid {
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    let (id, new) =
        (server.environment.identifier(), NewGroup { name: name.to_owned(), parent, description: None });
    let added = decide(server, |occasion| group::add(id, new, &map, occasion)).unwrap();
    server.apply(added.changes).await;
    for role in roles {
        let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
        let (role, group) = (map.role(*role).unwrap(), map.group(id).unwrap());
        let granted = decide(server, |occasion| role::grant(role, Holder::Group(group), &map, occasion));
        server.apply(granted.unwrap()).await;
    }
    id
}

/// Adds a role of the tenant.
pub(crate) async fn add_role(server: &TestServer, name: &str, settings: RoleSettings) -> Uuid {
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    let (id, new) =
        (server.environment.identifier(), NewRole { settings, ..NewRole::new(name, RoleOwner::Tenant) });
    let added = decide(server, |occasion| role::add(id, new, &map, occasion)).unwrap();
    server.apply(added.changes).await;
    id
}

/// Makes a user a member of groups.
pub(crate) async fn join(server: &TestServer, username: &str, groups: &[Uuid]) {
    let before = user_called(server, username).await.unwrap();
    server.replace_user(&before, User { groups: groups.to_vec(), ..before.clone() }).await;
}

/// The stored events of a kind.
pub(crate) async fn events_of(server: &TestServer, kind: &EventKind) -> Vec<Event> {
    let listing = Listing::of_tenant(&EVENT, &server.server.tenant, 1_000);
    let page = directory::page::<Event>(&*server.storage, &listing).await.unwrap();
    page.records.into_iter().filter(|event| event.kind == *kind).collect()
}

/// Whether a page has these words.
pub(crate) fn says(page: &Answer, words: &str) -> bool {
    page.status == 200 && page.text().contains(words)
}

/// The page that a link of a page leads to.
pub(crate) fn link(page: &Answer, id: &str) -> String {
    let (_, rest) = page.text().split_once(&format!("id=\"{id}\" href=\"")).unwrap_or_else(|| {
        panic!("no {id}: {}", page.show());
    });
    rest.split_once('"').unwrap().0.replace("&#38;", "&")
}
