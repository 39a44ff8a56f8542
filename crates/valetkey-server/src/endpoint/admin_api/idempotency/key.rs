//! The header, and the content of a request.

use http::{HeaderMap, Method, Uri, header};
use valetkey_jose::digest::{base64url, sha256};

use super::super::problem::Problem;

/// The name of the header, as the draft spells it.
const NAME: &str = "Idempotency-Key";

/// The most characters of a key.
const LONGEST: usize = 255;

/// The value of the header. It can be quoted, as the draft writes it, or not.
#[derive(Clone)]
pub(in super::super) struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads the header of a request that changes something.
    pub(in super::super) fn read(headers: &HeaderMap, method: &Method) -> Result<Option<Self>, Problem> {
        let mut values = headers.get_all("idempotency-key").iter();
        let Some(value) = values.next() else { return Ok(None) };
        if *method == Method::GET {
            return Err(Problem::header(NAME, "no such header for a request that changes nothing", "one"));
        }
        if values.next().is_some() {
            return Err(Problem::header(NAME, "one header", "several"));
        }
        let expected = format!("1 to {LONGEST} printable ASCII characters, in quotes or not");
        let Ok(text) = value.to_str().map(str::trim) else {
            return Err(Problem::header(NAME, &expected, "other characters"));
        };
        let quoted = text.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or("\""));
        let key = quoted.unwrap_or(text);
        let is_printable = key.chars().all(|character| matches!(character, ' '..='~'));
        if !is_printable || key.contains(['"', '\\']) {
            return Err(Problem::header(NAME, &expected, "other characters"));
        }
        match key.len() {
            1..=LONGEST => Ok(Some(Self(key.to_owned()))),
            length => Err(Problem::header(NAME, &expected, &format!("{length} characters"))),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns the SHA-256 of what makes two requests the same: method, address, the headers that the API reads, and body.
pub(in super::super) fn content_of(method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> String {
    let target = uri.path_and_query().map_or("", |target| target.as_str());
    let mut all = Vec::new();
    let mut add = |part: &[u8]| {
        // With the length in front, no other parts give the same bytes.
        all.extend_from_slice(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        all.extend_from_slice(part);
    };
    add(method.as_str().as_bytes());
    add(target.as_bytes());
    for name in [header::IF_MATCH, header::CONTENT_TYPE] {
        add(headers.get(name).map_or(b"", |value| value.as_bytes()));
    }
    add(&sha256(body));
    base64url(&sha256(&all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &[u8]) -> Result<Option<IdempotencyKey>, Problem> {
        let mut headers = HeaderMap::new();
        headers.append("idempotency-key", http::HeaderValue::from_bytes(value).unwrap());
        IdempotencyKey::read(&headers, &Method::POST)
    }

    #[test]
    fn a_key_is_quoted_or_not_and_has_a_bound() {
        let key = |value: &str| read(value.as_bytes()).unwrap().unwrap().0;
        assert_eq!(key("\"8e03978e-40d5\""), key("8e03978e-40d5"));
        assert_eq!(key(&"x".repeat(255)).len(), 255);
        assert!(IdempotencyKey::read(&HeaderMap::new(), &Method::POST).unwrap().is_none());
        let refused = [&b""[..], b"\"\"", b"\"", b"\"a", b"a\"b", b"a\\b", b"a\tb", "\u{e4}".as_bytes()];
        for value in refused.into_iter().chain([&[b'x'; 256][..]]) {
            assert!(read(value).is_err(), "{:?}", String::from_utf8_lossy(value));
        }
    }

    #[test]
    fn every_part_of_a_request_is_content() {
        let uri: Uri = "/users?dry_run=false".parse().unwrap();
        let headers = |tag: &'static str| HeaderMap::from_iter([(header::IF_MATCH, tag.parse().unwrap())]);
        let content = content_of(&Method::POST, &uri, &headers("\"1\""), b"{}");
        assert_eq!(content, content_of(&Method::POST, &uri, &headers("\"1\""), b"{}"));
        let others = [
            content_of(&Method::PUT, &uri, &headers("\"1\""), b"{}"),
            content_of(&Method::POST, &"/users".parse().unwrap(), &headers("\"1\""), b"{}"),
            content_of(&Method::POST, &uri, &headers("\"2\""), b"{}"),
            content_of(&Method::POST, &uri, &headers("\"1\""), b"{ }"),
        ];
        assert!(others.iter().all(|other| *other != content));
    }
}
