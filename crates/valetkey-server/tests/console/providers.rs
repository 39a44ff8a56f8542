//! Identity providers in the console.

use std::sync::Arc;

use async_trait::async_trait;
use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission, Permissions},
};
use valetkey_authorization_server::{
    Change,
    record::{FirstSignIn, IdentityProvider, LinkedAccount},
};
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_server::{
    configuration::{AccountSettings, ConsoleStrength},
    testing::{Answer, Browser, TestServer},
};
use valetkey_storage::{
    Listing, Match, directory,
    record::{EVENT, IDENTITY_PROVIDER},
    value::Value,
};
use valetkey_types::{Timestamp, Unknown};

use crate::support::*;

const SECRET: &str = "a-secret-of-the-provider";

async fn provider(server: &TestServer, name: &str) -> Option<IdentityProvider> {
    let is_called = Match::Equals(Value::text(name));
    let listing = Listing::of_tenant(&IDENTITY_PROVIDER, &server.server.tenant, 1).with("name", is_called);
    let page = directory::page::<IdentityProvider>(&*server.storage, &listing).await.unwrap();
    page.records.into_iter().next()
}

/// Adds GitHub through the form.
async fn add_github(browser: &mut Browser<'_>) -> Answer {
    let form = browser.open("/admin/new-provider?preset=github").await.form_with_button("save");
    let form = form.with("client_id", "Iv1.abc").with("client_secret", SECRET);
    let added = browser.submit_and_follow(&form, "save").await;
    assert!(says(&added, "The identity provider github is added."), "{}", added.show());
    added
}

#[tokio::test]
async fn a_provider_is_selected_added_edited_and_removed_and_no_page_and_no_event_has_its_secret() {
    let server = server().await;
    let mut browser = server.browser();
    assert!(says(&sign_in(&mut browser, "/admin/providers", "root").await, "id=\"none\""));
    let presets = browser.get("/admin/new-provider").await;
    assert!(says(&presets, "href=\"/admin/new-provider?preset=github\""), "{}", presets.show());
    assert!(says(&presets, "takes signed secrets only"), "{}", presets.show());
    assert!(!presets.text().contains("preset=apple"), "{}", presets.show());
    assert!(says(&browser.get("/admin/new-provider?preset=apple").await, "id=\"presets\""));
    let added = add_github(&mut browser).await;
    let redirect_uri = "https://id.example/login/provider/github/callback";
    assert!(says(&added, redirect_uri) && says(&added, "Stored"), "{}", added.show());
    let before = provider(&server, "github").await.unwrap();
    assert_eq!((before.first_sign_in, before.domains.len()), (FirstSignIn::Link, 0));

    let path = "/admin/providers/github/edit";
    let form = browser.open(path).await.form_with_button("save");
    assert_eq!((form.field("client_secret"), form.field("preset")), (Some(""), None));
    let same = browser.submit_and_follow(&form, "save").await;
    assert!(says(&same, "Nothing changed"), "{}", same.show());
    add_group(&server, "engineering", None, &[]).await;
    let form = form.with("first_sign_in", "create").with("domains", "example.com\nExample.org");
    let form = form.with("claims", "picture=/avatar_url").with("claims_set", "each");
    let form = form.with("groups", "engineering=/groups:eng").with("sign_out", "offer");
    let form = form.with("position", "3").with("display_name", "Code account").with("disabled", "yes");
    let saved = browser.submit_and_follow(&form, "save").await;
    assert!(says(&saved, "The identity provider github is saved."), "{}", saved.show());
    assert!(says(&saved, "engineering=/groups:eng") && says(&saved, "picture=/avatar_url"));
    let stored = provider(&server, "github").await.unwrap();
    assert_eq!(stored.domains, ["example.com", "example.org"]);
    assert_eq!((stored.first_sign_in, stored.position), (FirstSignIn::Create, 3));
    assert!(stored.disabled && stored.updates_claims && stored.offers_sign_out);
    assert_eq!(
        stored.client_secret_sealed, before.client_secret_sealed,
        "an empty secret keeps the stored one"
    );

    let form = browser.open(path).await.form_with_button("save").with("client_secret", "a-new-secret");
    assert!(says(&browser.submit_and_follow(&form, "save").await, "is saved."));
    assert_ne!(provider(&server, "github").await.unwrap().client_secret_sealed, before.client_secret_sealed);
    let list = browser.get("/admin/providers").await;
    assert!(says(&list, "href=\"/admin/providers/github\"") && says(&list, "Disabled"), "{}", list.show());
    let removed = confirm(&mut browser, "/admin/providers/github/remove").await;
    assert!(says(&removed, "The identity provider github is removed."), "{}", removed.show());
    assert_eq!(browser.get("/admin/providers/github").await.status, 404);

    for page in [&presets, &added, &saved, &list] {
        assert!(!page.text().contains(SECRET), "{}", page.show());
    }
    let listing = Listing::of_tenant(&EVENT, &server.server.tenant, 1_000);
    let events =
        directory::page::<valetkey_authorization_server::record::Event>(&*server.storage, &listing).await;
    let events = format!("{:?}", events.unwrap().records);
    assert!(!events.contains(SECRET) && !events.contains("a-new-secret"), "{events}");
    let kinds = kinds(&server).await;
    for kind in ["identity_provider.added", "identity_provider.edited", "identity_provider.removed"] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}: {kinds:?}");
    }
}

#[tokio::test]
async fn any_openid_issuer_is_added_with_its_address() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let form = browser.open("/admin/new-provider?preset=openid").await.form_with_button("save");
    let form = form.with("name", "intranet").with("client_id", "valetkey");
    let missing = browser.submit(&form, "save").await;
    assert!(says(&missing, "variables: ") && says(&missing, "issuer"), "{}", missing.show());
    let form = form.with("variable:issuer", "https://sso.example");
    let added = browser.submit_and_follow(&form, "save").await;
    assert!(says(&added, "issuer=https://sso.example"), "{}", added.show());
    assert_eq!(provider(&server, "intranet").await.unwrap().variables["issuer"], "https://sso.example");
    let form = browser.open("/admin/providers/intranet/edit").await.form_with_button("save");
    assert_eq!(form.field("variable:issuer"), Some("https://sso.example"));
}

#[tokio::test]
async fn a_wrong_value_of_a_provider_is_said_with_its_field_and_the_form_keeps_what_was_typed() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add_github(&mut browser).await;
    let new = browser.open("/admin/new-provider?preset=github").await.form_with_button("save");
    let new = new.with("name", "other").with("client_id", "Iv1.abc").with("client_secret", SECRET);
    for (field, value, words) in [
        ("name", "github", "name: expected a name that no provider has"),
        ("name", "Git Hub", "name: expected a name of 1 to 32 lower-case letters"),
        ("client_id", "a b", "client_id: expected"),
        ("domains", "@example.com", "domains: expected a domain like example.com"),
        ("claims", "picture", "claims: expected lines such as picture=/avatar_url"),
        ("claims", "picture=avatar", "claims: expected a JSON pointer"),
        ("claims", "sub=/id", "claims: expected a mapping of a claim"),
        ("groups", "engineering", "groups: expected lines such as engineering=/groups:eng"),
        ("groups", "nobody=/groups:eng", "groups: expected the name of a group"),
        ("position", "-1", "position: expected a number from 0"),
        ("first_sign_in", "always", "first_sign_in: expected one of link, create, refuse"),
    ] {
        let refused = browser.submit(&new.clone().with(field, value), "save").await;
        assert!(says(&refused, "id=\"failure\"") && says(&refused, words), "{value}: {}", refused.show());
        let again = refused.form_with_button("save");
        let is_offered = field != "first_sign_in";
        assert!(!is_offered || again.field(field) == Some(value), "it keeps what was typed: {again:?}");
        assert_eq!((again.field("client_secret"), again.field("preset")), (Some(""), Some("github")));
        assert!(!refused.text().contains(SECRET), "{}", refused.show());
    }
    assert!(provider(&server, "other").await.is_none());
}

#[tokio::test]
async fn an_edit_or_removal_of_a_provider_over_another_edit_shows_the_difference() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add_github(&mut browser).await;
    let first = browser.open("/admin/providers/github/edit").await.form_with_button("save");
    let remove = browser.open("/admin/providers/github/remove").await.form_with_button("confirm");
    browser.submit_and_follow(&first.clone().with("client_id", "first"), "save").await;
    let second = browser.submit(&first.with("client_id", "second"), "save").await;
    assert!(
        says(&second, "Somebody else changed this meanwhile") && says(&second, "client_id: it was"),
        "{}",
        second.show()
    );
    let late = browser.submit(&remove, "confirm").await;
    assert!(says(&late, "Somebody else changed this meanwhile"), "{}", late.show());
    assert_eq!(provider(&server, "github").await.unwrap().client_id, "first");
    let again = browser.submit_and_follow(&second.form_with_button("save"), "save").await;
    assert!(says(&again, "The identity provider github is saved."), "{}", again.show());
    assert_eq!(provider(&server, "github").await.unwrap().client_id, "second");
}

#[tokio::test]
async fn changes_of_providers_need_a_fresh_proof_and_every_permission_that_a_role_gives() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add_github(&mut browser).await;
    let pages = ["/admin/new-provider", "/admin/providers/github/edit", "/admin/providers/github/remove"];
    let more = ["/admin/providers/github/test", "/admin/providers/github/preview"];
    for (name, area, may_read) in [("reader", Area::Providers, true), ("other", Area::Users, false)] {
        add_administrator(&server, name, Permissions::from_iter([Permission::read(area)])).await;
        let mut reader = server.browser();
        let seen = sign_in(&mut reader, "/admin", name).await;
        assert_eq!(seen.text().contains("href=\"/admin/providers\""), may_read, "{}", seen.show());
        let state = seen.form_with_button("sign-out").field("form_state").unwrap().to_owned();
        for read in ["/admin/providers", "/admin/providers/github"] {
            let page = reader.get(read).await;
            assert_eq!(page.status, if may_read { 200 } else { 403 }, "{read}: {}", page.show());
            assert!(!page.text().contains("id=\"action-") && !page.text().contains("id=\"new\""));
        }
        for path in pages.into_iter().chain(more) {
            assert_eq!(reader.get(path).await.status, 403, "{name} {path}");
            let fields = [("form_state", state.as_str()), ("preset", "github"), ("revision", "x")];
            assert_eq!(reader.post_form(path, &fields).await.status, 403, "{name} {path}");
        }
    }
    // A provider decides who signs in, so writing providers alone is not enough.
    let only =
        Permissions::from_iter([Permission::read(Area::Providers), Permission::write(Area::Providers)]);
    add_administrator(&server, "clerk", only).await;
    let mut clerk = server.browser();
    let seen = sign_in(&mut clerk, "/admin/providers/github", "clerk").await;
    assert!(says(&seen, "id=\"action-test\"") && !seen.text().contains("id=\"action-edit\""));
    let form = clerk.open("/admin/providers/github/edit").await.form_with_button("save");
    let refused = clerk.submit(&form.with("client_id", "clerk"), "save").await;
    assert!(says(&refused, "id=\"failure\""), "{}", refused.show());
    assert_eq!(provider(&server, "github").await.unwrap().client_id, "Iv1.abc");

    let form = browser.open(pages[1]).await.form_with_button("save");
    server.advance(301);
    for path in pages {
        assert!(browser.get(path).await.location().starts_with("/login?"), "{path}");
    }
    let old = browser.submit(&form.with("client_id", "late"), "save").await;
    assert!(old.location().starts_with("/login?"), "{}", old.show());
    assert_eq!(provider(&server, "github").await.unwrap().client_id, "Iv1.abc");
}

#[tokio::test]
async fn a_provider_of_a_file_is_only_shown() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add_github(&mut browser).await;
    let edit = browser.open("/admin/providers/github/edit").await.form_with_button("save");
    let remove = browser.open("/admin/providers/github/remove").await.form_with_button("confirm");
    crate::owned::own(&server, &Thing::identity_provider("github")).await;
    let shown = browser.get("/admin/providers/github").await;
    assert!(says(&shown, "comes from the file infra/apps.toml"), "{}", shown.show());
    assert!(says(&shown, "id=\"action-test\"") && !shown.text().contains("id=\"action-edit\""));
    for path in ["/admin/providers/github/edit", "/admin/providers/github/remove"] {
        assert_eq!(browser.get(path).await.status, 409, "{path}");
    }
    for (form, button) in [(edit.with("client_id", "x"), "save"), (remove, "confirm")] {
        let refused = browser.submit(&form, button).await;
        assert_eq!(refused.status, 409, "{}", refused.show());
        assert!(refused.text().contains("infra/apps.toml"), "{}", refused.show());
    }
    assert_eq!(provider(&server, "github").await.unwrap().client_id, "Iv1.abc");
}

/// Links an account of GitHub with `alice`.
async fn link(server: &TestServer, subject: &str) {
    let user = user_called(server, "alice").await.unwrap();
    let linked = LinkedAccount {
        tenant: server.server.tenant.clone(),
        issuer: "urn:valetkey:github".to_owned(),
        subject: subject.to_owned(),
        user_id: user.id,
        provider: "github".to_owned(),
        label: None,
        linked_at: Timestamp(0),
        last_used_at: None,
        revision: 0,
        unknown: Unknown::default(),
    };
    server.apply(vec![Change::AddLinkedAccount(linked)]).await;
}

#[tokio::test]
async fn a_removal_counts_the_linked_accounts_that_it_ends() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add_github(&mut browser).await;
    let none = browser.get("/admin/providers/github/remove").await;
    assert!(says(&none, "Nobody signs in with it") && !none.text().contains("linked account"));
    for subject in ["1", "2"] {
        link(&server, subject).await;
    }
    let removal = browser.get("/admin/providers/github/remove").await;
    assert!(says(&removal, "2 linked accounts do not count any more."), "{}", removal.show());
}

#[tokio::test]
async fn a_preview_says_what_a_sign_in_would_do_and_stores_nothing() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add_github(&mut browser).await;
    link(&server, "7").await;
    let before = kinds(&server).await;
    let form = browser.open("/admin/providers/github/preview").await.form_with_button("preview");
    assert_eq!(form.field("emails"), Some(""));
    let linked =
        browser.submit(&form.clone().with("claims", "{\"id\": 7, \"login\": \"al\"}"), "preview").await;
    assert!(says(&linked, "The account is linked: alice signs in."), "{}", linked.show());
    assert!(says(&linked, "urn:valetkey:github"), "{}", linked.show());
    let new = form.clone().with("claims", "{\"id\": 8, \"login\": \"grace\"}");
    let emails = "[{\"email\":\"grace@example.com\",\"primary\":true,\"verified\":true}]";
    let proved = browser.submit(&new.clone().with("emails", emails), "preview").await;
    assert!(says(&proved, "No user is added") && says(&proved, "grace@example.com"), "{}", proved.show());
    for (field, value, words) in [
        ("claims", "{", "claims: expected JSON"),
        ("claims", "[]", "claims: expected"),
        ("claims", "{\"login\": \"x\"}", "claims: expected"),
        ("emails", "{", "emails: expected JSON"),
    ] {
        let refused = browser.submit(&new.clone().with(field, value), "preview").await;
        assert!(says(&refused, "id=\"failure\"") && says(&refused, words), "{value}: {}", refused.show());
        assert_eq!(refused.form_with_button("preview").field(field), Some(value));
    }
    let path = "/admin/providers/github/edit";
    let create = browser.open(path).await.form_with_button("save").with("first_sign_in", "create");
    browser.submit_and_follow(&create, "save").await;
    let added = browser.submit(&new, "preview").await;
    assert!(says(&added, "A user is added: grace."), "{}", added.show());
    assert!(user_called(&server, "grace").await.is_none());
    let mut after = kinds(&server).await;
    after.retain(|kind| kind != "identity_provider.edited");
    assert_eq!(after, before);
}

/// A network with one OpenID provider, or with none.
struct Network(bool);

#[async_trait]
impl HttpTransport for Network {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        if !self.0 || !request.url.starts_with("https://sso.example/") {
            let reason = "connection refused".to_owned();
            return Err(TransportError::Connection { host: "sso.example".to_owned(), reason });
        }
        let address = |path: &str| format!("https://sso.example/{path}");
        let document = serde_json::json!({
            "issuer": "https://sso.example",
            "authorization_endpoint": address("auth"),
            "token_endpoint": address("token"),
            "jwks_uri": address("keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        });
        Ok(HttpResponse {
            status: 200,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: document.to_string().into_bytes(),
        })
    }
}

#[tokio::test]
async fn a_test_shows_the_addresses_of_the_provider_or_why_it_failed() {
    for answers in [true, false] {
        let accounts = AccountSettings { console: ConsoleStrength::OneFactor, ..AccountSettings::default() };
        let server =
            TestServer::builder().accounts(accounts).outgoing(Arc::new(Network(answers))).build().await;
        add_administrator(&server, "root", Permissions::all()).await;
        let mut browser = server.browser();
        sign_in(&mut browser, "/admin", "root").await;
        let form = browser.open("/admin/new-provider?preset=openid").await.form_with_button("save");
        let form = form.with("name", "sso").with("client_id", "valetkey");
        browser.submit_and_follow(&form.with("variable:issuer", "https://sso.example"), "save").await;
        let before = kinds(&server).await;
        let page = browser.open("/admin/providers/sso/test").await;
        let tested = browser.submit(&page.form_with_button("test"), "test").await;
        if answers {
            assert!(says(&tested, "The provider answers."), "{}", tested.show());
            assert!(says(&tested, "https://sso.example/token"), "{}", tested.show());
            assert!(says(&tested, "id=\"open\" href=\"https://sso.example/auth?"), "{}", tested.show());
        } else {
            assert!(says(&tested, "The test failed.") && says(&tested, "sso.example"), "{}", tested.show());
            assert!(!tested.text().contains("id=\"open\""));
        }
        assert_eq!(kinds(&server).await, before);
    }
}
