//! A user with a browser: cookies, redirects between sites, forms.

use std::collections::BTreeMap;

use url::Url;
use valetkey_fetch::{HttpRequest, HttpTransport, ReqwestTransport};

use crate::{PASSWORD, Page};

/// A visitor. Stores cookies as browsers do: by host, for all ports.
pub struct Visitor {
    transport: ReqwestTransport,
    /// Values by host and name.
    cookies: BTreeMap<(String, String), String>,
}

impl Default for Visitor {
    fn default() -> Self {
        Self::new()
    }
}

impl Visitor {
    /// Creates a visitor without cookies.
    pub fn new() -> Self {
        let transport = ReqwestTransport::builder().allow_loopback().build().unwrap();
        Self { transport, cookies: BTreeMap::new() }
    }

    /// Opens an address and follows every redirect.
    pub async fn open(&mut self, address: &str) -> Page {
        let page = self.look(address).await;
        self.follow(page).await
    }

    /// Opens an address and follows no redirect.
    pub async fn look(&mut self, address: &str) -> Page {
        let url = Url::parse(address).unwrap();
        self.send(&url, HttpRequest::get(address), "none").await
    }

    /// Opens an address as a program does: requests JSON and follows no redirect.
    pub async fn ask(&mut self, address: &str) -> Page {
        let url = Url::parse(address).unwrap();
        let request = HttpRequest::get(address).with_header("cookie", self.cookies_for(&url));
        Page { url: address.to_owned(), response: self.transport.send(request).await.unwrap() }
    }

    /// Presses a button with these fields filled in, and follows every redirect.
    pub async fn press(&mut self, page: &Page, button: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = page.form(button);
        for (name, value) in fields {
            form = form.with(name, value);
        }
        let pressed = form.button(button).unwrap();
        let named = (!pressed.name.is_empty()).then_some((pressed.name.as_str(), pressed.value.as_str()));
        let pairs = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(named);
        let here = Url::parse(&page.url).unwrap();
        let there = here.join(&form.action).unwrap();
        assert_eq!(form.method, "post", "this visitor supports only such forms");
        let site = if here.origin() == there.origin() { "same-origin" } else { "cross-site" };
        let request = HttpRequest::post_form(there.as_str(), pairs)
            .with_header("origin", here.origin().ascii_serialization());
        let page = self.send(&there, request, site).await;
        self.follow(page).await
    }

    /// Signs in at the server with the shared password.
    pub async fn sign_in(&mut self, page: &Page, username: &str) -> Page {
        self.press(page, "sign-in", &[("username", username), ("password", PASSWORD)]).await
    }

    /// Returns the value of a cookie for an address.
    pub fn cookie(&self, address: &str, name: &str) -> Option<&str> {
        let host = Url::parse(address).unwrap().host_str().unwrap().to_owned();
        self.cookies.get(&(host, name.to_owned())).map(String::as_str)
    }

    /// Changes the value of a cookie.
    pub fn set_cookie(&mut self, address: &str, name: &str, value: &str) {
        let host = Url::parse(address).unwrap().host_str().unwrap().to_owned();
        self.cookies.insert((host, name.to_owned()), value.to_owned());
    }

    async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..20 {
            let Some(location) = page.response.header("location").map(str::to_owned) else { return page };
            let there = Url::parse(&page.url).unwrap().join(&location).unwrap();
            page = self.send(&there, HttpRequest::get(there.as_str()), "same-site").await;
        }
        panic!("more than twenty redirects, the last one to {}", page.url);
    }

    async fn send(&mut self, url: &Url, request: HttpRequest, site: &str) -> Page {
        let request = request
            .replacing_header("accept", "text/html,application/xhtml+xml")
            .with_header("sec-fetch-dest", "document")
            .with_header("sec-fetch-mode", "navigate")
            .with_header("sec-fetch-site", site)
            .with_header("cookie", self.cookies_for(url));
        let response = self.transport.send(request).await.unwrap();
        for (name, value) in &response.headers {
            if name.eq_ignore_ascii_case("set-cookie") {
                self.keep(url, value);
            }
        }
        Page { url: url.to_string(), response }
    }

    fn cookies_for(&self, url: &Url) -> String {
        let host = url.host_str().unwrap();
        let ours = self.cookies.iter().filter(|((known, _), _)| known == host);
        let pairs: Vec<String> = ours.map(|((_, name), value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    fn keep(&mut self, url: &Url, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        let key = (url.host_str().unwrap().to_owned(), name.trim().to_owned());
        if attributes.to_ascii_lowercase().contains("max-age=0") {
            self.cookies.remove(&key);
        } else {
            self.cookies.insert(key, value.to_owned());
        }
    }
}
