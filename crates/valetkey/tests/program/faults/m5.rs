//! A used code is no kill switch: once it has expired, only its own client ends the grant with it.

use std::{thread, time::Duration};

use crate::support::{
    account::{Account, VERIFIER, token_in},
    http::try_post_form,
    nodes::Nodes,
    program::run,
};

const LIFETIME: &str = "2s";

#[test]
fn m5_a_stranger_can_not_end_a_grant_with_an_old_code() {
    let nodes =
        Nodes::start_with(1, "sqlite:valetkey.db", &[("VALETKEY_LIFETIMES_AUTHORIZATION_CODE", LIFETIME)]);
    let account = Account::new(&nodes);
    let landing = account.landing();
    let add = ["client", "add", "--name", "Stranger", "--public", "--redirect-uri", &landing, "--json"];
    let stranger = run(&nodes.folder, &add).json();
    let stranger = stranger["client_id"].as_str().expect("an id");
    let present = |code: &str, verifier: &str| {
        let form = format!("grant_type=authorization_code&code={code}&client_id={stranger}{verifier}");
        try_post_form(&format!("{}/token", nodes.issuer()), &form).expect("an answer").status
    };

    let code = account.sign_in_at(nodes.issuer());
    let tokens = account.redeem(nodes.issuer(), &code).expect("an answer");
    thread::sleep(Duration::from_secs(3));
    let right_verifier = format!("&code_verifier={VERIFIER}");
    let other_verifier = format!("&code_verifier={}", "a".repeat(43));
    for verifier in ["", &other_verifier, &right_verifier] {
        assert_eq!(present(&code, verifier), 400, "{verifier}");
    }
    let refreshed = account.refresh(nodes.issuer(), &token_in(&tokens, "refresh_token")).expect("an answer");
    let next = token_in(&refreshed, "refresh_token");
    // The client that can redeem it ends the grant, at any time.
    assert_eq!(account.redeem(nodes.issuer(), &code).expect("an answer").status, 400);
    assert_eq!(account.refresh(nodes.issuer(), &next).expect("an answer").status, 400);
}

#[test]
fn m5_a_stranger_ends_a_grant_while_the_code_could_be_used() {
    let nodes = Nodes::start(1, "sqlite:valetkey.db");
    let account = Account::new(&nodes);
    let code = account.sign_in_at(nodes.issuer());
    let tokens = account.redeem(nodes.issuer(), &code).expect("an answer");
    let stranger = nodes.add_client(&["--redirect-uri", &account.landing()]);
    let form = format!("grant_type=authorization_code&code={code}&{stranger}");
    assert_eq!(try_post_form(&format!("{}/token", nodes.issuer()), &form).expect("an answer").status, 400);
    let refresh = token_in(&tokens, "refresh_token");
    assert_eq!(account.refresh(nodes.issuer(), &refresh).expect("an answer").status, 400);
}
