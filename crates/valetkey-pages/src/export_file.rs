//! The HTML file with everything that the server holds about a user. Users open it without the server, so it loads nothing and
//! contains its own style.

use askama::Template;

use crate::claim::{claim_name, is_claim};
use crate::page::html_of;
use crate::{Language, Moment, plain};

/// The HTML file with everything about a user.
#[derive(Clone, Debug)]
pub struct ExportFile {
    /// The address of the server.
    pub host: String,
    /// The display name of the user.
    pub account_name: String,
    /// When it was made, in seconds.
    pub now: i64,
    /// The parts, in the order to show.
    pub sections: Vec<ExportSection>,
}

/// A part of the file.
#[derive(Clone, Debug)]
pub struct ExportSection {
    /// Its name in the JSON form: `sessions`.
    pub name: String,
    /// The entries, each a list of values.
    pub entries: Vec<Vec<ExportEntry>>,
}

/// A value with its name.
#[derive(Clone, Debug)]
pub struct ExportEntry {
    /// Its name in the JSON form: `created_at`.
    pub name: String,
    /// The value, as text.
    pub value: String,
}

/// The names of the JSON form, each with its message. Claims have messages of their own. Other names are shown unchanged.
const NAMES: [(&str, &str); 46] = [
    ("account", "export-account"),
    ("sign_in", "export-sign-in"),
    ("sessions", "export-sessions"),
    ("trusted_devices", "trusted-heading"),
    ("consents", "export-consents"),
    ("grants", "export-grants"),
    ("mail_links", "export-mail-links"),
    ("events", "export-events"),
    ("username", "account-username"),
    ("email_verified", "export-email-verified"),
    ("phone_number_verified", "export-phone-number-verified"),
    ("granted_roles", "export-granted-roles"),
    ("accepted_terms", "export-accepted-terms"),
    ("disabled", "export-disabled"),
    ("created_at", "export-created-at"),
    ("updated_at", "export-updated-at"),
    ("deletion_at", "mail-fact-deletion"),
    ("password_set", "export-password-set"),
    ("authenticator", "security-authenticator"),
    ("recovery_codes", "security-recovery-codes"),
    ("passkeys", "export-passkey"),
    ("linked_accounts", "export-linked-account"),
    ("failed_sign_ins", "export-failed-sign-ins"),
    ("failures_forgotten_after_days", "export-failures-forgotten"),
    ("device", "mail-fact-device"),
    ("network_address", "mail-fact-network-address"),
    ("signed_in_at", "devices-signed-in"),
    ("methods", "export-methods"),
    ("expires_at", "export-expires-at"),
    ("client_id", "export-client-id"),
    ("application", "export-application"),
    ("scope", "export-scope"),
    ("allowed_at", "export-allowed-at"),
    ("audiences", "export-audiences"),
    ("purpose", "export-purpose"),
    ("kind", "export-kind"),
    ("happened_at", "mail-fact-time"),
    ("by", "export-by"),
    ("reference", "error-reference"),
    ("changed", "export-changed"),
    ("provider", "export-provider"),
    ("provider_issuer", "export-provider"),
    ("provider_subject", "export-provider-subject"),
    ("last_used_at", "export-last-used-at"),
    ("synchronised", "export-synchronised"),
    ("left", "export-left"),
];

impl ExportFile {
    /// Returns the HTML document.
    pub fn render(&self, language: Language) -> String {
        html_of(&View { file: self, text: language })
    }

    /// Returns a file with every kind of value.
    #[cfg(test)]
    fn sample() -> Self {
        let entry = |name: &str, value: &str| ExportEntry { name: name.to_owned(), value: value.to_owned() };
        let all = NAMES.iter().map(|(name, _)| entry(name, "2026-03-12T14:05:00Z")).collect();
        let account =
            vec![entry("given_name", "Ada <b>"), entry("email", "ada@example.org"), entry("odd", "1")];
        let section = |name: &str, entries| ExportSection { name: name.to_owned(), entries };
        Self {
            host: "https://id.example.org".to_owned(),
            account_name: "Ada Lovelace".to_owned(),
            now: 1_773_324_300,
            sections: vec![
                section("account", vec![account]),
                section("sessions", Vec::new()),
                section("events", vec![all]),
            ],
        }
    }
}

/// The style of the file.
const STYLE: &str = "\
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }\n\
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.2rem 1.25rem; margin: 0 0 1rem; padding: 0.75rem; border: 1px solid; border-radius: 0.5rem; }\n\
dt { opacity: 0.75; }\n\
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; white-space: pre-line; }\n\
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } }\n\n";

#[derive(Template)]
#[template(path = "export_file.html")]
struct View<'a> {
    file: &'a ExportFile,
    text: Language,
}

impl View<'_> {
    fn name(&self, name: &str) -> String {
        match NAMES.iter().find(|(known, _)| *known == name) {
            Some((_, message)) => self.text.say(message),
            None if is_claim(name) => claim_name(self.text, name),
            None => plain(name),
        }
    }

    fn explanation(&self) -> String {
        let time = Moment { at: self.file.now, now: self.file.now }.say_exactly(self.text);
        self.text.say_with_all("export-text", &[("host", &self.file.host), ("time", &time)])
    }
}

impl ExportEntry {
    /// Returns the value to show: `2026-03-12T14:05:00Z` becomes `2026-03-12 14:05:00 UTC`.
    fn text(&self) -> String {
        let is_moment = self.name.ends_with("_at") && self.value.len() == "2026-03-12T14:05:00Z".len();
        match self.value.strip_suffix('Z').filter(|_| is_moment) {
            Some(moment) => format!("{} UTC", moment.replace('T', " ")),
            None => plain(&self.value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_words_and_values_are_text() {
        for language in Language::ALL {
            let html = ExportFile::sample().render(language);
            assert!(!html.contains("[export") && !html.contains("[claim"), "{html}");
            for (name, message) in NAMES {
                assert!(!html.contains(&format!("[{message}")), "{name} in {language:?}");
            }
            assert!(html.contains("2026-03-12 14:05:00 UTC") && html.contains("Ada &#60;b&#62;"), "{html}");
            for loading in ["<script", "<img", "<link", "src=", "href=", "url("] {
                assert!(!html.contains(loading), "{loading}");
            }
        }
    }
}
