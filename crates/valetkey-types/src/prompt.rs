//! `prompt` of the authorization request (OpenID Connect Core section 3.1.2.1).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One value of `prompt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Prompt {
    /// Show no page.
    None,
    /// Let the user sign in again, even if there is a session.
    Login,
    /// Ask for consent, even if it is stored.
    Consent,
    /// Let the user choose the account.
    SelectAccount,
}

/// The values of one request.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PromptSet(Vec<Prompt>);

/// The reason why a `prompt` parameter is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PromptError {
    /// A value that the standard does not define.
    #[error("expected none, login, consent or select_account, got {0:?}")]
    Unknown(String),
    /// `none` is combined with another value.
    #[error("`none` must be the only value")]
    NoneWithOthers,
}

impl Prompt {
    /// All values, in the order of the metadata.
    pub const ALL: [Self; 4] = [Self::None, Self::Login, Self::Consent, Self::SelectAccount];

    /// Returns the value as it is sent.
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
    /// Returns whether the request contains this value.
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
