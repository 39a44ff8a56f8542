//! The small pages of this crate: their content as data, and the built-in design without scripts or images.

use std::sync::{Arc, LazyLock};

use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded::byte_serialize;
use valetkey_jose::digest::sha256;

use crate::text::{Language, Text};

const STYLE: &str = concat!(include_str!("tokens.css"), include_str!("page.css"));

/// The Content-Security-Policy that allows only our style sheet, by its hash (Content Security Policy Level 3 section 6.7.3.3).
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(sha256(STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// Returns the response for a page, or `None` to use the built-in page. For [`crate::LoginBuilder::pages`].
pub type PageHook = Arc<dyn Fn(&Page) -> Option<Response> + Send + Sync>;

/// A page of the sign-in. A [`PageHook`] can render it in the application's own design. The response should have the status
/// [`Page::status`] and `Cache-Control: no-store`.
#[derive(Clone, Debug)]
pub struct Page {
    kind: PageKind,
    status: StatusCode,
    heading: Text,
    sentence: Option<Text>,
    links: Vec<Link>,
    language: Language,
    base_path: String,
}

/// The topic of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageKind {
    /// Lists the ways to sign in, as links.
    Choose,
    /// Asks for confirmation, because another site started the sign-in.
    Confirm,
    /// The user cancelled at the provider. A normal outcome.
    Cancelled,
    /// The sign-in took too long, was already finished, or belongs to another browser.
    Expired,
    /// The sign-in failed.
    Failed,
    /// The signed-in user lacks the required permission.
    Forbidden,
    /// Signing out failed.
    SignOut,
    /// Linking or unlinking an identity failed.
    Link,
}

/// A link on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageLink {
    /// The name of the link: `back`, `try-again` or `sign-in-{provider}`.
    pub id: String,
    /// The target: a path of the application.
    pub href: String,
    /// The text of the link.
    pub label: String,
}

#[derive(Clone, Debug)]
struct Link {
    id: String,
    path: String,
    label: Text,
    provider: Option<String>,
}

impl Page {
    pub(crate) fn new(kind: PageKind, status: StatusCode, heading: Text) -> Self {
        let (sentence, links, language) = (None, Vec::new(), Language::default());
        Self { kind, status, heading, sentence, links, language, base_path: String::new() }
    }

    pub(crate) fn saying(mut self, sentence: Text) -> Self {
        self.sentence = Some(sentence);
        self
    }

    pub(crate) fn with_link(mut self, id: impl Into<String>, path: impl Into<String>, label: Text) -> Self {
        self.links.push(Link { id: id.into(), path: path.into(), label, provider: None });
        self
    }

    pub(crate) fn with_provider_link(mut self, name: &str, path: String, shown: &str) -> Self {
        let (id, provider) = (format!("sign-in-{name}"), Some(shown.to_owned()));
        self.links.push(Link { id, path, label: Text::SignInWith, provider });
        self
    }

    pub(crate) fn with_way_back(self) -> Self {
        self.with_link("back", "/", Text::Back)
    }

    /// Returns the topic of the page.
    pub fn kind(&self) -> PageKind {
        self.kind
    }

    /// Returns the status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the language of the texts, such as `de` or `pt-BR`, chosen by the user's `Accept-Language`.
    pub fn language(&self) -> &'static str {
        self.language.tag()
    }

    /// Returns the text direction for the attribute `dir`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        self.language.direction()
    }

    /// Returns the heading, as plain text.
    pub fn heading(&self) -> &'static str {
        self.heading.in_language(self.language)
    }

    /// Returns the sentence below the heading, as plain text.
    pub fn sentence(&self) -> Option<&'static str> {
        self.sentence.map(|sentence| sentence.in_language(self.language))
    }

    /// Returns the links, the most important one first. Labels are plain text.
    pub fn links(&self) -> Vec<PageLink> {
        let link = |link: &Link| PageLink {
            id: link.id.clone(),
            href: format!("{}{}", self.base_path, link.path),
            label: link
                .label
                .in_language(self.language)
                .replace("{provider}", link.provider.as_deref().unwrap_or_default()),
        };
        self.links.iter().map(link).collect()
    }

    /// Renders the page in the built-in design.
    fn built_in(&self) -> Response {
        let (language, direction, heading) = (self.language(), self.direction(), escaped(self.heading()));
        let mut content =
            self.sentence().map(|text| format!("<p>{}</p>\n", escaped(text))).unwrap_or_default();
        let links = self.links();
        let (ways, others): (Vec<_>, Vec<_>) = links.iter().partition(|link| link.id.starts_with("sign-in-"));
        let anchor = |link: &PageLink, class: &str| {
            let (id, href, label) = (escaped(&link.id), escaped(&link.href), escaped(&link.label));
            format!("<a{class} id=\"{id}\" href=\"{href}\">{label}</a>")
        };
        if self.kind == PageKind::Choose {
            let items: String =
                ways.iter().map(|link| format!("<li>{}</li>\n", anchor(link, " class=\"way\""))).collect();
            content += &format!("<ul>\n{items}</ul>\n");
        } else {
            ways.iter().for_each(|link| content += &format!("<p>{}</p>\n", anchor(link, " class=\"way\"")));
        }
        for link in others {
            let class = if link.id == "try-again" { " class=\"way\"" } else { "" };
            content += &format!("<p>{}</p>\n", anchor(link, class));
        }
        let page = format!(
            "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{heading}</title>\n\
             <style>{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<h1>{heading}</h1>\n{content}</main>\n</body>\n</html>\n"
        );
        let headers = [
            ("content-type", "text/html; charset=utf-8"),
            ("content-security-policy", POLICY.as_str()),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("vary", "accept-language"),
        ];
        (self.status, headers, page).into_response()
    }
}

/// Returns the built-in page in English. The page is also in the extensions of the response, so that [`finish`] can render it in
/// the user's language and in the application's design.
impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = self.built_in();
        response.extensions_mut().insert(self);
        response
    }
}

/// The target of a redirect within the application; [`finish`] prepends the base path.
#[derive(Clone, Debug)]
pub(crate) struct OwnRedirect(pub(crate) String);

/// The base URL and the page hook of an application.
#[derive(Clone)]
pub(crate) struct Look {
    pub(crate) base_path: String,
    pub(crate) hook: Option<PageHook>,
}

/// Applies the user's language, the application's base path and its design to a response of this crate. Keeps its cookies.
pub(crate) fn finish(look: &Look, language: Language, mut answer: Response) -> Response {
    if let Some(OwnRedirect(path)) = answer.extensions_mut().remove() {
        let location = format!("{}{path}", look.base_path);
        if let Ok(location) = axum::http::HeaderValue::from_str(&location) {
            answer.headers_mut().insert(axum::http::header::LOCATION, location);
        }
    }
    let Some(mut page) = answer.extensions_mut().remove::<Page>() else { return answer };
    page.language = language;
    page.base_path.clone_from(&look.base_path);
    let own = look.hook.as_ref().and_then(|hook| hook(&page));
    let mut shown = own.unwrap_or_else(|| page.built_in());
    for cookie in answer.headers().get_all(axum::http::header::SET_COOKIE) {
        shown.headers_mut().append(axum::http::header::SET_COOKIE, cookie.clone());
    }
    shown
}

/// Returns the language that these request headers ask for.
pub(crate) fn language_of(headers: &HeaderMap) -> Language {
    let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::preferred(header.unwrap_or_default())
}

/// Returns `path` with `return_to` in its query.
pub(crate) fn leading_to(path: &str, return_to: Option<&str>) -> String {
    match return_to {
        Some(place) => {
            format!("{path}?return_to={}", byte_serialize(place.as_bytes()).collect::<String>())
        }
        None => path.to_owned(),
    }
}

/// Escapes a text for HTML element contents and quoted attributes.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}
