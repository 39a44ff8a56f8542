//! A recorded login at a provider: the documented requests and responses.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use valetkey_types::metadata::ProviderMetadata;

use crate::SimulatorError;
use crate::recordings::RECORDINGS;

/// The placeholders that every recording has for variable values.
pub(crate) mod sample {
    pub(crate) const CLIENT_ID: &str = "client-1";
    pub(crate) const ACCESS_TOKENS: [&str; 2] = ["token-1", "token-2"];
    pub(crate) const REFRESH_TOKENS: [&str; 2] = ["refresh-1", "refresh-2"];
    pub(crate) const BOT_TOKEN: &str = "bot-token-1";
    pub(crate) const ID_TOKEN: &str = "header.claims.signature";
}

/// The content of a recording file.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Recording {
    #[serde(default)]
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) metadata: Option<ProviderMetadata>,
    pub(crate) authorization: Address,
    pub(crate) token_request: Request,
    pub(crate) token_answer: Answer,
    pub(crate) refresh_answer: Option<Answer>,
    pub(crate) userinfo_request: Option<Request>,
    pub(crate) userinfo_answer: Option<Answer>,
    pub(crate) emails_answer: Option<Emails>,
    pub(crate) id_token: Option<Claims>,
    pub(crate) error_answer: Answer,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Address {
    pub(crate) url: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) headers: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) body: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Emails {
    pub(crate) body: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Claims {
    pub(crate) claims: String,
}

impl Recording {
    /// Returns the recording of a preset.
    pub(crate) fn of(name: &str) -> Result<Self, SimulatorError> {
        let found = RECORDINGS.iter().find(|(known, _)| *known == name);
        let (_, text) = found.ok_or_else(|| SimulatorError::NoRecording(name.to_owned()))?;
        toml::from_str(text).map_err(|error| SimulatorError::Recording {
            preset: name.to_owned(),
            problem: error.to_string(),
        })
    }

    /// Returns the parameters of the recorded authorization request.
    pub(crate) fn authorization_parameters(&self) -> Vec<(String, String)> {
        pairs(query_of(&self.authorization.url))
    }

    /// Returns the parameters of the recorded token request, from its query or body.
    pub(crate) fn token_parameters(&self) -> Vec<(String, String)> {
        let request = &self.token_request;
        match serde_json::from_str::<Value>(&request.body) {
            Ok(Value::Object(object)) => object
                .into_iter()
                .filter_map(|(name, value)| Some((name, value.as_str()?.to_owned())))
                .collect(),
            _ if request.method == "GET" => pairs(query_of(&request.url)),
            _ => pairs(&request.body),
        }
    }
}

impl Answer {
    /// Returns the body as JSON. A form becomes an object of strings.
    pub(crate) fn value(&self) -> Value {
        if self.is_form() {
            return pairs(&self.body).into_iter().map(|(name, value)| (name, Value::from(value))).collect();
        }
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// Returns `true` if the body is a form.
    pub(crate) fn is_form(&self) -> bool {
        self.content_type.starts_with("application/x-www-form-urlencoded")
    }
}

/// Returns the decoded pairs of a query or a form.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

/// Returns the query of an address.
pub(crate) fn query_of(address: &str) -> &str {
    let whole = address.split('#').next().unwrap_or_default();
    whole.split_once('?').map(|(_, query)| query).unwrap_or_default()
}
