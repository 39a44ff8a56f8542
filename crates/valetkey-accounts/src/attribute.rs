//! The values of attributes: data about users that the operator defines in addition to the standard claims.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

/// The values of a user, by the name of the attribute. Values without a definition can remain and are ignored.
pub type Attributes = BTreeMap<String, AttributeValue>;

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// A text, a date, or an entry of a list.
    Text(String),
    /// A number.
    Number(Number),
    /// A boolean.
    YesNo(bool),
    /// A list of texts.
    Texts(Vec<String>),
}

impl AttributeValue {
    /// Returns the value for a claim.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Text(text) => Value::String(text.clone()),
            Self::Number(number) => Value::Number(number.clone()),
            Self::YesNo(value) => Value::Bool(*value),
            Self::Texts(texts) => Value::from(texts.clone()),
        }
    }

    /// Reads the value of a claim. Returns `None` for a value that no attribute can have.
    pub fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::Text(text.clone())),
            Value::Number(number) => Some(Self::Number(number.clone())),
            Value::Bool(value) => Some(Self::YesNo(*value)),
            Value::Array(values) => {
                let texts = values.iter().map(|value| value.as_str().map(str::to_owned));
                texts.collect::<Option<_>>().map(Self::Texts)
            }
            Value::Null | Value::Object(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_reads_back_and_others_are_left_alone() {
        for value in [json!("x"), json!(""), json!(7), json!(-1.5), json!(true), json!(["a", "b"]), json!([])]
        {
            assert_eq!(AttributeValue::from_json(&value).unwrap().to_json(), value);
        }
        for value in [json!(null), json!({"amount": 1}), json!(["a", 1]), json!([["a"]])] {
            assert_eq!(AttributeValue::from_json(&value), None, "{value}");
        }
    }
}
