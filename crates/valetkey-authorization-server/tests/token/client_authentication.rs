//! CP8: exactly one method per request, and the method that was verified is the one that counts.

use std::sync::Arc;

use valetkey_authorization_server::{
    record::{Client, OldSecret, SecretRotation, Sha256Hash},
    token::*,
};
use valetkey_types::*;

use crate::support::*;

/// Base64 of `app:the-secret-of-the-client`.
fn basic(id: &str, secret: &str) -> String {
    use base64::Engine as _;
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{id}:{secret}")))
}

fn attempt(
    client: Option<valetkey_authorization_server::record::Client>,
    header: Option<&str>,
    form: &[(&str, &str)],
) -> Result<ClientAuthenticationMethod, ErrorCode> {
    let credentials = ClientCredentials::parse(header, &params(form)).map_err(|refusal| refusal.error)?;
    authenticate(client.map(Arc::new), &credentials, NOW)
        .map(|client| client.method())
        .map_err(|refusal| refusal.error)
}

#[test]
fn the_registered_methods_work() {
    let header = basic("app", SECRET);
    assert_eq!(
        attempt(Some(client()), Some(&header), &[]),
        Ok(ClientAuthenticationMethod::ClientSecretBasic)
    );
    let form = [("client_id", "app"), ("client_secret", SECRET)];
    assert_eq!(attempt(Some(client()), None, &form), Ok(ClientAuthenticationMethod::ClientSecretPost));
    let form = [("client_id", "public-app")];
    assert_eq!(attempt(Some(public_client()), None, &form), Ok(ClientAuthenticationMethod::None));
    let lower = header.replace("Basic", "basic");
    assert!(attempt(Some(client()), Some(&lower), &[("client_id", "app")]).is_ok());
}

#[test]
fn basic_values_are_form_decoded() {
    let mut odd = client();
    odd.id = ClientId::new("my app:1");
    odd.secret_hash = Some(valetkey_authorization_server::record::Sha256Hash::of("s+%&=ü".as_bytes()));
    assert!(attempt(Some(odd.clone()), Some(&basic("my+app%3A1", "s%2B%25%26%3D%C3%BC")), &[]).is_ok());
    assert_eq!(
        attempt(Some(odd), Some(&basic("my+app%3A1", "s+%25%26%3D%C3%BC")), &[]),
        Err(ErrorCode::InvalidClient)
    );
}

#[test]
fn cp8_two_methods_at_once_are_refused() {
    let header = basic("app", SECRET);
    let secret = [("client_id", "app"), ("client_secret", SECRET)];
    let assertion = [("client_id", "app"), ("client_assertion", "a.b.c")];
    let both = [("client_id", "app"), ("client_secret", SECRET), ("client_assertion", "a.b.c")];
    let type_only = [("client_id", "app"), ("client_secret", SECRET), ("client_assertion_type", "x")];
    for (header, form) in [
        (Some(header.as_str()), &secret[..]),
        (Some(header.as_str()), &assertion[..]),
        (None, &both[..]),
        (None, &type_only[..]),
    ] {
        assert_eq!(attempt(Some(client()), header, form), Err(ErrorCode::InvalidRequest), "{form:?}");
    }
}

#[test]
fn header_and_body_must_name_the_same_client() {
    let header = basic("app", SECRET);
    let other = [("client_id", "other")];
    assert_eq!(attempt(Some(client()), Some(&header), &other), Err(ErrorCode::InvalidRequest));
}

#[test]
fn an_assertion_alone_is_not_supported() {
    let form = [("client_id", "app"), ("client_assertion", "a.b.c")];
    assert_eq!(attempt(Some(client()), None, &form), Err(ErrorCode::InvalidClient));
    assert_eq!(attempt(Some(public_client()), None, &form), Err(ErrorCode::InvalidClient));
}

#[test]
fn every_wrong_proof_is_invalid_client() {
    let right = basic("app", SECRET);
    let headers = [
        basic("app", "wrong"),
        basic("app", ""),
        basic("", SECRET),
        basic("APP", SECRET),
        format!("Bearer {SECRET}"),
        "Basic".to_owned(),
        "Basic !!!".to_owned(),
        "Basic YXBw".to_owned(),
        format!("{right}AAAA"),
        String::new(),
    ];
    for header in &headers {
        assert_eq!(attempt(Some(client()), Some(header), &[]), Err(ErrorCode::InvalidClient), "{header}");
    }
    assert_eq!(attempt(None, Some(&right), &[]), Err(ErrorCode::InvalidClient));
    assert_eq!(attempt(Some(client()), None, &[]), Err(ErrorCode::InvalidClient));
}

#[test]
fn a_confidential_client_never_passes_by_its_name() {
    let name_only = [("client_id", "app")];
    assert_eq!(attempt(Some(client()), None, &name_only), Err(ErrorCode::InvalidClient));
    let mut broken = client();
    broken.authentication_methods.push(ClientAuthenticationMethod::None);
    assert_eq!(attempt(Some(broken), None, &name_only), Err(ErrorCode::InvalidClient));
    let empty = [("client_id", "app"), ("client_secret", "")];
    assert_eq!(attempt(Some(client()), None, &empty), Err(ErrorCode::InvalidClient));
}

#[test]
fn a_method_that_is_not_registered_is_refused() {
    let mut basic_only = client();
    basic_only.authentication_methods = vec![ClientAuthenticationMethod::ClientSecretBasic];
    let form = [("client_id", "app"), ("client_secret", SECRET)];
    assert_eq!(attempt(Some(basic_only), None, &form), Err(ErrorCode::InvalidClient));
    let mut post_only = client();
    post_only.authentication_methods = vec![ClientAuthenticationMethod::ClientSecretPost];
    assert_eq!(attempt(Some(post_only), Some(&basic("app", SECRET)), &[]), Err(ErrorCode::InvalidClient));
    let form = [("client_id", "public-app"), ("client_secret", "x")];
    assert_eq!(attempt(Some(public_client()), None, &form), Err(ErrorCode::InvalidClient));
}

#[test]
fn a_disabled_client_is_refused_and_a_secret_needs_a_name() {
    let mut disabled = client();
    disabled.disabled = true;
    assert_eq!(attempt(Some(disabled), Some(&basic("app", SECRET)), &[]), Err(ErrorCode::InvalidClient));
    assert_eq!(attempt(Some(client()), None, &[("client_secret", SECRET)]), Err(ErrorCode::InvalidRequest));
}

/// Storage compares identifiers byte for byte; a record of another client is refused all the same.
#[test]
fn the_record_must_be_that_of_the_named_client() {
    let similar = valetkey_authorization_server::record::Client { id: ClientId::new("APP"), ..client() };
    assert_eq!(attempt(Some(similar), Some(&basic("app", SECRET)), &[]), Err(ErrorCode::InvalidClient));
}

#[test]
fn all_causes_read_the_same_from_outside() {
    let texts: Vec<_> = [(None, SECRET), (Some(client()), "wrong")]
        .into_iter()
        .map(|(client, secret)| {
            let credentials = ClientCredentials::parse(Some(&basic("app", secret)), &params(&[])).unwrap();
            let refusal = authenticate(client.map(Arc::new), &credentials, NOW).unwrap_err();
            (refusal.error, refusal.description)
        })
        .collect();
    assert_eq!(texts[0], texts[1]);
}

/// A client whose old secret counts until its end.
fn rotated(ends_in: i64) -> Client {
    let old = OldSecret {
        number: 1,
        hash: Sha256Hash::of(b"the-old-secret"),
        made_at: None,
        ends_at: NOW.plus(Seconds(ends_in)),
    };
    Client { secret_rotation: SecretRotation { earlier: 1, made_at: Some(NOW), old: Some(old) }, ..client() }
}

#[test]
fn cp8_after_a_rotation_both_secrets_count_until_the_old_one_ends() {
    let with = |client: Client, secret: &str| {
        let form = [("client_id", client.id.as_str().to_owned()), ("client_secret", secret.to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        attempt(Some(client), None, &form).is_ok()
    };
    assert!(with(rotated(1), SECRET) && with(rotated(1), "the-old-secret"));
    for ended in [0, -1] {
        assert!(with(rotated(ended), SECRET) && !with(rotated(ended), "the-old-secret"), "{ended}");
    }
    assert!(!with(client(), "the-old-secret"), "the old secret of another client");
    // The value that is compared where no secret is stored authenticates nobody.
    for client in [client(), rotated(1), rotated(0), Client { secret_hash: None, ..rotated(1) }] {
        assert!(!with(client.clone(), "nobody has this secret") && !with(client, ""));
    }
    // A disabled client, and one that lost its present secret, do not get in with the old one.
    assert!(!with(Client { disabled: true, ..rotated(1) }, "the-old-secret"));
    assert!(!with(Client { secret_hash: None, ..rotated(1) }, "the-old-secret"));
    let without = [("client_id", "app")];
    assert_eq!(attempt(Some(rotated(1)), None, &without), Err(ErrorCode::InvalidClient));
}
