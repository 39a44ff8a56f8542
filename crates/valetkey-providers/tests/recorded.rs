//! Compares the requests and the converted responses of every preset with a recorded login.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use serde_json::Value;
use support::{
    Answer, Recording, Request, client, folder, input, json, preset, provider, recording, recordings,
};
use valetkey_fetch::HttpRequest;
use valetkey_providers::{
    AnswerError, Catalogue, Preset, Provider, UserSource, normalise_token_response, normalise_user,
    read_userinfo_response,
};
use valetkey_types::{Secret, UserClaims};

#[test]
fn every_preset_has_a_recording_and_every_recording_a_preset() {
    let names = |path: std::path::PathBuf| {
        let mut names: Vec<String> = std::fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let built_in: Vec<String> =
        Catalogue::built_in().unwrap().iter().map(|preset| preset.name.clone()).collect();
    assert_eq!(names(folder()), built_in);
    assert_eq!(names(recordings()), built_in);
}

#[test]
fn authorization_requests_are_as_recorded() {
    for_each(|preset, recording, provider| {
        let scope: Option<Vec<&str>> =
            recording.scope.as_ref().map(|scope| scope.iter().map(String::as_str).collect());
        let url = provider.authorization_url(&input(scope.as_deref())).unwrap();
        assert_eq!(url, recording.authorization.url, "{}", preset.name);
    });
}

#[test]
fn token_requests_are_as_recorded() {
    for_each(|preset, recording, provider| {
        let secret = Secret::new("secret/1");
        let (code, verifier) = (Secret::new("code-1"), Secret::new("verifier-1"));
        let request =
            provider.code_request(&client(&secret), &code, "https://app.example/auth/callback", &verifier);
        assert_same(&preset.name, &request.unwrap(), &recording.token_request);
    });
}

#[test]
fn token_responses_are_converted_to_the_form_of_the_standard() {
    for_each(|preset, recording, _| {
        assert_normal(preset, &recording.token_answer);
        if let Some(answer) = &recording.refresh_answer {
            assert_normal(preset, answer);
        }
    });
}

#[test]
fn the_users_data_is_converted_to_the_claims_of_the_standard() {
    for_each(|preset, recording, provider| {
        let token_response = token_response(preset, recording);
        let value = match preset.user.source {
            UserSource::TokenResponse => token_response.clone(),
            UserSource::IdToken => json(&recording.id_token.as_ref().unwrap().claims),
            UserSource::Userinfo => {
                let request = provider.userinfo_request("client-1", &token_response).unwrap();
                assert_same(&preset.name, &request, recording.userinfo_request.as_ref().unwrap());
                let answer = recording.userinfo_answer.as_ref().unwrap();
                read_userinfo_response(preset, answer.status, &answer.content_type, answer.body.as_bytes())
                    .unwrap()
            }
        };
        let email_request = provider.email_request(&token_response).unwrap();
        let emails = recording.emails_answer.as_ref();
        assert_eq!(
            email_request.map(|request| request.url),
            emails.map(|emails| emails.url.clone()),
            "{}",
            preset.name
        );
        let emails = emails.map(|emails| json(&emails.body));
        let expected: UserClaims = serde_json::from_str(&recording.user.expected).unwrap();
        assert_eq!(normalise_user(preset, &value, emails.as_ref()).unwrap(), expected, "{}", preset.name);
    });
}

#[test]
fn refusals_are_distinguished_from_responses() {
    for_each(|preset, recording, _| {
        let answer = &recording.error_answer;
        let refused =
            normalise_token_response(preset, answer.status, &answer.content_type, answer.body.as_bytes())
                .unwrap_err();
        let expected = AnswerError::Refused {
            error: answer.error.clone().unwrap(),
            description: answer.description.clone(),
            status: answer.status,
        };
        assert_eq!(refused, expected, "{}", preset.name);
    });
}

#[test]
fn an_html_page_is_refused_for_every_provider() {
    for_each(|preset, _, _| {
        let page = b"<html>access_token=stolen</html>";
        for content_type in ["text/html; charset=utf-8", "", "application/octet-stream"] {
            let problem = normalise_token_response(preset, 200, content_type, page).unwrap_err();
            assert!(matches!(problem, AnswerError::Malformed { .. }), "{}: {problem}", preset.name);
        }
        let down = normalise_token_response(preset, 503, "text/html", page).unwrap_err();
        assert_eq!(down, AnswerError::Status(503), "{}", preset.name);
    });
}

fn for_each(check: impl Fn(&Preset, &Recording, &Provider)) {
    for preset in Catalogue::built_in().unwrap().iter() {
        let recording = recording(&preset.name);
        check(preset, &recording, &provider(preset, &recording));
    }
}

fn token_response(preset: &Preset, recording: &Recording) -> Value {
    let answer = &recording.token_answer;
    normalise_token_response(preset, answer.status, &answer.content_type, answer.body.as_bytes()).unwrap()
}

/// Asserts that all expected members are present with their values, and no other member of the standard.
fn assert_normal(preset: &Preset, answer: &Answer) {
    let seen = normalise_token_response(preset, answer.status, &answer.content_type, answer.body.as_bytes())
        .unwrap();
    let expected = json(answer.expected.as_ref().unwrap());
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(seen.get(name), Some(value), "{}: {name}", preset.name);
    }
    for name in ["access_token", "token_type", "expires_in", "refresh_token", "scope", "id_token"] {
        assert_eq!(seen.get(name), expected.get(name), "{}: {name}", preset.name);
    }
}

fn assert_same(name: &str, seen: &HttpRequest, expected: &Request) {
    let method = seen.method.as_str();
    let mut headers: Vec<(String, String)> =
        seen.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect();
    headers.sort();
    let expected_headers: Vec<(String, String)> =
        expected.headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    assert_eq!((method, seen.url.as_str()), (expected.method.as_str(), expected.url.as_str()), "{name}");
    assert_eq!(headers, expected_headers, "{name}");
    assert_eq!(String::from_utf8_lossy(&seen.body), expected.body, "{name}");
}

#[test]
fn a_recording_that_differs_is_noticed() {
    let recording = recording("github");
    let github = provider(&preset("github"), &recording);
    assert_ne!(github.authorization_url(&input(Some(&["repo"]))).unwrap(), recording.authorization.url);
}
