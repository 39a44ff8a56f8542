//! The clients and users of the server under test, as a file for the workloads and for the set-up of other servers.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use valetkey_jose::digest::random_token;

/// The clients and users of the workloads.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// The redirect URI of the web clients. No server needs to listen there.
    pub redirect_uri: String,
    /// The audience of the access tokens of the client `service`.
    pub resource: String,
    /// The scope of the web clients.
    pub scope: String,
    /// The clients.
    pub clients: Clients,
    /// The users. Files of earlier versions call this member `people`.
    #[serde(alias = "people")]
    pub users: Users,
    /// Expired opaque access tokens, if there are any. Otherwise workload E uses
    /// tokens of a client `brief` with the secret of `service` and a token lifetime of one second.
    #[serde(default)]
    pub expired_access_tokens: Vec<String>,
}

/// The clients. All are confidential, with `client_secret_basic`; PKCE is required.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clients {
    /// Code and refresh tokens that rotate, opaque access tokens, ID tokens with ES256.
    pub opaque: Credentials,
    /// The same with JWT access tokens; `None` if the userinfo endpoint of the server does not accept them.
    #[serde(default)]
    pub jwt: Option<Credentials>,
    /// `client_credentials`, scope `read`, JWT access tokens with ES256.
    pub service: Credentials,
}

/// A client's id and secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Its `client_id`.
    pub client_id: String,
    /// Its secret, in clear text in a file: for measurements only.
    pub client_secret: String,
}

/// Users named `<prefix>0`, `<prefix>1` and so on, all with the same password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Users {
    /// Number of users.
    pub count: usize,
    /// Prefix of their usernames.
    pub prefix: String,
    /// Their password.
    pub password: String,
}

impl Population {
    /// Creates a population with this many users.
    pub fn new(users: usize) -> Self {
        let credentials = |id: &str| Credentials { client_id: id.to_owned(), client_secret: random_token() };
        Self {
            redirect_uri: "http://127.0.0.1:1/callback".to_owned(),
            resource: "https://api.example".to_owned(),
            scope: "openid profile email".to_owned(),
            clients: Clients {
                opaque: credentials("bench-opaque"),
                jwt: Some(credentials("bench-jwt")),
                service: credentials("bench-service"),
            },
            users: Users {
                count: users,
                prefix: "person".to_owned(),
                password: "correct horse battery staple".to_owned(),
            },
            expired_access_tokens: Vec::new(),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// If it is missing or has an unknown member.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }

    /// Writes the file.
    ///
    /// # Errors
    /// The error of the system.
    pub fn write(&self, path: &Path) -> Result<()> {
        std::fs::write(path, serde_json::to_vec_pretty(self)?).with_context(|| path.display().to_string())
    }
}

impl Users {
    /// Returns the username of a user.
    pub fn username(&self, number: usize) -> String {
        format!("{}{}", self.prefix, number % self.count.max(1))
    }
}
