//! The accounts at providers that the user signs in with.

use askama::Template;
use serde::{Deserialize, Serialize};

use crate::page::html_of;
use crate::{AccountMenu, AccountNotice, AccountSection, Frame, Language, Moment, Page, ProviderButton};

/// Shows the linked accounts. One `unlink` button for each, and one `link` button for each provider.
#[derive(Clone, Debug)]
pub struct AccountLinkedPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The linked accounts, in the order to show.
    pub accounts: Vec<LinkedAccountEntry>,
    /// The providers, in the order to show.
    pub providers: Vec<ProviderButton>,
    /// Why the last account was not linked.
    pub failure: Option<LinkFailure>,
    /// The target of the forms (fields `account` or `provider`, and `form_state`): a path of this server.
    pub action: String,
}

/// A linked account.
#[derive(Clone, Debug)]
pub struct LinkedAccountEntry {
    /// Its identifier in a form.
    pub id: String,
    /// The display name of the provider.
    pub provider: String,
    /// The name of the account at the provider.
    pub label: Option<String>,
    /// When it was linked.
    pub linked: Moment,
    /// When it last signed in.
    pub last_used: Option<Moment>,
    /// Whether it is the last way to sign in, which stays.
    pub is_last_way: bool,
}

/// Why an account was not linked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkFailure {
    /// The display name of the provider.
    pub provider: String,
    /// The reason.
    pub reason: LinkFailureReason,
}

/// The reason why an account was not linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkFailureReason {
    /// The user said no at the provider.
    Cancelled,
    /// The provider does not answer.
    Unreachable,
    /// It is linked to another user.
    Taken,
    /// Anything else.
    Failed,
}

impl LinkFailureReason {
    const ALL: [Self; 4] = [Self::Cancelled, Self::Unreachable, Self::Taken, Self::Failed];

    fn message(self) -> &'static str {
        match self {
            Self::Cancelled => "linked-failure-cancelled",
            Self::Unreachable => "linked-failure-unreachable",
            Self::Taken => "linked-failure-taken",
            Self::Failed => "linked-failure-failed",
        }
    }
}

impl Page for AccountLinkedPage {
    const NAME: &'static str = "account-linked";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let now = 1_773_324_300;
        let moment = |age| Moment { at: now - age, now };
        let github = LinkedAccountEntry {
            id: "Z2l0aHVi".to_owned(),
            provider: "GitHub".to_owned(),
            label: Some("ada".to_owned()),
            linked: moment(20 * 86_400),
            last_used: Some(moment(600)),
            is_last_way: false,
        };
        let google = LinkedAccountEntry {
            id: "Z29vZ2xl".to_owned(),
            provider: "Google".to_owned(),
            label: None,
            last_used: None,
            ..github.clone()
        };
        let button = |name: &str, display_name: &str| ProviderButton {
            name: name.to_owned(),
            display_name: display_name.to_owned(),
        };
        let with = |accounts| Self {
            menu: AccountMenu::sample_below(AccountSection::Security),
            accounts,
            providers: vec![button("github", "GitHub"), button("google", "Google")],
            failure: None,
            action: "/account/security/linked".to_owned(),
        };
        let mut linked = with(vec![github.clone()]);
        linked.menu = linked.menu.with(AccountNotice::AccountLinked { provider: "GitHub".to_owned() });
        let mut unlinked = with(Vec::new());
        unlinked.menu = unlinked.menu.with(AccountNotice::AccountUnlinked { provider: "GitHub".to_owned() });
        let mut samples = vec![
            ("two", with(vec![github.clone(), google])),
            ("last-way", with(vec![LinkedAccountEntry { is_last_way: true, ..github }])),
            ("none", with(Vec::new())),
            ("linked", linked),
            ("unlinked", unlinked),
        ];
        samples.extend(LinkFailureReason::ALL.map(|reason| {
            let failure = Some(LinkFailure { provider: "GitHub".to_owned(), reason });
            (reason.message(), Self { failure, ..with(Vec::new()) })
        }));
        samples
    }
}

#[derive(Template)]
#[template(path = "account_linked.html")]
struct View<'a> {
    page: &'a AccountLinkedPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say("security-linked")
    }

    fn failure(&self) -> Option<String> {
        let LinkFailure { provider, reason } = self.page.failure.as_ref()?;
        Some(self.text.say_with(reason.message(), "provider", provider))
    }
}
