//! Logs users out at the issuer, and handles logout messages of the issuer.

use valetkey_types::{RawParams, Secret, parameter};

use super::algorithms::Signed;
use crate::front_channel_logout::{FrontChannelLogout, check_front_channel_logout};
use crate::logout_token::{LogoutTokenExpectation, validate_logout_token};
use crate::{Client, ClientError, LogoutToken, Problem, Stage, end_session};

impl Client {
    /// Returns the URL for the browser that ends the issuer's session; `None` if the issuer does not support that. The issuer
    /// returns `state` if there is a URL to return to (OpenID Connect RP-Initiated Logout section 2).
    ///
    /// # Errors
    /// [`Stage::Discovery`].
    pub async fn end_session_url(
        &self,
        id_token_hint: Option<&Secret>,
        post_logout_redirect_uri: Option<&str>,
        state: Option<&str>,
    ) -> Result<Option<String>, ClientError> {
        let (client_id, uri) = (&self.0.client_id, post_logout_redirect_uri);
        if let Some(url) = self.0.dialect.end_session_url(client_id.as_str(), uri) {
            return Ok(Some(url));
        }
        let metadata = self.metadata().await?;
        Ok(end_session::end_session_url(&metadata, client_id, id_token_hint, uri, state).ok())
    }

    /// Validates a logout token that the issuer posted.
    ///
    /// # Errors
    /// [`Stage::LogoutToken`].
    pub async fn logout_token(&self, logout_token: &str) -> Result<LogoutToken, ClientError> {
        let at = self.at(Stage::LogoutToken);
        let issuer = self.0.issuer_rule.expected_for(self.issuer().as_str(), logout_token).map_err(&at)?;
        let algorithms = self.algorithms(Signed::IdToken).await.map_err(&at)?;
        let expectation = LogoutTokenExpectation {
            issuer: &issuer,
            client_id: self.0.client_id.as_str(),
            algorithms: &algorithms,
            leeway: self.0.leeway,
        };
        let now = self.now();
        let checked =
            self.with_keys(|keys| validate_logout_token(logout_token, keys, &expectation, now)).await;
        let issuer = self.0.issuer_rule.canonical(self.issuer().as_str(), &issuer);
        Ok(checked.map_err(at)?.with_issuer_spelling(issuer))
    }

    /// Validates the parameters of a front-channel logout. `session_required` is the client's registered value of
    /// `frontchannel_logout_session_required`. `iss` may be any issuer that this client accepts. The returned issuer has the same
    /// spelling as in logins.
    ///
    /// # Errors
    /// [`Stage::FrontChannelLogout`].
    pub fn front_channel_logout(
        &self,
        params: &RawParams,
        session_required: bool,
    ) -> Result<FrontChannelLogout, ClientError> {
        let (rule, own) = (&self.0.issuer_rule, self.issuer().as_str());
        let (iss, at) = (params.get(parameter::ISS), self.at(Stage::FrontChannelLogout));
        if let Some(iss) = iss.filter(|iss| !rule.accepts_parameter(own, iss)) {
            return Err(at(Problem::mismatch("iss", rule.named().unwrap_or(own), iss)));
        }
        match check_front_channel_logout(params, iss.unwrap_or(own), session_required).map_err(at)? {
            FrontChannelLogout::Session { issuer, sid } => {
                Ok(FrontChannelLogout::Session { issuer: rule.canonical(own, &issuer), sid })
            }
            FrontChannelLogout::ThisBrowser => Ok(FrontChannelLogout::ThisBrowser),
        }
    }
}
