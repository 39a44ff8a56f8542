//! Operations of an administrator, and what the applications hear of them.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::support::{
    account::{CHALLENGE, VERIFIER},
    browser::Browser,
    folder::Folder,
    http::{Answer, get, post_form},
    nodes::free_port,
    program::{Ended, Running, command, run, run_with_input},
};

const PASSWORD: &str = "correct horse battery";

/// Longer than a lease and a few periods of the outbox.
const PATIENCE: Duration = Duration::from_secs(60);

/// An application that receives logout tokens. It can stop answering.
struct Application {
    origin: String,
    answers: Arc<AtomicBool>,
    tokens: mpsc::Receiver<String>,
}

impl Application {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let answers = Arc::new(AtomicBool::new(true));
        let (sender, tokens) = mpsc::channel();
        let is_answering = Arc::clone(&answers);
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let (sender, is_answering) = (sender.clone(), Arc::clone(&is_answering));
                thread::spawn(move || receive(stream, &sender, &is_answering));
            }
        });
        Self { origin, answers, tokens }
    }

    /// Waits for the next logout token that the application confirmed, and returns its claims.
    fn next_logout(&self) -> Value {
        let token = self.tokens.recv_timeout(PATIENCE).expect("a logout token");
        let claims = token.split('.').nth(1).expect("claims");
        serde_json::from_slice(&valetkey_jose::digest::base64url_decode(claims).expect("base64url"))
            .expect("JSON")
    }
}

/// Reads one request. Tells and confirms its logout token, or holds the connection without an answer.
fn receive(mut stream: TcpStream, sender: &mpsc::Sender<String>, is_answering: &AtomicBool) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let (mut length, mut line) = (0, String::new());
    while reader.read_line(&mut line).is_ok_and(|bytes| bytes > 2) {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        line.clear();
    }
    let mut body = vec![0; length];
    if reader.read_exact(&mut body).is_err() {
        return;
    }
    if !is_answering.load(Ordering::SeqCst) {
        thread::sleep(PATIENCE);
        return;
    }
    let body = String::from_utf8(body).expect("a form");
    if let Some(token) = body.strip_prefix("logout_token=") {
        let _ = sender.send(token.to_owned());
    }
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
}

/// A server with alice and an application, on a database that outlives it.
struct House {
    folder: Folder,
    database: String,
    issuer: String,
    listen: String,
    application: Application,
    client: Value,
    running: Option<Running>,
}

impl House {
    fn start(database: &str) -> Self {
        let (folder, listen) = (Folder::new(), format!("127.0.0.1:{}", free_port()));
        let application = Application::start();
        let (landing, logout) =
            (format!("{}/callback", application.origin), format!("{}/logout", application.origin));
        let mut house = Self {
            folder,
            database: database.to_owned(),
            issuer: format!("http://{listen}"),
            listen,
            application,
            client: Value::Null,
            running: None,
        };
        let add = ["client", "add", "--name", "Notes", "--redirect-uri", &landing, "--trusted"];
        let more = ["--backchannel-logout-uri", &logout, "--id-token-algorithm", "ES256"];
        house.client = house.command(&[&add[..], &more].concat()).json();
        let words = ["user", "add", "--username", "alice", "--email", "a@example.com", "--password-stdin"];
        let words = [&words[..], &["--database", database]].concat();
        assert_eq!(run_with_input(&house.folder, &words, &format!("{PASSWORD}\n")).code, 0);
        house.serve();
        house
    }

    fn serve(&mut self) {
        let words =
            ["serve", "--issuer", &self.issuer, "--listen", &self.listen, "--database", &self.database];
        self.running = Some(Running::start(command(&self.folder, &words)));
        let ready = (0..600).any(|_| {
            thread::sleep(Duration::from_millis(50));
            get(&format!("{}/ready", self.issuer)).status == 200
        });
        assert!(ready, "the server is ready");
    }

    /// Ends the server as kill -9 does.
    fn kill(&mut self) {
        drop(self.running.take());
    }

    /// Runs a command on the database.
    fn command(&self, words: &[&str]) -> Ended {
        run(&self.folder, &[words, &["--database", &self.database, "--json"]].concat())
    }

    fn text(&self, name: &str) -> &str {
        self.client[name].as_str().expect("a text")
    }

    /// Opens the application's sign-in; returns the browser and where it ended.
    fn open(&self) -> (Browser, String) {
        let mut browser = Browser::default();
        let address = format!(
            "{}/authorize?response_type=code&scope=openid&client_id={}&redirect_uri={}/callback\
             &code_challenge={CHALLENGE}&code_challenge_method=S256",
            self.issuer,
            self.text("client_id"),
            self.application.origin
        );
        let login = browser.open(&address);
        let landed = browser.press(&login, "sign-in", &[("username", "alice"), ("password", PASSWORD)]);
        (browser, landed.url)
    }

    /// Signs alice in at the application; returns the browser and the token answer.
    fn sign_in(&self) -> (Browser, Value) {
        let (browser, landed) = self.open();
        let code = landed.split(['?', '&']).find_map(|pair| pair.strip_prefix("code=")).expect("a code");
        let form = format!(
            "grant_type=authorization_code&code={code}&redirect_uri={}/callback&code_verifier={VERIFIER}",
            self.application.origin
        );
        let answer = self.token(&form);
        assert_eq!(answer.status, 200, "{}", answer.body);
        (browser, answer.json())
    }

    fn token(&self, form: &str) -> Answer {
        let secret =
            format!("client_id={}&client_secret={}", self.text("client_id"), self.text("client_secret"));
        post_form(&format!("{}/token", self.issuer), &format!("{form}&{secret}"))
    }

    /// Whether the refresh token of an answer still works.
    fn refreshes(&self, tokens: &Value) -> bool {
        let token = tokens["refresh_token"].as_str().expect("a refresh token");
        self.token(&format!("grant_type=refresh_token&refresh_token={token}")).status == 200
    }
}

/// Makes a test for SQLite and one for PostgreSQL of each function.
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[test]
            fn $name() {
                super::$name("sqlite:valetkey.db");
            })+
        }
        mod on_postgres {
            $(#[test]
            fn $name() {
                let database = valetkey_test_postgres::empty_database();
                super::$name(&database.url);
            })+
        }
    };
}

on_both_databases! {
    h3_a_disabled_user_loses_everything_and_the_application_is_told,
    h3_the_application_is_told_after_the_server_was_killed,
}

fn h3_a_disabled_user_loses_everything_and_the_application_is_told(database: &str) {
    let house = House::start(database);
    let (mut browser, tokens) = house.sign_in();
    let told = house.command(&["user", "disable", "alice"]).json();
    assert_eq!(told["told"][0], "Notes");
    let claims = house.application.next_logout();
    assert_eq!((&claims["sub"], &claims["aud"]), (&told["sub"], &house.client["client_id"]));
    assert_eq!(claims["iss"], house.issuer.as_str());
    assert!(claims.get("sid").is_none(), "every session of the user: {claims}");
    assert!(!house.refreshes(&tokens), "the grant ended");
    let page = browser.open(&format!("{}/", house.issuer));
    assert!(!page.answer.body.contains("a@example.com"), "the session ended");
    let (_, landed) = house.open();
    assert!(!landed.contains("code="), "a disabled user signs in: {landed}");

    assert_eq!(house.command(&["user", "enable", "alice"]).code, 0);
    let (_, landed) = house.open();
    assert!(landed.contains("code="), "{landed}");
    assert!(!house.refreshes(&tokens), "enabling brings nothing back");
}

fn h3_the_application_is_told_after_the_server_was_killed(database: &str) {
    let mut house = House::start(database);
    // No server runs while the change is made.
    let (_, tokens) = house.sign_in();
    house.kill();
    let signed_out = house.command(&["user", "sign-out", "alice"]).json();
    house.serve();
    assert_eq!(house.application.next_logout()["sub"], signed_out["sub"]);
    assert!(!house.refreshes(&tokens));

    // The server dies between the change and the telling: the application does not answer yet.
    let (mut browser, _) = house.sign_in();
    house.application.answers.store(false, Ordering::SeqCst);
    let page = browser.open(&format!("{}/", house.issuer));
    let leaving = thread::spawn(move || browser.press(&page, "sign-out", &[]));
    thread::sleep(Duration::from_secs(2));
    house.kill();
    // The browser got no answer.
    let _ = leaving.join();
    house.application.answers.store(true, Ordering::SeqCst);
    house.serve();
    let claims = house.application.next_logout();
    assert!(claims["sid"].is_string(), "one session of the user: {claims}");
}

#[test]
fn u2_a_forgotten_password_is_replaced_and_the_user_stays_the_same() {
    let house = House::start("sqlite:valetkey.db");
    let (_, tokens) = house.sign_in();
    let before = house.command(&["user", "show", "alice"]).json();
    let set = house.command(&["user", "password", "alice"]).json();
    let password = set["password"].as_str().expect("a password");
    assert_eq!(house.application.next_logout()["sub"], before["sub"]);
    assert!(!house.refreshes(&tokens), "whoever knew the old password keeps nothing");
    let mut browser = Browser::default();
    let login = browser.open(&format!("{}/login", house.issuer));
    let refused = browser.press(&login, "sign-in", &[("username", "alice"), ("password", PASSWORD)]);
    assert!(!refused.answer.body.contains("a@example.com"), "{}", refused.answer.body);
    let page = browser.press(&refused, "sign-in", &[("username", "alice"), ("password", password)]);
    assert!(page.answer.body.contains("a@example.com"), "{}", page.answer.body);
    assert_eq!(house.command(&["user", "show", "alice"]).json()["sub"], before["sub"]);
}

#[test]
fn u2_an_application_is_edited_and_its_secret_rotated_while_the_server_runs() {
    let house = House::start("sqlite:valetkey.db");
    let id = house.text("client_id");
    let edited = house.command(&["client", "edit", id, "--name", "Team Notes"]).json();
    assert_eq!((&edited["name"], &edited["client_id"]), (&"Team Notes".into(), &house.client["client_id"]));
    let (_, tokens) = house.sign_in();
    let rotated = house.command(&["client", "rotate-secret", id]).json();
    assert_ne!(rotated["client_secret"], house.client["client_secret"]);
    thread::sleep(Duration::from_millis(1_500));
    assert!(!house.refreshes(&tokens), "the old secret stopped working");
    assert_eq!(house.command(&["client", "disable", id]).json()["disabled"], true);
    assert_eq!(house.command(&["client", "show", id]).json()["disabled"], true);
    assert_eq!(house.command(&["client", "enable", id]).json()["disabled"], false);
    let refused = house.command(&["client", "edit", id, "--redirect-uri", "https://notes.example/#x"]);
    assert!(refused.refusal(2).contains("redirect_uris"), "{}", refused.stderr);
}

#[test]
fn an_application_has_two_secrets_until_the_old_one_is_ended() {
    let house = House::start("sqlite:valetkey.db");
    let id = house.text("client_id");
    let (_, tokens) = house.sign_in();
    let refused = house.command(&["client", "rotate-secret", id, "--keep-old", "91d"]);
    assert!(refused.refusal(1).contains("0 to 90 days"), "{}", refused.stderr);
    let rotated = house.command(&["client", "rotate-secret", id, "--keep-old", "7d"]).json();
    let shown = house.command(&["client", "show", id]).json();
    assert_eq!(shown["secrets"], rotated["secrets"]);
    thread::sleep(Duration::from_millis(1_500));
    assert!(house.refreshes(&tokens), "the old secret works");
    let refused = house.command(&["client", "rotate-secret", id, "--keep-old", "1d"]);
    assert!(refused.refusal(1).contains("end secret 1 first"), "{}", refused.stderr);
    assert_eq!(
        house.command(&["client", "end-secret", id, "1"]).json()["secrets"].as_array().map(Vec::len),
        Some(1)
    );
    let refused = house.command(&["client", "end-secret", id, "2"]);
    assert!(refused.refusal(1).contains("the number of the present one"), "{}", refused.stderr);
}

#[test]
fn two_edits_at_once_lose_nothing() {
    let folder = Folder::new();
    let words = ["client", "add", "--name", "Notes", "--redirect-uri", "https://notes.example/0", "--json"];
    let client = run(&folder, &words).json();
    let id = client["client_id"].as_str().expect("a text");
    let edits: Vec<_> = (1..=8)
        .map(|number| {
            let uri = format!("https://notes.example/{number}");
            let words = ["client", "edit", id, "--add-redirect-uri", &uri, "--json"];
            (uri.clone(), command(&folder, &words).spawn().expect("the program starts"))
        })
        .collect();
    let mut stored = Vec::new();
    for (uri, child) in edits {
        let output = child.wait_with_output().expect("the program ends");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => stored.push(uri),
            code => assert!(code == Some(1) && text.contains("redirect_uris"), "{code:?}: {text}"),
        }
    }
    assert!(!stored.is_empty());
    let shown = run(&folder, &["client", "show", id, "--json"]).json();
    let uris: Vec<_> = shown["redirect_uris"].as_array().expect("a list").iter().collect();
    assert_eq!(uris.len(), stored.len() + 1, "{shown}");
    assert!(stored.iter().all(|uri| uris.contains(&&Value::from(uri.as_str()))), "{shown}");
}
