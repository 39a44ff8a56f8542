//! The table of checks: which check runs at which endpoint. Each check is a small file that reads its parameters and notes a typed
//! value, or refuses; the order of the rows is the order in which a client hears of its mistakes.

mod client;
mod code_challenge;
mod max_age;
mod nonce;
mod prompt;
mod registration;
mod request;
mod request_uri;
mod resource;
mod response_mode;
mod response_type;
mod scope;
mod state;

use std::sync::Arc;

use valetkey_types::{CodeChallenge, ErrorCode, PromptSet, RawParams, Scope, Seconds, parameter};

use super::{BoundRequest, ResponseTarget};
use crate::{Check, Reason, Refusal, gate, record::Client};

/// An endpoint that takes the parameters of an authorization request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// The authorization endpoint (RFC 6749 section 3.1).
    Authorize,
    /// Pushed authorization requests (RFC 9126 section 2).
    Pushed,
    /// Device authorization (RFC 8628 section 3.1).
    Device,
    /// Backchannel authentication (OpenID Connect Client-Initiated Backchannel Authentication section 7.1).
    Backchannel,
}

impl Endpoint {
    /// Every endpoint.
    pub const ALL: [Self; 4] = [Self::Authorize, Self::Pushed, Self::Device, Self::Backchannel];

    /// Returns the grant that an authorization of this endpoint leads to; the client must be registered for it.
    pub fn grant_type(self) -> &'static str {
        match self {
            Self::Authorize | Self::Pushed => "authorization_code",
            Self::Device => "urn:ietf:params:oauth:grant-type:device_code",
            Self::Backchannel => "urn:openid:params:grant-type:ciba",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct CheckRow {
    /// The name that its refusals have.
    pub check: Check,
    /// Where it runs.
    pub endpoints: &'static [Endpoint],
    run: fn(&CheckInput<'_>, &mut CheckedParameters) -> Result<(), Refusal>,
}

/// The input of a check.
struct CheckInput<'a> {
    endpoint: Endpoint,
    client: &'a Client,
    params: &'a RawParams,
}

const EVERYWHERE: &[Endpoint] = &Endpoint::ALL;
const WITH_REDIRECT: &[Endpoint] = &[Endpoint::Authorize, Endpoint::Pushed];
const WITH_REQUEST_OBJECT: &[Endpoint] = &[Endpoint::Authorize, Endpoint::Pushed, Endpoint::Backchannel];

/// Every check of an authorization request behind those of the client and its redirect URI, which
/// [`bind_client`](super::bind_client) makes where there is a redirect.
pub const CHECKS: [CheckRow; 13] = [
    CheckRow { check: Check::Client, endpoints: EVERYWHERE, run: client::check },
    CheckRow { check: Check::Request, endpoints: WITH_REQUEST_OBJECT, run: request::check },
    CheckRow { check: Check::RequestUri, endpoints: WITH_REDIRECT, run: request_uri::check },
    CheckRow { check: Check::Registration, endpoints: WITH_REDIRECT, run: registration::check },
    CheckRow { check: Check::ResponseType, endpoints: WITH_REDIRECT, run: response_type::check },
    CheckRow { check: Check::ResponseMode, endpoints: WITH_REDIRECT, run: response_mode::check },
    CheckRow { check: Check::State, endpoints: WITH_REDIRECT, run: state::check },
    CheckRow { check: Check::Scope, endpoints: EVERYWHERE, run: scope::check },
    CheckRow { check: Check::Resource, endpoints: EVERYWHERE, run: resource::check },
    CheckRow { check: Check::CodeChallenge, endpoints: WITH_REDIRECT, run: code_challenge::check },
    CheckRow { check: Check::Nonce, endpoints: WITH_REDIRECT, run: nonce::check },
    CheckRow { check: Check::Prompt, endpoints: WITH_REDIRECT, run: prompt::check },
    CheckRow { check: Check::MaxAge, endpoints: WITH_REDIRECT, run: max_age::check },
];

/// Parameters that were understood and may be served, given a user who agrees. Only the table makes them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CheckedParameters {
    /// The requested scope, without scope that the client may not have.
    pub scope: Scope,
    /// The resources its access token is for.
    pub audiences: Vec<String>,
    /// The PKCE challenge.
    pub code_challenge: Option<CodeChallenge>,
    /// The `nonce` for the ID token.
    pub nonce: Option<String>,
    /// The pages that the client wants or refuses (`prompt`).
    pub prompt: PromptSet,
    /// How old the sign-in may be.
    pub max_age: Option<Seconds>,
    /// The classes that the client asks for, best first.
    pub acr_values: Option<String>,
    /// The user that the client expects (`login_hint`).
    pub login_hint: Option<String>,
    /// The languages the client prefers, best first.
    pub ui_locales: Option<String>,
    /// An ID token that names the user, not yet verified.
    pub id_token_hint: Option<String>,
}

/// An authorization request that passed every check.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckedRequest {
    /// The client that asks.
    pub client: Arc<Client>,
    /// Where the answer goes.
    pub target: ResponseTarget,
    /// The value.
    pub parameters: CheckedParameters,
}

/// Runs every check of the authorization endpoint. A pushed request passes those of its own endpoint once more: the client may have
/// changed since.
pub fn check(request: BoundRequest) -> Result<CheckedRequest, Refusal> {
    let endpoint = if request.is_pushed { Endpoint::Pushed } else { Endpoint::Authorize };
    let parameters = check_parameters(endpoint, &request.client, &request.params)?;
    Ok(CheckedRequest { parameters, client: request.client, target: request.target })
}

/// Runs the rows of one endpoint.
pub fn check_parameters(
    endpoint: Endpoint,
    client: &Client,
    params: &RawParams,
) -> Result<CheckedParameters, Refusal> {
    let text = |name| params.get(name).map(str::to_owned);
    let mut checked = CheckedParameters {
        acr_values: text(parameter::ACR_VALUES),
        login_hint: text(parameter::LOGIN_HINT),
        ui_locales: text(parameter::UI_LOCALES),
        id_token_hint: text(parameter::ID_TOKEN_HINT),
        ..CheckedParameters::default()
    };
    let input = CheckInput { endpoint, client, params };
    for row in CHECKS.iter().filter(|row| row.endpoints.contains(&endpoint)) {
        (row.run)(&input, &mut checked)?;
    }
    Ok(checked)
}

/// The parameters read as fields of the request.
impl std::ops::Deref for CheckedRequest {
    type Target = CheckedParameters;

    fn deref(&self) -> &CheckedParameters {
        &self.parameters
    }
}

impl CheckedRequest {
    /// Returns whether the answer can only reach the registered client. Users are asked about other clients every time.
    pub fn client_is_recognisable(&self) -> bool {
        gate::is_recognisable(&self.client, self.target.redirect_uri())
    }
}

/// The value of a parameter that may not be longer than `limit` bytes.
fn bounded(input: &CheckInput<'_>, check: Check, limit: usize) -> Result<Option<String>, Refusal> {
    match input.params.get(check.as_str()) {
        Some(value) if value.len() > limit => Err(Refusal::new(
            ErrorCode::InvalidRequest,
            "A parameter is too long.",
            Reason::new(check, format!("at most {limit} bytes"), format!("{} bytes", value.len())),
        )),
        value => Ok(value.map(str::to_owned)),
    }
}

/// Refuses a parameter that a client must not believe to be honoured.
fn absent(
    input: &CheckInput<'_>,
    check: Check,
    error: ErrorCode,
    description: &'static str,
) -> Result<(), Refusal> {
    match input.params.get(check.as_str()) {
        None => Ok(()),
        Some(_) => Err(Refusal::new(error, description, Reason::new(check, "no such parameter", "one"))),
    }
}
