//! A simulated browser: a cookie jar that sends requests to the application.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::{APP, Issuer};

#[derive(Clone)]
pub(crate) struct Browser {
    app: Router,
    pub(crate) cookies: BTreeMap<String, String>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn location(&self) -> &str {
        self.headers.get("location").map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub(crate) fn cookies(&self) -> Vec<String> {
        self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned()).collect()
    }

    /// Returns status, headers and body as one text.
    pub(crate) fn whole(&self) -> String {
        let mut text = format!("{}\n", self.status);
        let mut headers: Vec<_> = self.headers.iter().filter(|(name, _)| *name != "content-length").collect();
        headers.sort_by_key(|(name, _)| name.as_str());
        for (name, value) in headers {
            text += &format!("{name}: {}\n", value.to_str().unwrap());
        }
        // The style sheet is removed because it is the same on every page.
        let (before, after) = self.body.split_once("\n<style>").unwrap_or((&self.body, ""));
        let after = after.split_once("</style>").map_or("", |(_, after)| after);
        text + "\n" + before + after
    }
}

impl Browser {
    pub(crate) fn new(app: &Router) -> Self {
        Self { app: app.clone(), cookies: BTreeMap::new() }
    }

    /// Opens a page as a browser does.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).header("accept", "text/html,application/xhtml+xml"), "").await
    }

    /// Posts a form from a page of the application.
    pub(crate) async fn post(&mut self, path: &str, form: &str) -> Answer {
        let request = Request::post(path).header("accept", "text/html").header("origin", APP);
        self.send(request.header("sec-fetch-site", "same-origin"), form).await
    }

    /// Posts a form from a page of another site, without `SameSite=Lax` cookies.
    pub(crate) async fn post_from_elsewhere(&mut self, path: &str, form: &str) -> Answer {
        let cookies = std::mem::take(&mut self.cookies);
        let request =
            Request::post(path).header("accept", "text/html").header("origin", "https://id.example");
        let answer = self.send(request.header("sec-fetch-site", "cross-site"), form).await;
        self.cookies.extend(cookies);
        answer
    }

    pub(crate) async fn send(&mut self, request: axum::http::request::Builder, form: &str) -> Answer {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header("content-type", "application/x-www-form-urlencoded");
        if !pairs.is_empty() {
            request = request.header("cookie", pairs.join("; "));
        }
        let request = request.body(Body::from(form.to_owned())).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.to_vec()).unwrap();
        let answer = Answer { status: parts.status.as_u16(), headers: parts.headers, body };
        self.keep_cookies(&answer);
        answer
    }

    /// Starts a login and confirms it at the issuer as Alice. Returns the callback URL.
    pub(crate) async fn begin(&mut self, issuer: &Issuer, login: &str) -> String {
        self.begin_as(issuer, login, "alice").await
    }

    /// Starts a login and confirms it at the issuer as this user. Returns the callback URL.
    pub(crate) async fn begin_as(&mut self, issuer: &Issuer, login: &str, subject: &str) -> String {
        let answer = self.get(login).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        come_back(issuer, answer.location(), subject)
    }

    /// Performs a complete login as Alice.
    pub(crate) async fn sign_in(&mut self, issuer: &Issuer) -> Answer {
        let callback = self.begin(issuer, "/login").await;
        self.get(&callback).await
    }

    /// Performs a complete login as this user, starting at this URL.
    pub(crate) async fn sign_in_as(&mut self, issuer: &Issuer, login: &str, subject: &str) -> Answer {
        let callback = self.begin_as(issuer, login, subject).await;
        self.get(&callback).await
    }

    /// Returns the name of the signed-in user from the front page; `nobody` without a session.
    pub(crate) async fn who(&mut self) -> String {
        self.get("/").await.body.split(' ').next().unwrap().to_owned()
    }

    pub(crate) async fn form_token(&mut self) -> String {
        self.get("/").await.body.split(' ').nth(1).unwrap().to_owned()
    }

    pub(crate) fn cookie(&self, part_of_name: &str) -> Option<String> {
        self.cookies.iter().find(|(name, _)| name.contains(part_of_name)).map(|(_, value)| value.clone())
    }

    pub(crate) fn login_cookies(&self) -> usize {
        self.cookies.keys().filter(|name| name.contains("valetkey_login_")).count()
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for cookie in answer.cookies() {
            let (pair, attributes) = cookie.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// Returns the callback URL after this user confirmed the authorization request at `location`.
pub(crate) fn come_back(issuer: &Issuer, location: &str, subject: &str) -> String {
    let redirect_uri = Issuer::asked(location)["redirect_uri"].clone();
    let path = redirect_uri.strip_prefix(APP).unwrap_or(&redirect_uri);
    let path = path.strip_prefix("http://127.0.0.1:8081").unwrap_or(path);
    format!("{path}?{}", issuer.authorize_as(location, subject))
}
