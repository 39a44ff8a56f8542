//! `[mail]`: how mails leave this machine.

use std::path::PathBuf;

use lettre::message::Mailbox;
use serde::Deserialize;
use valetkey_types::{Secret, is_loopback_host};

use super::check::{Problems, problem};

/// `[mail]`. Without `server` and `folder` no mail is sent, and features that need mail are off.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailSettings {
    /// The SMTP server: a host, or a host with a port.
    pub server: Option<String>,
    /// The protection of the connection.
    pub tls: MailTls,
    /// Sends mails without TLS to a server that is not on this machine. Gives up: everybody on the way reads the links.
    pub danger_without_tls: bool,
    /// The username at the server, if it wants one.
    pub username: Option<String>,
    /// The file with the password. `VALETKEY_MAIL_PASSWORD` holds the password itself instead.
    pub password_file: Option<PathBuf>,
    /// The password, from the environment.
    #[serde(skip)]
    pub password: Option<Secret>,
    /// The sender: an address, or a name and an address as in `Example <no-reply@example.org>`.
    pub from: Option<String>,
    /// Writes each mail to a file in this folder instead of sending it.
    pub folder: Option<PathBuf>,
}

/// The protection of the connection to the SMTP server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// TLS from the first byte (RFC 8314 section 3.3).
    #[default]
    Implicit,
    /// The connection must become a TLS connection before anything is sent (RFC 3207).
    Starttls,
    /// No TLS.
    None,
}

impl MailTls {
    /// Returns the usual port.
    fn port(self) -> u16 {
        match self {
            Self::Implicit => 465,
            Self::Starttls => 587,
            Self::None => 25,
        }
    }
}

impl MailSettings {
    /// Returns whether mails can be sent.
    pub fn is_on(&self) -> bool {
        self.server.is_some() || self.folder.is_some()
    }

    /// Returns the sender, if it can be read.
    pub(crate) fn sender(&self) -> Option<Mailbox> {
        self.from.as_ref()?.parse().ok()
    }

    /// Returns host and port of the SMTP server, if it is one.
    pub(crate) fn host_and_port(&self) -> Option<(String, u16)> {
        let server = self.server.as_ref()?;
        let url = url::Url::parse(&format!("smtp://{server}")).ok()?;
        let is_plain = url.username().is_empty()
            && url.password().is_none()
            && matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none();
        let host = url.host_str().filter(|host| is_plain && !host.is_empty())?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        Some((host.to_owned(), url.port().unwrap_or_else(|| self.tls.port())))
    }

    pub(super) fn check(&self, problems: &mut Problems) {
        match (&self.server, &self.folder) {
            (Some(_), Some(folder)) => {
                problems.push(problem("mail.folder", "no folder beside mail.server", folder.display()));
            }
            (None, None) => {
                self.check_off(problems);
                return;
            }
            (Some(_), None) => self.check_server(problems),
            (None, Some(folder)) if !folder.is_dir() => {
                problems.push(problem("mail.folder", "a folder that exists", folder.display()));
            }
            (None, Some(_)) => {}
        }
        if self.sender().is_none() {
            let seen = self.from.as_deref().unwrap_or("nothing");
            let expected = "a sender such as \"Example <no-reply@example.org>\"";
            problems.push(problem("mail.from", expected, format!("{seen:?}")));
        }
    }

    fn check_server(&self, problems: &mut Problems) {
        let Some((host, _)) = self.host_and_port() else {
            let seen = match self.server.as_deref() {
                Some(server) if server.contains('@') => {
                    "a text with an @ (not shown, because it may hold a password)"
                }
                server => server.unwrap_or_default(),
            };
            problems.push(problem(
                "mail.server",
                "a host such as smtp.example.org or smtp.example.org:465",
                seen,
            ));
            return;
        };
        let is_in_the_clear = self.tls == MailTls::None && !is_loopback_host(&host);
        if is_in_the_clear && !self.danger_without_tls {
            problems.push(problem(
                "mail.tls",
                "implicit or starttls for a server on another machine",
                "none",
            ));
        }
        if !is_in_the_clear && self.danger_without_tls {
            let expected = "false, because the connection has TLS or stays on this machine";
            problems.push(problem("mail.danger_without_tls", expected, true));
        }
        let has_password = self.password.is_some() || self.password_file.is_some();
        match (&self.username, has_password) {
            (Some(_), false) => {
                problems.push(problem(
                    "mail.password_file",
                    "a file with the password of mail.username",
                    "none",
                ));
            }
            (None, true) => {
                problems.push(problem("mail.username", "the name that the password belongs to", "none"))
            }
            _ => {}
        }
        if self.password.is_some() && self.password_file.is_some() {
            let expected = "no file beside VALETKEY_MAIL_PASSWORD";
            problems.push(problem("mail.password_file", expected, "a file"));
        }
    }

    /// Refuses keys that mean nothing without a server.
    fn check_off(&self, problems: &mut Problems) {
        let set = [
            ("mail.username", self.username.is_some()),
            ("mail.password_file", self.password_file.is_some()),
            ("mail.from", self.from.is_some()),
            ("mail.danger_without_tls", self.danger_without_tls),
        ];
        for (key, _) in set.iter().filter(|(_, is_set)| *is_set) {
            problems.push(problem(key, "mail.server or mail.folder beside it", "neither"));
        }
    }
}
