//! The logos of a tenant in the console.

use valetkey_administration::permission::{Area, Permission, Permissions};
use valetkey_authorization_server::branding::LARGEST_LOGO;
use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_storage::{Listing, record::LOGO};

use super::{save, tenant};
use crate::support::*;

const PAGE: &str = "/admin/logos";
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><rect width=\"4\" height=\"4\"/></svg>";
const DARK: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"></svg>";

/// Sends a form with a file, as a browser does.
async fn post(browser: &mut Browser<'_>, form: &Form, file: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in form.fields.iter().filter(|(name, _)| name != "picture") {
        body.extend(
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(b"--B\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"logo.svg\"\r\n\r\n");
    body.extend(file);
    body.extend(b"\r\n--B--\r\n");
    browser.post_body(PAGE, "multipart/form-data; boundary=B", body).await
}

/// Opens the page and sends the form of a button. Returns the page that follows.
async fn press(browser: &mut Browser<'_>, button: &str, file: &[u8]) -> Answer {
    let form = browser.open(PAGE).await.form_with_button(button);
    let answer = post(browser, &form, file).await;
    browser.follow(answer).await
}

async fn stored(server: &TestServer) -> usize {
    server.storage.rows(&Listing::all(&LOGO, None, 10)).await.unwrap().len()
}

#[tokio::test]
async fn u3_a_logo_is_uploaded_shown_served_replaced_and_removed() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, PAGE, "root").await;
    let saved = press(&mut browser, "upload-light", SVG).await;
    assert!(says(&saved, "are saved."), "{}", saved.show());
    let first = tenant(&server).await.branding.logo.unwrap();
    let page = browser.get(PAGE).await;
    assert!(says(&page, &format!("src=\"/assets/logo/{first}\"")), "{}", page.show());
    server.issuers.reload().await.unwrap();
    let image = server.get(&format!("/assets/logo/{first}")).await;
    assert_eq!((image.status, image.body.as_ref()), (200, SVG));
    press(&mut browser, "upload-dark", DARK).await;
    assert_eq!(stored(&server).await, 2);

    press(&mut browser, "upload-light", DARK).await;
    let second = tenant(&server).await.branding.logo.unwrap();
    assert_ne!(first, second);
    let alone = press(&mut browser, "remove-light", b"").await;
    assert!(says(&alone, "logo_dark: expected logo beside it"), "{}", alone.show());
    press(&mut browser, "remove-dark", b"").await;
    let removed = press(&mut browser, "remove-light", b"").await;
    assert!(says(&removed, "are saved."), "{}", removed.show());
    assert_eq!((tenant(&server).await.branding.logo, stored(&server).await), (None, 0));
    let page = browser.get(PAGE).await;
    assert!(!page.text().contains("id=\"remove-") && !page.text().contains("logo-sample"), "{}", page.show());
}

#[tokio::test]
async fn u3_a_wrong_file_is_no_logo_and_nothing_is_stored() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, PAGE, "root").await;
    let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let (long, longer) = (vec![b' '; LARGEST_LOGO + 1], vec![b' '; LARGEST_LOGO + 32 * 1024]);
    for (button, file, status, words) in [
        ("upload-light", &b""[..], 200, "expected a file with an image"),
        ("upload-light", b"GIF89a", 200, "expected"),
        ("upload-light", script, 200, "expected"),
        ("upload-light", &long, 200, "expected"),
        ("upload-light", &longer, 413, "at most 65536 bytes"),
        ("upload-dark", SVG, 200, "logo_dark: expected logo beside it"),
    ] {
        let refused = press(&mut browser, button, file).await;
        assert_eq!(refused.status, status, "{words}: {}", refused.show());
        assert!(refused.text().contains("id=\"failure\""), "{words}: {}", refused.show());
        assert!(refused.text().contains(words), "{words}: {}", refused.show());
    }
    let form = browser.open(PAGE).await.form_with_button("upload-light");
    for (field, value) in [("kind", "huge"), ("action", "steal"), ("revision", "x")] {
        let refused = post(&mut browser, &form.clone().with(field, value), SVG).await;
        assert_eq!(refused.status, 400, "{field}: {}", refused.show());
    }
    assert_eq!((tenant(&server).await.branding.logo, stored(&server).await), (None, 0));
}

#[tokio::test]
async fn a_logo_is_stored_over_no_other_change_and_by_nobody_without_the_permission() {
    let server = server().await;
    let only = Permissions::from_iter([Permission::read(Area::Tenant)]);
    add_administrator(&server, "reader", only).await;
    let mut browser = server.browser();
    sign_in(&mut browser, PAGE, "root").await;
    let form = browser.open(PAGE).await.form_with_button("upload-light");
    save(&mut browser, "general", &[("name", "Acme")]).await;
    let late = post(&mut browser, &form, SVG).await;
    assert!(says(&late, "Somebody else changed this meanwhile"), "{}", late.show());

    let mut reader = server.browser();
    let page = sign_in(&mut reader, "/admin/settings", "reader").await;
    let state = page.form_with_button("sign-out").field("form_state").unwrap().to_owned();
    let foreign = post(&mut reader, &form.clone().with("form_state", &state), SVG).await;
    assert_eq!(foreign.status, 403, "{}", foreign.show());
    server.advance(301);
    let old = post(&mut browser, &form, SVG).await;
    assert!(old.location().starts_with("/login?"), "{}", old.show());
    assert_eq!((tenant(&server).await.branding.logo, stored(&server).await), (None, 0));
}
