//! What is sealed names its issuer: a copy under another issuer makes nothing that counts here.

use crate::support::{
    account::{Account, code_in, token_in},
    folder::Folder,
    nodes::{Nodes, free_port},
    program::{Running, command, run, run_refused_start},
};

const COPY: [&str; 4] = ["--database", "sqlite:copy.db", "--encryption-key-file", "valetkey.db.key"];

fn serve_copy(issuer: &str) -> Vec<&str> {
    let listen = issuer.trim_start_matches("http://");
    [&["serve", "--issuer", issuer, "--listen", listen], &COPY[..]].concat()
}

fn edit_copy(issuer: &str) -> Vec<&str> {
    [&["tenant", "edit", "--issuer", issuer], &COPY[..]].concat()
}

#[test]
fn h1_a_code_of_a_copy_under_another_issuer_is_not_redeemed_here() {
    let nodes = Nodes::start(1, "sqlite:valetkey.db");
    let account = Account::new(&nodes);
    assert_eq!(run(&nodes.folder, &["database", "backup", "copy.db"]).code, 0);
    let staging = format!("http://127.0.0.1:{}", free_port());
    // The program before this fault was fixed has no such command, and needs none to start.
    let edited = run(&nodes.folder, &edit_copy(&staging));
    assert!([0, 2].contains(&edited.code), "{}", edited.stderr);
    let _copy = Running::start(command(&nodes.folder, &serve_copy(&staging)));

    let foreign = account.sign_in_at(&staging);
    let refused = account.redeem(nodes.issuer(), &foreign).expect("an answer");
    assert_eq!(refused.status, 400, "{}", refused.body);
    // The other way round, too.
    let own = code_in(&account.authorize(nodes.issuer()).expect("an answer"));
    assert_eq!(account.redeem(&staging, &own).expect("an answer").status, 400);
    let tokens = account.redeem(nodes.issuer(), &own).expect("an answer");
    assert!(!account.is_active(&staging, &token_in(&tokens, "access_token")));
    assert!(account.is_active(nodes.issuer(), &token_in(&tokens, "access_token")));
}

#[test]
fn h1_a_database_starts_under_its_own_issuer_only_until_tenant_edit_changes_it() {
    let nodes = Nodes::start(1, "sqlite:valetkey.db");
    let account = Account::new(&nodes);
    let tokens = account.redeem(nodes.issuer(), &account.sign_in_at(nodes.issuer())).expect("an answer");
    assert_eq!(run(&nodes.folder, &["database", "backup", "copy.db"]).code, 0);
    let staging = format!("http://127.0.0.1:{}", free_port());
    let refused = run_refused_start(&nodes.folder, &serve_copy(&staging));
    let words = refused.refusal(1);
    for expected in [nodes.issuer(), staging.as_str(), "valetkey tenant edit --issuer"] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    let wrong = run(&nodes.folder, &edit_copy("http://staging.example"));
    assert!(wrong.refusal(2).contains("https"), "{}", wrong.stderr);

    let edited = run(&nodes.folder, &[&edit_copy(&staging)[..], &["--json"]].concat()).json();
    assert_eq!(edited["previous_issuer"], nodes.issuer());
    assert_eq!((&edited["ended"]["sessions"], &edited["ended"]["grants"]), (&2.into(), &1.into()));
    let again = run(&nodes.folder, &[&edit_copy(&staging)[..], &["--json"]].concat()).json();
    assert_eq!(again["changed"], false);

    let copy = Running::start(command(&nodes.folder, &serve_copy(&staging)));
    let refresh = token_in(&tokens, "refresh_token");
    assert_eq!(account.refresh(&staging, &refresh).expect("an answer").status, 400);
    let signed_in = account.authorize(&staging).expect("an answer");
    assert!(!signed_in.header("location").unwrap_or_default().contains("code="), "the session has ended");
    assert_eq!(copy.stop().0, Some(0));
    // On a port of its own: the original listens on the issuer's.
    let words = ["serve", "--issuer", nodes.issuer(), "--listen", "127.0.0.1:0"];
    let back = run_refused_start(&nodes.folder, &[&words[..], &COPY[..]].concat());
    assert!(back.refusal(1).contains(&staging), "{}", back.stderr);
    // The original goes on.
    assert_eq!(account.refresh(nodes.issuer(), &refresh).expect("an answer").status, 200);
}

#[test]
fn h1_a_copied_database_keeps_its_issuer() {
    let folder = Folder::new();
    let edit = ["tenant", "edit", "--issuer", "https://id.example"];
    assert_eq!(run(&folder, &edit).code, 0);
    let copied =
        run(&folder, &["database", "copy", "sqlite:valetkey.db", "sqlite:there.db", "--json"]).json();
    assert_eq!(copied["copied"]["tenant"], 1);
    let words = ["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:there.db"];
    let refused =
        run_refused_start(&folder, &[&words[..], &["--encryption-key-file", "valetkey.db.key"]].concat());
    assert!(refused.refusal(1).contains("https://id.example"), "{}", refused.stderr);
}
