//! Why a user has a permission or a role, or may use an application.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Answers a question about a user. A form (GET, field `q`) asks for a permission, a role or an application. Without a question, the page
/// lists every permission of the user.
#[derive(Clone, Debug)]
pub struct ConsoleWhyPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The username.
    pub username: String,
    /// The question as it was typed; empty for every permission.
    pub question: String,
    /// The permissions to choose from.
    pub permissions: Vec<String>,
    /// The answers.
    pub answers: Vec<WhyAnswer>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page of the user: a path of this server.
    pub back_uri: String,
    /// The same as a command.
    pub command: String,
}

/// A permission, role or application that a question is about.
#[derive(Clone, Debug)]
pub struct WhyAnswer {
    /// The subject of the question.
    pub about: WhyAbout,
    /// The reasons; none if the user does not have it.
    pub reasons: Vec<WhyReason>,
    /// The scopes that an application may ask for.
    pub scopes: Vec<(String, WhyScope)>,
}

/// The subject of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyAbout {
    /// A permission.
    Permission(String),
    /// A role, with the client or audience whose role it is.
    Role(String, Option<String>),
    /// An application, by its name.
    Application(String),
}

/// A reason.
#[derive(Clone, Debug)]
pub struct WhyReason {
    /// The role that gives the permission.
    pub role: Option<String>,
    /// The group whose members the permission is limited to.
    pub within: Option<String>,
    /// The way to it.
    pub way: WhyWay,
}

/// A way to a role or an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyWay {
    /// Every user may use the application.
    Everyone,
    /// The application names the user.
    Named,
    /// The name of the role stands on the record of the user.
    ByName,
    /// The role was granted to the user.
    Directly,
    /// Through groups, and the providers that make the user a member of the first one.
    Through(Vec<String>, Vec<String>),
}

/// Why an application gets a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyScope {
    /// The application is trusted.
    Trusted,
    /// The user allowed it.
    Allowed,
    /// The user is asked at the next sign-in.
    Asked,
}

impl WhyAnswer {
    fn title(&self, text: Language) -> String {
        match &self.about {
            WhyAbout::Permission(name) => text.say_with("console-why-permission", "name", name),
            WhyAbout::Role(name, None) => text.say_with("console-why-role", "name", name),
            WhyAbout::Role(name, Some(owner)) => text
                .say_with_all("console-why-role-of", &[("name", name.as_str()), ("owner", owner.as_str())]),
            WhyAbout::Application(name) => text.say_with("console-why-application", "name", name),
        }
    }
}

impl WhyReason {
    fn lines(&self, text: Language) -> Vec<String> {
        let role = self.role.as_ref().map(|role| text.say_with("console-why-by-role", "role", role));
        let within =
            self.within.as_ref().map(|group| text.say_with("console-permissions-limited", "group", group));
        role.into_iter().chain([self.way.text(text)]).chain(within).collect()
    }
}

impl WhyWay {
    fn text(&self, text: Language) -> String {
        match self {
            Self::Everyone => text.say("console-why-everyone"),
            Self::Named => text.say("console-why-named"),
            Self::ByName => text.say("console-why-by-name"),
            Self::Directly => text.say("console-why-directly"),
            Self::Through(groups, providers) if providers.is_empty() => {
                text.say_with("console-why-through", "groups", &groups.join(" < "))
            }
            Self::Through(groups, providers) => {
                let (groups, providers) = (groups.join(" < "), providers.join(&text.list_separator()));
                text.say_with_all(
                    "console-why-provided",
                    &[("groups", groups.as_str()), ("providers", providers.as_str())],
                )
            }
        }
    }
}

impl WhyScope {
    fn text(self, text: Language) -> String {
        text.say(match self {
            Self::Trusted => "console-why-trusted",
            Self::Allowed => "console-why-allowed",
            Self::Asked => "console-why-asked",
        })
    }
}

impl Page for ConsoleWhyPage {
    const NAME: &'static str = "console-why";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let plain = |way| WhyReason { role: None, within: None, way };
        let by_role = |role: &str, way| WhyReason { role: Some(role.to_owned()), ..plain(way) };
        let groups = || vec!["writers".to_owned(), "staff".to_owned()];
        let limited = WhyReason {
            within: Some("sales".to_owned()),
            ..by_role("helpdesk", WhyWay::Through(groups(), vec!["github".to_owned()]))
        };
        let answer = |about, reasons| WhyAnswer { about, reasons, scopes: Vec::new() };
        let permission = |name: &str| WhyAbout::Permission(name.to_owned());
        let all = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Users),
            username: "ada".to_owned(),
            question: String::new(),
            permissions: vec!["users:read".to_owned(), "users:write".to_owned()],
            answers: vec![
                answer(
                    permission("users:read"),
                    vec![by_role("administrator", WhyWay::Directly), limited.clone()],
                ),
                answer(permission("users:write"), vec![limited]),
            ],
            action: "/admin/users/u1/why".to_owned(),
            back_uri: "/admin/users/u1".to_owned(),
            command: "valetkey user why ada".to_owned(),
        };
        let role = |owner: Option<&str>| WhyAbout::Role("editor".to_owned(), owner.map(str::to_owned));
        let roles = Self {
            question: "editor".to_owned(),
            answers: vec![
                answer(role(None), vec![plain(WhyWay::ByName), plain(WhyWay::Through(groups(), Vec::new()))]),
                answer(role(Some("notes")), Vec::new()),
            ],
            ..all.clone()
        };
        let scopes = [WhyScope::Trusted, WhyScope::Allowed, WhyScope::Asked];
        let application = Self {
            question: "notes".to_owned(),
            answers: vec![WhyAnswer {
                scopes: scopes.map(|one| ("openid".to_owned(), one)).into(),
                ..answer(
                    WhyAbout::Application("Notes".to_owned()),
                    vec![plain(WhyWay::Everyone), plain(WhyWay::Named)],
                )
            }],
            ..all.clone()
        };
        let none = Self { answers: Vec::new(), ..all.clone() };
        let unknown = Self { question: "nothing".to_owned(), ..none.clone() };
        vec![
            ("all", all),
            ("roles", roles),
            ("application", application),
            ("none", none),
            ("unknown", unknown),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_why.html")]
struct View<'a> {
    page: &'a ConsoleWhyPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say_with("console-why-heading", "name", &self.page.username)
    }

    fn nothing(&self) -> String {
        let is_asked = !self.page.question.is_empty();
        self.text.say(if is_asked { "console-why-unknown" } else { "console-why-no-permissions" })
    }
}
