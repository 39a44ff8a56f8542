//! Starts the program with one of its three ports in use.

use std::net::TcpListener;

#[test]
fn c7_a_taken_port_is_named() {
    for option in ["--shop", "--warehouse", "--api"] {
        let [shop, warehouse, api] = free_addresses();
        // An option of the command line has priority over its variable.
        let environment = [
            ("SHOP", shop.as_str()),
            ("WAREHOUSE", &warehouse),
            ("API", &api),
            ("SHOP_CLIENT_ID", "shop"),
            ("SHOP_CLIENT_SECRET", "not a secret"),
            ("WAREHOUSE_CLIENT_ID", "warehouse"),
            ("WAREHOUSE_CLIENT_SECRET", "not a secret"),
        ];
        let program = env!("CARGO_BIN_EXE_example-single-sign-on");
        example_test_support::assert_names_a_taken_port(program, option, &environment);
    }
}

#[allow(clippy::expect_used, reason = "a failing test may panic")]
fn free_addresses() -> [String; 3] {
    let listeners = [0; 3].map(|port| TcpListener::bind(("127.0.0.1", port)).expect("a free port"));
    listeners.map(|listener| format!("http://{}", listener.local_addr().expect("an address")))
}
