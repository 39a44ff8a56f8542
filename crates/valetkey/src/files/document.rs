//! The text of one file, and the display of problems in it.

use std::{ops::Range, path::PathBuf};

use crate::configuration_file::diagnostic::Diagnostic;

/// A file that was read.
pub(super) struct Document {
    /// The path, as on the command line.
    path: String,
    /// The name of the file with its folder, as in the database.
    pub(super) name: String,
    /// The folder that relative paths in the file start at.
    pub(super) folder: PathBuf,
    /// The text.
    pub(super) text: String,
    /// The parts of the text that hold no secret.
    visible: Vec<Range<usize>>,
}

/// A problem at a place of a file.
pub(super) struct Found {
    /// The place, in bytes.
    pub(super) span: Range<usize>,
    /// The title.
    pub(super) title: String,
    /// The expected value and the value in the file.
    pub(super) label: String,
    /// A hint.
    pub(super) help: Option<String>,
}

impl Document {
    pub(super) fn new(path: String, name: String, folder: PathBuf, text: String) -> Self {
        Self { path, name, folder, text, visible: Vec::new() }
    }

    /// Allows problems to show a part of the text.
    pub(super) fn show(&mut self, span: Range<usize>) {
        self.visible.push(span);
    }

    /// Returns file and line of a place.
    pub(super) fn line(&self, place: usize) -> String {
        let before = self.text.get(..place).unwrap_or_default();
        format!("{}:{}", self.path, before.matches('\n').count() + 1)
    }

    /// Returns the problem with its line. Stars hide everything that may be a secret.
    pub(super) fn render(&self, found: Found) -> String {
        Diagnostic {
            path: &self.path,
            text: &self.without_secrets(),
            span: found.span,
            title: found.title,
            label: found.label,
            help: found.help,
        }
        .render_as_it_is()
    }

    /// Returns a text of the same length, with stars for everything except whitespace, brackets, keys and known values.
    fn without_secrets(&self) -> String {
        let mut visible = vec![false; self.text.len()];
        for span in &self.visible {
            for byte in visible.iter_mut().take(span.end).skip(span.start) {
                *byte = true;
            }
        }
        let mut shown = String::with_capacity(self.text.len());
        for (place, character) in self.text.char_indices() {
            let is_shape = character.is_ascii_whitespace() || "[]{}=,.".contains(character);
            let is_visible = visible.get(place).copied().unwrap_or(false);
            // The terminal could execute a control character.
            let is_plain = !character.is_control() || is_shape;
            if (is_shape || is_visible) && is_plain {
                shown.push(character);
            } else {
                shown.extend(std::iter::repeat_n('*', character.len_utf8()));
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_shows_known_values_and_no_others() {
        let text = "name = \"Notes\"\nclient_secret = \"hush\u{e4}\" # hush\n";
        let mut document =
            Document::new("a.toml".to_owned(), "x/a.toml".to_owned(), PathBuf::new(), text.to_owned());
        document.show(0..14);
        document.show(15..28);
        let shown = document.without_secrets();
        assert_eq!(shown, "name = \"Notes\"\nclient_secret = ******** * ****\n");
        assert_eq!(shown.len(), text.len());
        assert_eq!(document.line(16), "a.toml:2");
    }
}
