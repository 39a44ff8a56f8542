//! What may be registered, from the wrong side.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests: a broken set-up ends the test"
)]

use valetkey_accounts::User;
use valetkey_authorization_server::{record::*, registration::*};
use valetkey_jose::Algorithm;
use valetkey_types::*;

const NOW: Timestamp = Timestamp(1_800_000_000);

fn usual() -> NewClient {
    NewClient::web_application("App", vec!["https://app.example/callback".into()])
}

fn register(new: NewClient, secret: Option<&str>) -> Result<Client, ClientRegistrationError> {
    let secret = secret.map(Secret::new);
    new_client(TenantId::default(), ClientId::new("app"), secret.as_ref(), new, NOW)
}

#[test]
fn a_secret_makes_a_client_confidential() {
    let confidential = register(usual(), Some("s3cret")).unwrap();
    assert!(confidential.secret_hash.unwrap().matches(b"s3cret"));
    assert!(!confidential.authentication_methods.contains(&ClientAuthenticationMethod::None));
    let public = register(usual(), None).unwrap();
    assert!(public.is_public());
    assert_eq!(public.authentication_methods, [ClientAuthenticationMethod::None]);
    assert_eq!(public.pkce, PkcePolicy::Required);
}

#[test]
fn ru4_a_redirect_uri_is_kept_byte_for_byte_or_refused() {
    let odd = "https://app.example:443/a/../b?x=%7e";
    let mut new = usual();
    new.redirect_uris = vec![odd.into()];
    assert_eq!(register(new, None).unwrap().redirect_uris, [odd]);
    for wrong in [
        "javascript:alert(1)",
        "http://app.example/",
        "https://app.example/#x",
        "https://*.example/",
        "/path",
        "https://u@app.example/",
    ] {
        let mut new = usual();
        new.redirect_uris.push(wrong.into());
        assert!(
            matches!(
                register(new, None),
                Err(ClientRegistrationError::RedirectUri { field: "redirect_uris", .. })
            ),
            "{wrong}"
        );
        let mut new = usual();
        new.post_logout_redirect_uris.push(wrong.into());
        assert!(matches!(register(new, None), Err(ClientRegistrationError::RedirectUri { .. })), "{wrong}");
    }
}

#[test]
fn xs4_other_addresses_are_https_or_this_machine() {
    let cases = [
        ("https://app.example/logout", true),
        ("http://127.0.0.1:9000/logout", true),
        ("http://localhost/logout", true),
        ("http://app.example/logout", false),
        ("javascript:alert(1)", false),
        ("data:text/html,x", false),
        ("https://app.example/#x", false),
        ("https://u:p@app.example/", false),
        ("logout", false),
    ];
    for (uri, fine) in cases {
        let mut new = usual();
        new.backchannel_logout_uri = Some(uri.into());
        assert_eq!(register(new, None).is_ok(), fine, "{uri}");
        let mut new = usual();
        new.logo_uri = Some(uri.into());
        assert_eq!(register(new, None).is_ok(), fine, "{uri}");
    }
}

#[test]
fn grants_fit_the_client() {
    let mut no_uri = usual();
    no_uri.redirect_uris.clear();
    assert_eq!(register(no_uri, Some("s")), Err(ClientRegistrationError::NoRedirectUri));

    let mut machine = NewClient::web_application("Machine", vec![]);
    machine.grant_types = vec![GrantType::ClientCredentials];
    assert!(register(machine.clone(), Some("s")).is_ok());
    assert_eq!(register(machine.clone(), None), Err(ClientRegistrationError::PublicClientCredentials));
    machine.grant_types = vec![GrantType::RefreshToken];
    assert_eq!(register(machine, Some("s")), Err(ClientRegistrationError::RefreshTokenAlone));

    let mut keeping = usual();
    keeping.refresh_token_rotation = RefreshTokenRotation::Keep;
    assert!(register(keeping.clone(), Some("s")).is_ok());
    assert_eq!(register(keeping, None), Err(ClientRegistrationError::PublicKeepsRefreshTokens));

    let mut loose = usual();
    loose.pkce = PkcePolicy::OpenidConnectCoreCompatible;
    assert!(register(loose.clone(), Some("s")).is_ok());
    assert_eq!(register(loose, None), Err(ClientRegistrationError::PublicWithoutPkce));

    let mut symmetric = usual();
    symmetric.id_token_signed_response_alg = Algorithm::HS256;
    assert!(matches!(register(symmetric, Some("s")), Err(ClientRegistrationError::IdTokenAlgorithm(_))));
}

#[test]
fn names_and_audiences_are_checked_and_the_text_says_what_came() {
    for name in ["", "   ", "a\nb", &"x".repeat(101)] {
        let mut new = usual();
        new.name = name.into();
        assert!(matches!(register(new, None), Err(ClientRegistrationError::Name(_))), "{name:?}");
    }
    for audience in ["api", "https://api.example/#x", "https://api.example/ x"] {
        let mut new = usual();
        new.audiences = vec![audience.into()];
        let text = register(new, None).unwrap_err().to_string();
        assert!(text.contains("audiences") && text.contains(&format!("{audience:?}")), "{text}");
    }
    let mut urn = usual();
    urn.audiences = vec!["urn:example:api".into()];
    assert!(register(urn, None).is_ok());
}

#[test]
fn al3_a_person_needs_a_username_and_a_plausible_address() {
    let make = |new: NewUser| new_user(TenantId::default(), UserId::new("u"), new, NOW);
    let ada = NewUser { username: "ada".into(), email: Some("ada@example.org".into()), ..NewUser::default() };
    assert_eq!(make(ada.clone()).unwrap().username, "ada");
    for email in ["", "ada", "@example.org", "ada@", "a b@example.org", "a@b@c", "a\n@example.org"] {
        let wrong = NewUser { email: Some(email.into()), ..ada.clone() };
        assert!(matches!(make(wrong), Err(UserRegistrationError::Email(_))), "{email:?}");
    }
    for username in ["", "a b", "<script>"] {
        let wrong = NewUser { username: username.into(), ..ada.clone() };
        assert!(matches!(make(wrong), Err(UserRegistrationError::Username(_))), "{username:?}");
    }
    let wrong = NewUser { roles: vec!["admin".into(), " ".into()], ..ada.clone() };
    assert!(matches!(make(wrong), Err(UserRegistrationError::Role(_))));
    let no_address = NewUser { email: None, email_verified: true, ..ada };
    assert!(!make(no_address).unwrap().email_verified);
}

#[test]
fn al3_an_address_is_one_address_to_every_mail_program() {
    let make = |email: &str| {
        let new = NewUser { username: "ada".into(), email: Some(email.into()), ..NewUser::default() };
        new_user(TenantId::default(), UserId::new("u"), new, NOW)
    };
    for good in [
        "ada@example.org",
        "a.b+c_d@mail.example.org",
        "o'neil@example.org",
        "jörg@exämple.org",
        "हिन्दी@example.org",
        "root@localhost",
    ] {
        assert!(make(good).is_ok(), "{good}");
    }
    for odd in [
        "ada@example.org,mallory@evil.example",
        "ada,mallory@evil.example",
        "ada;mallory@evil.example",
        "ada@example.org@evil.example",
        "\"ada@example.org\"@evil.example",
        "ada<mallory@evil.example>",
        "Ada <ada@example.org>",
        "ada(comment)@example.org",
        "ada@example.org(comment)",
        "ada\\@example.org",
        "ada\u{ff20}evil.example",
        "ada\u{ff20}evil.example@example.org",
        "ada@example\u{ff0e}org",
        "ada@example\u{3002}org",
        "ada@example\u{2024}org",
        "ada\u{fe6b}evil.example",
        "ada@example.org.",
        "ada@.example.org",
        "ada@example..org",
        ".ada@example.org",
        "ada.@example.org",
        "ada\u{202e}@example.org",
        "a\u{200b}da@example.org",
        "ada@[127.0.0.1]",
        "ada@example.org:25",
        "ada@example.org/path",
        "ada@example.org?cc=mallory",
        "mailto:ada@example.org",
        "ada@example.org\r\nbcc:mallory@evil.example",
        "ada%00@example.org\0",
    ] {
        assert!(matches!(make(odd), Err(UserRegistrationError::Email(_))), "{odd:?}");
    }
}

#[test]
fn al3_a_standard_claim_has_its_form() {
    let good = [
        (TextClaim::Birthdate, &["1990-05-17", "0000-05-17", "0000-02-29", "2000-02-29", "1990"][..]),
        (TextClaim::Zoneinfo, &["Europe/Vienna", "UTC", "Etc/GMT+5", "America/North_Dakota/New_Salem"]),
        (TextClaim::Locale, &["en", "en-GB", "en_GB", "zh-Hans", "de-1996"]),
        (TextClaim::Website, &["https://a.example", "http://a.example/b?c#d", "http://127.0.0.1:80/"]),
        (TextClaim::Nickname, &["Al", "Ünal Ö"]),
        (TextClaim::AddressFormatted, &["Street 1\nTown"]),
    ];
    let long = "n".repeat(201);
    let bad = [
        (
            TextClaim::Birthdate,
            &[
                "",
                "90",
                "0000",
                "1990-5-17",
                "1990-13-01",
                "1990-02-29",
                "1900-02-29",
                "1990-04-31",
                "1990-05-00",
                "1990-05-17T00:00",
                "17.05.1990",
                "1990-05",
                "19\u{661}0-01-01",
                "+199-01-01",
            ][..],
        ),
        (
            TextClaim::Zoneinfo,
            &["", "Europe/", "/Vienna", "../etc/passwd", "Europe Vienna", "a/b/c/d", "+01:00"],
        ),
        (TextClaim::Locale, &["", "e", "english language", "en-", "en-GB\n"]),
        (
            TextClaim::Picture,
            &[
                "javascript:alert(1)",
                "data:image/png;base64,AA",
                "//a.example/b",
                "https://",
                "https://u:p@a.example",
                "https://a.example/ b",
                "https://a.example\\@b.example",
                "ftp://a.example",
                "\thttps://a.example",
            ],
        ),
        (TextClaim::Nickname, &["", "  ", "a\nb", "a\0b", &long]),
        (TextClaim::AddressFormatted, &["", "\n", "a\tb"]),
    ];
    for (claim, values) in good {
        for value in values {
            assert_eq!(claim.check(value), Ok(()), "{claim} {value:?}");
        }
    }
    for (claim, values) in bad {
        for value in values {
            let text = claim.check(value).expect_err(value).to_string();
            assert!(text.contains(claim.as_str()) && text.contains(", got "), "{text}");
        }
    }
}

#[test]
fn an_edit_leaves_values_alone_that_were_stored_before_they_had_a_form() {
    let mut old = User::new(TenantId::default(), UserId::new("u"), "ada", NOW);
    old.locale = Some("British English".to_owned());
    let edit = |change: fn(&mut NewUser)| {
        let mut new = NewUser::from(&old);
        change(&mut new);
        edited_user(&old, new, NOW)
    };
    assert_eq!(edit(|new| new.nickname = Some("Al".to_owned())).unwrap().locale, old.locale);
    let refused = edit(|new| new.locale = Some("American English".to_owned()));
    assert!(matches!(refused, Err(UserRegistrationError::Claim { claim: TextClaim::Locale, .. })));
}

#[test]
fn sc3_no_edit_of_a_user_sets_a_reserved_claim() {
    for reserved in RESERVED_CLAIMS {
        assert!(reserved.parse::<TextClaim>().is_err(), "{reserved}");
        assert!(is_reserved_claim(reserved) && is_reserved_claim(&reserved.to_uppercase()), "{reserved}");
    }
    for claim in TextClaim::ALL {
        assert!(!is_reserved_claim(claim.as_str()), "{claim}");
    }
    // Whatever the record of a user says, the claims of the protocol are those of the server.
    let user =
        User { name: Some("n".to_owned()), ..User::new(TenantId::default(), UserId::new("u"), "ada", NOW) };
    let claims =
        serde_json::to_value(user.claims(&"openid profile email phone address".parse().unwrap())).unwrap();
    let set_here = ["sub", "updated_at", "email_verified", "phone_number_verified"];
    for name in claims.as_object().unwrap().keys().filter(|name| !set_here.contains(&name.as_str())) {
        assert!(!is_reserved_claim(name), "{name}");
    }
}
