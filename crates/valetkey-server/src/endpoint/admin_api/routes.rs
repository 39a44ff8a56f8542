//! Every route of the API, with the permission that it needs.

use std::{pin::Pin, sync::Arc};

use axum::response::Response;
use http::Method;
use valetkey_administration::permission::{Area, Permission, Verb};

use super::{
    access, attributes, call::Call, clients, events, factors, groups, keys, links, preview, problem::Problem,
    providers, roles, scopes, tenants, users, webhooks, why,
};

type Answering = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;

/// A route.
#[derive(Clone)]
pub(super) struct Route {
    /// The method.
    pub(super) method: Method,
    /// The path below the API.
    pub(super) path: &'static str,
    /// The required permission.
    pub(super) permission: Permission,
    /// Whether the route compares the revision of a record with `If-Match`.
    pub(super) has_revision: bool,
    /// The handler.
    pub(super) handler: Arc<dyn Fn(Call) -> Answering + Send + Sync>,
}

impl Route {
    fn new<F>(
        method: Method,
        path: &'static str,
        permission: Permission,
        handler: impl Fn(Call) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Response, Problem>> + Send + 'static,
    {
        let handler = Arc::new(move |call| Box::pin(handler(call)) as Answering);
        Self { method, path, permission, has_revision: false, handler }
    }

    fn get<F>(path: &'static str, area: Area, handler: impl Fn(Call) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Response, Problem>> + Send + 'static,
    {
        Self::new(Method::GET, path, Permission::read(area), handler)
    }

    fn change<F>(
        method: Method,
        path: &'static str,
        area: Area,
        handler: impl Fn(Call) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Response, Problem>> + Send + 'static,
    {
        Self { has_revision: true, ..Self::new(method, path, Permission::write(area), handler) }
    }

    fn add<F>(path: &'static str, area: Area, handler: impl Fn(Call) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Response, Problem>> + Send + 'static,
    {
        Self::new(Method::POST, path, Permission::write(area), handler)
    }

    fn end<F>(path: &'static str, area: Area, handler: impl Fn(Call) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Response, Problem>> + Send + 'static,
    {
        Self::new(Method::DELETE, path, Permission::write(area), handler)
    }
}

impl Route {
    /// Returns whether the route can change a record that a configuration file owns.
    pub(super) fn can_be_owned(&self) -> bool {
        match self.permission.area {
            Area::Groups
            | Area::Roles
            | Area::Clients
            | Area::Scopes
            | Area::Attributes
            | Area::Providers
            | Area::Tenant
            | Area::Tenants => self.permission.verb == Verb::Write,
            Area::Users | Area::Keys | Area::Events => false,
        }
    }
}

/// Returns every route.
pub(super) fn all() -> Vec<Route> {
    let of_kinds = [
        users(),
        clients(),
        groups(),
        roles(),
        scopes(),
        attributes(),
        providers(),
        keys(),
        tenants(),
        events(),
    ];
    of_kinds.into_iter().flatten().collect()
}

fn users() -> Vec<Route> {
    const AREA: Area = Area::Users;
    vec![
        Route::get("/users", AREA, users::list),
        Route::add("/users", AREA, users::add),
        Route::get("/users/{sub}", AREA, users::show),
        Route::change(Method::PATCH, "/users/{sub}", AREA, users::edit),
        Route::change(Method::DELETE, "/users/{sub}", AREA, users::remove),
        Route::change(Method::POST, "/users/{sub}/disable", AREA, users::disable),
        Route::change(Method::POST, "/users/{sub}/enable", AREA, users::enable),
        Route::change(Method::POST, "/users/{sub}/sign-out", AREA, users::sign_out),
        Route::change(Method::POST, "/users/{sub}/unlock", AREA, users::unlock),
        Route::change(Method::POST, "/users/{sub}/password", AREA, users::set_password),
        Route::change(Method::POST, "/users/{sub}/reset-factors", AREA, users::reset_factors),
        Route::change(Method::DELETE, "/users/{sub}/factors/{factor}", AREA, factors::remove_factor),
        Route::change(Method::DELETE, "/users/{sub}/passkeys/{passkey}", AREA, factors::remove_passkey),
        Route::change(Method::DELETE, "/users/{sub}/linked-accounts/{account}", AREA, factors::unlink),
        Route::change(Method::POST, "/users/{sub}/delete-later", AREA, users::delete_later),
        Route::change(Method::POST, "/users/{sub}/keep", AREA, users::keep),
        Route::get("/users/{sub}/export", AREA, users::export),
        Route::get("/users/{sub}/why", AREA, why::why),
        Route::get("/users/{sub}/claims", AREA, preview::claims),
        Route::change(Method::POST, "/users/{sub}/reset-link", AREA, links::reset_link),
        Route::add("/invitations", AREA, links::invite),
        Route::get("/users/{sub}/sessions", AREA, access::sessions),
        Route::end("/users/{sub}/sessions/{sid}", AREA, access::end_session),
        Route::get("/users/{sub}/applications", AREA, access::applications),
        Route::end("/users/{sub}/applications/{client_id}", AREA, access::withdraw),
    ]
}

fn clients() -> Vec<Route> {
    const AREA: Area = Area::Clients;
    vec![
        Route::get("/clients", AREA, clients::list),
        Route::add("/clients", AREA, clients::add),
        Route::get("/clients/{client_id}", AREA, clients::show),
        Route::change(Method::PATCH, "/clients/{client_id}", AREA, clients::edit),
        Route::change(Method::DELETE, "/clients/{client_id}", AREA, clients::remove),
        Route::change(Method::POST, "/clients/{client_id}/disable", AREA, clients::disable),
        Route::change(Method::POST, "/clients/{client_id}/enable", AREA, clients::enable),
        Route::change(Method::POST, "/clients/{client_id}/rotate-secret", AREA, clients::rotate_secret),
        Route::change(Method::DELETE, "/clients/{client_id}/secrets/{number}", AREA, clients::end_secret),
    ]
}

fn groups() -> Vec<Route> {
    const AREA: Area = Area::Groups;
    vec![
        Route::get("/groups", AREA, groups::list),
        Route::add("/groups", AREA, groups::add),
        Route::get("/groups/{id}", AREA, groups::show),
        Route::change(Method::PATCH, "/groups/{id}", AREA, groups::edit),
        Route::change(Method::DELETE, "/groups/{id}", AREA, groups::remove),
        Route::change(Method::PUT, "/groups/{id}/members/{sub}", AREA, groups::add_member),
        Route::change(Method::DELETE, "/groups/{id}/members/{sub}", AREA, groups::remove_member),
    ]
}

fn roles() -> Vec<Route> {
    const AREA: Area = Area::Roles;
    vec![
        Route::get("/roles", AREA, roles::list),
        Route::add("/roles", AREA, roles::add),
        Route::get("/roles/{id}", AREA, roles::show),
        Route::change(Method::PATCH, "/roles/{id}", AREA, roles::edit),
        Route::change(Method::DELETE, "/roles/{id}", AREA, roles::remove),
        Route::change(Method::PUT, "/roles/{id}/users/{sub}", AREA, roles::grant_to_user),
        Route::change(Method::DELETE, "/roles/{id}/users/{sub}", AREA, roles::take_from_user),
        Route::change(Method::PUT, "/roles/{id}/groups/{group}", AREA, roles::grant_to_group),
        Route::change(Method::DELETE, "/roles/{id}/groups/{group}", AREA, roles::take_from_group),
        Route::change(Method::PUT, "/roles/{id}/clients/{client_id}", AREA, roles::grant_to_client),
        Route::change(Method::DELETE, "/roles/{id}/clients/{client_id}", AREA, roles::take_from_client),
    ]
}

fn scopes() -> Vec<Route> {
    const AREA: Area = Area::Scopes;
    vec![
        Route::get("/scopes", AREA, scopes::list),
        Route::add("/scopes", AREA, scopes::add),
        Route::get("/scopes/{scope}", AREA, scopes::show),
        Route::change(Method::PATCH, "/scopes/{scope}", AREA, scopes::edit),
        Route::change(Method::DELETE, "/scopes/{scope}", AREA, scopes::remove),
    ]
}

fn attributes() -> Vec<Route> {
    const AREA: Area = Area::Attributes;
    vec![
        Route::get("/attributes", AREA, attributes::list),
        Route::add("/attributes", AREA, attributes::add),
        Route::get("/attributes/{attribute}", AREA, attributes::show),
        Route::change(Method::PATCH, "/attributes/{attribute}", AREA, attributes::edit),
        Route::change(Method::DELETE, "/attributes/{attribute}", AREA, attributes::remove),
    ]
}

fn providers() -> Vec<Route> {
    const AREA: Area = Area::Providers;
    vec![
        Route::get("/providers", AREA, providers::list),
        Route::add("/providers", AREA, providers::add),
        Route::get("/providers/{provider}", AREA, providers::show),
        Route::change(Method::PATCH, "/providers/{provider}", AREA, providers::edit),
        Route::change(Method::DELETE, "/providers/{provider}", AREA, providers::remove),
    ]
}

fn tenants() -> Vec<Route> {
    const OWN: Area = Area::Tenant;
    const AREA: Area = Area::Tenants;
    vec![
        Route::get("/tenant", OWN, tenants::show_own),
        Route::change(Method::PATCH, "/tenant", OWN, tenants::edit_own),
        Route::get("/tenants", AREA, tenants::list),
        Route::add("/tenants", AREA, tenants::add),
        Route::get("/tenants/{tenant}", AREA, tenants::show),
        Route::change(Method::PATCH, "/tenants/{tenant}", AREA, tenants::edit),
        Route::add("/tenants/{tenant}/set-up-link", AREA, tenants::set_up_link),
    ]
}

fn keys() -> Vec<Route> {
    const AREA: Area = Area::Keys;
    vec![
        Route::get("/keys", AREA, keys::list),
        Route::get("/keys/{kid}", AREA, keys::show),
        Route::change(Method::DELETE, "/keys/{kid}", AREA, keys::remove),
        Route::add("/keys/rotate", AREA, keys::rotate),
        Route::add("/keys/replace-compromised", AREA, keys::replace_compromised),
    ]
}

fn events() -> Vec<Route> {
    const AREA: Area = Area::Events;
    vec![
        Route::get("/events", AREA, events::list),
        Route::get("/webhooks", AREA, webhooks::list),
        Route::add("/webhooks", AREA, webhooks::add),
        Route::get("/webhooks/{webhook}", AREA, webhooks::show),
        Route::change(Method::PATCH, "/webhooks/{webhook}", AREA, webhooks::edit),
        Route::change(Method::DELETE, "/webhooks/{webhook}", AREA, webhooks::remove),
        Route::change(Method::POST, "/webhooks/{webhook}/rotate-secret", AREA, webhooks::rotate_secret),
        Route::change(Method::POST, "/webhooks/{webhook}/test", AREA, webhooks::test),
        Route::change(Method::POST, "/webhooks/{webhook}/replay", AREA, webhooks::replay),
    ]
}
