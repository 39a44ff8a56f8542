//! The attributes of a user as arguments.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Value, json};
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
    /// Returns the values as members of a body: a text, several texts, or `null` for an empty value.
    pub(super) fn as_body(&self) -> Value {
        let member = |(name, values): (String, Vec<String>)| match values.as_slice() {
            [one] if one.is_empty() => (name, Value::Null),
            [one] => (name, json!(one)),
            _ => (name, json!(values)),
        };
        Value::Object(self.by_name().into_iter().map(member).collect())
    }

    /// Returns the values with what the arguments name.
    ///
    /// # Errors
    /// A usage failure for a value that does not fit its definition.
    pub(super) fn over(&self, before: &Attributes, map: &ClaimMap) -> Result<Attributes, Failure> {
        map.edited(before, &self.by_name(), Editor::Administrator)
            .map_err(|error| Failure::usage(format!("--attribute: {error}")))
    }

    fn by_name(&self) -> BTreeMap<String, Vec<String>> {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in &self.attributes {
            values.entry(name.clone()).or_default().push(value.clone());
        }
        values
    }
}
