//! Row L: what the edge gave away.

use std::time::Duration;

use crate::support::{folder::Folder, http::get_with, program::command, server::Server};

fn is_reference(text: &str) -> bool {
    let alphabet = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() && !b"ILOU".contains(&byte);
    text.len() == 9
        && text.bytes().enumerate().all(|(i, byte)| if i == 4 { byte == b'-' } else { alphabet(byte) })
}

#[test]
fn l_u10_a_reference_can_be_read_aloud_counts_nothing_and_is_the_same_in_the_log_and_on_the_page() {
    let server = Server::start(&[], &[]);
    let mut references = Vec::new();
    for _ in 0..8 {
        let url = format!("{}/authorize?client_id=nobody", server.issuer);
        let page = get_with(&url, &[("accept", "text/html"), ("x-request-id", "mine")]);
        let reference = page.header("x-request-id").expect("a reference").to_owned();
        assert!(is_reference(&reference), "{reference}");
        assert!(page.body.contains(&reference), "{}", page.body);
        references.push(reference);
    }
    assert!(!references.is_sorted(), "they do not follow each other: {references:?}");
    let log = server.stop();
    for reference in &references {
        let found =
            log.lines().filter(|line| line.ends_with(&format!("reference={reference} client_id=\"nobody\"")));
        assert_eq!(found.count(), 2, "the refusal and the answer: {log}");
    }
}

#[test]
fn l_plain_http_behind_an_https_issuer_stays_on_this_machine_unless_the_proxy_is_named() {
    let folder = Folder::new();
    let mut serve =
        command(&folder, &["serve", "--issuer", "https://id.example.com", "--listen", "0.0.0.0:0"])
            .spawn()
            .expect("the program starts");
    let ended = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        serve.try_wait().expect("a state").is_some()
    });
    let _ = serve.kill();
    assert!(ended, "it serves");
    let output = serve.wait_with_output().expect("it ended");
    let text = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(
        text.contains("--listen") && text.contains("trusted_proxies") && text.contains("plain http"),
        "{text}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing was made");
}
