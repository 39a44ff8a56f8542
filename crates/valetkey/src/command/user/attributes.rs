//! The attributes of a user as arguments.

use std::collections::BTreeMap;

use clap::Args;
use valetkey_accounts::Attributes;
use valetkey_authorization_server::claim_map::{ClaimMap, Editor};

use crate::{claim_map::pair, failure::Failure};

#[derive(Args)]
pub(super) struct AttributeArguments {
    /// Value of an attribute of valetkey attribute list; an empty value removes it. A list of texts takes one option for each
    /// text. Repeatable
    #[arg(long = "attribute", value_name = "NAME=VALUE", value_parser = pair)]
    attributes: Vec<(String, String)>,
}

impl AttributeArguments {
    /// Returns the values with what the arguments name.
    ///
    /// # Errors
    /// A usage failure for a value that does not fit its definition.
    pub(super) fn over(&self, before: &Attributes, map: &ClaimMap) -> Result<Attributes, Failure> {
        let mut edits: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in &self.attributes {
            edits.entry(name.clone()).or_default().push(value.clone());
        }
        map.edited(before, &edits, Editor::Administrator)
            .map_err(|error| Failure::usage(format!("--attribute: {error}")))
    }
}
