//! What `client add` prints.

use serde_json::{Map, Value, json};
use valetkey_administration::framework::{Framework, endpoints};
use valetkey_authorization_server::record::Client;
use valetkey_types::{Issuer, Secret};

use super::super::list;
use crate::output::{Style, pairs};

/// A new client, and what it needs to know.
pub(super) struct Registered<'a> {
    pub(super) client: &'a Client,
    /// The secret, if it was generated: nobody has seen it yet.
    pub(super) new_secret: Option<&'a Secret>,
    pub(super) issuer: &'a Issuer,
    /// Whether nothing names the issuer, neither here nor in the configuration.
    pub(super) is_default_issuer: bool,
    pub(super) framework: Option<Framework>,
}

impl Registered<'_> {
    pub(super) fn as_json(&self) -> Value {
        let mut value = list::as_json(self.client);
        if let Some(secret) = self.new_secret {
            value["client_secret"] = json!(secret.expose());
        }
        value["issuer"] = json!(self.issuer);
        let endpoints = endpoints(self.issuer).into_iter();
        value["endpoints"] =
            endpoints.map(|(name, address)| (name.to_owned(), json!(address))).collect::<Map<_, _>>().into();
        if let Some(framework) = self.framework {
            value["settings"] = json!(framework.settings(self.client, self.issuer));
        }
        value
    }

    pub(super) fn in_words(&self, style: Style) -> String {
        let mut parts = vec![style.strong(&format!("Registered {}.", self.client.name)), pairs(self.facts())];
        if self.new_secret.is_some() {
            parts.push("Keep the secret now: it is not shown again.".to_owned());
        }
        if self.client.is_public() {
            parts.push("A public client: it has no secret and must use PKCE.".to_owned());
        }
        let heading = style.strong("The server");
        let issuer = [("issuer", self.issuer.to_string())];
        let addresses = pairs(issuer.into_iter().chain(self.addresses()));
        parts.push(format!("{heading}\n{addresses}"));
        if self.is_default_issuer {
            let remark =
                "This is the default issuer. If the server runs with another one, add --issuer or --config.";
            parts.push(remark.to_owned());
        }
        parts.push(self.advice(style));
        parts.join("\n\n")
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let client = self.client;
        let mut lines = vec![("client_id", client.id.to_string())];
        lines.extend(self.new_secret.map(|secret| ("client_secret", secret.expose().to_owned())));
        lines.extend(client.redirect_uris.iter().map(|uri| ("redirect URI", uri.clone())));
        lines.extend(client.post_logout_redirect_uris.iter().map(|uri| ("post-logout URI", uri.clone())));
        lines.extend(client.audiences.iter().map(|audience| ("audience", audience.clone())));
        if !is_api(client) {
            lines.push(("scope", client.scope.to_string()));
        }
        lines
    }

    /// An API needs one endpoint and, for tokens it checks itself, the keys.
    fn addresses(&self) -> impl Iterator<Item = (&'static str, String)> {
        let api = is_api(self.client);
        let needed =
            move |name: &str| !api || ["discovery", "introspection_endpoint", "jwks_uri"].contains(&name);
        endpoints(self.issuer).into_iter().filter(move |(name, _)| needed(name))
    }

    fn advice(&self, style: Style) -> String {
        if is_api(self.client) {
            let address = self.issuer.join(valetkey_authorization_server::metadata::path::INTROSPECTION);
            let heading = style.strong("To ask about a token");
            return format!("{heading}\n  curl --user '{}' --data token=TOKEN {address}", self.client.id);
        }
        match self.framework {
            Some(framework) => {
                let heading = style.strong(&format!("Settings for {}", framework.product()));
                format!("{heading}\n{}", indented(&framework.settings(self.client, self.issuer)))
            }
            None => format!(
                "Most libraries need the issuer, client_id and client_secret only. Settings to paste: add --for, one of {}.",
                Framework::ALL.map(Framework::name).join(", ")
            ),
        }
    }
}

fn is_api(client: &Client) -> bool {
    client.grant_types.is_empty()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
