//! A problem shown at its place in the file.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// One problem.
pub(super) struct Diagnostic<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    pub(super) title: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
}

impl Diagnostic<'_> {
    /// The text with line and column and the line itself.
    pub(super) fn render(self) -> String {
        let annotation = AnnotationKind::Primary.span(self.span).label(self.label);
        let text = without_passwords(self.text);
        let snippet = Snippet::source(&text).path(self.path).annotation(annotation);
        let mut group = Level::ERROR.primary_title(self.title).element(snippet);
        if let Some(help) = self.help {
            group = group.element(Level::HELP.message(help));
        }
        Renderer::plain().render(&[group])
    }
}

/// The text with stars for the passwords of addresses, byte for byte, so that every place stays where it is.
fn without_passwords(text: &str) -> String {
    let mut shown = text.to_owned();
    for (scheme, _) in text.match_indices("://") {
        let start = scheme + "://".len();
        let rest = &text[start..];
        let address = &rest
            [..rest.find(|byte: char| byte.is_whitespace() || "\"'".contains(byte)).unwrap_or(rest.len())];
        let Some(end) = address.rfind('@') else { continue };
        let Some(colon) = address[..end].find(':') else { continue };
        let password = start + colon + 1..start + end;
        shown.replace_range(password.clone(), &"*".repeat(password.len()));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_of_an_address_is_shown() {
        let text = "a = \"postgres://ada:p@ss:wörd@db/x\"\nb = \"https://id.example:8443/a@b\"\nc = 'postgres://ada:s3cret@db";
        let shown = without_passwords(text);
        assert_eq!(shown.len(), text.len());
        assert!(!shown.contains("p@ss") && !shown.contains("s3cret"), "{shown}");
        assert!(shown.starts_with("a = \"postgres://ada:**********@db/x\""), "{shown}");
        assert!(shown.ends_with("c = 'postgres://ada:******@db"), "{shown}");
    }
}
