//! An application with a login at one simulated provider.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::{Value, json};
use valetkey_axum::{
    ClientBuilder, HttpRequest, HttpResponse, HttpTransport, Login, Seconds, Secret, Timestamp, User,
};
use valetkey_fetch::{Clock, ReqwestTransport, SystemClock};
use valetkey_jose::{Algorithm, SigningKey};
use valetkey_provider_simulator::{ProviderSimulator, Running};
use valetkey_providers::{Catalogue, Deviation, Provider, UserSource};

use crate::support::{APP, Answer, Browser};

const CLIENT_ID: &str = "client-7";
const SECRET: &str = "a secret & more: with / 32 bytes or more";

pub(crate) struct Application {
    pub(crate) router: Router,
    provider: Provider,
    transport: Arc<ReqwestTransport>,
}

/// The system clock, which a test can move forward.
#[derive(Clone, Default)]
pub(crate) struct LaterClock(Arc<AtomicI64>);

impl LaterClock {
    pub(crate) fn set_days_later(&self, days: i64) {
        self.0.store(days * 86_400, Ordering::SeqCst);
    }
}

impl Clock for LaterClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus(Seconds(self.0.load(Ordering::SeqCst)))
    }
}

/// All providers with a preset, simulated on this machine, and the shared parts of the applications.
pub(crate) struct Simulated {
    pub(crate) running: Running,
    pub(crate) clock: LaterClock,
    transport: Arc<ReqwestTransport>,
}

impl Simulated {
    /// Starts the simulator. With `auto` it signs users in without a page.
    pub(crate) async fn start(auto: bool) -> Self {
        let clock = LaterClock::default();
        let server = ProviderSimulator::new(&Catalogue::built_in().unwrap()).clock(Arc::new(clock.clone()));
        let server = if auto { server.auto() } else { server };
        let transport = Arc::new(ReqwestTransport::builder().allow_loopback().build().unwrap());
        Self { running: server.start().await.unwrap(), clock, transport }
    }

    pub(crate) fn application(&self, name: &str) -> Application {
        self.application_of(self.provider(name), SECRET)
    }

    /// Returns an application that requests refresh tokens.
    pub(crate) fn offline_application(&self, name: &str) -> Application {
        self.application_of(self.provider(name).offline(), SECRET)
    }

    /// Returns an application with a wrong secret.
    pub(crate) fn application_with_wrong_secret(&self, name: &str) -> Application {
        self.application_of(self.provider(name), "another secret, also with 32 bytes or more")
    }

    fn provider(&self, name: &str) -> Provider {
        self.running.provider(name).unwrap()
    }

    fn application_of(&self, provider: Provider, secret: &str) -> Application {
        let transport = Arc::clone(&self.transport);
        let client = client(&provider, secret)
            .clock(Arc::new(self.clock.clone()))
            .transport(transport.clone())
            .build()
            .unwrap();
        let login = Login::with_providers(APP)
            .provider(&provider.preset().name, client)
            .session_lifetime(std::time::Duration::from_secs(24 * 400 * 3_600))
            .build()
            .unwrap();
        Application { router: router(&login, userinfo(&provider)), provider, transport }
    }
}

impl Application {
    /// Performs a complete login of the named user; `""` selects the default user.
    pub(crate) async fn sign_in(&self, browser: &mut Browser, user: &str) -> Answer {
        let mut address = self.leave(browser).await;
        if !user.is_empty() {
            address.push_str(&format!("&person={user}"));
        }
        let answer = self.transport.send(HttpRequest::get(address)).await.unwrap();
        come_back(browser, &answer).await
    }

    /// Performs a login that the user denies on the provider's page.
    pub(crate) async fn cancel_sign_in(&self, browser: &mut Browser) -> Answer {
        let request = HttpRequest::post_form(self.leave(browser).await, [("decision", "deny")]);
        come_back(browser, &self.transport.send(request).await.unwrap()).await
    }

    /// Returns `true` if a plain `GET` with the access token returns the facts about the user.
    pub(crate) fn has_plain_userinfo(&self) -> bool {
        let preset = self.provider.preset();
        let special = preset.deviations.iter().any(|deviation| {
            matches!(deviation, Deviation::UserinfoByPost { .. } | Deviation::UserinfoAddressTemplate {})
        });
        !special
            && preset.userinfo.headers.is_empty()
            && preset.user.source == UserSource::Userinfo
            && !preset.discovery
    }

    /// Returns the address of the redirect to the provider, without its fragment, which stays in the browser.
    async fn leave(&self, browser: &mut Browser) -> String {
        let answer = browser.get(&format!("/login/{}", self.provider.preset().name)).await;
        assert_eq!(answer.status, 303, "{}: {}", self.provider.preset().name, answer.body);
        answer.location().split('#').next().unwrap().to_owned()
    }
}

fn client(provider: &Provider, secret: &str) -> ClientBuilder {
    let mut builder = provider.client(CLIENT_ID);
    if let Some(scope) = recording(&provider.preset().name).get("scope") {
        let scope: Vec<&str> = scope.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        builder = builder.scope(scope.join(" "));
    }
    let signed =
        provider.preset().deviations.iter().any(|one| matches!(one, Deviation::SignedClientSecret { .. }));
    if signed {
        let key = Arc::new(SigningKey::generate(Algorithm::ES256).unwrap());
        // The simulator has no key of the application, but compares the client identifier.
        let client_id = if secret == SECRET { CLIENT_ID } else { "client-8" };
        builder.client_secret_source(provider.signed_client_secret("team-1", client_id, key))
    } else {
        builder.client_secret(Secret::new(secret))
    }
}

fn router(login: &Login, userinfo: String) -> Router {
    let me = |user: Option<User>| async move {
        match user {
            Some(user) => {
                let claims = user.claims().as_map();
                json!({"issuer": user.issuer(), "subject": user.subject(), "claims": claims})
                    .to_string()
                    .into_response()
            }
            None => StatusCode::UNAUTHORIZED.into_response(),
        }
    };
    let token = |user: User| async move {
        match user.access_token().await {
            Ok(token) => token.expose().to_owned().into_response(),
            Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
        }
    };
    let call = |user: User| async move {
        match user.api().get(&userinfo).await {
            Ok(response) => response.status.to_string(),
            Err(error) => error.to_string(),
        }
    };
    Router::new()
        .route("/", get(|| async { "home" }))
        .route("/me", get(me))
        .route("/token", get(token))
        .route("/call", get(call))
        .merge(login.routes::<()>())
        .layer(login.sessions())
}

fn userinfo(provider: &Provider) -> String {
    provider.preset().endpoints.userinfo.clone().unwrap_or_default()
}

/// Opens the callback: follows the provider's redirect, or posts the form on the provider's page.
async fn come_back(browser: &mut Browser, answer: &HttpResponse) -> Answer {
    if let Some(location) = answer.header("location") {
        return browser.get(location.strip_prefix(APP).unwrap()).await;
    }
    let page = String::from_utf8_lossy(&answer.body).into_owned();
    let (_, form) = page.split_once(&format!("action=\"{APP}")).unwrap_or_else(|| panic!("{page}"));
    let fields: Vec<(String, String)> = form
        .split("<input type=\"hidden\"")
        .skip(1)
        .map(|tag| (attribute(tag, "name"), attribute(tag, "value")))
        .collect();
    let path = form.split('"').next().unwrap();
    let posted =
        valetkey_types::encode_form(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let bounced = browser.post_from_elsewhere(path, &posted).await;
    assert_eq!(bounced.status, 303, "{}", bounced.body);
    let location = bounced.location().to_owned();
    browser.get(location.strip_prefix(APP).unwrap_or(&location)).await
}

fn attribute(tag: &str, name: &str) -> String {
    let text = tag.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap();
    text.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&")
}

/// Returns the recorded login of a preset.
pub(crate) fn recording(name: &str) -> toml::Table {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../valetkey-provider-simulator/recordings");
    toml::from_str(&std::fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap()).unwrap()
}

/// Returns the claims of the recorded user.
pub(crate) fn user_expected(name: &str) -> Value {
    serde_json::from_str(recording(name)["user"]["expected"].as_str().unwrap()).unwrap()
}
