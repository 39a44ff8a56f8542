//! The words that forms offer and pages show.

use crate::Language;

/// Defines the words, each with its value in forms and its message.
macro_rules! words {
    ($($(#[$doc:meta])* $word:ident $value:literal $message:literal,)+) => {
        /// A word that forms offer and pages show.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ConsoleWord {
            $($(#[$doc])* $word,)+
        }

        impl ConsoleWord {
            /// Returns the value in a form, and the message.
            fn parts(self) -> (&'static str, &'static str) {
                match self { $(Self::$word => ($value, $message),)+ }
            }
        }
    };
}

words! {
    /// Yes.
    Yes "yes" "console-word-yes",
    /// No.
    No "no" "console-word-no",
    /// Decide by the name.
    Guess "guess" "console-word-guess",
    /// A text of one line.
    Text "text" "console-word-text",
    /// A number.
    Number "number" "console-word-number",
    /// Yes or no.
    YesNo "yes-no" "console-word-yes-no",
    /// A day.
    Date "date" "console-word-date",
    /// A list of texts.
    Texts "texts" "console-word-texts",
    /// One text of a list.
    OneOf "one-of" "console-word-one-of",
    /// The user, and administrators.
    User "user" "console-word-user",
    /// Administrators.
    Administrator "administrator" "console-word-administrator",
    /// No user.
    Nobody "nobody" "console-word-nobody",
    /// A user signs in, then an account is linked.
    Link "link" "console-word-link",
    /// A user is added.
    Create "create" "console-word-create",
    /// An account is refused.
    Refuse "refuse" "console-word-refuse",
    /// When a sign-in adds a user.
    First "first" "console-word-first",
    /// At each sign-in.
    Each "each" "console-word-each",
    /// This server only.
    Here "here" "console-word-here",
    /// This server, and the provider if the user wants it.
    Offer "offer" "console-word-offer",
    /// A secret is stored.
    Stored "stored" "console-word-stored",
    /// No secret is stored.
    NotStored "not-stored" "console-word-not-stored",
}

impl ConsoleWord {
    /// Returns the value in a form.
    pub fn value(self) -> &'static str {
        self.parts().0
    }

    /// Returns the text.
    pub(crate) fn text(self, text: Language) -> String {
        text.say(self.parts().1)
    }
}
