//! Starts the program on a port in use.

#[test]
fn c7_a_taken_port_is_named() {
    example_test_support::assert_names_a_taken_port(
        env!("CARGO_BIN_EXE_example-discord-basic"),
        "--address",
        &[],
    );
}
