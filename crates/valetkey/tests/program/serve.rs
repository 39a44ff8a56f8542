//! `valetkey serve`.

use std::{fs, net::TcpListener};

use crate::support::{
    folder::Folder,
    http::{get, post_form},
    program::{Running, command, run},
};

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
    probe.local_addr().expect("an address").port()
}

#[test]
fn it_serves_says_so_and_stops_cleanly() {
    let folder = Folder::new();
    let port = free_port();
    let (issuer, listen) = (format!("http://127.0.0.1:{port}"), format!("127.0.0.1:{port}"));
    let words = ["serve", "--issuer", &issuer, "--listen", &listen, "--database", "sqlite:records.db"];
    let server = Running::start(command(&folder, &words));
    assert_eq!((server.fact("issuer"), server.fact("listen")), (issuer.as_str(), listen.as_str()));
    let metadata = get(&format!("{issuer}/.well-known/openid-configuration"));
    assert_eq!((metadata.status, &metadata.json()["issuer"]), (200, &issuer.into()));
    assert!(folder.path().join("records.db").exists());
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn ctrl_c_stops_it_too() {
    let server = Running::start(command(&Folder::new(), &["serve", "--listen", "127.0.0.1:0"]));
    assert_eq!(server.interrupt().0, Some(0));
}

#[test]
fn a_client_of_the_command_line_gets_a_token_that_inspect_finds_valid() {
    let folder = Folder::new();
    let words = [
        "client",
        "add",
        "--name",
        "Backup",
        "--grant",
        "client_credentials",
        "--scope",
        "notes.read",
        "--json",
    ];
    let client = run(&folder, &words).json();
    let port = free_port();
    let (issuer, listen) = (format!("http://127.0.0.1:{port}"), format!("127.0.0.1:{port}"));
    let server = Running::start(command(&folder, &["serve", "--issuer", &issuer, "--listen", &listen]));
    let (id, secret) =
        (client["client_id"].as_str().expect("an id"), client["client_secret"].as_str().expect("a secret"));
    let form = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
    let answer = post_form(&format!("{issuer}/token"), &form);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let token = answer.json()["access_token"].as_str().expect("a token").to_owned();
    let inspected = run(&folder, &["inspect", &token, "--issuer", &issuer]);
    assert_eq!(inspected.code, 0, "{}", inspected.stdout);
    assert!(inspected.stdout.starts_with("valid: access token"), "{}", inspected.stdout);

    let wrong = post_form(&format!("{issuer}/token"), &form.replace(secret, "wrong"));
    assert_eq!(wrong.json()["error"], "invalid_client");
    assert_eq!(run(&folder, &["client", "remove", id]).code, 0);
    // Another process changed it: the server knows a second later.
    let refused = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        post_form(&format!("{issuer}/token"), &form).json()["error"] == "invalid_client"
    });
    assert!(refused, "a removed client still gets tokens");
    let (_, log) = server.stop();
    assert!(!log.contains(secret) && !log.contains(&token), "no secrets in the log: {log}");
}

#[test]
fn a_taken_port_is_named_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let refused = run(&Folder::new(), &["serve", "--listen", &address]);
    let text = refused.refusal(1);
    assert!(text.contains(&address) && text.contains("choose another port with --listen"), "{text}");
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let folder = Folder::new();
    let text = "Dear diary, this is not a database. ".repeat(100);
    folder.write("valetkey.db", &text);
    let refused = run(&folder, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(refused.refusal(1).contains("is not a valetkey database"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("valetkey.db")).expect("a file"), text);
}

#[test]
fn a_database_that_can_not_be_written_is_named() {
    let refused = run(
        &Folder::new(),
        &["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:no/such/folder/x.db"],
    );
    assert!(refused.refusal(1).contains("check that the folder exists"), "{}", refused.stderr);
}

#[test]
fn an_encryption_key_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let key = folder.write("valetkey.db.key", &"0".repeat(64));
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("permissions");
    let refused = run(&folder, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(refused.refusal(1).contains("chmod 600"), "{}", refused.stderr);
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let folder = Folder::new();
    assert_eq!(run(&folder, &["tenant", "edit", "--issuer", "https://id.example"]).code, 0);
    let newer = rusqlite::Connection::open(folder.path().join("valetkey.db")).expect("a database");
    let step = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
                VALUES (999, 'later', '2030-01-01T00:00:00Z', '1')";
    newer.execute(step, []).expect("a later step");
    drop(newer);
    for words in [&["serve", "--listen", "127.0.0.1:0"][..], &["user", "list"]] {
        let refused = run(&folder, words);
        let text = refused.refusal(1);
        assert!(text.contains("written by a newer version") && text.contains("restore a backup"), "{text}");
    }
}

#[test]
fn a_locked_database_is_named_with_what_to_do() {
    let folder = Folder::new();
    assert_eq!(run(&folder, &["tenant", "edit", "--issuer", "https://id.example"]).code, 0);
    let holder = rusqlite::Connection::open(folder.path().join("valetkey.db")).expect("a database");
    holder.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").expect("the lock");
    let refused = run(&folder, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(refused.refusal(1).contains("is locked by another process"), "{}", refused.stderr);
}
