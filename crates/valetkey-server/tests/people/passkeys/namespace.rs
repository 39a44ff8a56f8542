//! The host of passkeys: tenants that share one, and an issuer that uses those of another.

use valetkey_authorization_server::record::TenantRecord;
use valetkey_server::{Environment as _, configuration::Passkeys};
use valetkey_types::Issuer;

use super::*;

/// A server with a second tenant at `issuer`; alice is a user of both.
async fn with_tenant(issuer: &str, passkeys: Passkeys) -> TestServer {
    let server = TestServer::builder().passkeys(passkeys).build().await;
    let acme = TenantId::new("acme");
    let record = TenantRecord::new(acme.clone(), Issuer::parse(issuer).unwrap(), server.environment.now());
    server.apply(vec![Change::AddTenant(record)]).await;
    server.issuers.reload().await.unwrap();
    let alice = server.add_user("alice", PASSWORD).await;
    let of_acme = User { tenant: acme, id: UserId::new("acme-alice"), ..alice };
    server.apply(vec![Change::AddUser(Box::new(of_acme))]).await;
    server
}

/// Registers a passkey at the tenant below this path.
async fn register_at(
    browser: &mut Browser<'_>,
    path: &str,
    authenticator: &mut SoftwareAuthenticator,
) -> Answer {
    let page = browser.open(&format!("{path}/login?another=1")).await;
    browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let page = browser.get(&format!("{path}{PASSKEYS}")).await;
    let answer = respond(browser, &page, &authenticator.create(&options(&page))).await;
    assert_eq!(answer.status, 303, "{}", answer.show());
    browser.follow(answer).await
}

fn accepted(page: &Answer) -> Value {
    let signals = data(page, "data-signals");
    let all: Vec<&Value> = signals.as_array().unwrap().iter().collect();
    json!(all.iter().filter(|one| one["method"] == "signalAllAcceptedCredentials").collect::<Vec<_>>())
}

/// The namespace rule: user handles are unique on the host, so what one tenant says about its user touches no passkey of another,
/// and a passkey signs in at its own tenant only.
#[tokio::test]
async fn wa6_tenants_of_a_host_share_its_passkeys_and_touch_only_their_own() {
    let server = with_tenant("https://id.example/acme", Passkeys::default()).await;
    let mut browser = server.browser();
    let (mut of_home, mut of_acme) = (authenticator(), authenticator());
    let home = register_at(&mut browser, "", &mut of_home).await;
    let acme = register_at(&mut browser, "/acme", &mut of_acme).await;
    let (home, acme) = (accepted(&home), accepted(&acme));
    assert_eq!((&home[0]["rpId"], &acme[0]["rpId"]), (&json!("id.example"), &json!("id.example")));
    assert_ne!(home[0]["userId"], acme[0]["userId"], "a handle belongs to one user of the host");
    assert_ne!(home[0]["allAcceptedCredentialIds"], acme[0]["allAcceptedCredentialIds"]);
    let page = browser.get(&format!("/acme{PASSKEYS}")).await;
    assert_eq!(options(&page)["excludeCredentials"][0]["id"], acme[0]["allAcceptedCredentialIds"][0]);

    let removed = browser.submit_and_follow(&page.form_with_button("remove-1"), "remove-1").await;
    let expected = json!([{ "method": "signalAllAcceptedCredentials", "rpId": "id.example",
        "userId": acme[0]["userId"], "allAcceptedCredentialIds": [] }]);
    assert_eq!(accepted(&removed), expected, "the handle of the other tenant is not named");

    for (path, is_of_home, location) in
        [("", true, Some("/account")), ("/acme", true, None), ("", false, None)]
    {
        let authenticator = if is_of_home { &mut of_home } else { &mut of_acme };
        let mut browser = server.browser();
        let answer = sign_in_with(&mut browser, &format!("{path}/login"), authenticator).await;
        match location {
            Some(location) => assert_eq!(answer.location(), location),
            None => assert!(is_refused(&answer), "{path}: {}", answer.show()),
        }
    }
}

/// The second tenant lies at a related origin: it uses the passkeys of the first host.
#[tokio::test]
async fn an_issuer_at_a_related_origin_keeps_the_rp_id_and_every_other_has_its_own() {
    let related = Passkeys {
        rp_id: Some("id.example".to_owned()),
        related_origins: vec!["https://id.acme.example".to_owned()],
        attestation_roots: None,
    };
    for (passkeys, rp_id) in [(related, "id.example"), (Passkeys::default(), "id.acme.example")] {
        let is_related = rp_id == "id.example";
        let server = with_tenant("https://id.acme.example", passkeys).await;
        let mut browser = server.browser().with_header("host", "id.acme.example");
        let mut authenticator = SoftwareAuthenticator::new("https://id.acme.example");
        let page = register_at(&mut browser, "", &mut authenticator).await;
        assert_eq!(accepted(&page)[0]["rpId"], rp_id);
        let page = browser.open("/login?another=1").await;
        assert_eq!(options(&page)["rpId"], rp_id);
        for origin in ["https://id.example", "https://evil.example", "https://id.acme.example"] {
            authenticator.origin = origin.to_owned();
            let answer = sign_in_with(&mut browser, "/login?another=1", &mut authenticator).await;
            assert_eq!(
                is_refused(&answer),
                origin != "https://id.acme.example",
                "{origin}: {}",
                answer.show()
            );
        }
        for host in ["id.example", "id.acme.example", "old.example"] {
            let answer = server.request("GET", "/.well-known/webauthn", &[("host", host)], "").await;
            assert_eq!(answer.status, if is_related { 200 } else { 404 }, "{host}");
            if is_related {
                assert_eq!(answer.header("content-type"), Some("application/json"));
                assert_eq!(answer.json(), json!({ "origins": ["https://id.acme.example"] }));
            }
        }
    }
}

/// The issuer moved to another host, and its passkeys stayed: what was registered there signs in here.
#[tokio::test]
async fn a_moved_issuer_goes_on_with_the_passkeys_of_its_old_host() {
    let storage: Arc<dyn Storage> = Arc::new(valetkey_storage::memory::MemoryStorage::new());
    let passkeys = Passkeys {
        rp_id: Some("id.old.example".to_owned()),
        related_origins: vec!["https://id.example".to_owned()],
        attestation_roots: None,
    };
    let server = TestServer::builder().storage(storage).passkeys(passkeys).build().await;
    server.add_user("alice", PASSWORD).await;
    let mut authenticator = authenticator();
    register(&mut server.browser(), &mut authenticator).await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    assert_eq!(options(&page)["rpId"], "id.old.example");
    let mut of_own_host = options(&page);
    of_own_host["rpId"] = json!("id.example");
    let answer = respond(&mut browser, &page, &authenticator.get(&of_own_host)).await;
    assert!(is_refused(&answer), "signed for another RP ID: {}", answer.show());
    assert_eq!(sign_in_with(&mut browser, "/login", &mut authenticator).await.location(), "/account");
}
