//! A problem shown at its place in the file.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::known_keys;

/// One problem.
pub(crate) struct Diagnostic<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    /// Bytes of the text.
    pub(crate) span: Range<usize>,
    pub(crate) title: String,
    pub(crate) label: String,
    pub(crate) help: Option<String>,
}

impl Diagnostic<'_> {
    /// The text with line and column and the line itself.
    pub(super) fn render(self) -> String {
        let text = without_secrets(self.text);
        Diagnostic { text: &text, ..self }.render_as_it_is()
    }

    /// The same for a text that holds no secret.
    pub(crate) fn render_as_it_is(self) -> String {
        let annotation = AnnotationKind::Primary.span(self.span).label(self.label);
        let snippet = Snippet::source(self.text).path(self.path).annotation(annotation);
        let mut group = Level::ERROR.primary_title(self.title).element(snippet);
        if let Some(help) = self.help {
            group = group.element(Level::HELP.message(help));
        }
        Renderer::plain().render(&[group])
    }
}

/// The text with stars for everything that may hold a password, byte for byte, so that every place stays where it is.
///
/// A line shows its value only behind the name of a key, or nearly the name of one, that holds no address.
fn without_secrets(text: &str) -> String {
    text.split_inclusive('\n').map(without_secret).collect()
}

fn without_secret(line: &str) -> String {
    let content = line.trim_end_matches(['\r', '\n']);
    let shown = match content.split_once('=') {
        Some((key, value)) if is_harmless(key.trim(), value) => content.len(),
        Some((key, _)) if is_name(key.trim()) => key.len() + 1,
        None if is_heading(content) => content.len(),
        _ => 0,
    };
    let hidden = "*".repeat(content.len() - shown);
    format!("{}{hidden}{}", &content[..shown], &line[content.len()..])
}

fn is_harmless(key: &str, value: &str) -> bool {
    is_name(key) && known_keys::is_harmless(key) && !value.contains(['@', '='])
}

/// Whether a key is written without quotes.
pub(crate) fn is_name(key: &str) -> bool {
    key.chars().all(|character| character.is_ascii_alphanumeric() || "_-.".contains(character))
}

fn is_heading(line: &str) -> bool {
    let name = line.trim().strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    name.is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f2_no_line_shows_what_may_hold_a_password() {
        for harmless in [
            "issuer = \"https://id.example\"\n",
            "isuer = 3 # three\r\n",
            "lifetimes.grant = 1",
            "[lifetimes]",
        ] {
            assert_eq!(without_secrets(harmless), harmless);
        }
        for (visible, hidden) in [
            ("issuer =", " \"https://ada:p@id\""),
            ("database =", " \"host=db password=x\""),
            ("databse =", " \"p\""),
            ("database.password =", " 1"),
            ("password =", " \"p\u{e4}\""),
            ("password=", "x\""),
            ("", "\"x y\" = 1"),
            ("", "# postgres"),
            ("", "database \"secret\""),
        ] {
            let shown = without_secrets(&format!("{visible}{hidden}\n"));
            assert_eq!(shown, format!("{visible}{}\n", "*".repeat(hidden.len())));
        }
    }
}
