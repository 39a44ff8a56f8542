//! Logout tokens on their way to applications.

use valetkey_fetch::TransportError;
use valetkey_server::{
    backchannel::{Outcome, send_logout_token},
    testing::TestServer,
};

const URI: &str = "https://notes.example/logout";

fn no_answer() -> TransportError {
    TransportError::Timeout { host: "notes.example".to_owned(), seconds: 3 }
}

#[tokio::test]
async fn a_token_travels_as_a_form() {
    let server = TestServer::new().await;
    assert_eq!(send_logout_token(&*server.transport, URI, "a.b.c").await, Outcome::Told);
    let sent = server.transport.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].method.as_str(), sent[0].url.as_str()), ("POST", URI));
    assert_eq!(sent[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(sent[0].body, b"logout_token=a.b.c");
}

#[tokio::test]
async fn one_retry_after_a_fault_none_after_a_refusal() {
    #[derive(Debug, PartialEq)]
    enum Kind {
        Told,
        Refused,
        Failed,
    }
    for (script, expected, attempts) in [
        (vec![Ok(204)], Kind::Told, 1),
        (vec![Ok(503), Ok(200)], Kind::Told, 2),
        (vec![Err(no_answer()), Ok(200)], Kind::Told, 2),
        (vec![Ok(503), Ok(503), Ok(200)], Kind::Failed, 2),
        (vec![Err(no_answer()), Err(no_answer()), Ok(200)], Kind::Failed, 2),
        (vec![Ok(400), Ok(200)], Kind::Refused, 1),
        (vec![Ok(302), Ok(200)], Kind::Refused, 1),
    ] {
        let server = TestServer::new().await;
        script.iter().cloned().for_each(|outcome| server.transport.then(outcome));
        let kind = match send_logout_token(&*server.transport, URI, "a.b.c").await {
            Outcome::Told => Kind::Told,
            Outcome::Refused(_) => Kind::Refused,
            Outcome::Failed(_) => Kind::Failed,
        };
        assert_eq!(kind, expected, "{script:?}");
        assert_eq!(server.transport.sent().len(), attempts, "{script:?}");
    }
}
