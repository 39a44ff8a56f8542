//! The profile: the claims that the user edits.

use askama::Template;

use crate::claim::claim_name;
use crate::page::html_of;
use crate::{AccountMenu, AccountNotice, AccountSection, ClaimValue, Frame, Language, Page};

/// Shows one field per claim. Button `save`.
#[derive(Clone, Debug)]
pub struct AccountProfilePage {
    /// The frame.
    pub menu: AccountMenu,
    /// The username, which the user can't change here.
    pub username: String,
    /// The email address, which the user can't change here.
    pub email: Option<String>,
    /// The claims, in the order to show. The name of a field is that of its claim.
    pub fields: Vec<ProfileField>,
    /// The revision that the values were read at, hidden field `revision`.
    pub revision: String,
    /// Why the last attempt failed.
    pub failure: Option<ProfileFailure>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page of the picture: a path of this server.
    pub picture_uri: String,
}

/// A field of the profile.
#[derive(Clone, Debug)]
pub struct ProfileField {
    /// The claim, with its value or an empty text.
    pub claim: ClaimValue,
    /// Whether the value was refused.
    pub is_wrong: bool,
}

/// Why the profile was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileFailure {
    /// Values in a wrong form.
    WrongValues,
    /// Somebody else changed the account meanwhile. The page shows the present values.
    Changed,
}

/// For a claim, what browsers fill in (HTML, section 4.10.18.7), and the message that says its form.
const FORMS: [(&str, &str, Option<&str>); 17] = [
    ("name", "name", None),
    ("given_name", "given-name", None),
    ("family_name", "family-name", None),
    ("middle_name", "additional-name", None),
    ("nickname", "nickname", None),
    ("profile", "off", Some("profile-hint-web")),
    ("website", "url", Some("profile-hint-web")),
    ("gender", "sex", None),
    ("birthdate", "bday", Some("profile-hint-birthdate")),
    ("zoneinfo", "off", Some("profile-hint-zoneinfo")),
    ("locale", "language", Some("profile-hint-locale")),
    ("phone_number", "tel", Some("profile-hint-phone")),
    ("address.street_address", "street-address", None),
    ("address.locality", "address-level2", None),
    ("address.region", "address-level1", None),
    ("address.postal_code", "postal-code", None),
    ("address.country", "country-name", None),
];

impl ProfileField {
    fn id(&self) -> String {
        self.claim.claim.replace(['.', '_'], "-")
    }

    fn form(&self) -> Option<&'static (&'static str, &'static str, Option<&'static str>)> {
        FORMS.iter().find(|(claim, ..)| *claim == self.claim.claim)
    }

    fn autocomplete(&self) -> &'static str {
        self.form().map_or("off", |(_, autocomplete, _)| autocomplete)
    }

    /// Returns the message that says the form of the value.
    fn hint(&self) -> Option<&'static str> {
        let (.., hint) = self.form()?;
        hint.or_else(|| self.is_wrong.then_some("profile-hint-text"))
    }

    /// Whether the value can have several lines.
    fn has_lines(&self) -> bool {
        self.claim.claim == "address.street_address"
    }
}

impl Page for AccountProfilePage {
    const NAME: &'static str = "account-profile";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let value = |claim: &str| match claim {
            "name" => "Ada Lovelace",
            "birthdate" => "1815-12-10",
            "address.street_address" => "12 St James's Square\nMarylebone",
            _ => "",
        };
        let field =
            |claim: &str| ProfileField { claim: ClaimValue::new(claim, value(claim)), is_wrong: false };
        let full = Self {
            menu: AccountMenu::sample(AccountSection::Profile),
            username: "ada".to_owned(),
            email: Some("ada@example.org".to_owned()),
            fields: FORMS.iter().map(|(claim, ..)| field(claim)).collect(),
            revision: "7".to_owned(),
            failure: None,
            action: "/account/profile".to_owned(),
            picture_uri: "/account/profile/picture".to_owned(),
        };
        let mut wrong = Self { failure: Some(ProfileFailure::WrongValues), ..full.clone() };
        for field in wrong.fields.iter_mut().step_by(4) {
            field.is_wrong = true;
            "x".clone_into(&mut field.claim.value);
        }
        let changed = Self { failure: Some(ProfileFailure::Changed), email: None, ..full.clone() };
        let saved = Self { menu: full.menu.clone().with(AccountNotice::ProfileSaved), ..full.clone() };
        vec![("full", full), ("wrong-values", wrong), ("changed-meanwhile", changed), ("saved", saved)]
    }
}

#[derive(Template)]
#[template(path = "account_profile.html")]
struct View<'a> {
    page: &'a AccountProfilePage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        match self.page.failure {
            Some(_) => self.text.error_title(&self.heading(), None),
            None => self.text.title(&self.heading(), None),
        }
    }

    fn heading(&self) -> String {
        self.text.say("account-menu-profile")
    }

    fn failure(&self) -> Option<String> {
        Some(self.text.say(match self.page.failure? {
            ProfileFailure::WrongValues => "profile-failure-wrong-values",
            ProfileFailure::Changed => "profile-failure-changed",
        }))
    }

    fn label(&self, field: &ProfileField) -> String {
        claim_name(self.text, &field.claim.claim)
    }

    /// Returns the names of the fields, hidden field `fields`: what a form does not have stays as it is.
    fn names(&self) -> String {
        let names: Vec<_> = self.page.fields.iter().map(|field| field.claim.claim.as_str()).collect();
        names.join(" ")
    }

    /// Whether this field is the first wrong one, which gets the focus.
    fn is_first_wrong(&self, field: &ProfileField) -> bool {
        let first = self.page.fields.iter().find(|field| field.is_wrong);
        first.is_some_and(|first| first.claim.claim == field.claim.claim)
    }
}
