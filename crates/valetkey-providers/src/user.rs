//! Converts data about the user to standard claims.

use serde_json::{Map, Value};
use valetkey_types::UserClaims;

use crate::response::{at, form};
use crate::{AnswerError, Deviation, EmailVerified, Preset, Provider};

/// The maximum length of a user's identifier (OpenID Connect Core section 2: 255 characters).
const MAXIMUM_SUBJECT_BYTES: usize = 255;

/// Converts the provider's data about a user to the form of OpenID Connect Core section 5.1. `value` is the response that the
/// preset uses as source (see [`crate::UserSource`]). `emails` is the response to [`crate::Provider::email_request`], if there
/// is one. `email_verified` is `true` only if the provider has verified that the user owns the address; for any other address
/// it is `false`.
///
/// # Errors
/// [`AnswerError::Malformed`] if there is no identifier of the user.
pub fn normalise_user(
    preset: &Preset,
    value: &Value,
    emails: Option<&Value>,
) -> Result<UserClaims, AnswerError> {
    let Some(object) = value.as_object() else {
        return Err(AnswerError::malformed("user", "an object", form(Some(value))));
    };
    let user = &preset.user;
    let text = |pointer: &Option<String>| at(object, pointer.as_deref()?)?.as_str().and_then(not_empty);
    let name: Vec<String> =
        user.name.iter().filter_map(|pointer| at(object, pointer)?.as_str().and_then(not_empty)).collect();
    let mut claims = UserClaims {
        sub: subject(object, &user.subject)?,
        name: (!name.is_empty()).then(|| name.join(" ")),
        preferred_username: text(&user.username),
        picture: text(&user.picture),
        email: text(&user.email).filter(|email| email.contains('@')),
        ..UserClaims::default()
    };
    claims.email_verified = claims.email.is_some().then(|| proves_email(preset, object));
    if let Some((email, verified)) = emails.and_then(|emails| main_email(preset, emails)) {
        claims.email = Some(email);
        claims.email_verified = Some(verified);
    }
    Ok(claims)
}

impl Provider {
    /// Returns the main address in the response of the second request, and whether it is verified.
    pub(crate) fn main_email(&self, emails: &Value) -> Option<(String, bool)> {
        main_email(self.preset(), emails)
    }
}

/// Returns the name in the data that is sent with the code at the first consent ([`Deviation::PostCallback`]). The data is
/// unsigned and comes through the browser, so only the name is used, and only for display.
pub fn normalise_callback_user(preset: &Preset, text: &str) -> Option<String> {
    let has = preset.deviations.iter().any(|deviation| matches!(deviation, Deviation::PostCallback { .. }));
    let object: Map<String, Value> = serde_json::from_str(text).ok().filter(|_| has)?;
    let parts = ["/name/firstName", "/name/lastName"];
    let name: Vec<String> =
        parts.iter().filter_map(|pointer| at(&object, pointer)?.as_str().and_then(not_empty)).collect();
    (!name.is_empty()).then(|| name.join(" "))
}

fn subject(object: &Map<String, Value>, pointer: &str) -> Result<String, AnswerError> {
    let value = at(object, pointer);
    let subject = match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) if number.is_i64() || number.is_u64() => number.to_string(),
        _ => String::new(),
    };
    let fits = !subject.is_empty()
        && subject.len() <= MAXIMUM_SUBJECT_BYTES
        && !subject.chars().any(char::is_control);
    let expected = format!("1 to {MAXIMUM_SUBJECT_BYTES} bytes or a whole number at {pointer}");
    if fits { Ok(subject) } else { Err(AnswerError::malformed("subject", &expected, form(value))) }
}

fn proves_email(preset: &Preset, object: &Map<String, Value>) -> bool {
    let text_counts = preset.deviations.contains(&Deviation::EmailVerifiedAsText {});
    match &preset.user.email_verified {
        EmailVerified::Claims { all } => {
            !all.is_empty()
                && all
                    .iter()
                    .all(|pointer| at(object, pointer).is_some_and(|value| is_true(value, text_counts)))
        }
        EmailVerified::WhenPresent {} => true,
        EmailVerified::PerAddress {}
        | EmailVerified::Never {}
        | EmailVerified::Unknown {}
        | EmailVerified::NoEmail {} => false,
    }
}

/// Returns the main address of a list, or the first verified one, and whether it is verified.
fn main_email(preset: &Preset, emails: &Value) -> Option<(String, bool)> {
    let (list, names) = preset.deviations.iter().find_map(|deviation| match deviation {
        Deviation::ExtraEmailRequest { list, email, verified, primary, .. } => {
            Some((list, [email, verified, primary]))
        }
        _ => None,
    })?;
    let [email, verified, primary] = names;
    let entries =
        if list.is_empty() { emails.as_array() } else { at(emails.as_object()?, list)?.as_array() }?;
    let flag = |entry: &Value, name: &str| entry.get(name).is_some_and(|value| is_true(value, false));
    let main = entries.iter().find(|entry| flag(entry, primary));
    let entry = main.or_else(|| entries.iter().find(|entry| flag(entry, verified)))?;
    let address = entry.get(email)?.as_str().filter(|address| address.contains('@'))?;
    let proves = preset.user.email_verified == EmailVerified::PerAddress {} && flag(entry, verified);
    Some((address.to_owned(), proves))
}

/// Returns `true` for `true`, for the number 1 and, if allowed, for the string `"true"`.
fn is_true(value: &Value, text_counts: bool) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_i64() == Some(1),
        Value::String(text) => text_counts && text == "true",
        _ => false,
    }
}

fn not_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
