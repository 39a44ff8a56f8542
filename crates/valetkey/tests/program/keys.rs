//! `valetkey keys`.

use serde_json::Value;

use crate::support::{
    folder::Folder,
    http::get,
    program::{Running, command, run},
};

/// A folder with a database that knows its issuer.
fn folder_with_issuer() -> Folder {
    let folder = Folder::new();
    assert_eq!(run(&folder, &["tenant", "edit", "--issuer", "https://id.example"]).code, 0);
    folder
}

fn states(keys: &Value) -> Vec<(String, String)> {
    let text = |key: &Value, name: &str| key[name].as_str().expect("a text").to_owned();
    keys.as_array().expect("a list").iter().map(|key| (text(key, "algorithm"), text(key, "state"))).collect()
}

fn count(keys: &[(String, String)], state: &str) -> usize {
    keys.iter().filter(|(_, seen)| seen == state).count()
}

#[test]
fn recording_the_issuer_makes_keys_and_a_rotation_replaces_them() {
    let folder = folder_with_issuer();
    let first = run(&folder, &["keys", "list", "--json"]).json();
    let before = states(&first);
    assert_eq!(count(&before, "signing"), before.len(), "{before:?}");
    let second = run(&folder, &["keys", "rotate", "--json"]).json();
    let after = states(&second);
    assert_eq!(
        (count(&after, "signing"), count(&after, "retiring")),
        (before.len(), before.len()),
        "{after:?}"
    );
    assert_eq!(run(&folder, &["keys", "list", "--json"]).json(), second);
    let shown = run(&folder, &["keys", "list"]).stdout;
    assert!(shown.contains("ES256") && shown.contains("retiring"), "{shown}");
}

#[test]
fn keys_are_sealed_for_an_issuer_that_is_known() {
    let folder = Folder::new();
    let refused = run(&folder, &["keys", "rotate"]);
    assert!(refused.refusal(1).contains("valetkey tenant edit --issuer URL"), "{}", refused.stderr);
    assert!(!folder.path().join("valetkey.db.key").exists());
}

#[test]
fn no_private_key_is_printed_or_stored_in_the_clear() {
    let folder = folder_with_issuer();
    let printed = run(&folder, &["keys", "rotate", "--json"]).stdout;
    assert!(!printed.contains("private") && !printed.contains("\"d\""), "{printed}");
    // How every PKCS#8 document with a P-256 key begins, and the same as base64.
    let clear: [&[u8]; 2] = [&[0x30, 0x81, 0x87, 0x02, 0x01, 0x00, 0x30, 0x13], b"MIGHAgEAMBMG"];
    for name in ["valetkey.db", "valetkey.db-wal"] {
        let bytes = std::fs::read(folder.path().join(name)).unwrap_or_default();
        for start in clear {
            assert!(!bytes.windows(start.len()).any(|window| window == start), "{name}");
        }
    }
}

#[test]
fn a_missing_encryption_key_is_not_replaced_by_another() {
    let folder = folder_with_issuer();
    assert_eq!(run(&folder, &["keys", "rotate"]).code, 0);
    std::fs::remove_file(folder.path().join("valetkey.db.key")).expect("the key was there");
    let refused = run(&folder, &["keys", "rotate"]);
    assert!(refused.refusal(1).contains("restore the file from your backup"), "{}", refused.stderr);
    assert!(!folder.path().join("valetkey.db.key").exists());
}

#[test]
fn a_running_server_publishes_the_new_keys_and_keeps_the_old() {
    let folder = Folder::new();
    let server = Running::start(command(&folder, &["serve", "--listen", "127.0.0.1:0"]));
    let jwks = format!("http://{}/jwks", server.fact("listen"));
    let kids = || -> Vec<String> {
        let keys = get(&jwks).json()["keys"].as_array().expect("keys").clone();
        keys.iter().map(|key| key["kid"].as_str().expect("a kid").to_owned()).collect()
    };
    // The key for RS256 comes a moment after the start.
    let ready = format!("http://{}/ready", server.fact("listen"));
    for _ in 0..150 {
        if get(&ready).status == 200 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let before = kids();
    assert_eq!(before.len(), 2);
    assert_eq!(run(&folder, &["keys", "rotate"]).code, 0);
    let mut after = kids();
    for _ in 0..150 {
        if after.len() == before.len() * 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
        after = kids();
    }
    assert_eq!(after.len(), before.len() * 2);
    assert!(before.iter().all(|kid| after.contains(kid)), "tokens signed before stay good");
}
