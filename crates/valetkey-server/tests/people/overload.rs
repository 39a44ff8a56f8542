//! More sign-ins than the machine can take: the password checks are at their limit, everything else goes on.

use tokio::task::JoinSet;
use valetkey_server::testing::{Answer, Browser, Form, TestServer};

use crate::support::*;

const LINE: usize = 3;

async fn overloaded_server() -> &'static TestServer {
    // The tasks of the sign-ins that wait need it as long as the test lasts.
    let server = Box::leak(Box::new(TestServer::builder().password_line(LINE).build().await));
    server.add_client(client("notes")).await;
    let mut worker = client("worker");
    worker.grant_types = vec![valetkey_types::GrantType::ClientCredentials];
    server.add_client(worker).await;
    server.add_user("alice", PASSWORD).await;
    server
}

async fn filled_in_form(browser: &mut Browser<'_>) -> Form {
    let page = browser.open(&authorize(&[])).await;
    sign_in_form(&page, "alice")
}

/// Sign-ins that fill the line; they are answered when the places come back.
async fn fill_the_line(server: &'static TestServer) -> JoinSet<Answer> {
    let mut waiting = JoinSet::new();
    for _ in 0..LINE {
        let mut browser = server.browser();
        let form = filled_in_form(&mut browser).await;
        let (sent, is_sent) = tokio::sync::oneshot::channel();
        waiting.spawn(async move {
            let mut submitting = Box::pin(browser.submit(&form, "sign-in"));
            let mut sent = Some(sent);
            // Once it was polled it stands in the line, or it has been turned away.
            std::future::poll_fn(|context| {
                let polled = submitting.as_mut().poll(context);
                sent.take().map(|sent| sent.send(()));
                polled
            })
            .await
        });
        is_sent.await.unwrap();
    }
    waiting
}

#[tokio::test]
async fn one_sign_in_too_many_is_asked_to_come_back_and_tokens_go_on() {
    let server = overloaded_server().await;
    let mut late = server.browser();
    let form = filled_in_form(&mut late).await;
    let occupied = server.server.password_pool.occupy().await.unwrap();
    let mut waiting = fill_the_line(server).await;

    let refused = late.submit(&form, "sign-in").await;
    assert_eq!(refused.status, 503, "{}", refused.show());
    assert_eq!(refused.header("retry-after"), Some("5"));
    assert_eq!(refused.cost.commits, 0, "nothing is counted against anybody");
    let again = refused.form_with_button("sign-in").with("password", PASSWORD);

    for _ in 0..20 {
        let fields =
            [("grant_type", "client_credentials"), ("client_id", "worker"), ("client_secret", "secret")];
        assert_eq!(server.post_form("/token", &[], &fields).await.status, 200);
        assert_eq!(server.get("/jwks").await.status, 200);
    }
    assert_eq!(server.browser().open(&authorize(&[])).await.status, 200, "the sign-in page is still shown");
    assert!(waiting.try_join_next().is_none(), "those in the line still wait");

    drop(occupied);
    while let Some(answer) = waiting.join_next().await {
        let answer = answer.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.show());
        assert!(!answer.cost.hash_wait.is_zero());
    }
    let landed = late.submit_and_follow(&again, "sign-in").await;
    landed.form_with_button("allow");
}
