//! The token preview: the question for a user and scopes, and the claims with their reasons.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Asks for a user and scopes. Button `preview`; field `username`, a checkbox `scope:TOKEN` (`yes`) for each scope, hidden field
/// `form_state`.
#[derive(Clone, Debug)]
pub struct ConsoleAskPreviewPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The display name of the application.
    pub name: String,
    /// The username to fill in.
    pub username: String,
    /// The scopes that the application may request, and whether each is checked.
    pub scopes: Vec<(String, bool)>,
    /// The same as a command.
    pub command: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page of the application: a path of this server.
    pub back_uri: String,
    /// Whether the administrator sees no user of this name.
    pub is_unknown_user: bool,
}

/// Shows the claims that an application would get about a user.
#[derive(Clone, Debug)]
pub struct ConsolePreviewPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The display name of the application.
    pub name: String,
    /// The username.
    pub username: String,
    /// The page of the user: a path of this server.
    pub user_uri: String,
    /// The reasons why the user may use the application; none if the user may not.
    pub access: Vec<PreviewWay>,
    /// The granted scope, separated by spaces.
    pub scope: String,
    /// The reason why nothing would be issued: what was expected and what came.
    pub refusal: Option<(String, String)>,
    /// The claims of each token.
    pub parts: Vec<PreviewPart>,
    /// The same as a command.
    pub command: String,
    /// The question for another user or other scopes: a path of this server.
    pub again_uri: String,
}

/// The claims of a token or of userinfo.
#[derive(Clone, Debug)]
pub struct PreviewPart {
    /// The kind.
    pub kind: PreviewKind,
    /// The claims; `None` if there is no such token, or it holds no claims.
    pub claims: Option<Vec<PreviewClaim>>,
}

/// A token, or userinfo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewKind {
    /// The ID token.
    IdToken,
    /// The access token.
    AccessToken,
    /// The answer of the userinfo endpoint.
    Userinfo,
}

/// A claim.
#[derive(Clone, Debug)]
pub struct PreviewClaim {
    /// The name.
    pub claim: String,
    /// The value as JSON; `None` if only the sign-in or the token decides it.
    pub value: Option<String>,
    /// The reason.
    pub reason: PreviewReason,
}

/// The reason of a claim.
#[derive(Clone, Debug)]
pub enum PreviewReason {
    /// The server sets it in each token.
    Server,
    /// The registration of the application.
    Application,
    /// The sign-in of the user.
    SignIn,
    /// Each token has a value of its own.
    Token,
    /// The identifier of the user, which needs no scope.
    Subject,
    /// The record of the user; this scope opens it.
    Record(String),
    /// An attribute of the user; the scope opens it.
    Attribute {
        /// The name of the attribute.
        attribute: String,
        /// The scope.
        scope: String,
    },
    /// Roles or groups, each with the ways in which the user has it.
    Held(Vec<(String, Vec<PreviewWay>)>),
}

/// A way in which a user has a role, is in a group, or may use an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviewWay {
    /// Every user may use the application.
    Everyone,
    /// The application names the user.
    Named,
    /// The name of the role stands on the record of the user.
    ByName,
    /// It was given to the user directly.
    Directly,
    /// Through groups: from the group of the user upwards.
    Through(String),
}

impl PreviewKind {
    /// Returns the `id` of the heading.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::IdToken => "id-token",
            Self::AccessToken => "access-token",
            Self::Userinfo => "userinfo",
        }
    }

    /// Returns the messages: the heading, and the sentence for no claims.
    pub(super) fn messages(self) -> (&'static str, &'static str) {
        match self {
            Self::IdToken => ("console-preview-id-token", "console-preview-needs-openid"),
            Self::AccessToken => ("console-preview-access-token", "console-preview-opaque"),
            Self::Userinfo => ("console-preview-userinfo", "console-preview-needs-openid"),
        }
    }
}

impl PreviewWay {
    fn text(&self, text: Language) -> String {
        match self {
            Self::Everyone => text.say("console-way-everyone"),
            Self::Named => text.say("console-way-named"),
            Self::ByName => text.say("console-way-by-name"),
            Self::Directly => text.say("console-way-directly"),
            Self::Through(groups) => text.say_with("console-way-through", "groups", groups),
        }
    }
}

impl PreviewReason {
    fn lines(&self, text: Language) -> Vec<String> {
        let line = match self {
            Self::Server => text.say("console-reason-server"),
            Self::Application => text.say("console-reason-application"),
            Self::SignIn => text.say("console-reason-sign-in"),
            Self::Token => text.say("console-reason-token"),
            Self::Subject => text.say("console-reason-subject"),
            Self::Record(scope) => text.say_with("console-reason-record", "scope", scope),
            Self::Attribute { attribute, scope } => {
                let values = [("attribute", attribute.as_str()), ("scope", scope.as_str())];
                text.say_with_all("console-reason-attribute", &values)
            }
            Self::Held(held) if held.is_empty() => text.say("console-reason-none"),
            Self::Held(held) => {
                let line = |(name, ways): &(String, Vec<PreviewWay>)| {
                    let ways: Vec<String> = ways.iter().map(|way| way.text(text)).collect();
                    text.say_pair(name, &ways.join(&text.list_separator()))
                };
                return held.iter().map(line).collect();
            }
        };
        vec![line]
    }
}

impl Page for ConsoleAskPreviewPage {
    const NAME: &'static str = "console-ask-preview";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&AskView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let scope = |token: &str, is_checked| (token.to_owned(), is_checked);
        let first = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Applications),
            name: "Notes".to_owned(),
            username: String::new(),
            scopes: vec![scope("openid", true), scope("profile", true), scope("roles", false)],
            command: "valetkey user claims USER --client notes".to_owned(),
            action: "/admin/applications/notes/preview".to_owned(),
            back_uri: "/admin/applications/notes".to_owned(),
            is_unknown_user: false,
        };
        let unknown = Self { username: "nobody".to_owned(), is_unknown_user: true, ..first.clone() };
        let without_scopes = Self { scopes: Vec::new(), ..first.clone() };
        vec![("first", first), ("unknown-user", unknown), ("without-scopes", without_scopes)]
    }
}

impl Page for ConsolePreviewPage {
    const NAME: &'static str = "console-preview";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let part = |kind, claims| PreviewPart { kind, claims };
        let all = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Applications),
            name: "Notes".to_owned(),
            username: "ada".to_owned(),
            user_uri: "/admin/users/u1".to_owned(),
            access: vec![PreviewWay::Through("support < staff".to_owned())],
            scope: "openid profile roles groups company".to_owned(),
            refusal: None,
            parts: vec![
                part(PreviewKind::IdToken, Some(sample_claims())),
                part(PreviewKind::AccessToken, None),
                part(PreviewKind::Userinfo, Some(Vec::new())),
            ],
            command: "valetkey user claims ada --client notes".to_owned(),
            again_uri: "/admin/applications/notes/preview".to_owned(),
        };
        let refused = Self {
            access: Vec::new(),
            refusal: Some(("a user or a member of a group".to_owned(), "another user".to_owned())),
            parts: Vec::new(),
            ..all.clone()
        };
        let everyone = Self { access: vec![PreviewWay::Everyone, PreviewWay::Named], ..all.clone() };
        let without_openid = Self {
            scope: "roles".to_owned(),
            parts: vec![
                part(PreviewKind::IdToken, None),
                part(PreviewKind::AccessToken, Some(sample_claims())),
                part(PreviewKind::Userinfo, None),
            ],
            ..all.clone()
        };
        vec![("all", all), ("refused", refused), ("everyone", everyone), ("without-openid", without_openid)]
    }
}

fn sample_claims() -> Vec<PreviewClaim> {
    let claim = |claim: &str, value: Option<&str>, reason| PreviewClaim {
        claim: claim.to_owned(),
        value: value.map(str::to_owned),
        reason,
    };
    let ways = vec![PreviewWay::Directly, PreviewWay::Through("support < staff".to_owned())];
    let roles = vec![("editor".to_owned(), ways), ("beta".to_owned(), vec![PreviewWay::ByName])];
    let scope = "company".to_owned();
    vec![
        claim("sub", Some("\"0190a1b2c3d47e5f8a9b0c1d2e3f4a5b\""), PreviewReason::Subject),
        claim("name", Some("\"Ada Lovelace\""), PreviewReason::Record("profile".to_owned())),
        claim("roles", Some("[\"editor\",\"beta\"]"), PreviewReason::Held(roles)),
        claim("groups", Some("[]"), PreviewReason::Held(Vec::new())),
        claim(
            "department",
            Some("\"Research\""),
            PreviewReason::Attribute { attribute: "department".to_owned(), scope },
        ),
        claim("iss", Some("\"https://id.example\""), PreviewReason::Server),
        claim("aud", Some("\"notes-k3x9mwpd7q2a\""), PreviewReason::Application),
        claim("acr", None, PreviewReason::SignIn),
        claim("jti", None, PreviewReason::Token),
    ]
}

#[derive(Template)]
#[template(path = "console_ask_preview.html")]
struct AskView<'a> {
    page: &'a ConsoleAskPreviewPage,
    text: Language,
    frame: Frame<'a>,
}

impl AskView<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.is_unknown_user)
    }

    fn heading(&self) -> String {
        self.text.say_with("console-ask-preview-heading", "name", &self.page.name)
    }
}

#[derive(Template)]
#[template(path = "console_preview.html")]
struct View<'a> {
    page: &'a ConsolePreviewPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        let names = [("name", self.page.name.as_str()), ("user", self.page.username.as_str())];
        self.text.say_with_all("console-preview-heading", &names)
    }

    fn access(&self) -> Vec<String> {
        self.page.access.iter().map(|way| way.text(self.text)).collect()
    }

    fn refusal(&self) -> Option<String> {
        let (expected, got) = self.page.refusal.as_ref()?;
        let values = [("expected", expected.as_str()), ("got", got.as_str())];
        Some(self.text.say_with_all("console-preview-refused", &values))
    }
}
