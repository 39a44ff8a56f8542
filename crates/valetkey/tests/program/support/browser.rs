//! A browser without JavaScript: keeps cookies, follows redirects, fills in forms.

use std::collections::BTreeMap;

use super::http::{Answer, try_send};

/// Cookies by host: a host's ports share them, as in browsers.
#[derive(Default)]
pub(crate) struct Browser {
    jars: BTreeMap<String, BTreeMap<String, String>>,
    headers: Vec<(String, String)>,
}

/// A page and where it is.
pub(crate) struct Page {
    pub(crate) url: String,
    pub(crate) answer: Answer,
}

impl Browser {
    /// A browser behind a proxy that says where it is.
    pub(crate) fn at(address: &str) -> Self {
        Self { headers: vec![("x-forwarded-for".to_owned(), address.to_owned())], ..Self::default() }
    }

    /// Opens an address and follows redirects.
    pub(crate) fn open(&mut self, url: &str) -> Page {
        self.try_open(url).expect("an answer")
    }

    /// The same where the server may be gone.
    pub(crate) fn try_open(&mut self, url: &str) -> Option<Page> {
        self.send(url, None)
    }

    /// Sends the form that holds the button with this id, with these fields filled in.
    pub(crate) fn press(&mut self, page: &Page, button: &str, fields: &[(&str, &str)]) -> Page {
        self.try_press(page, button, fields).expect("an answer")
    }

    /// The same where the server may be gone.
    pub(crate) fn try_press(&mut self, page: &Page, button: &str, fields: &[(&str, &str)]) -> Option<Page> {
        let form = form_around(&page.answer.body, button);
        let mut body: Vec<String> = Vec::new();
        for tag in form.split('<').filter(|tag| tag.starts_with("input") || tag.starts_with("button")) {
            let Some(name) = attribute(tag, "name") else { continue };
            let given = fields.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            let is_other_button =
                tag.starts_with("button") && attribute(tag, "id").as_deref() != Some(button);
            let is_off = tag.contains("checkbox") && !tag.contains("checked");
            if !is_other_button && !is_off {
                let value = given.or_else(|| attribute(tag, "value")).unwrap_or_default();
                body.push(format!("{}={}", encoded(&name), encoded(&value)));
            }
        }
        let action = attribute(&form, "action").unwrap_or_else(|| page.url.clone());
        self.send(&absolute(&page.url, &action), Some(&body.join("&")))
    }

    /// The `Cookie` header for a host.
    pub(crate) fn cookies(&self, host: &str) -> String {
        let jar = self.jars.get(host).into_iter().flatten();
        jar.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Puts a cookie into the jar of a host.
    pub(crate) fn plant(&mut self, host: &str, name: &str, value: &str) {
        self.jars.entry(host.to_owned()).or_default().insert(name.to_owned(), value.to_owned());
    }

    /// Forgets everything about a host.
    pub(crate) fn forget(&mut self, host: &str) {
        self.jars.remove(host);
    }

    fn send(&mut self, url: &str, form: Option<&str>) -> Option<Page> {
        let (mut url, mut form) = (url.to_owned(), form);
        for _ in 0..20 {
            let answer = self.request(&url, form)?;
            let Some(location) = answer.header("location").filter(|_| (300..400).contains(&answer.status))
            else {
                return Some(Page { url, answer });
            };
            (url, form) = (absolute(&url, location), None);
        }
        panic!("more than 20 redirects, the last one to {url}");
    }

    fn request(&mut self, url: &str, form: Option<&str>) -> Option<Answer> {
        let host = host_of(url);
        let (cookies, origin) = (self.cookies(&host), origin_of(url).to_owned());
        let jar = self.jars.entry(host).or_default();
        let mut headers = vec![("accept", "text/html")];
        headers.extend(self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        if !cookies.is_empty() {
            headers.push(("cookie", &cookies));
        }
        let answer = match form {
            None => try_send("GET", url, &headers, "")?,
            Some(form) => {
                headers.push(("origin", &origin));
                headers.push(("content-type", "application/x-www-form-urlencoded"));
                try_send("POST", url, &headers, form)?
            }
        };
        for line in answer.headers("set-cookie") {
            let (name, rest) = line.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() || rest.to_ascii_lowercase().contains("max-age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        Some(answer)
    }
}

fn form_around(page: &str, button: &str) -> String {
    let place =
        page.find(&format!("id=\"{button}\"")).unwrap_or_else(|| panic!("no button {button}: {page}"));
    let start = page[..place].rfind("<form").expect("a form around the button");
    let end = page[place..].find("</form>").expect("the form ends") + place;
    page[start..end].to_owned()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let value = rest.split('"').next()?;
    Some(value.replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&").replace("&#38;", "&"))
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn origin_of(url: &str) -> &str {
    let end = url[7..].find('/').map_or(url.len(), |end| end + 7);
    &url[..end]
}

fn host_of(url: &str) -> String {
    origin_of(url)[7..].split(':').next().unwrap_or_default().to_owned()
}

fn absolute(base: &str, place: &str) -> String {
    if place.starts_with("http://") { place.to_owned() } else { format!("{}{place}", origin_of(base)) }
}
