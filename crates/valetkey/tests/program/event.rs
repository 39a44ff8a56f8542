//! `valetkey event list`.

use serde_json::Value;

use crate::support::{
    deployment::{Deployment, text},
    folder::Folder,
    program::{Ended, run},
};

/// Lists events as JSON, a line for each.
fn lines(ended: &Ended) -> Vec<Value> {
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    ended.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| text(event, "kind")).collect()
}

#[test]
fn what_happened_is_listed_with_the_newest_first() {
    let server = Deployment::start();
    let landing = server.landing();
    let client = server.add_client(&["--redirect-uri", &landing]);
    let id = text(&client, "client_id");
    let tokens = server.tokens(&client, &[]);
    let form = format!("grant_type=refresh_token&refresh_token={}", text(&tokens, "refresh_token"));
    let tokens = server.token(&client, &form).json();
    let secrets = format!("client_id={id}&client_secret={}", text(&client, "client_secret"));
    let revoke = format!("token={}&{secrets}", text(&tokens, "refresh_token"));
    assert_eq!(crate::support::http::post_form(&format!("{}/revoke", server.issuer), &revoke).status, 200);
    assert_eq!(server.run(&["user", "edit", "alice", "--name", "Alice Liddell"]).code, 0);
    let password = server.run(&["user", "password", "alice", "--json"]).json();
    let rotated = server.run(&["client", "rotate-secret", id, "--json"]).json();
    assert_eq!(server.run(&["keys", "rotate"]).code, 0);

    let list = |words: &[&str]| lines(&server.run(&[&["event", "list", "--json"], words].concat()));
    let of_alice = list(&["--user", "alice"]);
    assert_eq!(
        kinds(&of_alice),
        [
            "user.password_set",
            "user.edited",
            "grant.revoked",
            "consent.given",
            "session.started",
            "user.added"
        ]
    );
    let sub = text(&of_alice[0], "sub");
    assert_eq!(of_alice, list(&["--user", "A@example.com"]));
    assert_eq!(of_alice, list(&["--user", sub]));
    assert_eq!(
        kinds(&list(&["--client", id])),
        ["client.secret_rotated", "grant.revoked", "consent.given", "client.added"]
    );
    assert_eq!(list(&["--client", id, "--user", "alice"]).len(), 2);
    assert_eq!(
        kinds(&list(&["--kind", "user.edited", "--kind", "client"])),
        ["client.secret_rotated", "user.edited", "client.added"]
    );
    let rotation = kinds(&list(&["--kind", "signing_key", "--limit", "4"])).join(" ");
    assert!(rotation.contains("signing_key.added") && rotation.contains("signing_key.retired"), "{rotation}");
    let (edited, consent, session) = (&of_alice[1], &of_alice[3], &of_alice[4]);
    assert_eq!(edited["actor"]["kind"], "command_line");
    assert_eq!(edited["changed"][0]["after"], "Alice Liddell");
    assert_eq!((text(&consent["actor"], "id"), text(consent, "client_id")), (sub, id));
    assert_eq!(text(session, "network_address"), "127.0.0.1");
    assert!(text(session, "reference").contains('-'), "{session}");

    // Nobody's secret is in it, in any form.
    let everything = server.run(&["event", "list", "--limit", "1000"]).stdout
        + &server.run(&["event", "list", "--json"]).stdout;
    let hash = "argon2";
    for secret in [
        text(&password, "password"),
        text(&client, "client_secret"),
        text(&rotated, "client_secret"),
        text(&tokens, "refresh_token"),
        text(&tokens, "access_token"),
        "correct horse battery",
        hash,
    ] {
        assert!(!everything.contains(secret), "{secret}: {everything}");
    }

    // As a table.
    let shown = server.run(&["event", "list", "--user", "alice"]).stdout;
    let heading = shown.lines().next().expect("a line");
    for word in ["TIME", "EVENT", "USER", "CLIENT", "BY", "ADDRESS", "CHANGED"] {
        assert!(heading.contains(word), "{heading}");
    }
    let line = shown.lines().find(|line| line.contains("user.edited")).expect("a line");
    assert!(line.contains("alice") && line.contains("name: (none) -> Alice Liddell"), "{line}");
    assert!(line.contains("command line"), "{line}");
}

#[test]
fn a_long_list_is_read_page_by_page() {
    let folder = Folder::new();
    let words = ["client", "add", "--name", "Notes", "--redirect-uri", "https://notes.example/0", "--json"];
    let client = run(&folder, &words).json();
    let id = text(&client, "client_id");
    for number in 0..5 {
        assert_eq!(run(&folder, &["client", "edit", id, "--name", &format!("Notes {number}")]).code, 0);
    }
    let all = lines(&run(&folder, &["event", "list", "--json"]));
    assert_eq!(all.len(), 6);
    let (mut found, mut after) = (Vec::new(), None::<String>);
    loop {
        let mut words = vec!["event", "list", "--json", "--limit", "2"];
        words.extend(after.iter().flat_map(|after| ["--after", after.as_str()]));
        let page = lines(&run(&folder, &words));
        let Some(last) = page.last() else { break };
        after = Some(text(last, "id").to_owned());
        found.extend(page);
    }
    assert_eq!(found, all);
    // The table says how it goes on.
    let first = run(&folder, &["event", "list", "--limit", "4"]);
    assert_eq!(first.stdout.lines().count(), 5, "{}", first.stdout);
    let advice = first.stderr.split("--after ").nth(1).expect("advice").trim();
    let rest = run(&folder, &["event", "list", "--limit", "4", "--after", advice]);
    assert_eq!((rest.stdout.lines().count(), rest.stderr.as_str()), (3, ""), "{}", rest.stdout);
    assert!(!rest.stdout.contains("USER"), "an empty column is left out: {}", rest.stdout);
}

#[test]
fn since_and_kind_say_what_they_expect() {
    let folder = Folder::new();
    let words = ["client", "add", "--name", "Notes", "--redirect-uri", "https://notes.example/0"];
    assert_eq!(run(&folder, &words).code, 0);
    for (since, count) in [("1h", 1), ("2026-01-01", 1), ("2026-01-01T00:00:00Z", 1), ("2999-01-01", 0)] {
        assert_eq!(
            lines(&run(&folder, &["event", "list", "--json", "--since", since])).len(),
            count,
            "{since}"
        );
    }
    let refused = run(&folder, &["event", "list", "--since", "yesterday"]);
    assert!(refused.refusal(2).contains("2026-11-30"), "{}", refused.stderr);
    let refused = run(&folder, &["event", "list", "--kind", "user.cloned"]);
    assert!(refused.refusal(2).contains("consent.given"), "{}", refused.stderr);
    assert_eq!(run(&folder, &["event", "list", "--user", "nobody"]).stdout.trim(), "No such events.");
}

/// A removed user has no name any more; the trail is there under the `sub`.
#[test]
fn events_of_a_removed_user_are_found_by_sub() {
    let folder = Folder::new();
    let add = ["user", "add", "--username", "alice", "--email", "a@example.com", "--json"];
    let alice = run(&folder, &add).json();
    let sub = text(&alice, "sub");
    assert_eq!(run(&folder, &["user", "remove", "alice"]).code, 0);
    let listed = lines(&run(&folder, &["event", "list", "--json", "--user", sub]));
    assert_eq!(kinds(&listed), ["user.removed", "user.added"]);
    assert!(run(&folder, &["event", "list"]).stdout.contains(sub));
}

/// What a terminal obeys is written out.
#[test]
fn lk1_what_is_stored_commands_no_terminal() {
    let folder = Folder::new();
    let add = ["user", "add", "--username", "alice", "--email", "a@example.com", "--name", "A\u{1b}[2J"];
    assert_eq!(run(&folder, &add).code, 2, "a name has no control characters");
    let add = ["user", "add", "--username", "alice", "--email", "a@example.com", "--name", "A\u{202e}"];
    assert_eq!(run(&folder, &add).code, 0);
    assert_eq!(run(&folder, &["user", "edit", "alice", "--name", "B"]).code, 0);
    let shown = run(&folder, &["event", "list"]).stdout;
    assert!(shown.contains("\\u{202e}") && !shown.contains('\u{202e}'), "{shown}");
}

/// Each command that changes something leaves its event.
#[test]
fn each_administering_command_stores_an_event() {
    let folder = Folder::new();
    let done = |words: &[&str]| {
        let ended = run(&folder, &[words, &["--json"]].concat());
        assert_eq!(ended.code, 0, "{words:?}: {}", ended.stderr);
        ended
    };
    done(&["tenant", "edit", "--issuer", "https://id.example"]);
    done(&["user", "add", "--username", "alice", "--email", "a@example.com"]);
    let client =
        done(&["client", "add", "--name", "Notes", "--redirect-uri", "https://notes.example/0"]).json();
    let id = text(&client, "client_id");
    for words in [
        &["user", "edit", "alice", "--name", "A"][..],
        &["user", "disable", "alice"],
        &["user", "enable", "alice"],
        &["user", "password", "alice"],
        &["user", "sign-out", "alice"],
        &["client", "edit", id, "--name", "N"],
        &["client", "disable", id],
        &["client", "enable", id],
        &["client", "rotate-secret", id],
        &["keys", "rotate"],
        &["keys", "reseal"],
        &["keys", "rotate", "--compromised"],
        &["tenant", "edit", "--issuer", "https://new.example"],
        &["database", "after-restore"],
        &["client", "remove", id],
        &["user", "remove", "alice"],
    ] {
        done(words);
    }
    let listed = lines(&done(&["event", "list"]));
    for event in &listed {
        let by = text(&event["actor"], "kind");
        // A database without keys gets its first ones as it is opened.
        assert!(
            by == "command_line" || kinds(std::slice::from_ref(event)) == ["signing_key.added"],
            "{event}"
        );
    }
    let listed = kinds(&listed);
    for kind in [
        "issuer.changed",
        "user.added",
        "client.added",
        "user.edited",
        "user.disabled",
        "user.enabled",
        "user.password_set",
        "user.signed_out",
        "client.edited",
        "client.disabled",
        "client.enabled",
        "client.secret_rotated",
        "signing_key.added",
        "signing_key.retired",
        "signing_key.resealed",
        "signing_key.removed",
        "database.restored",
        "client.removed",
        "user.removed",
    ] {
        assert!(listed.contains(&kind), "{kind} is missing: {listed:?}");
    }
}
