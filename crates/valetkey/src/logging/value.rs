//! One value of a log line, escaped and bounded.
//!
//! A value may hold anything: line breaks, terminal commands, characters that turn the direction of text, a megabyte.
//! Written, it has printable characters only, and at most [`MAXIMUM_LENGTH`] of them.

use std::fmt::{self, Debug, Write};

/// Maximum number of characters of a written value, its quotes apart. A longer one is cut and ends with `…`.
pub(super) const MAXIMUM_LENGTH: usize = 512;

const CUT: char = '…';

/// Where a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The message of a text line: without quotes.
    Message,
    /// A field of a text line: between quotes.
    Text,
    /// A JSON string, as RFC 8259 section 7 escapes it.
    Json,
}

/// Takes formatted text and writes it escaped, until there is no room left.
struct Escaping<'a> {
    output: &'a mut String,
    place: Place,
    room: usize,
}

/// Appends a value without quotes around it.
pub(super) fn escape(output: &mut String, place: Place, value: &dyn Debug) {
    let mut escaping = Escaping { output, place, room: MAXIMUM_LENGTH };
    // An error stops the formatting of the value: it is cut there, or the value itself can't be formatted.
    let _ = write!(escaping, "{value:?}");
}

/// Appends a string between quotes.
pub(super) fn quote(output: &mut String, place: Place, text: &str) {
    output.push('"');
    escape(output, place, &format_args!("{text}"));
    output.push('"');
}

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        loop {
            let plain = rest.bytes().take(self.room).take_while(is_plain).count();
            let (written, after) = rest.split_at(plain);
            self.output.push_str(written);
            self.room -= plain;
            let mut others = after.chars();
            let Some(character) = others.next() else { return Ok(()) };
            self.write_character(character)?;
            rest = others.as_str();
        }
    }
}

impl Escaping<'_> {
    /// Writes a character, or cuts the value if there is no room for it.
    fn write_character(&mut self, character: char) -> fmt::Result {
        let before = self.output.len();
        self.write_escaped(character);
        let written = self.output[before..].chars().count();
        let Some(room) = self.room.checked_sub(written) else {
            self.output.truncate(before);
            self.output.push(CUT);
            self.room = 0;
            return Err(fmt::Error);
        };
        self.room = room;
        Ok(())
    }

    fn write_escaped(&mut self, character: char) {
        match (character, self.place) {
            ('"' | '\\', Place::Text | Place::Json) => self.output.extend(['\\', character]),
            _ if is_printable(character) => self.output.push(character),
            (_, Place::Json) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = write!(self.output, "\\u{unit:04x}");
                }
            }
            _ => self.output.extend(character.escape_debug()),
        }
    }
}

/// Returns whether a byte of a text is a character that is written as it is in every place.
fn is_plain(byte: &u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')
}

/// Returns whether a character shows as itself: no control, no change of direction, no mark that joins its neighbour.
fn is_printable(character: char) -> bool {
    matches!(character, '"' | '\'' | '\\') || character.escape_debug().len() == 1
}
