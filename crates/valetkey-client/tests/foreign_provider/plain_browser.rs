//! A simple browser for the pages of other servers. It handles cookies, redirects, and the first form of each page.

use std::collections::BTreeMap;

use valetkey_client::{HttpRequest, HttpResponse, HttpTransport as _, ReqwestTransport};

pub(crate) struct PlainBrowser {
    transport: ReqwestTransport,
    cookies: BTreeMap<String, String>,
}

impl PlainBrowser {
    pub(crate) fn new() -> Self {
        let transport = ReqwestTransport::builder().allow_loopback().build().unwrap();
        Self { transport, cookies: BTreeMap::new() }
    }

    /// Follows redirects and submits forms with the `known` fields, until the browser is redirected to `goal` or a page has no
    /// form.
    pub(crate) async fn walk(&mut self, url: &str, goal: &str, known: &[(&str, &str)]) -> String {
        let mut url = url.to_owned();
        let mut request = HttpRequest::get(&url);
        for _ in 0..30 {
            let response = self.send(request).await;
            if let Some(location) = response.header("location") {
                url = join(&url, location);
                if url.starts_with(goal) {
                    return url;
                }
                request = HttpRequest::get(&url);
                continue;
            }
            let page = String::from_utf8(response.body).unwrap();
            let Some((action, mut fields)) = first_form(&page) else { return url };
            for (name, value) in known {
                // A button can be outside of its form and refer to it.
                if fields.contains_key(*name) || page.contains(&format!("name=\"{name}\"")) {
                    fields.insert((*name).to_owned(), (*value).to_owned());
                }
            }
            if !action.is_empty() {
                url = join(&url, &action);
            }
            request = HttpRequest::post_form(
                &url,
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())),
            );
        }
        panic!("still not finished after thirty pages: {url}");
    }

    async fn send(&mut self, request: HttpRequest) -> HttpResponse {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let response = self.transport.send(request.with_header("cookie", cookies.join("; "))).await.unwrap();
        for (name, value) in &response.headers {
            if name.eq_ignore_ascii_case("set-cookie") {
                let (pair, _) = value.split_once(';').unwrap_or((value, ""));
                let (name, value) = pair.split_once('=').unwrap();
                match value {
                    "" => self.cookies.remove(name),
                    value => self.cookies.insert(name.to_owned(), value.to_owned()),
                };
            }
        }
        response
    }
}

fn join(base: &str, reference: &str) -> String {
    url::Url::parse(base).unwrap().join(reference).unwrap().to_string()
}

/// Returns the action and the fields of the first form. Supports only quoted attributes, which these pages use.
fn first_form(page: &str) -> Option<(String, BTreeMap<String, String>)> {
    let start = page.find("<form")?;
    let form = &page[start..start + page[start..].find("</form>")?];
    let mut fields = BTreeMap::new();
    for tag in form.split('<').filter(|tag| tag.starts_with("input") || tag.starts_with("button")) {
        if let Some(name) = attribute(tag, "name") {
            fields.insert(name, attribute(tag, "value").unwrap_or_default());
        }
    }
    fields.remove("abort");
    Some((attribute(form, "action").unwrap_or_default(), fields))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
    let rest = tag.split_once(&format!(" {name}=\""))?.1;
    Some(rest.split_once('"')?.0.replace("&amp;", "&"))
}
