//! FO1: the database fails during each step of a flow in turn. Nothing is given that would not be given otherwise, and the
//! same step works as soon as the database is back.

use std::sync::{Arc, atomic::Ordering};

use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_storage::Storage;

use crate::{support::*, test_storage::TestStorage, walk::*};

/// Whether an answer gives anything: a session, a code, a token, or a user's data.
fn gives(answer: &Answer) -> bool {
    let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
    let session =
        cookies.into_iter().any(|cookie| cookie.contains("session") && !cookie.contains("Max-Age=0"));
    let code = answer.header("location").is_some_and(|location| location.contains("code="));
    let text = String::from_utf8_lossy(&answer.body);
    session
        || code
        || text.contains("access_token")
        || text.contains("\"active\":true")
        || text.contains("\"sub\":")
}

/// What a step needs of the database.
#[derive(Clone, Copy, Debug)]
enum Access {
    Reads,
    Writes,
}

const READS: &[Access] = &[Access::Reads];
const BOTH: &[Access] = &[Access::Reads, Access::Writes];

struct Failing {
    server: TestServer,
    storage: Arc<TestStorage>,
}

impl Failing {
    async fn new() -> Self {
        let storage = Arc::new(TestStorage::default());
        let shared = Arc::clone(&storage) as Arc<dyn Storage>;
        Self { server: populated(TestServer::builder().storage(shared).build().await).await, storage }
    }

    /// Takes a step while each kind of access that it needs fails, and then once more without a failure.
    async fn step(&self, name: &str, needs: &[Access], take: impl AsyncFn() -> Answer) -> Answer {
        for kind in needs {
            let switch = match kind {
                Access::Reads => &self.storage.reads_fail,
                Access::Writes => &self.storage.writes_fail,
            };
            switch.store(true, Ordering::SeqCst);
            let answer = take().await;
            switch.store(false, Ordering::SeqCst);
            assert!(!gives(&answer), "{name} while {kind:?} fail: {}", answer.show());
            assert!(answer.status == 503, "{name} while {kind:?} fail: {}", answer.show());
        }
        let answer = take().await;
        assert!(answer.status < 400, "{name} after the failure: {}", answer.show());
        answer
    }
}

/// The same browser as often as needed: a failed step must not have changed it.
fn copy_of<'a>(server: &'a TestServer, browser: &Browser<'_>) -> Browser<'a> {
    let mut copy = server.browser();
    for (name, value) in browser.cookies() {
        copy.set_cookie(name, value);
    }
    copy
}

async fn submit_copy(server: &TestServer, browser: &Browser<'_>, form: &Form, button: &str) -> Answer {
    copy_of(server, browser).submit(form, button).await
}

#[tokio::test]
async fn fo1_a_database_that_fails_at_any_step_gives_nothing() {
    let failing = Failing::new().await;
    let server = &failing.server;
    let mut browser = server.browser();
    let address = authorize(&[("scope", SCOPE)]);
    let page = browser.open(&address).await;
    let form = sign_in_form(&page, "alice");
    let answer =
        failing.step("sign in", BOTH, async || submit_copy(server, &browser, &form, "sign-in").await).await;
    assert!(gives(&answer), "the sign-in gives a session");

    let consent = browser.submit_and_follow(&form, "sign-in").await;
    let allow = consent.form_with_button("allow");
    failing.step("authorize", READS, async || copy_of(server, &browser).get(&address).await).await;
    failing.step("allow", READS, async || submit_copy(server, &browser, &allow, "allow").await).await;
    let landed = browser.submit_and_follow(&allow, "allow").await;
    let code = landed.location_parameter("code").unwrap();

    let answer = failing.step("redeem", BOTH, async || redeem_code(server, "notes", &code).await).await;
    let tokens = answer.json();
    let refresh_token = text(&tokens, "refresh_token");
    failing.step("refresh", BOTH, async || refresh(server, "notes", refresh_token).await).await;
    let access_token = text(&tokens, "access_token");
    failing.step("userinfo", READS, async || userinfo(server, access_token).await).await;
    let fields = [("token", access_token)];
    failing.step("introspect", READS, async || post_as(server, "notes", "/introspect", &fields).await).await;
    failing.step("account", READS, async || copy_of(server, &browser).get("/account").await).await;
    let page = browser.get("/logout").await;
    let sign_out = page.form_with_button("sign-out");
    failing.step("sign out", BOTH, async || submit_copy(server, &browser, &sign_out, "sign-out").await).await;
    assert!(!is_signed_in(&mut copy_of(server, &browser)).await);
    failing
        .step("revoke", &[Access::Writes], async || post_as(server, "notes", "/revoke", &fields).await)
        .await;
}
