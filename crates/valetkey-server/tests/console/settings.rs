//! The settings of a tenant in the console.

mod logos;

use valetkey_accounts::Acr;
use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission, Permissions},
};
use valetkey_authorization_server::{
    Lifetime,
    event::EventKind,
    record::{ConfirmByMail, TenantRecord},
};
use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_types::Seconds;

use crate::{owned::own, support::*};

const PAGE: &str = "/admin/settings";
const GROUPS: [&str; 6] = ["general", "sign-in", "networks", "sessions", "tokens", "branding"];

async fn tenant(server: &TestServer) -> TenantRecord {
    server.storage.tenant(&server.server.tenant).await.unwrap().unwrap()
}

/// Returns the form for a group. The values of lists and of texts with several lines are those of a new tenant.
async fn form(browser: &mut Browser<'_>, group: &str) -> Form {
    let page = browser.open(&format!("{PAGE}/{group}")).await;
    assert_eq!(page.status, 200, "{group}: {}", page.show());
    let form = page.form_with_button("save");
    match group {
        "sign-in" => form.with("required_acr", "one-factor").with("confirm_by_mail", "never"),
        _ => form,
    }
}

async fn save(browser: &mut Browser<'_>, group: &str, values: &[(&str, &str)]) -> Answer {
    let form = form(browser, group).await;
    let form = values.iter().fold(form, |form, (field, value)| form.with(field, value));
    browser.submit_and_follow(&form, "save").await
}

fn has_value(page: &Answer, title: &str, value: &str, source: &str) -> bool {
    says(page, &format!("<dt>{title}</dt>\n<dd>{value} <span class=\"tag\">{source}</span></dd>"))
}

#[tokio::test]
async fn each_group_of_settings_is_shown_with_sources_and_edited() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "root").await;
    assert!(says(&page, "<code>valetkey tenant show</code>"), "{}", page.show());
    assert!(has_value(&page, "Every sign-in needs", "One factor", "default"), "{}", page.show());
    assert!(page.text().contains("Settings of the server"), "{}", page.show());
    for group in GROUPS {
        assert!(page.text().contains(&format!("id=\"edit-{group}\" href=\"{PAGE}/{group}\"")), "{group}");
    }

    let saved = save(&mut browser, "general", &[("name", "Acme"), ("self_deletion", "")]).await;
    assert!(says(&saved, "The settings of Acme are saved."), "{}", saved.show());
    assert!(has_value(&saved, "Name", "Acme", "set here"), "{}", saved.show());
    let sign_in =
        [("required_acr", "two-factors"), ("confirm_by_mail", "new-device"), ("mail_sign_in", "yes")];
    let saved = save(&mut browser, "sign-in", &sign_in).await;
    assert!(has_value(&saved, "Every sign-in needs", "Two factors", "set here"), "{}", saved.show());
    save(&mut browser, "networks", &[("one_factor_from", "192.0.2.0/24\r\n 2001:db8::/32")]).await;
    let saved = save(&mut browser, "sessions", &[("session", "12h"), ("session_idle", "30m")]).await;
    assert!(has_value(&saved, "A session lasts", "12h", "set here"), "{}", saved.show());
    save(&mut browser, "tokens", &[("access_token", "5m"), ("algorithms", "EdDSA, ES256")]).await;
    let look = [("brand_name", "Acme Ltd"), ("accent", "#0e5a58"), ("corner_radius", "8")];
    save(&mut browser, "branding", &look).await;

    let stored = tenant(&server).await;
    assert_eq!((stored.name.as_deref(), stored.self_deletion), (Some("Acme"), false));
    assert_eq!((stored.required_acr, stored.sign_in.mail_sign_in), (Acr::MultiFactor, true));
    assert_eq!(stored.sign_in.confirm_by_mail, ConfirmByMail::NewDevice);
    let networks: Vec<_> = stored.networks.one_factor_from.iter().map(ToString::to_string).collect();
    assert_eq!(networks, ["192.0.2.0/24", "2001:db8::/32"]);
    let expected =
        [(Lifetime::AccessToken, 300), (Lifetime::Session, 43_200), (Lifetime::SessionIdle, 1_800)];
    assert_eq!(stored.lifetimes, expected.map(|(name, length)| (name, Seconds(length))).into());
    let algorithms: Vec<_> = stored.algorithms.iter().map(ToString::to_string).collect();
    assert_eq!(algorithms, ["EdDSA", "ES256"]);
    assert_eq!(stored.branding.accent.unwrap().to_string(), "#0e5a58");
    assert_eq!(events_of(&server, &EventKind::TenantEdited).await.len(), 6);

    let same = save(&mut browser, "sessions", &[]).await;
    assert!(says(&same, "Nothing changed, so nothing was stored."), "{}", same.show());
    save(&mut browser, "sessions", &[("session", ""), ("session_idle", "")]).await;
    save(&mut browser, "tokens", &[("access_token", ""), ("algorithms", "")]).await;
    let stored = tenant(&server).await;
    assert!(stored.lifetimes.is_empty() && stored.algorithms.is_empty(), "{stored:?}");
}

#[tokio::test]
async fn the_form_of_each_group_names_the_options_of_the_command() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    for (group, options) in [
        ("general", "--name NAME --self-deletion SWITCH"),
        ("networks", "--sign-in-from NETWORK --one-factor-from NETWORK"),
        ("sessions", "--lifetime session=TIME --lifetime kept_session=TIME"),
        ("branding", "--brand-name NAME --brand-accent COLOUR"),
    ] {
        let page = browser.open(&format!("{PAGE}/{group}")).await;
        assert!(says(&page, &format!("<code>valetkey tenant edit {options}")), "{group}: {}", page.show());
    }
    assert_eq!(browser.get(&format!("{PAGE}/colours")).await.status, 404);
}

#[tokio::test]
async fn a_wrong_value_stays_in_the_form_and_the_page_names_the_field() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let before = tenant(&server).await;
    for (group, field, value, failure) in [
        ("sign-in", "required_acr", "gold", "Every sign-in needs: expected one of one-factor"),
        ("sign-in", "confirm_by_mail", "", "A code by mail beside the password: expected one of never"),
        ("sign-in", "passkey_models", "yubikey", "Models of passkeys: expected"),
        (
            "sign-in",
            "passkey_models",
            "00000000-0000-0000-0000-000000000001",
            "Models of passkeys: expected a file with the certificates of makers",
        ),
        ("networks", "sign_in_from", "everywhere", "Users sign in only from: expected"),
        ("sessions", "session", "1s", "A session lasts: expected"),
        ("sessions", "session", "a day", "A session lasts: expected"),
        ("tokens", "access_token", "10y", "Access token: expected"),
        ("tokens", "algorithms", "HS256", "Signature algorithms: expected"),
        ("tokens", "algorithms", "ES256 ES256", "Signature algorithms: expected"),
        ("branding", "accent", "red", "Colour of buttons and links: expected"),
        (
            "branding",
            "background_dark",
            "#000000",
            "Colour around the card on dark pages: expected background beside it",
        ),
        ("branding", "corner_radius", "33", "Radius of corners: expected 0 to 32"),
        ("branding", "corner_radius", "wide", "Radius of corners: expected a number from 0 to 32"),
        ("branding", "support_uri", "javascript:alert(1)", "Help: expected an https address"),
        ("branding", "terms_uri", "ftp://acme.example", "Terms of service: expected an https address"),
    ] {
        let form = form(&mut browser, group).await.with(field, value);
        let refused = browser.submit(&form, "save").await;
        assert!(says(&refused, "id=\"failure\" role=\"alert\""), "{field}={value}: {}", refused.show());
        let plain = refused.text().replace(['\u{2068}', '\u{2069}'], "");
        assert!(plain.contains(failure), "{field}={value}: {}", refused.show());
        let (_, marked) = refused.text().split_once(&format!("id=\"{field}\"")).unwrap();
        let (tag, rest) = marked.split_once('>').unwrap();
        assert!(tag.contains("aria-invalid=\"true\"") && tag.contains("failure"), "{field}: {tag}");
        assert_eq!(refused.text().matches("aria-invalid").count(), 1, "{field}: {}", refused.show());
        let is_choice = ["required_acr", "confirm_by_mail"].contains(&field);
        assert!(is_choice || tag.contains(value) || rest.contains(value), "{field}: {}", refused.show());
    }
    assert_eq!(tenant(&server).await, before);
}

#[tokio::test]
async fn u3_a_colour_that_is_hard_to_read_is_refused_with_the_nearest_that_is_not() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let form = form(&mut browser, "branding").await.with("accent", "#ffd400").with("brand_name", "Acme");
    let refused = browser.submit(&form, "save").await;
    assert!(says(&refused, "expected a contrast of at least 4.5:1"), "{}", refused.show());
    assert!(tenant(&server).await.branding.accent.is_none());
    let again = refused.form_with_button("save");
    assert_eq!((again.field("accent"), again.field("brand_name")), (Some("#ffd400"), Some("Acme")));
    let (_, nearest) = refused.text().split_once("the nearest colour that passes, ").unwrap();
    let saved = browser.submit_and_follow(&again.with("accent", &nearest[..7]), "save").await;
    assert!(says(&saved, "are saved."), "{}", saved.show());
    assert_eq!(tenant(&server).await.branding.accent.unwrap().to_string(), nearest[..7]);
}

#[tokio::test]
async fn a_form_that_is_older_than_another_change_stores_nothing_and_shows_the_difference() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let late = form(&mut browser, "general").await.with("name", "Late");
    save(&mut browser, "general", &[("name", "First")]).await;
    let refused = browser.submit(&late, "save").await;
    assert!(says(&refused, "Somebody else changed this meanwhile"), "{}", refused.show());
    assert!(refused.text().contains("name: it was empty, now it is"), "{}", refused.show());
    assert_eq!(tenant(&server).await.name.as_deref(), Some("First"));
    let again = refused.form_with_button("save");
    assert_eq!(again.field("name"), Some("Late"));
    browser.submit_and_follow(&again, "save").await;
    assert_eq!(tenant(&server).await.name.as_deref(), Some("Late"));
}

#[tokio::test]
async fn settings_of_a_file_name_the_file_and_have_no_form() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let mut forms = Vec::new();
    for group in GROUPS {
        forms.push(form(&mut browser, group).await.with("name", "Other"));
    }
    own(&server, &Thing::tenant()).await;
    let before = tenant(&server).await;
    let page = browser.get(PAGE).await;
    assert!(says(&page, "comes from the file infra/apps.toml"), "{}", page.show());
    assert!(!page.text().contains("id=\"edit-") && !page.text().contains("id=\"logos\""), "{}", page.show());
    for path in GROUPS.map(|group| format!("{PAGE}/{group}")).iter().chain([&"/admin/logos".to_owned()]) {
        let closed = browser.get(path).await;
        assert_eq!(closed.status, 409, "{path}: {}", closed.show());
        assert!(closed.text().contains("infra/apps.toml"), "{path}: {}", closed.show());
    }
    for form in forms {
        let refused = browser.submit(&form.with("session", "1h").with("accent", "#0e5a58"), "save").await;
        assert_eq!(refused.status, 409, "{}", refused.show());
    }
    assert_eq!(tenant(&server).await, before);
}

#[tokio::test]
async fn readers_change_no_setting_and_a_change_needs_a_fresh_proof() {
    let server = server().await;
    let reader = Permissions::from_iter([Permission::read(Area::Tenant)]);
    add_administrator(&server, "reader", reader).await;
    add_administrator(&server, "helper", Permissions::from_iter([Permission::write(Area::Users)])).await;
    let before = tenant(&server).await;
    let forms = GROUPS.map(|group| format!("{PAGE}/{group}"));

    let mut browser = server.browser();
    let seen = sign_in(&mut browser, PAGE, "reader").await;
    assert!(says(&seen, "A session lasts") && !seen.text().contains("id=\"edit-"), "{}", seen.show());
    let state = seen.form_with_button("sign-out").field("form_state").unwrap().to_owned();
    for path in forms.iter().map(String::as_str).chain(["/admin/logos"]) {
        assert_eq!(browser.get(path).await.status, 403, "{path}");
    }
    for path in &forms {
        let fields = [("form_state", state.as_str()), ("revision", "x"), ("name", "Evil"), ("session", "1h")];
        assert_eq!(browser.post_form(path, &fields).await.status, 403, "{path}");
    }
    let mut helper = server.browser();
    sign_in(&mut helper, "/admin", "helper").await;
    assert_eq!(helper.get(PAGE).await.status, 403);

    let mut root = server.browser();
    sign_in(&mut root, "/admin", "root").await;
    let form = form(&mut root, "general").await.with("name", "Late");
    server.advance(301);
    for late in [root.submit(&form, "save").await, root.get(&forms[0]).await] {
        assert!(late.location().starts_with("/login?"), "{}", late.show());
    }
    assert_eq!(tenant(&server).await, before);
}
