//! The OpenAPI document, made from the handlers and the routes.

use std::sync::LazyLock;

use axum::{extract::State, response::Response};
use http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;
use valetkey_administration::permission::{Permission, Permissions};
use valetkey_authorization_server::metadata::path;

use super::{
    access,
    answer::DryRun,
    attributes,
    call::OVERRIDE,
    clients, events, factors, groups, keys, links, preview,
    problem::ProblemDocument,
    providers, roles,
    routes::{self, Route},
    scopes, tenants, users, webhooks, why,
};
use crate::{Server, administration::API_PATH, respond};

/// The part of the document that comes from the handlers.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Valetkey administration",
        description = "Administration of a tenant. A permission counts if both the scope of the access token and the roles of its user or client have it."
    ),
    paths(
        users::list,
        users::add,
        users::show,
        users::edit,
        users::remove,
        users::disable,
        users::enable,
        users::sign_out,
        users::unlock,
        users::set_password,
        users::reset_factors,
        factors::remove_factor,
        factors::remove_passkey,
        factors::unlink,
        users::delete_later,
        users::keep,
        users::export,
        why::why,
        preview::claims,
        links::reset_link,
        links::invite,
        access::sessions,
        access::end_session,
        access::applications,
        access::withdraw,
        clients::list,
        clients::add,
        clients::show,
        clients::edit,
        clients::remove,
        clients::disable,
        clients::enable,
        clients::rotate_secret,
        clients::end_secret,
        groups::list,
        groups::add,
        groups::show,
        groups::edit,
        groups::remove,
        groups::add_member,
        groups::remove_member,
        roles::list,
        roles::add,
        roles::show,
        roles::edit,
        roles::remove,
        roles::grant_to_user,
        roles::take_from_user,
        roles::grant_to_group,
        roles::take_from_group,
        roles::grant_to_client,
        roles::take_from_client,
        scopes::list,
        scopes::add,
        scopes::show,
        scopes::edit,
        scopes::remove,
        attributes::list,
        attributes::add,
        attributes::show,
        attributes::edit,
        attributes::remove,
        providers::list,
        providers::add,
        providers::show,
        providers::edit,
        providers::remove,
        tenants::show_own,
        tenants::edit_own,
        tenants::list,
        tenants::add,
        tenants::show,
        tenants::edit,
        tenants::set_up_link,
        keys::list,
        keys::show,
        keys::remove,
        keys::rotate,
        keys::replace_compromised,
        events::list,
        webhooks::list,
        webhooks::add,
        webhooks::show,
        webhooks::edit,
        webhooks::remove,
        webhooks::rotate_secret,
        webhooks::test,
        webhooks::replay,
    ),
    components(schemas(ProblemDocument, DryRun))
)]
struct Handlers;

/// The version of OpenAPI in the document, which generators can read.
const VERSION: &str = "3.1.0";

/// The name of the security scheme.
const SCHEME: &str = "access_token";

static DOCUMENT: LazyLock<Value> = LazyLock::new(document);

/// `GET /admin/api/v1/openapi.json`.
pub(super) async fn handle(State(server): State<Server>) -> Response {
    let mut document = DOCUMENT.clone();
    document["servers"] = json!([{ "url": server.issuer.join(API_PATH) }]);
    document["components"]["securitySchemes"] = security_schemes(&server);
    respond::json(StatusCode::OK, &document)
}

/// Returns the document of every issuer.
fn document() -> Value {
    let mut document = serde_json::to_value(Handlers::openapi()).unwrap_or_default();
    document["openapi"] = json!(VERSION);
    for route in routes::all() {
        let method = route.method.as_str().to_ascii_lowercase();
        let path = document.get_mut("paths").and_then(|paths| paths.get_mut(route.path));
        let operation = path.and_then(|methods| methods.get_mut(&method)).and_then(Value::as_object_mut);
        if let Some(operation) = operation {
            complete(operation, &route);
        }
    }
    document
}

/// Adds the common parts of every operation: the permission, the parameters and the errors.
fn complete(operation: &mut Map<String, Value>, route: &Route) {
    let (method, path) = (&route.method, route.path);
    operation.insert("security".to_owned(), json!([{ SCHEME: [Permissions::scope_of(route.permission)] }]));
    let is_list = *method == Method::GET && !path.contains('{') && shows_list(operation);
    let mut parameters = operation.remove("parameters").unwrap_or_else(|| json!([]));
    let mut errors = vec![400, 401, 403, 503];
    if let Some(parameters) = parameters.as_array_mut() {
        match *method == Method::GET {
            true if is_list => parameters.extend(list_parameters()),
            true => {}
            false => parameters.extend(change_parameters(route)),
        }
    }
    if path.contains('{') {
        errors.push(404);
    }
    if *method != Method::GET {
        errors.extend([409, 412, 413, 415, 422, 429]);
    }
    if *method == Method::PATCH {
        errors.push(428);
    }
    operation.insert("parameters".to_owned(), parameters);
    let responses = operation.entry("responses").or_insert_with(|| json!({}));
    for status in errors {
        responses[status.to_string()] = problem(status);
    }
    if *method != Method::GET {
        responses["200"] = with_dry_run(responses["200"].take());
    }
}

/// Returns whether the answer of an operation is a part of a list.
fn shows_list(operation: &Map<String, Value>) -> bool {
    let schema = operation
        .get("responses")
        .and_then(|responses| responses.pointer("/200/content/application~1json/schema/$ref"));
    schema.and_then(Value::as_str).is_some_and(|name| name.ends_with("List"))
}

fn list_parameters() -> [Value; 2] {
    [
        json!({ "name": "limit", "in": "query", "required": false, "description": "The most records",
            "schema": { "type": "integer", "minimum": 1, "maximum": crate::administration::Part::MOST } }),
        json!({ "name": "after", "in": "query", "required": false, "description": "`next` of the part before",
            "schema": { "type": "string" } }),
    ]
}

fn change_parameters(route: &Route) -> Vec<Value> {
    let dry_run = json!({ "name": "dry_run", "in": "query", "required": false,
        "description": "Show the change without storing it", "schema": { "type": "boolean" } });
    let if_match = || {
        json!({ "name": "If-Match", "in": "header", "required": route.method == Method::PATCH,
            "description": "The expected ETag, or *: of the role for a grant, of the user for a membership, else of the \
                changed record", "schema": { "type": "string" } })
    };
    let overrides = || {
        json!({ "name": OVERRIDE, "in": "query", "required": false, "schema": { "type": "boolean" },
            "description": "Change the record although a configuration file owns it. The next valetkey apply sets it again" })
    };
    let key = json!({ "name": "Idempotency-Key", "in": "header", "required": false,
        "description": "A new text for each change. A second request with it within 24 hours changes nothing and gets the \
            answer of the first, with Idempotent-Replayed: true", "schema": { "type": "string", "minLength": 1, "maxLength": 257 } });
    let others = [route.can_be_owned().then(overrides), route.has_revision.then(if_match)];
    [dry_run, key].into_iter().chain(others.into_iter().flatten()).collect()
}

fn problem(status: u16) -> Value {
    let description = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    json!({
        "description": description.unwrap_or_default(),
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    })
}

/// Returns the answer with status 200 of a change: the record, or the result of a dry run.
fn with_dry_run(answer: Value) -> Value {
    let dry_run = json!({ "$ref": "#/components/schemas/DryRun" });
    let schema = &answer["content"]["application/json"]["schema"];
    let schema = match schema.is_null() {
        true => dry_run,
        false => json!({ "oneOf": [schema, dry_run] }),
    };
    let description = answer["description"].as_str().unwrap_or("The result of a dry run");
    json!({ "description": description, "content": { "application/json": { "schema": schema } } })
}

fn security_schemes(server: &Server) -> Value {
    let scopes: Map<String, Value> = std::iter::once(("admin".to_owned(), json!("Everything")))
        .chain(
            Permission::all().map(|one| (Permissions::scope_of(one), json!(format!("The permission {one}")))),
        )
        .collect();
    let token = server.issuer.join(path::TOKEN);
    json!({ SCHEME: { "type": "oauth2", "flows": {
        "authorizationCode": { "authorizationUrl": server.issuer.join(path::AUTHORIZATION), "tokenUrl": token, "scopes": scopes },
        "clientCredentials": { "tokenUrl": token, "scopes": scopes },
    } } })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every method and path of the document, with its scopes.
    fn operations(document: &Value) -> BTreeSet<(String, String)> {
        let paths = document["paths"].as_object().unwrap();
        let methods = |(path, methods): (&String, &Value)| {
            let names = methods.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            names.into_iter().map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
        };
        paths.iter().flat_map(methods).collect()
    }

    #[test]
    fn every_route_is_in_the_document_and_every_operation_of_the_document_is_a_route() {
        let routes: Vec<_> = routes::all();
        let of_routes: BTreeSet<(String, String)> =
            routes.iter().map(|route| (route.method.to_string(), route.path.to_owned())).collect();
        assert_eq!(of_routes.len(), routes.len(), "no route is listed twice");
        assert_eq!(of_routes, operations(&DOCUMENT));
    }

    #[test]
    fn every_operation_names_its_scope_its_parameters_and_the_schema_of_its_errors() {
        let document = &*DOCUMENT;
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let what = format!("{method} {path}");
                let scope = operation["security"][0][SCHEME][0].as_str().unwrap();
                let verb = if method == "get" { "read" } else { "write" };
                assert!(scope.starts_with("admin:") && scope.ends_with(verb), "{what}: {scope}");
                let parameters = operation["parameters"].as_array().unwrap();
                let in_path = parameters.iter().filter(|one| one["in"] == "path").count();
                assert_eq!(in_path, path.matches('{').count(), "{what}");
                assert!(
                    operation["responses"]["403"]["content"]["application/problem+json"].is_object(),
                    "{what}"
                );
                assert!(operation["operationId"].is_string() && operation["summary"].is_string(), "{what}");
            }
        }
        assert_eq!(document["openapi"], VERSION);
        let limited = |path: &str| {
            let parameters = document["paths"][path]["get"]["parameters"].as_array().unwrap();
            parameters.iter().any(|parameter| parameter["name"] == "limit")
        };
        assert!(limited("/users") && limited("/tenants") && !limited("/tenant") && !limited("/keys/{kid}"));
    }

    #[test]
    fn every_reference_of_the_document_leads_somewhere() {
        fn references(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(members) => {
                    found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
                    members.values().for_each(|value| references(value, found));
                }
                Value::Array(values) => values.iter().for_each(|value| references(value, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        references(&DOCUMENT, &mut found);
        assert!(found.len() > 20, "{found:?}");
        for reference in found {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(DOCUMENT.pointer(pointer).is_some(), "{reference}");
        }
    }
}
