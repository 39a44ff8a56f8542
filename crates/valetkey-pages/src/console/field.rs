//! The fields of records: their labels on pages, and their inputs in forms.

use crate::Language;

/// Defines the fields, each with its name in forms, its label and its hint.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident $name:literal $label:literal $hint:expr,)+) => {
        /// A named value of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ConsoleField {
            $($(#[$doc])* $field,)+
        }

        impl ConsoleField {
            /// Returns the name in a form.
            pub fn name(self) -> &'static str {
                match self { $(Self::$field => $name,)+ }
            }

            /// Returns the message with the label.
            pub(crate) fn label(self) -> &'static str {
                match self { $(Self::$field => $label,)+ }
            }

            /// Returns the message with the hint below the input.
            pub(crate) fn hint(self) -> Option<&'static str> {
                match self { $(Self::$field => $hint,)+ }
            }
        }
    };
}

fields! {
    /// The name of a group.
    Name "name" "console-application-name" None,
    /// The name of a role.
    RoleName "name" "console-application-name" Some("console-role-name-hint"),
    /// The sentence for administrators.
    Description "description" "console-description" None,
    /// The group above.
    Parent "parent" "console-group-above" Some("console-group-above-hint"),
    /// The client or audience of a role.
    Owner "owner" "console-role-owner" Some("console-role-owner-hint"),
    /// The permissions of a role.
    Permissions "permission" "console-permissions" Some("console-permissions-text"),
    /// The group that a role is limited to.
    LimitedTo "limited_to" "console-role-limit" Some("console-role-limit-hint"),
    /// The scope token.
    ScopeToken "name" "console-scope-token" Some("console-scope-token-hint"),
    /// The claims that a scope opens.
    ScopeClaims "claims" "console-scope-claims" Some("console-scope-claims-hint"),
    /// The sentence that users read about a scope.
    ScopeDescriptions "descriptions" "console-scope-descriptions" Some("console-scope-descriptions-hint"),
    /// Whether applications change data with a scope.
    ScopeWrites "writes" "console-scope-writes" None,
    /// The applications that may ask for a scope.
    Applications "applications" "console-scope-applications" None,
}

/// A word that forms offer and pages show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleWord {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Decide by the name.
    Guess,
}

impl ConsoleWord {
    /// Returns the value in a form, and the message.
    fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Yes => ("yes", "console-word-yes"),
            Self::No => ("no", "console-word-no"),
            Self::Guess => ("guess", "console-word-guess"),
        }
    }

    /// Returns the value in a form.
    pub fn value(self) -> &'static str {
        self.parts().0
    }

    /// Returns the text.
    pub(crate) fn text(self, text: Language) -> String {
        text.say(self.parts().1)
    }
}
