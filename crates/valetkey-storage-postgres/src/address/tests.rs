//! Addresses: accepted, printed and refused ones.

use std::path::PathBuf;

use tokio_postgres::config::SslMode;

use super::Address;

fn mode(url: &str) -> SslMode {
    Address::read(url).unwrap().config.get_ssl_mode()
}

fn refusal(url: &str) -> String {
    match Address::read(url) {
        Ok(address) => panic!("{address} was understood"),
        Err(reason) => reason,
    }
}

#[test]
fn a_connection_to_another_machine_is_encrypted_by_default() {
    assert_eq!(mode("postgres://vk@db.example/vk"), SslMode::Require);
    assert_eq!(mode("postgres://vk@192.0.2.1/vk"), SslMode::Require);
    assert_eq!(mode("postgres://vk@localhost,db.example/vk"), SslMode::Require);
    assert_eq!(mode("postgres://vk@localhost/vk?hostaddr=192.0.2.1"), SslMode::Require);
    assert_eq!(mode("postgres://vk@db.example/vk?sslmode=prefer"), SslMode::Prefer);
    assert_eq!(mode("postgres://vk@db.example/vk?sslmode=disable"), SslMode::Disable);
    assert_eq!(mode("postgres://vk@localhost/vk"), SslMode::Prefer);
    assert_eq!(mode("postgres://vk@[::1]/vk"), SslMode::Prefer);
    assert_eq!(mode("postgres:///vk?host=/run/postgresql"), SslMode::Disable);
}

#[test]
fn the_password_may_come_from_a_file() {
    let file: PathBuf = std::env::temp_dir().join(format!("valetkey-password-{}", std::process::id()));
    std::fs::write(&file, "p\u{e4}ss word\n").unwrap();
    let url = format!("postgres://vk@localhost/vk?password_file={}&sslmode=disable", file.display());
    let address = Address::read(&url);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(address.unwrap().config.get_password(), Some("p\u{e4}ss word".as_bytes()));
    let gone = refusal(&url);
    assert!(gone.starts_with("password_file: ") && gone.contains("can't be read"), "{gone}");
}

#[test]
fn f2_no_part_of_an_invalid_address_is_shown() {
    let address = Address::read("postgres://vk:hunter2@db.example:5433/records?sslmode=require").unwrap();
    assert_eq!(address.to_string(), "postgres://vk@db.example:5433/records");
    for url in [
        "postgres://vk:hunter2@db.example/vk?sslmode=hunter2",
        "postgres://vk:hunter2@db.example:port/vk",
        "postgres://vk:hunter2/vk",
        "postgres://vk:hun@hunter2@db.example/vk",
        "postgres://vk:hun?hunter2@db.example/vk",
        "postgres://vk:hun?hunter2=@db.example/vk",
        "postgres://vk@db.example/vk?hunter2=1",
        "postgres://vk@db.example/vk?password=hun&hunter2",
        "postgres://vk@db.example/vk?port=hunter2",
        "postgres://vk@[hunter2/vk",
        "postgres://vk:hunter2@db.example/vk?sslrootcert=/nowhere/roots.pem",
    ] {
        let reason = refusal(url);
        assert!(!reason.contains("hunter2") && reason.contains("expected"), "{reason}");
    }
}

#[test]
fn f10_the_error_of_each_parameter_names_the_allowed_values() {
    assert_eq!(mode("postgres://vk@db.example/vk?sslmode=verify-full"), SslMode::Require);
    assert_eq!(
        mode("postgres://vk@db.example/vk?port=5433&sslmode=verify-full&keepalives=1"),
        SslMode::Require
    );
    for (parameter, expected) in [
        ("sslmode=verify-ca", "sslmode: expected disable, prefer, require or verify-full"),
        ("sslmode=allow", "sslmode: expected disable, prefer, require or verify-full"),
        ("connect_timeout=soon", "connect_timeout: expected seconds such as 5"),
        ("hostaddr=db", "hostaddr: expected an address such as 192.0.2.1"),
        ("sslcert=x", "of these names: user, password"),
    ] {
        let reason = refusal(&format!("postgres://vk@db.example/vk?{parameter}"));
        assert!(reason.contains(expected), "{reason}");
    }
}

#[test]
fn invalid_root_certificates_are_refused() {
    let file = std::env::temp_dir().join(format!("valetkey-roots-{}", std::process::id()));
    std::fs::write(&file, "no certificate").unwrap();
    let reason = refusal(&format!("postgres://db.example/vk?sslrootcert={}", file.display()));
    std::fs::remove_file(&file).unwrap();
    assert!(reason.contains("expected a PEM file with certificates"), "{reason}");
}
