//! What commands print: JSON for scripts, aligned text for users.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use crate::failure::Failure;

/// Where results go, and in which form. Results go to stdout, everything else to stderr.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    json: bool,
    coloured: bool,
}

impl Output {
    /// JSON if asked for; colours only on a terminal that wants them (`NO_COLOR`, `TERM=dumb`).
    pub(crate) fn new(json: bool) -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self { json, coloured: !json && !unwanted && io::stdout().is_terminal() }
    }

    /// Whether a script reads along.
    pub(crate) fn is_json(self) -> bool {
        self.json
    }

    /// Prints the value as one line of JSON, or the text that `human` makes.
    pub(crate) fn result<T: Serialize>(
        self,
        value: &T,
        human: impl FnOnce(Style) -> String,
    ) -> Result<(), Failure> {
        let text = if self.json { serde_json::to_string(value)? } else { human(Style(self.coloured)) };
        print(io::stdout().lock(), &text)
    }

    /// The colours of a text that is made before it is printed.
    pub(crate) fn style(self) -> Style {
        Style(self.coloured)
    }

    /// Prints a part of a result that is made bit by bit.
    pub(crate) fn part(self, text: &str) -> Result<(), Failure> {
        send(io::stdout().lock(), text)
    }

    /// A remark for the person at the terminal: to stderr, and not at all when a script reads along.
    pub(crate) fn note(self, text: &str) -> Result<(), Failure> {
        if self.json { Ok(()) } else { print(io::stderr().lock(), text) }
    }
}

/// Adds colours, or leaves them out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style(bool);

impl Style {
    /// For headings and what to look at first.
    pub(crate) fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// For what is right.
    pub(crate) fn good(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// For what is wrong.
    pub(crate) fn bad(self, text: &str) -> String {
        self.wrap("31", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// Returns the fields that have a value, each in one line.
pub(crate) fn set_fields(
    fields: impl IntoIterator<Item = (&'static str, String)>,
) -> Vec<(&'static str, String)> {
    let set = fields.into_iter().filter(|(_, value)| !value.is_empty());
    set.map(|(field, value)| (field, value.replace('\n', "  "))).collect()
}

/// Names and values below each other, the values aligned.
pub(crate) fn pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let pairs: Vec<_> = pairs.into_iter().collect();
    let width = pairs.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let lines = pairs.iter().map(|(name, value)| format!("  {name:width$}  {}", visible(value)));
    lines.collect::<Vec<_>>().join("\n")
}

/// A heading line and rows, every column as wide as its widest cell.
pub(crate) fn table(style: Style, headings: &[&str], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| visible(cell)).collect()).collect();
    let width = |column: usize, heading: &str| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.max().unwrap_or(0).max(heading.chars().count())
    };
    let widths: Vec<usize> =
        headings.iter().enumerate().map(|(column, heading)| width(column, heading)).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> = cells.zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut lines = vec![style.strong(&line(&mut headings.iter().copied()))];
    lines.extend(rows.iter().map(|row| line(&mut row.iter().map(String::as_str))));
    lines.join("\n")
}

/// The text with control characters written out, so that foreign text can't command the terminal.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || is_direction_override(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

fn is_direction_override(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn print(stream: impl Write, text: &str) -> Result<(), Failure> {
    send(stream, &format!("{text}\n"))
}

/// A reader who has gone away is no error: `valetkey client list | head` ends in silence.
fn send(mut stream: impl Write, text: &str) -> Result<(), Failure> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_straight_columns_and_no_colours_off_a_terminal() {
        let rows = vec![vec!["a".to_owned(), "first".to_owned()], vec!["longer".to_owned(), "b".to_owned()]];
        let shown = table(Style(false), &["ID", "NAME"], &rows);
        assert_eq!(shown, "ID      NAME\na       first\nlonger  b");
    }

    #[test]
    fn lk1_foreign_text_can_not_command_the_terminal() {
        assert_eq!(visible("a\x1b[2Jb\u{202e}c\nd"), "a\\u{1b}[2Jb\\u{202e}c\\nd");
        assert_eq!(pairs([("name", "x\ry".to_owned())]), "  name  x\\ry");
    }

    #[test]
    fn colours_are_a_choice() {
        assert_eq!(Style(true).good("yes"), "\x1b[32myes\x1b[0m");
        assert_eq!(Style(false).bad("no"), "no");
    }
}
