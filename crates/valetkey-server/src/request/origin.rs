//! Whether a form post comes from one of our own pages.

use http::{HeaderMap, header};
use url::Url;
use valetkey_authorization_server::Reason;
use valetkey_types::Issuer;

/// Accepts a form post only from our own pages, by what the browser itself says.
///
/// `Sec-Fetch-Site`, where it came, must be `same-origin` or `none`. `Origin` must be the issuer's; browsers send `null`
/// under our Referrer-Policy, which counts only beside `Sec-Fetch-Site`. Neither header: a text browser, which runs no
/// foreign page's scripts; the sealed form value still has to be right.
///
/// # Errors
/// The [`Reason`] for the log and the error page.
pub fn same_origin(headers: &HeaderMap, issuer: &Issuer) -> Result<(), Reason> {
    let fetch_site = single(headers, "sec-fetch-site")?;
    let origin = single(headers, header::ORIGIN.as_str())?;
    if let Some(site) = fetch_site.filter(|site| !matches!(*site, "same-origin" | "none")) {
        return Err(Reason::new("Sec-Fetch-Site", "same-origin or none", site.to_owned()));
    }
    let own = Url::parse(issuer.as_str()).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    match origin {
        None => Ok(()),
        Some("null") if fetch_site.is_some() => Ok(()),
        Some(origin) if origin == own => Ok(()),
        Some(origin) => Err(Reason::new("Origin", own, origin.to_owned())),
    }
}

/// The value of a header that may stand there once.
fn single<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<Option<&'a str>, Reason> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => {
            value.to_str().map(Some).map_err(|_| Reason::new(name, "visible ASCII", "other bytes"))
        }
        (Some(_), Some(_)) => Err(Reason::new(name, "one header", "several")),
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
}
