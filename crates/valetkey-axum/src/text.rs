//! Every sentence of the pages of this crate, in each language.

/// A language of the built-in pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    English,
    German,
}

impl Language {
    /// Returns the preferred language of `Accept-Language` (RFC 9110 section 12.5.4); English if we have none of them.
    pub(crate) fn preferred(accept_language: &str) -> Self {
        let mut best = (Self::English, 0.0);
        for range in accept_language.split(',').take(32) {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let primary = tag.split('-').next().unwrap_or_default();
            let quality =
                parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            let language = match primary.to_ascii_lowercase().as_str() {
                "de" => Self::German,
                "en" | "*" => Self::English,
                _ => continue,
            };
            if quality > best.1 {
                best = (language, quality);
            }
        }
        best.0
    }

    /// The tag for the attribute `lang` (RFC 5646).
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }
}

macro_rules! texts {
    ($($name:ident: $english:literal, $german:literal;)*) => {
        /// A sentence or a heading. All are fixed: nothing that came from outside is ever shown.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Text { $($name,)* }

        impl Text {
            pub(crate) fn in_language(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::English) => $english, (Self::$name, Language::German) => $german,)*
                }
            }

            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

texts! {
    SignIn: "Sign in", "Anmelden";
    SignInQuestion: "Sign in?", "Anmelden?";
    SentByAnotherSite: "Another site sent you here to sign in. Continue only if you want to.",
        "Eine andere Website hat Sie zum Anmelden hierher geschickt. Fahren Sie nur fort, wenn Sie das möchten.";
    SignInWith: "Sign in with {provider}", "Mit {provider} anmelden";
    Back: "Back to the application", "Zurück zur Anwendung";
    TryAgain: "Try again", "Erneut versuchen";
    CancelledHeading: "Sign-in cancelled", "Anmeldung abgebrochen";
    Cancelled: "You cancelled the sign-in. You are not signed in.",
        "Sie haben die Anmeldung abgebrochen. Sie sind nicht angemeldet.";
    ExpiredHeading: "This sign-in has expired", "Diese Anmeldung ist abgelaufen";
    Expired: "It took too long, was finished already, or was started in another browser. Please start again.",
        "Sie hat zu lange gedauert, ist schon abgeschlossen oder wurde in einem anderen Browser begonnen. Bitte beginnen Sie neu.";
    FailedHeading: "We couldn't sign you in", "Die Anmeldung hat nicht geklappt";
    Failed: "The sign-in could not be finished. Please try again.",
        "Die Anmeldung konnte nicht abgeschlossen werden. Bitte versuchen Sie es erneut.";
    NotStarted: "The sign-in could not be started. Please try again.",
        "Die Anmeldung konnte nicht begonnen werden. Bitte versuchen Sie es erneut.";
    Unreachable: "The sign-in service can't be reached right now. Please try again in a minute.",
        "Der Anmeldedienst ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute erneut.";
    Misconfigured: "This application is not set up correctly for signing in. Its operator can find the reason in the log.",
        "Diese Anwendung ist für die Anmeldung nicht richtig eingerichtet. Der Grund steht in ihrem Protokoll.";
    NoSuchOption: "This sign-in option doesn't exist.", "Diese Anmeldemöglichkeit gibt es nicht.";
    OpenDirectly: "Please open the sign-in page directly.", "Bitte öffnen Sie die Anmeldeseite direkt.";
    SessionNotStored: "The session could not be stored. Please try again.",
        "Die Sitzung konnte nicht gespeichert werden. Bitte versuchen Sie es erneut.";
    SessionsUnavailable: "Please try again in a minute.", "Bitte versuchen Sie es in einer Minute erneut.";
    SignOutHeading: "You are still signed in", "Sie sind noch angemeldet";
    SignOutHere: "Please sign out on a page of this application.",
        "Bitte melden Sie sich auf einer Seite dieser Anwendung ab.";
    SignOutFailed: "Signing out failed. Please try again.",
        "Das Abmelden ist fehlgeschlagen. Bitte versuchen Sie es erneut.";
    ForbiddenHeading: "Insufficient permissions", "Fehlende Berechtigung";
    Forbidden: "Your account may not open this page.", "Ihr Konto darf diese Seite nicht öffnen.";
    LinkHeading: "Your account was not changed", "Ihr Konto wurde nicht geändert";
    NotOurForm: "Please use the form on a page of this application.",
        "Bitte benutzen Sie das Formular auf einer Seite dieser Anwendung.";
    SignInFirst: "Please sign in first.", "Bitte melden Sie sich zuerst an.";
    BelongsToAnother: "That account already belongs to another user here.",
        "Dieses Konto gehört hier schon zu jemand anderem.";
    IsTheLastOne: "This is your only way to sign in. Add another one first.",
        "Das ist Ihre einzige Anmeldemöglichkeit. Fügen Sie zuerst eine andere hinzu.";
    TooWeak: "This page needs a stronger sign-in than the sign-in service made.",
        "Diese Seite braucht eine stärkere Anmeldung, als der Anmeldedienst vorgenommen hat.";
    NotLinked: "That account is not linked to yours.", "Dieses Konto ist nicht mit Ihrem verknüpft.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u6_the_preferred_language_wins() {
        for (header, expected) in [
            ("", Language::English),
            ("de", Language::German),
            ("de-AT,en;q=0.5", Language::German),
            ("en-GB,de;q=0.9", Language::English),
            ("fr,de;q=0.8,en;q=0.7", Language::German),
            ("fr", Language::English),
            ("de;q=0", Language::English),
            ("DE;q=0.1, en;q=x", Language::English),
            ("*,de;q=0.5", Language::English),
        ] {
            assert_eq!(Language::preferred(header), expected, "{header}");
        }
    }

    #[test]
    fn u6_every_text_is_in_every_language() {
        for text in Text::ALL {
            let (english, german) = (text.in_language(Language::English), text.in_language(Language::German));
            assert!(!english.is_empty() && english != german, "{text:?}");
            assert_eq!(english.contains("{provider}"), german.contains("{provider}"), "{text:?}");
        }
    }
}
