//! `prompt` of the authorization request (OpenID Connect Core section 3.1.2.1).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One value of `prompt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Prompt {
    /// No page may be shown.
    None,
    /// Sign in again even if a session exists.
    Login,
    /// Ask for consent even if it is remembered.
    Consent,
    /// Let the person choose the account.
    SelectAccount,
}

/// The set of values of one request.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PromptSet(Vec<Prompt>);

/// Why a `prompt` parameter is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PromptError {
    /// A value that the standard does not define.
    #[error("expected none, login, consent or select_account, got {0:?}")]
    Unknown(String),
    /// `none` stands beside another value.
    #[error("`none` must stand alone")]
    NoneWithOthers,
}

impl Prompt {
    /// Every value, in the order metadata lists them.
    pub const ALL: [Self; 4] = [Self::None, Self::Login, Self::Consent, Self::SelectAccount];

    /// The value on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Login => "login",
            Self::Consent => "consent",
            Self::SelectAccount => "select_account",
        }
    }
}

impl PromptSet {
    /// Whether the request carries this value.
    pub fn contains(&self, prompt: Prompt) -> bool {
        self.0.contains(&prompt)
    }
}

impl FromStr for PromptSet {
    type Err = PromptError;

    fn from_str(value: &str) -> Result<Self, Self::Err> {
        let mut set = Vec::new();
        for word in value.split(' ').filter(|word| !word.is_empty()) {
            let prompt = Prompt::ALL.into_iter().find(|prompt| prompt.as_str() == word);
            let prompt = prompt.ok_or_else(|| PromptError::Unknown(word.to_owned()))?;
            if !set.contains(&prompt) {
                set.push(prompt);
            }
        }
        if set.contains(&Prompt::None) && set.len() > 1 {
            return Err(PromptError::NoneWithOthers);
        }
        Ok(Self(set))
    }
}
