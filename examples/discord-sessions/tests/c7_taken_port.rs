//! Starts the program on a port in use.

#[test]
fn c7_a_taken_port_is_named() {
    let database = concat!(env!("CARGO_TARGET_TMPDIR"), "/c7-discord-sessions.db");
    let program = env!("CARGO_BIN_EXE_example-discord-sessions");
    example_test_support::assert_names_a_taken_port(program, "--address", &[("DATABASE", database)]);
}
