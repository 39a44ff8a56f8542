//! The encryption key can be replaced, and does not make codes that live longer than codes live.

use std::fs;

use uuid::Uuid;
use valetkey_authorization_server::{
    record::{Authentication, TenantRecord},
    sealed::AuthorizationCode,
};
use valetkey_jose::seal::{SealingKey, SealingKeys};
use valetkey_server::{EncryptionKey, Environment as _, SealedTokens, SystemEnvironment};
use valetkey_types::{ClientId, CodeChallenge, Issuer, Seconds, TenantId, UserId};

use crate::support::{
    account::{Account, CHALLENGE, token_in},
    nodes::Nodes,
    program::{Running, command, finish, run},
};

/// Seals like the program before seals named their issuer, from the key file alone.
fn sealed_without_issuer(key_file: &str, code: &AuthorizationCode) -> String {
    let byte = |place: usize| u8::from_str_radix(&key_file[2 * place..2 * place + 2], 16).expect("a digit");
    let master: [u8; 32] = std::array::from_fn(byte);
    let keys = SealingKeys::new(SealingKey::derive(&master, "tokens").expect("a key"));
    keys.seal_json("code default", code).expect("a seal")
}

/// The identifier of the session, which nobody without the database knows.
fn a_session(nodes: &Nodes) -> Uuid {
    let database = rusqlite::Connection::open(nodes.folder.path().join("valetkey.db")).expect("the database");
    let id: [u8; 16] =
        database.query_row("SELECT id FROM sessions", [], |row| row.get(0)).expect("a session");
    Uuid::from_bytes(id)
}

#[test]
fn h2_a_forged_code_that_lives_for_a_year_is_refused() {
    let nodes = Nodes::start(1, "sqlite:valetkey.db");
    let account = Account::new(&nodes);
    let users = run(&nodes.folder, &["user", "list", "--json"]).json();
    let subject = users[0]["sub"].as_str().expect("a sub").to_owned();
    let now = SystemEnvironment.now();
    let session_id = a_session(&nodes);
    let code = |lifetime: Seconds| AuthorizationCode {
        grant_id: Uuid::from_u128(u128::from(SystemEnvironment.now().seconds().unsigned_abs()) + 1),
        client_id: ClientId::new(account.client_id()),
        user_id: UserId::new(&subject),
        session_id,
        redirect_uri: account.landing(),
        code_challenge: Some(CodeChallenge::parse(CHALLENGE, Some("S256")).expect("a challenge")),
        scope: "openid".parse().expect("a scope"),
        audiences: Vec::new(),
        nonce: None,
        authentication: Authentication::by(valetkey_accounts::Amr::Password, now),
        allowed_at_revision: None,
        expires_at: now.plus(lifetime),
    };
    let path = nodes.folder.path().join("valetkey.db.key");
    let record =
        TenantRecord::new(TenantId::default(), Issuer::parse(nodes.issuer()).expect("an issuer"), now);
    let seal = SealedTokens::new(&EncryptionKey::load(&path).expect("the key"), &record).expect("a seal");
    let text = fs::read_to_string(&path).expect("the key file");
    let forged = code(Seconds::days(365));
    for sealed in [sealed_without_issuer(&text, &forged), seal.seal(&forged).expect("a code")] {
        let refused = account.redeem(nodes.issuer(), &sealed).expect("an answer");
        assert_eq!(refused.status, 400, "{}", refused.body);
    }
    // Nothing else is wrong with them.
    let short = seal.seal(&code(Seconds(60))).expect("a code");
    let redeemed = account.redeem(nodes.issuer(), &short).expect("an answer");
    assert_eq!(redeemed.status, 200, "{}", redeemed.body);
}

#[test]
fn h2_the_encryption_key_is_replaced_without_an_end_and_the_old_one_is_dropped() {
    let mut nodes = Nodes::start(1, "sqlite:valetkey.db");
    let account = Account::new(&nodes);
    let tokens = account.redeem(nodes.issuer(), &account.sign_in_at(nodes.issuer())).expect("an answer");
    let (access, refresh) = (token_in(&tokens, "access_token"), token_in(&tokens, "refresh_token"));
    assert_eq!(nodes.running.remove(0).stop().0, Some(0));
    let key = nodes.folder.path().join("valetkey.db.key");
    fs::rename(&key, nodes.folder.path().join("old.key")).expect("the key was there");

    let serve = || {
        let listen = nodes.issuer().trim_start_matches("http://").to_owned();
        command(&nodes.folder, &["serve", "--issuer", nodes.issuer(), "--listen", &listen])
    };
    let unprepared = finish(serve(), "");
    assert!(unprepared.refusal(1).contains("valetkey keys reseal"), "{}", unprepared.stderr);
    assert!(!key.exists(), "a server makes no key of its own");
    let mut reseal = command(&nodes.folder, &["keys", "reseal", "--json"]);
    reseal.env("VALETKEY_PREVIOUS_ENCRYPTION_KEY_FILES", "old.key");
    let resealed = finish(reseal, "").json();
    assert!(resealed["resealed"].as_u64() >= Some(1), "{resealed}");

    let mut with_previous = serve();
    with_previous.env("VALETKEY_PREVIOUS_ENCRYPTION_KEY_FILES", "old.key");
    let server = Running::start(with_previous);
    assert!(account.is_active(nodes.issuer(), &access));
    let refreshed = account.refresh(nodes.issuer(), &refresh).expect("an answer");
    let next = token_in(&refreshed, "refresh_token");
    assert_eq!(server.stop().0, Some(0));

    // What the new key sealed counts without the old one; what the old one sealed does not.
    let server = Running::start(serve());
    assert!(account.is_active(nodes.issuer(), &access), "the signing keys are the same");
    assert_eq!(account.refresh(nodes.issuer(), &refresh).expect("an answer").status, 400);
    assert_eq!(account.refresh(nodes.issuer(), &next).expect("an answer").status, 200);
    assert_eq!(server.stop().0, Some(0));
}
