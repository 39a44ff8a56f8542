//! The fields of an event or a span, as text or as members of a JSON object.

use std::fmt::{self, Debug, Display, Write as _};

use tracing::field::{Field, Visit};
use tracing_subscriber::{
    field::RecordFields,
    fmt::{FormatFields, FormattedFields, format::Writer},
};

use super::{
    LogFormat,
    value::{Place, escape, quote},
};

/// Writes fields: ` name=value` in text, `"name":value,` in JSON.
#[derive(Clone, Copy)]
pub(super) struct Fields(pub(super) LogFormat);

impl<'writer> FormatFields<'writer> for Fields {
    fn format_fields<R: RecordFields>(&self, mut writer: Writer<'writer>, fields: R) -> fmt::Result {
        let mut written = Written::new(self.0);
        fields.record(&mut written);
        writer.write_str(&written.message)?;
        writer.write_str(&written.fields)
    }

    fn add_fields(
        &self,
        current: &'writer mut FormattedFields<Self>,
        fields: &tracing::span::Record<'_>,
    ) -> fmt::Result {
        self.format_fields(current.as_writer(), fields)
    }
}

/// The fields that were written so far. The message stands apart in text; in JSON it is a field like others.
pub(super) struct Written {
    format: LogFormat,
    pub(super) message: String,
    pub(super) fields: String,
}

const MESSAGE: &str = "message";

/// The fields of most lines fit in this number of bytes.
const USUAL_LENGTH: usize = 256;

impl Written {
    pub(super) fn new(format: LogFormat) -> Self {
        Self { format, message: String::new(), fields: String::with_capacity(USUAL_LENGTH) }
    }

    fn is_message(&self, field: &Field) -> bool {
        self.format == LogFormat::Text && field.name() == MESSAGE
    }

    /// Writes a name, what `value` appends, and what ends a field. Names are constants of the source.
    fn write(&mut self, field: &Field, value: impl FnOnce(&mut String)) {
        match self.format {
            LogFormat::Text => {
                self.fields.extend([" ", field.name(), "="]);
                value(&mut self.fields);
            }
            LogFormat::Json => {
                self.fields.extend(["\"", field.name(), "\":"]);
                value(&mut self.fields);
                self.fields.push(',');
            }
        }
    }
}

impl Visit for Written {
    fn record_str(&mut self, field: &Field, text: &str) {
        match self.format {
            LogFormat::Text if field.name() == MESSAGE => self.record_debug(field, &format_args!("{text}")),
            LogFormat::Text => self.write(field, |output| quote(output, Place::Text, text)),
            LogFormat::Json => self.write(field, |output| quote(output, Place::Json, text)),
        }
    }

    fn record_u64(&mut self, field: &Field, number: u64) {
        self.write(field, |output| write_number(output, &number));
    }

    fn record_i64(&mut self, field: &Field, number: i64) {
        self.write(field, |output| write_number(output, &number));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.write(field, |output| output.push_str(if value { "true" } else { "false" }));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if self.is_message(field) {
            return escape(&mut self.message, Place::Message, value);
        }
        let place = if self.format == LogFormat::Text { Place::Text } else { Place::Json };
        self.write(field, |output| {
            let start = output.len();
            escape(output, place, value);
            if place == Place::Json || !is_plain_word(&output[start..]) {
                output.insert(start, '"');
                output.push('"');
            }
        });
    }
}

fn write_number(output: &mut String, number: &dyn Display) {
    // Writing to a string cannot fail.
    let _ = write!(output, "{number}");
}

/// Returns whether a value needs no quotes in text: nobody can take it for the start of another field.
fn is_plain_word(value: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\' | b'=');
    !value.is_empty() && value.bytes().all(plain)
}
