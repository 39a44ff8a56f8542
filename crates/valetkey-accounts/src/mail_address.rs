//! Parses an email address that a user typed on a page.

use std::fmt;

/// An email address of ASCII characters. All mail programs read it in the same way, and no other address looks like it.
///
/// The local part is a dot-atom (RFC 5321 section 4.1.2 without quotes), the domain has at least two labels of letters, digits
/// and hyphens. The domain is in lower case. An internationalized domain is written with its A-labels (`xn--…`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAddress(String);

/// A text that is not one plain mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected one mail address like name@example.org, got another text")]
pub struct MailAddressError;

impl MailAddress {
    /// Reads an address. Ignores spaces around it.
    ///
    /// # Errors
    /// [`MailAddressError`] for any other text than one plain address: a list, quotes, comments, names, address literals,
    /// letters outside ASCII, or a dot at the end.
    pub fn parse(typed: &str) -> Result<Self, MailAddressError> {
        let text = typed.trim_matches([' ', '\t', '\r', '\n']);
        let (local, domain) = text.split_once('@').ok_or(MailAddressError)?;
        match text.len() <= 254 && is_local_part(local) && is_domain(domain) {
            true => Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase()))),
            false => Err(MailAddressError),
        }
    }

    /// Returns the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the domain.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// Returns whether the domain is one of these. Subdomains do not match.
    pub fn is_of(&self, domains: &[String]) -> bool {
        domains.iter().any(|domain| domain.eq_ignore_ascii_case(self.domain()))
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_local_part(local: &str) -> bool {
    let is_atom = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.bytes().all(is_atom))
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top_level = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(is_label)
        && top_level.starts_with(|first: char| first.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn al3_one_plain_address_is_read_and_blanks_around_it_are_left_out() {
        for (typed, read) in [
            ("ada@example.org", "ada@example.org"),
            ("  Ada.L+notes@Example.ORG\n", "Ada.L+notes@example.org"),
            ("o'brien@xn--bcher-kva.example", "o'brien@xn--bcher-kva.example"),
        ] {
            assert_eq!(MailAddress::parse(typed).map(|address| address.to_string()).as_deref(), Ok(read));
        }
    }

    #[test]
    fn al3_everything_else_is_refused() {
        for typed in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@example.org,eve@example.com",
            "ada@example.org;eve@example.com",
            "ada@example.org eve@example.com",
            "ada@example.org\neve@example.com",
            "ada@example.org\r\nBcc: eve@example.com",
            "ada@eve.example@example.org",
            "\"ada\"@example.org",
            "\"ada@eve.example\"@example.org",
            "ada(comment)@example.org",
            "ada@example.org(comment)",
            "Ada <ada@example.org>",
            "<ada@example.org>",
            "ada@[192.0.2.1]",
            "ada@192.0.2.1",
            "ada@localhost",
            "ada@example.org.",
            "ada@example..org",
            "ada@-example.org",
            ".ada@example.org",
            "ada.@example.org",
            "a..da@example.org",
            "ada\u{ff20}example.org",
            "\u{430}da@example.org",
            "ada@\u{435}xample.org",
            "ada@b\u{fc}cher.example",
            "ada\u{200b}@example.org",
            "ada@example\u{3002}org",
            "ada@example.org\u{0}",
        ] {
            assert_eq!(MailAddress::parse(typed), Err(MailAddressError), "{typed:?}");
        }
        assert!(MailAddress::parse(&format!("{}@example.org", "a".repeat(65))).is_err());
        assert!(MailAddress::parse(&format!("a@{}.org", "b".repeat(250))).is_err());
    }

    #[test]
    fn al3_domain_rules_compare_the_whole_last_part() {
        let domains = ["example.org".to_owned()];
        let is_of = |typed: &str| MailAddress::parse(typed).unwrap().is_of(&domains);
        assert!(is_of("ada@EXAMPLE.org"));
        for other in ["ada@evil-example.org", "ada@sub.example.org", "ada@example.org.evil.example"] {
            assert!(!is_of(other), "{other}");
        }
    }
}
