//! Usernames that users cannot choose for themselves.

use std::collections::HashSet;

/// Names that suggest that a user represents the operator (some are from RFC 2142).
const BUILT_IN: [&str; 40] = [
    "abuse",
    "account",
    "admin",
    "administration",
    "administrator",
    "anonymous",
    "api",
    "billing",
    "everyone",
    "guest",
    "help",
    "helpdesk",
    "hostmaster",
    "info",
    "login",
    "mail",
    "mailer-daemon",
    "moderator",
    "nobody",
    "no-reply",
    "official",
    "operator",
    "owner",
    "postmaster",
    "root",
    "sales",
    "security",
    "service",
    "signup",
    "staff",
    "superuser",
    "support",
    "sysadmin",
    "sysop",
    "system",
    "team",
    "valetkey",
    "webmaster",
    "www",
    "you",
];

/// The usernames that only an administrator can give. Names that look like one of them are reserved too.
#[derive(Clone, Debug)]
pub struct ReservedUsernames(HashSet<String>);

impl ReservedUsernames {
    /// Creates the list from the built-in names and the operator's own names.
    pub fn new<'a>(own: impl IntoIterator<Item = &'a str>) -> Self {
        Self(BUILT_IN.into_iter().chain(own).map(look).filter(|look| !look.is_empty()).collect())
    }

    /// Returns whether a username is one of these names, or looks like one.
    pub fn contains(&self, username: &str) -> bool {
        self.0.contains(&look(username))
    }
}

impl Default for ReservedUsernames {
    /// Returns the built-in names.
    fn default() -> Self {
        Self::new([])
    }
}

/// Returns a form that is equal for usernames that look alike: in lower case, without separators, and with the same letter for
/// all similar letters. Usernames are ASCII, so letters of other scripts do not occur.
fn look(username: &str) -> String {
    let letter = |c: char| match c.to_ascii_lowercase() {
        '.' | '_' | '-' | '+' => None,
        '0' => Some('o'),
        '1' | 'i' => Some('l'),
        '3' => Some('e'),
        '4' => Some('a'),
        '5' => Some('s'),
        '7' => Some('t'),
        '8' => Some('b'),
        other => Some(other),
    };
    let letters: String = username.trim().chars().filter_map(letter).collect();
    letters.replace("rn", "m").replace("vv", "w")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn al3_names_of_the_operator_and_names_that_look_like_them_are_reserved() {
        let reserved = ReservedUsernames::new(["acme", "ceo@acme.example"]);
        for name in [
            "admin",
            "Admin",
            "ADMIN",
            "adm1n",
            "admln",
            "a.d.m.i.n",
            "admin.",
            "-admin",
            "adrnin",
            "r00t",
            "root_",
            "5upport",
            "no-reply",
            "noreply",
            "acme",
            "Acm3",
            "ceo@acme.example",
            "CEO@acme.example",
            "vvebmaster",
        ] {
            assert!(reserved.contains(name), "{name}");
        }
        for name in [
            "ada",
            "admiral",
            "roots",
            "rooted",
            "acme2",
            "administer",
            "admin@mail.example",
            "ceo",
            "user",
            "",
        ] {
            assert!(!reserved.contains(name), "{name}");
        }
        assert!(!ReservedUsernames::default().contains("acme"));
    }
}
