//! Parameters as received, without duplicates (RFC 6749 section 3.1).

use zeroize::Zeroizing;

use crate::parameter::{Name, REPEATABLE};

/// Decoded parameters of a query or a form body, in the received order.
///
/// Empty values count as missing. A repeated parameter is an error, except the few that may be repeated. Values can be
/// passwords, so their memory is wiped when they are dropped.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RawParams(Vec<(String, Zeroizing<String>)>);

/// The reason why parameters are refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RawParamsError {
    /// A parameter is repeated.
    #[error("expected the parameter {0:?} once, got it repeatedly")]
    Repeated(String),
    /// There are more parameters than [`RawParams::MAXIMUM_COUNT`].
    #[error("expected at most {} parameters", RawParams::MAXIMUM_COUNT)]
    TooMany,
    /// A value is not UTF-8 after decoding, or contains a NUL byte.
    #[error("the parameters are not valid UTF-8 text")]
    NotText,
}

impl RawParams {
    /// The maximum number of parameters in one request.
    pub const MAXIMUM_COUNT: usize = 100;

    /// Decodes `application/x-www-form-urlencoded` text.
    pub fn parse(encoded: &[u8]) -> Result<Self, RawParamsError> {
        let text = std::str::from_utf8(encoded).map_err(|_| RawParamsError::NotText)?;
        let mut params: Vec<(String, Zeroizing<String>)> = Vec::new();
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            let value = Zeroizing::new(value.into_owned());
            if params.len() >= Self::MAXIMUM_COUNT {
                return Err(RawParamsError::TooMany);
            }
            // The decoder replaces invalid bytes by the replacement character. If the sender did not send that character, a
            // byte was invalid.
            let replaced = |s: &str| s.contains('\u{fffd}') || s.contains('\0');
            if replaced(&name) || replaced(&value) {
                return Err(RawParamsError::NotText);
            }
            if value.is_empty() {
                continue;
            }
            if !REPEATABLE.contains(&&*name) && params.iter().any(|(known, _)| *known == name) {
                return Err(RawParamsError::Repeated(name.into_owned()));
            }
            params.push((name.into_owned(), value));
        }
        Ok(Self(params))
    }

    /// Returns the value of a parameter, if it is present and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns all values of a parameter that may be repeated.
    pub fn get_all(&self, name: Name) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the parameters without one of them.
    #[must_use]
    pub fn without(mut self, name: Name) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// Returns the parameters and one more.
    #[must_use]
    pub fn with(mut self, name: Name, value: &str) -> Self {
        self.0.push((name.to_owned(), Zeroizing::new(value.to_owned())));
        self
    }

    /// Encodes the parameters as a form.
    pub fn to_form(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.0.iter().map(|(name, value)| (name, value.as_str())))
            .finish()
    }
}

/// Shows only the names, because values can be secrets.
impl std::fmt::Debug for RawParams {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}
