//! Whether a form post comes from one of our own pages.

use http::{HeaderMap, header};
use url::Url;
use valetkey_authorization_server::{Check, Reason};
use valetkey_types::Issuer;

/// Accepts a form post only from our own pages, by what the browser itself says.
///
/// `Sec-Fetch-Site`, where it came, must be `same-origin` or `none`. `Origin` must be the issuer's; browsers send `null`
/// under our Referrer-Policy, which counts only beside `Sec-Fetch-Site`. Neither header: a text browser, which runs no
/// foreign page's scripts; the sealed form value still has to be right.
///
/// # Errors
/// [`ForeignForm`], with the [`Reason`] for the log and the error page.
pub fn same_origin(headers: &HeaderMap, issuer: &Issuer) -> Result<(), ForeignForm> {
    comes_from_us(headers, issuer).map_err(|reason| match is_own_page_elsewhere(headers) {
        true => ForeignForm::OtherAddress(reason),
        false => ForeignForm::OtherSite(reason),
    })
}

/// Why a form post is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForeignForm {
    /// Our own page sent it, but the browser opened the page under another address than the issuer's.
    OtherAddress(Reason),
    /// A page of another site sent it.
    OtherSite(Reason),
}

/// Whether the page that sent the form has the address that the form was sent to. Says which error page is true, nothing
/// more.
fn is_own_page_elsewhere(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => {
            let origin = text(header::ORIGIN.as_str()).and_then(|origin| origin.split_once("://"));
            origin.is_some_and(|(_, authority)| text(header::HOST.as_str()) == Some(authority))
        }
    }
}

fn comes_from_us(headers: &HeaderMap, issuer: &Issuer) -> Result<(), Reason> {
    let fetch_site = single(headers, "sec-fetch-site")?;
    let origin = single(headers, header::ORIGIN.as_str())?;
    if let Some(site) = fetch_site.filter(|site| !matches!(*site, "same-origin" | "none")) {
        return Err(Reason::new(Check::Origin, "same-origin or none", site.to_owned()));
    }
    let own = Url::parse(issuer.as_str()).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    match origin {
        None => Ok(()),
        Some("null") if fetch_site.is_some() => Ok(()),
        Some(origin) if origin == own => Ok(()),
        Some(origin) => Err(Reason::new(Check::Origin, own, origin.to_owned())),
    }
}

/// The value of a header that may stand there once.
fn single<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<Option<&'a str>, Reason> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value
            .to_str()
            .map(Some)
            .map_err(|_| Reason::new(Check::Origin, format!("{name} in visible ASCII"), "other bytes")),
        (Some(_), Some(_)) => Err(Reason::new(Check::Origin, format!("one header {name}"), "several")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(issuer: &str, given: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in given {
            headers.append(*name, value.parse().unwrap());
        }
        same_origin(&headers, &Issuer::parse(issuer).unwrap()).is_ok()
    }

    #[test]
    fn our_own_pages_pass() {
        let issuer = "https://id.example/tenant";
        assert!(accepted(issuer, &[("origin", "https://id.example"), ("sec-fetch-site", "same-origin")]));
        assert!(accepted(issuer, &[("origin", "https://id.example")]));
        assert!(accepted(issuer, &[("origin", "null"), ("sec-fetch-site", "same-origin")]));
        assert!(accepted(issuer, &[("origin", "null"), ("sec-fetch-site", "none")]));
        assert!(accepted(issuer, &[("sec-fetch-site", "same-origin")]));
        assert!(accepted(issuer, &[]));
        assert!(accepted("http://127.0.0.1:8080", &[("origin", "http://127.0.0.1:8080")]));
        assert!(accepted("https://id.example:443", &[("origin", "https://id.example")]));
    }

    #[test]
    fn foreign_pages_are_refused() {
        let issuer = "https://id.example";
        for origin in [
            "https://evil.example",
            "https://id.example.evil.example",
            "http://id.example",
            "https://id.example:8443",
            "https://id.example/",
            "HTTPS://ID.EXAMPLE",
            "null",
            "",
        ] {
            assert!(!accepted(issuer, &[("origin", origin)]), "{origin:?}");
        }
        for site in ["cross-site", "same-site", "SAME-ORIGIN", ""] {
            assert!(!accepted(issuer, &[("sec-fetch-site", site)]), "{site:?}");
            let own = ("origin", "https://id.example");
            assert!(!accepted(issuer, &[own, ("sec-fetch-site", site)]), "{site:?}");
        }
        let foreign = ("origin", "https://evil.example");
        assert!(!accepted(issuer, &[foreign, ("sec-fetch-site", "same-origin")]));
    }

    #[test]
    fn repeated_headers_are_refused() {
        let own = ("origin", "https://id.example");
        assert!(!accepted("https://id.example", &[own, own]));
        let site = ("sec-fetch-site", "same-origin");
        assert!(!accepted("https://id.example", &[own, site, site]));
    }

    #[test]
    fn f5_our_page_under_another_address_is_told_from_another_site() {
        let judged = |given: &[(&'static str, &str)]| {
            let headers = given
                .iter()
                .map(|(name, value)| ((*name).parse().unwrap(), value.parse().unwrap()))
                .collect();
            same_origin(&headers, &Issuer::parse("https://id.example").unwrap()).unwrap_err()
        };
        let there = ("origin", "http://192.0.2.7:8080");
        for given in [
            &[there, ("host", "192.0.2.7:8080")][..],
            &[there, ("sec-fetch-site", "same-origin")],
            &[there, ("host", "192.0.2.7:8080"), ("sec-fetch-site", "same-origin")],
        ] {
            assert!(matches!(judged(given), ForeignForm::OtherAddress(_)), "{given:?}");
        }
        for given in [
            &[there][..],
            &[there, ("host", "id.example")],
            &[there, ("host", "192.0.2.7:8080"), ("sec-fetch-site", "cross-site")],
            &[there, ("host", "id.example"), ("sec-fetch-site", "same-site")],
            &[("origin", "null"), ("host", "id.example")],
        ] {
            assert!(matches!(judged(given), ForeignForm::OtherSite(_)), "{given:?}");
        }
    }
}
