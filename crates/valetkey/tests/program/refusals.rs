//! `valetkey refusals`: refusals are counted by the hour, without a commit each.

use crate::support::{
    browser::Browser,
    http::{get_with, post_form},
    nodes::Nodes,
    program::run,
};

#[test]
fn refusals_are_counted_by_the_hour_and_kind_and_stored_when_the_server_stops() {
    let mut nodes = Nodes::start(1, "sqlite:valetkey.db");
    let issuer = nodes.issuer().to_owned();
    for _ in 0..2 {
        let mut browser = Browser::default();
        let login = browser.open(&format!("{issuer}/login"));
        browser.press(&login, "sign-in", &[("username", "nobody"), ("password", "wrong password")]);
    }
    for _ in 0..3 {
        let form = "grant_type=client_credentials&client_id=nobody&client_secret=wrong";
        assert_eq!(post_form(&format!("{issuer}/token"), form).status, 401);
    }
    let unknown = format!("{issuer}/authorize?client_id=nobody&response_type=code");
    assert_eq!(get_with(&unknown, &[("accept", "text/html")]).status, 400);
    assert_eq!(nodes.running.remove(0).stop().0, Some(0));

    let found = run(&nodes.folder, &["refusals", "--json"]).json();
    let found = found.as_array().expect("a list");
    let count = |kind: &str| {
        let of_kind = found.iter().filter(|refusals| refusals["refused"] == kind);
        of_kind.map(|refusals| refusals["count"].as_u64().expect("a number")).sum::<u64>()
    };
    assert_eq!(count("sign_in wrong_credentials"), 2, "{found:?}");
    assert_eq!(count("check client_authentication"), 3, "{found:?}");
    assert_eq!(count("check client_id"), 1, "{found:?}");
    let shown = run(&nodes.folder, &["refusals"]).stdout;
    assert!(shown.contains("HOUR") && shown.contains("client_authentication"), "{shown}");
}
