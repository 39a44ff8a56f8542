//! The picture of the user.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountSection, Frame, Language, Page};

/// Shows the picture, with a form to replace it (field `picture`, button `upload`) and one to remove it (button `remove`).
#[derive(Clone, Debug)]
pub struct AccountPicturePage {
    /// The frame.
    pub menu: AccountMenu,
    /// The picture that was uploaded here: a path of this server.
    pub picture: Option<String>,
    /// Whether there is a picture, uploaded here or elsewhere.
    pub has_picture: bool,
    /// The reason why the last upload was refused.
    pub failure: Option<PictureFailure>,
    /// The target of the forms (fields `form_state`, `action`, `picture`): a path of this server.
    pub action: String,
}

/// The reason why an upload was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFailure {
    /// No file was chosen.
    Missing,
    /// Too many bytes.
    TooLarge,
    /// Too many pixels.
    TooManyPixels,
    /// Another format.
    Format,
    /// It can't be decoded.
    Damaged,
    /// Too many pictures are being saved right now.
    Busy,
}

impl PictureFailure {
    fn message(self) -> &'static str {
        match self {
            Self::Missing => "picture-failure-missing",
            Self::TooLarge => "picture-failure-too-large",
            Self::TooManyPixels => "picture-failure-too-many-pixels",
            Self::Format => "picture-failure-format",
            Self::Damaged => "picture-failure-damaged",
            Self::Busy => "picture-failure-busy",
        }
    }
}

impl Page for AccountPicturePage {
    const NAME: &'static str = "account-picture";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let none = Self {
            menu: AccountMenu::sample_below(AccountSection::Profile),
            picture: None,
            has_picture: false,
            failure: None,
            action: "/account/profile/picture".to_owned(),
        };
        let failed = |failure| Self { failure: Some(failure), ..none.clone() };
        vec![
            (
                "uploaded",
                Self { picture: Some(crate::ICON_PATH.to_owned()), has_picture: true, ..none.clone() },
            ),
            ("elsewhere", Self { has_picture: true, ..none.clone() }),
            ("missing", failed(PictureFailure::Missing)),
            ("too-large", failed(PictureFailure::TooLarge)),
            ("too-many-pixels", failed(PictureFailure::TooManyPixels)),
            ("format", failed(PictureFailure::Format)),
            ("damaged", failed(PictureFailure::Damaged)),
            ("busy", failed(PictureFailure::Busy)),
            ("none", none),
        ]
    }
}

#[derive(Template)]
#[template(path = "account_picture.html")]
struct View<'a> {
    page: &'a AccountPicturePage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say("claim-picture")
    }

    fn failure(&self) -> Option<String> {
        self.page.failure.map(|failure| self.text.say(failure.message()))
    }
}
