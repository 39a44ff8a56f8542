//! `valetkey mail`, invitations and links, with mails that go into a folder.

use std::{net::TcpListener, process::Command, thread, time::Duration};

use crate::support::{
    browser::Browser,
    folder::Folder,
    http::get,
    program::{Ended, Running, command, finish, run, run_with_input},
};

/// A command whose mails go into the folder `mails`.
fn with_mail(folder: &Folder, words: &[&str]) -> Command {
    let mails = folder.path().join("mails");
    std::fs::create_dir_all(&mails).expect("a folder");
    let mut command = command(folder, words);
    command.env("VALETKEY_MAIL_FOLDER", &mails);
    command.env("VALETKEY_MAIL_FROM", "Example <no-reply@id.example>");
    command
}

fn run_with_mail(folder: &Folder, words: &[&str]) -> Ended {
    finish(with_mail(folder, words), "")
}

/// Returns the mails so far, with their lines joined as mail programs do.
fn mails(folder: &Folder) -> Vec<String> {
    let files = std::fs::read_dir(folder.path().join("mails")).into_iter().flatten();
    let texts = files.filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok());
    // Quoted-printable (RFC 2045 section 6.7): soft line breaks, and `=` written out.
    texts.map(|text| text.replace("=\r\n", "").replace("=3D", "=")).collect()
}

/// Waits for a mail, and returns it.
fn mail(folder: &Folder, part: &str) -> String {
    for _ in 0..200 {
        if let Some(text) = mails(folder).into_iter().find(|text| text.contains(part)) {
            return text;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("no mail with {part:?}");
}

fn link(mail: &str) -> String {
    let line = mail.lines().find(|line| line.starts_with("http://127.0.0.1")).expect("a link");
    line.trim().to_owned()
}

#[test]
fn mail_test_says_what_the_mail_server_answers_and_what_is_missing() {
    let folder = Folder::new();
    let sent = run_with_mail(&folder, &["mail", "test", "alice@example.com", "--json"]).json();
    assert_eq!(sent["accepted"], true);
    assert!(mail(&folder, "Test mail").contains("To: alice@example.com"));

    let without = run(&folder, &["mail", "test", "alice@example.com"]);
    assert!(without.refusal(2).contains("[mail]"), "{}", without.stderr);

    let mut refused = command(&folder, &["mail", "test", "alice@example.com"]);
    let probe = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    refused.env("VALETKEY_MAIL_SERVER", probe.to_string()).env("VALETKEY_MAIL_TLS", "none");
    refused.env("VALETKEY_MAIL_FROM", "no-reply@id.example");
    let refused = finish(refused, "");
    assert!(refused.refusal(1).contains("expected the mail server to accept"), "{}", refused.stderr);
    let two = run_with_mail(&folder, &["mail", "test", "alice@example.com,eve@example.com"]);
    assert!(two.refusal(1).contains("the address can't be used"), "{}", two.stderr);
}

#[test]
fn an_invitation_is_sent_by_the_server_and_a_link_is_handed_over_where_there_is_no_mail() {
    let folder = Folder::new();
    let listen =
        TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").to_string();
    let issuer = format!("http://{listen}");
    let add = ["user", "add", "--username", "alice", "--email", "alice@example.com", "--password-stdin"];
    assert_eq!(run_with_input(&folder, &add, "correct horse battery\n").code, 0);
    let unknown = run(&folder, &["user", "reset-link", "alice"]);
    assert!(unknown.refusal(1).contains("no issuer yet"), "{}", unknown.stderr);

    let _server = Running::start(with_mail(&folder, &["serve", "--issuer", &issuer, "--listen", &listen]));
    let ready = (0..600).any(|_| {
        thread::sleep(Duration::from_millis(50));
        get(&format!("{issuer}/ready")).status == 200
    });
    assert!(ready, "the server is not ready");

    let invited =
        run_with_mail(&folder, &["user", "invite", "bob@example.com", "--role", "editor", "--json"]).json();
    assert_eq!((&invited["mailed"], invited.get("uri")), (&true.into(), None), "nobody else sees the link");
    let mut browser = Browser::default();
    let page = browser.open(&link(&mail(&folder, "You are invited")));
    browser.press(&page, "save", &[("name", "Bob"), ("new_password", "seven purple lighthouses")]);
    let bob = run(&folder, &["user", "show", "bob@example.com", "--json"]).json();
    assert_eq!((&bob["email_verified"], &bob["roles"][0]), (&true.into(), &"editor".into()));
    let again = run_with_mail(&folder, &["user", "invite", "bob@example.com"]);
    assert!(again.refusal(1).contains("it belongs to"), "{}", again.stderr);

    let link = run(&folder, &["user", "reset-link", "alice", "--json"]).json();
    let page = browser.open(link["uri"].as_str().expect("a link"));
    browser.press(&page, "save", &[("new_password", "seven purple lighthouses")]);
    // The server has a mail server, so Alice is told.
    assert!(mail(&folder, "Your password for").contains("To: alice@example.com"));
    // An address that an administrator changes is told to both.
    let edit = ["user", "edit", "alice", "--email", "alice@new.example"];
    assert_eq!(run_with_mail(&folder, &edit).code, 0);
    let about = |mail: &String| mail.contains("Your email address at");
    let are_told = |address: &str, number: usize| {
        let to = format!("To: {address}\r\n");
        (0..200).any(|_| {
            thread::sleep(Duration::from_millis(100));
            mails(&folder).iter().filter(|mail| about(mail) && mail.contains(&to)).count() == number
        })
    };
    assert!(are_told("alice@example.com", 1), "the address before the change");
    assert!(are_told("alice@new.example", 1), "and the one after it");
    for words in [&["--name", "Alice"][..], &["--email", "Alice@new.example"], &["--email", ""]] {
        assert_eq!(run_with_mail(&folder, &[&["user", "edit", "alice"][..], words].concat()).code, 0);
    }
    assert!(are_told("Alice@new.example", 1), "the address that was removed");
    assert_eq!(mails(&folder).iter().filter(|mail| about(mail)).count(), 3, "nothing else was told");
    let listed = run(&folder, &["mail", "list"]).stdout;
    assert!(listed.contains("No mail waits"), "{listed}");
    let kinds = run(&folder, &["event", "list", "--json"]).stdout;
    for kind in ["user.invited", "user.invitation_accepted", "user.link_made", "user.password_reset"] {
        assert!(kinds.contains(kind), "{kind}: {kinds}");
    }
    for address in ["two@example.com,three@example.com", "nobody"] {
        assert!(run(&folder, &["user", "invite", address]).refusal(2).contains("expected one mail address"));
    }
}
