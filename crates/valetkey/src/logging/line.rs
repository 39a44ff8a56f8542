//! A whole line.
//!
//! Text: `TIME LEVEL TARGET: MESSAGE FIELDS FIELDS-OF-THE-REQUEST`. What our source says comes first, so that a program
//! can recognise a line by its beginning. JSON: the members that `tracing-subscriber` itself writes.

use std::fmt::{self, Write as _};

use tracing::{Event, Level, Subscriber};
use tracing_subscriber::{
    fmt::{
        FmtContext, FormatEvent, FormatFields, FormattedFields,
        format::Writer,
        time::{FormatTime as _, SystemTime},
    },
    registry::LookupSpan,
};

use super::{LogFormat, fields::Written};

/// Writes an event as one line.
#[derive(Clone, Copy)]
pub(super) struct Line(pub(super) LogFormat);

impl<S, N> FormatEvent<S, N> for Line
where
    S: Subscriber + for<'lookup> LookupSpan<'lookup>,
    N: for<'writer> FormatFields<'writer> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut written = Written::new(self.0);
        event.record(&mut written);
        match self.0 {
            LogFormat::Text => text(context, &mut writer, event, &written),
            LogFormat::Json => json(context, &mut writer, event, &written),
        }
    }
}

fn text<S, N>(
    context: &FmtContext<'_, S, N>,
    writer: &mut Writer<'_>,
    event: &Event<'_>,
    written: &Written,
) -> fmt::Result
where
    S: Subscriber + for<'lookup> LookupSpan<'lookup>,
    N: for<'writer> FormatFields<'writer> + 'static,
{
    let metadata = event.metadata();
    SystemTime.format_time(writer)?;
    if writer.has_ansi_escapes() {
        write!(writer, " \u{1b}[{}m{:>5}\u{1b}[0m", colour(*metadata.level()), metadata.level().as_str())?;
    } else {
        write!(writer, " {:>5}", metadata.level().as_str())?;
    }
    write!(writer, " {}: {}{}", metadata.target(), written.message, written.fields)?;
    for span in context.event_scope().into_iter().flatten() {
        if let Some(fields) = span.extensions().get::<FormattedFields<N>>() {
            writer.write_str(fields)?;
        }
    }
    writeln!(writer)
}

fn json<S, N>(
    context: &FmtContext<'_, S, N>,
    writer: &mut Writer<'_>,
    event: &Event<'_>,
    written: &Written,
) -> fmt::Result
where
    S: Subscriber + for<'lookup> LookupSpan<'lookup>,
    N: for<'writer> FormatFields<'writer> + 'static,
{
    let metadata = event.metadata();
    let mut time = String::new();
    SystemTime.format_time(&mut Writer::new(&mut time))?;
    write!(
        writer,
        r#"{{"timestamp":"{time}","level":"{}","fields":{{{}}},"target":"{}""#,
        metadata.level().as_str(),
        written.fields.trim_end_matches(','),
        metadata.target(),
    )?;
    let mut spans = Vec::new();
    for span in context.event_scope().into_iter().flat_map(|scope| scope.from_root()) {
        let mut object = String::from("{");
        if let Some(fields) = span.extensions().get::<FormattedFields<N>>() {
            object.push_str(fields);
        }
        write!(object, r#""name":"{}"}}"#, span.name())?;
        spans.push(object);
    }
    if let Some(current) = spans.last() {
        write!(writer, r#","span":{current},"spans":[{}]"#, spans.join(","))?;
    }
    writeln!(writer, "}}")
}

/// The colour of a level on a terminal (ECMA-48 SGR).
fn colour(level: Level) -> u8 {
    match level {
        Level::ERROR => 31,
        Level::WARN => 33,
        Level::INFO => 32,
        Level::DEBUG => 34,
        Level::TRACE => 35,
    }
}
