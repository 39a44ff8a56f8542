use http::{HeaderMap, HeaderValue, header};
use uuid::Uuid;
use valetkey_authorization_server::record::TenantRecord;
use valetkey_types::{Handle, Issuer, Seconds, TenantId, Timestamp};

use super::{BrowserId, Cookies, FormValueError, USAGE};
use crate::{EncryptionKey, Seal};

const NOW: Timestamp = Timestamp(1_767_225_600);
const LATER: Timestamp = Timestamp(1_767_225_660);

fn cookies_of(issuer: &str, key: u8) -> Cookies {
    let record = TenantRecord::new(TenantId::default(), Issuer::parse(issuer).unwrap(), NOW);
    let seal = Seal::new(&EncryptionKey::new([key; 32]), USAGE, &record).unwrap();
    Cookies::new(seal, Seconds::hours(24))
}

fn cookies() -> Cookies {
    cookies_of("https://id.example", 7)
}

fn handle() -> Handle {
    Handle::new(Uuid::from_u128(0x0190_f3c2_7a51_7000_8000_0000_0000_0001), [9; 32])
}

/// A request that carries what the answer set.
fn sent_back(set_cookie: &HeaderValue) -> HeaderMap {
    let pair = set_cookie.to_str().unwrap().split(';').next().unwrap();
    carrying(pair)
}

fn carrying(pairs: &str) -> HeaderMap {
    HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(pairs).unwrap())])
}

#[test]
fn attributes_follow_from_the_issuer() {
    let shown = |issuer: &str| {
        let header = cookies_of(issuer, 7).set_browser(&BrowserId::new([0; 32]), None);
        header.to_str().unwrap().replace(&"A".repeat(43), "…")
    };
    assert_eq!(
        shown("https://id.example"),
        "__Host-valetkey_browser=…; HttpOnly; Secure; Path=/; SameSite=Lax"
    );
    assert_eq!(
        shown("https://id.example/tenant"),
        "__Secure-valetkey_browser=…; HttpOnly; Secure; Path=/tenant; SameSite=Lax"
    );
    assert_eq!(shown("http://127.0.0.1:8080"), "valetkey_browser_8080=…; HttpOnly; Path=/; SameSite=Lax");
}

#[test]
fn a_session_cookie_comes_back_as_its_handle() {
    let header = cookies().set_session(&handle(), None);
    assert!(header.to_str().unwrap().starts_with("__Host-valetkey_session="));
    assert!(!header.to_str().unwrap().contains("Max-Age"), "it ends with the browser");
    assert_eq!(cookies().session_handles(&sent_back(&header)), [handle()]);
    let beside_others = carrying(&format!("a=b; __Host-valetkey_session={}; c=d", handle().expose()));
    assert_eq!(cookies().session_handles(&beside_others), [handle()]);
}

#[test]
fn anything_else_is_no_session() {
    let text = handle().expose();
    let cases = [
        String::new(),
        "__Host-valetkey_session=".to_owned(),
        format!("valetkey_session={text}"),
        format!("__host-valetkey_session={text}"),
        format!("__Host-valetkey_session={text}x"),
        format!("__Host-valetkey_session={}", &text[1..]),
        format!("__Host-valetkey_session={}", text.to_uppercase()),
        "__Host-valetkey_session=\u{7f}".to_owned().replace('\u{7f}', "%00"),
    ];
    for pairs in cases {
        assert_eq!(cookies().session_handles(&carrying(&pairs)), [], "{pairs:?}");
    }
    assert_eq!(cookies().session_handles(&HeaderMap::new()), []);
}

#[test]
fn every_changed_character_of_a_session_cookie_is_noticed() {
    let text = handle().expose();
    for position in 0..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[position] = if changed[position] == b'1' { b'2' } else { b'1' };
        let pairs = format!("__Host-valetkey_session={}", String::from_utf8(changed).unwrap());
        let read = cookies().session_handles(&carrying(&pairs));
        assert_ne!(read, [handle()], "position {position}");
    }
}

#[test]
fn clearing_uses_the_same_name_and_path() {
    for issuer in ["https://id.example", "https://id.example/tenant", "http://localhost:8080"] {
        let cookies = cookies_of(issuer, 7);
        let set = cookies.set_session(&handle(), None).to_str().unwrap().replace(&handle().expose(), "");
        let cleared = cookies.clear_session().to_str().unwrap().replace("; Max-Age=0", "");
        assert_eq!(set, cleared);
        assert!(cookies.clear_session().to_str().unwrap().contains("Max-Age=0"));
    }
}

#[test]
fn a_browser_name_comes_back_and_foreign_ones_do_not_count() {
    let browser = BrowserId::new([3; 32]);
    assert_eq!(cookies().browsers(&sent_back(&cookies().set_browser(&browser, None))), [browser]);
    for value in ["", "short", &"A".repeat(42), &"A".repeat(44), &"=".repeat(43), &"\u{e4}".repeat(20)] {
        let bytes = format!("__Host-valetkey_browser={value}");
        let headers =
            HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_bytes(bytes.as_bytes()).unwrap())]);
        assert_eq!(cookies().browsers(&headers), [], "{value:?}");
    }
}

#[test]
fn a_form_value_opens_in_its_browser_for_its_purpose_in_its_time() {
    let (browser, other) = (BrowserId::new([1; 32]), BrowserId::new([2; 32]));
    let sealed = cookies().seal("login", &"state=a", &browser, LATER).unwrap();
    let open = |cookies: &Cookies, purpose, sealed: &str, browser: Option<&BrowserId>, now| {
        cookies.open::<String>(purpose, sealed, browser.map(std::slice::from_ref).unwrap_or_default(), now)
    };
    assert_eq!(open(&cookies(), "login", &sealed, Some(&browser), NOW), Ok("state=a".to_owned()));
    assert_eq!(open(&cookies(), "consent", &sealed, Some(&browser), NOW), Err(FormValueError::NotOurs));
    assert_eq!(open(&cookies(), "login", &sealed, Some(&other), NOW), Err(FormValueError::OtherBrowser));
    assert_eq!(open(&cookies(), "login", &sealed, None, NOW), Err(FormValueError::NoCookie));
    let expired = FormValueError::Expired { expired_at: LATER, now: LATER };
    assert_eq!(open(&cookies(), "login", &sealed, Some(&browser), LATER), Err(expired));
    let other_key = cookies_of("https://id.example", 8);
    assert_eq!(open(&other_key, "login", &sealed, Some(&browser), NOW), Err(FormValueError::NotOurs));
    assert_eq!(open(&cookies(), "login", "", Some(&browser), NOW), Err(FormValueError::NotOurs));
    assert!(!sealed.contains("state"));
}

#[test]
fn sc6_every_changed_character_of_a_form_value_is_noticed() {
    let browser = BrowserId::new([1; 32]);
    let sealed = cookies().seal("login", &"state=a", &browser, LATER).unwrap();
    for position in 0..sealed.len() {
        let mut changed = sealed.clone().into_bytes();
        changed[position] = if changed[position] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        let opened = cookies().open::<String>("login", &changed, std::slice::from_ref(&browser), NOW);
        assert_eq!(opened, Err(FormValueError::NotOurs), "position {position}");
    }
}

#[test]
fn m9_each_cookie_of_a_name_is_read_and_their_number_is_bounded() {
    let other = Handle::new(Uuid::from_u128(7), [1; 32]);
    let name = "__Host-valetkey_session";
    let planted = format!("{name}=nonsense; {name}={}; {name}={}", other.expose(), handle().expose());
    assert_eq!(cookies().session_handles(&carrying(&planted)), [other.clone(), handle()]);
    let flood = format!("{name}={}; ", other.expose()).repeat(100);
    assert_eq!(cookies().session_handles(&carrying(&flood)).len(), Cookies::MOST_OF_A_NAME);

    let (own, planted) = (BrowserId::new([1; 32]), BrowserId::new([2; 32]));
    let sealed = cookies().seal("login", &"state=a", &own, LATER).unwrap();
    let opened = cookies().open::<String>("login", &sealed, &[planted, own], NOW);
    assert_eq!(opened, Ok("state=a".to_owned()));
}
