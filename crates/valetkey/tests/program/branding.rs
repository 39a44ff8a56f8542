//! The look of the pages, from the configuration and from the command line.

use std::{
    net::TcpListener,
    thread,
    time::{Duration, Instant},
};

use crate::support::{
    folder::Folder,
    http::{Answer, get_with},
    program::{Running, command, run},
};

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>";

/// A server with the configuration file of the folder.
struct Server {
    issuer: String,
    _running: Running,
}

impl Server {
    fn start(folder: &Folder) -> Self {
        let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
        let listen = probe.local_addr().expect("an address").to_string();
        drop(probe);
        let serve = ["serve", "--config", "valetkey.toml", "--listen", &listen];
        Self { issuer: format!("http://{listen}"), _running: Running::start(command(folder, &serve)) }
    }
}

fn page(server: &Server) -> Answer {
    get_with(&format!("{}/login", server.issuer), &[("accept", "text/html")])
}

/// Asks until the page shows it: a change of another process counts within seconds.
fn await_page(server: &Server, text: &str) -> Answer {
    let begun = Instant::now();
    loop {
        let page = page(server);
        if page.body.contains(text) {
            return page;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no {text} in {}", page.body);
        thread::sleep(Duration::from_millis(100));
    }
}

/// Opens the file of the page whose address starts like this.
fn file(server: &Server, page: &Answer, start: &str) -> Answer {
    let begin = page.body.find(start).unwrap_or_else(|| panic!("no {start} in {}", page.body));
    let path = page.body[begin..].split('"').next().unwrap_or_default();
    get_with(&format!("{}{path}", server.issuer), &[])
}

#[test]
fn u3_a_brand_of_the_configuration_and_one_of_the_command_line() {
    let folder = Folder::new();
    folder.write("acme.svg", SVG);
    folder.write("other.svg", &SVG.replace("h1", "h2"));
    folder.write(
        "valetkey.toml",
        "[branding]\nname = \"Acme\"\nlogo = \"acme.svg\"\naccent = \"#7a1f5c\"\nsupport_uri = \"mailto:help@acme.example\"\n",
    );
    let server = Server::start(&folder);
    let first = page(&server);
    assert!(first.body.contains(" – Acme</title>") && first.body.contains("mailto:help@acme.example"));
    assert_eq!(file(&server, &first, "/assets/logo/").body, SVG);
    assert!(file(&server, &first, "/assets/brand/").body.contains("--accent:#7a1f5c"));

    let edit = |more: &[&str]| run(&folder, &[&["tenant", "edit", "--json"][..], more].concat());
    let edited = edit(&["--brand-name", "Shop", "--brand-logo", "other.svg", "--brand-accent", "#1d4ed8"]);
    assert_eq!(edited.json()["branding"]["accent"], "#1d4ed8");
    let second = await_page(&server, " – Shop</title>");
    assert!(file(&server, &second, "/assets/logo/").body.contains("h2"));
    assert!(second.body.contains("mailto:help@acme.example"), "what the record leaves open");
    let removed = edit(&["--brand-name", "", "--brand-logo", "", "--brand-accent", ""]);
    assert_eq!(removed.json()["branding"], serde_json::json!({}));
    await_page(&server, " – Acme</title>");
    assert_eq!(file(&server, &second, "/assets/logo/").status, 404, "the image went with the edit");
}

#[test]
fn u3_what_is_wrong_with_a_brand_is_said() {
    let folder = Folder::new();
    folder.write("page.html", "<!doctype html><script>alert(1)</script>");
    folder.write("active.svg", "<svg ><script>alert(1)</script></svg>");
    folder.write("large.png", &format!("\u{89}PNG{}", "x".repeat(10 << 20)));
    assert_eq!(run(&folder, &["tenant", "add", "acme", "--issuer", "https://acme.example"]).code, 0);
    for (option, value, words) in [
        ("--brand-accent", "#ffd400", "expected a contrast of at least 4.5:1"),
        ("--brand-accent", "#ffd400", "got #ffd400 with 1.39:1"),
        ("--brand-accent", "red", "six hexadecimal digits"),
        ("--brand-accent-dark", "#6fcfc6", "expected accent beside it"),
        ("--brand-background", "#202020", "nearest colour that passes, #"),
        ("--brand-corner-radius", "99", "0 to 32"),
        ("--brand-corner-radius", "-1", "0 to 32"),
        ("--brand-support-uri", "javascript:alert(1)", "--brand-support-uri: expected an https address"),
        ("--brand-terms-uri", "mailto:a@b.example", "--brand-terms-uri"),
        ("--brand-logo", "page.html", "expected a PNG, SVG or WebP image"),
        ("--brand-logo", "active.svg", "expected an SVG that only draws, got a script"),
        ("--brand-logo", "large.png", "at most 65536 bytes, got 65537"),
        ("--brand-logo", "no-such-file.png", "can't be read"),
        ("--brand-logo-dark", "page.html", "--brand-logo-dark"),
    ] {
        let refused = run(&folder, &["tenant", "edit", "acme", &format!("{option}={value}")]);
        assert!(refused.refusal(2).contains(words), "{option} {value}: {}", refused.stderr);
    }
    for (key, value, words) in [
        ("accent", "\"#ffd400\"", "4.5:1"),
        ("accent", "\"gold\"", "six hexadecimal digits"),
        ("corner_radius", "99", "0 to 32"),
        ("logo", "\"active.svg\"", "a script"),
        ("logo", "\"large.png\"", "65536"),
        ("logo_dark", "\"active.svg\"", "logo beside it"),
        ("colour", "\"#000000\"", "unknown configuration key branding.colour"),
    ] {
        folder.write("valetkey.toml", &format!("[branding]\n{key} = {value}\n"));
        let refused = run(&folder, &["serve", "--config", "valetkey.toml", "--listen", "127.0.0.1:0"]);
        assert!(refused.refusal(2).contains(words), "{key} = {value}: {}", refused.stderr);
    }
}

#[test]
fn u3_an_application_has_a_look_of_its_own() {
    let folder = Folder::new();
    folder.write("notes.svg", SVG);
    let add = ["client", "add", "--name", "Notes", "--redirect-uri", "https://notes.example/cb", "--json"];
    let id = run(&folder, &add).json()["client_id"].as_str().expect("an identifier").to_owned();
    let edit = |more: &[&str]| run(&folder, &[&["client", "edit", &id, "--json"][..], more].concat());
    let edited = edit(&["--brand-accent", "#1d4ed8", "--brand-logo", "notes.svg"]);
    assert_eq!(edited.json()["branding"]["accent"], "#1d4ed8");
    assert!(edit(&["--brand-accent", "#ffd400"]).refusal(2).contains("--brand-accent: expected a contrast"));
    let trail = run(&folder, &["event", "list", "--json"]).stdout;
    assert!(trail.contains("branding.logo") && !trail.contains("<svg"), "{trail}");
    assert_eq!(run(&folder, &["client", "remove", &id]).code, 0);
}

const ADD_NOTES: [&str; 6] =
    ["client", "add", "--name", "Notes", "--redirect-uri", "https://notes.example/cb"];

/// A sign-in for the application begins here.
const SIGN_IN: &str = "response_type=code&redirect_uri=https%3A%2F%2Fnotes.example%2Fcb&scope=openid&state=s\
&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

#[test]
fn u3_an_application_is_registered_with_a_look_of_its_own() {
    let folder = Folder::new();
    folder.write("notes.svg", SVG);
    folder.write(
        "valetkey.toml",
        "[branding]\nname = \"Acme\"\nprivacy_uri = \"https://acme.example/privacy\"\n",
    );
    let server = Server::start(&folder);
    let look = ["--brand-name", "Our notes", "--brand-accent", "#1d4ed8", "--brand-corner-radius", "4"];
    let more = ["--brand-support-uri", "mailto:help@notes.example", "--brand-logo", "notes.svg", "--json"];
    let added = run(&folder, &[&ADD_NOTES[..], &look, &more].concat()).json();
    assert_eq!(added["branding"]["accent"], "#1d4ed8");
    assert_eq!(added["branding"]["support_uri"], "mailto:help@notes.example");
    let id = added["client_id"].as_str().expect("an identifier");

    let shown = run(&folder, &["client", "show", id]);
    for words in ["branding.name", "Our notes", "branding.accent", "#1d4ed8", "branding.logo", ".svg"] {
        assert!(shown.stdout.contains(words), "{words} in {}", shown.stdout);
    }
    let address = format!("{}/authorize?client_id={id}&{SIGN_IN}", server.issuer);
    let page = get_with(&address, &[("accept", "text/html")]);
    assert!(page.body.contains(" – Our notes</title>"), "{}", page.body);
    assert!(page.body.contains("https://acme.example/privacy"), "what the application leaves open");
    assert_eq!(file(&server, &page, "/assets/logo/").body, SVG, "the image is stored with the application");
}

#[test]
fn u3_a_look_that_is_refused_registers_no_application() {
    let folder = Folder::new();
    folder.write("active.svg", "<svg ><script>alert(1)</script></svg>");
    for (option, value, words) in [
        ("--brand-accent", "#ffd400", "--brand-accent: expected a contrast of at least 4.5:1"),
        ("--brand-accent", "#ffd400", "got #ffd400 with 1.39:1"),
        ("--brand-accent-dark", "#6fcfc6", "expected accent beside it"),
        ("--brand-corner-radius", "99", "0 to 32"),
        ("--brand-support-uri", "javascript:alert(1)", "--brand-support-uri: expected an https address"),
        ("--brand-logo", "active.svg", "expected an SVG that only draws, got a script"),
        ("--brand-logo", "no-such-file.png", "can't be read"),
    ] {
        let refused = run(&folder, &[&ADD_NOTES[..], &[&format!("{option}={value}")]].concat());
        assert!(refused.refusal(2).contains(words), "{option} {value}: {}", refused.stderr);
    }
    assert!(!folder.path().join("valetkey.db").exists(), "a refusal makes no database");
    let api = ["client", "add", "--name", "Notes API", "--api", "--audience", "https://api.notes.example"];
    let refused = run(&folder, &[&api[..], &["--brand-name", "Notes"]].concat());
    assert!(refused.refusal(2).contains("--brand-name"), "no user signs in to an API: {}", refused.stderr);
    assert_eq!(run(&folder, &api).code, 0);
    assert_eq!(run(&folder, &["client", "list", "--json"]).json().as_array().map(Vec::len), Some(1));
}
