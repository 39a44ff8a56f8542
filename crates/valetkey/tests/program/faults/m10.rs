//! M10: a restore does not bring back what was revoked or used since the backup.

use std::thread;

use crate::support::{
    account::{Account, code_in, token_in},
    http::Answer,
    nodes::Nodes,
    program::{Running, command, run},
};

/// A server with an account, and a backup from which a code, two grants and a session are as they were.
struct Restored {
    nodes: Nodes,
    account: Account,
    /// Redeemed since the backup.
    code: String,
    /// The tokens of a grant that was revoked since the backup.
    revoked: Answer,
    /// The tokens of a grant that nobody revoked.
    kept: Answer,
    _server: Running,
}

impl Restored {
    fn with(words: &[&str]) -> Self {
        let mut nodes = Nodes::start(1, "sqlite:valetkey.db");
        let account = Account::new(&nodes);
        let issuer = nodes.issuer().to_owned();
        let code = || code_in(&account.authorize(&issuer).expect("an answer"));
        let tokens = || account.redeem(&issuer, &code()).expect("an answer");
        let (revoked, kept, code) = (tokens(), tokens(), code());
        assert_eq!(run(&nodes.folder, &["database", "backup", "copy.db"]).code, 0);

        let refresh = token_in(&revoked, "refresh_token");
        assert_eq!(account.revoke(&issuer, &refresh).expect("an answer").status, 200);
        assert_eq!(account.refresh(&issuer, &refresh).expect("an answer").status, 400);
        assert_eq!(account.redeem(&issuer, &code).expect("an answer").status, 200);

        assert_eq!(nodes.running.remove(0).stop().0, Some(0));
        let restore = ["database", "restore", "copy.db", "--replace"];
        let restored = run(&nodes.folder, &[&restore[..], words].concat());
        assert_eq!(restored.code, 0, "{}", restored.stderr);
        let server = serve(&nodes);
        Self { nodes, account, code, revoked, kept, _server: server }
    }

    fn refresh(&self, tokens: &Answer) -> u16 {
        let token = token_in(tokens, "refresh_token");
        self.account.refresh(self.nodes.issuer(), &token).expect("an answer").status
    }

    fn is_active(&self, tokens: &Answer, name: &str) -> bool {
        self.account.is_active(self.nodes.issuer(), &token_in(tokens, name))
    }
}

fn serve(nodes: &Nodes) -> Running {
    let (issuer, database) = (nodes.issuer(), &nodes.database);
    let listen = issuer.trim_start_matches("http://");
    let words = ["serve", "--issuer", issuer, "--listen", listen, "--database", database];
    Running::start(command(&nodes.folder, &words))
}

#[test]
fn m10_a_restore_brings_back_nothing_that_was_revoked_or_used() {
    let restored = Restored::with(&[]);
    let issuer = restored.nodes.issuer();
    assert_eq!(restored.refresh(&restored.revoked), 400, "a revoked grant");
    for name in ["access_token", "refresh_token"] {
        assert!(!restored.is_active(&restored.revoked, name), "{name}");
    }
    let again = restored.account.redeem(issuer, &restored.code).expect("an answer");
    assert_eq!(again.status, 400, "a used code: {}", again.body);
    assert_eq!(restored.refresh(&restored.kept), 400, "a grant that the backup can't vouch for");
    let userinfo = restored.account.userinfo(issuer, &token_in(&restored.kept, "access_token"));
    assert_eq!(userinfo.expect("an answer").status, 401);
    let asked = restored.account.authorize(issuer).expect("an answer");
    let place = asked.header("location").unwrap_or_default();
    assert!(!place.contains("code="), "the session counts again: {place}");

    let tokens = restored.account.redeem(issuer, &restored.account.sign_in_at(issuer)).expect("an answer");
    assert!(restored.is_active(&tokens, "access_token"));
    assert_eq!(restored.refresh(&tokens), 200, "a sign-in after the restore counts");
}

#[test]
fn m10_an_operator_can_keep_sessions_and_grants() {
    let restored = Restored::with(&["--keep-sessions-and-grants"]);
    assert!(restored.is_active(&restored.kept, "access_token"));
    assert_eq!(restored.refresh(&restored.kept), 200);
    code_in(&restored.account.authorize(restored.nodes.issuer()).expect("an answer"));
}

#[test]
fn m10_a_database_restored_with_other_tools_is_told_so() {
    let databases = ["sqlite:valetkey.db".to_owned(), valetkey_test_postgres::empty_database().url];
    thread::scope(|scope| {
        for database in &databases {
            scope.spawn(move || {
                let mut nodes = Nodes::start(1, database);
                let account = Account::new(&nodes);
                let issuer = nodes.issuer().to_owned();
                let code = code_in(&account.authorize(&issuer).expect("an answer"));
                let refresh = token_in(&account.redeem(&issuer, &code).expect("an answer"), "refresh_token");
                assert_eq!(nodes.running.remove(0).stop().0, Some(0));
                let told = run(&nodes.folder, &["database", "after-restore", "--database", database]);
                assert!(told.stdout.contains("do not count"), "{} {}", told.stdout, told.stderr);
                let server = serve(&nodes);
                assert_eq!(account.refresh(&issuer, &refresh).expect("an answer").status, 400);
                assert_eq!(server.stop().0, Some(0));
            });
        }
    });
}
