//! A small parser of start tags that refuses unclosed tags and unquoted values.

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    /// Attribute names and values as written, entities not replaced.
    pub attributes: Vec<(String, String)>,
    /// Where the tag begins in the document.
    pub position: usize,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Returns the tag without its values. An injected element or attribute changes the result.
    pub fn shape(&self) -> String {
        let names: Vec<&str> = self.attributes.iter().map(|(name, _)| name.as_str()).collect();
        format!("<{} {}>", self.name, names.join(" "))
    }
}

/// Returns all start tags in order. Panics if a tag is not closed or a value is not in double quotes.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut position = 0;
    while let Some(offset) = html[position..].find('<') {
        let start = position + offset;
        let (inside, length) = until_end_of_tag(&html[start + 1..]);
        position = start + 1 + length;
        if inside.starts_with(|first: char| first.is_ascii_alphabetic()) {
            found.push(tag(inside, start));
        }
    }
    found
}

fn until_end_of_tag(rest: &str) -> (&str, usize) {
    let mut in_value = false;
    for (index, byte) in rest.bytes().enumerate() {
        match byte {
            b'"' => in_value = !in_value,
            b'>' if !in_value => return (&rest[..index], index + 1),
            b'<' => panic!("a < inside a tag: {rest:.80}"),
            _ => {}
        }
    }
    panic!("a tag without end: {rest:.80}");
}

fn tag(inside: &str, position: usize) -> Tag {
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Tag { name: name.to_owned(), attributes, position };
        }
        let end = rest.find(|next: char| next == '=' || next.is_whitespace()).unwrap_or(rest.len());
        let attribute = rest[..end].to_owned();
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix('=') else {
            attributes.push((attribute, String::new()));
            continue;
        };
        let value = value.strip_prefix('"').unwrap_or_else(|| panic!("a value without quotes: {inside}"));
        let (value, after) = value.split_once('"').unwrap_or_else(|| panic!("a value without end: {inside}"));
        attributes.push((attribute, value.to_owned()));
        rest = after;
    }
}
