//! The trial of an application: the question for its parameters, and what came back.

use askama::Template;

use super::preview::PreviewKind;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Asks for the parameters of a trial. Button `try`; fields `redirect_uri` and `prompt`, a checkbox `scope:TOKEN` (`yes`) for each scope,
/// hidden field `form_state`.
#[derive(Clone, Debug)]
pub struct ConsoleTryPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The display name of the application.
    pub name: String,
    /// The scopes that the application may request.
    pub scopes: Vec<String>,
    /// The registered redirect URIs. Without one there is no form.
    pub redirect_uris: Vec<String>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page of the application: a path of this server.
    pub back_uri: String,
}

/// A choice for the parameter `prompt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryPrompt {
    /// No parameter: the server asks what it has to ask.
    Usual,
    /// A new sign-in.
    Login,
    /// The question for consent, also if the answer is remembered.
    Consent,
    /// The choice of an account.
    SelectAccount,
}

/// Shows the request of a trial, the answer, the exchange of the code, and the claims.
#[derive(Clone, Debug)]
pub struct ConsoleTriedPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The display name of the application.
    pub name: String,
    /// The username of the user who signed in.
    pub user: Option<String>,
    /// Whether a user signed in whom the administrator may not see. The code is not exchanged then.
    pub is_unseen_user: bool,
    /// The parameters of the authorization request.
    pub request: Vec<(String, Option<String>)>,
    /// The parameters of the answer. A parameter without a value stayed on the server.
    pub answer: Vec<(String, Option<String>)>,
    /// The exchange of the code, if there was one.
    pub exchange: Option<TriedExchange>,
    /// The refusal, at the authorization endpoint or at the token endpoint.
    pub failure: Option<TriedFailure>,
    /// The claims.
    pub parts: Vec<TriedPart>,
    /// The question for another trial: a path of this server.
    pub again_uri: String,
    /// The page of the application: a path of this server.
    pub back_uri: String,
}

/// The exchange of the code. A parameter without a value stayed on the server.
#[derive(Clone, Debug)]
pub struct TriedExchange {
    /// The parameters of the token request.
    pub parameters: Vec<(String, Option<String>)>,
    /// The members of the response; none after a refusal.
    pub response: Vec<(String, Option<String>)>,
}

/// A refusal.
#[derive(Clone, Debug)]
pub struct TriedFailure {
    /// The error, as on the wire.
    pub error: String,
    /// The sentence, as on the wire.
    pub description: String,
    /// The check, by name.
    pub check: String,
    /// The expected value.
    pub expected: String,
    /// The value that came.
    pub got: String,
}

/// The claims of a token or of userinfo.
#[derive(Clone, Debug)]
pub struct TriedPart {
    /// The kind.
    pub kind: PreviewKind,
    /// The claims, each with its value as JSON; `None` if there is no such token, or it holds no claims.
    pub claims: Option<Vec<(String, String)>>,
}

impl TryPrompt {
    /// Every choice, in the order to show.
    pub const ALL: [Self; 4] = [Self::Usual, Self::Login, Self::Consent, Self::SelectAccount];

    /// Returns the choice that a form sends.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|prompt| prompt.word() == word)
    }

    /// Returns the value of the parameter; `None` if there is no parameter.
    pub fn value(self) -> Option<&'static str> {
        Some(self.word()).filter(|word| !word.is_empty())
    }

    fn word(self) -> &'static str {
        match self {
            Self::Usual => "",
            Self::Login => "login",
            Self::Consent => "consent",
            Self::SelectAccount => "select_account",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::Usual => "console-try-prompt-usual",
            Self::Login => "console-try-prompt-login",
            Self::Consent => "console-try-prompt-consent",
            Self::SelectAccount => "console-try-prompt-select-account",
        }
    }
}

/// Returns the message that says what a parameter is for.
fn meaning(parameter: &str) -> Option<&'static str> {
    Some(match parameter {
        "response_type" => "console-try-means-response-type",
        "client_id" => "console-try-means-client-id",
        "redirect_uri" => "console-try-means-redirect-uri",
        "scope" => "console-try-means-scope",
        "state" => "console-try-means-state",
        "nonce" => "console-try-means-nonce",
        "code_challenge" => "console-try-means-code-challenge",
        "code_challenge_method" => "console-try-means-code-challenge-method",
        "prompt" => "console-try-means-prompt",
        "code" => "console-try-means-code",
        "iss" => "console-try-means-iss",
        "error" => "console-try-means-error",
        "error_description" => "console-try-means-error-description",
        "grant_type" => "console-try-means-grant-type",
        "code_verifier" => "console-try-means-code-verifier",
        "access_token" => "console-try-means-access-token",
        "token_type" => "console-try-means-token-type",
        "expires_in" => "console-try-means-expires-in",
        "id_token" => "console-try-means-id-token",
        "refresh_token" => "console-try-means-refresh-token",
        _ => return None,
    })
}

impl TriedFailure {
    /// Returns the message that says what to do.
    fn remedy(&self) -> &'static str {
        match &*self.check {
            "client" => "console-try-fix-client",
            "grant_type" => "console-try-fix-grant-type",
            "response_type" => "console-try-fix-response-type",
            "scope" => "console-try-fix-scope",
            "session" => "console-try-fix-session",
            "consent" => "console-try-fix-consent",
            "access" => "console-try-fix-access",
            "network" => "console-try-fix-network",
            "terms" => "console-try-fix-terms",
            "user" => "console-try-fix-user",
            "code" => "console-try-fix-code",
            "acr_values" => "console-try-fix-acr-values",
            _ => "console-try-fix-other",
        }
    }
}

impl Page for ConsoleTryPage {
    const NAME: &'static str = "console-try";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&AskView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let several = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Applications),
            name: "Notes".to_owned(),
            scopes: ["openid", "profile", "email"].map(str::to_owned).into(),
            redirect_uris: ["https://notes.example/callback", "http://localhost:3000/callback"]
                .map(str::to_owned)
                .into(),
            action: "/admin/applications/notes/try".to_owned(),
            back_uri: "/admin/applications/notes".to_owned(),
        };
        let one = Self {
            redirect_uris: vec!["https://notes.example/callback".to_owned()],
            scopes: Vec::new(),
            ..several.clone()
        };
        let none = Self { redirect_uris: Vec::new(), ..several.clone() };
        vec![("several", several), ("one", one), ("none", none)]
    }
}

impl Page for ConsoleTriedPage {
    const NAME: &'static str = "console-tried";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let tokens = sample();
        let opaque = Self {
            parts: vec![
                TriedPart { kind: PreviewKind::IdToken, claims: None },
                TriedPart { kind: PreviewKind::AccessToken, claims: None },
                TriedPart { kind: PreviewKind::Userinfo, claims: None },
            ],
            ..tokens.clone()
        };
        let failure = |check: &str, expected: &str, got: &str| TriedFailure {
            error: "unauthorized_client".to_owned(),
            description: "The client is disabled.".to_owned(),
            check: check.to_owned(),
            expected: expected.to_owned(),
            got: got.to_owned(),
        };
        let refused = Self {
            user: None,
            answer: vec![
                shown("error", "unauthorized_client"),
                shown("error_description", "The client is disabled."),
                shown("state", "cmFuZG9t"),
                shown("iss", "https://id.example"),
            ],
            exchange: None,
            failure: Some(failure("client", "an enabled client", "a disabled client")),
            parts: Vec::new(),
            ..tokens.clone()
        };
        let used_twice = Self {
            exchange: tokens.exchange.clone().map(|made| TriedExchange { response: Vec::new(), ..made }),
            failure: Some(failure("code", "an unused code", "a used code; its grant is revoked")),
            parts: Vec::new(),
            ..tokens.clone()
        };
        let unseen =
            Self { user: None, is_unseen_user: true, exchange: None, parts: Vec::new(), ..tokens.clone() };
        vec![
            ("tokens", tokens),
            ("opaque", opaque),
            ("refused", refused),
            ("used-twice", used_twice),
            ("unseen-user", unseen),
        ]
    }
}

fn shown(name: &str, value: &str) -> (String, Option<String>) {
    (name.to_owned(), Some(value.to_owned()))
}

fn sample() -> ConsoleTriedPage {
    let claim = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let part = |kind, claims| TriedPart { kind, claims: Some(claims) };
    let subject = || claim("sub", "\"0190a1b2c3d47e5f8a9b0c1d2e3f4a5b\"");
    ConsoleTriedPage {
        menu: ConsoleMenu::sample_below(ConsoleSection::Applications),
        name: "Notes".to_owned(),
        user: Some("ada".to_owned()),
        is_unseen_user: false,
        request: vec![
            shown("response_type", "code"),
            shown("client_id", "notes-k3x9mwpd7q2a"),
            shown("redirect_uri", "https://notes.example/callback"),
            shown("scope", "openid profile email"),
            shown("state", "cmFuZG9t"),
            shown("nonce", "b25jZQ"),
            shown("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            shown("code_challenge_method", "S256"),
            shown("prompt", "login"),
        ],
        answer: vec![
            ("code".to_owned(), None),
            shown("state", "cmFuZG9t"),
            shown("iss", "https://id.example"),
        ],
        exchange: Some(TriedExchange {
            parameters: vec![
                shown("grant_type", "authorization_code"),
                ("code".to_owned(), None),
                shown("redirect_uri", "https://notes.example/callback"),
                ("code_verifier".to_owned(), None),
            ],
            response: vec![
                ("access_token".to_owned(), None),
                shown("token_type", "Bearer"),
                shown("expires_in", "600"),
                shown("scope", "openid profile email"),
                ("id_token".to_owned(), None),
                ("refresh_token".to_owned(), None),
            ],
        }),
        failure: None,
        parts: vec![
            part(PreviewKind::IdToken, vec![subject(), claim("nonce", "\"b25jZQ\"")]),
            part(PreviewKind::AccessToken, vec![subject(), claim("scope", "\"openid profile email\"")]),
            part(PreviewKind::Userinfo, vec![subject(), claim("name", "\"Ada Lovelace\"")]),
        ],
        again_uri: "/admin/applications/notes/try".to_owned(),
        back_uri: "/admin/applications/notes".to_owned(),
    }
}

#[derive(Template)]
#[template(path = "console_try.html")]
struct AskView<'a> {
    page: &'a ConsoleTryPage,
    text: Language,
    frame: Frame<'a>,
}

impl AskView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say_with("console-try-heading", "name", &self.page.name)
    }

    fn only_redirect_uri(&self) -> Option<&str> {
        match self.page.redirect_uris.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// A list of parameters to show, with the `id` of its heading.
struct Step<'a> {
    id: &'static str,
    title: &'static str,
    remark: Option<&'static str>,
    parameters: &'a [(String, Option<String>)],
}

#[derive(Template)]
#[template(path = "console_tried.html")]
struct View<'a> {
    page: &'a ConsoleTriedPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say_with("console-tried-heading", "name", &self.page.name)
    }

    fn steps(&self) -> Vec<Step<'_>> {
        let step = |id, title, remark, parameters| Step { id, title, remark, parameters };
        let mut steps = vec![
            step("request", "console-tried-request", None, &*self.page.request),
            step("answer", "console-tried-answer", None, &*self.page.answer),
        ];
        if let Some(exchange) = &self.page.exchange {
            let remark = Some("console-tried-exchange-text");
            steps.push(step("exchange", "console-tried-exchange", remark, &exchange.parameters));
            steps.push(step("response", "console-tried-response", None, &exchange.response));
        }
        steps.retain(|step| !step.parameters.is_empty());
        steps
    }

    fn meaning(&self, parameter: &str) -> Option<String> {
        Some(self.text.say(meaning(parameter)?))
    }

    fn reason(&self, failure: &TriedFailure) -> String {
        let values = [("expected", &*failure.expected), ("got", &*failure.got)];
        self.text.say_with_all("console-tried-reason", &values)
    }
}
