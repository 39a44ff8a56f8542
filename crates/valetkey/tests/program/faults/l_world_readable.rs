//! L: a database file that every user can read is refused.

use std::{fs, os::unix::fs::PermissionsExt as _};

use crate::support::{folder::Folder, program::run};

#[test]
fn l_a_world_readable_database_is_refused() {
    let folder = Folder::new();
    let add = ["user", "add", "--username", "alice", "--email", "alice@example.com"];
    assert_eq!(run(&folder, &add).code, 0);
    let file = folder.path().join("valetkey.db");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("a mode");
    for words in [&["user", "list"][..], &["keys", "rotate"], &["serve", "--listen", "127.0.0.1:0"]] {
        let refused = run(&folder, words);
        assert!(refused.refusal(1).contains("chmod 600"), "{words:?}: {}", refused.stderr);
    }
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("a mode");
    assert_eq!(run(&folder, &["user", "list"]).code, 0);
}
