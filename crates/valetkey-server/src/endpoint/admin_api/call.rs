//! A request to the API, after its token was accepted.

use std::sync::Arc;

use axum::extract::{RawPathParams, Request};
use http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use url::form_urlencoded;
use uuid::Uuid;
use valetkey_administration::permission::Administrator;
use valetkey_authorization_server::event::Actor;
use valetkey_types::RawParams;
use zeroize::Zeroizing;

use super::{
    answer, body, gate,
    idempotency::{IdempotencyKey, content_of},
    problem::Problem,
    routes::Route,
};
use crate::{
    Server,
    administration::{Context, Options, Part, Staged},
    request::{read_query, request_id},
};

/// A request.
#[derive(Clone)]
pub(super) struct Call {
    /// The server.
    pub(super) server: Server,
    administrator: Administrator,
    headers: HeaderMap,
    parameters: Vec<(String, String)>,
    query: RawParams,
    query_names: Vec<String>,
    can_be_owned: bool,
    body: Zeroizing<Vec<u8>>,
    /// The digest of the request. A request with the same key must have the same.
    pub(super) content: String,
    key: Option<IdempotencyKey>,
    staged: Option<Arc<Staged>>,
}

/// The query parameter for a dry run.
const DRY_RUN: &str = "dry_run";
/// The query parameter for a change of a record that a configuration file owns.
pub(super) const OVERRIDE: &str = "override_file_ownership";
/// The query parameters of every list.
const OF_LISTS: [&str; 2] = ["limit", "after"];

impl Call {
    /// Checks the access token and reads the request.
    pub(super) async fn read(
        server: &Server,
        route: &Route,
        path: &RawPathParams,
        request: Request,
    ) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let administrator = gate::admit(server, &parts.headers, route.permission).await?;
        let key = IdempotencyKey::read(&parts.headers, &parts.method)?;
        let query = read_query(&parts.uri)
            .map_err(|error| Problem::query("query", "each parameter once, as text", &error.to_string()))?;
        let body = body::read(&parts.headers, body).await?;
        let names = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
        Ok(Self {
            can_be_owned: route.can_be_owned(),
            query_names: names.map(|(name, _)| name.into_owned()).collect(),
            server: server.clone(),
            administrator,
            content: content_of(&parts.method, &parts.uri, &parts.headers, &body),
            body,
            key,
            staged: None,
            headers: parts.headers,
            parameters: path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            query,
        })
    }

    /// Returns the key of a request that stores its answer. A dry run stores nothing.
    pub(super) fn key(&self) -> Option<IdempotencyKey> {
        self.key.clone().filter(|_| self.query.get(DRY_RUN) != Some("true"))
    }

    /// Returns who sent the request.
    pub(super) fn actor(&self) -> &Actor {
        &self.administrator.actor
    }

    /// Returns the same request, whose changes are collected instead of stored.
    pub(super) fn staging(self, staged: &Arc<Staged>) -> Self {
        Self { staged: Some(Arc::clone(staged)), ..self }
    }

    /// Returns a part of the path.
    pub(super) fn parameter(&self, name: &str) -> &str {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Returns an identifier in the path. A text that is not an identifier is not found.
    pub(super) fn id(&self, name: &str, what: &str) -> Result<Uuid, Problem> {
        self.parameter(name).parse().map_err(|_| Problem::not_found(what))
    }

    /// Returns a query parameter.
    pub(super) fn filter(&self, name: &str) -> Option<String> {
        self.query.get(name).map(str::to_owned)
    }

    /// Returns the context of a request that reads one record. It has no query parameters.
    pub(super) fn reading(&self) -> Result<Context<'_>, Problem> {
        self.only(&[])?;
        Ok(self.context())
    }

    /// Returns the context of a request that reads one record, with these query parameters.
    pub(super) fn reading_with(&self, parameters: &[&str]) -> Result<Context<'_>, Problem> {
        self.only(parameters)?;
        Ok(self.context())
    }

    /// Returns the context of a list with these filters, and the requested part.
    pub(super) fn listing(&self, filters: &[&str]) -> Result<(Context<'_>, Part), Problem> {
        self.only(&[&OF_LISTS[..], filters].concat())?;
        let limit = match self.query.get("limit") {
            None => Part::USUAL,
            Some(text) => {
                let number = text.parse::<usize>().ok().filter(|number| (1..=Part::MOST).contains(number));
                let expected = || format!("a number from 1 to {}", Part::MOST);
                number.ok_or_else(|| Problem::query("limit", &expected(), text))?
            }
        };
        Ok((self.context(), Part { limit, after: self.filter("after") }))
    }

    /// Returns the context of a request that changes a record: any revision if there is no `If-Match`.
    pub(super) fn changing(&self) -> Result<Context<'_>, Problem> {
        self.only(if self.can_be_owned { &[DRY_RUN, OVERRIDE] } else { &[DRY_RUN] })?;
        Ok(self.context().with(Options {
            expected_revision: self.expected_revision()?,
            is_dry_run: self.switch(DRY_RUN)?,
            overrides_file_ownership: self.switch(OVERRIDE)?,
        }))
    }

    /// Returns whether a query parameter is `true`.
    pub(super) fn switch(&self, name: &str) -> Result<bool, Problem> {
        match self.query.get(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(Problem::query(name, "true or false", other)),
        }
    }

    /// Returns the context of a request that adds a record, or ends something without a revision.
    pub(super) fn adding(&self) -> Result<Context<'_>, Problem> {
        if self.headers.contains_key(header::IF_MATCH) {
            return Err(Problem::header("If-Match", "no such header for this request", "one"));
        }
        self.changing()
    }

    /// Returns the context of an edit, which needs `If-Match`.
    pub(super) fn editing(&self) -> Result<Context<'_>, Problem> {
        if !self.headers.contains_key(header::IF_MATCH) {
            return Err(Problem::precondition_required());
        }
        self.changing()
    }

    /// Reads the body as JSON.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        body::json(&self.headers, &self.body)
    }

    /// Reads the body as JSON, or returns the default if there is no body.
    pub(super) fn json_or_nothing<T: Default + DeserializeOwned>(&self) -> Result<T, Problem> {
        if self.body.is_empty() { Ok(T::default()) } else { self.json() }
    }

    /// Requires that there is no body.
    pub(super) fn without_body(&self) -> Result<(), Problem> {
        match self.body.is_empty() {
            true => Ok(()),
            false => Err(Problem::body(
                http::StatusCode::BAD_REQUEST,
                "no body",
                &format!("{} bytes", self.body.len()),
            )),
        }
    }

    fn context(&self) -> Context<'_> {
        let context = Context::new(&self.server, &self.administrator, Some(request_id(&self.headers)));
        Context { staged: self.staged.as_deref(), ..context }
    }

    /// Refuses unknown query parameters by name.
    fn only(&self, known: &[&str]) -> Result<(), Problem> {
        match self.query_names.iter().find(|name| !known.contains(&name.as_str())) {
            Some(name) if known.is_empty() => Err(Problem::query(name, "no query", name)),
            Some(name) => Err(Problem::query(name, &format!("one of {}", known.join(", ")), name)),
            None => Ok(()),
        }
    }

    /// Reads `If-Match` (RFC 9110 section 13.1.1). A weak entity tag matches no record.
    fn expected_revision(&self) -> Result<Option<u64>, Problem> {
        const EXPECTED: &str = "one entity tag as an answer has it in ETag, or *";
        let mut values = self.headers.get_all(header::IF_MATCH).iter();
        let (first, second) = (values.next(), values.next());
        let Some(text) = first.map(|value| value.to_str().unwrap_or_default().trim()) else {
            return Ok(None);
        };
        if second.is_some() || text.contains(',') {
            return Err(Problem::header("If-Match", EXPECTED, "several"));
        }
        if text == "*" {
            return Ok(None);
        }
        let tag = text.strip_prefix("W/").unwrap_or(text);
        let Some(tag) = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"')) else {
            return Err(Problem::header("If-Match", EXPECTED, text));
        };
        // Another tag, such as a weak one, matches no record: no record has revision 0.
        let revision = tag.parse().ok().filter(|revision| answer::etag(*revision) == text);
        Ok(Some(revision.unwrap_or(0)))
    }
}
