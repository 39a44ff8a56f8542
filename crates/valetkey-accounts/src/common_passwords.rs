//! The passwords that attackers try first (OWASP ASVS 6.2.4): a sorted text in the program, which is searched in place.

use std::cmp::Ordering;

/// The list, after a head with its source and licence.
const FILE: &str = include_str!("../common-passwords/list.txt");

/// The name of this server. Lists of stolen passwords do not contain it.
const OWN_NAME: &str = "valetkey";

/// Returns whether a password in small letters is among the 3,000 most common ones of eight characters or more.
pub(crate) fn is_common(lower: &str) -> bool {
    lower == OWN_NAME || contains(list(), lower)
}

/// Returns the lines of the file after its head.
fn list() -> &'static str {
    FILE.split_once("\n\n").map_or("", |(_, list)| list)
}

/// Searches lines that are sorted by their bytes.
fn contains(mut lines: &str, wanted: &str) -> bool {
    while !lines.is_empty() {
        let middle = lines.floor_char_boundary(lines.len() / 2);
        let start = lines[..middle].rfind('\n').map_or(0, |newline| newline + 1);
        let end = lines[start..].find('\n').map_or(lines.len(), |length| start + length);
        match wanted.cmp(&lines[start..end]) {
            Ordering::Equal => return true,
            Ordering::Less => lines = &lines[..start],
            Ordering::Greater => lines = lines.get(end + 1..).unwrap_or_default(),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PasswordParameters;

    #[test]
    fn the_list_has_three_thousand_passwords_that_the_shortest_rule_allows_in_order() {
        let passwords: Vec<&str> = list().lines().collect();
        assert_eq!(passwords.len(), 3_000);
        assert!(passwords.is_sorted_by(|one, next| one < next));
        for password in passwords {
            assert!(password.chars().count() >= PasswordParameters::MINIMUM_LENGTH, "{password}");
            assert_eq!(password.to_lowercase(), password);
            assert!(password.bytes().all(|byte| byte.is_ascii_graphic()), "{password}");
        }
    }

    #[test]
    fn every_password_of_the_list_is_found_and_no_neighbour_of_one() {
        let all: std::collections::BTreeSet<&str> = list().lines().collect();
        for password in &all {
            assert!(is_common(password), "{password}");
            for near in [format!("{password}~"), format!("!{password}"), password[1..].to_owned()] {
                assert_eq!(is_common(&near), all.contains(near.as_str()), "{near}");
            }
        }
        for other in ["", "\n", "~", "!", "password\npassword1", "correct horse battery", "パスワード"] {
            assert!(!is_common(other), "{other:?}");
        }
        assert!(is_common("valetkey"));
    }

    #[test]
    fn a_search_finds_lines_of_any_number() {
        for lines in ["", "b\n", "b", "b\nd\n", "b\nd\nf\n", "b\nd\nf\nh"] {
            for wanted in ["a", "b", "c", "d", "e", "f", "g", "h", "i", ""] {
                let is_there = !wanted.is_empty() && lines.lines().any(|line| line == wanted);
                assert_eq!(contains(lines, wanted), is_there, "{wanted} in {lines:?}");
            }
        }
    }
}
