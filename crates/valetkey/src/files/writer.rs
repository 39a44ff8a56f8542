//! Writes a file, field by field.

use std::collections::BTreeMap;

use toml::Value;

/// The widest line of a list.
const WIDEST: usize = 100;

/// The text of a file in the making.
#[derive(Default)]
pub(super) struct Writer(String);

impl Writer {
    /// Starts with comments.
    pub(super) fn with_comments(lines: &[&str]) -> Self {
        Self(lines.iter().map(|line| format!("# {line}\n")).collect())
    }

    /// Returns the text.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Begins a table: `[tenant]`, `[[client]]`.
    pub(super) fn heading(&mut self, heading: &str) {
        self.0.push_str(&format!("\n{heading}\n"));
    }

    /// Writes a comment.
    pub(super) fn comment(&mut self, text: &str) {
        self.0.push_str(&format!("# {text}\n"));
    }

    /// Writes a value.
    pub(super) fn value(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        let line = format!("{key} = {value}\n");
        match value {
            Value::Array(values) if line.chars().count() > WIDEST => {
                let values: String = values.iter().map(|value| format!("  {value},\n")).collect();
                self.0.push_str(&format!("{key} = [\n{values}]\n"));
            }
            _ => self.0.push_str(&line),
        }
    }

    /// Writes a text, if there is one.
    pub(super) fn optional(&mut self, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.value(key, value.as_str());
        }
    }

    /// Writes a value that is not the default.
    pub(super) fn unless<T: PartialEq>(
        &mut self,
        default: &T,
        key: &str,
        value: &T,
        write: impl FnOnce(&T) -> Value,
    ) {
        if value != default {
            self.value(key, write(value));
        }
    }

    /// Writes a list, if it is not empty.
    pub(super) fn texts(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.value(key, list(values));
        }
    }

    /// Writes texts by names, if there are any.
    pub(super) fn by_name(&mut self, key: &str, values: &BTreeMap<String, String>) {
        if !values.is_empty() {
            let table = values.iter().map(|(name, text)| (name.clone(), Value::from(text.as_str())));
            self.value(key, Value::Table(table.collect()));
        }
    }
}

/// Returns a list of texts.
pub(super) fn list(values: &[String]) -> Value {
    Value::Array(values.iter().map(|value| Value::from(value.as_str())).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn every_text_is_read_as_it_was_written() {
        let odd = ["", "a \"b\" \\ c", "tab\t", "\u{0} \u{7f}", "two\nlines", "'''", "\u{202e}", "#"]
            .map(str::to_owned);
        let mut writer = Writer::with_comments(&["odd"]);
        writer.heading("[[client]]");
        writer.texts("list", &odd);
        writer.texts("long", &vec!["https://notes.example/auth/callback".to_owned(); 9]);
        writer.by_name("named", &BTreeMap::from([("a b=\"".to_owned(), odd[3].clone())]));
        for (number, text) in odd.iter().enumerate() {
            writer.value(&format!("text{number}"), text.as_str());
        }
        let table: toml::Table = writer.finish().parse().unwrap();
        let client = &table["client"][0];
        for (number, text) in odd.iter().enumerate() {
            assert_eq!(client["list"][number].as_str(), Some(text.as_str()));
            assert_eq!(client[format!("text{number}").as_str()].as_str(), Some(text.as_str()));
        }
        assert_eq!(client["named"]["a b=\""].as_str(), Some(odd[3].as_str()));
        assert_eq!(client["long"].as_array().unwrap().len(), 9);
    }
}
