//! Forms in the HTML of our own pages. Not a parser for the web: it knows quoted attributes and nothing tricky.

/// A form of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Fields with the values the page gave them.
    pub fields: Vec<(String, String)>,
    /// Buttons that send it.
    pub buttons: Vec<Button>,
}

/// A button that sends a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// Its `id`.
    pub id: String,
    /// Its `name`; empty when it sends nothing of its own.
    pub name: String,
    /// Its `value`.
    pub value: String,
}

impl Form {
    /// The button with this `id`.
    pub fn button(&self, id: &str) -> Option<&Button> {
        self.buttons.iter().find(|button| button.id == id)
    }

    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same form with a field filled in.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match self.fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => value.clone_into(known),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
        self
    }
}

/// Every form of a page.
pub(super) fn forms_of(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut is_open = false;
    // The name of the open `select`.
    let mut selected: Option<String> = None;
    for tag in tags(html) {
        match tag.name {
            "form" => {
                let method = tag.value("method").unwrap_or_else(|| "get".to_owned()).to_lowercase();
                let action = tag.value("action").unwrap_or_default();
                forms.push(Form { action, method, fields: Vec::new(), buttons: Vec::new() });
                is_open = true;
            }
            "/form" => is_open = false,
            "input" | "button" if is_open => {
                let Some(form) = forms.last_mut() else { continue };
                let name = tag.value("name").unwrap_or_default();
                let value = tag.value("value").unwrap_or_default();
                let is_button = tag.name == "button" || tag.value("type").as_deref() == Some("submit");
                if is_button {
                    form.buttons.push(Button { id: tag.value("id").unwrap_or_default(), name, value });
                } else if tag.value("type").as_deref() == Some("checkbox") && tag.value("checked").is_none() {
                    // A box that nobody checked is not sent.
                } else if !name.is_empty() {
                    form.fields.push((name, value));
                }
            }
            "textarea" if is_open => {
                let Some(form) = forms.last_mut() else { continue };
                // A line feed right behind the start tag is no part of the value.
                let text = tag.text.strip_prefix('\n').unwrap_or(tag.text);
                form.fields.push((tag.value("name").unwrap_or_default(), without_references(text)));
            }
            "select" if is_open => selected = tag.value("name"),
            "/select" => selected = None,
            "option" if is_open => {
                let (Some(name), Some(form)) = (&selected, forms.last_mut()) else { continue };
                let value = tag.value("value").unwrap_or_else(|| without_references(tag.text));
                let is_first = form.field(name).is_none();
                if is_first || tag.value("selected").is_some() {
                    *form = form.clone().with(name, &value);
                }
            }
            _ => {}
        }
    }
    forms
}

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    /// The text up to the next tag.
    text: &'a str,
}

impl Tag<'_> {
    fn value(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| without_references(value))
    }
}

fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    html.split('<').skip(1).map(|rest| {
        let end = rest.find([' ', '\n', '\t', '>', '/']).filter(|end| *end > 0);
        let end = if rest.starts_with('/') { rest.find('>') } else { end };
        let (name, mut rest) = rest.split_at(end.unwrap_or(rest.len()));
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            let Some(end) = rest.find(['=', '>', ' ', '\n', '/']).filter(|end| *end > 0) else { break };
            let attribute = &rest[..end];
            rest = &rest[end..];
            let Some(quoted) = rest.strip_prefix("=\"") else {
                attributes.push((attribute, ""));
                continue;
            };
            let Some((value, after)) = quoted.split_once('"') else { break };
            attributes.push((attribute, value));
            rest = after;
        }
        let text = rest.split_once('>').map(|(_, text)| text).unwrap_or_default();
        Tag { name, attributes, text }
    })
}

/// Replaces character references by their characters.
fn without_references(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (name, behind) = after.split_once(';').unwrap_or((after, ""));
        plain.push(character(name).unwrap_or_else(|| panic!("unknown reference &{name};")));
        rest = behind;
    }
    plain + rest
}

fn character(name: &str) -> Option<char> {
    let number = name.strip_prefix('#').map(|number| match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    });
    match (number, name) {
        (Some(number), _) => char::from_u32(number.ok()?),
        (None, "amp") => Some('&'),
        (None, "lt") => Some('<'),
        (None, "gt") => Some('>'),
        (None, "quot") => Some('"'),
        (None, "apos") => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_with_its_fields_and_buttons() {
        let html = "<p>x</p><form method=\"post\" action=\"/login?a=1&#38;b=2\">\n<input type=\"hidden\" name=\"continue\" \
                    value=\"a&amp;&#x22;b\">\n<input id=\"username\" name=\"username\" required autofocus>\
                    <button id=\"sign-in\" type=\"submit\">Sign in</button>\
                    <button id=\"cancel\" name=\"action\" value=\"cancel\">Cancel</button></form>\
                    <input name=\"outside\">";
        let forms = forms_of(html);
        assert_eq!(forms.len(), 1);
        let form = &forms[0];
        assert_eq!((form.action.as_str(), form.method.as_str()), ("/login?a=1&b=2", "post"));
        assert_eq!(form.field("continue"), Some("a&\"b"));
        assert_eq!(form.field("username"), Some(""));
        assert_eq!(form.field("outside"), None);
        let cancel = form.button("cancel").unwrap();
        assert_eq!((cancel.name.as_str(), cancel.value.as_str()), ("action", "cancel"));
        assert!(form.button("sign-in").unwrap().name.is_empty());
        assert_eq!(form.clone().with("username", "ada").field("username"), Some("ada"));
    }

    #[test]
    fn a_form_is_read_with_its_texts_and_choices() {
        let html = "<form action=\"/\"><textarea name=\"lines\" rows=\"4\">\n\na &#60; b\nc</textarea>\
                    <select name=\"first\"><option value=\"x\">X</option><option value=\"y\">Y</option></select>\
                    <select name=\"second\"><option value=\"x\">X</option><option value=\"y\" selected>Y</option>\
                    <option value=\"z\">Z</option></select></form>";
        let form = &forms_of(html)[0];
        assert_eq!(form.field("lines"), Some("\na < b\nc"));
        assert_eq!((form.field("first"), form.field("second")), (Some("x"), Some("y")));
    }
}
