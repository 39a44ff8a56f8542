//! HTML answers.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use url::Url;
use valetkey_pages::{Language, Page};

/// A page as an answer.
///
/// `form_targets` are the places besides this server where its forms may end, as [`form_target`] gives them. Browsers
/// check `form-action` along redirects, so a page whose form leads back to an application names the application here.
pub fn page(status: StatusCode, language: Language, page: &impl Page, form_targets: &[String]) -> Response {
    let mut response = Response::new(Body::from(page.render(&language)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, content_security_policy(form_targets));
    response
}

/// The Content-Security-Policy of a page whose forms may end at these places.
pub fn content_security_policy(form_targets: &[String]) -> HeaderValue {
    let mut form_action = String::from("'self'");
    for target in form_targets.iter().filter(|target| is_source(target)) {
        form_action.push(' ');
        form_action.push_str(target);
    }
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' https: data:; \
         form-action {form_action}; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// The source expression (Content Security Policy Level 3 section 2.3.1) that lets a form end at this redirect URI: its
/// origin; for an IPv6 address, which has no such expression, and for a private-use scheme the scheme.
pub fn form_target(redirect_uri: &str) -> Option<String> {
    let url = Url::parse(redirect_uri).ok()?;
    let source = match (url.scheme(), url.host()) {
        ("http" | "https", Some(url::Host::Ipv6(_))) => format!("{}:", url.scheme()),
        ("http" | "https", Some(_)) => url.origin().ascii_serialization(),
        ("http" | "https", None) => return None,
        (scheme, _) => format!("{scheme}:"),
    };
    is_source(&source).then_some(source)
}

/// Nothing that ends the directive or the policy, and no keyword.
fn is_source(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b';' | b',' | b'\'' | b'*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_targets_are_origins_or_schemes() {
        let cases = [
            ("https://notes.example/callback?x=1", Some("https://notes.example")),
            ("https://notes.example:8443/callback", Some("https://notes.example:8443")),
            ("http://127.0.0.1:4711/callback", Some("http://127.0.0.1:4711")),
            ("http://[::1]:4711/callback", Some("http:")),
            ("com.example.app:/callback", Some("com.example.app:")),
            ("not a uri", None),
        ];
        for (redirect_uri, expected) in cases {
            assert_eq!(form_target(redirect_uri).as_deref(), expected, "{redirect_uri}");
        }
    }

    #[test]
    fn nothing_can_widen_the_policy() {
        let hostile = ["https://a;script-src *", "'unsafe-inline'", "*", "https://a b", "a\r\nb", ""];
        let plain = content_security_policy(&[]);
        for target in hostile {
            assert_eq!(content_security_policy(&[target.to_owned()]), plain, "{target:?}");
        }
        let named = content_security_policy(&["https://notes.example".to_owned()]);
        assert!(named.to_str().unwrap().contains("form-action 'self' https://notes.example;"));
    }
}
