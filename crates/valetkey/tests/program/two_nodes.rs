//! Two servers as processes on one PostgreSQL database.

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use valetkey_test_postgres::Cluster;

use crate::support::{
    browser::Browser,
    folder::Folder,
    http::{get, post_form, try_post_form},
    program::{Running, command, run, run_with_input},
};

/// RFC 7636 appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Longer than any recovery takes, so that a broken one ends the test.
const PATIENCE: Duration = Duration::from_secs(60);

/// Two nodes of one issuer, which is the address of the first.
struct Nodes {
    folder: Folder,
    database: String,
    running: Vec<Running>,
    addresses: [String; 2],
}

impl Nodes {
    fn start(database: String) -> Self {
        let folder = Folder::new();
        let ports = [(); 2].map(|()| {
            let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
            probe.local_addr().expect("an address").port()
        });
        let addresses = ports.map(|port| format!("http://127.0.0.1:{port}"));
        let running = ports.map(|port| {
            let listen = format!("127.0.0.1:{port}");
            let words = [
                "serve",
                "--issuer",
                &addresses[0],
                "--listen",
                &listen,
                "--database",
                &database,
                "--log",
                "error",
            ];
            Running::start(command(&folder, &words))
        });
        Self { folder, database, running: running.into(), addresses }
    }

    /// Registers a client; its credentials as a part of a form.
    fn add_client(&self, words: &[&str]) -> String {
        let words =
            [&["client", "add", "--name", "App", "--json", "--database", &self.database], words].concat();
        let client = run(&self.folder, &words).json();
        let text = |name: &str| client[name].as_str().expect("a text").to_owned();
        format!("client_id={}&client_secret={}", text("client_id"), text("client_secret"))
    }
}

#[test]
fn a_code_redeemed_at_both_nodes_at_once_gives_tokens_once() {
    let nodes = Nodes::start(valetkey_test_postgres::empty_database().url);
    let [first, second] = &nodes.addresses;
    let landing = format!("{first}/landing");
    let client = nodes.add_client(&["--redirect-uri", &landing, "--trusted"]);
    let words = [
        "user",
        "add",
        "--username",
        "alice",
        "--email",
        "a@example.com",
        "--password-stdin",
        "--database",
        &nodes.database,
    ];
    assert_eq!(run_with_input(&nodes.folder, &words, "correct horse battery\n").code, 0);

    let id = client.split('&').next().expect("an id");
    let request = format!(
        "{first}/authorize?response_type=code&scope=openid&{id}&redirect_uri={landing}\
         &code_challenge={CHALLENGE}&code_challenge_method=S256"
    );
    let mut browser = Browser::default();
    let login = browser.open(&request);
    let fields = [("username", "alice"), ("password", "correct horse battery")];
    let landed = browser.press(&login, "sign-in", &fields);
    let query = landed.url.strip_prefix(&format!("{landing}?")).unwrap_or_else(|| panic!("{}", landed.url));
    let code = query.split('&').find_map(|pair| pair.strip_prefix("code=")).expect("a code");

    let form = format!(
        "grant_type=authorization_code&code={code}&redirect_uri={landing}&code_verifier={VERIFIER}&{client}"
    );
    let gate = Arc::new(std::sync::Barrier::new(50));
    let redeeming: Vec<JoinHandle<(u16, String)>> = (0..50)
        .map(|number| {
            let node = if number % 2 == 0 { first } else { second };
            let (url, form, gate) = (format!("{node}/token"), form.clone(), Arc::clone(&gate));
            thread::spawn(move || {
                gate.wait();
                let answer = post_form(&url, &form);
                (answer.status, answer.body)
            })
        })
        .collect();
    let answers: Vec<(u16, String)> = redeeming.into_iter().map(|it| it.join().expect("an answer")).collect();
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|(status, _)| *status == 200);
    assert_eq!(won.len(), 1, "{answers:?}");
    assert!(lost.iter().all(|(status, body)| *status == 400 && body.contains("invalid_grant")), "{lost:?}");
}

/// Callers who ask for tokens until they are told to stop, each at one node.
struct Load {
    stop: Arc<AtomicBool>,
    counts: [Arc<AtomicUsize>; 2],
    callers: Vec<JoinHandle<Vec<String>>>,
}

impl Load {
    fn start(nodes: &Nodes, form: &str) -> Self {
        let (stop, counts) = (Arc::new(AtomicBool::new(false)), [(); 2].map(|()| Arc::default()));
        let callers = (0..6)
            .map(|number| {
                let (stop, count) = (Arc::clone(&stop), Arc::clone(&counts[number % 2]));
                let (url, form) = (format!("{}/token", nodes.addresses[number % 2]), form.to_owned());
                thread::spawn(move || call_until(&stop, &count, &url, &form))
            })
            .collect();
        Self { stop, counts, callers }
    }

    /// Waits until a node has answered so many more with success.
    fn wait_for(&self, node: usize, more: usize) {
        let (begun, goal) = (Instant::now(), self.counts[node].load(Ordering::Relaxed) + more);
        while self.counts[node].load(Ordering::Relaxed) < goal {
            assert!(begun.elapsed() < PATIENCE, "node {node} does not answer with success");
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn finish(self) -> Vec<String> {
        self.stop.store(true, Ordering::Relaxed);
        self.callers.into_iter().flat_map(|caller| caller.join().expect("a caller")).collect()
    }
}

/// The access tokens of every answer with success.
fn call_until(stop: &AtomicBool, count: &AtomicUsize, url: &str, form: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        match try_post_form(url, form) {
            Some(answer) if answer.status == 200 => {
                tokens.push(answer.json()["access_token"].as_str().expect("a token").to_owned());
                count.fetch_add(1, Ordering::Relaxed);
            }
            // The database or the node is away; a refusal for another reason would be a fault.
            Some(answer) => assert!(answer.status >= 500, "{} {}", answer.status, answer.body),
            None => thread::sleep(Duration::from_millis(10)),
        }
    }
    tokens
}

#[test]
fn a_restart_of_the_database_and_the_death_of_a_node_lose_nothing_that_was_answered() {
    let cluster = Cluster::start();
    let mut nodes = Nodes::start(cluster.empty_database().url);
    let client = nodes.add_client(&[
        "--grant",
        "client_credentials",
        "--scope",
        "x",
        "--access-token-format",
        "opaque",
    ]);
    let load = Load::start(&nodes, &format!("grant_type=client_credentials&{client}"));
    let both = |load: &Load| [0, 1].map(|node| load.wait_for(node, 30));
    both(&load);
    cluster.stop();
    cluster.resume();
    both(&load);
    cluster.kill();
    cluster.resume();
    both(&load);
    // Dropping a running program kills it with a signal that it can't see coming.
    drop(nodes.running.remove(0));
    load.wait_for(1, 30);
    let tokens = load.finish();
    assert!(tokens.len() >= 210, "{}", tokens.len());
    let survivor = &nodes.addresses[1];
    assert_eq!(get(&format!("{survivor}/ready")).status, 200);
    for token in &tokens {
        let answer = post_form(&format!("{survivor}/introspect"), &format!("token={token}&{client}"));
        assert_eq!(answer.json()["active"], true, "a token that was answered is lost");
    }
}
