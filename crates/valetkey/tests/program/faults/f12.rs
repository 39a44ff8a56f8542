//! F12: a container asks its own server, without curl.

use crate::support::{
    folder::Folder,
    program::{Running, command, finish, run},
};

#[test]
fn f12_health_is_an_exit_code() {
    let folder = Folder::new();
    let server = Running::start(command(&folder, &["serve", "--listen", "127.0.0.1:0"]));
    let listen = server.fact("listen").to_owned();
    let port = listen.rsplit(':').next().expect("a port").to_owned();

    let mut by_variable = command(&folder, &["health", "--json"]);
    by_variable.env("VALETKEY_LISTEN", &listen);
    let answer = finish(by_variable, "").json();
    assert_eq!((&answer["status"], &answer["address"]), (&"ok".into(), &listen.as_str().into()));

    let everywhere = format!("listen = \"0.0.0.0:{port}\"\nissuer = \"https://id.example\"\n");
    folder.write("valetkey.toml", &format!("{everywhere}trusted_proxies = [\"10.0.0.0/8\"]\n"));
    let by_file = run(&folder, &["health", "--config", "valetkey.toml"]);
    assert_eq!((by_file.code, by_file.stdout), (0, format!("127.0.0.1:{port}: ok\n")));

    // The second signing key comes a moment after the start.
    let ready = (0..300).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        run(&folder, &["health", "--ready", "--listen", &port]).code == 0
    });
    assert!(ready);

    assert_eq!(server.stop().0, Some(0));
    let gone = run(&folder, &["health", "--listen", &port]);
    assert!(gone.refusal(1).contains("is the server running"), "{}", gone.stderr);
}

#[test]
fn f12_another_program_on_the_port_is_not_healthy() {
    let other = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = other.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for stream in other.incoming() {
            let _ = std::io::Write::write_all(&mut stream.expect("a connection"), b"SSH-2.0-x\r\n");
        }
    });
    let refused = run(&Folder::new(), &["health", "--listen", &address]);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
}
