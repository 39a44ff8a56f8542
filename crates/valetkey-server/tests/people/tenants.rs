//! Several issuers in one process. Nothing of one tenant counts at another; each kind of value is tried at the wrong one.

mod fixture;

use std::collections::BTreeMap;

use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, Lifetime,
    record::{Client, Delivery, Message, TenantRecord},
};
use valetkey_jose::Algorithm;
use valetkey_server::{Environment as _, outbox::deliver_due, testing::TestServer};
use valetkey_types::*;

use crate::support::*;

use fixture::*;

#[tokio::test]
async fn each_tenant_speaks_as_its_own_issuer_with_its_own_keys() {
    let server = tenants().await;
    let mut key_sets = BTreeMap::new();
    for tenant in ALL {
        let document = tenant.get(&server, "/.well-known/openid-configuration").await.json();
        assert_eq!(document["issuer"], tenant.issuer());
        assert_eq!(document["token_endpoint"], format!("{}/token", tenant.issuer()));
        let rfc_8414 = format!("/.well-known/oauth-authorization-server{}", tenant.path);
        let oauth = server.request("GET", &rfc_8414, &[("host", tenant.host)], "").await;
        assert_eq!(oauth.json(), document, "{rfc_8414}");
        key_sets.insert(tenant.get(&server, "/jwks").await.body, tenant.name);
        let tokens = tenant.tokens(&server, "notes").await;
        for token in ["access_token", "id_token"] {
            assert_eq!(claims(&tokens[token])["iss"], tenant.issuer(), "{token}");
        }
        assert_eq!(tenant.userinfo(&server, text(&tokens, "access_token")).await.status, 200);
    }
    assert_eq!(key_sets.len(), ALL.len(), "each has keys of its own: {key_sets:?}");
}

#[tokio::test]
async fn a_host_or_path_of_nobody_is_404_and_is_not_repeated() {
    let server = tenants().await;
    let target = format!("/login?from={}", "evil.example");
    for (host, target) in [
        ("evil.example", target.as_str()),
        ("evil.example", "/acme/login"),
        ("evil.example", "/.well-known/openid-configuration"),
        ("id.example.evil.example", "/login"),
        ("beta.example:8443", "/login"),
        ("beta.example", "/acme/login"),
        ("", "/login"),
    ] {
        for accept in ["text/html", "application/json"] {
            let answer = server.request("GET", target, &[("host", host), ("accept", accept)], "").await;
            assert_eq!(answer.status, 404, "{host}{target}");
            assert!(!answer.show().contains("evil.example"), "{}", answer.show());
            assert!(answer.header("x-request-id").is_some() && answer.header("x-frame-options").is_some());
        }
    }
    let two_hosts = [("host", "id.example"), ("host", "beta.example")];
    assert_eq!(server.request("GET", "/login", &two_hosts, "").await.status, 404);
    let forwarded = [("host", "evil.example"), ("x-forwarded-host", "beta.example")];
    assert_eq!(server.request("GET", "/login", &forwarded, "").await.status, 404);
    // Health checks name any host.
    for path in ["/health", "/ready"] {
        assert_eq!(server.request("GET", path, &[("host", "10.0.0.7")], "").await.status, 200, "{path}");
    }
    let answer = server.request("GET", "/login", &[("host", "BETA.example:443")], "").await;
    assert_eq!(answer.status, 200, "the same host in other words");
}

#[tokio::test]
async fn a_session_counts_at_its_tenant_only() {
    let server = tenants().await;
    for (one, other) in pairs() {
        let mut browser = one.browser(&server);
        one.code(&mut browser, "notes").await;
        let (ours, theirs) = (cookie_names(&server, one).await, cookie_names(&server, other).await);
        assert_ne!(ours, theirs, "{} {}", one.name, other.name);
        let session = browser.cookies()[&ours.0].clone();
        let own_page = async |tenant: Tenant, cookies: String| {
            let headers = [("host", tenant.host), ("cookie", cookies.as_str()), ("accept", "text/html")];
            server.request("GET", &format!("{}/account", tenant.path), &headers, "").await
        };
        let at_home = own_page(one, format!("{}={session}", ours.0)).await;
        assert!(at_home.text().contains("/sign-out"), "signed in: {}", at_home.show());
        // As a browser would send it to a neighbour, and under the name that the neighbour reads.
        for name in [&ours.0, &theirs.0] {
            let elsewhere = own_page(other, format!("{name}={session}")).await;
            let is_signed_in = elsewhere.status == 200 && elsewhere.text().contains("/sign-out");
            assert!(!is_signed_in, "{} at {} as {name}", one.name, other.name);
        }
    }
}

/// The names of the session cookie and of the browser cookie of a tenant.
async fn cookie_names(server: &TestServer, tenant: Tenant) -> (String, String) {
    let server = server.issuers.server(&tenant.id()).await.unwrap().unwrap();
    let session = server.cookies.session_name().to_owned();
    let browser = session.replace("session", "browser");
    (session, browser)
}

#[tokio::test]
async fn a_code_and_a_refresh_token_count_at_their_tenant_only() {
    let server = tenants().await;
    for (one, other) in pairs() {
        let code = one.code(&mut one.browser(&server), "notes").await;
        let refused = other.redeem(&server, "notes", &code).await;
        assert_eq!((refused.status, &refused.json()["error"]), (400, &"invalid_grant".into()));
        let tokens = one.redeem(&server, "notes", &code).await;
        assert_eq!(tokens.status, 200, "the attempt elsewhere spent nothing: {}", tokens.show());
        let tokens = tokens.json();
        let refused = other.refresh(&server, "notes", text(&tokens, "refresh_token")).await;
        assert_eq!((refused.status, &refused.json()["error"]), (400, &"invalid_grant".into()));
        let refreshed = one.refresh(&server, "notes", text(&tokens, "refresh_token")).await;
        assert_eq!(refreshed.status, 200, "{}", refreshed.show());
    }
}

#[tokio::test]
async fn an_access_token_counts_at_its_tenant_only() {
    let server = tenants().await;
    for client in ["notes", "opaque"] {
        for (one, other) in pairs() {
            let tokens = one.tokens(&server, client).await;
            for name in ["access_token", "refresh_token"] {
                let token = text(&tokens, name);
                assert!(!other.is_active(&server, client, token).await, "{client} {name}");
                // The answer tells nothing, and nothing happens.
                let revoked = other.post(&server, "/revoke", other, client, &[("token", token)]).await;
                assert_eq!(revoked.status, 200);
                assert!(one.is_active(&server, client, token).await, "{client} {name}");
            }
            let token = text(&tokens, "access_token");
            assert_eq!(other.userinfo(&server, token).await.status, 401);
            assert_eq!(one.userinfo(&server, token).await.status, 200);
        }
    }
}

#[tokio::test]
async fn a_client_secret_counts_at_its_tenant_only() {
    let server = tenants().await;
    for (one, other) in pairs() {
        let answer = other.post(&server, "/introspect", one, "notes", &[("token", "x")]).await;
        assert_eq!((answer.status, &answer.json()["error"]), (401, &"invalid_client".into()));
        let answer = one.post(&server, "/introspect", one, "notes", &[("token", "x")]).await;
        assert_eq!(answer.status, 200);
    }
}

#[tokio::test]
async fn a_form_and_a_hint_count_at_their_tenant_only() {
    let server = tenants().await;
    for (one, other) in pairs() {
        let mut browser = one.browser(&server);
        let address = format!("{}{}", one.path, authorize(&[]));
        let form = sign_in_form(&browser.open(&address).await, "alice");
        // The browser of the victim, with the cookie of the neighbour's name as well.
        let (ours, theirs) = (cookie_names(&server, one).await, cookie_names(&server, other).await);
        let own = browser.cookies()[&ours.1].clone();
        let mut neighbour = other.browser(&server);
        neighbour.set_cookie(&theirs.1, &own);
        let fields: Vec<_> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = neighbour.post_form(&format!("{}/login", other.path), &fields).await;
        assert_eq!(answer.status, 400, "{}", answer.show());
        assert!(!neighbour.cookies().contains_key(&theirs.0), "nobody is signed in");

        let tokens = one.tokens(&server, "notes").await;
        let hint = text(&tokens, "id_token");
        let query =
            encode_form([("id_token_hint", hint), ("post_logout_redirect_uri", "https://notes.example/bye")]);
        let answer = other.get(&server, &format!("/logout?{query}")).await;
        assert!(answer.header("location").is_none(), "{}", answer.show());
    }
}

#[tokio::test]
async fn an_edit_and_a_removal_are_seen() {
    let server = tenants().await;
    let mut browser = ACME.browser(&server);
    let code = ACME.code(&mut browser, "notes").await;
    let record = server.storage.tenant(&ACME.id()).await.unwrap().unwrap();
    let lifetimes = [(Lifetime::AccessToken, Seconds(77))].into();
    server.apply(vec![Change::ReplaceTenant(TenantRecord { lifetimes, ..record })]).await;
    server.issuers.reload().await.unwrap();
    let tokens = ACME.redeem(&server, "notes", &code).await.json();
    assert_eq!(tokens["expires_in"], 77);
    assert_eq!(HOME.tokens(&server, "notes").await["expires_in"], 600);

    let home = server.storage.tenant(&HOME.id()).await.unwrap().unwrap();
    let lifetimes = [(Lifetime::AccessToken, Seconds(55))].into();
    server.apply(vec![Change::ReplaceTenant(TenantRecord { lifetimes, ..home })]).await;
    server.apply(vec![Change::RemoveTenant { tenant: ACME.id() }]).await;
    server.issuers.reload().await.unwrap();
    assert_eq!(HOME.tokens(&server, "notes").await["expires_in"], 55);
    assert_eq!(ACME.userinfo(&server, text(&tokens, "access_token")).await.status, 404);
    assert_eq!(SHOP.get(&server, "/jwks").await.status, 200, "a neighbour stays");
}

#[tokio::test]
async fn a_tenant_makes_an_rsa_key_when_a_client_needs_one() {
    let server = TestServer::builder().algorithms(&[Algorithm::ES256, Algorithm::RS256]).build().await;
    server.add_user("alice", PASSWORD).await;
    let alice = server.storage.user_by_sign_in_name(&HOME.id(), "alice").await.unwrap().unwrap();
    let user = User { tenant: ACME.id(), revision: 0, ..alice };
    let rsa = Client { id_token_signed_response_alg: Algorithm::RS256, ..ACME.client("rsa") };
    let mut changes = vec![Change::AddTenant(ACME.record(&server)), Change::AddUser(Box::new(user))];
    changes.extend([ACME.client("notes"), rsa].map(|client| Change::AddClient(Box::new(client))));
    server.apply(changes).await;
    server.issuers.reload().await.unwrap();

    let kinds = async || -> Vec<String> {
        let keys = ACME.get(&server, "/jwks").await.json();
        let mut kinds: Vec<_> =
            keys["keys"].as_array().unwrap().iter().map(|key| text(key, "alg").to_owned()).collect();
        kinds.sort();
        kinds
    };
    let discovery = ACME.get(&server, "/.well-known/openid-configuration").await.json();
    let named = &discovery["id_token_signing_alg_values_supported"];
    assert_eq!(*named, serde_json::json!(["ES256", "RS256"]), "what it will sign with");
    ACME.tokens(&server, "notes").await;
    server.issuers.server(&ACME.id()).await.unwrap().unwrap().keys.ensure().await.unwrap();
    assert_eq!(kinds().await, ["ES256"]);
    assert_eq!(ACME.get(&server, "/ready").await.status, 200, "nothing is missing");

    // Two requests at once wait for one key.
    let codes = [
        ACME.code(&mut ACME.browser(&server), "rsa").await,
        ACME.code(&mut ACME.browser(&server), "rsa").await,
    ];
    let (one, other) =
        tokio::join!(ACME.redeem(&server, "rsa", &codes[0]), ACME.redeem(&server, "rsa", &codes[1]));
    for answer in [one, other] {
        let header = valetkey_jose::decode_unverified(text(&answer.json(), "id_token")).unwrap().header;
        assert_eq!(header["alg"], "RS256");
    }
    assert_eq!(kinds().await, ["ES256", "RS256"]);
}

#[tokio::test]
async fn messages_of_all_tenants_are_sent_in_their_names() {
    let server = tenants().await;
    let told = |tenant: Tenant| {
        let uri = Some(format!("https://notes.example/{}", tenant.name));
        Client { backchannel_logout_uri: uri, ..tenant.client("told") }
    };
    let delivery = |tenant: Tenant, issuer: &str, number: u128| {
        let (client_id, subject) = (ClientId::new("told"), UserId::new("user-alice"));
        let message = Message::BackchannelLogout { client_id, subject, sid: None };
        let (id, issuer) = (uuid::Uuid::from_u128(number), Issuer::parse(issuer).unwrap());
        Change::StoreDelivery(Delivery::due(tenant.id(), id, issuer, message, server.environment.now()))
    };
    for tenant in [HOME, ACME, BETA] {
        server.add_client(told(tenant)).await;
        server.apply(vec![delivery(tenant, &tenant.issuer(), 1)]).await;
    }
    // A message in the name of another issuer, and one of a tenant that is gone.
    server.apply(vec![delivery(SHOP, &ACME.issuer(), 1)]).await;
    server.apply(vec![delivery(Tenant { name: "gone", ..ACME }, &ACME.issuer(), 1)]).await;
    assert_eq!(deliver_due(&server.issuers).await.unwrap(), 3);
    let sent = server.transport.sent();
    let mut issuers = BTreeMap::new();
    for request in &sent {
        let token = String::from_utf8(request.body.clone()).unwrap();
        let token = token.strip_prefix("logout_token=").unwrap();
        issuers.insert(request.url.clone(), claims(&token.into())["iss"].clone());
    }
    let expected = [HOME, ACME, BETA]
        .map(|tenant| (format!("https://notes.example/{}", tenant.name), tenant.issuer().into()));
    assert_eq!(issuers, BTreeMap::from(expected));
    assert_eq!(deliver_due(&server.issuers).await.unwrap(), 0, "nothing is left");
}

#[tokio::test]
async fn tenants_in_memory_are_bounded() {
    let server = server().await;
    let many = 1_100;
    let tenant = |number: usize| {
        let issuer = Issuer::parse(&format!("https://id.example/t{number}")).unwrap();
        let id = TenantId::new(format!("t{number}"));
        Change::AddTenant(TenantRecord::new(id, issuer, server.environment.now()))
    };
    server.apply((0..many).map(tenant).collect()).await;
    server.issuers.reload().await.unwrap();
    assert_eq!(server.issuers.count_loaded(), 0, "they are loaded when they are needed");
    for number in 0..many {
        let answer = server.get(&format!("/t{number}/.well-known/openid-configuration")).await;
        assert_eq!(answer.json()["issuer"], format!("https://id.example/t{number}"));
    }
    assert_eq!(server.issuers.count_loaded(), 1_024);
    let first = server.get("/t0/jwks").await;
    assert_eq!(first.json()["keys"].as_array().unwrap().len(), 1, "its key was stored: {}", first.show());
}
