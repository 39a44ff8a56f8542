//! Requests to the administration API.

use serde_json::{Map, Value, json};
use url::form_urlencoded;
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport as _, Method};
use valetkey_types::Secret;

use super::{Address, problem};
use crate::failure::Failure;

/// The API of a server, with an access token for it.
#[derive(Clone)]
pub(crate) struct Api {
    address: Address,
    token: Secret,
    caller: Caller,
}

/// The holder of the access token.
#[derive(Clone)]
pub(super) enum Caller {
    /// The user of `valetkey sign-in`.
    User,
    /// A client that acts for itself.
    Client(String),
}

/// How a record is changed.
#[derive(Clone, Copy, Default)]
pub(crate) struct Request<'a> {
    /// The revision of the record that the administrator has seen; without one, any revision changes.
    pub(crate) seen: Option<u64>,
    /// Whether a record that a file owns changes too.
    pub(crate) overrides_file_ownership: bool,
    /// The body.
    pub(crate) body: Option<&'a Value>,
}

/// The records of one part of a list. The API allows no more.
const PART: &str = "200";

impl<'a> Request<'a> {
    /// Returns the change of a record that the administrator has seen at this revision.
    pub(crate) fn of(revision: u64) -> Self {
        Self { seen: Some(revision), ..Self::default() }
    }

    /// Returns a change with a body.
    pub(crate) fn to(body: &'a Value) -> Self {
        Self { body: Some(body), ..Self::default() }
    }

    /// Sets the body.
    pub(crate) fn with(self, body: &'a Value) -> Self {
        Self { body: Some(body), ..self }
    }

    /// Sets whether a record that a file owns changes too.
    pub(crate) fn overriding(self, overrides_file_ownership: bool) -> Self {
        Self { overrides_file_ownership, ..self }
    }
}

impl Api {
    /// Returns the API of a server, for requests with this token.
    pub(crate) fn new(address: Address, token: Secret) -> Self {
        Self { address, token, caller: Caller::User }
    }

    /// Returns the API for a client that acts for itself.
    pub(super) fn of_client(address: Address, token: Secret, client_id: String) -> Self {
        Self { address, token, caller: Caller::Client(client_id) }
    }

    /// Returns the address of the server.
    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    /// Returns a record; `None` if there is none, or the administrator may not read it.
    ///
    /// # Errors
    /// The error of the server or of the network.
    pub(crate) async fn find_if_permitted(&self, path: &[&str]) -> Result<Option<Value>, Failure> {
        let Some(url) = self.url(path, &[]) else { return Ok(None) };
        let response = self.send(HttpRequest::get(url)).await?;
        match response.status {
            403 | 404 => Ok(None),
            _ => self.document(&response).map(Some),
        }
    }

    /// Returns a record; `None` if there is none, or none that the administrator may see.
    ///
    /// # Errors
    /// The error of the server or of the network.
    pub(crate) async fn find(&self, path: &[&str]) -> Result<Option<Value>, Failure> {
        let Some(url) = self.url(path, &[]) else { return Ok(None) };
        let response = self.send(HttpRequest::get(url)).await?;
        if response.status == 404 {
            return Ok(None);
        }
        self.document(&response).map(Some)
    }

    /// Returns a record that is there.
    ///
    /// # Errors
    /// The error of the server or of the network.
    pub(crate) async fn get(&self, path: &[&str]) -> Result<Value, Failure> {
        let response = self.send(HttpRequest::get(self.required_url(path, &[])?)).await?;
        self.document(&response)
    }

    /// Returns the records of a list, up to `limit`, and whether there are more.
    ///
    /// # Errors
    /// The error of the server or of the network.
    pub(crate) async fn list(
        &self,
        path: &[&str],
        filters: &[(&str, &str)],
        limit: usize,
    ) -> Result<(Vec<Value>, bool), Failure> {
        let mut records: Vec<Value> = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let (part, next) = self.part(path, filters, after.as_deref()).await?;
            records.extend(part);
            after = next;
            if records.len() > limit || after.is_none() {
                let has_more = records.len() > limit;
                records.truncate(limit);
                return Ok((records, has_more));
            }
        }
    }

    /// Returns a part of a list, and the cursor of the next part; `None` on the last.
    ///
    /// # Errors
    /// The error of the server or of the network.
    pub(crate) async fn part(
        &self,
        path: &[&str],
        filters: &[(&str, &str)],
        after: Option<&str>,
    ) -> Result<(Vec<Value>, Option<String>), Failure> {
        let mut query = vec![("limit", PART)];
        query.extend_from_slice(filters);
        query.extend(after.map(|cursor| ("after", cursor)));
        let response = self.send(HttpRequest::get(self.required_url(path, &query)?)).await?;
        let mut part = self.document(&response)?;
        let next = part["next"].as_str().map(str::to_owned);
        match part["items"].take() {
            Value::Array(items) => Ok((items, next)),
            _ => Err(self.unexpected("a list with the member items")),
        }
    }

    /// Changes something, and returns the document of the answer; an empty object if it has none.
    ///
    /// # Errors
    /// The error of the server or of the network. The text of a conflict has the difference.
    pub(crate) async fn change(
        &self,
        method: Method,
        path: &[&str],
        change: Request<'_>,
    ) -> Result<Value, Failure> {
        self.sent(method, path, change, &[]).await
    }

    /// Returns the names of the applications that a change would tell about a logout. Changes nothing.
    ///
    /// # Errors
    /// The error of the server or of the network.
    pub(crate) async fn told(
        &self,
        method: Method,
        path: &[&str],
        change: Request<'_>,
    ) -> Result<Vec<String>, Failure> {
        let answer = self.sent(method, path, change, &[("dry_run", "true")]).await?;
        let names = answer["told"].as_array().into_iter().flatten();
        Ok(names.filter_map(|name| name.as_str().map(str::to_owned)).collect())
    }

    /// Returns whether a change would change anything. Changes nothing.
    ///
    /// # Errors
    /// The error of the server or of the network.
    pub(crate) async fn would_change(
        &self,
        method: Method,
        path: &[&str],
        change: Request<'_>,
    ) -> Result<bool, Failure> {
        let answer = self.sent(method, path, change, &[("dry_run", "true")]).await?;
        Ok(answer["events"].as_array().is_some_and(|events| !events.is_empty()))
    }

    async fn sent(
        &self,
        method: Method,
        path: &[&str],
        change: Request<'_>,
        query: &[(&str, &str)],
    ) -> Result<Value, Failure> {
        let mut query = query.to_vec();
        if change.overrides_file_ownership {
            query.push(("override_file_ownership", "true"));
        }
        let mut request = HttpRequest::get(self.required_url(path, &query)?);
        request.method = method;
        if let Some(body) = change.body {
            request = request.with_header("content-type", "application/json");
            request.body = serde_json::to_vec(body)?;
        }
        if let Some(revision) = change.seen {
            request = request.with_header("if-match", format!("\"{revision}\""));
        }
        let response = self.send(request).await?;
        if response.status == 204 {
            return Ok(json!({}));
        }
        self.document(&response)
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Failure> {
        let request = request.with_header("authorization", format!("Bearer {}", self.token.expose()));
        let sent = self.address.transport().send(request).await;
        sent.map_err(|error| Failure::failed(format!("{}: {error}", self.address.issuer())))
    }

    fn document(&self, response: &HttpResponse) -> Result<Value, Failure> {
        if !response.is_success() {
            return Err(problem::failure(&self.address, &self.caller, response));
        }
        let object: Map<String, Value> =
            response.object().map_err(|error| self.unexpected(&format!("a JSON document ({error})")))?;
        Ok(Value::Object(object))
    }

    fn unexpected(&self, expected: &str) -> Failure {
        let server = self.address.issuer();
        Failure::failed(format!(
            "{server}: expected {expected}, got another answer; is it a Valetkey server of this version?"
        ))
    }

    fn required_url(&self, path: &[&str], query: &[(&str, &str)]) -> Result<String, Failure> {
        self.url(path, query)
            .ok_or_else(|| Failure::usage(format!("expected the name of a record, got {:?}", path.join("/"))))
    }

    /// Returns the address of a path; `None` if a part of it can't be in an address.
    fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Option<String> {
        let mut url = self.address.api();
        for part in path {
            // An address with such a part leads to another record, encoded or not.
            if matches!(*part, "" | "." | "..") {
                return None;
            }
            url.push('/');
            url.push_str(&encoded(part));
        }
        if !query.is_empty() {
            url.push('?');
            url.push_str(&form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish());
        }
        Some(url)
    }
}

/// Encodes a part of a path.
fn encoded(part: &str) -> String {
    part.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_name_can_not_lead_to_another_record() {
        let address = Address::parse("https://id.example/").unwrap();
        let api = Api::new(address, Secret::new("token"));
        let base = "https://id.example/admin/api/v1/users";
        assert_eq!(api.url(&["users", "a/../b?c#d"], &[]).unwrap(), format!("{base}/a%2F..%2Fb%3Fc%23d"));
        assert_eq!(api.url(&["users"], &[("name", "a b&c")]).unwrap(), format!("{base}?name=a+b%26c"));
        for name in ["", ".", ".."] {
            assert_eq!(api.url(&["users", name], &[]), None, "{name:?}");
        }
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for right in ["http://127.0.0.1:8080", "http://localhost:8080", "https://id.example/t/acme"] {
            assert!(Address::parse(right).is_ok(), "{right}");
        }
        for wrong in ["http://id.example", "id.example", "https://id.example/?x=1", "https://a@id.example"] {
            assert!(Address::parse(wrong).is_err(), "{wrong}");
        }
    }
}
