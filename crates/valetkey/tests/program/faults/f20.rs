//! F20: a native tool that listens on a free port of `localhost` was refused.

use crate::support::deployment::Deployment;

#[test]
fn f20_the_port_of_localhost_varies_for_native_clients() {
    let server = Deployment::start();
    let native = server.add_client(&["--public", "--redirect-uri", "http://localhost/callback"]);
    let with_secret = server.add_client(&["--redirect-uri", "http://localhost/callback"]);
    let status = |client, redirect_uri| {
        server.ask(&server.request(client, &[("redirect_uri", redirect_uri)]), "").status
    };
    assert_eq!(status(&native, "http://localhost:58135/callback"), 200, "the sign-in page");
    for (client, redirect_uri) in [
        (&native, "http://localhost:58135/other"),
        (&native, "https://localhost:58135/callback"),
        (&native, "http://localhost:58135@evil.example/callback"),
        (&native, "http://localhost.evil.example:58135/callback"),
        (&with_secret, "http://localhost:58135/callback"),
    ] {
        assert_eq!(status(client, redirect_uri), 400, "ru2: {redirect_uri}");
    }
}
