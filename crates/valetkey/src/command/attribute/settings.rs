//! The settings of an attribute as arguments.

use clap::{Args, ValueEnum};
use valetkey_administration::attribute::AttributeSettings;
use valetkey_authorization_server::record::AttributeAccess;

use crate::claim_map::{pair, set_text};

#[derive(Args)]
pub(super) struct SettingsArguments {
    /// A choice of the type one-of; replaces all. Repeatable
    #[arg(long = "choice", value_name = "TEXT")]
    choices: Vec<String>,
    /// The name that pages show, in English; "" removes it
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
    /// The name in another language. Repeatable
    #[arg(long = "label-in", value_name = "LANGUAGE=TEXT", value_parser = pair)]
    labels: Vec<(String, String)>,
    /// Require a value in forms and commands: yes or no [default: no]
    #[arg(long, value_name = "YES|NO", value_enum, hide_possible_values = true)]
    required: Option<YesNo>,
    /// The users who may see the value, besides applications: user (the user, and administrators), administrator or nobody
    #[arg(long, value_name = "WHO", value_enum, hide_possible_values = true)]
    seen_by: Option<Access>,
    /// The users who may edit the value: user (the user, and administrators), administrator or nobody
    #[arg(long, value_name = "WHO", value_enum, hide_possible_values = true)]
    edited_by: Option<Access>,
    /// Scope that opens its claim from now on; valetkey scope edit takes it back. Repeatable
    #[arg(long = "scope", value_name = "SCOPE")]
    scopes: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum YesNo {
    Yes,
    No,
}

#[derive(Clone, Copy, ValueEnum)]
enum Access {
    User,
    Administrator,
    Nobody,
}

impl From<Access> for AttributeAccess {
    fn from(access: Access) -> Self {
        match access {
            Access::User => Self::User,
            Access::Administrator => Self::Administrator,
            Access::Nobody => Self::Nobody,
        }
    }
}

impl SettingsArguments {
    /// Sets what the arguments name.
    pub(super) fn over(&self, mut settings: AttributeSettings) -> AttributeSettings {
        if !self.choices.is_empty() {
            settings.choices.clone_from(&self.choices);
        }
        set_text(&mut settings.labels, self.label.as_ref(), &self.labels);
        settings.is_required = self.required.map_or(settings.is_required, |word| word == YesNo::Yes);
        settings.seen_by = self.seen_by.map_or(settings.seen_by, Into::into);
        settings.edited_by = self.edited_by.map_or(settings.edited_by, Into::into);
        settings.add_to_scopes.clone_from(&self.scopes);
        settings
    }
}
