//! The page of passkeys on the account: adding, renaming, removing.

use super::*;

#[tokio::test]
async fn wa1_a_registration_needs_a_verified_user_our_origin_and_this_page() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let refused = |answer: &Answer| answer.status == 200 && answer.text().contains("could not be checked");
    let mut unverified = authenticator();
    unverified.verifies_user = false;
    let mut elsewhere = SoftwareAuthenticator::new("https://evil.example");
    for authenticator in [&mut unverified, &mut elsewhere] {
        let page = browser.get(PASSKEYS).await;
        let answer = respond(&mut browser, &page, &authenticator.create(&options(&page))).await;
        assert!(refused(&answer), "{}", answer.show());
    }
    let (first, second) = (browser.get(PASSKEYS).await, browser.get(PASSKEYS).await);
    let answer = respond(&mut browser, &second, &authenticator().create(&options(&first))).await;
    assert!(refused(&answer), "the challenge of another page: {}", answer.show());
    let of_sign_in = form_of(&browser.open("/login?another=1").await);
    let mut other = options(&first);
    other["challenge"] = json!(base64url(&sha256(sealed(&of_sign_in).as_bytes())));
    let form = form_of(&first).with("registration", sealed(&of_sign_in));
    let answer = send(&mut browser, &form.with("response", &authenticator().create(&other))).await;
    assert!(refused(&answer), "the challenge of a sign-in: {}", answer.show());
    for odd in ["", "{}", "null"] {
        assert!(refused(&respond(&mut browser, &first, odd).await), "{odd}");
    }
    assert_eq!(stored(&server).await, []);
    assert_eq!(events(&server).await, []);
}

#[tokio::test]
async fn wa1_a_registration_counts_once_and_an_identifier_belongs_to_one_passkey() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let page = browser.get(PASSKEYS).await;
    let mut authenticator = authenticator();
    let response = authenticator.create(&options(&page));
    assert_eq!(respond(&mut browser, &page, &response).await.status, 303);
    assert_eq!(respond(&mut browser, &page, &response).await.status, 200, "sent twice");
    let second = browser.get(PASSKEYS).await;
    let excluded = &options(&second)["excludeCredentials"];
    assert_eq!(excluded.as_array().map(Vec::len), Some(1), "the authenticator makes no second one");
    assert_eq!(options(&second)["user"]["id"], options(&page)["user"]["id"], "one handle for each user");
    assert_eq!(stored(&server).await.len(), 1);
}

#[tokio::test]
async fn wa1_a_registration_counts_in_its_session_and_its_time() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let page = browser.get(PASSKEYS).await;
    let response = authenticator().create(&options(&page));
    sign_in(&mut browser, "/login?another=1", "bob").await;
    let answer = respond(&mut browser, &page, &response).await;
    assert_eq!(answer.location(), PASSKEYS, "a form of the session before");
    let of_bob = browser.get(PASSKEYS).await;
    let form = form_of(&of_bob).with("registration", sealed(&form_of(&page))).with("response", &response);
    let answer = send(&mut browser, &form).await;
    assert!(answer.text().contains("could not be checked"), "{}", answer.show());
    let response = authenticator().create(&options(&of_bob));
    server.advance(301);
    let answer = respond(&mut browser, &of_bob, &response).await;
    assert!(answer.text().contains("could not be checked"), "{}", answer.show());
}

#[tokio::test]
async fn changing_passkeys_needs_a_fresh_proof() {
    let server = server().await;
    let mut authenticator = authenticator();
    let mut browser = server.browser();
    register(&mut browser, &mut authenticator).await;
    let page = browser.get(PASSKEYS).await;
    server.advance(301);
    let answer = browser.get(PASSKEYS).await;
    assert!(answer.location().starts_with("/login?"), "{}", answer.show());
    for button in ["rename-1", "remove-1"] {
        let answer = browser.submit(&page.form_with_button(button), button).await;
        assert!(answer.location().starts_with("/login?"), "{button}: {}", answer.show());
    }
    assert_eq!(stored(&server).await.len(), 1);
    let again = browser.open(PASSKEYS).await;
    assert!(again.text().contains("Confirm that it is still you"), "{}", again.show());
    let answer = respond(&mut browser, &again, &authenticator.get(&options(&again))).await;
    assert_eq!(answer.location(), PASSKEYS, "the passkey is a proof");
    assert_eq!(browser.follow(answer).await.status, 200);
}

#[tokio::test]
async fn a_passkey_is_renamed_and_a_wrong_name_is_refused() {
    let server = server().await;
    let mut browser = server.browser();
    register(&mut browser, &mut authenticator()).await;
    let page = browser.get(PASSKEYS).await;
    let form = page.form_with_button("rename-1");
    for wrong in ["", "  ", "a\u{7}b", &"x".repeat(65)] {
        let answer = browser.submit(&form.clone().with("name", wrong), "rename-1").await;
        assert!(answer.text().contains("Enter a name of 1 to 64 characters"), "{wrong:?}");
    }
    let answer = browser.submit_and_follow(&form.clone().with("name", "  Phone "), "rename-1").await;
    assert!(answer.text().contains("now called Phone"), "{}", answer.show());
    browser.submit(&form.with("name", "Phone"), "rename-1").await;
    assert_eq!(stored(&server).await[0].name, "Phone");
    assert_eq!(
        events(&server).await,
        [EventKind::PasskeyAdded, EventKind::PasskeyRenamed],
        "the same name is no change"
    );
}

#[tokio::test]
async fn wa5_a_passkey_of_another_user_is_not_changed() {
    let server = server().await;
    registered(&server).await;
    server.add_user("bob", PASSWORD).await;
    let mut bob = server.browser();
    sign_in(&mut bob, "/login", "bob").await;
    register_for(&mut bob).await;
    let of_alice = stored(&server).await.remove(0);
    let page = bob.get(PASSKEYS).await;
    for button in ["rename-1", "remove-1"] {
        let form =
            page.form_with_button(button).with("passkey", &of_alice.credential_id).with("name", "Mine");
        assert_eq!(bob.submit(&form, button).await.location(), PASSKEYS, "{button}");
    }
    assert_eq!(stored(&server).await, [of_alice]);
}

#[tokio::test]
async fn wa6_the_list_of_passkeys_tells_the_browser_which_ones_count() {
    let server = server().await;
    let mut browser = server.browser();
    let page = register(&mut browser, &mut authenticator()).await;
    let passkey = stored(&server).await.remove(0);
    let (id, handle) = (&passkey.credential_id, &passkey.user_handle);
    let all = |ids: Value| {
        json!({ "method": "signalAllAcceptedCredentials", "rpId": "id.example", "userId": handle,
        "allAcceptedCredentialIds": ids })
    };
    let details = json!({ "method": "signalCurrentUserDetails", "rpId": "id.example", "userId": handle,
        "name": "alice", "displayName": "alice" });
    assert_eq!(data(&page, "data-signals"), json!([all(json!([id])), details]));
    let removed = browser.submit_and_follow(&page.form_with_button("remove-1"), "remove-1").await;
    assert_eq!(data(&removed, "data-signals"), json!([all(json!([])), details]), "the last one is gone");
    assert_eq!(data(&browser.get(PASSKEYS).await, "data-signals"), json!([]));
}

#[tokio::test]
async fn a_user_has_at_most_twenty_passkeys() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    for _ in 0..20 {
        register_for(&mut browser).await;
    }
    let page = browser.get(PASSKEYS).await;
    let answer = respond(&mut browser, &page, &authenticator().create(&options(&page))).await;
    assert!(answer.text().contains("as many passkeys as an account can have"), "{}", answer.show());
    assert_eq!(stored(&server).await.len(), 20);
}
