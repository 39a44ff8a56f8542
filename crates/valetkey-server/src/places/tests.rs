#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::testing::{PlaceEntry, place_file};

const BERLIN: PlaceEntry<'static> = PlaceEntry {
    network: "81.2.69.0/24",
    city: &[("en", "Berlin"), ("ja", "ベルリン")],
    country: &[("de", "Deutschland"), ("en", "Germany"), ("pt-BR", "Alemanha"), ("zh-CN", "德国")],
};
const FRANCE: PlaceEntry<'static> =
    PlaceEntry { network: "2a01:e00::/26", city: &[], country: &[("en", "France"), ("fr", "France")] };
const NOWHERE: PlaceEntry<'static> = PlaceEntry { network: "9.0.0.0/8", city: &[], country: &[] };
/// Private networks are in no real file.
const PRIVATE: PlaceEntry<'static> =
    PlaceEntry { network: "10.0.0.0/8", city: &[], country: &[("en", "Atlantis")] };

/// A file that the test removes.
struct TestFile(PathBuf);

impl TestFile {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("valetkey-places-{}-{name}", std::process::id()));
        fs::write(&path, bytes).unwrap();
        Self(path)
    }
}

impl Drop for TestFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn bytes() -> Vec<u8> {
    place_file("GeoLite2-City", &[BERLIN, FRANCE, NOWHERE, PRIVATE])
}

fn found(places: &Places, address: &str, language: Language) -> Option<(Option<String>, Option<String>)> {
    places.place_of(address, language).map(|place| (place.city, place.country))
}

fn named(city: Option<&str>, country: &str) -> Option<(Option<String>, Option<String>)> {
    Some((city.map(str::to_owned), Some(country.to_owned())))
}

#[test]
fn a_place_is_named_in_the_language_of_the_reader_or_in_english() {
    let file = TestFile::new("names", &bytes());
    let places = Places::open(&file.0).unwrap();
    for (language, city, country) in [
        (Language::English, "Berlin", "Germany"),
        (Language::German, "Berlin", "Deutschland"),
        (Language::Portuguese, "Berlin", "Alemanha"),
        (Language::Japanese, "ベルリン", "Germany"),
        (Language::SimplifiedChinese, "Berlin", "德国"),
        (Language::Hebrew, "Berlin", "Germany"),
    ] {
        assert_eq!(found(&places, "81.2.69.160", language), named(Some(city), country), "{language:?}");
    }
    let english = |address| found(&places, address, Language::English);
    assert_eq!(english("2a01:e00::1"), named(None, "France"));
    assert_eq!(english("::ffff:81.2.69.160"), named(Some("Berlin"), "Germany"), "IPv4 in IPv6");
}

#[test]
fn an_address_that_is_unknown_private_or_no_address_has_no_place() {
    let file = TestFile::new("unknown", &bytes());
    let places = Places::open(&file.0).unwrap();
    for address in ["81.2.70.1", "2a02::1", "9.9.9.9", "10.1.2.3", "127.0.0.1", "fe80::1", "", "nonsense"] {
        assert_eq!(found(&places, address, Language::English), None, "{address}");
    }
}

#[test]
fn a_file_that_has_no_places_is_refused_with_what_came() {
    let whole = bytes();
    let refused = |name: &str, bytes: &[u8]| {
        let file = TestFile::new(name, bytes);
        Places::open(&file.0).unwrap_err()
    };
    for (name, bytes) in [
        ("empty", &b""[..]),
        ("page", b"<!doctype html><title>Sign in to download</title>"),
        ("cut-off", &whole[..whole.len() / 2]),
        ("last-byte", &whole[..whole.len() - 1]),
        ("no-tree", &whole[whole.len() - 200..]),
    ] {
        let error = refused(name, bytes);
        assert_eq!(error.expected, "a file in the MaxMind DB format", "{name}: {error}");
        assert!(error.got.contains(name), "{error}");
    }
    let networks = refused("networks", &place_file("GeoLite2-ASN", &[FRANCE]));
    assert_eq!(networks.expected, "a file of cities or countries");
    assert!(networks.got.contains("\"GeoLite2-ASN\""), "{networks}");
    let missing = Places::open(Path::new("/no/such/file.mmdb")).unwrap_err();
    assert!(
        missing.expected == "a file that can be read" && missing.got.contains("/no/such/file"),
        "{missing}"
    );
}

#[test]
fn a_file_with_damaged_records_shows_no_place() {
    let mut damaged = bytes();
    let berlin = damaged.windows(6).position(|window| window == b"Berlin").unwrap();
    damaged[berlin] = 0xff;
    let file = TestFile::new("damaged", &damaged);
    let places = Places::open(&file.0).unwrap();
    assert_eq!(found(&places, "81.2.69.160", Language::English), None);
    assert_eq!(found(&places, "2a01:e00::1", Language::English), named(None, "France"), "the others go on");
}
