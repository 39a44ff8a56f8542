//! An application, a user, and the walk through the pages.

use valetkey_authorization_server::record::*;
use valetkey_jose::Algorithm;
use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_types::*;

pub(crate) const CALLBACK: &str = "https://notes.example/callback";
pub(crate) const PASSWORD: &str = "correct horse battery";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) fn client(id: &str) -> Client {
    Client {
        tenant: TenantId::default(),
        id: ClientId::new(id),
        name: format!("The {id}"),
        secret_hash: Some(Sha256Hash::of(b"secret")),
        secret_rotation: Default::default(),
        authentication_methods: vec![
            ClientAuthenticationMethod::ClientSecretBasic,
            ClientAuthenticationMethod::ClientSecretPost,
        ],
        redirect_uris: vec![CALLBACK.into()],
        post_logout_redirect_uris: vec!["https://notes.example/bye".into()],
        backchannel_logout_uri: None,
        scope: "openid profile email offline_access notes.read".parse().unwrap(),
        claim_places: Default::default(),
        grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken],
        audiences: Vec::new(),
        access_token_format: AccessTokenFormat::Jwt,
        id_token_signed_response_alg: Algorithm::ES256,
        pkce: PkcePolicy::Required,
        require_pushed_authorization_requests: false,
        refresh_token_rotation: RefreshTokenRotation::Rotate,
        required_acr: valetkey_accounts::Acr::SingleFactor,
        sign_in: valetkey_authorization_server::record::SignInSwitches::OF_CLIENT,
        access: Default::default(),
        networks: Default::default(),
        consent: ConsentPolicy::Ask,
        client_uri: None,
        logo_uri: None,
        policy_uri: None,
        tos_uri: None,
        branding: Default::default(),
        roles: Vec::new(),
        disabled: false,
        created_at: Timestamp(0),
        // As it is once it is stored.
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// A server with the application `notes` and the user `alice`.
pub(crate) async fn server() -> TestServer {
    let server = crate::usual_database::builder().await.build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    server
}

/// The address of a good request, with some parameters replaced; an empty value removes one.
pub(crate) fn authorize(changes: &[(&str, &str)]) -> String {
    let mut pairs = vec![
        ("client_id", "notes"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid profile"),
        ("state", "the-state"),
        ("nonce", "the-nonce"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in changes {
        pairs.retain(|(known, _)| known != name);
        pairs.push((name, value));
    }
    pairs.retain(|(_, value)| !value.is_empty());
    format!("/authorize?{}", encode_form(pairs))
}

/// The sign-in form of a page, with name and password.
pub(crate) fn sign_in_form(page: &Answer, username: &str) -> Form {
    page.form_with_button("sign-in").with("username", username).with("password", PASSWORD)
}

/// Opens the request and signs in; the answer is what follows the sign-in page.
pub(crate) async fn sign_in(browser: &mut Browser<'_>, address: &str, username: &str) -> Answer {
    let page = browser.open(address).await;
    browser.submit_and_follow(&sign_in_form(&page, username), "sign-in").await
}

/// Signs in and allows; the answer is the redirect to the application.
pub(crate) async fn sign_in_and_allow(browser: &mut Browser<'_>, address: &str, username: &str) -> Answer {
    let page = sign_in(browser, address, username).await;
    if page.header("location").is_some() {
        return page;
    }
    browser.submit_and_follow(&page.form_with_button("allow"), "allow").await
}

/// Redeems the code of a redirect to the application.
pub(crate) async fn redeem(server: &TestServer, client_id: &str, landed: &Answer) -> Answer {
    let code = landed.location_parameter("code").unwrap_or_else(|| panic!("no code in {}", landed.show()));
    redeem_code(server, client_id, &code).await
}

/// Takes the access of the only application away, on the user's own page.
pub(crate) async fn withdraw(browser: &mut Browser<'_>) -> Answer {
    let page = browser.get("/account/apps").await;
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/account/apps")).unwrap();
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post_form("/account/apps", &fields).await
}

/// Redeems a code.
pub(crate) async fn redeem_code(server: &TestServer, client_id: &str, code: &str) -> Answer {
    server
        .post_form(
            "/token",
            &[],
            &[
                ("grant_type", "authorization_code"),
                ("client_id", client_id),
                ("client_secret", "secret"),
                ("code", code),
                ("redirect_uri", CALLBACK),
                ("code_verifier", VERIFIER),
            ],
        )
        .await
}

/// Signs in, allows, and the application redeems its code: from now on it is allowed.
pub(crate) async fn sign_in_and_redeem(
    server: &TestServer,
    browser: &mut Browser<'_>,
    address: &str,
    username: &str,
) {
    let landed = sign_in_and_allow(browser, address, username).await;
    let answer = redeem(server, "notes", &landed).await;
    assert_eq!(answer.status, 200, "{}", answer.show());
}

/// The claims of a token, unverified.
pub(crate) fn claims(token: &serde_json::Value) -> serde_json::Value {
    valetkey_jose::decode_unverified(token.as_str().unwrap()).unwrap().claims
}

/// The error of a redirect back to the application.
pub(crate) fn error(answer: &Answer) -> String {
    assert!(answer.location().starts_with(CALLBACK), "not at the application: {}", answer.show());
    answer.location_parameter("error").unwrap_or_else(|| panic!("no error in {}", answer.location()))
}
