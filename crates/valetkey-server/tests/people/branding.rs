//! The look of the pages: of the configuration, of a tenant, of a client.

use std::{sync::Arc, time::Duration};

use valetkey_authorization_server::{
    Change, LogoChange,
    branding::{Branding, LogoFormat, LogoId, Palette},
    record::{Client, Logo, TenantRecord},
};
use valetkey_server::{
    ConfiguredBrand,
    testing::{Answer, TestServer},
};
use valetkey_storage::Storage;
use valetkey_types::{TenantId, Timestamp, Unknown};

use crate::{
    databases::{announcements_have_passed, on_every_database},
    support::*,
};

on_every_database! {
    u3_a_tenant_has_a_look_of_its_own_at_every_node,
    u3_a_brand_costs_no_read_and_no_commit,
}

/// Longer than any test takes.
const FOR_EVER: Duration = Duration::from_secs(86_400);

const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>";

fn logo(owner: &str) -> Logo {
    let tenant = TenantId::default();
    let id = LogoId::of(&tenant, owner, LogoFormat::Svg, SVG);
    Logo { tenant, id, image: SVG.to_vec(), added_at: Timestamp(0), unknown: Unknown::default() }
}

fn acme() -> Branding {
    Branding {
        name: Some("Acme".to_owned()),
        logo: Some(logo("").id),
        accent: Some("#7a1f5c".parse().unwrap()),
        corner_radius: Some(4),
        support_uri: Some("mailto:help@acme.example".to_owned()),
        ..Branding::default()
    }
}

/// The address after `start`, up to the quote.
fn address<'a>(page: &'a Answer, start: &str) -> &'a str {
    let text = page.text();
    let begin = text.find(start).unwrap_or_else(|| panic!("no {start} in {}", page.show()));
    text[begin..].split('"').next().unwrap()
}

async fn as_a_page(server: &TestServer, path: &str) -> Answer {
    server.request("GET", path, &[("accept", "text/html")], "").await
}

async fn edit_tenant(server: &TestServer, branding: Branding) {
    let record = server.storage.tenant(&TenantId::default()).await.unwrap().unwrap();
    server.apply(vec![Change::ReplaceTenant(TenantRecord { branding, ..record })]).await;
    server.issuers.reload().await.unwrap();
}

#[tokio::test]
async fn u3_without_a_brand_pages_have_the_name_of_the_host() {
    for (issuer, name) in [("https://id.example", "id.example"), ("http://127.0.0.1:8080", "127.0.0.1:8080")]
    {
        let server = TestServer::builder().issuer(issuer).build().await;
        for path in ["/", "/login", "/no-such-page"] {
            let page = as_a_page(&server, path).await;
            assert!(
                page.text().contains(&format!("<p class=\"brand\"><bdi>{name}</bdi></p>")),
                "{}",
                page.show()
            );
            assert!(page.text().contains(&format!(" – {name}</title>")), "{}", page.show());
            assert!(!page.text().contains("Valetkey"), "{}", page.show());
        }
    }
}

#[tokio::test]
async fn u3_the_configured_brand_is_on_every_page_and_its_files_are_served() {
    let brand = ConfiguredBrand { branding: acme(), logos: vec![logo("")] };
    let server = TestServer::builder().brand(brand).build().await;
    for path in ["/", "/login", "/no-such-page", "/authorize"] {
        let page = as_a_page(&server, path).await;
        assert!(page.text().contains(" – Acme</title>"), "{path}: {}", page.show());
        let sheet = server.get(address(&page, "/assets/brand/")).await;
        assert_eq!((sheet.status, sheet.header("content-type")), (200, Some("text/css; charset=utf-8")));
        assert!(sheet.text().contains("--accent:#7a1f5c;") && sheet.text().contains("--radius:4px;"));
        let image = server.get(address(&page, "/assets/logo/")).await;
        assert_eq!((image.status, image.body.as_slice()), (200, SVG));
        for answer in [sheet, image] {
            assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert_eq!((answer.cost.reads, answer.cost.commits), (0, 0));
        }
    }
}

#[tokio::test]
async fn u3_a_logo_is_an_image_and_never_a_page() {
    let brand = ConfiguredBrand { branding: acme(), logos: vec![logo("")] };
    let server = TestServer::builder().brand(brand).build().await;
    let path = format!("/assets/logo/{}", logo("").id);
    let opened = |wanted: &'static str| {
        let (server, path) = (&server, &path);
        async move { server.request("GET", path, &[("sec-fetch-dest", wanted)], "").await }
    };
    assert_eq!(opened("image").await.status, 200);
    for wanted in ["document", "iframe", "object", "embed", "script", "style"] {
        assert_eq!(opened(wanted).await.status, 404, "{wanted}");
    }
    let image = server.get(&path).await;
    assert_eq!(image.header("content-type"), Some("image/svg+xml"));
    let policy = image.header("content-security-policy").unwrap();
    assert_eq!(policy, "default-src 'none'; frame-ancestors 'none'; sandbox");
    assert_eq!(image.header("vary"), Some("sec-fetch-dest"), "a cache keeps the image for images");
    for other in ["/assets/logo/x.svg", "/assets/logo/..%2F..%2Fx.svg", "/assets/brand/x.css"] {
        assert_eq!(server.get(other).await.status, 404, "{other}");
    }
    let unknown = LogoId::of(&TenantId::new("other"), "", LogoFormat::Svg, SVG);
    assert_eq!(server.get(&format!("/assets/logo/{unknown}")).await.status, 404, "of another tenant");
}

async fn u3_a_tenant_has_a_look_of_its_own_at_every_node(storage: Arc<dyn Storage>) {
    let configured =
        Branding { name: Some("Configured".to_owned()), corner_radius: Some(9), ..Branding::default() };
    let node = || {
        let brand = ConfiguredBrand { branding: configured.clone(), logos: Vec::new() };
        TestServer::builder().storage(storage.clone()).brand(brand).build()
    };
    let (first, second) = (node().await, node().await);
    first.apply(vec![Change::Logo(LogoChange::Store(Box::new(logo(""))))]).await;
    let branding = Branding { corner_radius: None, ..acme() };
    edit_tenant(&first, branding).await;
    second.issuers.reload().await.unwrap();
    for server in [&first, &second] {
        let page = as_a_page(server, "/login").await;
        assert!(page.text().contains(" – Acme</title>"), "the record before the configuration");
        let sheet = server.get(address(&page, "/assets/brand/")).await;
        assert!(sheet.text().contains("--radius:9px;"), "what the record leaves open");
        let image = server.get(address(&page, "/assets/logo/")).await;
        assert_eq!((image.status, image.body.as_slice(), image.cost.reads), (200, SVG, 1));
    }
    edit_tenant(&first, Branding::default()).await;
    assert!(as_a_page(&first, "/login").await.text().contains(" – Configured</title>"));
}

#[tokio::test]
async fn u3_the_pages_of_a_sign_in_look_like_the_application_and_the_account_like_the_tenant() {
    let brand = ConfiguredBrand { branding: acme(), logos: vec![logo("")] };
    let server = TestServer::builder().brand(brand).build().await;
    let branding = Branding {
        name: Some("Notes <by Acme>".to_owned()),
        accent: Some("#1d4ed8".parse().unwrap()),
        ..Branding::default()
    };
    server.add_client(Client { branding, ..client("notes") }).await;
    server.add_user("alice", PASSWORD).await;
    let mut browser = server.browser();
    let page = browser.get(&authorize(&[])).await;
    let consent = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let chooser = browser.open(&authorize(&[("prompt", "select_account")])).await;
    for page in [&page, &consent, &chooser] {
        assert!(page.text().contains(" – Notes &#60;by Acme&#62;</title>"), "{}", page.show());
        let sheet = server.get(address(page, "/assets/brand/")).await;
        assert!(sheet.text().contains("--accent:#1d4ed8;") && sheet.text().contains("--radius:4px;"));
        assert!(page.text().contains("mailto:help@acme.example"), "what the client leaves open");
    }
    assert!(consent.form_with_button("allow").action.ends_with("/consent"));
    assert!(browser.open("/").await.text().contains(" – Acme</title>"));
}

// A brand costs the hot paths nothing: it is part of records that are read anyway.
async fn u3_a_brand_costs_no_read_and_no_commit(storage: Arc<dyn Storage>) {
    let server = TestServer::builder().storage(storage.clone()).clients_known_for(FOR_EVER).build().await;
    server
        .apply(vec![
            Change::Logo(LogoChange::Store(Box::new(logo("")))),
            Change::Logo(LogoChange::Store(Box::new(logo("notes")))),
        ])
        .await;
    edit_tenant(&server, acme()).await;
    let branding = Branding { logo: Some(logo("notes").id), ..acme() };
    server.add_client(Client { branding, ..client("notes") }).await;
    server.add_user("alice", PASSWORD).await;
    announcements_have_passed(&*storage).await;
    for reads in [1, 0] {
        let answer = server.browser().get(&authorize(&[])).await;
        assert!(answer.text().contains(&logo("notes").id.to_string()), "{}", answer.show());
        assert_eq!((answer.cost.reads, answer.cost.commits), (reads, 0));
    }
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let again = browser.get(&authorize(&[("prompt", "none")])).await;
    assert!(again.location_parameter("code").is_some(), "{}", again.show());
    assert_eq!((again.cost.reads, again.cost.commits), (1, 0));
}

/// The colours that a brand is checked against are those of the style sheet.
#[test]
fn u3_the_check_of_contrast_knows_the_colours_of_the_style_sheet() {
    let style =
        valetkey_pages::assets().iter().find(|asset| asset.path == valetkey_pages::STYLE_PATH).unwrap();
    let style = std::str::from_utf8(style.bytes).unwrap();
    let blocks: Vec<&str> = style.split(":root {").skip(1).collect();
    assert_eq!(blocks.len(), 2, "light and dark");
    for (block, colours) in blocks.into_iter().zip(Palette::fixed()) {
        for (name, colour) in colours {
            assert!(block.contains(&format!("--{name}: {colour};")), "{name} {colour}");
        }
    }
}
