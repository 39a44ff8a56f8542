//! RF3 as a model: random walks of giving and taking away, and after each step every token is compared with what the model
//! says.

use std::sync::Arc;

use serde_json::Value;
use valetkey_authorization_server::record::RoleOwner;
use valetkey_server::testing::{Browser, TestServer};
use valetkey_storage::{Storage, memory::MemoryStorage};

use crate::{groups::Administrator, sqlite_file::SqliteFile, walk::*};

const USERS: [&str; 2] = ["alice", "bob"];
const CLIENTS: [&str; 2] = ["notes", "calendar"];
const GROUPS: [&str; 2] = ["crew", "staff"];

/// What one sign-in gave, and what should be left of it.
struct Given<'a> {
    browser: Browser<'a>,
    user: usize,
    client: usize,
    offline: bool,
    access: Vec<(String, bool)>,
    refresh: String,
    id_token: String,
    alive: bool,
}

/// One walk.
struct Walk<'a> {
    server: &'a TestServer,
    chance: u64,
    given: Vec<Given<'a>>,
    user_enabled: [bool; 2],
    client_enabled: [bool; 2],
    roles: Roles,
    steps: Vec<String>,
}

/// Who is in which group and has which role: `crew` lies below `staff` or not, and both may have the role editor; admin is
/// granted directly.
#[derive(Default)]
struct Roles {
    member_of: [[bool; 2]; 2],
    is_below: bool,
    group_edits: [bool; 2],
    is_admin: [bool; 2],
}

impl Roles {
    fn of(&self, user: usize) -> (Value, Value) {
        let [crew, staff] = self.member_of[user];
        let staff = staff || crew && self.is_below;
        let edits = crew && self.group_edits[0] || staff && self.group_edits[1];
        let names = |all: [(&str, bool); 2]| -> Value {
            all.into_iter().filter(|(_, has)| *has).map(|(name, _)| name).collect()
        };
        (
            names([("admin", self.is_admin[user]), ("editor", edits)]),
            names([("crew", crew), ("staff", staff)]),
        )
    }
}

impl<'a> Walk<'a> {
    /// A number below `limit`, the same in every run of the same seed.
    fn draw(&mut self, limit: usize) -> usize {
        self.chance =
            self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.chance >> 33) % limit as u64).unwrap()
    }

    async fn step(&mut self) {
        let kind = self.draw(14);
        let chosen = self.draw(self.given.len().max(1));
        match kind {
            0..=3 => self.give().await,
            4 | 5 => self.refresh(chosen).await,
            6 => self.revoke(chosen).await,
            7 => self.sign_out_or_withdraw(chosen).await,
            8 => {
                let user = self.draw(2);
                self.steps.push(format!("disable the user {}", USERS[user]));
                disable_user(self.server, USERS[user]).await;
                self.user_enabled[user] = false;
            }
            10..=13 => self.change_roles(kind).await,
            _ => {
                let client = self.draw(2);
                self.steps.push(format!("disable the client {}", CLIENTS[client]));
                disable_client(self.server, CLIENTS[client]).await;
                self.client_enabled[client] = false;
            }
        }
    }

    async fn change_roles(&mut self, kind: usize) {
        let (user, group, administrator) = (self.draw(2), self.draw(2), Administrator(self.server));
        let (name, of) = (USERS[user], GROUPS[group]);
        match kind {
            10 | 11 => {
                let is = &mut self.roles.member_of[user][group];
                *is = !*is;
                self.steps.push(format!("{name} is a member of {of}: {is}"));
                administrator.set_member(of, name, *is).await;
            }
            12 if user == 0 => {
                let is = &mut self.roles.is_below;
                *is = !*is;
                self.steps.push(format!("crew lies below staff: {is}"));
                administrator.move_group("crew", is.then_some("staff")).await;
            }
            12 => {
                let is = &mut self.roles.is_admin[group];
                *is = !*is;
                self.steps.push(format!("{} is admin: {is}", USERS[group]));
                administrator.set_role_of_user("admin", USERS[group], *is).await;
            }
            _ => {
                let is = &mut self.roles.group_edits[group];
                *is = !*is;
                self.steps.push(format!("{of} has the role editor: {is}"));
                administrator.set_role_of_group("editor", of, *is).await;
            }
        }
    }

    async fn give(&mut self) {
        let (user, client, offline) = (self.draw(2), self.draw(2), self.draw(2) == 0);
        if !self.user_enabled[user] || !self.client_enabled[client] {
            return;
        }
        self.steps.push(format!("sign {} in to {}, offline {offline}", USERS[user], CLIENTS[client]));
        let mut browser = self.server.browser();
        let scope = format!("{} roles groups", if offline { SCOPE } else { "openid profile" });
        let tokens = tokens(self.server, &mut browser, CLIENTS[client], USERS[user], &scope).await;
        self.given.push(Given {
            browser,
            user,
            client,
            offline,
            access: vec![(text(&tokens, "access_token").to_owned(), true)],
            refresh: text(&tokens, "refresh_token").to_owned(),
            id_token: text(&tokens, "id_token").to_owned(),
            alive: true,
        });
    }

    fn is_alive(&self, given: &Given<'_>) -> bool {
        given.alive && self.user_enabled[given.user] && self.client_enabled[given.client]
    }

    async fn refresh(&mut self, chosen: usize) {
        let Some(given) = self.given.get(chosen) else { return };
        self.steps.push(format!("refresh {chosen}"));
        let answer = refresh(self.server, CLIENTS[given.client], &given.refresh).await;
        assert_eq!(answer.status == 200, self.is_alive(given), "{:?}: {}", self.steps, answer.show());
        if answer.status == 200 {
            let tokens: Value = answer.json();
            let held = held(&id_token_claims(text(&tokens, "id_token")));
            assert_eq!(held, self.roles.of(given.user), "ID token of {chosen} after {:#?}", self.steps);
            let given = &mut self.given[chosen];
            given.access.push((text(&tokens, "access_token").to_owned(), true));
            text(&tokens, "refresh_token").clone_into(&mut given.refresh);
        }
    }

    async fn revoke(&mut self, chosen: usize) {
        let access = self.draw(2) == 0;
        let Some(given) = self.given.get(chosen) else { return };
        let token = if access { &given.access[0].0 } else { &given.refresh };
        self.steps.push(format!(
            "revoke the {} of {chosen}",
            if access { "access token" } else { "refresh token" }
        ));
        let answer = post_as(self.server, CLIENTS[given.client], "/revoke", &[("token", token)]).await;
        if answer.status == 200 {
            let given = &mut self.given[chosen];
            match access {
                true => given.access[0].1 = false,
                false => given.alive = false,
            }
        }
    }

    async fn sign_out_or_withdraw(&mut self, chosen: usize) {
        let sign_out = self.draw(2) == 0;
        let Some(given) = self.given.get_mut(chosen) else { return };
        if !self.user_enabled[given.user] {
            return;
        }
        if sign_out {
            self.steps.push(format!("sign out of the session of {chosen}"));
            let query = valetkey_types::encode_form([("id_token_hint", given.id_token.as_str())]);
            given.browser.get(&format!("/logout?{query}")).await;
            given.alive &= given.offline;
            return;
        }
        let (user, client) = (given.user, given.client);
        let page = given.browser.get("/account/apps").await;
        let name = format!("The {}", CLIENTS[client]);
        let forms = page.forms();
        let form = forms.iter().find(|form| {
            form.action.ends_with("/account/apps")
                && form.fields.iter().any(|(_, value)| value == CLIENTS[client])
        });
        let Some(form) = form else { return };
        self.steps.push(format!("{} withdraws {name}", USERS[user]));
        let fields: Vec<_> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        given.browser.post_form("/account/apps", &fields).await;
        for given in self.given.iter_mut().filter(|given| given.user == user && given.client == client) {
            given.alive = false;
        }
    }

    /// Every token that was ever given is what the model says, at once.
    async fn compare(&self) {
        for (number, given) in self.given.iter().enumerate() {
            let alive = self.is_alive(given);
            for (token, good) in &given.access {
                let expected = if alive && *good { 200 } else { 401 };
                let answer = userinfo(self.server, token).await;
                assert_eq!(answer.status, expected, "access token of {number} after {:#?}", self.steps);
                if expected == 200 {
                    let held = held(&answer.json());
                    assert_eq!(
                        held,
                        self.roles.of(given.user),
                        "userinfo of {number} after {:#?}",
                        self.steps
                    );
                }
            }
            let active = is_active(self.server, CLIENTS[given.client], &given.refresh).await;
            assert_eq!(active, alive, "refresh token of {number} after {:#?}", self.steps);
        }
    }
}

/// Roles and groups of an answer or of claims.
fn held(value: &Value) -> (Value, Value) {
    (value["roles"].clone(), value["groups"].clone())
}

fn id_token_claims(token: &str) -> Value {
    let claims = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&valetkey_jose::digest::base64url_decode(claims).unwrap()).unwrap()
}

async fn walk(storage: Arc<dyn Storage>, seed: u64) -> usize {
    let server = populated(TestServer::builder().storage(storage).build().await).await;
    let administrator = Administrator(&server);
    for name in GROUPS {
        administrator.add_group(name, None).await;
    }
    for name in ["admin", "editor"] {
        administrator.add_role(name, RoleOwner::Tenant).await;
    }
    let mut walk = Walk {
        server: &server,
        chance: seed,
        given: Vec::new(),
        user_enabled: [true; 2],
        client_enabled: [true; 2],
        roles: Roles::default(),
        steps: Vec::new(),
    };
    for _ in 0..30 {
        walk.step().await;
        walk.compare().await;
    }
    walk.given.iter().filter(|given| !walk.is_alive(given)).count()
}

#[tokio::test]
async fn rf3_what_was_taken_away_is_gone_at_once_and_nothing_else_is() {
    let mut ended = 0;
    for seed in 0..12 {
        ended += walk(Arc::new(MemoryStorage::new()), seed).await;
    }
    for seed in 100..104 {
        let file = SqliteFile::new();
        ended += walk(file.open(), seed).await;
    }
    assert!(ended > 20, "only {ended} grants ended: the walks took too little away");
}
