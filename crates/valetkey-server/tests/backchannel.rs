//! Logout tokens on their way to applications.

use valetkey_fetch::{Method, TransportError};
use valetkey_server::{backchannel::deliver_logout_tokens, testing::TestServer};

fn delivery(name: &str) -> (String, String, String) {
    (name.to_owned(), format!("https://{name}.example/logout"), "a.b.c".to_owned())
}

fn no_answer() -> TransportError {
    TransportError::Timeout { host: "notes.example".to_owned(), seconds: 3 }
}

#[tokio::test]
async fn a_token_travels_as_a_form() {
    let server = TestServer::new().await;
    let outcomes = deliver_logout_tokens(&server.server, vec![delivery("notes")]).await;
    assert_eq!(outcomes, [("notes".to_owned(), true)]);
    let sent = server.transport.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].method, sent[0].url.as_str()), (Method::Post, "https://notes.example/logout"));
    assert_eq!(sent[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(sent[0].body, b"logout_token=a.b.c");
}

#[tokio::test]
async fn every_application_is_told_and_the_order_stays() {
    let server = TestServer::new().await;
    let deliveries = vec![delivery("notes"), delivery("mail"), delivery("notes")];
    let outcomes = deliver_logout_tokens(&server.server, deliveries).await;
    let names: Vec<_> = outcomes.iter().map(|(name, told)| (name.as_str(), *told)).collect();
    assert_eq!(names, [("notes", true), ("mail", true), ("notes", true)]);
    assert_eq!(deliver_logout_tokens(&server.server, Vec::new()).await, []);
}

#[tokio::test]
async fn one_retry_after_a_fault_none_after_a_refusal() {
    for (script, told, attempts) in [
        (vec![Ok(204)], true, 1),
        (vec![Ok(503), Ok(200)], true, 2),
        (vec![Err(no_answer()), Ok(200)], true, 2),
        (vec![Ok(503), Ok(503), Ok(200)], false, 2),
        (vec![Err(no_answer()), Err(no_answer()), Ok(200)], false, 2),
        (vec![Ok(400), Ok(200)], false, 1),
        (vec![Ok(302), Ok(200)], false, 1),
    ] {
        let server = TestServer::new().await;
        script.iter().cloned().for_each(|outcome| server.transport.then(outcome));
        let outcomes = deliver_logout_tokens(&server.server, vec![delivery("notes")]).await;
        assert_eq!(outcomes, [("notes".to_owned(), told)], "{script:?}");
        assert_eq!(server.transport.sent().len(), attempts, "{script:?}");
    }
}
