//! The `resource` parameter (RFC 8707).

use valetkey_types::{ErrorCode, same_resource};

use crate::support::*;

const OTHER: &str = "https://other.example";

fn code_form(resources: &[&str]) -> valetkey_types::RawParams {
    let mut pairs =
        vec![("grant_type", "authorization_code"), ("code", "sealed"), ("code_verifier", VERIFIER)];
    pairs.extend(resources.iter().map(|resource| ("resource", *resource)));
    params(&pairs)
}

#[test]
fn a_code_gives_what_was_asked_for_in_the_authorization_request() {
    let both = || {
        let mut code = code();
        code.audiences = vec![API.into(), OTHER.into()];
        unused(code)
    };
    let audience = |resources: &[&str], facts| {
        let plan = ask(client(), &code_form(resources), facts).answer.map_err(|refusal| refusal.error)?;
        Ok(claims(&plan).aud.clone())
    };
    assert_eq!(audience(&[], both()), Ok(vec![API.to_owned(), OTHER.to_owned()]));
    assert_eq!(audience(&[OTHER], both()), Ok(vec![OTHER.to_owned()]));
    assert_eq!(audience(&[OTHER, OTHER], both()), Ok(vec![OTHER.to_owned()]));
    assert_eq!(audience(&[OTHER], unused(code())), Err(ErrorCode::InvalidTarget));
    assert_eq!(audience(&["https://api.example/v1"], both()), Err(ErrorCode::InvalidTarget));
    assert_eq!(audience(&[API, "https://foreign.example"], both()), Err(ErrorCode::InvalidTarget));
}

/// The token says what the API is registered as: the API compares that.
#[test]
fn c8_the_slash_at_the_root_of_a_resource_makes_no_difference() {
    let slashed = format!("{API}/");
    assert!(same_resource(API, &slashed));
    let plan = ask(client(), &code_form(&[&slashed, API]), unused(code())).answer.unwrap();
    assert_eq!(claims(&plan).aud, [API]);
    let mut respelled = client();
    respelled.audiences = vec![slashed.clone()];
    let plan = ask(respelled, &code_form(&[API]), unused(code())).answer.unwrap();
    assert_eq!(claims(&plan).aud, [API], "as it was granted");
}

#[test]
fn a_grant_for_one_resource_never_refreshes_into_another() {
    let form = params(&[("grant_type", "refresh_token"), ("refresh_token", "sealed"), ("resource", OTHER)]);
    let facts = Facts::RefreshToken(refresh_token(1, None), Some(Box::new(refresh_facts(grant()))));
    assert_eq!(refused_without_changes(ask(client(), &form, facts)), ErrorCode::InvalidTarget);
}

#[test]
fn without_registered_resources_the_token_is_for_the_issuer() {
    let mut plain = client();
    plain.audiences.clear();
    let form = params(&[("grant_type", "client_credentials")]);
    let plan = ask(plain.clone(), &form, Facts::Nothing).answer.unwrap();
    assert_eq!(claims(&plan).aud, ["https://id.example"]);
    let form = params(&[("grant_type", "client_credentials"), ("resource", API)]);
    assert_eq!(refused_without_changes(ask(plain, &form, Facts::Nothing)), ErrorCode::InvalidTarget);
}
