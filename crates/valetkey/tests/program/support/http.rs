//! One request, one connection, one answer.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::Value;

/// An answer as it came.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn headers(&self, name: &str) -> Vec<&str> {
        let found = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).collect()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

pub(crate) fn get(url: &str) -> Answer {
    send("GET", url, &[], "")
}

pub(crate) fn get_with(url: &str, headers: &[(&str, &str)]) -> Answer {
    send("GET", url, headers, "")
}

/// Sends any method with any body.
pub(crate) fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    parse(&exchange(method, url, headers, body).expect("an answer"))
}

pub(crate) fn post_form(url: &str, form: &str) -> Answer {
    post_form_with(url, &[], form)
}

pub(crate) fn post_form_with(url: &str, headers: &[(&str, &str)], form: &str) -> Answer {
    let content_type = ("content-type", "application/x-www-form-urlencoded");
    send("POST", url, &[headers, &[content_type]].concat(), form)
}

/// The same where the server may be gone: `None` unless a whole answer came.
pub(crate) fn try_post_form(url: &str, form: &str) -> Option<Answer> {
    try_send("POST", url, &[("content-type", "application/x-www-form-urlencoded")], form)
}

pub(crate) fn try_get_with(url: &str, headers: &[(&str, &str)]) -> Option<Answer> {
    try_send("GET", url, headers, "")
}

/// Sends any request where the server may be gone: `None` unless a whole answer came.
pub(crate) fn try_send(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Option<Answer> {
    let text = exchange(method, url, headers, body).ok()?;
    is_whole(&text).then(|| parse(&text))
}

/// Whether an answer has its head and all of its body.
fn is_whole(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let head = head.to_ascii_lowercase();
    let length = head.split("\r\ncontent-length:").nth(1).and_then(|rest| rest.lines().next());
    match length.and_then(|length| length.trim().parse::<usize>().ok()) {
        Some(length) => body.len() >= length,
        None => !head.contains("transfer-encoding: chunked") || body.ends_with("0\r\n\r\n"),
    }
}

fn exchange(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> std::io::Result<String> {
    let rest = url.strip_prefix("http://").expect("an http address");
    let (host, path) =
        rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, path.to_owned()));
    let mut stream = TcpStream::connect(host)?;
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    write!(
        stream,
        "{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    Ok(text)
}

fn parse(text: &str) -> Answer {
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    let body = if chunked { dechunk(body) } else { body.to_owned() };
    Answer { status: status.expect("a status"), headers, body }
}

fn dechunk(mut body: &str) -> String {
    let mut text = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).expect("a size");
        if size == 0 {
            break;
        }
        text.push_str(&rest[..size]);
        body = &rest[size + 2..];
    }
    text
}
