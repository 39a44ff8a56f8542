//! The settings of usual frameworks, and the addresses that an application needs.

use url::Url;
use valetkey_authorization_server::{
    metadata::path,
    record::{Client, PkcePolicy},
};
use valetkey_jose::Algorithm;
use valetkey_types::{Issuer, metadata::OPENID_CONFIGURATION_PATH};

/// A framework whose settings we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framework {
    /// axum with `valetkey-axum`.
    Axum,
    /// Spring Boot.
    SpringBoot,
    /// Next.js with Auth.js.
    AuthJs,
    /// Django with mozilla-django-oidc.
    Django,
    /// oauth2-proxy.
    Oauth2Proxy,
}

impl Framework {
    /// Every framework.
    pub const ALL: [Self; 5] = [Self::Axum, Self::SpringBoot, Self::AuthJs, Self::Django, Self::Oauth2Proxy];

    /// Returns the word for the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Axum => "axum",
            Self::SpringBoot => "spring-boot",
            Self::AuthJs => "auth-js",
            Self::Django => "django",
            Self::Oauth2Proxy => "oauth2-proxy",
        }
    }

    /// Returns the framework with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|framework| framework.name() == name)
    }

    /// Returns the product, in words.
    pub fn product(self) -> &'static str {
        match self {
            Self::Axum => "axum with valetkey-axum",
            Self::SpringBoot => "Spring Boot (application.yaml)",
            Self::AuthJs => "Next.js with Auth.js (auth.ts)",
            Self::Django => "Django with mozilla-django-oidc (settings.py)",
            Self::Oauth2Proxy => "oauth2-proxy (oauth2-proxy.cfg)",
        }
    }

    /// Returns the last part of the default redirect URI.
    fn callback(self) -> &'static str {
        match self {
            Self::Axum => "/auth/callback",
            Self::SpringBoot => "/login/oauth2/code/valetkey",
            Self::AuthJs => "/api/auth/callback/valetkey",
            Self::Django => "/oidc/callback/",
            Self::Oauth2Proxy => "/oauth2/callback",
        }
    }

    /// Returns the algorithm of ID tokens that the product verifies by default.
    pub fn id_token_algorithm(self) -> Algorithm {
        if self == Self::Axum { Algorithm::ES256 } else { Algorithm::RS256 }
    }

    /// Returns whether it sends no code challenge for an application with a secret: Spring Boot before 4.
    pub fn leaves_pkce_out(self) -> bool {
        self == Self::SpringBoot
    }

    /// Returns a warning if none of the redirect URIs is the product's own.
    pub fn complaint(self, redirect_uris: &[String]) -> Option<String> {
        let callback = self.callback();
        let fits = redirect_uris.iter().any(|uri| uri.ends_with(callback));
        (!fits).then(|| format!("{} uses the redirect URI https://HOST{callback}", self.product()))
    }

    /// Returns a warning if the client requires PKCE and the product leaves it out.
    pub fn complaint_about_pkce(self, client: &Client) -> Option<String> {
        let requires = client.pkce == PkcePolicy::Required && self.leaves_pkce_out();
        requires.then(|| {
            format!(
                "{} sends no code challenge before version 4, and this application requires one: use version 4, or register \
                 it with valetkey client add --for {}",
                self.product(),
                self.name()
            )
        })
    }

    /// Returns the lines to paste. The secret is read from the environment.
    pub fn settings(self, client: &Client, issuer: &Issuer) -> String {
        let template = match self {
            Self::Axum => AXUM,
            Self::SpringBoot => SPRING_BOOT,
            Self::AuthJs => AUTH_JS,
            Self::Django => DJANGO,
            Self::Oauth2Proxy => OAUTH2_PROXY,
        };
        let own = client.redirect_uris.iter().find(|uri| uri.ends_with(self.callback()));
        let redirect_uri = own.or(client.redirect_uris.first()).cloned().unwrap_or_default();
        let mut values = endpoints(issuer);
        values.extend([
            ("issuer", issuer.to_string()),
            ("client_id", client.id.to_string()),
            ("algorithm", client.id_token_signed_response_alg.to_string()),
            ("scopes", client.scope.to_string()),
            ("scopes_with_commas", client.scope.to_string().replace(' ', ",")),
            ("base", base(&redirect_uri)),
            ("redirect", redirect_uri),
        ]);
        fill_in(template, &values)
    }
}

/// Returns the names and addresses of the server that an application needs, as the discovery document has them.
pub fn endpoints(issuer: &Issuer) -> Vec<(&'static str, String)> {
    [
        ("discovery", OPENID_CONFIGURATION_PATH),
        ("authorization_endpoint", path::AUTHORIZATION),
        ("token_endpoint", path::TOKEN),
        ("userinfo_endpoint", path::USERINFO),
        ("jwks_uri", path::JWKS),
        ("introspection_endpoint", path::INTROSPECTION),
        ("revocation_endpoint", path::REVOCATION),
        ("end_session_endpoint", path::END_SESSION),
    ]
    .map(|(name, path)| (name, issuer.join(path)))
    .into()
}

/// Returns the usual addresses for users after they signed out: the front page of each web origin.
pub fn front_pages(redirect_uris: &[String]) -> Vec<String> {
    let web = redirect_uris.iter().filter_map(|uri| Url::parse(uri).ok()).filter(Url::has_host);
    let mut pages: Vec<String> = web
        .map(|url| url.origin())
        .filter(url::Origin::is_tuple)
        .map(|origin| origin.ascii_serialization() + "/")
        .collect();
    pages.dedup();
    pages
}

/// Replaces each `<name>`, which is inside double quotes, by its value.
fn fill_in(template: &str, values: &[(&str, String)]) -> String {
    let mut parts = template.split('<');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('>').unwrap_or((part, ""));
        let value = values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        filled.push_str(&value.replace('\\', "\\\\").replace('"', "\\\""));
        filled.push_str(rest);
    }
    filled
}

/// Returns the scheme, host and port of an address.
fn base(redirect_uri: &str) -> String {
    Url::parse(redirect_uri).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}

const AXUM: &str = include_str!("framework/axum.txt");

const SPRING_BOOT: &str = r#"spring:
  security:
    oauth2:
      client:
        registration:
          valetkey:
            client-id: "<client_id>"
            client-secret: "${OIDC_SECRET}"
            scope: "<scopes_with_commas>"
        provider:
          valetkey:
            issuer-uri: "<issuer>""#;

const AUTH_JS: &str = r#"import NextAuth from "next-auth"

export const { handlers, auth, signIn, signOut } = NextAuth({
  providers: [{
    id: "valetkey",
    name: "Valetkey",
    type: "oidc",
    issuer: "<issuer>",
    clientId: "<client_id>",
    clientSecret: process.env.OIDC_SECRET,
    client: { id_token_signed_response_alg: "<algorithm>" },
    authorization: { params: { scope: "<scopes>" } },
  }],
})"#;

const DJANGO: &str = r#"OIDC_RP_CLIENT_ID = "<client_id>"
OIDC_RP_CLIENT_SECRET = os.environ["OIDC_SECRET"]
OIDC_RP_SIGN_ALGO = "<algorithm>"
OIDC_RP_SCOPES = "<scopes>"
OIDC_USE_PKCE = True
OIDC_OP_AUTHORIZATION_ENDPOINT = "<authorization_endpoint>"
OIDC_OP_TOKEN_ENDPOINT = "<token_endpoint>"
OIDC_OP_USER_ENDPOINT = "<userinfo_endpoint>"
OIDC_OP_JWKS_ENDPOINT = "<jwks_uri>""#;

const OAUTH2_PROXY: &str = r#"provider = "oidc"
oidc_issuer_url = "<issuer>"
client_id = "<client_id>"
client_secret_file = "/run/secrets/oidc-secret"
redirect_url = "<redirect>"
scope = "<scopes>"
code_challenge_method = "S256"
email_domains = ["*"]"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u14_a_value_can_not_end_its_quotes() {
        let values = [("client_id", "a\"<issuer>\\".to_owned()), ("issuer", "x".to_owned())];
        assert_eq!(fill_in("id = \"<client_id>\", <issuer>", &values), r#"id = "a\"<issuer>\\", x"#);
    }

    #[test]
    fn u14_every_place_of_every_template_has_a_value() {
        let known = ["issuer", "client_id", "algorithm", "scopes", "scopes_with_commas", "base", "redirect"];
        let endpoints = ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"];
        for template in [AXUM, SPRING_BOOT, AUTH_JS, DJANGO, OAUTH2_PROXY] {
            for part in template.split('<').skip(1) {
                let name = part.split('>').next().unwrap_or_default();
                assert!(known.contains(&name) || endpoints.contains(&name), "{name}");
            }
        }
    }
}
