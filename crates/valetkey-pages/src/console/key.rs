//! The signing keys.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Moment, Page};

/// Lists the signing keys.
#[derive(Clone, Debug)]
pub struct ConsoleKeysPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The keys, in the order to show.
    pub keys: Vec<ConsoleKey>,
    /// The page that makes new keys, for an administrator who may: a path of this server.
    pub rotate_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// A signing key.
#[derive(Clone, Debug)]
pub struct ConsoleKey {
    /// The identifier (`kid`).
    pub kid: String,
    /// The algorithm.
    pub algorithm: String,
    /// The state.
    pub state: ConsoleKeyState,
    /// The moment from which it signs.
    pub signs_from: Moment,
    /// The moment when it leaves the key set, if that is known.
    pub published_until: Option<Moment>,
}

/// The state of a signing key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleKeyState {
    /// It is published, and will sign.
    Next,
    /// It signs.
    Signing,
    /// It no longer signs. Its signatures still count.
    Retiring,
    /// Its signatures no longer count.
    Expired,
}

impl ConsoleKeyState {
    fn title(self) -> &'static str {
        match self {
            Self::Next => "console-key-next",
            Self::Signing => "console-key-signing",
            Self::Retiring => "console-key-retiring",
            Self::Expired => "console-key-expired",
        }
    }

    fn is_signing(self) -> bool {
        self == Self::Signing
    }
}

impl Page for ConsoleKeysPage {
    const NAME: &'static str = "console-keys";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let now = 1_773_324_300;
        let key = |state, published_until: Option<i64>| ConsoleKey {
            kid: "q3V0aW9uIGtleQ".to_owned(),
            algorithm: "ES256".to_owned(),
            state,
            signs_from: Moment { at: 1_773_320_700, now },
            published_until: published_until.map(|at| Moment { at, now }),
        };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Keys),
            keys: vec![
                key(ConsoleKeyState::Next, None),
                key(ConsoleKeyState::Signing, None),
                key(ConsoleKeyState::Retiring, Some(now + 86_400)),
                key(ConsoleKeyState::Expired, Some(now - 86_400)),
            ],
            rotate_uri: Some("/admin/keys/rotate".to_owned()),
            command: "valetkey keys list".to_owned(),
        };
        let mut rotated = all.clone();
        rotated.menu = rotated.menu.with(ConsoleNotice::KeysRotated);
        let none = Self { keys: Vec::new(), rotate_uri: None, ..all.clone() };
        vec![("all", all), ("rotated", rotated), ("none", none)]
    }
}

#[derive(Template)]
#[template(path = "console_keys.html")]
struct View<'a> {
    page: &'a ConsoleKeysPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-keys")
    }
}
