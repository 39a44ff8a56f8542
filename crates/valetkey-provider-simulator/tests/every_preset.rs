//! A complete login over HTTP with every preset, compared with its recording.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use serde_json::{Map, Value};
use support::{Application, CLIENT_ID, NONCE, STATE, parameter, recorded};
use valetkey_jose::{
    Algorithm, AudienceRule, ClientSecretKey, Expectation, JwkSet, KeySet, TypExpectation,
    digest::left_half_hash, verify,
};
use valetkey_provider_simulator::{ProviderSimulator, Running};
use valetkey_providers::{
    AllowedTenants, AnswerError, Catalogue, Deviation, UserSource, normalise_user, read_userinfo_response,
};
use valetkey_types::{Secret, UserClaims};

async fn everything() -> Running {
    ProviderSimulator::new(&Catalogue::built_in().unwrap()).auto().start().await.unwrap()
}

/// The members of a token response that are new at every login.
const LIVING: [&str; 3] = ["access_token", "refresh_token", "id_token"];

#[tokio::test]
async fn every_login_returns_the_recorded_user() {
    let running = everything().await;
    assert!(running.names().len() >= 57, "{:?}", running.names());
    for name in running.names() {
        let application = Application::new(&running, name);
        let answer = application.callback(&application.authorization_url(false)).await;
        assert_eq!(parameter(&answer, "state"), STATE, "{name}");
        let iss = answer.iter().find(|(known, _)| known == "iss").map(|(_, iss)| iss.as_str());
        application.provider.check_iss_parameter(iss).unwrap_or_else(|problem| panic!("{name}: {problem}"));

        let code = Secret::new(parameter(&answer, "code"));
        let response = application.send(application.code_request(&code)).await;
        let tokens = application.checked(&response).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert_like(name, &tokens, recorded(&application.recording, "token_answer", "expected").unwrap());

        let claims = id_token_claims(&application, &tokens).await;
        let user = user(&application, &tokens, claims).await;
        let expected: UserClaims =
            serde_json::from_str(recorded(&application.recording, "user", "expected").unwrap()).unwrap();
        assert_eq!(user, expected, "{name}");

        let again = application.checked(&application.send(application.code_request(&code)).await);
        let recording = &application.recording;
        let expected = AnswerError::Refused {
            error: recorded(recording, "error_answer", "error").unwrap().to_owned(),
            description: recorded(recording, "error_answer", "description").map(str::to_owned),
            status: u16::try_from(recording["error_answer"]["status"].as_integer().unwrap()).unwrap(),
        };
        assert_eq!(again.unwrap_err(), expected, "{name}");
    }
    let unexpected: Vec<String> = running
        .complaints()
        .into_iter()
        .filter(|sentence| !sentence.ends_with("code: expected one that was not used yet, got a used one"))
        .collect();
    assert_eq!(unexpected, Vec::<String>::new());
    assert_eq!(running.complaints().len(), running.names().len());
    running.stop().await;
}

#[tokio::test]
async fn refreshes_return_the_recorded_response_and_rotate_if_it_contains_a_new_token() {
    let running = everything().await;
    let mut refreshed = 0;
    for name in running.names() {
        let application = Application::new(&running, name);
        let Some(expected) = recorded(&application.recording, "refresh_answer", "expected") else { continue };
        let answer = application.callback(&application.authorization_url(true)).await;
        let code = Secret::new(parameter(&answer, "code"));
        let tokens = application.normalised(&application.send(application.code_request(&code)).await);
        let old = Secret::new(tokens["refresh_token"].as_str().unwrap_or_else(|| panic!("{name}: {tokens}")));

        let request = || application.provider.refresh_request(&application.credentials(), &old).unwrap();
        let fresh = application.normalised(&application.send(request()).await);
        assert_like(name, &fresh, expected);
        assert_ne!(fresh["access_token"], tokens["access_token"], "{name}");

        let rotates = fresh.get("refresh_token").is_some_and(|token| token != old.expose());
        let again = application.checked(&application.send(request()).await);
        assert_eq!(again.is_err(), rotates, "{name}: {again:?}");
        refreshed += 1;
    }
    assert!(refreshed > 30, "{refreshed}");
    let unexpected: Vec<String> = running
        .complaints()
        .into_iter()
        .filter(|sentence| !sentence.contains("refresh_token: expected a valid one"))
        .collect();
    assert_eq!(unexpected, Vec::<String>::new());
}

#[tokio::test]
async fn the_second_user_has_another_identifier_everywhere() {
    let running = everything().await;
    for name in running.names() {
        let application = Application::new(&running, name);
        let url = application.authorization_url(false);
        let url = match url.split_once('#') {
            Some((address, fragment)) => format!("{address}&person=grace#{fragment}"),
            None => format!("{url}&person=grace"),
        };
        let code = Secret::new(parameter(&application.callback(&url).await, "code"));
        let tokens = application.normalised(&application.send(application.code_request(&code)).await);
        let claims = id_token_claims(&application, &tokens).await;
        let grace = user(&application, &tokens, claims).await;
        let ada: UserClaims =
            serde_json::from_str(recorded(&application.recording, "user", "expected").unwrap()).unwrap();
        assert_ne!(grace.sub, ada.sub, "{name}");
        assert_eq!(grace.email.is_some(), ada.email.is_some(), "{name}");
        assert!(grace.email.is_none() || grace.email != ada.email || name == "shopify", "{name}: {grace:?}");
    }
    assert_eq!(running.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn discovery_documents_contain_the_addresses_of_this_server() {
    let running = everything().await;
    let mut documents = 0;
    for name in running.names() {
        let application = Application::new(&running, name);
        let preset = application.provider.preset();
        let without_id_token = preset.deviations.contains(&Deviation::DiscoveryWithoutIdToken {});
        let Some(issuer) = preset.issuer.as_deref().filter(|_| preset.discovery || without_id_token) else {
            continue;
        };
        let issuer = valetkey_types::Issuer::parse(issuer).unwrap();
        let response = application.send(valetkey_fetch::metadata_request(&issuer)).await;
        let metadata = valetkey_fetch::check_metadata(&issuer, &response)
            .unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert_eq!(Some(&metadata.authorization_endpoint), preset.endpoints.authorization.as_ref(), "{name}");
        assert_eq!(Some(&metadata.token_endpoint), preset.endpoints.token.as_ref(), "{name}");
        assert!(metadata.jwks_uri.starts_with(running.base_url()), "{name}");
        documents += 1;
    }
    assert!(documents > 20, "{documents}");
}

#[tokio::test]
async fn entra_for_all_tenants_has_a_template_as_issuer() {
    let server = ProviderSimulator::of(&["entra"]).unwrap().auto().variable("entra", "tenant", "common");
    let running = server.start().await.unwrap();
    let entra = Application::new(&running, "entra");
    let issuer = valetkey_types::Issuer::parse(entra.provider.preset().issuer.as_deref().unwrap()).unwrap();
    let template = format!("{}/login.microsoftonline.com/{{tenantid}}/v2.0", running.base_url());
    let response = entra.send(valetkey_fetch::metadata_request(&issuer)).await;
    let metadata = valetkey_fetch::check_metadata_naming(&issuer, &template, &response).unwrap();
    let keys = entra.get(&metadata.jwks_uri).await;

    let tokens = entra.log_in().await;
    let keys = KeySet::from_jwk_set(&JwkSet::parse(&keys.body).unwrap());
    let now = valetkey_fetch::Clock::now(&valetkey_fetch::SystemClock);
    let expectation =
        Expectation::new(TypExpectation::Any, AudienceRule::Contains(CLIENT_ID.to_owned()), now);
    let verified =
        verify::<Map<String, Value>>(tokens["id_token"].as_str().unwrap(), &keys, &expectation).unwrap();
    let claims = Value::Object(verified.claims);
    let tenant = claims["tid"].as_str().unwrap();
    let accepted = entra.provider.accept_issuer(&claims, AllowedTenants::Any).unwrap();
    assert_eq!(accepted, template.replace("{tenantid}", tenant));
    assert!(entra.provider.accept_issuer(&claims, AllowedTenants::Only(&["another"])).is_err());
    assert_eq!(running.complaints(), Vec::<String>::new());
}

/// Asserts the same members with the same values, except for variable values.
fn assert_like(name: &str, seen: &Value, expected: &str) {
    let expected: Map<String, Value> = serde_json::from_str(expected).unwrap();
    for (member, value) in &expected {
        if LIVING.contains(&member.as_str()) {
            let text = seen[member].as_str().unwrap_or_default();
            assert!(text.len() > 20 && value != text, "{name}: {member} in {seen}");
        } else {
            assert_eq!(seen.get(member), Some(value), "{name}: {member}");
        }
    }
}

/// Validates the ID token of a login (signature, issuer, audience and nonce) and returns its claims.
async fn id_token_claims(application: &Application, tokens: &Value) -> Option<Value> {
    let id_token = tokens.get("id_token")?.as_str()?;
    let provider = &application.provider;
    let name = &provider.preset().name;
    let symmetric =
        provider.preset().deviations.iter().any(|one| matches!(one, Deviation::SymmetricIdToken { .. }));
    let (keys, algorithm) = if symmetric {
        (ClientSecretKey::new(application.secret.expose().as_bytes()).unwrap().key_set(), Algorithm::HS256)
    } else {
        let issuer = valetkey_types::Issuer::parse(provider.preset().issuer.as_deref().unwrap()).unwrap();
        let document = application.send(valetkey_fetch::metadata_request(&issuer)).await;
        let metadata = valetkey_fetch::check_metadata(&issuer, &document).unwrap();
        let published = application.get(&metadata.jwks_uri).await;
        (KeySet::from_jwk_set(&JwkSet::parse(&published.body).unwrap()), Algorithm::RS256)
    };
    let now = valetkey_fetch::Clock::now(&valetkey_fetch::SystemClock);
    let audience = AudienceRule::OneExactly(CLIENT_ID.to_owned());
    let expectation =
        Expectation::new(TypExpectation::AbsentOr(&["JWT"]), audience, now).algorithms(&[algorithm]);
    let verified = verify::<Map<String, Value>>(id_token, &keys, &expectation)
        .unwrap_or_else(|problem| panic!("{name}: {problem}"));
    let claims = Value::Object(verified.claims);
    provider
        .accept_issuer(&claims, AllowedTenants::Any)
        .unwrap_or_else(|problem| panic!("{name}: {problem}"));
    assert_eq!(claims["nonce"], NONCE, "{name}");
    let access_token = tokens["access_token"].as_str().unwrap();
    assert_eq!(claims["at_hash"], left_half_hash(algorithm, access_token), "{name}");
    Some(claims)
}

/// Returns the user's claims from the source of the preset.
async fn user(application: &Application, tokens: &Value, claims: Option<Value>) -> UserClaims {
    let preset = application.provider.preset();
    let value = match preset.user.source {
        UserSource::TokenResponse => tokens.clone(),
        UserSource::IdToken => claims.clone().unwrap(),
        UserSource::Userinfo => {
            let request = application.provider.userinfo_request(CLIENT_ID, tokens).unwrap();
            let response = application.send(request).await;
            let content_type = response.header("content-type").unwrap_or_default();
            read_userinfo_response(preset, response.status, content_type, &response.body)
                .unwrap_or_else(|problem| panic!("{}: {problem}", preset.name))
        }
    };
    let emails = match application.provider.email_request(tokens).unwrap() {
        Some(request) => Some(serde_json::from_slice(&application.send(request).await.body).unwrap()),
        None => None,
    };
    let user = normalise_user(preset, &value, emails.as_ref()).unwrap();
    if let Some(claims) = claims {
        assert_eq!(claims["sub"], user.sub, "{}", preset.name);
    }
    user
}
