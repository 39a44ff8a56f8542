//! One policy gate in front of everything that gives access (EN6, SC2, SC7).

use crate::{support::*, walk::*};

/// What a user holds and has under way; each is tried after the account, or the client, is disabled.
#[tokio::test]
async fn en6_no_endpoint_gives_anything_to_a_disabled_user_or_client() {
    for disabled in ["user", "client"] {
        let server = server_of_two().await;
        let mut browser = server.browser();
        let tokens = tokens(&server, &mut browser, "notes", "alice", SCOPE).await;
        let landed = browser.open(&authorize(&[("scope", SCOPE)])).await;
        let code = landed.location_parameter("code").unwrap();
        let asked = browser.open(&authorize(&[("scope", "openid profile email")])).await;
        let allow = asked.form_with_button("allow");
        let fresh = server.browser().open(&authorize(&[])).await;
        assert!(userinfo(&server, text(&tokens, "access_token")).await.status == 200, "good until now");

        match disabled {
            "user" => disable_user(&server, "alice").await,
            _ => disable_client(&server, "notes").await,
        }
        for scope in [SCOPE, "openid"] {
            for prompt in ["", "none", "consent"] {
                let answer = browser.open(&authorize(&[("scope", scope), ("prompt", prompt)])).await;
                assert!(!leads_to_a_code(&answer), "{disabled}: /authorize gave {}", answer.show());
            }
        }
        let answer = browser.submit_and_follow(&allow, "allow").await;
        assert!(!leads_to_a_code(&answer), "{disabled}: /consent gave {}", answer.show());
        let answer = server.browser().submit_and_follow(&sign_in_form(&fresh, "alice"), "sign-in").await;
        assert!(!leads_to_a_code(&answer), "{disabled}: /login gave {}", answer.show());
        for answer in [
            redeem_code(&server, "notes", &code).await,
            refresh(&server, "notes", text(&tokens, "refresh_token")).await,
            post_as(&server, "notes", "/token", &[("grant_type", "client_credentials")]).await,
        ] {
            assert!(answer.status == 400 || answer.status == 401, "{disabled}: {}", answer.show());
            assert!(answer.json().get("access_token").is_none());
        }
        assert_eq!(userinfo(&server, text(&tokens, "access_token")).await.status, 401, "{disabled}");
        for name in ["access_token", "refresh_token"] {
            assert!(!is_active(&server, "notes", text(&tokens, name)).await, "{disabled}: {name}");
        }
    }
}

fn leads_to_a_code(answer: &valetkey_server::testing::Answer) -> bool {
    answer.header("location").is_some_and(|location| location.contains("code="))
}

/// SC2: what is not implemented is refused whole, with every parameter that would belong to it.
#[tokio::test]
async fn sc2_a_grant_that_does_not_exist_is_refused_and_never_half_understood() {
    let server = server_of_two().await;
    let mut browser = server.browser();
    let tokens = tokens(&server, &mut browser, "notes", "alice", SCOPE).await;
    let access_token = text(&tokens, "access_token");
    for grant in [
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:saml2-bearer",
        "urn:openid:params:grant-type:ciba",
        "password",
        "implicit",
        "AUTHORIZATION_CODE",
        "authorization_code ",
        "refresh_token,authorization_code",
    ] {
        let fields = [
            ("grant_type", grant),
            ("subject_token", access_token),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
            ("assertion", text(&tokens, "id_token")),
            ("username", "alice"),
            ("password", PASSWORD),
            ("refresh_token", text(&tokens, "refresh_token")),
            ("scope", "openid"),
        ];
        let answer = post_as(&server, "notes", "/token", &fields).await;
        let error = answer.json()["error"].as_str().unwrap_or_default().to_owned();
        assert!(
            ["unsupported_grant_type", "unauthorized_client"].contains(&error.as_str()),
            "{grant}: {}",
            answer.show()
        );
    }
    assert!(
        is_active(&server, "notes", text(&tokens, "refresh_token")).await,
        "none of them touched the grant"
    );
}

/// SC7: a token stands for itself in its own place, and never for a password or a client's secret.
#[tokio::test]
async fn sc7_a_token_is_no_password_and_no_client_secret() {
    let server = server_of_two().await;
    let mut browser = server.browser();
    let tokens = tokens(&server, &mut browser, "notes", "alice", SCOPE).await;
    for name in ["access_token", "refresh_token", "id_token"] {
        let token = text(&tokens, name);
        for user in ["notes", "alice", "user-alice", token, "x-oauth-basic"] {
            let basic = base64(&format!("{user}:{token}"));
            let basic = format!("Basic {basic}");
            let headers = [("authorization", basic.as_str())];
            assert_ne!(
                server.request("GET", "/userinfo", &headers, "").await.status,
                200,
                "{name} of {user}"
            );
            let answer = server.post_form("/introspect", &headers, &[("token", token)]).await;
            assert_eq!(answer.status, 401, "{name} of {user}");
            let answer = server.post_form("/token", &headers, &[("grant_type", "client_credentials")]).await;
            assert_eq!(answer.status, 401, "{name} of {user}");
        }
        let mut thief = server.browser();
        let page = thief.open(&authorize(&[])).await;
        let form = page.form_with_button("sign-in").with("username", "alice").with("password", token);
        thief.submit(&form, "sign-in").await;
        assert!(!is_signed_in(&mut thief).await, "{name} as password");
    }
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}
