//! The picture of a user: uploaded, served, replaced and removed.

use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_storage::{Listing, record::PICTURE};
use valetkey_types::UserId;

use crate::support::*;

const PAGE: &str = "/account/profile/picture";

/// A PNG of one pixel.
const PNG: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x0d\x49\x44\x41\x54\x78\xda\x63\x38\x21\x67\xd3\x00\x00\x04\x77\x01\xa3\xfb\x0e\x02\x60\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

/// The checksum of its head with a width of 50,000.
const WIDE_CHECKSUM: u32 = 0x7188_638e;

/// Sends a form with a file.
async fn post(browser: &mut Browser<'_>, fields: &[(&str, &str)], file: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(b"--B\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"me.png\"\r\n\r\n");
    body.extend(file);
    body.extend(b"\r\n--B--\r\n");
    browser.post_body(PAGE, "multipart/form-data; boundary=B", body).await
}

async fn upload(browser: &mut Browser<'_>, file: &[u8]) -> Answer {
    let form = browser.get(PAGE).await.form_with_button("upload");
    post(browser, &fields(&form), file).await
}

fn fields(form: &Form) -> Vec<(&str, &str)> {
    let fields = form.fields.iter().filter(|(name, _)| name != "picture");
    fields.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn claim(server: &TestServer) -> Option<String> {
    let alice = server.storage.user(&server.server.tenant, &UserId::new("user-alice")).await.unwrap();
    alice.unwrap().picture
}

async fn stored(server: &TestServer) -> usize {
    server.storage.rows(&Listing::all(&PICTURE, None, 10)).await.unwrap().len()
}

fn path(uri: &str) -> &str {
    uri.strip_prefix("https://id.example").unwrap()
}

async fn signed_in(server: &TestServer) -> Browser<'_> {
    let mut browser = server.browser();
    sign_in(&mut browser, PAGE, "alice").await;
    browser
}

#[tokio::test]
async fn a_picture_is_served_to_whoever_has_its_address_until_it_is_replaced_or_removed() {
    let server = server().await;
    let mut browser = signed_in(&server).await;
    let answer = upload(&mut browser, PNG).await;
    let page = browser.follow(answer).await;
    assert!(page.text().contains("Your picture is saved"), "{}", page.show());
    let first = claim(&server).await.unwrap();
    assert!(page.text().contains(path(&first)), "{}", page.show());
    let image = server.browser().get(&first).await;
    assert_eq!((image.status, image.header("content-type")), (200, Some("image/png")));
    assert_eq!(image.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(image.header("cache-control"), Some("private, max-age=86400"));
    assert!(image.header("content-security-policy").unwrap().contains("sandbox"));
    let as_page = server.request("GET", path(&first), &[("sec-fetch-dest", "document")], "").await;
    assert_eq!(as_page.status, 404);

    upload(&mut browser, PNG).await;
    let second = claim(&server).await.unwrap();
    assert_ne!(first, second);
    assert_eq!((server.get(path(&first)).await.status, server.get(path(&second)).await.status), (404, 200));
    assert_eq!(stored(&server).await, 1);

    let page = browser.get(PAGE).await;
    let remove = page.form_with_button("remove");
    let answer = post(&mut browser, &fields(&remove), b"").await;
    assert!(browser.follow(answer).await.text().contains("Your picture is removed"));
    assert_eq!((claim(&server).await, stored(&server).await), (None, 0));
    assert_eq!(server.get(path(&second)).await.status, 404);
}

#[tokio::test]
async fn each_wrong_file_gets_an_error_of_its_own() {
    let server = server().await;
    let mut browser = signed_in(&server).await;
    let mut wide = PNG.to_vec();
    wide[16..20].copy_from_slice(&50_000_u32.to_be_bytes());
    wide[29..33].copy_from_slice(&WIDE_CHECKSUM.to_be_bytes());
    let long = vec![0; 9 * 1024 * 1024];
    for (file, status, words) in [
        (&b""[..], 200, "Choose a file first"),
        (b"GIF89a", 200, "not a PNG, JPEG or WebP"),
        (&PNG[..40], 200, "is damaged"),
        (&wide, 200, "too many pixels"),
        (&long, 413, "at most 8 MB"),
    ] {
        let refused = upload(&mut browser, file).await;
        assert_eq!(refused.status, status, "{words}: {}", refused.show());
        assert!(refused.text().contains(words), "{words}: {}", refused.show());
    }
    assert_eq!((claim(&server).await, stored(&server).await), (None, 0));
}

#[tokio::test]
async fn st4_a_picture_needs_a_form_of_this_session() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = signed_in(&server).await;
    let form = browser.get(PAGE).await.form_with_button("upload");
    let mut bob = server.browser();
    sign_in(&mut bob, PAGE, "bob").await;
    assert_eq!(post(&mut bob, &fields(&form), PNG).await.status, 400, "the form of another browser");
    assert_eq!(post(&mut browser, &[("action", "upload")], PNG).await.status, 400, "no form value");
    let mut visitor = server.browser();
    assert!(post(&mut visitor, &fields(&form), PNG).await.location().starts_with("/login?"));
    let other_type = browser.post_form(PAGE, &fields(&form)).await;
    assert_eq!(other_type.status, 400, "a form without a file");
    assert_eq!(stored(&server).await, 0);
}

#[tokio::test]
async fn a_picture_goes_with_the_claim_and_with_the_user() {
    let server = server().await;
    let mut browser = signed_in(&server).await;
    upload(&mut browser, PNG).await;
    let tenant = &server.server.tenant;
    let user = server.storage.user(tenant, &UserId::new("user-alice")).await.unwrap().unwrap();
    let inner = &server.server;
    let occasion = valetkey_authorization_server::event::Occasion {
        tenant,
        actor: &valetkey_authorization_server::event::Actor::Server,
        now: inner.environment.now(),
        network_address: None,
        reference: None,
        events_kept_for: inner.lifetimes.event,
        fresh_id: &|| inner.environment.identifier(),
    };
    let mut edited = valetkey_authorization_server::registration::NewUser::from(&user);
    edited.picture = Some("https://elsewhere.example/me.png".to_owned());
    let decision = valetkey_administration::user::edit(&user, edited, None, &occasion).unwrap();
    server.apply(decision.changes).await;
    assert_eq!(stored(&server).await, 0);
    let page = browser.get(PAGE).await;
    assert!(page.text().contains("on another server"), "{}", page.show());
    upload(&mut browser, PNG).await;
    assert_eq!(stored(&server).await, 1);
    let id = user.id.clone();
    let remove = valetkey_authorization_server::Change::RemoveUser {
        tenant: tenant.clone(),
        id,
        at: inner.environment.now(),
    };
    server.apply(vec![remove]).await;
    assert_eq!(stored(&server).await, 0);
}
