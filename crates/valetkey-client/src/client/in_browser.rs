//! Logins of programs on the user's own machine (RFC 8252). The browser returns to a port that is open only during the login.

use std::time::Duration;

use valetkey_types::Seconds;

use crate::loopback::LoopbackListener;
use crate::{AuthorizationOptions, Client, ClientError, PlainLogin, Stage};

impl Client {
    /// Logs in through the user's own browser. Opens a port on 127.0.0.1, calls `open` with the URL to show in the browser, and
    /// waits for the callback. The issuer must accept any port in a loopback redirect URI (RFC 8252 section 7.3). The path is
    /// `/callback`, unless the client has a loopback redirect URI with another path.
    ///
    /// # Errors
    /// [`Stage::Loopback`] if no port can be opened or no callback arrives within `patience`, and those of [`Client::finish`].
    pub async fn log_in_in_browser(
        &self,
        options: AuthorizationOptions,
        patience: Seconds,
        open: impl FnOnce(&str) + Send,
    ) -> Result<PlainLogin, ClientError> {
        let at = self.at(Stage::Loopback);
        let path = self.redirect_uri().and_then(|uri| url::Url::parse(uri).ok());
        let path = path.map_or_else(|| "/callback".to_owned(), |uri| uri.path().to_owned());
        let listener = LoopbackListener::bind(&path).await.map_err(&at)?;
        let client = self.with_redirect_uri(&listener.redirect_uri())?;
        let request = client.authorization_request(options).await?;
        open(&request.url);
        let waiting = listener.wait_for(request.pending.state(), self.0.switches.signed_response);
        let patience_as_duration = Duration::from_secs(patience.0.unsigned_abs());
        let params = tokio::time::timeout(patience_as_duration, waiting).await;
        let gave_up = crate::Problem::GaveUp { what: "the browser", seconds: patience.0 };
        let params = params.map_err(|_| at(gave_up))?.map_err(at)?;
        client.finish_plain(&request.pending, &params).await
    }
}
