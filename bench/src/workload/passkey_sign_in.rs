//! O: a sign-in with a passkey in a browser without cookies, from the sign-in page to the code. Every 20th signature is wrong.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use anyhow::{Context as _, Result, bail, ensure};
use async_trait::async_trait;
use http::{StatusCode, header};
use serde_json::{Value, json};
use url::Url;
use valetkey_jose::digest::{base64url, sha256};
use valetkey_webauthn::testing::SoftwareAuthenticator;

use super::{is_sample, now};
use crate::{
    application::{Application, Attempt, Tokens},
    browser::Browser,
    generator::{Finish, Worker, Workload},
    html::ScriptForm,
    http::{Answer, Connection},
    provider::Provider,
    site::{Site, Track},
};

/// One of this many signatures is wrong.
const WRONG: u64 = 20;
/// One of this many codes is redeemed, and its ID token verified.
const REDEEMED: u64 = 100;
/// The page where a user adds a passkey.
const PASSKEYS: &str = "/account/security/passkeys";

/// The workload.
pub(super) struct PasskeySignIn {
    application: Application,
    provider: Rc<Provider>,
    origin: Url,
    /// The authenticator of each user, with one passkey.
    authenticators: Vec<RefCell<SoftwareAuthenticator>>,
    refused: Cell<u64>,
    codes: RefCell<Vec<(Attempt, String)>>,
    verified: Cell<u64>,
}

impl PasskeySignIn {
    /// Registers a passkey for each user, after a sign-in with the password and a consent.
    pub(super) async fn prepare(site: &Site, track: Track) -> Result<Self> {
        let application = site.application(track)?;
        let mut connection = Connection::to(&site.provider.authority)?;
        let mut authenticators = Vec::new();
        for number in 0..site.browsers.min(site.population.users.count) {
            let username = site.population.users.username(number * site.apart);
            let mut browser = site.browser()?;
            let attempt = site.next_attempt();
            let location =
                site.sign_in(&mut browser, &mut connection, &application, &username, attempt).await?;
            let code = application.code_in(&location, attempt)?;
            Tokens::of(&application.redeem(&mut connection, &code, attempt).await?)?;
            let origin = format!("http://{}", site.provider.authority);
            authenticators.push(RefCell::new(
                register(&mut browser, &mut connection, &origin).await.context(username)?,
            ));
        }
        Ok(Self {
            application,
            provider: Rc::clone(&site.provider),
            origin: Url::parse(&format!("http://{}", site.provider.authority))?,
            authenticators,
            refused: Cell::default(),
            codes: RefCell::default(),
            verified: Cell::default(),
        })
    }

    /// Returns the response of a user's authenticator. A wrong one has the signature of another user.
    fn response(&self, user: usize, options: &Value, is_wrong: bool) -> Result<String> {
        let of = |user: usize| -> Result<String> {
            let authenticator = self.authenticators.get(user % self.authenticators.len().max(1));
            Ok(authenticator.context("a user with a passkey")?.borrow_mut().get(options))
        };
        let right = of(user)?;
        if !is_wrong {
            return Ok(right);
        }
        let (mut right, other): (Value, Value) =
            (serde_json::from_str(&right)?, serde_json::from_str(&of(user + 1)?)?);
        right["response"]["signature"] = other["response"]["signature"].clone();
        Ok(right.to_string())
    }
}

/// Adds a passkey on the account page of a user who has just signed in.
async fn register(
    browser: &mut Browser,
    connection: &mut Connection,
    origin: &str,
) -> Result<SoftwareAuthenticator> {
    let mut authenticator = SoftwareAuthenticator::new(origin);
    let page = browser.send(connection, PASSKEYS, None).await?;
    let form = ScriptForm::find(&text(&page), "passkey-creation")?;
    let response = authenticator.create(&options(&form, "registration")?);
    let body = form.encoded_with("response", &response);
    let answer = browser.send(connection, &form.action, Some(body)).await?;
    ensure!(answer.status.is_redirection(), "expected a new passkey, got {}", answer.excerpt());
    Ok(authenticator)
}

/// Returns the options of a form with the challenge, as the script of its page computes it: the hash of a sealed field.
fn options(form: &ScriptForm, sealed: &str) -> Result<Value> {
    let mut options: Value = serde_json::from_str(&form.options).context("the options of a form")?;
    options["challenge"] = json!(base64url(&sha256(form.field(sealed).as_bytes())));
    Ok(options)
}

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

#[async_trait(?Send)]
impl Workload for PasskeySignIn {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let attempt = worker.next_attempt();
        let user = usize::try_from(attempt.0).unwrap_or(0);
        let is_wrong = is_sample(attempt.0, WRONG);
        let connection = &mut worker.connection;
        let mut browser = Browser::new(&self.origin);
        let page = browser.send(connection, &self.application.authorization_path(attempt), None).await?;
        let form = ScriptForm::find(&text(&page), "passkey-sign-in")?;
        let response = self.response(user, &options(&form, "continue")?, is_wrong)?;
        let body = form.encoded_with("response", &response);
        let answer = browser.send(connection, &form.action, Some(body)).await?;
        match (answer.status, is_wrong) {
            (StatusCode::OK, true) => {
                ensure!(text(&answer).contains("id=\"login-failure\""), "{}", answer.excerpt());
                self.refused.set(self.refused.get() + 1);
            }
            (status, false) if status.is_redirection() => {
                let code = self.application.code_in(answer.header(&header::LOCATION), attempt)?;
                if is_sample(attempt.0, REDEEMED) {
                    self.codes.borrow_mut().push((attempt, code));
                }
            }
            (_, true) => bail!("a wrong signature was answered with {}", answer.excerpt()),
            (_, false) => bail!("expected a code after a passkey, got {}", answer.excerpt()),
        }
        Ok(Finish::Done)
    }

    /// Redeems a code, and verifies its ID token.
    async fn misuse(&self, worker: &mut Worker) -> Result<()> {
        let Some((attempt, code)) = self.codes.borrow_mut().pop() else { return Ok(()) };
        let tokens = Tokens::of(&self.application.redeem(&mut worker.connection, &code, attempt).await?)?;
        let id_token = tokens.id_token.context("expected an ID token beside the access token")?;
        let client_id = &self.application.client_id;
        self.provider.verify_id_token(&id_token, client_id, &attempt.nonce(), now())?;
        self.verified.set(self.verified.get() + 1);
        Ok(())
    }

    fn check_samples(&self) -> Result<Vec<String>> {
        Ok(vec![
            format!("{} wrong signatures refused", self.refused.take()),
            format!("{} codes redeemed, ID tokens verified, nonce included", self.verified.take()),
        ])
    }

    fn requests_per_unit(&self) -> f64 {
        2.0
    }
}
