//! Logins on another device (RFC 8628).

use super::login::ExpectedOfIdToken;
use crate::device::{
    DeviceAnswer, DeviceAuthorization, DevicePolling, check_device_answer, check_device_authorization,
    device_authorization_request,
};
use crate::{Claims, Client, ClientError, PlainLogin, Problem, Stage, TokenRequest, Tokens};

impl Client {
    /// Starts a login on another device. Show the user `verification_uri` and `user_code`, then call
    /// [`Client::finish_on_device`].
    ///
    /// # Errors
    /// [`Stage::DeviceAuthorization`].
    pub async fn device_authorization(&self) -> Result<DeviceAuthorization, ClientError> {
        self.device_authorization_for(&[]).await
    }

    /// Starts a login on another device, for access tokens of specific APIs (RFC 8707).
    ///
    /// # Errors
    /// [`Stage::DeviceAuthorization`].
    pub async fn device_authorization_for(
        &self,
        resources: &[String],
    ) -> Result<DeviceAuthorization, ClientError> {
        let (stage, metadata) = (Stage::DeviceAuthorization, self.metadata().await?);
        let endpoint = metadata.device_authorization_endpoint.as_deref();
        let endpoint = self.endpoint(stage, "device_authorization_endpoint", endpoint)?;
        let authentication = self.authentication(&metadata).map_err(self.at(stage))?;
        let request =
            device_authorization_request(endpoint, &authentication, &self.0.scope_in_order, resources);
        let response = self.send(stage, request).await?;
        check_device_authorization(&response).map_err(self.at(stage))
    }

    /// Asks the issuer once whether the user has finished. [`Client::finish_on_device`] asks at the right times.
    ///
    /// # Errors
    /// [`Stage::DeviceToken`]. The login has failed, unless [`ClientError::is_temporary`].
    pub async fn ask_device_login(
        &self,
        authorization: &DeviceAuthorization,
    ) -> Result<DeviceAnswer, ClientError> {
        let stage = Stage::DeviceToken;
        let request = TokenRequest::device_code(&authorization.device_code);
        let response = self.token_response(stage, &request).await?;
        let token_type = self.token_type(&*self.metadata().await?);
        check_device_answer(&response, token_type, &*self.0.dialect).map_err(self.at(stage))
    }

    /// Waits until the user has finished on the other device. Asks the issuer as often as it allows.
    ///
    /// # Errors
    /// [`Stage::DeviceToken`] if the user refused or took too long, [`Stage::IdToken`].
    pub async fn finish_on_device(
        &self,
        authorization: &DeviceAuthorization,
    ) -> Result<PlainLogin, ClientError> {
        let at = self.at(Stage::DeviceToken);
        let mut polling = DevicePolling::new(authorization, self.now());
        loop {
            let wait = polling.wait(self.now()).map_err(&at)?;
            tokio::time::sleep(wait).await;
            match self.ask_device_login(authorization).await {
                Ok(DeviceAnswer::Done(tokens)) => return self.login_of_device(*tokens).await,
                Ok(DeviceAnswer::Pending) => {}
                Ok(DeviceAnswer::SlowDown) => polling.slow_down(),
                Err(error) if error.is_temporary() => {
                    tracing::debug!(%error, "a request for the result of a device login failed and is retried later");
                    polling.back_off();
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Validates the ID token of a device login. It has no nonce, because it comes directly from the token endpoint.
    async fn login_of_device(&self, tokens: Tokens) -> Result<PlainLogin, ClientError> {
        if !self.expects_id_token() {
            return Ok(PlainLogin { id_token: None, tokens, beside_code: Claims::default() });
        }
        let at = self.at(Stage::IdToken);
        let missing = Problem::Missing("an ID token in the token response");
        let token = tokens.id_token.as_ref().ok_or(missing).map_err(&at)?;
        let checked = self.check_id_token(token, &tokens, ExpectedOfIdToken::default()).await;
        let id_token = checked.map_err(at)?;
        Ok(PlainLogin { id_token: Some(id_token), tokens, beside_code: Claims::default() })
    }
}
