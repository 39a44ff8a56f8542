//! The destination after a sign-in: always a path of this application.

use url::Url;

/// Maximum length of `return_to`. It is limited because it is stored in a cookie.
const MOST_CHARACTERS: usize = 512;

/// The first segments of our own login paths, which are not allowed as a destination.
const OWN_PATHS: [&str; 6] = ["login", "logout", "auth", "backchannel-logout", "link", "unlink"];

/// Returns the absolute URL of a path of this application, or the front page for any other text. The base path is optional,
/// because a proxy may remove it.
///
/// A path starts with exactly one slash and contains no white space, control characters or backslashes. The URL parser must also
/// resolve it to our own origin.
pub(crate) fn absolute_return_to(base_url: &Url, return_to: Option<&str>) -> Url {
    return_to.and_then(|text| own_place(base_url, text)).unwrap_or_else(|| base_url.clone())
}

fn own_place(base_url: &Url, text: &str) -> Option<Url> {
    let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    let is_path = text.starts_with('/') && !text.starts_with("//") && !text.contains(odd);
    if !is_path || text.chars().count() > MOST_CHARACTERS {
        return None;
    }
    let base_path = base_url.path().trim_end_matches('/');
    let has_base =
        text.strip_prefix(base_path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
    let url = if has_base { base_url.join(text) } else { base_url.join(&format!("{base_path}{text}")) };
    let url = url.ok()?;
    let stays = url.origin() == base_url.origin() && url.username().is_empty() && url.password().is_none();
    let path = url.path().strip_prefix(base_path).filter(|path| path.is_empty() || path.starts_with('/'))?;
    (stays && !is_own_path(path)).then_some(url)
}

/// Returns whether a path is one of our login routes. The application may use `/auth` itself and all paths below our routes.
fn is_own_path(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(first), None, None) => first != "auth" && OWN_PATHS.contains(&first),
        (Some(first), Some(second), None) => OWN_PATHS.contains(&first) && !second.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(text: &str) -> String {
        absolute_return_to(&Url::parse("https://app.example").unwrap(), Some(text)).into()
    }

    #[test]
    fn paths_of_this_application_are_kept() {
        for path in
            ["/", "/notes", "/notes?a=b&c=https://other.example", "/notes#top", "/%09/x", "/a//b", "/ü"]
        {
            assert!(resolved(path).starts_with("https://app.example/"), "{path}");
        }
        assert_eq!(resolved("/notes?a=b#c"), "https://app.example/notes?a=b#c");
    }

    #[test]
    fn or1_no_return_to_leads_to_another_origin() {
        let long = format!("/{}", "a".repeat(512));
        for text in [
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            "/ /evil.example",
            " /x",
            "/\n/evil.example",
            "/\r\nSet-Cookie: a=b",
            "/\u{0}/evil.example",
            "/\u{a0}/evil.example",
            "/\u{2028}x",
            "https:evil.example",
            "https:/evil.example",
            "https://evil.example",
            "HTTPS://evil.example",
            "http://app.example/",
            "https://app.example.evil.example/",
            "https://evilapp.example/",
            "https://app.example@evil.example/",
            "javascript:alert(1)",
            "data:text/html,x",
            "evil.example",
            "@evil.example",
            ":80",
            "?x",
            "#x",
            "",
            &long,
        ] {
            assert_eq!(resolved(text), "https://app.example/", "{text:?}");
        }
    }

    #[test]
    fn a_path_that_collapses_to_two_slashes_stays_on_our_origin() {
        assert_eq!(resolved("/..//evil.example"), "https://app.example//evil.example");
        assert_eq!(resolved("/.//evil.example"), "https://app.example//evil.example");
    }

    #[test]
    fn f18_with_a_base_path_every_destination_stays_below_it() {
        let base = Url::parse("https://example.com/app").unwrap();
        let resolved = |text: &str| String::from(absolute_return_to(&base, Some(text)));
        for (text, expected) in [
            ("/", "https://example.com/app/"),
            ("/notes?a=b#c", "https://example.com/app/notes?a=b#c"),
            ("/app/notes", "https://example.com/app/notes"),
            ("/app?x", "https://example.com/app?x"),
            ("/application", "https://example.com/app/application"),
            ("/app/login", "https://example.com/app"),
            ("/login", "https://example.com/app"),
            ("/app/../neighbour", "https://example.com/app"),
            ("/../neighbour", "https://example.com/app"),
            ("/..", "https://example.com/app"),
            ("//evil.example", "https://example.com/app"),
            ("/app/..//evil.example", "https://example.com/app"),
        ] {
            assert_eq!(resolved(text), expected, "{text}");
        }
    }

    #[test]
    fn login_routes_as_return_to_lead_to_the_front_page() {
        for text in [
            "/login",
            "/login?return_to=/login",
            "/login/github",
            "/logout",
            "/auth/callback?code=1",
            "/auth/github",
            "/x/../login",
        ] {
            assert_eq!(resolved(text), "https://app.example/", "{text}");
        }
        for text in ["/auth", "/login/a/b", "/logins", "/linked/x"] {
            assert_eq!(resolved(text), format!("https://app.example{text}"));
        }
    }
}
