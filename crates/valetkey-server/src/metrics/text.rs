//! The text formats of Prometheus (version 0.0.4) and OpenMetrics (1.0). They differ in the names of counters and at the end.

use std::fmt::{Display, Write as _};

use valetkey_storage::HistogramReading;

/// A text format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Prometheus.
    Prometheus,
    /// OpenMetrics.
    OpenMetrics,
}

impl Format {
    /// Returns the format that a scraper asks for.
    pub(super) fn accepted(accept: Option<&str>) -> Self {
        match accept {
            Some(accept) if accept.contains("application/openmetrics-text") => Self::OpenMetrics,
            _ => Self::Prometheus,
        }
    }

    /// Returns the media type.
    pub(super) fn content_type(self) -> &'static str {
        match self {
            Self::Prometheus => "text/plain; version=0.0.4; charset=utf-8",
            Self::OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        }
    }
}

/// Labels with their values.
pub(super) type Labels<'a> = &'a [(&'static str, &'a str)];

/// The text of the metrics, written family by family.
pub(super) struct Text {
    text: String,
    format: Format,
}

impl Text {
    pub(super) fn new(format: Format) -> Self {
        Self { text: String::with_capacity(16 * 1024), format }
    }

    /// Writes a counter. `name` ends with `_total`.
    pub(super) fn counter<'a>(
        &mut self,
        name: &str,
        help: &str,
        samples: impl IntoIterator<Item = (Vec<(&'static str, &'a str)>, u64)>,
    ) {
        let family = match self.format {
            Format::Prometheus => name,
            Format::OpenMetrics => name.strip_suffix("_total").unwrap_or(name),
        };
        self.family(family, "counter", help);
        for (labels, value) in samples {
            self.sample(name, &labels, value);
        }
    }

    /// Writes a counter of seconds, with fractions.
    pub(super) fn seconds_counter(&mut self, name: &str, help: &str, value: f64) {
        self.counter(name, help, []);
        self.sample(name, &[], value);
    }

    /// Writes a gauge.
    pub(super) fn gauge<'a, V: Display>(
        &mut self,
        name: &str,
        help: &str,
        samples: impl IntoIterator<Item = (Vec<(&'static str, &'a str)>, V)>,
    ) {
        self.family(name, "gauge", help);
        for (labels, value) in samples {
            self.sample(name, &labels, value);
        }
    }

    /// Writes the head of a histogram; its parts follow with [`Text::histogram_of`].
    pub(super) fn histogram(&mut self, name: &str, help: &str) {
        self.family(name, "histogram", help);
    }

    /// Writes a histogram for one set of labels.
    pub(super) fn histogram_of(&mut self, name: &str, labels: Labels<'_>, reading: &HistogramReading) {
        let bucket = format!("{name}_bucket");
        for (bound, count) in &reading.at_most {
            let labels: Vec<_> = labels.iter().copied().chain([("le", *bound)]).collect();
            self.sample(&bucket, &labels, count);
        }
        self.sample(&format!("{name}_sum"), labels, reading.sum.as_secs_f64());
        self.sample(&format!("{name}_count"), labels, reading.count());
    }

    /// Returns the whole text.
    pub(super) fn finish(mut self) -> String {
        if self.format == Format::OpenMetrics {
            self.text += "# EOF\n";
        }
        self.text
    }

    fn family(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a string can't fail.
        let _ = writeln!(self.text, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: Labels<'_>, value: impl Display) {
        self.text += name;
        for (number, (label, value)) in labels.iter().enumerate() {
            let before = if number == 0 { '{' } else { ',' };
            let _ = write!(self.text, "{before}{label}=\"{}\"", escaped(value));
        }
        let end = if labels.is_empty() { "" } else { "}" };
        let _ = writeln!(self.text, "{end} {value}");
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use valetkey_storage::Histogram;

    use super::*;

    fn written(format: Format) -> String {
        let mut text = Text::new(format);
        text.counter("hits_total", "Hits.", [(vec![("kind", "a \"b\"\\\n")], 3)]);
        text.gauge("depth", "Depth.", [(vec![], 1.5)]);
        text.finish()
    }

    #[test]
    fn both_formats_have_their_names_and_ends() {
        assert_eq!(
            written(Format::Prometheus),
            "# HELP hits_total Hits.\n# TYPE hits_total counter\nhits_total{kind=\"a \\\"b\\\"\\\\\\n\"} 3\n\
             # HELP depth Depth.\n# TYPE depth gauge\ndepth 1.5\n"
        );
        let open_metrics = written(Format::OpenMetrics);
        assert!(
            open_metrics.starts_with("# HELP hits Hits.\n# TYPE hits counter\nhits_total{"),
            "{open_metrics}"
        );
        assert!(open_metrics.ends_with("depth 1.5\n# EOF\n"), "{open_metrics}");
    }

    #[test]
    fn a_histogram_has_growing_buckets_a_sum_and_a_count() {
        let histogram = Histogram::default();
        histogram.record(Duration::from_millis(3));
        let mut text = Text::new(Format::Prometheus);
        text.histogram("took_seconds", "Time.");
        text.histogram_of("took_seconds", &[("route", "/token")], &histogram.read());
        let text = text.finish();
        for line in [
            "# TYPE took_seconds histogram\n",
            "took_seconds_bucket{route=\"/token\",le=\"0.0025\"} 0\n",
            "took_seconds_bucket{route=\"/token\",le=\"0.005\"} 1\n",
            "took_seconds_bucket{route=\"/token\",le=\"+Inf\"} 1\n",
            "took_seconds_sum{route=\"/token\"} 0.003\n",
            "took_seconds_count{route=\"/token\"} 1\n",
        ] {
            assert!(text.contains(line), "{line}{text}");
        }
    }

    #[test]
    fn a_scraper_gets_the_format_that_it_asks_for() {
        let asked = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2";
        assert_eq!(Format::accepted(Some(asked)), Format::OpenMetrics);
        assert_eq!([Format::accepted(None), Format::accepted(Some("*/*"))], [Format::Prometheus; 2]);
    }
}
