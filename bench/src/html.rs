//! A minimal HTML parser that fills in the form of a provider's sign-in or consent page.

use anyhow::{Context as _, Result, bail};
use valetkey_types::encode_form;

/// A form, ready to send.
#[derive(Debug, PartialEq, Eq)]
pub struct FilledForm {
    /// The `action` of the form; empty for the address of the page.
    pub action: String,
    /// The encoded fields.
    pub body: String,
    /// Whether the form asks for a password.
    pub asks_password: bool,
}

/// Words in the id, name, value or class of a button that allows access.
const YES: [&str; 9] =
    ["allow", "accept", "approve", "grant", "yes", "continue", "sign-in", "login", "signin"];

/// Fills in the form with a password, or else the first form with method POST. Keeps hidden fields, enters the username in the
/// text field, ticks all boxes, and presses the button that allows access.
///
/// # Errors
/// If the page has no such form.
pub fn fill_in(page: &str, username: &str, password: &str) -> Result<FilledForm> {
    let forms: Vec<&str> =
        page.split("<form").skip(1).filter_map(|rest| rest.split("</form").next()).collect();
    let form = forms.iter().copied().find(|form| form.contains("type=\"password\""));
    let asks_password = form.is_some();
    let posted = || forms.iter().copied().find(|form| form.to_ascii_lowercase().contains("method=\"post\""));
    let Some(form) = form.or_else(posted) else {
        bail!("no form to fill in: {}", page.chars().take(400).collect::<String>())
    };
    let opening = form.split('>').next().context("the end of a tag")?;
    let mut fields: Vec<(String, String)> = Vec::new();
    for tag in form.split('<').filter(|tag| tag.starts_with("input")) {
        let Some(name) = attribute(tag, "name") else { continue };
        let value = match attribute(tag, "type").as_deref() {
            Some("password") => password.to_owned(),
            Some("hidden" | "checkbox") => attribute(tag, "value").unwrap_or_else(|| "on".to_owned()),
            Some("submit" | "button" | "reset" | "image" | "radio") => continue,
            _ => username.to_owned(),
        };
        fields.push((name, value));
    }
    fields.extend(button(form));
    let body = encode_form(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    Ok(FilledForm { action: attribute(opening, "action").unwrap_or_default(), body, asks_password })
}

/// A form that a script of the page fills in.
#[derive(Debug, PartialEq, Eq)]
pub struct ScriptForm {
    /// The `action` of the form.
    pub action: String,
    /// The hidden fields.
    pub fields: Vec<(String, String)>,
    /// The attribute `data-options`.
    pub options: String,
}

impl ScriptForm {
    /// Returns the form with this `id`.
    ///
    /// # Errors
    /// If the page has no such form.
    pub fn find(page: &str, id: &str) -> Result<Self> {
        let named = format!(" id=\"{id}\"");
        let forms = page.split("<form").skip(1).filter_map(|rest| rest.split("</form").next());
        let form =
            forms.into_iter().find(|form| form.split('>').next().is_some_and(|tag| tag.contains(&named)));
        let form = form.with_context(|| {
            format!("expected a form {id}, got {}", page.chars().take(400).collect::<String>())
        })?;
        let hidden =
            form.split('<').filter(|tag| tag.starts_with("input") && tag.contains("type=\"hidden\""));
        let field = |tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()));
        Ok(Self {
            action: attribute(form, "action").unwrap_or_default(),
            fields: hidden.filter_map(field).collect(),
            options: attribute(form, "data-options").unwrap_or_default(),
        })
    }

    /// Returns the value of a field; empty where there is none.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Returns the encoded fields, one of them with another value.
    pub fn encoded_with(&self, name: &str, value: &str) -> String {
        let others = self.fields.iter().filter(|(known, _)| known != name);
        let pairs = others.map(|(name, value)| (name.as_str(), value.as_str()));
        encode_form(pairs.chain([(name, value)]))
    }
}

/// Returns name and value of the button to press, if it has a name.
fn button(form: &str) -> Option<(String, String)> {
    let is_button = |tag: &&str| {
        tag.starts_with("button") || (tag.starts_with("input") && tag.contains("type=\"submit\""))
    };
    let buttons: Vec<&str> =
        form.split('<').filter(is_button).map(|tag| tag.split('>').next().unwrap_or(tag)).collect();
    let means_yes = |tag: &&&str| YES.iter().any(|word| tag.to_ascii_lowercase().contains(word));
    let pressed = buttons.iter().find(means_yes).or(buttons.first())?;
    Some((attribute(pressed, "name")?, attribute(pressed, "value").unwrap_or_default()))
}

/// Returns the value of an attribute, with entities decoded.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    let start = tag.find(&format!(" {name}=\"")).or_else(|| tag.find(&format!("\n{name}=\"")))?;
    let value = tag[start..].split('"').nth(1)?;
    Some(decoded(value))
}

fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, character) in [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_form_is_filled_in() {
        let page = r#"<form action="/search"><input name="q"></form>
            <form method="post" action="/login?a=1&amp;b=2"><input type="hidden" name="continue" value="x&#34;y">
            <input type="text" name="username" value="old"><input type="password" name="password">
            <button id="cancel" name="action" value="cancel">Cancel</button>
            <button id="sign-in" name="action" value="sign-in">Sign in</button></form>"#;
        let form = fill_in(page, "alice", "a b").unwrap();
        assert_eq!(form.action, "/login?a=1&b=2");
        assert_eq!(form.body, "continue=x%22y&username=alice&password=a+b&action=sign-in");
        assert!(form.asks_password);
    }

    #[test]
    fn the_button_that_allows_access_is_pressed() {
        let page = r#"<form method="post"><button name="decision" value="deny">No</button>
            <button name="decision" value="allow">Yes</button></form>"#;
        let form = fill_in(page, "alice", "secret").unwrap();
        assert_eq!((form.action.as_str(), form.body.as_str()), ("", "decision=allow"));
        assert!(!form.asks_password);
    }

    #[test]
    fn a_form_of_a_script_is_found_by_its_id() {
        let page = r#"<form method="post" action="/login"></form><form method="post" action="/p" id="passkey"
            data-options="{&#34;a&#34;:1}" hidden><input type="hidden" name="continue" value="x" data-challenge>
            <input type="hidden" name="response" value=""><input type="text" name="name"></form>"#;
        let form = ScriptForm::find(page, "passkey").unwrap();
        assert_eq!((form.action.as_str(), form.options.as_str()), ("/p", "{\"a\":1}"));
        assert_eq!(form.field("continue"), "x");
        assert_eq!(form.encoded_with("response", "{}"), "continue=x&response=%7B%7D");
        assert!(ScriptForm::find(page, "other").is_err());
    }

    #[test]
    fn a_page_without_a_form_is_an_error() {
        assert!(fill_in("<h1>Something went wrong</h1>", "alice", "secret").is_err());
    }
}
