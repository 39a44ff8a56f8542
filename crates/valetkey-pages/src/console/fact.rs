//! The values of a record, for reading.

use super::{ConsoleWord, group::NamedLink};
use crate::Language;

/// A value of a record.
#[derive(Clone, Debug)]
pub enum ConsoleFact {
    /// A text.
    Text(String),
    /// Texts of a protocol, such as claims.
    Codes(Vec<String>),
    /// Texts, one a line.
    Lines(Vec<String>),
    /// A word.
    Word(ConsoleWord),
    /// Other records, and the number of those that are not shown.
    Links {
        /// The shown records.
        links: Vec<NamedLink>,
        /// The number of other records.
        more: usize,
    },
    /// The number of records that the administrator may not see.
    Hidden(usize),
}

impl ConsoleFact {
    /// Returns whether there is no value.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Codes(texts) | Self::Lines(texts) => texts.is_empty(),
            Self::Links { links, more } => links.is_empty() && *more == 0,
            Self::Hidden(count) => *count == 0,
            Self::Word(_) => false,
        }
    }

    /// Returns the texts of a protocol.
    pub(crate) fn codes(&self) -> &[String] {
        if let Self::Codes(codes) = self { codes } else { &[] }
    }

    /// Returns the other texts.
    pub(crate) fn lines(&self) -> &[String] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::Lines(lines) => lines,
            _ => &[],
        }
    }

    /// Returns the other records.
    pub(crate) fn links(&self) -> &[NamedLink] {
        if let Self::Links { links, .. } = self { links } else { &[] }
    }

    /// Returns the word, or the sentence about records that are not shown.
    pub(crate) fn words(&self, text: Language) -> Option<String> {
        match self {
            Self::Word(word) => Some(word.text(text)),
            Self::Links { more, .. } if *more > 0 => Some(text.say_with_count("console-fact-more", *more)),
            Self::Hidden(count) => Some(text.say_with_count("console-fact-hidden", *count)),
            _ => None,
        }
    }
}
