//! The signing keys.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Moment, Page};

/// Lists the signing keys, each with its time line.
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
    /// The moment from which it is published.
    pub published_from: Moment,
    /// The moment from which it signs.
    pub signs_from: Moment,
    /// The moment when it signs its last token.
    pub signs_until: Moment,
    /// The moment when it leaves the key set.
    pub published_until: Moment,
    /// Whether the last two moments are planned and may change.
    pub is_planned: bool,
}

/// The time line of a key as a drawing: distances from the left edge, of [`WIDTH`]. All keys have the same scale.
struct TimeLine {
    published_from: i64,
    published_width: i64,
    signs_from: i64,
    signs_width: i64,
    now: i64,
}

/// The width of a drawing.
const WIDTH: i64 = 1_000;
/// The least width of a part, which a reader can still see.
const LEAST: i64 = 3;

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
        let at = |days: i64| Moment { at: now + days * 86_400, now };
        let key = |state, published_from: i64, signs_until: i64| ConsoleKey {
            kid: "q3V0aW9uIGtleQ".to_owned(),
            algorithm: "ES256".to_owned(),
            state,
            published_from: at(published_from),
            signs_from: at(published_from + 1),
            signs_until: at(signs_until),
            published_until: at(signs_until + 2),
            is_planned: matches!(state, ConsoleKeyState::Next | ConsoleKeyState::Signing),
        };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Keys),
            keys: vec![
                key(ConsoleKeyState::Next, 0, 91),
                key(ConsoleKeyState::Signing, -90, 1),
                key(ConsoleKeyState::Retiring, -92, -1),
                key(ConsoleKeyState::Expired, -94, -3),
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

    fn time_line(&self, key: &ConsoleKey) -> TimeLine {
        let keys = &self.page.keys;
        let now = key.signs_from.now;
        let first = keys.iter().map(|key| key.published_from.at).fold(now, i64::min);
        let last = keys.iter().map(|key| key.published_until.at).fold(now, i64::max);
        let length = i128::from(last) - i128::from(first);
        let place = |at: i64| {
            let after = i128::from(at.clamp(first, last)) - i128::from(first);
            i64::try_from(after * i128::from(WIDTH) / length.max(1)).unwrap_or(WIDTH)
        };
        let width = |from: i64, until: i64| (place(until) - place(from)).max(LEAST);
        TimeLine {
            published_from: place(key.published_from.at),
            published_width: width(key.published_from.at, key.published_until.at),
            signs_from: place(key.signs_from.at),
            signs_width: width(key.signs_from.at, key.signs_until.at),
            now: place(now),
        }
    }
}
