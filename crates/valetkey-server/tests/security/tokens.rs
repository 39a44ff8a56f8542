//! JO1 at the authorization server's own three consumers of tokens: userinfo, introspection and `id_token_hint`. The whole
//! list of attacks, with good signatures, runs against the verifier itself in `valetkey-jose`.

use serde_json::{Value, json};
use valetkey_jose::{Algorithm, SigningKey, digest::base64url, digest::base64url_decode};
use valetkey_server::testing::TestServer;

use crate::{support::*, walk::*};

/// A name for the report, and the forged token.
type Forged = (String, String);

/// Forgeries of a token of ours by somebody who has the public keys, other tokens, and a key pair of their own.
fn forgeries(token: &str, public: &Value) -> Vec<Forged> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else { panic!("expected three parts, got {token}") };
    let known: Value = serde_json::from_slice(&base64url_decode(header).unwrap()).unwrap();
    let with = |more: Value| {
        let mut header = known.clone();
        header.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        base64url(header.to_string().as_bytes())
    };
    let mut all: Vec<Forged> = Vec::new();
    for name in ["none", "None", "NONE", "nOnE", "HS256", "RS256", "ES384", ""] {
        let header = with(json!({ "alg": name }));
        all.push((format!("alg {name:?}"), format!("{header}.{claims}.{signature}")));
        all.push((format!("alg {name:?} unsigned"), format!("{header}.{claims}.")));
    }
    let keys: Vec<(&str, Vec<u8>)> = vec![
        ("JWK", public.to_string().into_bytes()),
        ("x", base64url_decode(public["x"].as_str().unwrap()).unwrap()),
        (
            "x and y",
            [
                &base64url_decode(public["x"].as_str().unwrap()).unwrap()[..],
                &base64url_decode(public["y"].as_str().unwrap()).unwrap(),
            ]
            .concat(),
        ),
        ("kid", public["kid"].as_str().unwrap().as_bytes().to_vec()),
        ("nothing", Vec::new()),
    ];
    for (form, secret) in keys {
        let message = format!("{}.{claims}", with(json!({ "alg": "HS256" })));
        let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &secret);
        let tag = base64url(aws_lc_rs::hmac::sign(&key, message.as_bytes()).as_ref());
        all.push((format!("HS256 with the public key as {form}"), format!("{message}.{tag}")));
    }
    all.extend(by_another_key(&known, claims));
    for (name, forged) in [
        ("padding", format!("{token}=")),
        ("space", format!(" {token}")),
        ("newline", format!("{token}\n")),
        ("four parts", format!("{token}.{signature}")),
        ("five parts", format!("{header}..{claims}.{claims}.{signature}")),
        ("two parts", format!("{header}.{claims}")),
        ("no signature", format!("{header}.{claims}.")),
        ("half a signature", format!("{header}.{claims}.{}", &signature[..signature.len() / 2])),
        ("zeros: r = s = 0", format!("{header}.{claims}.{}", base64url(&[0; 64]))),
        ("ones: r and s above n", format!("{header}.{claims}.{}", base64url(&[0xff; 64]))),
        ("other claims", format!("{header}.{}.{signature}", base64url(br#"{"sub":"user-bob"}"#))),
        (
            "JSON serialization",
            json!({ "payload": claims, "protected": header, "signature": signature }).to_string(),
        ),
        ("dots", ".".repeat(10_000)),
    ] {
        all.push((name.to_owned(), forged));
    }
    all
}

/// The claims signed by a key that the token brings along, or points to, or claims to be ours.
fn by_another_key(known: &Value, claims: &str) -> Vec<Forged> {
    let attacker = SigningKey::generate(Algorithm::ES256).unwrap();
    let claims: Value = serde_json::from_slice(&base64url_decode(claims).unwrap()).unwrap();
    let typ = known["typ"].as_str();
    let plain = attacker.sign_jwt(typ, &claims).unwrap();
    let (_, rest) = plain.split_once('.').unwrap();
    let own = serde_json::to_value(attacker.public_jwk()).unwrap();
    let headers = [
        ("its own jwk", json!({ "jwk": own })),
        ("jku", json!({ "jku": "https://attacker.example/keys" })),
        ("x5u", json!({ "x5u": "https://attacker.example/chain" })),
        ("x5c", json!({ "x5c": ["MIIB"] })),
        ("our kid", json!({})),
        ("a path as kid", json!({ "kid": "../../../dev/null" })),
        ("an SQL kid", json!({ "kid": "' OR '1'='1" })),
        ("an unknown crit", json!({ "crit": ["example"], "example": true })),
        ("an unencoded payload", json!({ "crit": ["b64"], "b64": false })),
    ];
    let mut all = vec![("a foreign key".to_owned(), plain.clone())];
    for (name, more) in headers {
        let mut header = known.clone();
        header.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all.push((name.to_owned(), format!("{}.{rest}", base64url(header.to_string().as_bytes()))));
    }
    all
}

/// Tokens with our own good signature and claims or a type that must not pass.
fn signed_by_us(server: &TestServer, token: &str, own_type: Option<&'static str>) -> Vec<Forged> {
    let claims = claims(&Value::String(token.to_owned()));
    let sign = |typ: Option<&str>, claims: &Value| {
        server.server.keys.sign_jwt(Algorithm::ES256, typ, claims).unwrap()
    };
    assert!(!sign(own_type, &claims).is_empty());
    let mut all: Vec<Forged> = Vec::new();
    for typ in ["logout+jwt", "dpop+jwt", "secevent+jwt", "client-authentication+jwt", "oauth-authz-req+jwt"]
    {
        all.push((format!("typ {typ}"), sign(Some(typ), &claims)));
    }
    let wrong = [
        ("iss", json!("https://id.example/")),
        ("iss", json!("https://other.example")),
        ("iss", json!(["https://id.example"])),
        ("iat", json!("1767225600")),
        ("iat", json!(-1)),
        ("iat", json!(1e15)),
        ("sub", json!(1)),
        ("sub", Value::Null),
        ("aud", json!(7)),
        ("aud", Value::Null),
    ];
    for (name, value) in wrong {
        let mut claims = claims.clone();
        claims[name] = value.clone();
        all.push((format!("{name} {value}"), sign(own_type, &claims)));
    }
    all
}

#[tokio::test]
async fn jo1_a_forged_access_token_opens_neither_userinfo_nor_introspection() {
    let server = server_of_two().await;
    let mut browser = server.browser();
    let tokens = tokens(&server, &mut browser, "notes", "alice", SCOPE).await;
    let token = text(&tokens, "access_token");
    let public = server.get("/jwks").await.json()["keys"][0].clone();
    let mut all = forgeries(token, &public);
    all.extend(signed_by_us(&server, token, Some("at+jwt")));
    all.push(("the ID token".to_owned(), text(&tokens, "id_token").to_owned()));
    let dead = json!({ "exp": now(&server).seconds() - 1 });
    for (name, value) in [("exp", dead["exp"].clone()), ("exp", json!("9999999999")), ("exp", Value::Null)] {
        let mut claims = claims(&tokens["access_token"]);
        claims[name] = value.clone();
        let token = server.server.keys.sign_jwt(Algorithm::ES256, Some("at+jwt"), &claims).unwrap();
        all.push((format!("{name} {value}"), token));
    }
    assert_eq!(userinfo(&server, token).await.status, 200);
    assert!(is_active(&server, "notes", token).await);
    for (name, forged) in all {
        // A header holds no newline, and any number of spaces may stand behind the scheme (RFC 9110 section 11.4).
        if !forged.contains(['\n', ' ']) {
            assert_ne!(userinfo(&server, &forged).await.status, 200, "{name} at userinfo");
        }
        let answer = server.post_form("/userinfo", &[], &[("access_token", &forged)]).await;
        assert_ne!(answer.status, 200, "{name} in the body at userinfo");
        assert!(!is_active(&server, "notes", &forged).await, "{name} at introspection");
    }
}

#[tokio::test]
async fn jo1_a_forged_hint_ends_no_session_and_names_nobody() {
    let server = server_of_two().await;
    let mut browser = server.browser();
    let tokens = tokens(&server, &mut browser, "notes", "alice", SCOPE).await;
    let token = text(&tokens, "id_token");
    let public = server.get("/jwks").await.json()["keys"][0].clone();
    let mut all = forgeries(token, &public);
    all.extend(signed_by_us(&server, token, Some("JWT")));
    all.push(("the access token".to_owned(), text(&tokens, "access_token").to_owned()));
    for (name, forged) in all {
        let query = valetkey_types::encode_form([("id_token_hint", forged.as_str())]);
        browser.get(&format!("/logout?{query}")).await;
        assert!(is_signed_in(&mut browser).await, "{name} ended the session");
        let answer = browser.open(&authorize(&[("id_token_hint", &forged), ("prompt", "none")])).await;
        let code = answer.header("location").is_some_and(|location| location.contains("code="));
        assert!(!code, "{name} was taken for a hint: {}", answer.show());
    }
    let query = valetkey_types::encode_form([("id_token_hint", token)]);
    browser.get(&format!("/logout?{query}")).await;
    assert!(!is_signed_in(&mut browser).await, "the real one ends it");
}

#[tokio::test]
async fn jo5_nothing_of_another_server_counts_here() {
    let here = server_of_two().await;
    for (what, builder) in [
        ("of the same name", TestServer::builder().encryption_key([8; 32])),
        ("of another issuer", TestServer::builder().encryption_key([8; 32]).issuer("https://other.example")),
    ] {
        let there = populated(builder.build().await).await;
        let mut browser = there.browser();
        let tokens = tokens(&there, &mut browser, "notes", "alice", SCOPE).await;
        let code = browser.open(&authorize(&[("scope", SCOPE)])).await.location_parameter("code").unwrap();
        assert_eq!(userinfo(&there, text(&tokens, "access_token")).await.status, 200);
        assert_eq!(userinfo(&here, text(&tokens, "access_token")).await.status, 401, "{what}");
        for name in ["access_token", "refresh_token", "id_token"] {
            assert!(!is_active(&here, "notes", text(&tokens, name)).await, "the {name} of a server {what}");
        }
        let answer = refresh(&here, "notes", text(&tokens, "refresh_token")).await;
        assert_eq!(answer.json()["error"], "invalid_grant", "{what}");
        assert_eq!(redeem_code(&here, "notes", &code).await.json()["error"], "invalid_grant", "{what}");
        let mut stranger = here.browser();
        for (name, value) in browser.cookies() {
            stranger.set_cookie(name, value);
        }
        assert!(!is_signed_in(&mut stranger).await, "the cookies of a server {what}");
    }
}
