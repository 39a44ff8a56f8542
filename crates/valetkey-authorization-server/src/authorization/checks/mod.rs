//! The table of checks. Each check is a small file that reads its parameters and gives a typed value or a refusal; the
//! order here is the order in which a client hears of its mistakes.

mod client;
mod code_challenge;
mod max_age;
mod nonce;
mod prompt;
mod resource;
mod response_mode;
mod response_type;
mod scope;
mod state;
mod unsupported;

use std::sync::Arc;

use valetkey_types::{CodeChallenge, PromptSet, RawParams, Scope, Seconds, parameter};

use super::{BoundRequest, ResponseTarget};
use crate::{Refusal, record::Client};

/// A request in which every parameter was understood and may be served, given a person who agrees.
#[derive(Clone, Debug)]
pub struct CheckedRequest {
    /// The client that asks.
    pub client: Arc<Client>,
    /// Where the answer goes.
    pub target: ResponseTarget,
    /// What it asks for; never more than the client may.
    pub scope: Scope,
    /// The resources its access token is for.
    pub audiences: Vec<String>,
    /// The PKCE challenge.
    pub code_challenge: Option<CodeChallenge>,
    /// The `nonce` for the ID token.
    pub nonce: Option<String>,
    /// What pages the client wants, or does not want.
    pub prompt: PromptSet,
    /// How old the sign-in may be.
    pub max_age: Option<Seconds>,
    /// Who the client thinks will sign in.
    pub login_hint: Option<String>,
    /// The languages the client prefers, best first.
    pub ui_locales: Option<String>,
    /// An ID token that names the person, not yet verified.
    pub id_token_hint: Option<String>,
}

/// Runs every check.
pub fn check(request: BoundRequest) -> Result<CheckedRequest, Refusal> {
    client::check(&request)?;
    unsupported::check(&request)?;
    response_type::check(&request)?;
    response_mode::check(&request)?;
    state::check(&request)?;
    let text = |name| request.params.get(name).map(str::to_owned);
    Ok(CheckedRequest {
        scope: scope::check(&request)?,
        audiences: resource::check(&request)?,
        code_challenge: code_challenge::check(&request)?,
        nonce: nonce::check(&request)?,
        prompt: prompt::check(&request)?,
        max_age: max_age::check(&request)?,
        login_hint: text(parameter::LOGIN_HINT),
        ui_locales: text(parameter::UI_LOCALES),
        id_token_hint: text(parameter::ID_TOKEN_HINT),
        client: request.client,
        target: request.target,
    })
}

impl CheckedRequest {
    /// Whether the answer can only reach the registered client: it has a secret, or its redirect URI is an https page.
    /// Any program on a device can stand in for other public clients, so those are asked about every time
    /// (RFC 8252 section 8.6).
    pub fn client_is_recognisable(&self) -> bool {
        !self.client.is_public() || self.target.redirect_uri().starts_with("https:")
    }
}

/// The value of a parameter that may not be longer than `limit` bytes.
fn bounded<'a>(params: &'a RawParams, name: &'static str, limit: usize) -> Result<Option<&'a str>, Refusal> {
    match params.get(name) {
        Some(value) if value.len() > limit => Err(Refusal::new(
            valetkey_types::ErrorCode::InvalidRequest,
            "A parameter is too long.",
            crate::Reason::new(name, format!("at most {limit} bytes"), format!("{} bytes", value.len())),
        )),
        value => Ok(value),
    }
}
