//! `valetkey sign-in`, `sign-out` and `whoami`.

use std::os::unix::fs::PermissionsExt as _;

use super::Office;
use crate::support::program::finish;

#[test]
fn a_user_signs_in_with_the_browser_and_out_again() {
    let office = Office::start();
    let refused = office.there("whoami");
    let expected =
        format!("nobody is signed in at {0} here; run valetkey sign-in --server {0}", office.issuer);
    assert!(refused.refusal(1).contains(&expected), "{}", refused.stderr);

    let signed_in = office.sign_in("ada");
    let value = signed_in.json();
    assert_eq!((&value["username"], &value["server"]), (&"ada".into(), &office.issuer.clone().into()));
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).expect("metadata").permissions().mode() & 0o777;
    let file = office.token_file();
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(file.parent().expect("a folder")), 0o700);
    let me = office.there("whoami");
    assert!(me.code == 0 && me.stdout.contains("ada") && me.stdout.contains("admin"), "{}", me.stderr);
    let refresh_token = office.tokens()["refresh_token"].clone();
    for shown in [&signed_in.stdout, &signed_in.stderr, &me.stdout] {
        assert!(!shown.contains(refresh_token.as_str().expect("a token")), "{shown}");
    }

    let before = std::fs::read_to_string(&file).expect("text");
    let signed_out = office.there("sign-out");
    assert!(signed_out.stdout.contains("Signed out"), "{}", signed_out.stderr);
    assert!(!file.exists());
    // The tokens are worth nothing, also to somebody who copied the file.
    std::fs::write(&file, before).expect("written");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("a mode");
    let refused = office.there("user list");
    assert!(
        refused.refusal(1).contains("does not accept the access token; run valetkey sign-in"),
        "{}",
        refused.stderr
    );
    assert!(office.there("sign-out").stdout.contains("Signed out"), "revoking twice is no error");
    assert!(office.there("sign-out").stdout.contains("Nobody was signed in"));
}

#[test]
fn tokens_that_others_may_read_are_refused() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    let file = office.token_file();
    let folder = file.parent().expect("a folder").to_owned();
    for (path, mode, right) in [(&file, 0o640, "600"), (&file, 0o604, "600"), (&folder, 0o755, "700")] {
        let set = |mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode));
        set(mode).expect("a mode");
        let refused = office.there("user list");
        let expected = format!("expected the mode {right}, got {mode:o}");
        assert!(refused.refusal(1).contains(&expected), "{}", refused.stderr);
        assert!(refused.stderr.contains(&format!("chmod {right}")), "{}", refused.stderr);
        set(if right == "600" { 0o600 } else { 0o700 }).expect("a mode");
    }
    assert_eq!(office.there("user list").code, 0);
}

#[test]
fn an_expired_token_is_refreshed_once_by_commands_at_the_same_time() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    let mut tokens = office.tokens();
    let first = tokens["refresh_token"].clone();
    tokens["expires_at"] = 1.into();
    std::fs::write(office.token_file(), tokens.to_string()).expect("written");
    // If two of them used the same refresh token, the server would revoke the grant.
    let words = ["user", "list", "--server", &office.issuer];
    let running: Vec<_> =
        (0..4).map(|_| office.remote(&words).spawn().expect("the program starts")).collect();
    for child in running {
        let output = child.wait_with_output().expect("the program ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_ne!(office.tokens()["refresh_token"], first, "it was rotated");
    assert_eq!(office.there("whoami").code, 0, "the grant counts");
}

#[test]
fn a_server_that_does_not_know_the_command_line_says_which_command_to_run() {
    let office = Office::start_without_client();
    let refused = office.sign_in("ada");
    assert_eq!(refused.code, 1, "{}", refused.stdout);
    assert!(refused.stderr.contains("valetkey client add --command-line"), "{}", refused.stderr);
    assert_eq!(office.here("client add --command-line").code, 0);
    let again = office.here("client add --command-line");
    assert!(again.refusal(1).contains("there already"), "{}", again.stderr);
    assert_eq!(office.sign_in("ada").code, 0);
}

#[test]
fn a_wrong_address_says_what_to_check() {
    let office = Office::start_without_client();
    let other = office.issuer.replace("127.0.0.1", "localhost");
    for (server, code, expected) in [
        (other.as_str(), 1, &*office.issuer),
        ("http://id.example", 2, "--server: "),
        ("http://127.0.0.1:1", 1, "is it running and reachable from here?"),
    ] {
        let refused = finish(office.remote(&["sign-in", "--server", server]), "");
        assert!(refused.refusal(code).contains(expected), "{}", refused.stderr);
        assert!(!refused.stderr.contains("Sign in with your browser"), "{}", refused.stderr);
    }
    let refused = finish(office.remote(&["whoami"]), "");
    assert!(refused.refusal(2).contains("VALETKEY_SERVER"), "{}", refused.stderr);
}

#[test]
fn a_client_acts_for_itself_with_a_secret_from_a_file_or_a_variable() {
    let office = Office::start();
    let api = format!("{}/admin/api/v1", office.issuer);
    let add = |name: &str| {
        let words = format!(
            "client add --name {name} --grant client_credentials --scope admin --audience {api} --json"
        );
        let client = office.here(&words).json();
        let text = |name: &str| client[name].as_str().expect("a text").to_owned();
        (text("client_id"), text("client_secret"))
    };
    let (id, secret) = add("Backup");
    let granted = office.here(&format!("role grant administrator --client {id}"));
    assert_eq!(granted.code, 0, "{}", granted.stderr);
    let list = ["user", "list", "--server", &office.issuer, "--server-client-id", &id];

    let refused = finish(office.remote(&list), "");
    assert!(refused.refusal(2).contains("VALETKEY_SERVER_CLIENT_SECRET"), "{}", refused.stderr);
    let with = |secret: &str| {
        let mut command = office.remote(&list);
        command.env("VALETKEY_SERVER_CLIENT_SECRET", secret);
        finish(command, "")
    };
    let refused = with("another secret than the right one");
    assert!(refused.refusal(1).contains("does not accept"), "{}", refused.stderr);
    assert!(!refused.stderr.contains("another secret"), "{}", refused.stderr);
    let (other, other_secret) = add("Other");
    let words = ["user", "list", "--server", &office.issuer, "--server-client-id", &other];
    let mut command = office.remote(&words);
    command.env("VALETKEY_SERVER_CLIENT_SECRET", &other_secret);
    let refused = finish(command, "");
    assert!(refused.refusal(1).contains("users:read"), "no role: {}", refused.stderr);
    assert!(with(&secret).stdout.contains("alice"));
    std::fs::write(office.elsewhere.path().join("secret"), format!("{secret}\n")).expect("written");
    let from_file = [&list[..], &["--server-client-secret-file", "secret"]].concat();
    assert!(finish(office.remote(&from_file), "").stdout.contains("alice"));
    assert!(!office.elsewhere.path().join("valetkey").exists(), "nothing is stored");
}

#[test]
fn one_machine_signs_in_at_several_servers() {
    let first = Office::start();
    let second = Office { elsewhere: std::sync::Arc::clone(&first.elsewhere), ..Office::start() };
    for office in [&first, &second] {
        assert_eq!(office.sign_in("ada").code, 0);
    }
    for office in [&first, &second] {
        assert!(office.done("whoami").starts_with(&office.issuer));
    }
    let refused = finish(first.remote(&["whoami"]), "");
    let said = refused.refusal(2);
    assert!(said.contains(&first.issuer) && said.contains(&second.issuer), "{said}");
    first.done("sign-out");
    assert_eq!(first.there("whoami").code, 1);
    assert_eq!(second.there("whoami").code, 0, "the other sign-in counts");
}

#[test]
fn no_log_no_argument_and_no_address_has_a_token() {
    let office = Office::start();
    let opener = office.elsewhere.path().join("xdg-open");
    std::fs::write(&opener, "#!/bin/sh\necho \"$@\" > opened.tmp && mv opened.tmp opened\n")
        .expect("written");
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    assert_eq!(office.sign_in_with("ada", &[("DISPLAY", ":0"), ("VALETKEY_LOG", "trace")]).code, 0);
    let tokens = office.tokens();
    let secrets =
        ["access_token", "refresh_token"].map(|name| tokens[name].as_str().expect("a token").to_owned());
    let mut shown =
        std::fs::read_to_string(office.elsewhere.path().join("opened")).expect("the opened address");
    assert!(shown.contains("code_challenge=") && !shown.contains("code_verifier"), "{shown}");
    for words in [&["whoami"][..], &["user", "list"], &["group", "add", "staff"]] {
        let mut command = office.remote(words);
        command.env("VALETKEY_SERVER", &office.issuer).env("VALETKEY_LOG", "trace");
        let ended = finish(command, "");
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        shown += &format!("{}{}", ended.stdout, ended.stderr);
    }
    for secret in &secrets {
        assert!(!shown.contains(secret.as_str()), "a token is shown");
    }
    let mut expired = tokens;
    expired["expires_at"] = 1.into();
    std::fs::write(office.token_file(), expired.to_string()).expect("written");
    let mut command = office.remote(&["user", "list"]);
    command.env("VALETKEY_SERVER", &office.issuer).env("VALETKEY_LOG", "trace");
    let refreshed = finish(command, "");
    let now = office.tokens();
    for name in ["access_token", "refresh_token"] {
        assert!(!refreshed.stderr.contains(now[name].as_str().expect("a token")), "{name}");
    }
}
