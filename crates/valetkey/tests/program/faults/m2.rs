//! M2: a value from outside forges no log line, whatever parameter or header carries it (LK1 of the security catalogue).

use serde_json::Value;

use crate::support::{
    browser::Browser,
    http::send,
    server::{Server, form},
};

/// Every parameter of every endpoint, and one that nobody knows.
const PARAMETERS: [&str; 40] = [
    "access_token",
    "acr_values",
    "action",
    "client_assertion",
    "client_assertion_type",
    "client_id",
    "client_secret",
    "code",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "continue",
    "display",
    "grant_type",
    "id_token_hint",
    "login_hint",
    "logout_hint",
    "max_age",
    "nonce",
    "password",
    "post_logout_redirect_uri",
    "prompt",
    "redirect_uri",
    "refresh_token",
    "registration",
    "request",
    "request_uri",
    "resource",
    "response_mode",
    "response_type",
    "scope",
    "state",
    "token",
    "token_type_hint",
    "ui_locales",
    "username",
    "claims",
    "question",
    "dpop_jkt",
    "unknown",
];

const ENDPOINTS: [&str; 15] = [
    "/authorize",
    "/login",
    "/consent",
    "/accounts",
    "/logout",
    "/account",
    "/account/apps",
    "/account/sign-out",
    "/withdraw",
    "/sign-out",
    "/token",
    "/introspect",
    "/revoke",
    "/userinfo",
    "/no-such-path",
];

const HEADERS: [&str; 14] = [
    "accept",
    "accept-language",
    "access-control-request-headers",
    "authorization",
    "content-type",
    "cookie",
    "dpop",
    "forwarded",
    "origin",
    "referer",
    "sec-fetch-site",
    "user-agent",
    "x-forwarded-for",
    "x-request-id",
];

/// Ends the line, begins another one, commands the terminal, turns the text around, closes quotes, and is long.
fn hostile() -> String {
    let line =
        "\r\n2026-11-30T00:00:00.000000Z  INFO forged: \u{1b}[31m\u{85}\u{2028}\u{202e}\u{7f}\" forged=\"1";
    format!("{line}{}", "long".repeat(1_000))
}

/// A header can't hold a line break.
fn hostile_header() -> String {
    format!("\u{202e}\u{85}\u{9b} forged: \" forged=\"1{}", "long".repeat(1_000))
}

fn ask_everything(server: &Server) {
    let known = [
        server.authorization(),
        vec![
            ("client_secret", server.client_secret.clone()),
            ("grant_type", "authorization_code".to_owned()),
            ("code", "none".to_owned()),
            ("token", "none".to_owned()),
        ],
    ]
    .concat();
    let content_type = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html")];
    for endpoint in ENDPOINTS {
        let url = format!("{}{endpoint}", server.issuer);
        for parameter in PARAMETERS {
            let mut fields: Vec<_> = known.iter().filter(|(name, _)| *name != parameter).cloned().collect();
            fields.push((parameter, hostile()));
            let fields = form(&fields);
            send("GET", &format!("{url}?{fields}"), &content_type[1..], "");
            send("POST", &url, &content_type, &fields);
        }
        let name = form(&[(&hostile(), "1".to_owned()), (&hostile(), "2".to_owned())]);
        send("GET", &format!("{url}?{name}"), &content_type[1..], "");
        send("POST", &url, &content_type, &name);
        for header in HEADERS {
            for value in [hostile_header(), format!("Bearer {}", hostile_header()), "Basic Og==".to_owned()] {
                send("GET", &url, &[(header, &value)], "");
                let form_type = content_type[..1].iter().filter(|(name, _)| *name != header);
                let headers: Vec<_> = form_type.copied().chain([(header, value.as_str())]).collect();
                send("POST", &url, &headers, &form(&known));
            }
        }
    }
    let mut browser = Browser::default();
    let login = server.open_login(&mut browser);
    browser.press(&login, "sign-in", &[("username", &hostile()), ("password", &hostile())]);
}

fn is_visible(character: char) -> bool {
    matches!(character, '"' | '\'' | '\\') || character.escape_debug().len() == 1
}

/// The lines between the start and the end of the server, each checked for what no line may have.
fn lines(log: &str) -> impl Iterator<Item = &str> {
    let lines = log.split('\n').filter(|line| line.contains("valetkey") || line.contains("forged"));
    lines.inspect(|line| {
        assert!(line.chars().all(is_visible), "{line:?}");
        assert!(line.len() < 16_384, "{} bytes: {line}", line.len());
    })
}

#[test]
fn m2_lk1_no_parameter_and_no_header_writes_a_line_or_a_field_of_its_own() {
    let server = Server::start(&["--log", "debug"], &[]);
    ask_everything(&server);
    let log = server.stop();
    let mut refusals = 0;
    for line in lines(&log).filter(|line| !line.starts_with("Valetkey serves")) {
        assert!(line.starts_with("20") && line.as_bytes()[10] == b'T', "a line of ours: {line}");
        let mut outside = String::new();
        let (mut quoted, mut escaped) = (false, false);
        for character in line.chars() {
            match character {
                _ if escaped => escaped = false,
                '\\' => escaped = quoted,
                '"' => quoted = !quoted,
                _ if !quoted => outside.push(character),
                _ => {}
            }
        }
        assert!(!outside.contains("forged"), "{line}");
        refusals += usize::from(line.contains("forged"));
    }
    assert!(refusals > 40, "what was sent stands in the log, quoted: {refusals}");
}

#[test]
fn m2_lk1_the_same_in_json() {
    let server = Server::start(&["--log", "debug", "--log-format", "json"], &[]);
    ask_everything(&server);
    let log = server.stop();
    for line in lines(&log).filter(|line| !line.starts_with("Valetkey serves")) {
        let object: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(object["fields"]["forged"].is_null() && object["level"].is_string(), "{line}");
    }
}
