//! A user whose codes and tokens are reused and revoked. With some servers that ends everything of this session and client,
//! including the stored consent, so no unit of work uses this user.

use std::rc::Rc;

use anyhow::{Result, bail};

use crate::{
    application::{Application, Attempt, Tokens, require_invalid_grant},
    browser::{Browser, Visit, Visitor},
    http::Connection,
    population::Population,
};

/// A browser of a user whose codes and tokens are reused and revoked.
pub struct Victim {
    browser: Browser,
    username: String,
    population: Rc<Population>,
}

impl Victim {
    /// Creates a browser that is not signed in.
    pub fn new(browser: Browser, username: String, population: Rc<Population>) -> Self {
        Self { browser, username, population }
    }

    /// Returns a code and its tokens. Signs in and consents again if the server asks.
    ///
    /// # Errors
    /// If the flow does not succeed.
    pub async fn tokens(
        &mut self,
        connection: &mut Connection,
        application: &Application,
        attempt: Attempt,
    ) -> Result<(String, Tokens)> {
        let path = application.authorization_path(attempt);
        let users = &self.population.users;
        let visitor = Visitor {
            username: &self.username,
            password: &users.password,
            redirect_uri: &self.population.redirect_uri,
        };
        let Visit::Arrived(location) = self.browser.visit(connection, &path, &visitor).await? else {
            bail!("{} could not sign in", self.username)
        };
        let code = application.code_in(&location, attempt)?;
        let tokens = Tokens::of(&application.redeem(connection, &code, attempt).await?)?;
        Ok((code, tokens))
    }

    /// Uses a code twice and expects a refusal the second time (RFC 6749 section 4.1.2).
    ///
    /// # Errors
    /// If it is accepted.
    pub async fn use_code_twice(
        &mut self,
        connection: &mut Connection,
        application: &Application,
        attempt: Attempt,
    ) -> Result<()> {
        let (code, _) = self.tokens(connection, application, attempt).await?;
        let again = application.redeem(connection, &code, attempt).await?;
        require_invalid_grant(&again, "a code that was used")
    }

    /// Reuses a refresh token after its successor was used. Expects a refusal and the end of the whole family (RFC 9700
    /// section 4.14.2).
    ///
    /// # Errors
    /// If it is accepted.
    pub async fn use_spent_refresh_token(
        &mut self,
        connection: &mut Connection,
        application: &Application,
        attempt: Attempt,
    ) -> Result<()> {
        let (_, tokens) = self.tokens(connection, application, attempt).await?;
        let first = tokens.into_refresh_token()?;
        let second = refreshed(connection, application, &first).await?;
        let third = refreshed(connection, application, &second).await?;
        let again = application.refresh(connection, &first).await?;
        require_invalid_grant(&again, "a spent refresh token")?;
        let live = application.refresh(connection, &third).await?;
        require_invalid_grant(&live, "the last refresh token of a family that was revoked")
    }
}

async fn refreshed(connection: &mut Connection, application: &Application, token: &str) -> Result<String> {
    Tokens::of(&application.refresh(connection, token).await?)?.into_refresh_token()
}
