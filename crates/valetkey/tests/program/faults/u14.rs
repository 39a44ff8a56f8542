//! U14: `client add` prints what an application needs.

use serde_json::json;

use crate::support::{folder::Folder, program::run};

const ISSUER: &str = "https://id.example.com";

#[test]
fn u14_client_add_prints_issuer_and_endpoints() {
    let folder = Folder::new();
    let words = ["client", "add", "--name", "Notes", "--redirect-uri", "https://notes.example/auth/callback"];
    let shown = run(&folder, &[&words[..], &["--issuer", ISSUER]].concat()).stdout;
    for expected in [
        "/.well-known/openid-configuration",
        "/authorize",
        "/token",
        "/userinfo",
        "/jwks",
        "/logout",
        "--for",
    ] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    folder.write("valetkey.toml", &format!("issuer = \"{ISSUER}\"\n"));
    let added = run(&folder, &[&words[..], &["--config", "valetkey.toml", "--json"]].concat()).json();
    assert_eq!(added["issuer"], ISSUER);
    assert_eq!(added["endpoints"]["token_endpoint"], json!(format!("{ISSUER}/token")));
}

#[test]
fn u14_each_framework_has_its_settings() {
    let folder = Folder::new();
    for (framework, callback, expected) in [
        ("axum", "/auth/callback", "Client::builder(\"https://id.example.com\""),
        ("spring-boot", "/login/oauth2/code/valetkey", "issuer-uri: \"https://id.example.com\""),
        ("auth-js", "/api/auth/callback/valetkey", "issuer: \"https://id.example.com\""),
        ("django", "/oidc/callback/", "OIDC_OP_TOKEN_ENDPOINT = \"https://id.example.com/token\""),
        ("oauth2-proxy", "/oauth2/callback", "oidc_issuer_url = \"https://id.example.com\""),
    ] {
        let uri = format!("https://notes.example{callback}");
        let words = ["client", "add", "--name", framework, "--redirect-uri", &uri, "--issuer", ISSUER];
        let words = [&words[..], &["--for", framework]].concat();
        let added = run(&folder, &[&words[..], &["--json"]].concat()).json();
        let settings = added["settings"].as_str().expect("settings");
        let (id, secret) =
            (added["client_id"].as_str().expect("an id"), added["client_secret"].as_str().expect("a secret"));
        assert!(settings.contains(expected) && settings.contains(id), "{settings}");
        assert!(!settings.contains('<') && !settings.contains(secret), "{settings}");
        assert_eq!(added["warnings"], json!([]), "{framework}");
        let algorithm = if framework == "axum" { "ES256" } else { "RS256" };
        assert_eq!(added["id_token_signed_response_alg"], algorithm, "{framework}");
        let pkce = if framework == "spring-boot" { "openid_connect_core_compatible" } else { "required" };
        assert_eq!(added["pkce"], pkce, "{framework}");
    }
}

#[test]
fn u14_another_redirect_uri_than_the_frameworks_is_noticed() {
    let words =
        ["client", "add", "--name", "Wiki", "--redirect-uri", "https://wiki.example/cb", "--for", "django"];
    let ended = run(&Folder::new(), &words);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("warning: ") && ended.stderr.contains("/oidc/callback/"),
        "{}",
        ended.stderr
    );
}
