//! `response_type` and `response_mode` of the authorization endpoint.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The content of an authorization response. Only the code flow is supported (RFC 9700 section 2.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseType {
    /// RFC 6749 section 4.1.1.
    Code,
}

impl FromStr for ResponseType {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, Self::Err> {
        if value == "code" { Ok(Self::Code) } else { Err(value.to_owned()) }
    }
}

/// The way in which the response is returned to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    /// In the query of the redirect URI (OAuth 2.0 Multiple Response Types section 2.1).
    #[default]
    Query,
    /// As a form that the browser posts (OAuth 2.0 Form Post Response Mode section 2).
    FormPost,
}

impl ResponseMode {
    /// All modes, in the order of the metadata.
    pub const ALL: [Self; 2] = [Self::Query, Self::FormPost];

    /// Returns the value as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::FormPost => "form_post",
        }
    }
}

impl FromStr for ResponseMode {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == value).ok_or_else(|| value.to_owned())
    }
}
