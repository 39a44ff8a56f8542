//! Loads attributes and scopes for commands.

use valetkey_authorization_server::{
    Change,
    claim_map::ClaimMap,
    record::{Attribute, OperatorText, TenantRecord, TenantScope},
};
use valetkey_storage::directory;

use crate::{database::Records, failure::Failure};

impl Records {
    /// Loads the attributes and scopes of the tenant; none where no server has run yet.
    ///
    /// # Errors
    /// The error of the database.
    pub(crate) async fn claim_map(&self) -> Result<ClaimMap, Failure> {
        match self.storage.tenant(&self.tenant).await? {
            Some(tenant) => Ok(directory::claim_map(&*self.storage, &tenant).await?),
            None => Ok(ClaimMap::default()),
        }
    }

    /// Loads them to change one, with the tenant that says whether somebody else changed one meanwhile.
    ///
    /// # Errors
    /// The error of the database, or that no issuer is recorded yet.
    pub(crate) async fn claim_map_to_edit(&self) -> Result<(TenantRecord, ClaimMap), Failure> {
        let tenant = self.recorded_tenant().await?;
        let map = directory::claim_map(&*self.storage, &tenant).await?;
        Ok((tenant, map))
    }

    /// Stores changes of attributes and scopes, unless somebody else changed one meanwhile.
    ///
    /// # Errors
    /// That text, or what the database says.
    pub(crate) async fn store_claim_map(&self, changes: Vec<Change>) -> Result<(), Failure> {
        let conflict = || {
            "somebody else changed an attribute, a scope or the tenant meanwhile; nothing was stored. Run the command again"
                .to_owned()
        };
        self.apply(changes, conflict).await
    }
}

/// Returns the attribute of this name.
///
/// # Errors
/// A text that says where attributes are listed.
pub(crate) fn attribute_called<'a>(map: &'a ClaimMap, name: &str) -> Result<&'a Attribute, Failure> {
    map.attribute(name).ok_or_else(|| {
        Failure::failed(format!("there is no attribute {name:?}; valetkey attribute list shows all"))
    })
}

/// Returns the scope of this name.
///
/// # Errors
/// A text that says where scopes are listed.
pub(crate) fn scope_called<'a>(map: &'a ClaimMap, name: &str) -> Result<&'a TenantScope, Failure> {
    map.scope(name)
        .ok_or_else(|| Failure::failed(format!("there is no scope {name:?}; valetkey scope list shows all")))
}

/// Sets a text in English and in other languages. An empty text removes that of its language.
pub(crate) fn set_text(text: &mut OperatorText, english: Option<&String>, others: &[(String, String)]) {
    let english = english.map(|sentence| ("en".to_owned(), sentence.clone()));
    for (language, sentence) in english.into_iter().chain(others.iter().cloned()) {
        match sentence.is_empty() {
            true => text.remove(&language),
            false => text.insert(language, sentence),
        };
    }
}

/// Reads NAME=VALUE.
///
/// # Errors
/// A text that says what was expected.
pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| format!("expected NAME=VALUE, got {text:?}"))?;
    Ok((name.to_owned(), value.to_owned()))
}

/// Says a text in all its languages.
pub(crate) fn in_languages(text: &OperatorText) -> String {
    let lines: Vec<String> = text.iter().map(|(language, text)| format!("{language}: {text}")).collect();
    lines.join("  ")
}
