//! The webhooks, and a webhook with its messages.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Moment, NamedLink, Page};

/// Lists the webhooks.
#[derive(Clone, Debug)]
pub struct ConsoleWebhooksPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The webhooks, in the order to show.
    pub webhooks: Vec<ConsoleWebhook>,
    /// The page that adds a webhook, for an administrator who may: a path of this server.
    pub new_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// A webhook in a list.
#[derive(Clone, Debug)]
pub struct ConsoleWebhook {
    /// The webhook.
    pub webhook: NamedLink,
    /// The address that gets the events.
    pub url: String,
    /// Whether nothing is sent.
    pub is_disabled: bool,
    /// The messages in the outbox.
    pub messages: MessageCounts,
}

/// The number of messages in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageCounts {
    /// Messages that wait for the next attempt.
    pub waiting: usize,
    /// Messages that were given up.
    pub given_up: usize,
    /// Whether there are more messages than were counted.
    pub has_more: bool,
}

/// Shows a webhook. Each button sends a form to `action` with the hidden field `form_state`: button `test`; button `retry`; button
/// `replay` with the field `event`. The field `action` has the name of the button.
#[derive(Clone, Debug)]
pub struct ConsoleWebhookPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name.
    pub name: String,
    /// The address that gets the events.
    pub url: String,
    /// The kinds of events, or their first words; empty for all.
    pub kinds: Vec<String>,
    /// Whether network addresses and edited values are sent too.
    pub includes_personal: bool,
    /// Whether nothing is sent.
    pub is_disabled: bool,
    /// The moment when it was added.
    pub created: Moment,
    /// The moment until which the previous secret signs messages too.
    pub old_secret_until: Option<Moment>,
    /// The number of messages.
    pub counts: MessageCounts,
    /// The messages that wait or were given up: those that are due first come first, and not all of many.
    pub messages: Vec<ConsoleMessage>,
    /// The actions that the administrator may take, with their pages: paths of this server.
    pub actions: Vec<(ConsoleWebhookAction, String)>,
    /// The target of the forms, for an administrator who may send them: a path of this server.
    pub action: Option<String>,
    /// The identifier of an event to fill in.
    pub event: String,
    /// The reason why nothing was sent.
    pub failure: Option<WebhookFailure>,
    /// The same as a command.
    pub command: String,
}

/// A message that waits or was given up.
#[derive(Clone, Debug)]
pub struct ConsoleMessage {
    /// The identifier of the event.
    pub event: String,
    /// The moment when it was stored.
    pub created: Moment,
    /// The number of failed attempts.
    pub failed_attempts: usize,
    /// The reason of the last failure.
    pub last_failure: Option<String>,
    /// The state.
    pub state: MessageState,
}

/// The state of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// It is due.
    Due,
    /// It waits for the next attempt at this moment.
    Waits(Moment),
    /// It was given up at this moment.
    GivenUp(Moment),
}

/// An action of an administrator on a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleWebhookAction {
    /// Edit the address, the kinds of events and what is sent.
    Edit,
    /// Replace the secret.
    RotateSecret,
    /// Remove it.
    Remove,
}

/// The reason why a webhook got no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookFailure {
    /// The test event did not arrive: what was expected and what came.
    Test(String),
    /// A value is refused: what was expected and what came.
    Refused(String),
}

impl ConsoleWebhookAction {
    /// Every action, in the order to show.
    pub const ALL: [Self; 3] = [Self::Edit, Self::RotateSecret, Self::Remove];

    /// Returns the last part of the path of its page. The `id` of its link is `action-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::RotateSecret => "rotate-secret",
            Self::Remove => "remove",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Edit => "console-edit",
            Self::RotateSecret => "console-rotate-secret",
            Self::Remove => "console-remove",
        }
    }

    fn is_severe(self) -> bool {
        self == Self::Remove
    }
}

impl MessageCounts {
    /// Returns the sentence.
    fn text(self, text: Language) -> String {
        let waiting = text.say_with_count("console-webhook-waiting", self.waiting);
        let given_up = text.say_with_count("console-webhook-given-up", self.given_up);
        let more = self.has_more.then(|| text.say("console-webhook-more"));
        [Some(waiting), Some(given_up), more].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl ConsoleMessage {
    /// Returns the state in words.
    fn state(&self, text: Language) -> String {
        match self.state {
            MessageState::Due => text.say("console-webhook-due"),
            MessageState::Waits(until) => {
                text.say_with("console-webhook-next-attempt", "moment", &until.say_exactly(text))
            }
            MessageState::GivenUp(at) => {
                text.say_with("console-webhook-given-up-at", "moment", &at.say_exactly(text))
            }
        }
    }

    fn failed_attempts(&self, text: Language) -> Option<String> {
        let count = Some(self.failed_attempts).filter(|count| *count > 0)?;
        Some(text.say_with_count("console-webhook-failed", count))
    }
}

impl Page for ConsoleWebhooksPage {
    const NAME: &'static str = "console-webhooks";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&ListView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let webhook = |name: &str, is_disabled, messages| ConsoleWebhook {
            webhook: NamedLink { name: name.to_owned(), uri: format!("/admin/webhooks/{name}") },
            url: format!("https://{name}.example/hooks/valetkey"),
            is_disabled,
            messages,
        };
        let counts = |waiting, given_up| MessageCounts { waiting, given_up, has_more: false };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Webhooks),
            webhooks: vec![
                webhook("billing", true, counts(0, 0)),
                webhook("crm", false, counts(1, 12)),
                webhook("search", false, MessageCounts { has_more: true, ..counts(200, 0) }),
            ],
            new_uri: Some("/admin/new-webhook".to_owned()),
            command: "valetkey webhook list".to_owned(),
        };
        let none = Self { webhooks: Vec::new(), new_uri: None, ..all.clone() };
        let mut removed = all.clone();
        removed.menu = removed.menu.with(ConsoleNotice::WebhookRemoved("audit".to_owned()));
        let full = Self { webhooks: vec![webhook("crm", false, counts(1, 12)); 20], ..all.clone() };
        vec![("all", all), ("none", none), ("removed", removed), ("full-page", full)]
    }
}

fn sample_messages(now: i64) -> Vec<ConsoleMessage> {
    let moment = |at| Moment { at, now };
    let message = |state, failed_attempts, last_failure: Option<&str>| ConsoleMessage {
        event: "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b".to_owned(),
        created: moment(now - 7_200),
        failed_attempts,
        last_failure: last_failure.map(str::to_owned),
        state,
    };
    vec![
        message(MessageState::Due, 0, None),
        message(MessageState::Waits(moment(now + 600)), 1, Some("expected status 200 to 299, got 503")),
        message(MessageState::GivenUp(moment(now - 60)), 12, Some("no answer within 10 seconds")),
    ]
}

impl Page for ConsoleWebhookPage {
    const NAME: &'static str = "console-webhook";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let now = 1_773_324_300;
        let action =
            |action: ConsoleWebhookAction| (action, format!("/admin/webhooks/crm/{}", action.word()));
        let full = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Webhooks),
            name: "crm".to_owned(),
            url: "https://crm.example/hooks/valetkey".to_owned(),
            kinds: vec!["user".to_owned(), "session.started".to_owned()],
            includes_personal: true,
            is_disabled: false,
            created: Moment { at: now - 864_000, now },
            old_secret_until: Some(Moment { at: now + 86_400, now }),
            counts: MessageCounts { waiting: 2, given_up: 1, has_more: false },
            messages: sample_messages(now),
            actions: ConsoleWebhookAction::ALL.map(action).into(),
            action: Some("/admin/webhooks/crm".to_owned()),
            event: String::new(),
            failure: None,
            command: "valetkey webhook show crm".to_owned(),
        };
        let mut quiet = Self {
            kinds: Vec::new(),
            includes_personal: false,
            is_disabled: true,
            old_secret_until: None,
            counts: MessageCounts { waiting: 0, given_up: 0, has_more: false },
            messages: Vec::new(),
            ..full.clone()
        };
        quiet.menu = quiet.menu.with(ConsoleNotice::WebhookSaved("crm".to_owned()));
        let read_only = Self { actions: Vec::new(), action: None, ..full.clone() };
        let failure = WebhookFailure::Test("expected status 200 to 299, got 503".to_owned());
        let failed = Self { failure: Some(failure), ..full.clone() };
        let refused = "event: expected the identifier of an event, got \"x\"".to_owned();
        let refused =
            Self { failure: Some(WebhookFailure::Refused(refused)), event: "x".to_owned(), ..full.clone() };
        let many: Vec<ConsoleMessage> = sample_messages(now).into_iter().cycle().take(50).collect();
        let counts = MessageCounts { waiting: 120, given_up: 80, has_more: true };
        let many = Self { messages: many, counts, ..full.clone() };
        let mut sent = full.clone();
        sent.menu = sent.menu.with(ConsoleNotice::WebhookTested("crm".to_owned()));
        vec![
            ("full", full),
            ("quiet", quiet),
            ("read-only", read_only),
            ("test-failed", failed),
            ("refused", refused),
            ("test-arrived", sent),
            ("full-page", many),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_webhooks.html")]
struct ListView<'a> {
    page: &'a ConsoleWebhooksPage,
    text: Language,
    frame: Frame<'a>,
}

impl ListView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-webhooks")
    }
}

#[derive(Template)]
#[template(path = "console_webhook.html")]
struct View<'a> {
    page: &'a ConsoleWebhookPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.isolated(&self.page.name)
    }

    fn failure(&self) -> Option<String> {
        Some(match self.page.failure.as_ref()? {
            WebhookFailure::Test(reason) => {
                self.text.say_with("console-webhook-test-failed", "reason", reason)
            }
            WebhookFailure::Refused(reason) => self.text.isolated(reason),
        })
    }

    fn old_secret(&self) -> Option<String> {
        let until = self.page.old_secret_until?;
        Some(self.text.say_with("console-webhook-old-secret", "moment", &until.say_exactly(self.text)))
    }

    fn is_event_refused(&self) -> bool {
        matches!(self.page.failure, Some(WebhookFailure::Refused(_)))
    }
}
