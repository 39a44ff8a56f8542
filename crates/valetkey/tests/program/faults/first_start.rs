//! The very first start: an RSA key takes a moment to make. Nobody is told that the server can't sign with it.

use std::net::TcpListener;

use crate::support::{
    folder::Folder,
    http::{get, post_form},
    program::{Running, command, run},
    server::Server,
};

/// Starts a server on an empty folder and asks at once.
#[test]
fn the_first_discovery_document_names_every_algorithm_of_the_configuration() {
    for _ in 0..5 {
        let folder = Folder::new();
        let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
        let listen = probe.local_addr().expect("an address").to_string();
        drop(probe);
        let issuer = format!("http://{listen}");
        let _server = Running::start(command(&folder, &["serve", "--issuer", &issuer, "--listen", &listen]));
        let document = get(&format!("{issuer}/.well-known/openid-configuration")).json();
        assert_eq!(document["id_token_signing_alg_values_supported"], serde_json::json!(["ES256", "RS256"]));
        // Honest as before: ready when every key is there.
        let status = get(&format!("{issuer}/ready")).status;
        let keys = get(&format!("{issuer}/jwks")).json();
        let is_complete = keys["keys"].as_array().is_some_and(|keys| keys.len() == 2);
        assert!(status != 200 || is_complete, "ready without all keys: {keys}");
    }
}

/// A code of a client with RS256, redeemed as soon as a browser could get one: the answer waits for the key.
#[test]
fn the_first_token_of_a_client_with_rs256_waits_for_the_key() {
    for _ in 0..3 {
        let server = Server::start(&[], &[]);
        let (code, verifier) = server.first_code();
        let form = format!(
            "grant_type=authorization_code&code={code}&redirect_uri={}/landing&code_verifier={verifier}&client_id={}&\
             client_secret={}",
            server.issuer, server.client_id, server.client_secret
        );
        let answer = post_form(&format!("{}/token", server.issuer), &form);
        assert_eq!(answer.status, 200, "{}", answer.body);
        let token = answer.json()["id_token"].as_str().expect("an ID token").to_owned();
        let folder = Folder::new();
        let inspected = run(&folder, &["inspect", &token, "--json"]);
        assert!(inspected.stdout.contains("RS256"), "{} {}", inspected.stdout, inspected.stderr);
    }
}
