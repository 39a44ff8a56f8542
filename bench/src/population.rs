//! Who is registered at the server under test: the file that a peer's set-up reads and the workloads use.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use valetkey_jose::digest::random_token;

/// Everybody that the workloads know.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Where the web clients get their answers. Nothing needs to listen there.
    pub redirect_uri: String,
    /// The API that the access tokens of the client `service` are for.
    pub resource: String,
    /// What the web clients ask for.
    pub scope: String,
    /// The clients.
    pub clients: Clients,
    /// The people.
    pub people: People,
    /// Opaque access tokens that have expired, where the server can be given some. Without them workload E takes
    /// tokens of a client `brief` with the secret of `service`, whose tokens live for one second.
    #[serde(default)]
    pub expired_access_tokens: Vec<String>,
}

/// The clients. All are confidential, with `client_secret_basic`; PKCE is required.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clients {
    /// Code and refresh tokens that rotate, opaque access tokens, ID tokens with ES256.
    pub opaque: Credentials,
    /// The same with JWT access tokens; left out for a server whose userinfo endpoint takes none.
    #[serde(default)]
    pub jwt: Option<Credentials>,
    /// `client_credentials`, scope `read`, JWT access tokens with ES256.
    pub service: Credentials,
}

/// A client's name and secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Its `client_id`.
    pub client_id: String,
    /// Its secret. Only for measuring: it stands in a file.
    pub client_secret: String,
}

/// People named `<prefix>0`, `<prefix>1` and so on, all with one password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// How many.
    pub count: usize,
    /// What their usernames begin with.
    pub prefix: String,
    /// Their password.
    pub password: String,
}

impl Population {
    /// A fresh population with this many people.
    pub fn new(people: usize) -> Self {
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
            people: People {
                count: people,
                prefix: "person".to_owned(),
                password: "correct horse battery staple".to_owned(),
            },
            expired_access_tokens: Vec::new(),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// If it is missing or says something unknown.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }

    /// Writes the file.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, path: &Path) -> Result<()> {
        std::fs::write(path, serde_json::to_vec_pretty(self)?).with_context(|| path.display().to_string())
    }
}

impl People {
    /// The username of one of them.
    pub fn username(&self, number: usize) -> String {
        format!("{}{}", self.prefix, number % self.count.max(1))
    }
}
