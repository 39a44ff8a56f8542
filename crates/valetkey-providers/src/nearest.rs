//! Finds names that are similar to a mistyped name.

/// Returns up to three similar names, the most similar first. At most a third of the letters (rounded up) may differ, or one
/// name must begin with the other.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = wanted.to_ascii_lowercase();
    let limit = wanted.chars().count().div_ceil(3);
    let mut close: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let begins = wanted.len() >= 3 && (name.starts_with(&wanted) || wanted.starts_with(name));
            let distance = distance(&wanted, name);
            (begins || distance <= limit).then_some((distance, name))
        })
        .collect();
    close.sort_unstable();
    close.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// Returns the edit distance: the number of letters to insert, delete or change.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().take(100).enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, candidate) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *candidate);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["github", "github-enterprise-server", "gitlab", "gitea", "x"];

    #[test]
    fn a_mistyped_name_is_found() {
        for (wanted, found) in
            [("gihtub", "github"), ("GitHub", "github"), ("gitlap", "gitlab"), ("gitae", "gitea")]
        {
            assert_eq!(
                nearest(wanted, NAMES.into_iter()).first().map(String::as_str),
                Some(found),
                "{wanted}"
            );
        }
    }

    #[test]
    fn a_name_is_found_by_its_beginning() {
        assert_eq!(nearest("github-enterprise", NAMES.into_iter()), ["github-enterprise-server", "github"]);
    }

    #[test]
    fn no_name_is_found_for_another_text() {
        assert!(nearest("myspace", NAMES.into_iter()).is_empty());
    }
}
