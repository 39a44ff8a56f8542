//! The sign-in of a user, and the access tokens that it gives.

use std::{fs, time::Duration};

use valetkey_client::{
    AuthorizationOptions, Client, ClientError, PendingLogin, PlainLogin, Problem, TokenRequest, Tokens,
};
use valetkey_jose::digest::random_token;
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_types::{Issuer, Secret, Timestamp};

use super::{
    Address, CLIENT_ID, REDIRECT_URI, SCOPE, SECRET_VARIABLE, TokenFile,
    token_file::{Locked, StoredSession},
};
use crate::{configuration_file::variable, failure::Failure, one_line};

/// An access token that expires within this time is refreshed first.
const MARGIN: Duration = Duration::from_secs(30);

/// The command line as a client of one server.
pub(crate) struct Session {
    address: Address,
    client: Client,
    file: TokenFile,
}

impl Session {
    /// Prepares the client for a server. Sends nothing.
    ///
    /// # Errors
    /// A usage failure if nothing names the configuration folder of the user.
    pub(crate) fn at(address: &Address) -> Result<Self, Failure> {
        let client = Client::builder(address.issuer().as_str(), CLIENT_ID)
            .redirect_uri(REDIRECT_URI)
            .scope(SCOPE)
            .transport(address.transport())
            .build()
            .map_err(|error| failure(&error))?;
        Ok(Self { address: address.clone(), client, file: TokenFile::of(address.issuer())? })
    }

    /// Returns the place of the tokens.
    pub(crate) fn file(&self) -> &TokenFile {
        &self.file
    }

    /// Signs in with the browser; `show` gets the address to open. Returns the stored tokens.
    ///
    /// # Errors
    /// A text that says what to do.
    pub(crate) async fn sign_in(&self, show: impl FnOnce(&str) + Send) -> Result<StoredSession, Failure> {
        self.require_known_client().await?;
        // A folder that others may read is refused before the user types a password.
        drop(self.file.lock().await?);
        let options = AuthorizationOptions::default().resource(self.address.api());
        let signed_in = self.client.log_in_in_browser(options, PendingLogin::LIFETIME, show).await;
        let login = signed_in.map_err(|error| failure(&error))?;
        let locked = self.file.lock().await?;
        let before = self.file.read().ok().flatten();
        let session = self.first(&login)?;
        self.file.write(&session, &locked)?;
        if let Some(before) = before {
            // The sign-in before has ended. An answer is not needed: its tokens are forgotten and expire.
            let _ = self.revoke(&before).await;
        }
        Ok(session)
    }

    /// Revokes the tokens and removes the file. Returns whether there were any.
    ///
    /// # Errors
    /// A text that says what to do. If the server did not answer, the file is still there, unless `forgets`.
    pub(crate) async fn sign_out(&self, forgets: bool) -> Result<bool, Failure> {
        let locked = self.file.lock().await?;
        let session = match self.file.read() {
            Err(_) if forgets => None,
            read => read?,
        };
        let Some(session) = session else {
            self.file.remove(&locked)?;
            return Ok(false);
        };
        if let (Err(error), false) = (self.revoke(&session).await, forgets) {
            let path = self.file.path().display();
            return Err(failure(&error).with_consequence(&format!(
                "the tokens are not revoked and still in {path}; run the command again, or add --forget to remove the file alone"
            )));
        }
        self.file.remove(&locked)?;
        Ok(true)
    }

    /// Returns the tokens, refreshed if they expire soon.
    ///
    /// # Errors
    /// A text that says how to sign in, or what the server answers.
    pub(crate) async fn fresh(&self) -> Result<StoredSession, Failure> {
        let Some(session) = self.file.read()? else { return Err(self.not_signed_in()) };
        if is_fresh(&session) {
            return Ok(session);
        }
        let locked = self.file.lock().await?;
        // Another command may have refreshed the tokens, or signed out, while this one waited.
        match self.file.read()? {
            None => Err(self.not_signed_in()),
            Some(session) if is_fresh(&session) => Ok(session),
            Some(session) => self.refresh(session, &locked).await,
        }
    }

    async fn refresh(&self, session: StoredSession, locked: &Locked) -> Result<StoredSession, Failure> {
        let Some(refresh_token) = session.refresh_token.clone() else { return Err(self.ended()) };
        let request = TokenRequest::refresh(&refresh_token).resource(self.address.api());
        let tokens = match self.client.refresh_with(request, &session.subject).await {
            Err(error) if error.error_code() == Some("invalid_grant") => return Err(self.ended()),
            answered => answered.map_err(|error| self.refused(&error))?,
        };
        let next = StoredSession {
            access_token: tokens.access_token.clone(),
            expires_at: expiry(&tokens),
            refresh_token: tokens.refresh_token.clone().or(Some(refresh_token)),
            scope: tokens.scope.as_ref().map_or(session.scope, ToString::to_string),
            ..session
        };
        self.file.write(&next, locked)?;
        Ok(next)
    }

    fn first(&self, login: &PlainLogin) -> Result<StoredSession, Failure> {
        let id_token =
            login.id_token.as_ref().ok_or_else(|| Failure::failed("expected an ID token, got none"))?;
        let tokens = &login.tokens;
        Ok(StoredSession {
            server: self.address.issuer().to_string(),
            subject: id_token.subject().to_owned(),
            scope: tokens.scope.as_ref().map_or_else(|| SCOPE.to_owned(), ToString::to_string),
            access_token: tokens.access_token.clone(),
            expires_at: expiry(tokens),
            refresh_token: tokens.refresh_token.clone(),
        })
    }

    async fn revoke(&self, session: &StoredSession) -> Result<(), ClientError> {
        use valetkey_client::revocation::TokenKind;
        match &session.refresh_token {
            // The server ends the grant with its access tokens.
            Some(token) => self.client.revoke(token, TokenKind::RefreshToken).await,
            None => self.client.revoke(&session.access_token, TokenKind::AccessToken).await,
        }
    }

    /// Asks whether the server knows the command line. The browser would only show an error page. To revoke a token that nobody has
    /// changes nothing.
    async fn require_known_client(&self) -> Result<(), Failure> {
        use valetkey_client::revocation::TokenKind;
        let nobodys = Secret::new(random_token());
        let asked = self.client.revoke(&nobodys, TokenKind::RefreshToken).await;
        asked.map_err(|error| self.refused(&error))
    }

    fn refused(&self, error: &ClientError) -> Failure {
        match error.error_code() {
            Some("invalid_client") => unknown_client(self.address.issuer()),
            _ => failure(error),
        }
    }

    fn not_signed_in(&self) -> Failure {
        let (server, command) = (self.address.issuer(), self.address.sign_in_command());
        Failure::failed(format!("nobody is signed in at {server} here; run {command}"))
    }

    fn ended(&self) -> Failure {
        let (server, command) = (self.address.issuer(), self.address.sign_in_command());
        Failure::failed(format!("the sign-in at {server} has ended; run {command}"))
    }
}

/// Returns an access token of the user who is signed in.
///
/// # Errors
/// A text that says how to sign in, or what the server answers.
pub(crate) async fn access_token(address: &Address) -> Result<Secret, Failure> {
    Ok(Session::at(address)?.fresh().await?.access_token)
}

/// Returns an access token of a client that acts for itself. Stores nothing.
///
/// # Errors
/// A usage failure without a secret, or what the server answers.
pub(crate) async fn machine_token(
    address: &Address,
    client_id: &str,
    secret_file: Option<&str>,
) -> Result<Secret, Failure> {
    let client = Client::builder(address.issuer().as_str(), client_id)
        .client_secret(secret(secret_file)?)
        .transport(address.transport())
        .build()
        .map_err(|error| failure(&error))?;
    // Without a scope in the request, the token has the whole scope of the client.
    let request = TokenRequest::client_credentials().resource(address.api());
    let tokens = client.client_credentials_with(request).await.map_err(|error| match error.error_code() {
        Some("invalid_client") => Failure::failed(format!(
            "{}: expected a client and its secret, got {client_id:?} with a secret that the server does not accept",
            address.issuer()
        )),
        Some("invalid_scope" | "invalid_target" | "unauthorized_client") => Failure::failed(format!(
            "{error}; the client {client_id} needs the grant client_credentials, a scope such as admin, and the audience {}",
            address.api()
        )),
        _ => failure(&error),
    })?;
    Ok(tokens.access_token)
}

fn secret(file: Option<&str>) -> Result<Secret, Failure> {
    match (file, variable(SECRET_VARIABLE)) {
        (Some(path), _) => {
            let file = fs::File::open(path)
                .map_err(|error| Failure::usage(format!("--server-client-secret-file: {path}: {error}")))?;
            one_line::read("--server-client-secret-file", std::io::BufReader::new(file))
        }
        (None, Some(secret)) => Ok(Secret::new(secret)),
        (None, None) => Err(Failure::usage(format!(
            "--server-client-id: expected its secret too, in the file of --server-client-secret-file or in {SECRET_VARIABLE}, got none"
        ))),
    }
}

/// Returns the failure of a request of the client library, in words for the terminal.
fn failure(error: &ClientError) -> Failure {
    match error.problem() {
        // Names the address already.
        Problem::Discovery(problem) => Failure::failed(problem),
        _ if error.is_cancelled() => {
            Failure::failed(format!("{}: the sign-in was cancelled in the browser", error.issuer()))
        }
        problem => Failure::failed(format!("{}: {problem}", error.issuer())),
    }
}

fn unknown_client(issuer: &Issuer) -> Failure {
    Failure::failed(format!(
        "{issuer} does not know the command line as a client; run once on the server's machine: valetkey client add --command-line"
    ))
}

fn expiry(tokens: &Tokens) -> Option<Timestamp> {
    tokens.expires_in.map(|seconds| SystemEnvironment.now().plus(seconds))
}

fn is_fresh(session: &StoredSession) -> bool {
    let soon = SystemEnvironment.now().plus(MARGIN.into());
    session.expires_at.is_none_or(|expires| soon < expires)
}
