//! The Content-Security-Policy of our pages.

use http::HeaderValue;
use url::Url;
use valetkey_pages::Page;

/// Where the answers to the forms of a page may lead. Chromium holds every redirect after a form against `form-action`, up
/// to the page that the browser ends at (docs/decisions/0011-form-action.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forms {
    /// The page has no form but the language menu.
    None,
    /// To our own pages: no other address is allowed.
    StayHere,
    /// Back to an application, which may redirect to places that we can't know: `form-action` is left out.
    MayLeave,
}

/// Returns the policy of a page.
pub fn content_security_policy<P: Page>(page: &P, forms: Forms) -> HeaderValue {
    let script = if P::HAS_SCRIPT { " script-src 'self';" } else { "" };
    let image = page.foreign_image().and_then(|uri| origin_source(&uri));
    let image = image.map(|origin| format!(" {origin}")).unwrap_or_default();
    let forms = match forms {
        Forms::None | Forms::StayHere => " form-action 'self';",
        Forms::MayLeave => "",
    };
    let policy = format!(
        "default-src 'none'; style-src 'self';{script} img-src 'self'{image};{forms} base-uri 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Returns the origin of an address as a source expression (Content Security Policy Level 3 section 2.3.1). An IPv6
/// address has none.
fn origin_source(uri: &str) -> Option<String> {
    let url = Url::parse(uri).ok()?;
    let is_named = matches!(url.host(), Some(url::Host::Domain(_) | url::Host::Ipv4(_)));
    let origin = url.origin().ascii_serialization();
    let is_plain = origin.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/.-_".contains(&byte));
    (is_named && is_plain && matches!(url.scheme(), "http" | "https")).then_some(origin)
}

#[cfg(test)]
mod tests {
    use valetkey_pages::{ConsentPage, FormPostPage, WelcomePage};

    use super::*;

    fn sample<P: Page>() -> P {
        P::samples().swap_remove(0).1
    }

    fn policy_of(logo_uri: &str) -> String {
        let page = ConsentPage { logo_uri: Some(logo_uri.to_owned()), ..sample() };
        content_security_policy(&page, Forms::MayLeave).to_str().unwrap().to_owned()
    }

    #[test]
    fn c1_form_action_is_there_unless_a_form_may_lead_to_an_application() {
        let policy = |forms| {
            let page: WelcomePage = sample();
            content_security_policy(&page, forms).to_str().unwrap().to_owned()
        };
        assert_eq!(
            policy(Forms::None),
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'"
        );
        assert!(policy(Forms::StayHere).contains("form-action 'self';"));
        assert!(!policy(Forms::MayLeave).contains("form-action"));
    }

    #[test]
    fn only_the_page_with_a_script_allows_it() {
        let with = content_security_policy(&sample::<FormPostPage>(), Forms::MayLeave);
        assert!(with.to_str().unwrap().contains("script-src 'self';"));
        let without = content_security_policy(&sample::<WelcomePage>(), Forms::None);
        assert!(!without.to_str().unwrap().contains("script-src"));
    }

    #[test]
    fn a_logo_allows_its_own_origin_and_nothing_more() {
        for (logo, source) in [
            ("https://notes.example/logo.png?x=;", "img-src 'self' https://notes.example;"),
            ("https://notes.example:8443/logo.png", "img-src 'self' https://notes.example:8443;"),
            ("http://127.0.0.1:3000/logo.png", "img-src 'self' http://127.0.0.1:3000;"),
            ("https://notes.example; script-src */x", "img-src 'self';"),
            ("https://*/x", "img-src 'self';"),
            ("https://a,b/x", "img-src 'self';"),
            ("https://[2001:db8::1]/x", "img-src 'self';"),
            ("data:image/png;base64,AAAA", "img-src 'self';"),
            ("javascript:alert(1)", "img-src 'self';"),
        ] {
            let policy = policy_of(logo);
            assert!(policy.contains(source), "{logo}: {policy}");
            assert!(!policy.contains("script-src"), "{logo}: {policy}");
        }
    }
}
