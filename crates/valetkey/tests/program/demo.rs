//! `valetkey demo`.

use std::net::TcpListener;

use crate::support::{
    browser::{Browser, Page},
    folder::Folder,
    http::{get, get_with},
    program::{Running, command, run},
};

fn start(folder: &Folder) -> Running {
    // Port 0 lets the system choose: tests run side by side.
    let mut demo = command(folder, &["demo", "--no-open", "--port", "0,0,0,0"]);
    demo.env("TMPDIR", folder.path());
    Running::start(demo)
}

#[test]
fn all_three_answer_and_nothing_is_left_behind() {
    let folder = Folder::new();
    let demo = start(&folder);
    let (issuer, app, api) = (demo.fact("issuer"), demo.fact("app"), demo.fact("api"));
    let metadata = get(&format!("{issuer}/.well-known/openid-configuration"));
    assert_eq!(metadata.json()["issuer"], issuer);

    let home = get(&format!("{app}/"));
    assert_eq!(home.status, 200);
    assert!(home.body.contains("id=\"sign-in\"") && !home.body.contains("id=\"sign-out\""), "{}", home.body);
    let policy = home.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(get(&format!("{app}/assets/application.css")).status, 200);

    let bare = get(&format!("{api}/notes"));
    let challenge = bare.header("www-authenticate").expect("a challenge");
    assert!(bare.status == 401 && !challenge.contains("error="), "{challenge}");
    let forged = get_with(&format!("{api}/notes"), &[("authorization", "Bearer e30.e30.e30")]);
    let challenge = forged.header("www-authenticate").expect("a challenge");
    assert!(forged.status == 401 && challenge.contains("invalid_token"), "{challenge}");

    let users = demo.facts["users"].as_array().expect("users").clone();
    let passwords: Vec<&str> = users.iter().filter_map(|user| user["password"].as_str()).collect();
    assert_eq!(
        users.iter().filter_map(|user| user["username"].as_str()).collect::<Vec<_>>(),
        ["alice", "bob"]
    );
    assert!(passwords.len() == 2 && passwords[0] != passwords[1]);

    let (code, log) = demo.interrupt();
    assert_eq!(code, Some(0), "{log}");
    assert!(passwords.iter().all(|password| !log.contains(password)), "{log}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "the database is gone");
}

#[test]
fn a_taken_port_is_replaced() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = Folder::new();
    let mut demo = command(&folder, &["demo", "--no-open", "--port", "0", &port, "0", "0"]);
    demo.env("TMPDIR", folder.path());
    let demo = Running::start(demo);
    assert!(!demo.fact("app").ends_with(&port));
    assert_eq!(get(&format!("{}/", demo.fact("app"))).status, 200);
}

#[test]
fn signing_in_leads_to_the_server_and_back_to_the_application() {
    let folder = Folder::new();
    let demo = start(&folder);
    let answer = get_with(&format!("{}/login", demo.fact("app")), &[("accept", "text/html")]);
    let location = answer.header("location").expect("a redirect");
    assert!((300..400).contains(&answer.status) && location.starts_with(demo.fact("issuer")), "{location}");
    for expected in ["code_challenge_method=S256", "state=", "nonce=", "notes.read"] {
        assert!(location.contains(expected), "{expected}: {location}");
    }
    let login = get_with(location, &[("accept", "text/html")]);
    assert!(login.status < 400, "{} {}", login.status, login.body);
}

/// Signs in from the application's home page and allows what it asks for.
fn sign_in(browser: &mut Browser, demo: &Running, user: usize) -> Page {
    let (username, password) =
        (&demo.facts["users"][user]["username"], &demo.facts["users"][user]["password"]);
    let fields = [
        ("username", username.as_str().expect("a name")),
        ("password", password.as_str().expect("a password")),
    ];
    let login = browser.open(&format!("{}/login", demo.fact("app")));
    assert!(login.url.starts_with(demo.fact("issuer")), "{}", login.url);
    let consent = browser.press(&login, "sign-in", &fields);
    browser.press(&consent, "allow", &[])
}

#[test]
fn a_person_signs_in_calls_the_api_and_signs_out() {
    let folder = Folder::new();
    let demo = start(&folder);
    let mut browser = Browser::default();
    let home = sign_in(&mut browser, &demo, 0);
    assert_eq!(home.url, format!("{}/", demo.fact("app")));
    for expected in
        ["id=\"signed-in-as\">Alice Liddell<", "alice@example.com", "[&#34;admin&#34;]", "id=\"call-api\""]
    {
        assert!(home.answer.body.contains(expected), "{expected}: {}", home.answer.body);
    }

    let notes = browser.open(&format!("{}/notes", demo.fact("app")));
    assert_eq!(notes.answer.status, 200);
    assert!(notes.answer.body.contains("id=\"api-answer\"") && notes.answer.body.contains("EAT ME"));

    let after = browser.press(&home, "sign-out", &[]);
    let after = if after.url.starts_with(demo.fact("issuer")) {
        browser.press(&after, "sign-out", &[])
    } else {
        after
    };
    // The issuer gives back the state that it was sent (OpenID Connect RP-Initiated Logout section 3).
    let (address, state) = after.url.split_once("?state=").expect("a state");
    assert_eq!(address, format!("{}/", demo.fact("app")));
    assert!(!state.is_empty() && !state.contains('&'), "{}", after.url);
    assert!(after.answer.body.contains("id=\"sign-in\""), "{}", after.answer.body);
    let notes = browser.open(&format!("{}/notes", demo.fact("app")));
    assert!(notes.url.starts_with(demo.fact("issuer")), "a visitor is sent to sign in, not to {}", notes.url);
    assert!(notes.answer.body.contains("id=\"password\""), "the server has forgotten the person too");
}

#[test]
fn the_imitated_provider_asks_who_to_be_and_signs_in() {
    let folder = Folder::new();
    let demo = start(&folder);
    let mut browser = Browser::default();
    let login = browser.open(&format!("{}/login", demo.fact("app")));
    assert!(login.answer.body.contains("Sign in with GitHub (imitation)"), "{}", login.answer.body);
    let imitation = browser.press(&login, "provider-1", &[]);
    assert!(imitation.url.starts_with(demo.fact("provider")), "{}", imitation.url);
    for expected in ["This is not GitHub.", "person-ada", "person-grace", "person-alice"] {
        assert!(imitation.answer.body.contains(expected), "{expected}: {}", imitation.answer.body);
    }
    let consent = browser.press(&imitation, "allow", &[("person", "grace")]);
    assert!(consent.url.starts_with(demo.fact("issuer")), "{}", consent.url);
    let home = browser.press(&consent, "allow", &[]);
    assert!(home.answer.body.contains("id=\"signed-in-as\">Grace Example<"), "{}", home.answer.body);

    // Alice has the address of a user, who proves with the password that the account is theirs.
    let mut browser = Browser::default();
    let login = browser.open(&format!("{}/login", demo.fact("app")));
    let imitation = browser.press(&login, "provider-1", &[]);
    let again = browser.press(&imitation, "allow", &[("person", "alice")]);
    assert!(again.answer.body.contains("id=\"provider-notice\""), "{}", again.answer.body);
    let password = demo.facts["users"][0]["password"].as_str().expect("a password");
    let consent = browser.press(&again, "sign-in", &[("username", "alice"), ("password", password)]);
    let home = browser.press(&consent, "allow", &[]);
    assert!(home.answer.body.contains("id=\"signed-in-as\">Alice Liddell<"), "{}", home.answer.body);
}

#[test]
fn a_second_visit_needs_no_password_and_no_consent() {
    let folder = Folder::new();
    let demo = start(&folder);
    let mut browser = Browser::default();
    sign_in(&mut browser, &demo, 1);
    browser.forget("127.0.0.1");
    let home = browser.open(&format!("{}/login", demo.fact("app")));
    assert!(home.answer.body.contains("id=\"signed-in-as\">Bob Cratchit<"), "{}", home.answer.body);
}

#[test]
fn a_wrong_password_leads_nowhere() {
    let folder = Folder::new();
    let demo = start(&folder);
    let mut browser = Browser::default();
    let login = browser.open(&format!("{}/login", demo.fact("app")));
    let again = browser.press(&login, "sign-in", &[("username", "alice"), ("password", "not the password")]);
    assert!(again.url.starts_with(demo.fact("issuer")) && again.answer.body.contains("id=\"password\""));
    let home = browser.open(&format!("{}/", demo.fact("app")));
    assert!(home.answer.body.contains("id=\"sign-in\""));
}

#[test]
fn an_address_that_is_not_there_leads_back() {
    let folder = Folder::new();
    let demo = start(&folder);
    let lost = get(&format!("{}/nowhere", demo.fact("app")));
    assert_eq!(lost.status, 404);
    assert!(lost.body.contains("There is no such page here.") && lost.body.contains("href=\"/\""));
}

#[test]
fn a_port_that_is_no_number_is_refused() {
    let refused = run(&Folder::new(), &["demo", "--port", "http"]);
    assert!(refused.refusal(2).contains("--port"));
}

/// What an application has to write for login: between the two marks, blank lines and comments aside.
#[test]
fn adding_login_takes_at_most_25_lines() {
    let source = include_str!("../../src/demo/application.rs");
    let parts: Vec<&str> = source.split("// login begins").skip(1).collect();
    assert!(!parts.is_empty(), "the marks are there");
    let lines = parts
        .iter()
        .flat_map(|part| part.split("// login ends").next().expect("an end").lines().skip(1))
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count();
    assert!((5..=25).contains(&lines), "{lines} lines");
}
