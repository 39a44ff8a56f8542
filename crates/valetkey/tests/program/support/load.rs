//! Callers who go on while nodes and databases come and go, and a ledger of what they were promised.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::{
    account::{Account, code_in, token_in},
    http::Answer,
    nodes::Nodes,
};

/// Longer than any recovery takes, so that a broken one ends the test.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

const CALLERS: usize = 6;

/// What was answered with success: it must hold for ever.
#[derive(Default)]
pub(crate) struct Ledger {
    used_codes: Vec<String>,
    live: Vec<String>,
    revoked: Vec<String>,
}

impl Ledger {
    /// Walks everything: nothing is lost, nothing that was taken back lives, no code is good twice.
    pub(crate) fn check(&self, account: &Account, node: &str) {
        assert!(self.live.len() > CALLERS && self.revoked.len() > CALLERS, "too little happened");
        for token in &self.live {
            assert!(account.is_active(node, token), "a refresh token that was answered is lost");
        }
        for token in &self.revoked {
            assert!(!account.is_active(node, token), "a refresh token that was revoked is good");
        }
        // Last: a code that comes again takes its tokens along.
        for code in &self.used_codes {
            let again = account.redeem(node, code).expect("an answer");
            assert_eq!(
                (again.status, &again.json()["error"]),
                (400, &"invalid_grant".into()),
                "a code twice"
            );
        }
    }
}

/// The callers. Each asks one node after the other until it is answered, as behind a proxy.
pub(crate) struct Load {
    shared: Arc<Shared>,
    callers: Vec<JoinHandle<Ledger>>,
}

struct Shared {
    account: Account,
    nodes: Vec<String>,
    stop: AtomicBool,
    /// Answers with success by node.
    answered: Vec<AtomicUsize>,
}

impl Load {
    pub(crate) fn start(nodes: &Nodes) -> Self {
        let answered = nodes.addresses.iter().map(|_| AtomicUsize::new(0)).collect();
        let (account, nodes) = (Account::new(nodes), nodes.addresses.clone());
        let shared = Arc::new(Shared { account, nodes, stop: AtomicBool::new(false), answered });
        let start = |number| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.call_until_stopped(number))
        };
        Self { callers: (0..CALLERS).map(start).collect(), shared }
    }

    /// Waits until a node has given so many more answers with success.
    pub(crate) fn wait_for(&self, node: usize, more: usize) {
        let count = || self.shared.answered[node].load(Ordering::Relaxed);
        let (begun, goal) = (Instant::now(), count() + more);
        while count() < goal {
            assert!(begun.elapsed() < PATIENCE, "node {node} does not answer with success");
            assert!(self.callers.iter().all(|it| !it.is_finished()), "a caller met a fault");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Stops the callers, and checks at a node everything that was answered at any.
    pub(crate) fn check_at(self, node: &str) {
        self.shared.stop.store(true, Ordering::Relaxed);
        let mut all = Ledger::default();
        for caller in self.callers {
            let ledger = caller.join().expect("a caller");
            all.used_codes.extend(ledger.used_codes);
            all.live.extend(ledger.live);
            all.revoked.extend(ledger.revoked);
        }
        all.check(&self.shared.account, node);
    }
}

impl Shared {
    fn call_until_stopped(&self, number: usize) -> Ledger {
        let mut ledger = Ledger::default();
        for round in number.. {
            if self.call(round, &mut ledger).is_none() {
                break;
            }
        }
        ledger
    }

    /// A code, its tokens, fresh ones, and now and then the end of them. Nothing when it is time to stop.
    fn call(&self, round: usize, ledger: &mut Ledger) -> Option<()> {
        let (landed, _) = self.ask(round, |node| self.account.authorize(node))?;
        let code = code_in(&landed);
        let (tokens, attempts) = self.ask(round + 1, |node| self.account.redeem(node, &code))?;
        if tokens.status == 400 {
            // An attempt before this one was stored, though it was not answered.
            assert!(attempts > 1, "{}", tokens.body);
            return Some(());
        }
        ledger.used_codes.push(code);
        let token = token_in(&tokens, "refresh_token");
        let (fresh, _) = self.ask(round, |node| self.account.refresh(node, &token))?;
        let token = token_in(&fresh, "refresh_token");
        if round.is_multiple_of(2) {
            ledger.live.push(token);
            return Some(());
        }
        let (revoked, _) = self.ask(round + 1, |node| self.account.revoke(node, &token))?;
        assert_eq!(revoked.status, 200, "{}", revoked.body);
        ledger.revoked.push(token);
        Some(())
    }

    /// The first answer that is no failure of the server, and how many attempts it took.
    fn ask(&self, first: usize, send: impl Fn(&str) -> Option<Answer>) -> Option<(Answer, usize)> {
        for attempt in 1.. {
            if self.stop.load(Ordering::Relaxed) {
                return None;
            }
            let number = (first + attempt) % self.nodes.len();
            match send(&self.nodes[number]) {
                Some(answer) if answer.status < 500 => {
                    self.answered[number].fetch_add(1, Ordering::Relaxed);
                    return Some((answer, attempt));
                }
                Some(answer) => {
                    let promise = (answer.status, answer.header("retry-after").is_some());
                    assert_eq!(promise, (503, true), "{}", answer.body);
                }
                None => {}
            }
            thread::sleep(Duration::from_millis(10));
        }
        None
    }
}
