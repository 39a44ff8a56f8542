//! A server that can be killed, its database, and the credentials of its administrators.

use std::{
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::support::{
    browser::Browser,
    folder::Folder,
    http::{post_form, try_get_with},
    nodes::free_port,
    program::{Ended, Running, command, run, run_with_input},
    receiver::Receiver,
};

pub(super) const PASSWORD: &str = "correct horse battery";

/// The permissions of the administrators.
const PERMISSIONS: [&str; 6] =
    ["users:write", "groups:write", "roles:write", "clients:write", "scopes:write", "events:read"];

/// The webhooks: the last part of the address, and the first words of the kinds of their events.
pub(super) const WEBHOOKS: [(&str, &[&str]); 4] = [
    ("users", &["user"]),
    ("groups", &["group"]),
    ("roles", &["role"]),
    ("others", &["client", "scope", "files"]),
];

/// The installation.
pub(super) struct Installation {
    pub(super) folder: Folder,
    pub(super) issuer: String,
    /// The application that several doors rename.
    pub(super) notes: String,
    database: String,
    listen: String,
    /// The access token of a client with permissions.
    token: String,
    running: Mutex<Option<Running>>,
}

impl Installation {
    /// Starts a server with two administrators: the user `root` and a client; and with webhooks to the receiver.
    pub(super) fn start(database: &str, receiver: &Receiver) -> Self {
        let listen = format!("127.0.0.1:{}", free_port());
        let mut installation = Self {
            folder: Folder::new(),
            issuer: format!("http://{listen}"),
            notes: String::new(),
            database: database.to_owned(),
            listen,
            token: String::new(),
            running: Mutex::new(None),
        };
        let credentials = installation.set_up(receiver);
        installation.serve();
        installation.wait_until_ready();
        let api = installation.api("");
        let form = format!("grant_type=client_credentials&scope=admin&resource={api}&{credentials}");
        let answer = post_form(&format!("{}/token", installation.issuer), &form);
        assert_eq!(answer.status, 200, "{}", answer.body);
        installation.token = answer.json()["access_token"].as_str().expect("a token").to_owned();
        installation
    }

    /// Adds the records that the doors need. Returns the credentials of the client.
    fn set_up(&mut self, receiver: &Receiver) -> String {
        self.done(&["tenant", "edit", "--issuer", &self.issuer]);
        for (name, kinds) in WEBHOOKS {
            let url = receiver.url(name);
            let kinds: Vec<&str> = kinds.iter().flat_map(|kind| ["--kind", *kind]).collect();
            self.done(&[&["webhook", "add", name, "--url", &url], &kinds[..]].concat());
        }
        let add = ["user", "add", "--username", "root", "--email", "root@example.com", "--password-stdin"];
        let words = [&add[..], &["--database", &self.database]].concat();
        assert_eq!(run_with_input(&self.folder, &words, &format!("{PASSWORD}\n")).code, 0);
        let permissions: Vec<&str> = PERMISSIONS.iter().flat_map(|word| ["--permission", *word]).collect();
        self.done(&[&["role", "add", "administrator"], &permissions[..]].concat());
        let api = self.api("");
        let add = ["client", "add", "--name", "Robot", "--grant", "client_credentials", "--scope", "admin"];
        let robot = self.done(&[&add[..], &["--audience", &api]].concat());
        let text = |value: &Value, name: &str| value[name].as_str().expect("a text").to_owned();
        let (id, secret) = (text(&robot, "client_id"), text(&robot, "client_secret"));
        for holder in [["--user", "root"], ["--client", &id]] {
            self.done(&[&["role", "grant", "administrator"], &holder[..]].concat());
        }
        let add = ["client", "add", "--name", "Notes", "--redirect-uri", "https://notes.example/"];
        self.notes = text(&self.done(&add), "client_id");
        format!("client_id={id}&client_secret={secret}")
    }

    fn serve(&self) {
        let words =
            ["serve", "--issuer", &self.issuer, "--listen", &self.listen, "--database", &self.database];
        let mut serve = command(&self.folder, &[&words[..], &["--log", "error"]].concat());
        // The administrator of this test has no authenticator app.
        serve.env("VALETKEY_CONSOLE_REQUIRE", "one-factor");
        *self.running.lock().expect("the server") = Some(Running::start(serve));
    }

    /// Ends the server as kill -9 does, waits, and starts it again.
    pub(super) fn kill_and_restart(&self, pause: Duration) {
        // Dropping a running program kills it with a signal that it can't see coming.
        drop(self.running.lock().expect("the server").take());
        thread::sleep(pause);
        self.serve();
    }

    /// Waits until the server answers that it is ready.
    pub(super) fn wait_until_ready(&self) {
        let begun = Instant::now();
        let ready = format!("{}/ready", self.issuer);
        while try_get_with(&ready, &[]).is_none_or(|answer| answer.status != 200) {
            assert!(begun.elapsed() < Duration::from_secs(60), "the server is not ready");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The address of a path of the administration API.
    pub(super) fn api(&self, path: &str) -> String {
        format!("{}/admin/api/v1{path}", self.issuer)
    }

    /// The `Authorization` header of the client with permissions.
    pub(super) fn authorization(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// Signs the user `root` in at the console. `None` if the server went away.
    pub(super) fn browser(&self) -> Option<Browser> {
        let mut browser = Browser::default();
        let page = browser.try_open(&format!("{}/admin", self.issuer))?;
        let fields = [("username", "root"), ("password", PASSWORD)];
        let overview = browser.try_press(&page, "sign-in", &fields)?;
        assert!(overview.url.ends_with("/admin"), "{} {}", overview.url, overview.answer.body);
        Some(browser)
    }

    /// Runs a command on the database.
    pub(super) fn command(&self, words: &[&str]) -> Ended {
        run(&self.folder, &self.on_database(words))
    }

    /// The words of a command on the database, with `--json`.
    pub(super) fn on_database<'a>(&'a self, words: &[&'a str]) -> Vec<&'a str> {
        [words, &["--database", &self.database, "--json"]].concat()
    }

    fn done(&self, words: &[&str]) -> Value {
        self.command(words).json()
    }
}
