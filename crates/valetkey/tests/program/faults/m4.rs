//! A leaked signing key leaves at once, and makes no token that lives for years.

use serde_json::{Value, json};
use valetkey_jose::{
    SigningKey, decode_unverified,
    seal::{SealingKey, SealingKeys},
};
use valetkey_storage::Storage as _;
use valetkey_storage_sqlite::SqliteStorage;
use valetkey_types::TenantId;

use crate::support::{
    account::{Account, token_in},
    http::get,
    nodes::Nodes,
    program::run,
};

/// The private half of the key that signed this token, as somebody with database and key file gets it.
async fn leaked_key(nodes: &Nodes, token: &str) -> SigningKey {
    let folder = nodes.folder.path();
    let text = std::fs::read_to_string(folder.join("valetkey.db.key")).expect("the key file");
    let byte = |place: usize| u8::from_str_radix(&text[2 * place..2 * place + 2], 16).expect("a digit");
    let master: [u8; 32] = std::array::from_fn(byte);
    let keys = SealingKeys::new(SealingKey::derive(&master, "signing-keys").expect("a key"));
    let kid = kid_of(token);
    let storage = SqliteStorage::open(&folder.join("valetkey.db")).expect("the database");
    let records = storage.signing_keys(&TenantId::default()).await.expect("the keys");
    let record = records.iter().find(|record| record.kid == kid).expect("the key of the token");
    let purposes =
        [format!("signing key {kid}\n7:default\n{}", nodes.issuer()), format!("signing key {kid}")];
    let opened = purposes.iter().find_map(|purpose| keys.open(purpose, &record.private_key_sealed).ok());
    SigningKey::from_pkcs8(record.algorithm, &opened.expect("a private key")).expect("a key")
}

fn kid_of(token: &str) -> String {
    let header = decode_unverified(token).expect("a JWT").header;
    header["kid"].as_str().expect("a kid").to_owned()
}

fn sign_in(nodes: &Nodes, account: &Account) -> String {
    let tokens = account.redeem(nodes.issuer(), &account.sign_in_at(nodes.issuer())).expect("an answer");
    token_in(&tokens, "access_token")
}

#[test]
fn m4_a_token_that_lives_for_ten_years_is_refused_everywhere() {
    let nodes = Nodes::start(1, "sqlite:valetkey.db");
    let account = Account::new(&nodes);
    let token = sign_in(&nodes, &account);
    assert!(account.is_active(nodes.issuer(), &token));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let key = runtime.block_on(leaked_key(&nodes, &token));
    let mut claims = serde_json::to_value(decode_unverified(&token).expect("a JWT").claims).expect("JSON");
    let resigned = key.sign_jwt(Some("at+jwt"), &claims).expect("a token");
    assert!(account.is_active(nodes.issuer(), &resigned), "nothing else is wrong with it");
    claims["exp"] = json!(claims["exp"].as_i64().expect("a time") + 10 * 365 * 86_400);
    let forged = key.sign_jwt(Some("at+jwt"), &claims).expect("a token");
    assert!(!account.is_active(nodes.issuer(), &forged));
    assert_eq!(account.userinfo(nodes.issuer(), &forged).expect("an answer").status, 401);
}

#[test]
fn m4_a_compromised_key_is_neither_published_nor_believed() {
    let nodes = Nodes::start(1, "sqlite:valetkey.db");
    let account = Account::new(&nodes);
    let token = sign_in(&nodes, &account);
    let unknown = run(&nodes.folder, &["keys", "rotate", "--compromised", "no-such-key"]);
    assert!(unknown.refusal(1).contains("valetkey keys list"), "{}", unknown.stderr);
    assert_eq!(run(&nodes.folder, &["keys", "rotate", "--compromised", &kid_of(&token)]).code, 0);
    let mut published = Value::Null;
    for _ in 0..150 {
        published = get(&format!("{}/jwks", nodes.issuer())).json();
        if !published.to_string().contains(&kid_of(&token)) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(!published.to_string().contains(&kid_of(&token)), "{published}");
    assert!(!account.is_active(nodes.issuer(), &token));
    assert_eq!(account.userinfo(nodes.issuer(), &token).expect("an answer").status, 401);
    let next = sign_in(&nodes, &account);
    assert_ne!(kid_of(&next), kid_of(&token));
    assert!(account.is_active(nodes.issuer(), &next));

    // Without a name every key goes, and the command says what that breaks.
    let all = run(&nodes.folder, &["keys", "rotate", "--compromised"]);
    assert!(all.code == 0 && all.stderr.contains("APIs that verify tokens themselves"), "{}", all.stderr);
    let listed = run(&nodes.folder, &["keys", "list", "--json"]).stdout;
    assert!(!listed.contains(&kid_of(&next)) && listed.contains("signing"), "{listed}");
}
