//! Text that means something to a database, a directory, a shell, a template or a terminal (IN1), on a real database.

use valetkey_server::testing::{Answer, TestServer};

use crate::{sqlite_file::SqliteFile, support::*, walk::*};

const PROBES: [&str; 18] = [
    "' OR '1'='1",
    "alice'--",
    "alice\" OR \"\"=\"",
    "'; DROP TABLE users; --",
    "' UNION SELECT 1,2,3--",
    "alice%",
    "_lice",
    "*",
    "*)(uid=*))(|(uid=*",
    "alice\\2a",
    "${7*7}",
    "{{7*7}}",
    "#{7*7}",
    "<%= 7*7 %>",
    "$(id)",
    "`id`",
    "alice\r\nset-cookie: x=y",
    "\u{1b}[2Jalice\u{202e}",
];

fn assert_plain(answer: &Answer, probe: &str) {
    assert!(answer.status < 500, "{probe:?}: {}", answer.show());
    assert!(!answer.text().contains("49"), "{probe:?} was calculated: {}", answer.show());
    let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
    assert!(!cookies.into_iter().any(|cookie| cookie.starts_with("x=")), "{probe:?}");
    assert!(!answer.text().to_lowercase().contains("sqlite"), "{probe:?}: {}", answer.show());
}

#[tokio::test]
async fn in1_no_text_means_anything_to_the_database_or_a_template() {
    let file = SqliteFile::new();
    let server = populated(TestServer::builder().storage(file.open()).build().await).await;
    for probe in PROBES {
        let mut browser = server.browser();
        let page =
            browser.open(&authorize(&[("login_hint", probe), ("state", probe), ("nonce", probe)])).await;
        let form = page.form_with_button("sign-in").with("username", probe).with("password", probe);
        let answer = browser.submit(&form, "sign-in").await;
        assert_plain(&without_sealed_values(answer), probe);
        assert!(!is_signed_in(&mut browser).await, "{probe:?} signed somebody in");
        for name in ["client_id", "scope", "redirect_uri", "ui_locales", "prompt", "acr_values", "claims"] {
            let answer = server.browser().open(&authorize(&[(name, probe)])).await;
            assert!(answer.status < 500, "{name} {probe:?}: {}", answer.show());
        }
        for name in ["client_id", "client_secret", "code", "refresh_token", "token", "scope", "code_verifier"]
        {
            for path in ["/token", "/introspect", "/revoke"] {
                let fields = [
                    ("grant_type", "authorization_code"),
                    ("client_id", "notes"),
                    ("client_secret", "secret"),
                ];
                let fields: Vec<_> = fields.into_iter().filter(|(known, _)| *known != name).collect();
                let answer = server.post_form(path, &[], &[&fields[..], &[(name, probe)]].concat()).await;
                assert_plain(&answer, probe);
                assert!(!answer.text().contains("access_token"), "{name} {probe:?}");
            }
        }
        let found = server.storage.user_by_sign_in_name(&server.server.tenant, probe).await.unwrap();
        assert!(found.is_none(), "{probe:?} found a user");
        let found = server.storage.find_users(&server.server.tenant, probe, None, 10).await.unwrap();
        assert!(found.is_empty(), "{probe:?} found users");
    }
    let mut browser = server.browser();
    tokens(&server, &mut browser, "notes", "alice", SCOPE).await;
}

/// Sealed values are random text, in which any two digits may stand.
fn without_sealed_values(mut answer: Answer) -> Answer {
    let mut text = answer.text().to_owned();
    for form in answer.forms() {
        for (name, value) in &form.fields {
            // The language menu returns to the step, with its sealed value.
            let sealed = match name.as_str() {
                "continue" => Some(value.as_str()),
                "return_to" => value.split_once("?continue=").map(|(_, sealed)| sealed),
                _ => None,
            };
            text = sealed.map_or_else(|| text.clone(), |sealed| text.replace(sealed, ""));
        }
        text = text.replace(&form.action, "");
    }
    // The hashes in the addresses of the style sheet and the icon, too.
    let text = text.replace(valetkey_pages::STYLE_PATH, "").replace(valetkey_pages::ICON_PATH, "");
    answer.body = text.into_bytes();
    answer
}
