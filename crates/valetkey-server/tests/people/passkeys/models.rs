//! A tenant that accepts certain models of authenticators only.

use uuid::{Uuid, uuid};
use valetkey_authorization_server::record::TenantRecord;
use valetkey_server::configuration::Passkeys;
use valetkey_storage::memory::MemoryStorage;
use valetkey_webauthn::{AttestationRoots, testing::SoftwareAttestation, testing_maker::Maker};

use super::*;

const BLUE: Uuid = uuid!("11111111-2222-3333-4444-555555555555");
const RED: Uuid = uuid!("66666666-7777-8888-9999-000000000000");

/// A server whose tenant accepts blue keys, with the roots of these makers.
async fn strict_server(makers: &[&Maker]) -> TestServer {
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let first = TestServer::builder().storage(storage.clone()).build().await;
    let tenant = storage.tenant(&first.server.tenant).await.unwrap().unwrap();
    let strict = TenantRecord { passkey_models: vec![BLUE], ..tenant };
    storage.apply(vec![Change::ReplaceTenant(strict)]).await.unwrap();
    let roots = makers.iter().map(|maker| maker.root()).collect();
    let passkeys = Passkeys { attestation_roots: AttestationRoots::new(roots).ok(), ..Passkeys::default() };
    let server = TestServer::builder().storage(storage).passkeys(passkeys).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    server
}

fn key(model: Uuid, attestation: Option<SoftwareAttestation>) -> SoftwareAuthenticator {
    SoftwareAuthenticator { aaguid: model, attestation, is_synchronised: false, ..authenticator() }
}

fn is_refused_model(page: &Answer) -> bool {
    page.text().contains("Only certain security keys are accepted here")
}

#[tokio::test]
async fn wa1_a_tenant_accepts_the_models_that_their_makers_attest() {
    let (maker, stranger) = (Maker::new("Blue Keys"), Maker::new("Blue Keys"));
    let server = strict_server(&[&maker]).await;
    let mut browser = server.browser();
    for mut wrong in [
        key(BLUE, None),
        key(BLUE, Some(stranger.attestation(BLUE))),
        key(BLUE, Some(maker.attestation(RED))),
        key(RED, Some(maker.attestation(RED))),
        key(BLUE, Some(SoftwareAttestation { key: None, chain: Vec::new() })),
    ] {
        let page = register(&mut browser, &mut wrong).await;
        assert!(is_refused_model(&page), "{}", page.show());
    }
    assert_eq!(stored(&server).await, []);
    let mut blue = key(BLUE, Some(maker.attestation(BLUE)));
    let page = browser.get(PASSKEYS).await;
    assert_eq!(options(&page)["attestation"], "direct");
    let page = register(&mut browser, &mut blue).await;
    assert!(page.text().contains("was added"), "{}", page.show());
    assert_eq!(stored(&server).await[0].aaguid, BLUE);
    let answer = sign_in_with(&mut server.browser(), "/login", &mut blue).await;
    assert_eq!(answer.location(), "/account");
}

#[tokio::test]
async fn wa1_a_new_passkey_during_a_sign_in_proves_its_model_too() {
    let maker = Maker::new("Blue Keys");
    let server = strict_server(&[&maker]).await;
    second_step::require(&server, valetkey_accounts::Acr::PhishingResistant).await;
    let mut browser = server.browser();
    let page = second_step::after_password(&mut browser, &authorize(&[])).await;
    let answer = respond(&mut browser, &page, &authenticator().create(&options(&page))).await;
    assert!(is_refused_model(&answer) && stored(&server).await.is_empty(), "{}", answer.show());
    let mut blue = key(BLUE, Some(maker.attestation(BLUE)));
    let added = respond(&mut browser, &answer, &blue.create(&options(&answer))).await;
    let added = browser.follow(added).await;
    let landed = second_step::land(&mut browser, &added, &mut blue).await;
    assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
}

/// A passkey that a browser makes by itself attests nothing.
#[tokio::test]
async fn where_models_are_accepted_no_passkey_is_offered() {
    let server = strict_server(&[&Maker::new("Blue Keys")]).await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    let form = sign_in_form(&page, "alice").with("passkey_offer", "conditional-create");
    assert_eq!(browser.submit(&form, "sign-in").await.location(), "/account");
}

#[tokio::test]
async fn wa1_without_certificates_of_makers_nobody_adds_a_passkey() {
    let server = strict_server(&[]).await;
    let maker = Maker::new("Blue Keys");
    let page = register(&mut server.browser(), &mut key(BLUE, Some(maker.attestation(BLUE)))).await;
    assert!(is_refused_model(&page) && stored(&server).await.is_empty(), "{}", page.show());
}

#[tokio::test]
async fn every_other_tenant_asks_for_no_model() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    assert_eq!(options(&browser.get(PASSKEYS).await)["attestation"], "none");
}
