//! The profile: the claims that the user edits.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountNotice, AccountSection, ClaimValue, Frame, Language, Page, plain};

/// Shows one field per claim. Button `save`.
#[derive(Clone, Debug)]
pub struct AccountProfilePage {
    /// The frame.
    pub menu: AccountMenu,
    /// The username, which the user can't change here.
    pub username: String,
    /// The email address, which the user can't change here.
    pub email: Option<String>,
    /// Values that the user sees and can't change, in the order to show.
    pub facts: Vec<ClaimValue>,
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
    /// The control.
    pub input: ProfileInput,
    /// Whether a value is required.
    pub is_required: bool,
    /// Whether the value was refused.
    pub is_wrong: bool,
}

/// The control of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileInput {
    /// A line of text.
    Line,
    /// Several lines of text.
    Lines,
    /// A list of texts, one on each line.
    List,
    /// A number.
    Number,
    /// A day.
    Date,
    /// `yes` or `no`.
    YesNo,
    /// One of these texts.
    OneOf(Vec<String>),
}

/// An option of a list: its value, its text, and whether it is selected.
struct Choice {
    value: String,
    label: String,
    is_selected: bool,
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
    /// Creates a field that takes a line of text.
    pub fn line(claim: ClaimValue, is_wrong: bool) -> Self {
        Self { claim, input: ProfileInput::Line, is_required: false, is_wrong }
    }

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
        let of_claim = self.form().and_then(|(.., hint)| *hint);
        let of_input = match self.input {
            ProfileInput::List => Some("profile-hint-list"),
            ProfileInput::Number => Some("profile-hint-number"),
            _ => None,
        };
        let missing = self.is_wrong && self.is_required && self.claim.value.is_empty();
        let wrong = missing.then_some("profile-hint-required");
        wrong.or(of_claim).or(of_input).or_else(|| self.is_wrong.then_some("profile-hint-text"))
    }

    /// Whether the value can have several lines.
    fn has_lines(&self) -> bool {
        matches!(self.input, ProfileInput::Lines | ProfileInput::List)
    }

    fn has_choices(&self) -> bool {
        matches!(self.input, ProfileInput::YesNo | ProfileInput::OneOf(_))
    }

    fn input_type(&self) -> &'static str {
        if self.input == ProfileInput::Date { "date" } else { "text" }
    }

    /// Returns the options of a list. The first one is "not set", even for a required value, so that the user makes the choice.
    fn choices(&self, text: Language) -> Vec<Choice> {
        let of = |value: &str, label: String| Choice {
            value: value.to_owned(),
            label,
            is_selected: self.claim.value == value,
        };
        let mut choices = vec![of("", text.say("profile-not-set"))];
        match &self.input {
            ProfileInput::YesNo => {
                choices.extend([of("yes", text.say("profile-yes")), of("no", text.say("profile-no"))]);
            }
            ProfileInput::OneOf(values) => {
                choices.extend(values.iter().map(|value| of(value, plain(value))));
            }
            _ => {}
        }
        choices
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
        let field = |claim: &str| {
            let line = ProfileField::line(ClaimValue::new(claim, value(claim)), false);
            match claim {
                "address.street_address" => ProfileField { input: ProfileInput::Lines, ..line },
                _ => line,
            }
        };
        let full = Self {
            menu: AccountMenu::sample(AccountSection::Profile),
            username: "ada".to_owned(),
            email: Some("ada@example.org".to_owned()),
            facts: Vec::new(),
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
        let with_attributes = Self {
            facts: vec![labelled("department", "Department", "Analytical engines")],
            fields: full.fields.iter().cloned().chain(sample_attributes()).collect(),
            ..full.clone()
        };
        let mut wrong_attributes =
            Self { failure: Some(ProfileFailure::WrongValues), ..with_attributes.clone() };
        for field in wrong_attributes.fields.iter_mut().filter(|field| !field.claim.labels.is_empty()) {
            field.is_wrong = true;
            field.claim.value.clear();
        }
        vec![
            ("with-attributes", with_attributes),
            ("wrong-attributes", wrong_attributes),
            ("full", full),
            ("wrong-values", wrong),
            ("changed-meanwhile", changed),
            ("saved", saved),
        ]
    }
}

fn labelled(claim: &str, label: &str, value: &str) -> ClaimValue {
    let labels = [("en".to_owned(), label.to_owned())].into();
    ClaimValue { labels, ..ClaimValue::new(claim, value) }
}

/// A field with each control.
fn sample_attributes() -> Vec<ProfileField> {
    let sizes = ["S", "M", "L"].map(str::to_owned).to_vec();
    [
        ("attribute.badge", "Badge number", "1815", ProfileInput::Number),
        ("attribute.starts_on", "First day", "1833-06-05", ProfileInput::Date),
        ("attribute.vegetarian", "Vegetarian", "yes", ProfileInput::YesNo),
        ("attribute.shirt", "Shirt size", "M", ProfileInput::OneOf(sizes)),
        ("attribute.skills", "Skills", "Mathematics\nTranslation", ProfileInput::List),
    ]
    .map(|(claim, label, value, input)| ProfileField {
        is_required: true,
        input,
        ..ProfileField::line(labelled(claim, label, value), false)
    })
    .into()
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
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
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
        let name = field.claim.name(self.text);
        if field.is_required { self.text.say_with("profile-required", "name", &name) } else { name }
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
