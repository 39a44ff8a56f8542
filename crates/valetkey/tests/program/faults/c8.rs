//! C8: an application that moves here keeps its identifier and its secret.

use crate::support::{
    folder::Folder,
    http::post_form,
    program::{Running, command, run, run_with_input},
};

const SECRET: &str = "GOCSPX-0123456789abcdefghij";

#[test]
fn c8_an_application_keeps_its_identifier_and_secret() {
    let folder = Folder::new();
    let words = [
        "client",
        "add",
        "--name",
        "Old",
        "--id",
        "old.app/1",
        "--secret-stdin",
        "--grant",
        "client_credentials",
        "--scope",
        "read",
        "--json",
    ];
    let added = run_with_input(&folder, &words, &format!("{SECRET}\n"));
    assert!(!added.stdout.contains(SECRET), "a given secret is not repeated");
    assert_eq!(added.json()["client_id"], "old.app/1");
    let server = Running::start(command(&folder, &["serve", "--listen", "127.0.0.1:0"]));
    let form = format!("grant_type=client_credentials&client_id=old.app/1&client_secret={SECRET}");
    let answer = post_form(&format!("http://{}/token", server.fact("listen")), &form);
    assert_eq!(answer.status, 200, "{}", answer.body);

    let again = run_with_input(&folder, &words[..words.len() - 1], &format!("{SECRET}\n"));
    assert!(again.refusal(1).contains("the identifier old.app/1 is taken"), "{}", again.stderr);
}

#[test]
fn c8_what_can_not_be_kept_is_refused() {
    let folder = Folder::new();
    let add = ["client", "add", "--name", "Old", "--redirect-uri", "https://old.example/cb"];
    let short = run_with_input(&folder, &[&add[..], &["--secret-stdin"]].concat(), "tooshort\n");
    assert!(short.refusal(2).contains("expected 24 to 255 characters, got 8"), "{}", short.stderr);
    assert!(!short.stderr.contains("tooshort"));
    let public = run(&folder, &[&add[..], &["--public", "--secret-stdin"]].concat());
    assert!(public.refusal(2).contains("cannot be used with"), "{}", public.stderr);
    let spaces = run(&folder, &[&add[..], &["--id", "a b"]].concat());
    assert!(spaces.refusal(2).contains("without spaces"), "{}", spaces.stderr);
}
