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
        let snippet = Snippet::source(self.text).path(self.path).annotation(annotation);
        let mut group = Level::ERROR.primary_title(self.title).element(snippet);
        if let Some(help) = self.help {
            group = group.element(Level::HELP.message(help));
        }
        Renderer::plain().render(&[group])
    }
}
