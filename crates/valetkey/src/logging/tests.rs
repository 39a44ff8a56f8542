//! A value never leaves its field, in either form of a line.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use serde_json::Value;

use super::{Fields, Line, LogFormat, value::MAXIMUM_LENGTH};

#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn lines(format: LogFormat, log: impl FnOnce()) -> String {
    let output = Output::default();
    let of_writer = output.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || of_writer.clone())
        .with_ansi(false)
        .fmt_fields(Fields(format))
        .event_format(Line(format))
        .finish();
    tracing::subscriber::with_default(subscriber, log);
    let bytes = output.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

/// Line breaks of every kind, terminal commands, changes of direction, a quote that would end the field.
const HOSTILE: &str =
    "a\r\nb\u{85}c\u{2028}d\u{1b}[31me\u{202e}f\u{2066}g\u{0}h\u{7f}i\u{9b}j\" admin=\"true\\";

fn log_hostile_values() {
    let span = tracing::info_span!("request", client_id = HOSTILE, later = tracing::field::Empty);
    let _entered = span.enter();
    span.record("later", tracing::field::display(HOSTILE));
    let error = std::io::Error::other(HOSTILE);
    tracing::info!(text = HOSTILE, debug = ?HOSTILE, display = %HOSTILE, error = &error as &dyn std::error::Error,
        "{HOSTILE}");
}

#[test]
fn m2_lk1_a_line_of_text_stays_one_line_of_printable_characters() {
    let log = lines(LogFormat::Text, log_hostile_values);
    let line = log.strip_suffix('\n').unwrap();
    let visible = |c: char| c == '"' || c == '\'' || c == '\\' || c.escape_debug().len() == 1;
    assert!(line.chars().all(visible), "{line:?}");
    // Outside of quotes there are our names, and no other.
    let mut outside = String::new();
    let (mut quoted, mut escaped) = (false, false);
    let fields = &line[line.find(" text=").unwrap()..];
    for character in fields.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = quoted,
            '"' => quoted = !quoted,
            _ if !quoted => outside.push(character),
            _ => {}
        }
    }
    assert_eq!(outside, " text= debug= display= error= client_id= later=", "{line}");
}

#[test]
fn m2_lk1_a_line_of_json_says_the_same_and_shows_nothing_that_is_not_printable() {
    let log = lines(LogFormat::Json, log_hostile_values);
    let line = log.strip_suffix('\n').unwrap();
    let visible = |c: char| c == '"' || c == '\'' || c == '\\' || c.escape_debug().len() == 1;
    assert!(line.chars().all(visible), "{line:?}");
    let object: Value = serde_json::from_str(line).unwrap();
    for place in ["/fields/text", "/fields/display", "/fields/error", "/fields/message", "/span/client_id"] {
        assert_eq!(object.pointer(place).unwrap(), HOSTILE, "{place}: {line}");
    }
    assert_eq!(object["spans"][0]["later"], HOSTILE);
    assert_eq!((&object["level"], &object["span"]["name"]), (&"INFO".into(), &"request".into()));
}

#[test]
fn m2_a_very_long_value_is_cut() {
    let long = "\u{1b}".repeat(1_000_000);
    for format in [LogFormat::Text, LogFormat::Json] {
        let log = lines(format, || tracing::info!(text = long, display = %long, debug = ?long, "{long}"));
        assert!(log.len() < 5 * MAXIMUM_LENGTH, "{} bytes", log.len());
        assert_eq!(log.matches('…').count(), 4, "{log}");
    }
    let exact = "x".repeat(MAXIMUM_LENGTH);
    let log = lines(LogFormat::Text, || tracing::info!(exact, "whole"));
    assert!(log.contains(&format!("exact=\"{exact}\"\n")), "a value that fits is whole: {log}");
}

#[test]
fn an_ordinary_line_reads_well() {
    let span = || tracing::info_span!("request", reference = %"7F3K-9QTM");
    let log = lines(LogFormat::Text, || {
        span().in_scope(|| tracing::warn!(status = 400, name = "Zoë", limit = ?[1], "refused"));
    });
    let (_, rest) = log.split_once('Z').unwrap();
    assert_eq!(
        rest,
        "  WARN valetkey::logging::tests: refused status=400 name=\"Zoë\" limit=[1] reference=7F3K-9QTM\n"
    );
    let log = lines(LogFormat::Json, || tracing::info!(done = true, count = -1, "outside of a request"));
    let object: Value = serde_json::from_str(&log).unwrap();
    assert_eq!(
        object["fields"],
        serde_json::json!({ "done": true, "count": -1, "message": "outside of a request" })
    );
    assert!(object.get("span").is_none() && object["timestamp"].is_string(), "{log}");
}
