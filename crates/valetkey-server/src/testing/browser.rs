//! A browser without a screen: cookies, forms, redirects.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, SocketAddr},
};

use cookie::Cookie;
use valetkey_types::encode_form;

use super::{Answer, Form, TestServer};

/// Carries cookies from answer to request, and says of itself what browsers say.
pub struct Browser<'a> {
    server: &'a TestServer,
    cookies: BTreeMap<String, String>,
    /// The names of the cookies that stay when the browser is closed.
    lasting: BTreeSet<String>,
    headers: Vec<(String, String)>,
    peer: Option<SocketAddr>,
}

impl<'a> Browser<'a> {
    pub(super) fn new(server: &'a TestServer) -> Self {
        let accept = ("accept".to_owned(), "text/html,application/xhtml+xml".to_owned());
        Self { server, cookies: BTreeMap::new(), lasting: BTreeSet::new(), headers: vec![accept], peer: None }
    }

    /// Sends one more header with every request, for example `accept-language`.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends each request from this address.
    #[must_use]
    pub fn at(mut self, address: IpAddr) -> Self {
        self.peer = Some(SocketAddr::new(address, 50_000));
        self
    }

    /// The cookies by name.
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    /// Replaces a cookie's value, or plants one.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Throws a cookie away.
    pub fn remove_cookie(&mut self, name: &str) {
        self.cookies.remove(name);
    }

    /// Closes the browser and opens it again: cookies without `Max-Age` are gone.
    pub fn restart(&mut self) {
        self.cookies.retain(|name, _| self.lasting.contains(name));
    }

    /// Opens an address: a path, or a URL below the issuer. Redirects are not followed.
    pub async fn get(&mut self, target: &str) -> Answer {
        self.send("GET", target, &[("sec-fetch-site", "none")], String::new()).await
    }

    /// Opens an address and follows redirects as long as they stay with the server.
    pub async fn open(&mut self, target: &str) -> Answer {
        let answer = self.get(target).await;
        self.follow(answer).await
    }

    /// Follows redirects as long as they stay with the server.
    pub async fn follow(&mut self, mut answer: Answer) -> Answer {
        for _ in 0..10 {
            let location =
                answer.header("location").filter(|location| self.is_ours(location)).map(str::to_owned);
            let Some(location) = location else { return answer };
            answer = self.send("GET", &location, &[("sec-fetch-site", "same-origin")], String::new()).await;
        }
        panic!("more than ten redirects, the last one to {}", answer.location());
    }

    /// Sends fields as a form of one of the server's own pages. Redirects are not followed.
    pub async fn post_form(&mut self, target: &str, fields: &[(&str, &str)]) -> Answer {
        // Under `Referrer-Policy: no-referrer` browsers send the origin `null` with a form.
        self.post_form_with(target, fields, &[("origin", "null"), ("sec-fetch-site", "same-origin")]).await
    }

    /// Sends fields with headers of the caller's choice: what another site, or a text browser, would send.
    pub async fn post_form_with(
        &mut self,
        target: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/x-www-form-urlencoded"));
        self.send("POST", target, &headers, encode_form(fields.iter().copied())).await
    }

    /// Sends a body of any type, as a form of one of the server's own pages.
    pub async fn post_body(&mut self, target: &str, content_type: &str, body: Vec<u8>) -> Answer {
        let headers = [("origin", "null"), ("sec-fetch-site", "same-origin"), ("content-type", content_type)];
        self.send("POST", target, &headers, body).await
    }

    /// Presses the button with this `id` in a form. Redirects are not followed.
    pub async fn submit(&mut self, form: &Form, button: &str) -> Answer {
        let button = form.button(button).unwrap_or_else(|| panic!("no button {button:?} in {form:?}"));
        let mut fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        if !button.name.is_empty() {
            fields.push((&button.name, &button.value));
        }
        if form.method == "get" {
            let target = format!("{}?{}", form.action, encode_form(fields.iter().copied()));
            return self.get(&target).await;
        }
        self.post_form(&form.action.clone(), &fields).await
    }

    /// Presses the button with this `id` and follows redirects as long as they stay with the server.
    pub async fn submit_and_follow(&mut self, form: &Form, button: &str) -> Answer {
        let answer = self.submit(form, button).await;
        self.follow(answer).await
    }

    async fn send(
        &mut self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let mut all: Vec<(&str, &str)> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.extend(headers);
        if !cookies.is_empty() {
            all.push(("cookie", &cookies));
        }
        let answer = self.server.request_from(self.peer, method, self.path(target), &all, body).await;
        self.keep_cookies(&answer);
        answer
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for value in answer.headers.get_all("set-cookie") {
            let cookie = Cookie::parse(value.to_str().unwrap().to_owned()).unwrap();
            if cookie.max_age().is_some_and(|age| age.is_zero()) {
                self.cookies.remove(cookie.name());
            } else {
                self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
                match cookie.max_age() {
                    Some(_) => self.lasting.insert(cookie.name().to_owned()),
                    None => self.lasting.remove(cookie.name()),
                };
            }
        }
    }

    fn origin(&self) -> String {
        url::Url::parse(self.server.server.issuer.as_str()).unwrap().origin().ascii_serialization()
    }

    fn is_ours(&self, location: &str) -> bool {
        let rest = location.strip_prefix(&self.origin());
        location.starts_with('/') || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    }

    fn path<'t>(&self, target: &'t str) -> &'t str {
        let path = target.strip_prefix(&self.origin()).unwrap_or(target);
        if path.is_empty() { "/" } else { path }
    }
}
