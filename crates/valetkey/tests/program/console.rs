//! The set-up link of `valetkey serve` and `valetkey tenant set-up-link`, and the administrator of the demo.

use std::net::TcpListener;

use crate::support::{
    browser::Browser,
    folder::Folder,
    http::get,
    program::{Running, command, run},
};

/// Starts a server in a folder. Returns it with its set-up link, if it printed one.
fn serve(folder: &Folder, issuer: &str) -> (Running, Option<String>) {
    let listen = issuer.strip_prefix("http://").expect("an address");
    let mut serve = command(folder, &["serve", "--issuer", issuer, "--listen", listen]);
    // The walk of this test has no authenticator app.
    serve.env("VALETKEY_CONSOLE_REQUIRE", "one-factor");
    let server = Running::start(serve);
    let link = server.facts["set_up_uri"].as_str().map(str::to_owned);
    (server, link)
}

fn address() -> String {
    let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
    format!("http://{}", probe.local_addr().expect("an address"))
}

fn set_up(link: &str, username: &str) -> String {
    let mut browser = Browser::default();
    let page = browser.open(link);
    let email = format!("{username}@example.com");
    let fields = [
        ("username", username),
        ("email", email.as_str()),
        ("name", "Ada"),
        ("new_password", "a good long password"),
    ];
    browser.press(&page, "save", &fields).answer.body
}

#[test]
fn al6_each_start_prints_a_link_until_there_is_an_administrator() {
    let (folder, issuer) = (Folder::new(), address());
    let (server, first) = serve(&folder, &issuer);
    let first = first.expect("a link");
    assert!(first.starts_with(&format!("{issuer}/admin/set-up?token=")), "{first}");
    server.stop();

    let (server, second) = serve(&folder, &issuer);
    let second = second.expect("another link");
    assert_eq!(get(&first).status, 410, "the link before ended");
    let overview = set_up(&second, "ada");
    assert!(overview.contains("The administrator is set up"), "{overview}");
    assert_eq!(get(&second).status, 410);
    server.stop();

    let (server, none) = serve(&folder, &issuer);
    assert_eq!(none, None, "there is an administrator");
    let link = run(&folder, &["tenant", "set-up-link", "--json"]).json();
    let recovered = set_up(link["uri"].as_str().expect("a link"), "grace");
    assert!(recovered.contains("The administrator is set up"), "{recovered}");
    server.stop();
    let events = run(&folder, &["event", "list", "--kind", "tenant.set_up_link_made"]).stdout;
    assert_eq!(events.matches("tenant.set_up_link_made").count(), 3, "{events}");
}

#[test]
fn a_wrong_strength_of_the_console_stops_the_start() {
    let folder = Folder::new();
    let mut serve = command(&folder, &["serve", "--listen", "127.0.0.1:0"]);
    serve.env("VALETKEY_CONSOLE_REQUIRE", "three-factors");
    let refused = crate::support::program::finish(serve, "");
    assert!(refused.refusal(2).contains("two-factors"), "{}", refused.stderr);
}

#[test]
fn the_demo_has_an_administrator_for_the_console() {
    let folder = Folder::new();
    let mut demo = command(&folder, &["demo", "--no-open", "--port", "0,0,0,0"]);
    demo.env("TMPDIR", folder.path());
    let demo = Running::start(demo);
    let carol = &demo.facts["administrator"];
    let text = |name: &str| carol[name].as_str().expect("a text").to_owned();
    let mut browser = Browser::default();
    let page = browser.open(&format!("{}/admin", demo.fact("issuer")));
    let fields = [("username", text("username")), ("password", text("password"))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let overview = browser.press(&page, "sign-in", &fields);
    assert!(overview.answer.body.contains("Checklist"), "{}", overview.answer.body);
    demo.interrupt();
}
