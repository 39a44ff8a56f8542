//! Mappings of groups as administrators write them: `engineering=/groups:eng`.

use valetkey_authorization_server::{record::GroupMapping, role_map::RoleMap};

/// Returns the mappings as lines. A colon in a pointer is written `\:`.
pub fn group_mapping_lines(mappings: &[GroupMapping], map: &RoleMap) -> Vec<String> {
    let line = |mapping: &GroupMapping| {
        let name = map.group(mapping.group).map_or("(a removed group)", |group| group.name.as_str());
        format!("{name}={}:{}", mapping.pointer.replace(':', "\\:"), mapping.value)
    };
    mappings.iter().map(line).collect()
}

/// Splits a line into the name of the group, the pointer and the text of the list.
pub fn split_group_mapping(line: &str) -> Option<(&str, String, &str)> {
    let (name, rest) = line.split_once("=/")?;
    let (pointer, value) = split_pointer(rest)?;
    Some((name, format!("/{pointer}"), value))
}

/// Splits at the first colon without a backslash before it.
fn split_pointer(text: &str) -> Option<(String, &str)> {
    let colon = text.match_indices(':').find(|(place, _)| !text[..*place].ends_with('\\'));
    let (place, _) = colon?;
    Some((text[..place].replace("\\:", ":"), &text[place + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_ends_at_the_first_colon_that_is_not_escaped() {
        let split = |text| split_pointer(text).map(|(pointer, value)| (pointer, value.to_owned()));
        for (text, pointer, value) in [
            ("groups:eng", "groups", "eng"),
            ("groups:/eng/team", "groups", "/eng/team"),
            ("groups:urn:x:eng", "groups", "urn:x:eng"),
            ("https\\:~1~1acme.example~1roles:admin", "https:~1~1acme.example~1roles", "admin"),
            ("realm_access/roles:a", "realm_access/roles", "a"),
        ] {
            assert_eq!(split(text), Some((pointer.to_owned(), value.to_owned())), "{text}");
        }
        assert_eq!(split("groups"), None);
        assert_eq!(split("groups\\:eng"), None);
    }
}
